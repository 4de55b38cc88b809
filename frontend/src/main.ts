// Start: styles, the desk's greeting, then the screen.
import { createApp } from "vue";
import App from "./App.vue";
import { connectChanged } from "./ipc/changed";
import { router } from "./router";
import { refreshHello } from "./session";
import "./styles/tokens.css";
import "./styles/kit.css";
import "./styles/base.css";
import { followDesktopTheme } from "./ui/useTheme";

async function start(): Promise<void> {
  followDesktopTheme();
  // Left out of the real build: the branch is dead there, and so is the import.
  if (import.meta.env.DEV || import.meta.env.MODE === "fake") {
    if (!(await (await import("./ipc/fake")).pretendIfAsked())) await connectChanged();
  } else {
    await connectChanged();
  }
  // A desk that does not greet leaves the sign-in screen, which says so and tries again.
  await refreshHello().catch(() => undefined);
  createApp(App).use(router).mount("#app");
}

void start();
