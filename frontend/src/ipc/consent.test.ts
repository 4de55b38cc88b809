import { afterEach, expect, it } from "vitest";
import { call, CallRefused, useWire } from "./call";
import { putQuestions, type ConsentQuestion } from "./consent";

const asked: ConsentQuestion[] = [];
const sent: string[] = [];
let agreed = new Set<string>();
let stop = () => {};
useWire(async (name, payload) => {
  const { case: id } = payload as { case: string };
  sent.push(`${name} ${id}`);
  if (!agreed.has(id)) throw { code: "consent_needed", params: { act: name, of: `of ${id}` }, incident: "" };
  return id as never;
});
afterEach(() => {
  stop();
  agreed = new Set();
  asked.length = sent.length = 0;
});
const soon = () => new Promise((done) => setTimeout(done, 5));

it("sends the same once more when it was agreed to, one question at a time", async () => {
  const answers: ((given: boolean) => void)[] = [];
  stop = putQuestions((question) => {
    asked.push(question);
    return new Promise((done) => answers.push(done));
  });
  const first = call("receive", { case: "a" });
  const second = call("issue", { case: "b" });
  await soon();
  expect(asked).toEqual([{ case: "a", act: "receive", of: "of a" }]);
  agreed.add("a");
  answers[0]?.(true);
  await first;
  await soon();
  expect(asked.at(-1)).toEqual({ case: "b", act: "issue", of: "of b" });
  answers[1]?.(false);
  await expect(second).rejects.toMatchObject({ failure: { code: "consent_needed" } });
  expect(sent).toEqual(["receive a", "issue b", "receive a"]);
});

it("asks again where the word did not count any more, and is refused where nobody asks", async () => {
  stop = putQuestions(async (question) => {
    asked.push(question);
    if (asked.length === 2) agreed.add("a");
    return true;
  });
  await call("receive", { case: "a" });
  expect(asked.length).toBe(2);
  stop();
  await expect(call("receive", { case: "b" })).rejects.toBeInstanceOf(CallRefused);
});

it("gives no word once more after the lock", async () => {
  useWire(async (name) => {
    sent.push(name);
    throw { code: "locked", params: {}, incident: "" };
  });
  const given = { case: "a", act: "receive", of: "", number: "1001", password: "x", secret: null } as const;
  await expect(call("give_consent", given)).rejects.toMatchObject({ failure: { code: "locked" } });
  expect(sent).toEqual(["give_consent"]);
});

it("says where the word wanted is a supervisor's", async () => {
  useWire(async () => {
    throw { code: "consent_needed", params: { act: "issue", of: "p", by: "supervisor" }, incident: "" };
  });
  stop = putQuestions(async (question) => {
    asked.push(question);
    return false;
  });
  await expect(call("issue", { case: "a" })).rejects.toBeInstanceOf(CallRefused);
  expect(asked).toEqual([{ case: "a", act: "issue", of: "p", by: "supervisor" }]);
});
