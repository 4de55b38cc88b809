// Words about the centre a station works for: what its file says, joining by a code, a technician's code.
export const centre = {
  title: "中心",
  centre: "中心名称",
  station: "站点",
  office: "后台地址",
  until: "有效期至",
  version: "文件版本",
  fingerprint: "中心密钥指纹",
  ownTrial: "本程序自备的试用文件",
  ownPractice: "本程序自备的练习文件",
  ended: "已过有效期：不再采用新的事项包，办件不受影响。请向中心要新的文件。",
  none: "本站点尚未加入中心",
  toJoin: "加入中心…",
  showCode: "显示",
  hideCode: "隐藏",
  showKey: "显示或隐藏输入的码",
  rejoin: "重新加入…",
  technician: "技术人员授权码",
  technicianHint: "技术人员在场时输入，带锁的项打开半小时，或到退出登录为止。只能用一次。",
  open: "打开带锁的项",
  openUntil: (t: string) => `技术人员已授权，至 ${t}`,
};

export const join = {
  title: "加入中心",
  intro:
    "加入后，后台地址、事项包和各种时间都照中心设定。已录入和等着上传的办件都在，不会丢；还有件在等原来的后台时，不会换后台。",
  officeHint: "https://…",
  officeWrong: "这个后台地址不能用：要以 https:// 开头，里面不写用户名和密码。照中心给的地址写。",
  code: "加入码",
  codeHint: "中心发给本站点的 36 个字母和数字，只能用一次。大小写、连字符不用管。",
  submit: "加入中心",
  working: "正在向后台要中心文件，并核对签名…",
  done: "已加入中心",
  compare: "请把指纹与中心告诉您的逐组核对。不一样就不要登录，立即告诉中心。",
  toSignIn: "去登录",
};

export type CentreWords = typeof centre;
export type JoinWords = typeof join;
