// Start of the citizen's screen: another page of the same program, with one command of its own.
import { createApp } from "vue";
import { connectChanged } from "@/ipc/changed";
import "@/styles/tokens.css";
import "@/styles/base.css";
import CitizenApp from "./CitizenApp.vue";

async function start(): Promise<void> {
  // As in the clerk's page: left out of the real build.
  if (import.meta.env.MODE !== "fake" || !(await (await import("@/ipc/fake/look")).pretendIfAsked()))
    await connectChanged();
  createApp(CitizenApp).mount("#app");
}

void start();
