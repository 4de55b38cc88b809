// Words for a withdrawal (撤回申请), in Chinese.
export const withdrawing = {
  act: "撤回申请",
  bar: "撤回申请",
  who: "谁来签名",
  covers: (extent: string) => `委托书写明的权限：${extent || "未写明"}。包括撤回申请吗`,
  coverAnswers: { yes: "包括，打印申请书", no: "不包括" },
  /** By whom it is signed; the first two do it. */
  signed: (who: string) => `申请书由${who}签名后`,
  endsHere: { scan: "扫描后终止办理", keep: "不扫描，终止办理", anew: "重新打印" },
  asks: { scan: "扫描后提交", keep: "不扫描，提交", anew: "重新打印" },
  nobody: "没有可以签名的人：请先读取申请人的证件",
};
export type WithdrawingWords = typeof withdrawing;
