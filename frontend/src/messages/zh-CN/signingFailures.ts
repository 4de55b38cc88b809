// What is refused of the form that is seen and signed, and of what is put on record of people before.
import type { FailureCode } from "@/ipc/contract";
import type { FailureText } from "../failureText";

const UNCHANGED = "什么都没有改动。";
const AS_BEFORE = "已签的签名照旧有效。";
const PAGES = "扫描的页都在。";

export const signingFailures = {
  form_incomplete: { what: "申请表还没填齐", safe: UNCHANGED, now: "先填齐标红的栏目，再看申请表" },
  form_not_shown: {
    what: "申请表改过，或者还没有看过",
    safe: AS_BEFORE,
    now: "先看一遍申请表，再给群众看、打印或签名",
  },
  form_not_printed: {
    what: "这一页来的时候，这份申请表还没有打印",
    safe: PAGES,
    now: "先打印申请表，请本人签名后再扫描",
  },
  no_form_before: { what: "群众屏上没有申请表了", safe: UNCHANGED, now: "按 Alt+S 再给群众看" },
  form_in_doubt: {
    what: "群众说申请表上有一处有误，还没有处理",
    safe: UNCHANGED,
    now: "改好后再看一遍；没有错就按 Alt+S 再给群众看",
  },
  form_not_confirmed: {
    what: "群众还没有确认内容无误",
    safe: UNCHANGED,
    now: "请群众先看完、按确认，再签名",
  },
  strokes_not_taken: { what: "本窗口没有开通屏上签名", safe: UNCHANGED, now: "打印申请表，签名后扫描" },
  strokes_too_few: { what: "写的笔画太少，看不出是签名", safe: UNCHANGED, now: "请在框里写全姓名" },
  strokes_too_large: { what: "写的笔画太多，存不下", safe: UNCHANGED, now: "按重签，只写姓名" },
  not_a_signer: { what: "这个人不用在申请表上签名", safe: UNCHANGED, now: "在签名人里选一位" },
  already_signed: { what: "这个人已经签过了", safe: AS_BEFORE, now: "请下一位签名" },
  mandate_extent_missing: {
    what: "没有写代办范围",
    safe: UNCHANGED,
    now: "照证明或授权委托书写明可以代办什么",
  },
  mandate_end_missing: { what: "没有写到什么时候为止", safe: UNCHANGED, now: "写终止日，或选“办结为止”" },
  mandate_paper_missing: { what: "没有写证明文件", safe: UNCHANGED, now: "写明凭哪份证明代办" },
  birth_missing: {
    what: "申请人的出生日期没有登记，算不出成年的日子",
    safe: UNCHANGED,
    now: "先登记申请人的出生日期，或选“其他监护人”",
  },
  applicant_of_age: {
    what: "申请人已成年（{to} 为未成年的最后一天），父母身份不再是代办依据",
    safe: UNCHANGED,
    now: "选“其他监护人”，写明证明文件",
  },
  second_paper_missing: {
    what: "没有记下第二份证件",
    safe: UNCHANGED,
    now: "写证件号码，或者先把它的页扫到一行材料下",
  },
  second_paper_expired: {
    what: "临时居民身份证已过有效期",
    safe: UNCHANGED,
    now: "核对有效期；过期的不能用，请选别的理由或者告知补正",
  },
  second_paper_differs: {
    what: "临时居民身份证的号码与本人的不一致",
    safe: UNCHANGED,
    now: "核对号码；别人的临时证不能用",
  },
  mandate_missing: {
    what: "代办的依据还没有写明",
    safe: UNCHANGED,
    now: "先写明依据、收下证明或授权委托书，再请代办的人签名",
  },
  mandate_ended: {
    what: "代办期限已于 {to} 届满，不能代为签名",
    safe: UNCHANGED,
    now: "换用有效的证明或授权委托书、写明依据，或请申请人本人签名",
  },
  authority_missing: {
    what: "“{name}”下还没有页面，代办人不能签名",
    safe: UNCHANGED,
    now: "先收下“{name}”、扫描，再请代办人签名；没有带的，请申请人本人来签",
  },
  authority_no_row: {
    what: "本事项的材料清单里没有授权委托书这一项，代办人不能签名",
    safe: UNCHANGED,
    now: "请申请人本人签名，或请管理员在事项包里加上授权委托书",
  },
  authority_not_covering: {
    what: "代办人的委托权限不包括撤回申请",
    safe: UNCHANGED,
    now: "请申请人本人签名，或换用写明可以撤回的授权委托书",
  },
  originals_unsettled: {
    what: "还没写明在哪里：{names}",
    safe: UNCHANGED,
    now: "先退还，或写明留存的地方，再收撤回申请",
  },
  form_code_differs: {
    what: "这张纸不是现在这份申请表：页脚的编码不一样",
    safe: PAGES,
    now: "重新打印现在的申请表，请本人签名后再扫描",
  },
  form_code_unread: {
    what: "页脚的编码读不出来",
    safe: PAGES,
    now: "对照手上的纸：就是这张就按 Alt+U，否则重新扫描",
  },
  read_aloud_missing: {
    what: "按指印、请见证人之前，要先把申请表读给本人听",
    safe: UNCHANGED,
    now: "读一遍，按 Alt+A 记下，再按一次",
  },
  witness_not_enough: {
    what: "本窗口没有设定只凭见证人签名就够",
    safe: UNCHANGED,
    now: "请本人按指印，按 Alt+T",
  },
  witness_is_party: {
    what: "见证人是本件的人",
    safe: UNCHANGED,
    now: "另请一位与本件无关的人见证",
  },
  witness_is_staff: {
    what: "见证人与本窗口的工作人员同名",
    safe: UNCHANGED,
    now: "是工作人员的，另请一位见证；只是同名的，勾选“只是与工作人员同名”再记",
  },
} satisfies Partial<Record<FailureCode, FailureText>>;
