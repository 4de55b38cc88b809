// Words of the practice ground and its scenarios. The scenarios' own text comes from their files.
export const practice = {
  word: "练习", band: "这里是练习：人、材料、编号都是假的，与真实业务不相通，打印的文书无效。",
  enter: "练习", enterHint: "用虚构的人和材料练手，与真实业务不相通", leave: "结束练习，回到窗口", leaving: "正在切换…",
  office: "练习后台（就在本机，不联网）", accounts: "练习账号", behind: (n: number) => `窗口还有 ${n} 件待上传，都已保存；结束练习后自动继续上传。`,
  settingsFixed: "练习中用练习后台和模拟的读卡器、扫描仪，不用这里设的地址和设备；要改设置请先结束练习。",
  reset: "清空练习", resetAgain: "再按一次：删除全部练习件和结果", resetHint: "只删练习数据，窗口的办件不受影响",
  title: "练习场景", intro: "每个场景来一位申请人：听他说什么、看他放下什么，照平常的样子办完，再看结果。", columns: { n: "序号", scenario: "场景", times: "做过", last: "上次结果" },
  never: "还没做过", times: (n: number) => `${n} 次`, begin: "请下一位：开始这个场景", starting: "正在请申请人…", results: "做过的练习", allResults: "本机所有人的练习", noResults: "做完一个场景，结果会在这里", allRight: "全对",
  score: (right: number, missed: number, extra: number) => [`对 ${right}`, missed > 0 ? `漏错 ${missed}` : "", extra > 0 ? `多 ${extra}` : ""].filter((one) => one !== "").join("　"),
  nowPlaying: (title: string) => `场景：${title}`, noScenario: "没有在做场景", brief: "案情", list: "场景",
  briefTitle: "眼前这位申请人", says: "他说", lays: "柜台上放着", notBrought: "没有带来", nothingLaid: "没有放下别的材料", cards: (n: number) => (n === 0 ? "读卡器上没有能读的卡。" : n === 1 ? "读卡器上放着一张身份证，按 Ctrl+I 读。" : `读卡器上先后放 ${n} 张身份证，读一张、换一张。`), briefHint: "扫描仪扫出来的是样张，材料好坏以这里写的为准。",
  resultTitle: "练习结果", toResult: "看练习结果", spent: (minutes: number, seconds: number) => (minutes > 0 ? `用时 ${minutes} 分 ${seconds} 秒` : `用时 ${seconds} 秒`), expected: "应当", found: "你做的", rule: "依据", advice: "经验或参照", empty: "（没有）", again: "再做一遍", next: "回到场景", openCase: "看这件", free: "这件不是在场景里办的，没有对照结果。",
  verdict: { right: "对", missed: "漏错", extra: "多" },
  point: { item: "事项", answer: "情形", person: "人员", other_card: "多登记的人", received: "收件", paper: "材料", decision: "意见", fault: "告知书要写", off_list: "多要的", office: "应去哪里" } as Record<string, string>,
  code: { stamped: "盖收件章", not_stamped: "不盖收件章", done: "扫描、验原件、退还", not_scanned: "没有扫描", not_checked: "没有验原件", not_returned: "原件没有退还", named: "写明", not_named: "没有写" } as Record<string, string>,
};
