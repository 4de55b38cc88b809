// The program's own words in Chinese, the clerks' own vocabulary. Catalogue and printed forms are not here.
import { course } from "./course.zh-CN";
import { blank, catalogue, catalogueKey, news, offList, qr } from "./catalogue.zh-CN";
import { failures } from "./failures.zh-CN";
import { codes } from "./codes.zh-CN";
import { daysheet } from "./daysheet.zh-CN";
import { holding } from "./holding.zh-CN";
import { library } from "./library.zh-CN";
import { notices, noticeUi } from "./notices.zh-CN";
import { another, locking, slips } from "./locking.zh-CN";
import { practice } from "./practice.zh-CN";

export const zhCN = {
  lang: "zh-CN",
  failures,
  codes,
  daysheet,
  holding,
  library,
  notices,
  noticeUi,
  locking,
  another,
  slips,
  practice,
  catalogue,
  course,
  catalogueKey,
  news,
  offList,
  qr,
  blank,
  app: { name: "综窗工作台", trial: "试用", trialHint: "试用后台，不产生真实办件" },
  common: {
    back: "返回", cancel: "取消", close: "关闭", save: "保存", saved: "已保存", working: "正在处理…", retry: "再试",
    incident: (n: string) => `报修编号 ${n}`, skip: "跳到主要内容", none: "无", open: "打开",
    pages: (n: number) => `${n} 页`, optional: "选填", required: "必填", 
    weekday: (n: number) => `周${"一二三四五六日"[(n + 6) % 7]}`,
    date: (month: number, day: number) => `${month}月${day}日`,
    dateLong: (month: number, day: number) => `${month} 月 ${day} 日`,
    dateFull: (year: number, month: number, day: number) => `${year} 年 ${month} 月 ${day} 日`,
    comma: "，", colon: "：", inParens: (text: string) => `（${text}）`, semicolon: "；", dot: "、",
  },
  header: {
    reader: "身份证", scanner: "扫描", printer: "打印",
    lamp: { off: "未接", on: "就绪", busy: "使用中", fault: "故障" },
    lineUp: "网络正常", lineDown: "断网", lineUnknown: "正在连接", waiting: (n: number) => `待上传 ${n}`,
    parked: (n: number) => `待处理 ${n}`, paused: "已暂停上传",
    downBand: (n: number) => `断网，可照常收件、出具受理回执；${n} 件待上传，恢复后自动上传。`,
    devices: "设备状态", offlineUntil: (t: string) => `断网登录，有效至 ${t}`,
  },
  side: {
    current: "当前办件", noNumber: "未编号", mine: "我的办件", draft: "未办完", correction: "待补材料", returned: "退件待处理", waiting: "待上传",
    doneToday: "今日已办", home: "首页", find: "插问（查清单）", keys: "快捷键", settings: "设置", signOut: "退出登录", provisional: "临时编号", nobody: "尚无申请人",
    outbox: "待上传", leave: "放下本件（已保存）", abandon: "作废本件", openedAt: (t: string) => `开始 ${t}`,
  },
  signIn: {
    title: "登录", number: "工号", password: "密码", submit: "登录", office: "后台", offline: "网络不通：可用上次联网登录的密码断网登录。",
    demo: "试用账号", demoHint: "Alt+数字 直接填入", fill: "填入", version: (v: string) => `版本 ${v}`,
    passphraseNew: "设一个开机口令", passphraseNewHint: "本机没有可用的密钥环。口令用来加密本机数据，忘记后数据无法恢复，请按规定保管。",
    passphraseNeeded: "输入开机口令", passphraseHint: "本机数据已加密，输入口令后才能打开。", passphrase: "口令", passphraseAgain: "再输一次", unlock: "打开",
    passphraseDiffers: "两次输入不一样", passphraseShort: "至少 8 个字符", blocked: "现在打不开", starting: "正在启动…",
    safe: "哪些是安全的", todo: "现在怎么做",
  },
  home: {
    title: "我要办…", placeholder: "说事项：汉字、拼音、首字母、俗称都行，如 ylbx、准生证", cardFirst: "先读身份证", hint: "先问办什么，或先读身份证，都可以",
    mine: "我的办件", find: "查找办件", findPlaceholder: "编号、姓名、事项或状态", empty: "没有未办完的办件", emptyFound: "没有找到", all: "全部", today: "今日",
    columns: { next: "下一步", item: "事项", people: "申请人", number: "编号", deadline: "期限", status: "状态", updated: "更新" },
    onlyList: "只要清单：选中事项后打印一次性告知书，不留个人信息", noItem: "未选事项", opening: "正在打开…",
  },
  search: {
    label: "查找事项", none: "没有找到，换一种说法试试", count: (n: number) => `${n} 个事项`, why: "因为", legacy: "已停办", firms: "企业事项", onTheSpot: "即办", commitment: "承诺件",
    instead: (name: string) => `改办：${name}`, idle: "输入后用 ↑↓ 选择，⏎ 确定",
  },
  item: {
    questions: "办事情形", questionsHint: "按数字键或方向键选择", asked: (n: number) => `还有 ${n} 问`, answered: "情形已选全", noQuestions: "这个事项不分情形",
    materials: "材料清单", materialsNeeded: (n: number) => `需 ${n} 份`, notNeeded: (n: number) => `无需提交 ${n} 项`, why: "为什么", hide: "收起",
    depends: "视情形", original: (n: number) => `原件 ${n}`, copy: (n: number) => `复印件 ${n}`, demo: "示例规则", oneOf: "任选其一", optional: "可不交", later: "可后补",
    conditions: "办理条件", fee: "收费", limit: "时限", department: "部门", points: "受理要点", legacy: "这个事项已停办", instead: "改办", openInstead: "打开替代事项",
    firm: "企业事项：可以查清单、打印告知书；在本窗口提交将在后续版本提供。", note: "说明", change: "换事项", print: "打印一次性告知书", begin: "开始办理", beginByCard: "Ctrl+I 开始并读卡", citizenShow: "给群众看", citizenBlank: "收起群众屏", listTitle: "一次性告知",
    changeWarning: "换事项后，材料归类和申请表按新事项重排；页面都保留。", packVersion: (v: string) => `事项包 ${v}`, printing: "正在排版打印…",
    printed: (p: string) => `已送打印机 ${p}`, savedFile: (f: string) => `没有打印机，已存为 ${f}`, 
  },
  people: {
    role: "身份", read: "读身份证", reading: "正在读卡，请勿移动卡片…", typed: "手工录入", byCard: "已读卡", byHand: "手工录入", add: "录入", edit: "修改", remove: "移除",
    name: "姓名", idKind: "证件种类", number: "证件号码", sex: "性别", male: "男", female: "女", address: "住址", phone: "联系电话", relation: "与申请人关系",
    present: "到场", signs: "签名", reveal: "显示号码", conceal: "隐藏号码", age: (n: number) => `${n} 岁`, validTo: (d: string) => `有效期至 ${d}`, ethnic: (e: string) => `${e}族`,
    none: "还没有申请人。把身份证放上读卡器，按 Ctrl+I。", 
    pending: "这张卡与本件的人不同", pendingSame: (role: string) => `此人已是本件的${role}`, pendingText: (card: string, asked: string) => `读到 ${card}，现有${asked}是另一人。`,
    takeReplace: (role: string) => `换成新的${role}`, takeAgent: "作为代办人", takeAlso: (role: string) => `同时作为${role}`, leaveCard: "放下这张卡，不改动",
    chooseRole: "给谁读卡", phoneHint: "手机或座机", cardHint: "右边选身份，Ctrl+I 读卡",
  },
  materials: {
    received: "已收", missing: "缺", problem: "有问题", promised: "后补", scan: "扫描", scanOn: "续扫", importFile: "导入", scanning: "正在扫描…", stop: "停止扫描",
    into: (what: string) => `归入 ${what}`, unplaced: "未归类", unplacedCount: (n: number) => `${n} 页未归类`, page: (n: number) => `第 ${n} 页`, 
    assignHint: "按数字键归入右边清单", turn: "转 90°", sentWhole: "原文件其余页还在用，仍整份送出", remove: "删除本页", undo: "撤销", earlier: "前移", later: "后移", checkOriginal: "已验原件", checked: (by: string, at: string) => `已验原件　${by} ${at}`,
    giveBack: "退还原件", returned: "已退还", held: "留存原件", notChecked: "原件未验", notReturned: "原件未退还", problemLabel: "问题说明", problemPlaceholder: "如：缺本人页、印章不清", points: "收件要点（形式审查）", official: "依据", 
    objects: "实物数量", chip: "读身份证即收齐，不用扫描", form: "申请表由系统生成，签字后归入", noPages: "还没有页面", noPagesHint: "放好材料按 Ctrl+D 扫描，或导入、拖入、粘贴 PDF 和图片",
    choose: "从右边清单选一份材料", drop: "松开鼠标导入", original: "原件", imported: "正在导入…", scanned: (n: number) => `扫到 ${n} 页`, sees: { original: "收原件", see_and_copy: "验原件，扫描留存", see_only: "只验原件", copy: "收复印件", both: "收原件和复印件" },
    shownFirst: "先看过页面才能标记", receive: "盖收件章", receiveText: "材料已交到窗口并留下：从此刻起计时。只咨询、材料带回的不要盖。", receivedAt: (t: string) => `收件 ${t}`, all: "全部页面",
    filed: (what: string) => `归入 ${what}`, turned: (n: number) => `已转 ${n * 90}°`, list: "材料清单", complete: (a: number, b: number) => `齐 ${a} / ${b}`, picture: (n: number) => `第 ${n} 页的图像`,
  },
  form: {
    none: "选好事项后才有申请表", filled: (n: number, left: number) => (left > 0 ? `已填 ${n} 项，余 ${left} 项` : `已填 ${n} 项，齐`), left: (names: string) => `：${names}`,
    saved: "随填随存", choose: "请选择", dateHint: "年月日，如 19900101",
  },
  decision: {
    kinds: { accept: "受理", correction: "补正告知", refuse: "不予受理", redirect: "不属本窗口" },
    acts: { accept: "受理并打印回执", correction: "出补正告知书", refuse: "出不予受理通知书", redirect: "出告知书" },
    lacks: "还差", complete: "条件齐备", items: "补正内容（一次写全）", itemName: "材料或栏目", itemProblem: "问题", itemFix: "怎样补正", addItem: "加一条", removeItem: "删除这条",
    reasons: "理由", reasonPlaceholder: "写明事实和依据，一行一条", remedies: "救济途径（印在文书上）", office: "应向哪里申请", officePlaceholder: "部门名称", preview: "文书预览", proposing: "正在排版…",
    issue: "出具", issueHint: "核对文书，再按一次 F9 出具", issuing: "正在出具…", notYet: "尚未出具，可以返回修改", withdraw: "返回修改", number: "办件编号", provisional: "临时编号",
    offlineNumber: "断网，编号稍后由后台给出", willUpload: "恢复后自动上传，两个编号永久对应。", printed: (p: string) => `已送打印机 ${p}`, savedFile: (f: string) => `没有打印机，已存为 ${f}`, notPrinted: "没有打印，请补打",
    reprint: "补打", documents: "已出文书", prints: (n: number) => `打印 ${n} 次`, done: "已办", next: "接待下一位", acceptText: "材料齐全、符合法定形式的，受理并给出编号。", jump: "去处理",
    page: (n: number, all: number) => `文书第 ${n} / ${all} 页`, form: (name: string) => `文书：${name}`, dead: "稍候",
  },
  intake: {
    sections: { 1: "人员", 2: "事项", 3: "材料", 4: "申请表", 5: "受理意见" } as Record<number, string>, open: (name: string) => `打开：${name}`, missingMaterials: (n: number) => `${n} 份材料`, missingFields: (n: number) => `${n} 项申请表`, missingPeople: "申请人", missingItem: "事项",
    missing: (what: string) => `还差 ${what}`, complete: "材料和申请表都齐了", readonly: "本件已出具意见，只能查看和补打", loading: "正在打开办件…",
    clock: { received: (t: string) => `收件 ${t}`, none: "尚未收件，未开始计时", onTheSpot: "即办 · 今天办结", correction: "补正告知期限", lapse: "逾期未告知视为受理", promise: "承诺办结", legal: "法定办结期限", unpromised: "本事项没有公布承诺时限", alert: { yellow: "! 临期", red: "✕ 已超期" }, daysLeft: (n: number) => (n < 0 ? `已超 ${-n} 个工作日` : `还有 ${n} 个工作日`), provisional: "节假日安排未公布，暂定", promiseDays: (n: number, working: boolean) => `受理后承诺 ${n} 个${working ? "工作日" : "日"}`, legalDays: (n: number, working: boolean) => `受理后法定 ${n} 个${working ? "工作日" : "日"}` },
    abandon: "作废本件", abandonReason: "作废原因", abandonHint: "作废后不能恢复编辑，记录保留。", abandonDo: "确认作废", abandonReasons: ["申请人改天再来", "选错事项", "重复开件"],
    people: (n: number) => `${n} 人`, 
  },
  returned: {
    title: "退件意见", by: (who: string, at: string) => `${who}　${at}`, revision: (n: number) => `第 ${n} 次`, asked: "已出补正告知", askedHint: "材料补齐后再次出具意见，编号不变", decideAgain: "不等补正，重新出具意见",
    kinds: { case: "整件", field: "栏目", material: "材料" } as Record<string, string>,
  },
  supervise: {
    title: "办件总览", count: (n: number, all: number) => (n === all ? `${n} 件` : `${n} / ${all} 件`), live: (t: string) => `办公端数据 ${t}`, asOf: (t: string) => `办公端数据截至 ${t}`, never: "没有办公端数据，只有本机办件",
    show: "筛选", only: { all: "全部", open: "未办完", correction: "待补材料", returned: "退件", undelivered: "未送达", overdue: "已超期" }, clerk: "工号", window: "窗口", anyone: "全部",
    sorts: { deadline: "期限", age: "已等", clerk: "工号 窗口" }, state: "状态", item: "事项", number: "编号", delivery: "上传", notYet: "未提交", empty: "还没有办件", emptyFound: "没有符合条件的办件",
    hint: "↑↓ 选，⏎ 打开；数字筛选，字母排序", open: "打开", minutes: (n: number) => `${n} 分钟`, hours: (n: number) => `${n} 小时`, days: (n: number) => `${n} 天`,
    left: (n: number, working: boolean) => (n < 0 ? `超 ${-n} ${working ? "工作日" : "天"}` : n === 0 ? "今天到期" : `余 ${n} ${working ? "工作日" : "天"}`), until: (d: string) => `期限 ${d}`,
    revisions: "各次提交", reveal: "显示个人信息", conceal: "隐藏个人信息", pages: "材料页面", noPages: "没有页面", facts: "办件内容",
    placeholder: "写明要改什么", keep: "记下这条意见", sendBack: (n: number) => (n > 0 ? `退回窗口（${n} 条）` : "退回窗口"), onCase: "写整件意见", sent: "已退回窗口，在窗口的“退件待处理”里", backToList: "回到总览", waiting: "待窗口修改", earlier: "以前的退件",
    how: "↑↓ 选材料或栏目，⏎ 写意见；←→ 翻页",
    blocked: { not_decided: "窗口还没有出具意见，只能查看", not_acknowledged: "还没有全部传到后台，传完才能退回", already_decided: "审批部门已作出决定，只能查看", already_returned: "已退回，等窗口修改后再次提交", older_revision: "这是以前的一次提交，只能查看" } as Record<string, string>,
  },
  keys: {
    title: "快捷键", close: "Esc 关闭", groups: { all: "随处可用", intake: "办件", materials: "材料", deciding: "出具意见", interrupt: "打断" },
    list: {
      primary: "右下角主按钮", sections: "打开第 1–5 栏", find: "插问：查事项、打印清单", help: "快捷键", home: "首页", readCard: "读身份证（所选身份）", scan: "扫描 / 续扫", originals: "已验原件", giveBack: "退还原件", turn: "转 90°", remove: "删除本页",
      undo: "撤销", assign: "未归类页归入第几行；选第几行", refile: "本页改归第几行", rows: "上一行 / 下一行", pages: "上一页 / 下一页", decide: "看文书；再按一次出具", print: "打印一次性告知书；办完后补打文书", kind: "选受理、补正、不予受理、不属本窗口", typed: "手工录入（所选身份）", abandon: "作废本件", keep: "留存原件", move: "页前移 / 后移", problem: "写问题说明", count: "实物加一 / 减一", import: "导入文件", library: "查证照库 / 再查", escape: "收起，不丢内容", stop: "停止扫描", settings: "设置", outbox: "待上传", daySheet: "每日对账（待上传页）", pauseSending: "待上传中：暂停 / 继续上传",
      hold: "挂起本件", heldList: "挂起的办件，再按数字打开", another: "同一人再办一件", lock: "锁屏", relief: "换人接办", slip: "补录纸质登记",
      citizen: "清单给群众看 / 收起", qr: "清单二维码（事项清单页）", blank: "空白表、样表", scenarios: "练习场景", brief: "练习：眼前这位申请人",
    },
  },
  outbox: { title: "待上传", empty: "没有待上传的办件", retry: "立即再传", attempts: (n: number) => `试过 ${n} 次`, nextAt: (t: string) => `下次 ${t}`, safe: "办件都在本机，加密保存；恢复后自动上传，不会丢失。", pause: "暂停上传", resume: "继续上传", pausedBy: (who: string, t: string) => `${who} ${t} 暂停了上传；办件都在本机，继续后自动上传。`, sent: (sent: string, total: string) => `已传 ${sent} / ${total} MB`, waits: { turn: "排队中", time: "稍后再试", line: "等待网络", paused: "已暂停", earlier: "等上一次提交", person: "等人处理" }, number: "编号", item: "事项", state: "状态", reason: "原因", when: "重试" },
  settings: {
    title: "设置", office: "后台地址", officeHint: "留空用内置的试用后台", embedded: "现在用的是内置试用后台", readerPort: "读卡器串口", readerSpeed: "串口速率", scanner: "扫描仪", scanSource: "进纸方式", scanResolution: "分辨率 (dpi)", printer: "打印机",
    language: "界面语言", citizenScreen: "群众屏（窗口另有一块屏幕）", textSize: "字号", sizes: { normal: "标准", large: "大" }, devices: "已发现的设备", noDevices: "没有发现设备", choose: "选用", kind: "种类", name: "名称", state: "状态", auto: "自动", groups: { office: "后台", devices: "设备", screen: "屏幕" },
  },
};

export type Messages = typeof zhCN;
