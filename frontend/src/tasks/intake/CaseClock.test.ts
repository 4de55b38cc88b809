import { mount } from "@vue/test-utils";
import { describe, expect, it } from "vitest";
import type { CaseClock as Clock } from "@/ipc/contract";
import CaseClock from "./CaseClock.vue";

const clock = (change: Partial<Clock>): Clock => ({
  kind: "promise",
  received_at: "2026-11-20 09:00",
  deadline: "2026-11-24",
  weekday: 2,
  days_left: 2,
  period_days: 20,
  provisional: false,
  rolled_from: null,
  on_day_off: false,
  promise_days: 20,
  promise_working: true,
  promised: true,
  extended: null,
  alert: "none",
  unanswered: false,
  deferral: null,
  ...change,
});
const text = (change: Partial<Clock>) =>
  mount(CaseClock, { props: { clock: clock(change) } })
    .get("[data-test=clock-card]")
    .text();

describe("the clock of a case", () => {
  it("never calls a promise what nobody promised", () => {
    expect(text({})).toContain("承诺办结");
    expect(text({ promised: false })).toContain("法定办结期限");
    expect(text({ promised: false })).toContain("本事项没有公布承诺时限");
    for (const kind of ["promise", "correction_notice"] as const)
      expect(text({ kind, promised: false }).replace("没有公布承诺时限", "")).not.toContain("承诺");
  });

  it("promises nothing for today of a day gone by, and says what silence did", () => {
    const onTheSpot = { kind: "on_the_spot", days_left: 0, deadline: "2026-11-24" } as const;
    expect(text(onTheSpot)).toContain("今天办结");
    expect(text({ ...onTheSpot, days_left: -1 })).not.toContain("今天办结");
    expect(text({ ...onTheSpot, days_left: -1 })).toContain("当天办结");
    expect(text({ ...onTheSpot, with_department: true })).toContain("在部门 · 即办 · 今天办结");
    expect(text(onTheSpot)).not.toContain("在部门");
    const notice = { kind: "correction_notice", days_left: -1 } as const;
    expect(text(notice)).toContain("逾期未告知视为受理");
    expect(text({ ...notice, unanswered: true })).toContain("自收件之日起视为受理");
  });

  it("says in a word and a sign when it is close or over", () => {
    expect(text({})).not.toContain("临期");
    expect(text({ alert: "yellow" })).toContain("! 临期");
    expect(text({ alert: "red", days_left: -1 })).toContain("✕ 已超期");
    expect(text({ kind: "on_the_spot", deadline: null, alert: "red" })).toContain("✕ 已超期");
  });

  it("says that a special procedure stands outside the time, and what is left of it", () => {
    const said = text({ kind: "paused", deadline: null, weekday: null, days_left: 8, extended: 5 });
    expect(said).toContain("特别程序进行中，不计入期限");
    expect(said).toContain("还有 8 个工作日");
    expect(said).toContain("已延长 5 日");
    expect(text({ kind: "result" })).toContain("送达期限");
    expect(text({ kind: "result", deadline: null, days_left: null })).toContain("已作出决定");
  });

  it("counts calendar days as such, and says where a day off moves the end or does not", () => {
    const calendar = { promise_working: false };
    expect(text({ ...calendar, days_left: 9 })).toContain("还有 9 个自然日");
    expect(text({ ...calendar, kind: "correction_notice" })).toContain("还有 2 个工作日");
    expect(text({ ...calendar, rolled_from: "2026-10-02" })).toContain("10 月 2 日 为休息日，顺延");
    expect(text({ ...calendar, on_day_off: true })).toContain("不顺延");
    expect(text(calendar)).not.toContain("休息日");
  });

  it("counts promised papers beside the time to decide", () => {
    const late = text({
      deferral: { until: "2026-11-20", weekday: 5, days_left: -1, alert: "red", materials: ["收入证明"] },
    });
    expect(late).toContain("容缺补交");
    expect(late).toContain("已超 1 个工作日");
    expect(late).toContain("✕ 已超期");
  });
});
