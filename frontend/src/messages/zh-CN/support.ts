// Words for what runs here, the diagnostics bundle and the card of keys.
export const support = {
  title: "版本与诊断",
  program: "程序",
  catalogue: "事项包",
  webview: "网页组件（WebKit）",
  schema: "数据结构",
  unknown: "不详",
  bundle: "做诊断包",
  hint: "诊断包给技术人员看：版本、设置、设备和线路、程序故障、技术日志，不含任何人的信息。",
  saved: (file: string) => `诊断包已存：${file}`,
  card: "打印快捷键卡",
};
