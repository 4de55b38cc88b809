// The pretended desk against the contract that Rust writes: each command is answered,
// or named as not pretended. What an answer holds is checked by its type (`FakeAnswers`).
import { expect, it } from "vitest";
import { FakeDesk } from ".";
import contract from "../contract.ts?raw";
import { NOT_FAKED } from "./answer";

const commands = [...contract.slice(contract.indexOf("interface Commands")).matchAll(/^ {2}(\w+): \[/gm)].map(
  ([, name]) => name!,
);

it("answers every command of the contract, but for those named, and no other", () => {
  expect(commands.length).toBeGreaterThan(50);
  expect([...Object.keys(new FakeDesk().answers), ...NOT_FAKED].sort()).toEqual([...commands].sort());
});

it("refuses what is not pretended as the desk refuses what it does not know", async () => {
  const desk = new FakeDesk();
  await expect(desk.call("scenarios", {})).rejects.toMatchObject({ code: "unknown_command" });
});

it("has no cast that would hide an answer's drift", () => {
  const sources = import.meta.glob<string>(["./*.ts", "./answers/*.ts", "!./*.test.ts"], {
    query: "?raw",
    import: "default",
    eager: true,
  });
  const casts = Object.entries(sources).flatMap(([file, text]) =>
    [...text.matchAll(/\bas (any|unknown|never|Reply)\b/g)].map(([cast]) => `${file}: ${cast}`),
  );
  expect(casts).toEqual([]);
});
