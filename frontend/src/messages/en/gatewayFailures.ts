// What a gateway between this counter and the back office refused: what happened, what is safe, what to do
// now. Only its administrator can change what it lets through, so nobody is sent to try again.
import type { FailureCode } from "@/ipc/contract";
import type { FailureText } from "../failureText";

const KEPT = "Everything entered is kept on this machine.";
const GOES_ON = "Cases are sent again by themselves and arrive once the gateway lets them through";

export const gatewayFailures = {
  gateway_too_large: {
    what:
      "A gateway before the back office lets no request of this size through (413): pages are sent " +
      "in smaller pieces, the list of the case is one piece and did not pass",
    safe: KEPT,
    now: `${GOES_ON}. The network's administrator can raise the gateway's limit to 1 MB or more`,
  },
  gateway_method: {
    what: "A gateway before the back office does not let this kind of request through (405)",
    safe: KEPT,
    now: `${GOES_ON}. The network's administrator can allow POST and PATCH`,
  },
  gateway_length: {
    what: "A gateway before the back office says that the request has no length (411)",
    safe: KEPT,
    now: `${GOES_ON}. The network's administrator can have Content-Length passed on`,
  },
  gateway_forbids: {
    what: "A gateway or firewall before the back office blocked the request (403, 451, 567 and such)",
    safe: KEPT,
    now: `${GOES_ON}. The network's administrator can allow the back office's address`,
  },
  gateway_page: {
    what: "A gateway answered with a web page of its own (a sign-in or block page, mostly)",
    safe: KEPT,
    now: `${GOES_ON}. The network's administrator can exempt the back office from signing in`,
  },
  gateway_busy: {
    what: "A gateway before the back office says that there are too many requests (429)",
    safe: KEPT,
    now: "Cases are sent again after the time that the gateway asks for",
  },
  gateway_no_answer: {
    what:
      "A gateway before the back office got no answer from it, and sent a page of its own (502, " +
      "503 or 504, mostly)",
    safe: KEPT,
    now:
      "Go on as usual, cases are sent again after a while; if it stays so, the network's " +
      "administrator can look at the way from the gateway to the back office",
  },
  gateway_headers: {
    what: "A gateway before the back office takes away or changes headers",
    safe: KEPT,
    now: `${GOES_ON}. The network's administrator can have all headers passed on`,
  },
  gateway_refused: {
    what: "A gateway refused the request; the back office never got it",
    safe: KEPT,
    now: `${GOES_ON}. The network's administrator finds the cause in the gateway's log`,
  },
} satisfies Partial<Record<FailureCode, FailureText>>;
