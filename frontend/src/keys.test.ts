// The tables of keys against what is said of them: each table is known, nothing is registered beside them,
// the READMEs say the same, and tests press the same. `npm run keys` writes all of these anew.
import { expect, it } from "vitest";
import readme from "../../README.md?raw";
import designGuide from "../README.md?raw";
import { keyTables, listKeyGroups } from "./keys";
import { keyText, type Key, type KeyTable } from "./kit/keys";
import { en } from "./messages/en";
import { zhCN } from "./messages/zh-CN";

const SOURCES = import.meta.glob<string>(["./**/*.{ts,vue}", "!./**/*.test.ts"], {
  query: "?raw",
  import: "default",
  eager: true,
});
const MODULES = import.meta.glob<Record<string, KeyTable>>(
  ["./*/**/keys.ts", "!./kit/keys.ts", "!./messages/**"],
  {
    eager: true,
  },
);
const findIn = (pattern: RegExp) =>
  Object.entries(SOURCES).flatMap(([file, text]) =>
    [...text.matchAll(pattern)].map(([hit]) => `${file}: ${hit}`),
  );

const inPrint = (keys: readonly string[]) => keys.map((key) => `\`${keyText(key)}\``).join(" ");
const describeKey = (key: Key) => `| ${inPrint([...key.after, ...key.shown])} | ${key.says(en)} |`;

/** The text with its table of keys, the first under "## Keys", exchanged. */
function replaceTable(text: string, rows: string[]): string {
  const start = text.indexOf("\n|", text.indexOf("\n## Keys\n")) + 1;
  const end = text.indexOf("\n\n", start);
  return text.slice(0, start) + rows.join("\n") + text.slice(end);
}

it("has every table that a folder brings", () => {
  const listed = keyTables.map(([, table]) => table);
  const brought = Object.values(MODULES).flatMap((module) => Object.values(module));
  expect(brought.length).toBe(listed.length);
  expect(brought.filter((table) => !listed.includes(table))).toEqual([]);
});

it("lets nothing be registered or shown that is in no table", () => {
  expect(findIn(/defineKeys[<(]/g).filter((hit) => !/\/keys\.ts: /.test(hit))).toEqual([]);
  expect(findIn(/\bas (?:unknown as )?Key\b/g)).toEqual(["./kit/keys.ts: as Key"]);
  expect(findIn(/KeyHint[^>]*? keys="[^"]*"| aria-keyshortcuts="[^"]*"/g)).toEqual([]);
});

it("says of every key what it does, in both languages", () => {
  for (const [screen, table] of keyTables)
    for (const [name, key] of Object.entries(table))
      for (const words of [zhCN, en]) expect(key.says(words), `${screen}: ${name}`).toMatch(/\S/);
});

/** A table as an object of JSON, each row on a line: the combinations that do it, the browser's own key too. */
function writeTable([screen, table]: (typeof keyTables)[number]): string {
  const rows = Object.entries(table).map(([name, { keys, shown }]) => {
    const pressed = keys.length > 0 ? keys : shown;
    return `    "${name}": [${pressed.map((key) => JSON.stringify(key)).join(", ")}]`;
  });
  return `  "${screen}": {\n${rows.join(",\n")}\n  }`;
}

it("is what the tests in the window and against the desk press", async () => {
  const wanted = `{\n${keyTables.map(writeTable).join(",\n")}\n}\n`;
  await expect(wanted).toMatchFileSnapshot("../keys.json");
});

it("is the table in the README", async () => {
  const rows = listKeyGroups(true).flatMap((group) => [
    `| **${en.keys.groups[group.id]}** | |`,
    ...group.rows.map(describeKey),
  ]);
  const wanted = replaceTable(readme, ["| key | does |", "|---|---|", ...rows]);
  await expect(wanted).toMatchFileSnapshot("../../README.md");
});

it("is the table in the design guide", async () => {
  const rows = keyTables.map(([screen, table]) => {
    const keys = Object.values(table).map(
      (key) => `${inPrint([...key.after, ...key.shown])} ${key.says(en)}`,
    );
    return `| ${screen} | ${keys.join(" · ")} |`;
  });
  const wanted = replaceTable(designGuide, ["| screen | keys |", "|---|---|", ...rows]);
  await expect(wanted).toMatchFileSnapshot("../README.md");
});
