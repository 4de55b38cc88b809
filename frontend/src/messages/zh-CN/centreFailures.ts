// What is refused about the centre: its file, and the codes that it gives out.
import type { FailureCode } from "@/ipc/contract";
import type { FailureText } from "../failureText";

const KEPT = "已录入的内容都在本机，没有丢失。";
const UNCHANGED = "什么都没有改动。";
const UNUSED = "什么都没有改动，码也没有用掉。";

export const centreFailures = {
  installation_ended: {
    what: "后台停用了本机，不接收本机报送的件",
    safe: KEPT,
    now: "请向中心要加入码，在“加入中心”里重新加入；等候的件随后自动报送",
  },
  role_not_at_window: {
    what: "按中心的设定，您的岗位不在本窗口办件",
    safe: KEPT,
    now: "请在您的窗口登录；岗位不对的，请中心核对",
  },
  item_not_this_window: {
    what: "按中心的设定，本窗口不受理此类事项",
    safe: UNCHANGED,
    now: "请群众到受理的窗口办；清单可以看、可以打印",
  },
  not_a_code: {
    what: "这不是中心的码：应当是 36 个字母和数字",
    safe: UNUSED,
    now: "照中心给的逐组核对，缺的补上、多的删掉",
  },
  code_mistyped: { what: "码里有字母或数字输错了", safe: UNUSED, now: "照中心给的逐组核对，改正再试" },
  code_other_centre: {
    what: "码是一个中心的，文件是另一个中心的，没有采用",
    safe: UNCHANGED,
    now: "先核对后台地址；地址没错仍这样，不要再输这个码，立即告诉中心",
  },
  code_other_station: { what: "这个码是给别的站点的", safe: UNCHANGED, now: "请向中心要本站点的码" },
  code_other_purpose: {
    what: "码的用途不对：加入码和技术人员授权码不能互换",
    safe: UNUSED,
    now: "加入中心用加入码；打开带锁的设置用技术人员授权码",
  },
  code_unknown: {
    what: "中心没有登记这个码",
    safe: UNCHANGED,
    now: "核对后台地址和码；都没错的，请向中心要一个新的",
  },
  code_used: { what: "这个码已经用过，每个码只能用一次", safe: UNCHANGED, now: "请向中心要一个新的" },
  code_ended: { what: "这个码已过有效期", safe: UNCHANGED, now: "请向中心要一个新的" },
  centre_unreadable: {
    what: "中心文件读不出来（损坏、被改过，或者签名不对），没有采用",
    safe: UNCHANGED,
    now: "请告诉中心重新发；不要用来路不明的文件",
  },
  centre_needs_newer: {
    what: "中心文件要更新的程序才读得懂，本机程序太旧，没有采用",
    safe: UNCHANGED,
    now: "请技术人员更新程序，然后再试",
  },
  centre_other: {
    what: "本站点已经属于另一个中心或后台，不能在这里改",
    safe: UNCHANGED,
    now: "确实要换的，请这台电脑的管理员把新的中心文件放到 /etc/counter-workstation/station.centre",
  },
  centre_not_newer: {
    what: "收到的中心文件比本机的旧，没有采用",
    safe: "本机现有的照常有效。",
    now: "请中心发最新的文件",
  },
  centre_ended: {
    what: "中心文件的有效期到 {until} 为止，已经过期",
    safe: KEPT,
    now: "请向中心要新的文件",
  },
  centre_file_unbelieved: {
    what: "这台电脑上的中心文件不可信，没有采用：文件和所在文件夹要归管理员（root）所有，别人不能写",
    safe: UNCHANGED,
    now: "请管理员重新放好文件，再启动程序",
  },
  no_centre_file: {
    what: "后台没有本站点的中心文件，或者还不会发",
    safe: UNCHANGED,
    now: "请中心为本站点签发文件；已经签发的，请核对后台地址和版本",
  },
} satisfies Partial<Record<FailureCode, FailureText>>;
