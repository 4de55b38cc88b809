// What a gateway between this counter and the back office refused: what happened, what is safe, what to do
// now. Only its administrator can change what it lets through, so nobody is sent to try again.
import type { FailureCode } from "@/ipc/contract";
import type { FailureText } from "../failureText";

const KEPT = "已录入的内容都在本机，没有丢失。";
const GOES_ON = "办件会自动再传，网关放行后即送达";

export const gatewayFailures = {
  gateway_too_large: {
    what: "中间的网关不放行这么大的请求（413）：页面会自动拆小再传，办件清单只能整份发，没有通过",
    safe: KEPT,
    now: `${GOES_ON}。请网络管理员把网关的请求大小上限调到 1 MB 以上`,
  },
  gateway_method: {
    what: "中间的网关不放行这种请求方法（405）",
    safe: KEPT,
    now: `${GOES_ON}。请网络管理员在网关放行 POST 和 PATCH`,
  },
  gateway_length: {
    what: "中间的网关说请求没有写明长度（411）",
    safe: KEPT,
    now: `${GOES_ON}。请网络管理员让网关原样转发 Content-Length`,
  },
  gateway_forbids: {
    what: "中间的网关或防火墙拦下了请求（403、451、567 等）",
    safe: KEPT,
    now: `${GOES_ON}。请网络管理员在网关放行本系统的后台地址`,
  },
  gateway_page: {
    what: "中间的网关没有转给后台，自己回了一个网页（多为登录页或拦截页）",
    safe: KEPT,
    now: `${GOES_ON}。请网络管理员在网关对后台地址免登录`,
  },
  gateway_busy: {
    what: "中间的网关说请求太多（429）",
    safe: KEPT,
    now: "等它要求的时间过后自动再传",
  },
  gateway_no_answer: {
    what: "中间的网关没有等到后台的应答，自己回了错误页（多为 502、503、504）",
    safe: KEPT,
    now: "可以照常收件，隔一会儿自动再传；一直这样，请网络管理员查看网关到后台的连接",
  },
  gateway_headers: {
    what: "中间的网关去掉或改动了请求头",
    safe: KEPT,
    now: `${GOES_ON}。请网络管理员让网关原样转发请求头和应答头`,
  },
  gateway_refused: {
    what: "中间的网关拒绝了请求，后台没有收到",
    safe: KEPT,
    now: `${GOES_ON}。请网络管理员查看网关日志`,
  },
} satisfies Partial<Record<FailureCode, FailureText>>;
