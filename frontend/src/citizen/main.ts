// Start of the citizen's screen: another page of the same program, with one command of its own.
import { createApp } from "vue";
import { connectChanged } from "@/ipc/changed";
import "@/styles/tokens.css";
import "@/styles/base.css";
import CitizenApp from "./CitizenApp.vue";

async function start(): Promise<void> {
  await connectChanged();
  createApp(CitizenApp).mount("#app");
}

void start();
