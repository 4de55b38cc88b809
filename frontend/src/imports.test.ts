// No two files import each other, not even over others.
import { expect, it } from "vitest";

const SOURCES = import.meta.glob<string>(["./**/*.{ts,vue}", "!./**/*.test.ts"], {
  query: "?raw",
  import: "default",
  eager: true,
});

/** The file an import names, as a key of `SOURCES`; nothing for a package. */
function findSource(from: string, name: string): string | undefined {
  if (!/^(\.|@\/)/.test(name)) return undefined;
  const base = new URL(
    name.startsWith("@/") ? name.slice(2) : name,
    `file:///${name.startsWith("@/") ? "" : from}`,
  );
  const path = `.${base.pathname.replace(/\/$/, "")}`;
  return [path, `${path}.ts`, `${path}/index.ts`].find((key) => key in SOURCES);
}

function importsOf(file: string): string[] {
  const names = [...SOURCES[file]!.matchAll(/(?:from |import\(|^import )"([^"]+)"/gm)].map(
    ([, name]) => name!,
  );
  return names.flatMap((name) => findSource(file, name) ?? []);
}

function findCircle(file: string, path: string[], done: Set<string>): string[] | null {
  if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
  if (done.has(file)) return null;
  for (const next of importsOf(file)) {
    const circle = findCircle(next, [...path, file], done);
    if (circle) return circle;
  }
  done.add(file);
  return null;
}

it("has no circle of files", () => {
  const done = new Set<string>();
  expect(importsOf("./main.ts").length).toBeGreaterThan(5);
  expect(Object.keys(SOURCES).flatMap((file) => findCircle(file, [], done) ?? [])).toEqual([]);
});
