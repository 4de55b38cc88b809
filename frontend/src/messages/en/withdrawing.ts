// Words for a withdrawal, in English.
import type { WithdrawingWords } from "../zh-CN/withdrawing";

export const withdrawing: WithdrawingWords = {
  act: "Withdraw the application",
  bar: "Withdrawal",
  who: "Who signs",
  covers: (extent) => `The authority says: ${extent || "nothing"}. Does it cover a withdrawal`,
  coverAnswers: { yes: "Yes, print the request", no: "No" },
  signed: (who) => `Once ${who} has signed the request`,
  endsHere: { scan: "Scan it and end the case", keep: "End the case without a scan", anew: "Print it anew" },
  asks: { scan: "Scan it and ask", keep: "Ask without a scan", anew: "Print it anew" },
  nobody: "Nobody here may sign: read the applicant's card first",
};
