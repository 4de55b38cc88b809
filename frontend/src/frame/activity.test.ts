import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { followActivity } from "./activity";

const press = () => window.dispatchEvent(new KeyboardEvent("keydown", { key: "a" }));
const move = () => window.dispatchEvent(new PointerEvent("pointermove"));
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("tells of a key or a pointer three times a minute at most, and how long ago the last one was", () => {
  const told: number[] = [];
  const stop = followActivity((ago) => told.push(ago));
  press();
  expect(told).toEqual([0]);
  for (let second = 0; second < 15; second++) {
    vi.advanceTimersByTime(1000);
    move();
  }
  expect(told).toEqual([0]);
  vi.advanceTimersByTime(5_000);
  expect(told).toEqual([0, 5]);
  vi.advanceTimersByTime(600_000);
  expect(told, "an idle window says nothing").toEqual([0, 5]);
  press();
  expect(told).toEqual([0, 5, 0]);
  press();
  stop();
  vi.advanceTimersByTime(600_000);
  move();
  expect(told).toEqual([0, 5, 0]);
});
