// The rules of the house (frontend/README.md, "Who may import whom") as lint rules.
import globals from "globals";
import vue from "eslint-plugin-vue";
import ts from "typescript-eslint";

const TASKS = ["sign-in", "home", "intake", "outbox", "list", "settings", "practice", "catalog"];
const tauri = { group: ["@tauri-apps/*"], message: "Only ipc/ talks to the shell." };
const kit = {
  group: ["element-plus", "element-plus/*"],
  message: "Only kit/, frame/ and form/fields/ import the component kit.",
};
const fake = {
  group: ["**/ipc/fake", "**/fake", "**/fake/*"],
  message: "The fake is for tests and for looking only.",
};
const otherTasks = (own) => ({
  group: TASKS.filter((t) => t !== own).flatMap((t) => [
    `**/tasks/${t}`,
    `**/tasks/${t}/**`,
    `../${t}/**`,
    `../../${t}/**`,
  ]),
  message: "A task never imports another task.",
});
const restrict = (...patterns) => ({ "no-restricted-imports": ["error", { patterns }] });

export default ts.config(
  { ignores: ["dist/**", "dist-fake/**", "node_modules/**", "src/ipc/contract.ts"] },
  ...ts.configs.recommended,
  ...vue.configs["flat/essential"],
  { files: ["**/*.vue"], languageOptions: { parserOptions: { parser: ts.parser } } },
  { languageOptions: { globals: globals.browser } },
  {
    files: ["src/**/*.{ts,vue}"],
    rules: {
      ...restrict(tauri, kit, fake),
      "vue/multi-word-component-names": "off",
      "max-lines": ["error", { max: 400, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ["src/{catalog,form,frame,ipc,kit,messages}/**/*.{ts,vue}", "src/session.ts"],
    rules: restrict(tauri, kit, fake, { group: ["**/tasks/**"], message: "Shared parts know no task." }),
  },
  ...TASKS.map((own) => ({
    files: [`src/tasks/${own}/**/*.{ts,vue}`],
    rules: restrict(tauri, kit, fake, otherTasks(own)),
  })),
  {
    files: ["src/{frame,kit}/**/*.{ts,vue}", "src/form/fields/**/*.{ts,vue}"],
    rules: restrict(tauri, fake, { group: ["**/tasks/**"], message: "Shared parts know no task." }),
  },
  {
    files: ["src/ipc/**/*.ts"],
    rules: restrict(kit, { group: ["**/tasks/**"], message: "ipc/ knows no task." }),
  },
  { files: ["src/**/*.test.ts"], rules: restrict(tauri, kit) },
);
