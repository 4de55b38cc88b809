import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { refuse } from "@/ipc/fake";
import {
  alt,
  at,
  begin,
  desk,
  end,
  focused,
  hear,
  id,
  label,
  look,
  mayAccept,
  mountPage,
  next,
  open,
  page,
  press,
  primary,
  sent,
  settle,
  signing,
  toSection,
} from "./signing.testkit";

beforeEach(begin);
afterEach(end);

/** Printed, scanned, and the page on the glass. */
async function toScanned(how: Parameters<typeof open>[0] = { strokes: false }): Promise<void> {
  await open(how);
  await primary();
  await alt("F");
  await alt("D");
  await look();
}

describe("the paper way", () => {
  it("is printed, scanned, looked at and then bound, where the place takes no strokes", async () => {
    await open({ strokes: false });
    await primary();
    expect(label()).toContain("打印");
    await next();
    expect(sent("print_form")).toHaveLength(1);
    expect(label()).toContain("扫描");
    await next();
    expect(sent("scan")).toEqual([{ case: id, material: "form" }]);
    await next();
    await alt("D");
    await alt("T");
    expect(sent("sign_on_paper"), "nobody has looked at the page").toHaveLength(0);
    expect(sent("scan"), "and it is not scanned twice").toHaveLength(1);
    await look();
    expect(sent("page_shown")).toHaveLength(1);
    const scannedPage = at("signed-page").attributes("data-page");
    await next();
    expect(sent("sign_on_paper")).toEqual([
      { case: id, person: "p-applicant", page: scannedPage, by: "pen", unread: false },
    ]);
    expect(mayAccept()).toBe(true);
  });

  it("shows a page that came while the fields were up, before it is bound", async () => {
    await open({ strokes: false });
    await primary();
    await alt("F");
    await alt("X");
    await alt("D");
    expect(at("signed-page").exists()).toBe(false);
    await alt("D");
    expect(sent("sign_on_paper")).toHaveLength(0);
    await look();
    await alt("D");
    expect(sent("sign_on_paper")).toHaveLength(1);
  });

  it("is the only way where the window has no screen for the citizen", async () => {
    await open({ screen: false });
    await primary();
    expect(label()).toContain("打印");
    expect(at("before-citizen").exists()).toBe(false);
    await alt("S");
    expect(sent("show_form_to_citizen")).toHaveLength(0);
  });

  it("takes no page from before the form was printed, and goes on with one that came after it", async () => {
    await open({ strokes: false });
    await desk.call("scan", { case: id, material: "form" });
    await hear();
    await primary();
    await alt("F");
    expect(at("scan-signed").text()).toContain("扫描");
    await alt("D");
    expect(sent("scan")).toHaveLength(2);
    await look();
    expect(at("scan-signed").text()).toContain("这一页");
    page.unmount();
    await mountPage();
    expect(at("scan-signed").text()).toContain("这一页");
  });

  it("says what is at work once it takes long, and how a scan is stopped", async () => {
    await open({ strokes: false });
    let finish: () => void = () => undefined;
    const wait = () => new Promise<void>((resolve) => (finish = resolve));
    const { show_form: show, scan } = desk.answers;
    desk.answers.show_form = async (payload) => wait().then(() => show(payload));
    await primary();
    expect(at("signing-works").exists()).toBe(false);
    vi.advanceTimersByTime(300);
    await settle();
    expect(at("signing-works").text()).toContain("排版");
    finish();
    await settle();
    expect(at("signing-works").exists()).toBe(false);
    await alt("F");
    desk.answers.scan = async (payload) => wait().then(() => scan(payload));
    await alt("D");
    expect(at("signing-stop").text()).toContain("停止扫描");
    await press("Escape", "Escape");
    expect(sent("cancel_scan")).toHaveLength(1);
    finish();
    await settle();
    expect(at("signing-stop").exists()).toBe(false);
  });
});

describe("the code in a page's foot", () => {
  it("that cannot be read: the clerk says that it is this form", async () => {
    await toScanned();
    desk.answers.sign_on_paper = ({ unread, case: one, person, page: scanned, by }) =>
      unread
        ? desk.change(one, (c) => void (c.signing!.signed[person] = { by, page: scanned }))
        : refuse("form_code_unread");
    await alt("U");
    expect(sent("sign_on_paper"), "nothing was refused yet").toHaveLength(0);
    await alt("D");
    expect(at("code-unread").exists()).toBe(true);
    expect(page.text()).toContain("页脚的编码读不出来");
    await alt("U");
    expect(sent("sign_on_paper").at(-1)).toMatchObject({ unread: true, by: "pen" });
    expect(at("code-unread").exists()).toBe(false);
    expect(mayAccept()).toBe(true);
    await toSection(4);
    expect(page.text(), "what was refused before is done").not.toContain("页脚的编码读不出来");
  });

  it("that cannot be read: the page is scanned again by the same key", async () => {
    await toScanned();
    desk.answers.sign_on_paper = () => refuse("form_code_unread");
    await next();
    expect(at("code-unread").exists()).toBe(true);
    expect(label()).toContain("扫描");
    await primary();
    expect(sent("scan"), "a hurried second press").toHaveLength(1);
    await next();
    expect(sent("scan")).toHaveLength(2);
    expect(at("code-unread").exists(), "nobody has said anything of the new page").toBe(false);
    expect(at("scan-signed").text()).toContain("这一页");
  });

  it("of another version: the page is scanned again", async () => {
    await toScanned();
    desk.answers.sign_on_paper = () => refuse("form_code_differs");
    await alt("D");
    expect(page.text()).toContain("不是现在这份申请表");
    expect(label()).toContain("扫描");
    await alt("D");
    expect(sent("scan")).toHaveLength(2);
    expect(sent("sign_on_paper")).toHaveLength(1);
  });
});

describe("a fingerprint", () => {
  async function typeWitness(number: string): Promise<void> {
    await at("witness-name").setValue("见示例");
    (at("witness-number").element as HTMLInputElement).value = number;
    await at("witness-number").trigger("input");
    await at("witness-form").trigger("submit");
    await settle();
  }
  const NUMBER = "440699199001010022";

  it("is taken after the form was read aloud, with a witness who is typed", async () => {
    await open({});
    await primary();
    await alt("W");
    expect(focused()).toBe("witness-name");
    await typeWitness(NUMBER);
    expect(sent("name_witness")).toEqual([
      {
        case: id,
        person: "p-applicant",
        witness: { name: "见示例", id_kind: "resident", number: NUMBER, namesake: false },
      },
    ]);
    expect(label(), "it has a line more").toContain("看申请表");
    await primary();
    expect(at("witness-chosen").text()).toContain("见示例");
    expect(page.text()).toContain("没有设定只凭见证人签名就够");
    expect(label(), "a witness's hand alone is not enough here").toContain("打印");
    await alt("F");
    await alt("D");
    await look();
    await alt("T");
    expect(page.text()).toContain("先把申请表读给本人听");
    await alt("A");
    expect(sent("read_form_aloud")).toEqual([{ case: id, person: "p-applicant" }]);
    expect(at("read-aloud").text()).toContain("已读");
    await alt("T");
    expect(sent("sign_on_paper").at(-1)).toMatchObject({ by: "fingerprint" });
    expect(mayAccept()).toBe(true);
    await toSection(4);
    expect(at("signer-applicant").text()).toContain("指印");
    expect(page.text(), "what was refused before is done").not.toContain("先把申请表读给本人听");
  });

  it("keeps what was typed of a witness who was refused", async () => {
    await open({});
    await primary();
    desk.answers.name_witness = () => refuse("witness_is_party");
    await alt("W");
    await typeWitness(NUMBER);
    expect((at("witness-number").element as HTMLInputElement).value).toBe(NUMBER);
  });

  it("has a witness by the card that lies on the reader, also one who only bears a colleague's name", async () => {
    await open({});
    await primary();
    await alt("W");
    const { read_witness_card } = desk.answers;
    desk.answers.read_witness_card = () => refuse("witness_is_staff");
    await press("KeyI", "i", { ctrlKey: true });
    expect(page.text()).toContain("同名");
    expect(at("witness-form").exists(), "it is asked for still").toBe(true);
    desk.answers.read_witness_card = read_witness_card;
    await at("witness-namesake").setValue(true);
    await press("KeyI", "i", { ctrlKey: true });
    const about = { case: id, person: "p-applicant" };
    expect(sent("read_witness_card")).toEqual([
      { ...about, namesake: false },
      { ...about, namesake: true },
    ]);
    expect(sent("read_card"), "nobody of the case").toEqual([]);
    await primary();
    expect(at("witness-chosen").text()).toContain("陈甲示例");
  });

  it("has a witness of its own signer, and so has what could not be read", async () => {
    await open({ strokes: false, spouse: true });
    await primary();
    await alt("W");
    await typeWitness(NUMBER);
    await primary();
    await alt("F");
    await alt("D");
    await look();
    desk.answers.sign_on_paper = () => refuse("form_code_unread");
    await alt("D");
    expect(at("code-unread").exists()).toBe(true);
    await at("signer-spouse").trigger("click");
    await settle();
    expect(at("witness-chosen").exists()).toBe(false);
    expect(at("code-unread").exists()).toBe(false);
  });
});

describe("several signers", () => {
  it("sign once each, in order, or as the clerk chooses; one paper has both names", async () => {
    await open({ spouse: true });
    await primary();
    expect(label()).toContain("陈示例");
    await at("signer-spouse").trigger("click");
    expect(label()).toContain("陈甲示例");
    await alt("F");
    await alt("D");
    await look();
    await alt("D");
    expect(sent("sign_on_paper").at(-1)).toMatchObject({ person: "p-spouse" });
    expect(at("signer-spouse").attributes("disabled")).toBeDefined();
    expect(label()).toContain("陈示例");
    expect(at("summary-4").text()).toContain("签名 1 / 2");
    // Its page serves for the other signer too, also after the case was left.
    page.unmount();
    await mountPage();
    await alt("D");
    expect(sent("scan")).toHaveLength(0);
    expect(signing().signed["p-applicant"]?.by).toBe("pen");
    expect(mayAccept()).toBe(true);
  });
});
