// Words of a case's way after the window accepted it, and of papers that may follow.
export const course = {
  progress: "办理进度",
  procedure: { hearing: "听证", tender: "招标", auction: "拍卖", inspection: "检验", testing: "检测", quarantine: "检疫", appraisal: "鉴定", expert_review: "专家评审" } as Record<string, string>,
  special: (what: string) => `特别程序：${what}`, from: (day: string) => `${day} 起`, span: (from: string, to: string) => `${from} 至 ${to}`,
  days: (n: number, working: boolean) => `${n} 个${working ? "工作日" : "日"}`,
  extended: "延长办理期限", granted: "决定：准予", notGranted: "决定：不予", delivered: "结果已送达",
  print: "打印告知书", printAgain: "补打", notTold: "还没打印给申请人",
  paused: "特别程序进行中，不计入期限", result: "送达期限", firstReview: "初审期限", completed: "已作出决定", extendedBy: (n: number) => `已延长 ${n} 日`,
  deferral: "容缺补交", deferralBy: (day: string) => `${day} 前补交`, deferralLate: "已过补交期限",
  deferredTitle: "容缺待补交", deferredHint: "补齐后再次出具意见，换受理回执，编号不变", decideAgain: "不等补交，重新出具意见",
  accept: "容缺受理", acceptText: "下列材料可以后补。出具前请申请人看清补交期限并在承诺书上签字。", until: "请申请人补交的期限", latest: (day: string) => `最晚 ${day}（本件办结期限）`, issues: "出容缺受理通知书",
  allIn: "补正材料已收齐", allInHint: "全部补正材料交到窗口的那一天起计算办理期限", allInAt: (t: string) => `补正材料 ${t} 收齐，从该日起计算办理期限`,
};
export type CourseWords = typeof course;
