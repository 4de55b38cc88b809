import { afterEach, describe, expect, it } from "vitest";
import { call, CallRefused, useWire } from "./call";
import { waitForAnswers, openGate, shutGate } from "./gate";

const asked: string[] = [];
let locked = false;
useWire(async (name) => {
  asked.push(name);
  if (locked && name !== "status") throw { code: "locked", params: {}, incident: "" };
  return name as never;
});
afterEach(() => {
  locked = false;
  asked.length = 0;
  openGate();
});
const soon = () => new Promise((done) => setTimeout(done, 5));

describe("the gate of a locked screen", () => {
  it("lets what is asked meanwhile wait and go on afterwards, in order", async () => {
    shutGate();
    const first = call("fill", { case: "c", field: "phone", value: "1" });
    const second = call("case", { case: "c" });
    await call("status", {});
    await soon();
    expect(asked).toEqual(["status"]);
    openGate();
    await Promise.all([first, second]);
    expect(asked).toEqual(["status", "fill", "case"]);
  });

  it("asks again what the desk refused because it was locked by then: nothing typed is lost", async () => {
    locked = true;
    const late = call("fill", { case: "c", field: "phone", value: "1" });
    await soon();
    expect(asked).toEqual(["fill"]);
    locked = false;
    openGate();
    await late;
    expect(asked).toEqual(["fill", "fill"]);
  });

  it("passes other refusals on", async () => {
    useWire(async () => {
      throw { code: "not_allowed", params: {}, incident: "" };
    });
    await expect(call("case", { case: "c" })).rejects.toBeInstanceOf(CallRefused);
  });

  it("waits for what is on its way, but not for ever", async () => {
    let answer = () => {};
    useWire(() => new Promise((done) => (answer = () => done({} as never))));
    const slow = call("read_card", { case: "c", role: "applicant" });
    await soon();
    const began = performance.now();
    await waitForAnswers(60);
    expect(performance.now() - began).toBeGreaterThan(50);
    answer();
    await slow;
  });
});
