// What is odd about this computer: what happened, what is safe, what to do. One line each.
import type { NoticeKind } from "@/ipc/contract";
import { codes } from "./codes";

export type Params = Record<string, string | undefined>;
/** A kind without words does not compile. */
export type NoticeWords = Record<NoticeKind, (params: Params) => string>;

/** A span in the largest unit that tells enough. */
export function span(
  minutes: string | undefined,
  units: [day: (n: number) => string, hour: (n: number) => string, minute: (n: number) => string],
): string {
  const all = Number(minutes ?? 0);
  if (all >= 2 * 1440) return units[0](Math.round(all / 1440));
  return all >= 120 ? units[1](Math.round(all / 60)) : units[2](all);
}

const by = (p: Params) => span(p.minutes, [(n) => `${n} 天`, (n) => `${n} 小时`, (n) => `${n} 分钟`]);
const missing = (p: Params) =>
  Number(p.missing ?? 0) > 0 ? `您经手的 ${p.missing} 件后台有、本机没有。` : "";

const n = (text: string | undefined) => Number(text ?? 0);
/** One place after the point, from MiB. */
export const gib = (p: Params) => (n(p.mib) / 1024).toFixed(1);
const undecided = (p: Params) =>
  n(p.undecided) > 0 ? `其中 ${p.undecided} 件已收件还没有答复（逾期视为受理）。` : "";
const withDepartment = (p: Params) =>
  n(p.with_department) > 0 ? `其中 ${p.with_department} 件已受理，在部门等决定，请向部门催办。` : "";
const late = (p: Params) => (n(p.over) > 0 ? `${p.over} 件已超过五个工作日还没有送达后台。` : "");
const soon = (p: Params) => (n(p.soon) > 0 ? `${p.soon} 件快到五个工作日的送达时限。` : "");

const papers = (p: Params) =>
  (p.papers ?? "")
    .split(" ")
    .map((code) => codes.form[code] ?? code)
    .join("、");

const REFUSED: Params = {
  catalog_damaged: "内容损坏",
  catalog_forged: "签名不对",
  catalog_no_key: "本机没有事项包的密钥",
  catalog_wrong_key: "不是本机认可的单位签的",
  catalog_older: "比现在用的还旧",
  catalog_expired: "已过有效期",
  catalog_too_large: "太大",
  catalog_not_a_bundle: "不是事项包",
  catalog_not_an_item: "有事项写得不对",
  catalog_same_version: "版本号与已有的相同、内容却不同",
  store_io: "存不进本机",
  centre_ended: "中心文件已过有效期",
};
const CENTRE_REFUSED: Params = {
  centre_unreadable: "损坏、被改过，或者签名不对",
  centre_needs_newer: "本机程序太旧，读不懂",
  centre_other: "是另一个中心或站点的",
  centre_not_newer: "比现在用的旧",
  centre_ended: "已过有效期",
  centre_file_unbelieved: "不只是管理员可写，或者读不了",
  office_has_unsent: "要换后台，而原来的后台还有件没上传完",
  office_unreachable: "文件里的后台地址没有应答",
  office_timed_out: "文件里的后台地址没有应答",
  office_not_ours: "文件里的后台地址上不是认得的后台",
  office_settings_gone: "本机原来为哪个后台办件，设置里没有了",
  settings_unreadable: "本机原来为哪个后台办件，设置文件读不出来",
  store_io: "存不进本机",
};
const special = (what: string) => `进入特别程序（${what}），期间不计入期限，请打印告知书并告知申请人`;
const TOLD: Params = {
  hearing: special("听证"),
  tender: special("招标"),
  auction: special("拍卖"),
  inspection: special("检验"),
  testing: special("检测"),
  quarantine: special("检疫"),
  appraisal: special("鉴定"),
  expert_review: special("专家评审"),
  on_site_check: special("实地核查"),
  special_ended: "特别程序已结束，期限继续计算",
  extended: "已批准延长办理期限，请打印通知书并告知申请人",
  withdrawal_not_accepted: "后台没有接受撤回申请：办件不在受理状态，请告知申请人",
  withdrawal_already_decided: "后台没有接受撤回申请：已作出决定，请告知申请人",
  withdrawal_already_asked: "后台没有接受撤回申请：已有一份撤回申请",
  withdrawal_refused: "后台没有接受撤回申请，请向审批部门问明并告知申请人",
  withdrawal_taken: "后台已收到撤回申请，是否终止办理等审批部门答复，期限照常计算",
  decision_marked: "后台收到委托决定，发现其中有需要核对的情况，请告诉值班长",
  lapse_marked: "后台收到逾期终止，发现其中有需要核对的情况，请告诉值班长",
  withdrawn: "审批部门已按撤回申请终止办理：请告知申请人，退还留存的原件和实物",
  void_taken: "后台已作废本件：请告知申请人原回执不再使用",
  void_request: "后台已收到作废申请：审批部门已开始办理，是否终止等该部门答复，原回执仍然有效",
  void_refused: "后台没有同意作废：原回执仍然有效，请向审批部门问明并告知申请人",
  voided: "审批部门已按作废申请终止办理：请告知申请人原回执不再使用",
  granted: "审批部门决定准予",
  granted_after_all: "审批部门已决定准予，撤回申请不再办理，请告知申请人",
  refused_after_all: "审批部门已决定不予，撤回申请不再办理，请告知申请人",
  not_granted: "审批部门决定不予",
  delivered: "结果已送达申请人",
  continued_elsewhere: "本站另一窗口已续办此件，后台已收到；在本机再办之前请先问明",
  unknown: "审批部门有一条本机读不出的进展，原文已存；请向审批部门问明，并请技术人员更新程序",
};
const news = (p: Params) =>
  [
    n(p.changed) > 0 ? `${p.changed} 个事项的要求有变` : "",
    n(p.added) > 0 ? `新增 ${p.added} 个` : "",
    n(p.removed) > 0 ? `不再办理 ${p.removed} 个` : "",
  ]
    .filter(Boolean)
    .join("，");

const STOPPED: Params = {
  centre_unreadable: "本机的中心文件读不出来，不知道该交给哪个后台",
  settings_unreadable: "本机的设置文件读不出来，不知道该交给哪个后台",
  office_settings_gone: "本机为真实后台办过件，但设置里没有后台地址",
  office_has_unsent: "设置里换了后台，而原来的后台还有件没上传完",
};

const RESTORE = "请技术人员修复设置文件，或者用收过本机办件的后台的加入码加入中心。";
const STOPPED_NOW: Params = { settings_unreadable: RESTORE, office_settings_gone: RESTORE };

/** Which program met a fault. */
const PROGRAMS: Params = { window: "窗口程序", device_host: "设备程序", document_worker: "文件程序" };

const UPDATE_REFUSED: Params = {
  refused_expired: "发布的更新清单已过有效期，可能是旧的",
  refused_signature: "更新清单不是本机认可的发布者签的",
  refused_manifest: "更新清单不完整或自相矛盾",
  refused_later_shape: "更新清单要更新的程序才读得懂",
  refused_downgrade: "比本机见过或在用的版本旧",
  refused_digest: "下载的安装包与清单不一致",
  refused_package: "没有适合这台电脑的安装包",
  failed_install: "系统的安装程序报告失败",
  failed_store: "这台电脑上写不进更新所需的文件",
  failed_config: "这台电脑上更新来源的设置读不出来",
  no_answer: "三周以上没有从更新来源得到答复",
};
/** A line each, in the publisher's own words. */
export const updateNews = (p: Params, between: string) => (p.news ?? "").split("\n").join(between);

/** `last`: as a clock shows it. */
const failed = (p: Params) => `${p.count} 次失败尝试，最后一次 ${p.last}`;

export const notices: NoticeWords = {
  office_stopped: (p) =>
    `${STOPPED[p.code ?? ""] ?? "后台还没有确定"}。现在不交给任何后台${n(p.waiting) > 0 ? `，${p.waiting} 件在本机等候` : ""}；办件都在本机，可照常收件。${STOPPED_NOW[p.code ?? ""] ?? "请联系技术人员。"}`,
  office_unconfirmed: (p) =>
    `${p.waiting} 件在本机等候，没有丢失：后台认出本机以前报过的件，才继续报送。请在网络正常时重新登录一次；仍这样的，请技术人员核对后台地址。`,
  installation_ended: (p) =>
    `后台停用了本机。${n(p.waiting) > 0 ? `${p.waiting} 件在本机等候，没有丢失` : "办件都在本机"}，可照常收件；现在报送不了。请向中心要加入码重新加入，等候的件随后自动报送。`,
  centre_not_joined: () =>
    "本站点尚未加入中心，后台地址和事项包都照本机设置。办件不受影响，可照常收件；拿到中心的加入码后，请到设置里加入。",
  centre_ended: (p) =>
    `中心文件的有效期到 ${p.until} 为止，已经过期。已存的办件不受影响，可照常收件；新的事项包不再采用，请向中心要新的文件。`,
  centre_refused: (p) =>
    `新的中心文件没有采用（${CENTRE_REFUSED[p.code ?? ""] ?? "核对没有通过"}）。现在的设定照常有效，办件不受影响；请告诉技术人员。`,
  centre_file_refused: (p) =>
    `这台电脑上的中心文件（/etc/counter-workstation/station.centre）没有采用（${CENTRE_REFUSED[p.code ?? ""] ?? "核对没有通过"}）。现在的设定照常有效，办件不受影响；请告诉这台电脑的管理员。`,
  failed_tries: (p) => `上次登录之后有 ${failed(p)}。办件没有被改动；不是您本人试的，请改密码并报告主管。`,
  failed_passphrases: (p) =>
    `上次打开本机数据之后，开机口令有 ${failed(p)}。数据没有被改动；不是本窗口的人试的，请报告主管。`,
  crashed: (p) =>
    `程序在这次启动之前出过 ${p.count} 次故障，最后一次 ${p.last}（${PROGRAMS[p.program ?? ""] ?? "程序"}）。` +
    "已存的办件没有丢失：每一步都当时存盘；故障那一刻正在输入的一栏，请看一眼是否齐全。请到设置里做诊断包，交给技术人员。",
  catalogue_new: (p) =>
    `事项包已更新到 ${p.version}${news(p) ? `：${news(p)}` : ""}。正在办的件照原来的清单办，不受影响；告知群众前先看变化。`,
  step_told: (p) =>
    `${p.number}：${TOLD[p.what ?? ""] ?? "审批部门有新进展"}。${n(p.more) > 0 ? `还有 ${p.more} 条进展。` : ""}`,
  catalogue_refused: (p) =>
    p.code === "catalog_needs_newer"
      ? `后台的新事项包要 ${p.needs} 版以上的程序才读得懂，本机程序太旧，没有采用。原来的清单照常用，办件不受影响；告知群众前请对照最新公布的办事指南，并请技术人员更新程序。`
      : `后台发来的新事项包没有采用（${REFUSED[p.code ?? ""] ?? "核对没有通过"}）。原来的清单照常用，办件不受影响；请告诉技术人员。`,
  catalogue_expired: (p) =>
    `现在用的事项包有效期到 ${p.until} 为止，已经过期。原来的清单照常用，办件不受影响；告知群众前请对照最新公布的办事指南，并请技术人员更新。`,
  templates_refused: (p) =>
    `事项包 ${p.version} 自带的文书式样不能使用：${papers(p)}。这几种按程序自带的式样印制，内容不受影响，纸上有说明；请告诉技术人员。`,
  clock_behind: (p) =>
    `电脑时间比后台慢约 ${by(p)}。已存的办件不受影响，可照常收件；新盖的收件时间会不准，请技术人员先校准时间。`,
  clock_ahead: (p) =>
    `电脑时间比后台快约 ${by(p)}。已存的办件不受影响，可照常收件；新盖的收件时间会不准，请技术人员先校准时间。`,
  clock_back: (p) =>
    `电脑时间比上次使用时早了约 ${by(p)}。已存的办件和先后顺序不受影响；请核对电脑时间，联网后自动与后台核对。`,
  zone_changed: (p) =>
    `电脑时区是 ${p.zone}，不是北京时间。本程序的时间和期限一律按北京时间，不受影响；请技术人员改正时区。`,
  old_image: (p) =>
    `这台电脑的数据像是较早的备份。${missing(p)}已交后台的件不受影响，新编号不会与以前重复；请先查后台再补办，并联系技术人员。`,
  data_gone: (p) =>
    `这台电脑原有的办件数据不在了。${missing(p)}已交后台的件不受影响，新编号不会与以前重复；未上传的请联系技术人员找回，不要重装。`,
  deadline_past: (p) =>
    `${p.count} 件已过期限。${undecided(p)}${withDepartment(p)}办件都在本机；请先办这些件。`,
  deadline_today: (p) => `${p.count} 件今天到期。${undecided(p)}请今天办完。`,
  deadline_near: (p) => `${p.count} 件快到期限。${undecided(p)}`,
  closing_soon: (p) => `快下班了，还有 ${p.count} 件即办件在本窗口没有办完，应今天办结。`,
  delivery_due: (p) =>
    `${late(p)}${soon(p)}办件都在本机，没有丢失；请尽快恢复网络（Alt+9 看待上传），恢复不了请报告主管，按纸质流程送交。`,
  space_low: (p) =>
    `本机存储空间只剩约 ${gib(p)} GB。已存的办件不受影响，可照常收件；请技术人员尽快清理或扩充磁盘。`,
  pages_damaged: (p) =>
    `${p.count} 件办件的存档有损坏，读不出来；办件列表里标着「存档损坏」，打开后写明是哪几页。请趁当事人还能补交，重新扫描。`,
  update_waits: (p) =>
    `程序的新版本 ${p.version} 已下载并核对，等候安装。下次检查更新时，窗口上没有打开的办件就自动装好；挂起的、待上传的件不妨碍，您不用做什么。`,
  update_forced: (p) =>
    `本机程序低于规定的最低版本，必须更新到 ${p.version}，安装包已下载并核对。已存的办件不受影响；请把手头的件办完或挂起，回到首页，下次检查更新时自动装好。`,
  update_installed: (p) =>
    `程序的新版本 ${p.version} 已经装好，这个窗口用的还是原来的版本。已存的办件不受影响；请在方便时关闭窗口，再打开一次。`,
  update_new: (p) => `程序已更新到 ${p.version}：${updateNews(p, "；")}。`,
  update_refused: (p) =>
    `程序的更新没有装上（${UPDATE_REFUSED[p.code ?? ""] ?? "核对没有通过"}）。已存的办件不受影响，可照常收件；请告诉技术人员。`,
};

export const noticeUi = {
  see: "去看",
  read: "知道了",
  plain: "这台电脑的状态异常。数据没有被改动，请联系技术人员。",
  label: "电脑状态提示",
};
