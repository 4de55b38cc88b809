// What is refused of a case that goes on at another window of its station.
import type { FailureCode } from "@/ipc/contract";
import type { FailureText } from "../failureText";

const UNCHANGED = "什么都没有改动。";
const THERE = "办件还在后台，没有改动。";

export const anyWindowFailures = {
  office_without_any_window: {
    what: "后台还不能让别的窗口续办",
    safe: UNCHANGED,
    now: "请申请人到原窗口办理，或者等后台更新",
  },
  any_window_line_down: {
    what: "网络不通：别的窗口的办件在后台，现在看不到",
    safe: THERE,
    now: "本机有的办件可以照常办；其余等网络恢复，或者请申请人到原窗口办理",
  },
  case_claimed: {
    what: "{window} {name} 正在续办这件",
    safe: UNCHANGED,
    now: "请申请人到该窗口办理，或者请该窗口（主管也可以）先退回认领",
  },
  case_is_here: { what: "这件就在本机", safe: UNCHANGED, now: "直接打开办理，不用续办" },
  card_of_nobody: {
    what: "读到的证件不是这件里任何人的",
    safe: "姓名和号码仍然隐藏。",
    now: "核对号码是不是报错了，或者换本人的证件再读",
  },
  record_not_whole: {
    what: "这件还没有全部传到后台",
    safe: UNCHANGED,
    now: "请原窗口等上传完，或者请申请人到原窗口办理",
  },
  record_outdated: {
    what: "您看过之后，别的窗口又提交了一次",
    safe: UNCHANGED,
    now: "重新查看这件再续办",
  },
  record_over: { what: "这件已经办结、终止，或者申请人已申请撤回", safe: UNCHANGED, now: "只能查看，不能续办" },
  record_not_read: {
    what: "后台给的材料不全，或者与它的记录不符",
    safe: "没有在本机留下任何内容。",
    now: "再试一次；还是不行请申请人到原窗口办理，并报技术人员",
  },
  record_pack_unknown: {
    what: "这件按事项库 {version} 办理，本机没有这一版",
    safe: UNCHANGED,
    now: "等本机更新事项库后再续办，或者请申请人到原窗口办理",
  },
  release_decided: {
    what: "这件在本窗口已经作出决定，不能退回",
    safe: "决定和材料都在本机，会照常上传。",
    now: "等后台收下，认领随之结束",
  },
  not_continued: { what: "这件不是从别的窗口续办来的", safe: UNCHANGED, now: "不用退回" },
} satisfies Partial<Record<FailureCode, FailureText>>;
