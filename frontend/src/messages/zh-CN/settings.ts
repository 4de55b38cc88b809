// Words for the settings.
import type { LockSource, PaintingCause } from "@/ipc/contract";

/** `driver`: as the system calls it. */
const paintingCauses: Record<PaintingCause, (driver: string) => string> = {
  set: () => "按这里的设置",
  variable: () => "由本机的环境变量指定，这里的设置不起作用",
  card_found: (driver) => `找到了显卡（${driver}）`,
  no_card: () => "本机没有能绘图的显卡",
  card_closed: (driver) => `本机有显卡（${driver}），但当前用户没有权限使用`,
  unsure_driver: (driver) => `显卡驱动（${driver}）不一定能绘图，例如虚拟机的显卡`,
  plain_screen: (driver) => `本机有显卡（${driver}），但当前屏幕用不上它，例如远程桌面`,
};

export const settings = {
  title: "设置",
  office: "后台地址",
  officeHint: "留空用内置的试用后台",
  embedded: "现在用的是内置试用后台",
  readerPort: "读卡器串口",
  readerSpeed: "串口速率",
  warnCardDays: "证件到期前提醒（天，0 为不提醒）",
  scanner: "扫描仪",
  scanSource: "进纸方式",
  scanResolution: "分辨率 (dpi)",
  printer: "打印机",
  language: "界面语言",
  citizenScreen: "群众屏（窗口另有一块屏幕）",
  closingTime: "窗口下班时间",
  closingHint: "中心写明办公时间的，以中心为准；下班前一小时提醒没有办完的即办件",
  textSize: "字号",
  graphicsCard: "用显卡绘制窗口",
  graphicsCards: { auto: "自动（按本机情况）", on: "开", off: "关（用处理器）" },
  painting: (byCard: boolean, why: string) =>
    `现在${byCard ? "用显卡" : "用处理器"}绘制：${why}。改动在下次启动后生效。`,
  paintingCauses,
  locking: "锁屏和登录",
  lockingTimes: (idle: number, hours: number, day: boolean) =>
    `${idle} 分钟没有操作自动锁屏；登录 ${hours} 小时${day ? "或者当天结束" : ""}后要重新登录。`,
  lockSources: {
    own_windows: "本程序窗口的按键和鼠标",
    logind_lock: "系统锁屏（logind）",
    logind_sleep: "休眠（logind）",
    screen_saver: "屏幕保护（ScreenSaver）",
  } satisfies Record<LockSource, string>,
  lockSourceLive: (live: boolean): string => (live ? "有效" : "本机没有"),
  sizes: { normal: "标准", large: "大" },
  devices: "已发现的设备",
  noDevices: "没有发现设备",
  choose: "选用",
  kind: "种类",
  name: "名称",
  state: "状态",
  auto: "自动",
  sources: "自动；或 flatbed、adf、duplex",
  locked: {
    centre: "由中心设定",
    technician: "由技术人员修改",
    some: (who: string) => `带锁的项${who}`,
    or: (a: string, b: string) => `${a}或${b}`,
  },
  groups: { office: "后台", devices: "设备", screen: "屏幕" },
};
