// The rules of the house (frontend/README.md, "Who may import whom") as lint rules.
import { readdirSync } from "node:fs";
import globals from "globals";
import vue from "eslint-plugin-vue";
import ts from "typescript-eslint";

/** Folders in their order: each may import those before it, not those beside it. Tasks come after all. */
const LAYERS = ["ipc", "messages", "session", "kit", "frame", ["catalog", "form"]];
const SHARED = LAYERS.flat();
const TASKS = readdirSync(new URL("src/tasks", import.meta.url));

const tauri = { group: ["@tauri-apps/*"], message: "Only ipc/ talks to the shell." };
const elementPlus = {
  group: ["element-plus", "element-plus/*"],
  message: "Only kit/ imports the component kit.",
};
const fake = {
  group: ["**/ipc/fake", "**/fake", "**/fake/*"],
  message: "The fake is for tests and for looking only.",
};
const noTask = { group: ["**/tasks/**"], message: "Shared parts know no task." };
const otherTasks = (own) => ({
  group: TASKS.filter((task) => task !== own).flatMap((task) => [
    `**/tasks/${task}`,
    `**/tasks/${task}/**`,
    `../${task}/**`,
    `../../${task}/**`,
  ]),
  message: "A task never imports another task.",
});
function laterLayers(layer) {
  const at = LAYERS.findIndex((names) => [names].flat().includes(layer));
  const beside = [LAYERS[at]].flat().filter((name) => name !== layer);
  const others = [...beside, ...LAYERS.slice(at + 1).flat()];
  if (others.length === 0) return [];
  const group = others.flatMap((name) => [`@/${name}`, `@/${name}/**`, `../${name}/**`, `../../${name}/**`]);
  return [{ group, message: `${layer} comes before what it imports here, or stands beside it.` }];
}
const restrict = (...patterns) => ({ "no-restricted-imports": ["error", { patterns }] });
function sharedRules(layer) {
  const bans = [noTask, fake, ...laterLayers(layer)];
  if (layer !== "ipc") bans.push(tauri);
  if (layer !== "kit") bans.push(elementPlus);
  return { files: [`src/${layer}/**/*.{ts,vue}`, `src/${layer}.ts`], rules: restrict(...bans) };
}

export default ts.config(
  { ignores: ["dist/**", "dist-fake/**", "node_modules/**", "src/ipc/contract.ts"] },
  ...ts.configs.recommended,
  ...vue.configs["flat/essential"],
  { files: ["**/*.vue"], languageOptions: { parserOptions: { parser: ts.parser } } },
  { languageOptions: { globals: globals.browser } },
  {
    files: ["src/**/*.{ts,vue}"],
    rules: {
      ...restrict(tauri, elementPlus, fake),
      "vue/multi-word-component-names": "off",
      "max-lines": ["error", { max: 400, skipBlankLines: true, skipComments: true }],
    },
  },
  ...SHARED.map(sharedRules),
  ...TASKS.map((own) => ({
    files: [`src/tasks/${own}/**/*.{ts,vue}`],
    rules: restrict(tauri, elementPlus, fake, otherTasks(own)),
  })),
  { files: ["src/ipc/fake/**/*.ts"], rules: restrict(elementPlus, noTask, ...laterLayers("ipc")) },
  { files: ["src/**/*.{test,testkit}.ts"], rules: restrict(tauri, elementPlus) },
);
