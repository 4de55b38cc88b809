// Start: styles, the desk's greeting, then the screen.
import { createApp } from "vue";
import App from "./App.vue";
import { connectChanged } from "./ipc/changed";
import { router } from "./router";
import { refreshHello, session } from "./session";
import "./styles/tokens.css";
import "./styles/kit.css";
import "./styles/base.css";
import "./styles/room.css";
import "./styles/paper.css";
import "./styles/door.css";
import "./styles/listing.css";
import { followDesktopTheme } from "./kit/useTheme";

async function start(): Promise<void> {
  // The first screen is fetched while the desk is being asked: the router would begin only then.
  void import("./tasks/sign-in/SignInPage.vue").catch(() => undefined);
  followDesktopTheme();
  // Left out of the real build: the branch is dead there, and so is the import.
  if (import.meta.env.DEV || import.meta.env.MODE === "fake") {
    if (!(await (await import("./ipc/fake/look")).pretendIfAsked())) await connectChanged();
  } else {
    await connectChanged();
  }
  // After a reload of the window: where the clerk was.
  const wanted = window.location.hash.replace(/^#/, "") || "/";
  createApp(App).use(router).mount("#app");
  // The greeting may wait for an office that does not answer:
  // the door is on the screen by then, and tries again on request.
  await refreshHello().catch(() => undefined);
  // The status may say who is signed in before the greeting does:
  // then the first screen is on its way already.
  await router.isReady().catch(() => undefined);
  if (session.clerk && ["/sign-in", "/"].includes(router.currentRoute.value.path))
    await router.replace(wanted);
}

void start();
