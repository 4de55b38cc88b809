// Words for a mentor's consent to what a trainee may not do alone.
import type { ConsentWords } from "../zh-CN/consent";

export const consent: ConsentWords = {
  title: (act) => `A mentor's consent: ${act}`,
  acts: {
    receive: "the stamp of receipt",
    corrections_in: "all corrections are in",
    check_original: "original checked",
    set_custody: "giving back or keeping an original",
    issue: "issuing the decision",
    send_replacement: "sending it anew",
    hand_over: "handing over on paper",
    print_step: "printing the notice",
    ask_withdrawal: "taking a withdrawal",
    decide_for_department: "deciding for a department",
    end_lapsed: "ending a case whose corrections never came",
    void_case: "making a case void",
  },
  stays: "The mentor agrees to this one step; the case stays yours, and both names are kept.",
  number: "Mentor's number",
  secret: "Mentor's screen code",
  password: "Mentor's password",
  supervisor: {
    title: (act) => `A supervisor's word: ${act}`,
    stays: "The supervisor agrees to this one step; the case stays yours, and both names are kept.",
    number: "Supervisor's number",
    secret: "Supervisor's screen code",
    password: "Supervisor's password",
    spent: "The screen code does not open now: the supervisor's password is needed.",
  },
  useSecret: "Use the code",
  usePassword: "Use the password",
  way: "Screen code or password",
  spent: "The screen code does not open now: the mentor's password is needed.",
  give: "Agree",
};
