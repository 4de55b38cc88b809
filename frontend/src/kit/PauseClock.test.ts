import { mount } from "@vue/test-utils";
import { nextTick } from "vue";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import ErrorNotice from "./ErrorNotice.vue";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

async function pass(seconds: number): Promise<void> {
  vi.advanceTimersByTime(seconds * 1000);
  await nextTick();
}

it("counts a pause down and says when it is over", async () => {
  const params = { seconds: "61" };
  const notice = mount(ErrorNotice, { props: { failure: { code: "tries_paused", params, incident: "" } } });
  const clock = () => notice.get("[data-test=pause]").text();
  expect(clock()).toBe("还要等 1:01 才能再试");
  expect(notice.text()).toContain("同事可以用自己的工号登录");
  await pass(2);
  expect(clock()).toBe("还要等 0:59 才能再试");
  await pass(60);
  expect(clock()).toBe("现在可以再试了");
  await notice.setProps({ failure: { code: "wrong_password", params: { left: "2" }, incident: "" } });
  expect(notice.find("[data-test=pause]").exists()).toBe(false);
  expect(notice.get("[data-test=tries-left]").text()).toBe("还可以试 2 次");
});
