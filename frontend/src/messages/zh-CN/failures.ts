// What each refusal says: what happened, what is safe, what to do now. Typed by code,
// so a missing one does not compile.
import type { FailureCode } from "@/ipc/contract";
import type { FailureText } from "../failureText";
import { anyWindowFailures } from "./anyWindowFailures";
import { centreFailures } from "./centreFailures";
import { consentFailures } from "./consentFailures";
import { deviceFailures } from "./deviceFailures";
import { gatewayFailures } from "./gatewayFailures";
import { lookFailures } from "./lookFailures";
import { officeFailures } from "./officeFailures";
import { signingFailures } from "./signingFailures";
import { silenceFailures } from "./silenceFailures";
const KEPT = "已录入的内容都在本机，没有丢失。";
const UNCHANGED = "什么都没有改动。";
const UNTOUCHED = "本机数据没有被改动。";
const PAGES = "已扫的页都在。";

export const failures: Record<FailureCode, FailureText> = {
  not_signed_in: { what: "尚未登录", safe: KEPT, now: "请登录后继续" },
  not_in_practice: { what: "这一步只在练习里有", safe: UNCHANGED, now: "请从登录页进入练习" },
  no_scenario: { what: "没有在做这个场景", safe: UNCHANGED, now: "从练习场景里选一个开始" },
  settings_fixed: { what: "练习中不能改设置", safe: UNCHANGED, now: "结束练习后再改" },
  wrong_password: { what: "工号或密码不对", safe: KEPT, now: "核对大小写后重输；忘记密码请联系管理员" },
  tries_paused: {
    what: "输错次数过多，要等一会儿才能再试",
    safe: KEPT,
    now: "等倒计时结束再试；这期间同事可以用自己的工号登录。忘记密码请联系管理员",
  },
  sign_in_locked: { what: "输错次数过多，暂停登录", safe: KEPT, now: "请稍后再试，或联系管理员解锁" },
  offline_sign_in_expired: { what: "断网登录的有效时间已过", safe: KEPT, now: "网络恢复后重新登录" },
  offline_no_verifier: { what: "本机没有您的断网登录凭据", safe: KEPT, now: "请先联网登录一次" },
  office_unreachable: { what: "连不上后台", safe: KEPT, now: "可以照常收件，恢复后自动上传" },
  office_timed_out: { what: "后台没有及时回应", safe: KEPT, now: "可以照常收件，稍后自动重试" },
  office_not_ours: {
    what: "线路另一头不是本系统的后台（可能是上网登录页）",
    safe: KEPT,
    now: "可以照常收件，恢复后自动上传；持续出现请到设置核对后台地址",
  },
  office_fault: { what: "后台出错", safe: KEPT, now: "可以照常收件，稍后自动重试；持续出现请报技术人员" },
  office_overloaded: { what: "后台正忙", safe: KEPT, now: "可以照常收件，稍后自动重试" },
  office_unauthorized: { what: "登录已失效", safe: KEPT, now: "请重新登录" },
  office_refused: { what: "后台没有收下这件", safe: KEPT, now: "在待上传里改后重报，或者纸质移交" },
  office_garbage: {
    what: "后台的回答看不懂",
    safe: KEPT,
    now: "可以照常收件，稍后自动重试；持续出现请报技术人员",
  },
  passphrase_needed: { what: "需要口令才能打开本机数据", safe: KEPT, now: "输入开机口令" },
  wrong_passphrase: { what: "口令不对", safe: KEPT, now: "核对后重输" },
  passphrase_paused: {
    what: "口令输错次数过多，要等一会儿才能再试",
    safe: UNTOUCHED,
    now: "等倒计时结束再试，重启也要等；忘记口令请联系技术人员，不要重装，也不要删除数据",
  },
  key_missing: {
    what: "找到加密数据，但打开它的密钥不在（密钥环可能锁着）",
    safe: UNTOUCHED,
    now: "先解锁系统密钥环，再按“再试”；仍不行请联系技术人员，不要重装，也不要删除数据",
  },
  keyring_unavailable: {
    what: "系统密钥环锁着或没有启动",
    safe: UNTOUCHED,
    now: "解锁或启动密钥环，再按“再试”；不用重装，不会丢数据",
  },
  newer_database: { what: "数据来自更新的版本", safe: UNTOUCHED, now: "请安装新版程序" },
  foreign_database: { what: "这份数据不是本程序的", safe: UNTOUCHED, now: "请技术人员核对数据位置" },
  already_open: { what: "程序已经打开", safe: UNTOUCHED, now: "请切换到已打开的窗口" },
  database_damaged: { what: "本机数据损坏", safe: UNTOUCHED, now: "请联系技术人员；不要删除文件" },
  wrong_key: { what: "密钥与数据不符", safe: UNTOUCHED, now: "请联系技术人员恢复密钥" },
  disk_full: {
    what: "磁盘已满，这一步没有存下",
    safe: "先前录入的内容和已扫的页都在，没有丢失。",
    now: "请技术人员腾出空间，然后重做这一步",
  },
  pages_purged: {
    what: "本件的页面已按保留期限清除",
    safe: "后台有完整的一份；办件记录仍在本机",
    now: "要看页面，请到后台查阅",
  },
  page_damaged: { what: "这一页读不出来", safe: KEPT, now: "请删除后重新扫描" },
  store_io: {
    what: "写入本机数据失败，这一步没有存下",
    safe: "先前录入的内容都在，没有丢失。",
    now: "请重做这一步；再次出现请报技术人员",
  },
  conflict: { what: "这件刚被别处改动", safe: KEPT, now: "已显示最新内容，请核对后重做" },
  no_such_case: { what: "找不到这件", safe: KEPT, now: "请从“我的办件”重新打开" },
  locked: { what: "已锁屏", safe: KEPT, now: "先解锁" },
  session_over: {
    what: "这次登录已到时",
    safe: KEPT,
    now: "输登录密码继续；同事用“换人登录”，从自己的首页开始",
  },
  wrong_secret: { what: "解锁码不对", safe: KEPT, now: "再输一次；输错 5 次后只能用登录密码" },
  secret_spent: { what: "解锁码现在不能用", safe: KEPT, now: "用登录密码解锁，可同时另设解锁码" },
  secret_bad: { what: "这个解锁码不能用", safe: UNCHANGED, now: "用 4–6 位数字，不要全相同，也不要用工号" },
  relief_same: { what: "接办人就是本人", safe: UNCHANGED, now: "换接办人的工号，或按 Esc 自己解锁" },
  slip_missing: { what: "没有写纸质登记单编号", safe: UNCHANGED, now: "照纸质登记单写编号" },
  slip_time_bad: { what: "收件日期或时间认不出", safe: UNCHANGED, now: "日期如 20261120，时间如 0912" },
  day_unreadable: { what: "日期认不出", safe: UNCHANGED, now: "按年月日写，如 2026-11-20 或 20261120" },
  slip_in_future: { what: "收件时间在将来", safe: UNCHANGED, now: "照纸质登记单核对日期和时间" },
  slip_too_old: { what: "收件时间早于 30 天", safe: UNCHANGED, now: "核对日期；确实如此请报值班长" },
  slip_taken: { what: "这张纸质登记单已经补录", safe: UNCHANGED, now: "从“我的办件”查找这件" },
  case_held: { what: "这件正挂起", safe: UNCHANGED, now: "先打开这件，再继续" },
  scan_running: { what: "正在扫描，不能挂起", safe: PAGES, now: "等扫完，或按 Esc 停止扫描，再挂起" },
  not_allowed: { what: "这件当前不能这样做", safe: UNCHANGED, now: "看右下角的下一步" },
  no_item: { what: "还没选事项", safe: UNCHANGED, now: "先选事项（Alt+2）" },
  unknown_item: { what: "事项包里没有这个事项", safe: UNCHANGED, now: "重新搜索" },
  unknown_question: { what: "这个问题已经不适用", safe: UNCHANGED, now: "核对事项情形" },
  unknown_option: { what: "这个选项已经不适用", safe: UNCHANGED, now: "重新选择" },
  nothing_to_look_up: { what: "没有要查证照库的材料", safe: UNCHANGED, now: "该收的材料照常收" },
  ground_missing: { what: "没有写查询的法律依据", safe: UNCHANGED, now: "写明依据，或请本人当场同意" },
  no_blank: { what: "这份材料没有空白表", safe: UNCHANGED, now: "看看清单里写着有空白表的材料" },
  unknown_material: { what: "清单里没有这份材料", safe: UNCHANGED, now: "核对事项情形" },
  unknown_page: { what: "这一页已经不在", safe: UNCHANGED, now: "看缩略图" },
  unknown_person: { what: "这个人已经不在本件", safe: UNCHANGED, now: "看人员一栏" },
  unknown_field: { what: "申请表没有这一栏", safe: UNCHANGED, now: "核对申请表" },
  nothing_to_undo: { what: "没有可以撤销的", safe: UNCHANGED, now: "不需要做什么" },
  firm_item_later: { what: "企业事项暂不能在本窗口提交", safe: UNCHANGED, now: "可以打印一次性告知书" },
  legacy_item: { what: "这个事项已停办", safe: UNCHANGED, now: "办理替代事项，或打印告知书" },
  page_not_shown: { what: "还没看过这份材料的页面", safe: UNCHANGED, now: "先打开页面，再标“已验原件”" },
  not_received: { what: "还没收件", safe: UNCHANGED, now: "先盖收件章" },
  already_filed: {
    what: "后台已经收过这件",
    safe: "本机像是较早的备份；后台的那份不受影响。",
    now: "不要再出具：按后台的编号查询，作废本机这份草稿",
  },
  paper_only: {
    what: "这个后台不收改后的重报",
    safe: KEPT,
    now: "在待上传里按 F7，打印移交单，把材料送到后台",
  },
  beyond_office: {
    what: "页面或文字超出后台能收的范围",
    safe: KEPT,
    now: "改好页面或文字后重报，或者纸质移交",
  },
  decision_lacks: { what: "还不能出这个意见", safe: UNCHANGED, now: "见“还差”一栏，选一条即可跳转" },
  text_too_long: {
    what: "这段文字有 {count} 字，最多 {limit} 字",
    safe: "写的都还在框里，没有截断，也没有存。",
    now: "请精简；必须保留的全文，打印后作为材料扫描",
  },
  case_too_large: {
    what: "这件的文字和目录共 {size} KB，后台最多收 {limit} KB",
    safe: KEPT,
    now: "请精简申请表里的长文字；必须保留的全文，打印后作为材料扫描",
  },
  off_list_reason_missing: {
    what: "清单以外的那条没有写为什么要",
    safe: UNCHANGED,
    now: "在那条下面写明依据，或删掉那条",
  },
  deferral_day_wrong: {
    what: "补交期限不对：要在今天之后、本件办结期限之前",
    safe: UNCHANGED,
    now: "改好补交期限再出具",
  },
  item_not_in_force: {
    what: "这个事项现在不在施行期内，不能开件",
    safe: UNCHANGED,
    now: "可以看清单、打印一次性告知书",
  },
  nothing_to_correct: { what: "没有写要补正的内容", safe: UNCHANGED, now: "至少写一条" },
  reason_missing: { what: "没有写理由", safe: UNCHANGED, now: "写明理由" },
  right_office_missing: { what: "没有写应去的部门", safe: UNCHANGED, now: "选择或写明部门" },
  no_preview: { what: "还没有预览文书", safe: UNCHANGED, now: "先按 F9 看文书" },
  id_number_refused: { what: "证件号码的位数或字符不对", safe: UNCHANGED, now: "对着证件重新输入" },
  name_missing: { what: "没有写姓名", safe: UNCHANGED, now: "输入姓名" },
  no_document: { what: "没有这份文书", safe: UNCHANGED, now: "在“受理意见”查看已有文书" },
  bad_request: { what: "程序内部的请求有误", safe: KEPT, now: "请重做；再次出现请报技术人员" },
  unknown_command: { what: "程序前后版本不一致", safe: KEPT, now: "请重装程序" },
  sign_in_again: { what: "您是断网登录的，或登录已到期", safe: UNCHANGED, now: "网络正常时退出并重新登录" },
  comment_missing: { what: "还没有写退件意见", safe: UNCHANGED, now: "选一个栏目或材料，写明要改什么" },
  too_many_comments: {
    what: "一次退件写了 {count} 条意见，最多 {limit} 条",
    safe: UNCHANGED,
    now: "同一处的意见合并成一条再退",
  },
  not_acknowledged: { what: "这件还没有全部传到后台", safe: UNCHANGED, now: "等上传完再退回" },
  already_decided: { what: "审批部门已经作出决定", safe: UNCHANGED, now: "只能查看，不能退回" },
  already_returned: { what: "这件已经退回，窗口还没有改完", safe: UNCHANGED, now: "等窗口再次提交" },
  newer_revision: { what: "窗口已提交了更新的一次", safe: UNCHANGED, now: "返回列表重新打开" },
  role_not_allowed: { what: "您的岗位不能做这一步", safe: UNCHANGED, now: "请有权限的同事处理" },
  internal: { what: "程序出错", safe: KEPT, now: "请重做；再次出现请把编号报给技术人员" },
  ...anyWindowFailures,
  ...centreFailures,
  ...deviceFailures,
  ...gatewayFailures,
  ...consentFailures,
  ...signingFailures,
  ...lookFailures,
  ...silenceFailures,
  ...officeFailures,
};

/** Of a text that would fit but for the marks that are stacked on its characters. */
export const markedText: Pick<FailureText, "what"> = {
  what: "这段文字有 {count} 字，上面另有 {marks} 个附加符号，一共最多 {limit} 个",
};
