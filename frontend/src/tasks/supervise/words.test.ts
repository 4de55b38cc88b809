// What a supervisor reads of a case: the decision in its words, what came, what was late; pages hidden until asked for.
import { flushPromises, mount, type VueWrapper } from "@vue/test-utils";
import { afterEach, describe, expect, it } from "vitest";
import { createMemoryHistory, createRouter } from "vue-router";
import type { ReviewView } from "@/ipc/contract";
import { installFake, type FakeDesk } from "@/ipc/fake";
import { setLanguage } from "@/messages";
import QueuePage from "./QueuePage.vue";
import ReviewPage from "./ReviewPage.vue";

let desk: FakeDesk;
let page: VueWrapper;
const none = { render: () => null };

async function open(
  path: "/queue" | "/review/q1",
  change: (view: ReviewView) => void = () => {},
): Promise<void> {
  desk = installFake();
  desk.signedIn = true;
  const usual = desk.answers.review;
  desk.answers.review = async (of) => {
    const view = await usual(of);
    change(view);
    return view;
  };
  const routes = ["/queue", "/review/:id"].map((to) => ({ path: to, component: none }));
  const router = createRouter({ history: createMemoryHistory(), routes });
  await router.push(path);
  const global = { plugins: [router] };
  page =
    path === "/queue"
      ? mount(QueuePage, { global, attachTo: document.body })
      : mount(ReviewPage, { props: { id: "q1" }, global, attachTo: document.body });
  await flushPromises();
}
async function press(key: string, code: string): Promise<void> {
  const to = document.activeElement ?? document.body;
  for (const type of ["keydown", "keyup"])
    to.dispatchEvent(new KeyboardEvent(type, { bubbles: true, cancelable: true, key, code }));
  await flushPromises();
}
async function reveal(): Promise<void> {
  await press("r", "KeyR");
  await page.get("[data-test=reason-text]").setValue("投诉核对");
  await page.get("[data-test=reason-bar]").trigger("submit");
  await flushPromises();
}
const has = (test: string) => page.find(`[data-test="${test}"]`).exists();
const text = (test: string) => page.get(`[data-test="${test}"]`).text().replace(/\s+/g, " ");

afterEach(() => {
  page.unmount();
  setLanguage("zh-CN");
});

describe("the pages of a case", () => {
  it("are hidden with the numbers, and shown by the same key", async () => {
    await open("/review/q1");
    expect([has("pages-hidden"), has("viewer-image")]).toEqual([true, false]);
    expect(text("pages-hidden")).toBe("页面有个人信息，已隐藏，按 R 显示");
    expect(page.html()).not.toContain("陈示例");
    await press("r", "KeyR");
    expect(desk.calls.filter(([name]) => name === "reveal").length, "not without a reason").toBe(0);
    expect(document.activeElement).toBe(page.get("[data-test=reason-text]").element);
    await page.get("[data-test=reason-bar]").trigger("submit");
    expect([has("pages-hidden"), has("reason-bar")]).toEqual([true, true]);
    await page.get("[data-test=reason-text]").setValue("投诉核对");
    await page.get("[data-test=reason-bar]").trigger("submit");
    await flushPromises();
    const told = desk.calls.filter(([name]) => name === "reveal").map(([, payload]) => payload);
    expect(told).toEqual([{ case: "q1", revision: null, reason: "投诉核对" }]);
    expect(has("reason-bar")).toBe(false);
    expect([has("pages-hidden"), has("viewer-image")]).toEqual([false, true]);
    await press("r", "KeyR");
    expect([has("pages-hidden"), has("viewer-image")]).toEqual([true, false]);
  });
});

describe("a decision", () => {
  it("is read in its own words", async () => {
    await open("/review/q1", (view) => {
      view.decision = {
        kind: "refuse",
        at: "2026-11-21 09:40",
        faults: [
          { target: "material:hukou", name: "居民户口簿", problem: "缺本人页", fix: "请补交", reason: null },
          { target: "field:phone", name: "联系电话", problem: "空号", fix: "", reason: null },
        ],
        reasons: ["户籍不在本市。"],
        remedies: ["可以依法申请行政复议。"],
        right_office: "邻市示例局",
        promise: null,
        corrections: [{ name: "村里的说明", by: "1001", at: "2026-11-20 10:00" }],
        deemed: null,
        deferred: null,
        further: null,
      };
      view.documents = [
        {
          form: "materials_receipt",
          number: "临1",
          issued_at: "2026-11-21 09:30",
          pages: 1,
          revision: 1,
          page: "d.1",
        },
      ];
    });
    expect(text("fault-0")).toMatch(/材料.居民户口簿：缺本人页 如何补正：请补交/);
    expect(text("fault-1")).toMatch(/栏目.联系电话：空号$/);
    expect(text("correction-0")).toBe("已补正：村里的说明（经 1001 于 2026-11-20 10:00 确认）");
    expect(text("reason-0")).toBe("理由：户籍不在本市。");
    expect(text("remedy-0")).toBe("可以依法申请行政复议。");
    expect(text("review-right-office")).toBe("应向其申请：邻市示例局");
    expect(page.findAll("[data-test$=-materials_receipt]"), "in one place").toHaveLength(1);
    expect(text("paper-materials_receipt")).toMatch(/接收回执.*临1.*2026-11-21 09:30/);
    expect(text("review-kind")).toBe("不予受理");
    expect(has("review-no-words")).toBe(false);
  });

  it("with papers to come tells which, until when, and that it was put off and why", async () => {
    const deferred = { until: "2026-11-25", papers: ["居民户口簿", "照片"], from: null, reason: null };
    await open("/review/q1", (view) => (view.decision!.deferred = deferred));
    expect(text("review-deferred")).toBe("容缺受理：居民户口簿、照片，承诺在 2026-11-25 前补交");
    page.unmount();
    const longer = { ...deferred, from: "2026-11-23", reason: "住院。" };
    await open("/review/q1", (view) => (view.decision!.deferred = longer));
    expect(text("review-deferred")).toMatch(/前补交；补交期限原为 2026-11-23；值班长的理由：住院。$/);
    page.unmount();
    await open("/review/q1");
    expect(has("review-deferred")).toBe(false);
  });

  it("of a further notice tells what was there at the one before, and why it is told now", async () => {
    const further = { seen: ["居民户口簿"], reason: "上次看漏。" };
    await open("/review/q1", (view) => (view.decision!.further = further));
    const told = "再次补正告知：居民户口簿在上次告知时就有；值班长的理由：上次看漏。";
    expect(text("review-further")).toBe(told);
    page.unmount();
    await open("/review/q1", (view) => (view.decision!.further = { seen: [], reason: null }));
    expect(text("review-further")).toBe("再次补正告知：各项都出在上次告知之后提交的内容上");
    page.unmount();
    await open("/review/q1");
    expect(has("review-further")).toBe(false);
  });

  it("by silence is told from a plain one, with the papers that were still asked for", async () => {
    const paper = { material: "hukou", name: "居民户口簿", problem: "未提交", fix: "请提交。", reason: null };
    await open("/review/q1", (view) => (view.decision!.deemed = [paper]));
    expect(text("review-kind")).toBe("受理（逾期视为受理）");
    expect(text("late-paper-0")).toBe("请补交：居民户口簿：未提交；请提交。");
    page.unmount();
    await open("/review/q1", (view) => (view.decision!.deemed = []));
    expect(text("review-kind")).toBe("受理（逾期视为受理）");
    page.unmount();
    await open("/review/q1");
    expect(text("review-kind")).toBe("受理");
  });

  it("names the promised day as printed, and says where there are no words", async () => {
    await open("/review/q1", (view) => (view.no_words = "office"));
    expect(text("review-promise")).toBe("承诺办结：2026年11月27日前");
    expect(text("review-no-words")).toContain("后台不保存意见的内容");
  });
});

describe("a row of the list", () => {
  it("says what came, who checked it when, and where it is", async () => {
    await open("/review/q1");
    expect(text("fact-material-hukou")).toContain(
      "原件 1，复印件 1，1 页，C003 已验原件 2026-11-21 09:20，原件留存 3＊＊",
    );
    await reveal();
    expect(text("fact-material-hukou")).toContain("原件留存 3 号柜");
  });

  it("calls a thing no original", async () => {
    const thing = { originals: 0, copies: 0, pages: 0, electronic: 1, objects: 2, checked_by: null };
    await open("/review/q1", (view) => Object.assign(view.materials[0]!, thing));
    expect(text("fact-material-hukou")).toContain("电子件 1，实物 2，实物留存 3＊＊");
    page.unmount();
    await open("/review/q1", (view) =>
      Object.assign(view.materials[0]!, thing, { custody: "returned" as const }),
    );
    expect(text("fact-material-hukou")).toContain("实物 2，实物已退还");
    expect(text("fact-material-hukou")).not.toContain("原件");
  });

  it("says what was wanted where something else came, and nothing of it where nothing differs", async () => {
    await open("/review/q1");
    expect(text("fact-material-hukou")).not.toContain("应交");
    page.unmount();
    const wanted = { originals: 1, copies: 2, objects: 0 };
    await open("/review/q1", (view) => (view.materials[0]!.wanted = wanted));
    expect(text("fact-material-hukou")).toMatch(/原件 1，复印件 1.*，应交 原件 1、复印件 2/);
    page.unmount();
    setLanguage("en");
    await open("/review/q1", (view) => (view.materials[0]!.wanted = { originals: 0, copies: 0, objects: 2 }));
    expect(text("fact-material-hukou")).toContain("wanted: 2 objects");
  });

  it("says nothing of what did not come", async () => {
    await open("/review/q1", (view) => {
      Object.assign(view.materials[0]!, {
        originals: 0,
        copies: 0,
        pages: 0,
        checked_by: null,
        custody: "none",
      });
      view.materials[0]!.problem = "印章不清";
    });
    expect(text("fact-material-hukou")).toBe("✓居民户口簿 问题说明：印章不清");
  });
});

describe("how the form was signed", () => {
  const signature = {
    role: "agent",
    name: "李示例",
    signs_for: true,
    by: "fingerprint",
    at: "2026-11-21 09:36",
    code_read: false,
    read_aloud: true,
    witness: "周＊＊",
  };

  it("says who signed, as what, by what way and when; names are hidden with the rest", async () => {
    await open("/review/q1");
    expect(text("signature-0")).toBe("申请人陈＊＊屏上签名2026-11-21 09:35");
    await reveal();
    expect(text("signature-0")).toContain("陈示例");
  });

  it("says of paper whether its code was read, what was read aloud, and who witnessed it", async () => {
    await open("/review/q1", (view) => (view.signatures = [signature]));
    expect(text("signature-0")).toContain("代办人李示例（代）");
    expect(text("signature-0")).toContain(
      "按了指印，页脚编码读不出，由窗口对照认定，签前已读给本人听，见证人 周＊＊",
    );
    page.unmount();
    const plain = { ...signature, by: "pen", code_read: true, read_aloud: false, witness: null };
    await open("/review/q1", (view) => (view.signatures = [plain]));
    expect(text("signature-0")).toMatch(/纸上签名，页脚编码已核对\s*2026-11-21 09:36$/);
  });

  it("says who will not sign, and what they said", async () => {
    const refusal = { role: "applicant", name: "陈＊＊", at: "2026-11-21 09:36", note: "先回去商量" };
    await open("/review/q1", (view) => Object.assign(view, { signatures: [], refusals: [refusal] }));
    expect(text("refusal-0")).toContain("陈＊＊");
    expect(text("refusal-0")).toContain("不愿签名，称：先回去商量");
  });

  it("is nothing where nobody signed, and names a way of a later office as it is", async () => {
    await open("/review/q1", (view) => (view.signatures = []));
    expect(has("review-signatures")).toBe(false);
    page.unmount();
    setLanguage("en");
    await open("/review/q1", (view) => (view.signatures = [{ ...signature, by: "stamp" }]));
    expect(text("signature-0")).toContain(
      'signed by way of "stamp", read to the signer before, witness 周＊＊',
    );
    expect(text("signature-0")).toContain("(for the applicant)");
  });

  it("has the signed form among the papers, by its name", async () => {
    await open("/review/q1", (view) => {
      const form = "application_form_signed";
      const issued = { number: null, issued_at: "2026-11-21 09:35", pages: 1, revision: 2 };
      view.documents = [{ form, ...issued, page: "s.1" }];
    });
    expect(text("paper-application_form_signed")).toContain("申请表（已签）");
  });
});

describe("what was late", () => {
  it("stays on the case and on its line in the list", async () => {
    const words = "超期：补正告知期限 2026-11-19，实际 2026-11-21";
    await open("/review/q1");
    expect(text("review-late")).toBe(words);
    page.unmount();
    await open("/queue");
    expect(page.findAll("[data-test=row-late]").length).toBe(1);
    const chip = page.get("[data-test=queue-q1] [data-test=row-late]");
    expect([chip.text(), chip.attributes("title")]).toEqual(["曾超期", words]);
  });

  it("is said in English, provisional days and limits of a later office too", async () => {
    setLanguage("en");
    await open("/review/q1", (view) => {
      view.late = [{ kind: "seal", due: "2027-01-04", provisional: true, on: "2027-01-05" }];
    });
    expect(text("review-late")).toBe("Late: handling due 2027-01-04 (provisional), done 2027-01-05");
  });
});
