// Words for 作废重开, in Chinese.
export const refiling = {
  act: "作废重开",
  bar: "作废重开",
  request: "审批部门已开始办理，作废只是向该部门提出的请求",
  reason: "作废原因",
  reasonPlaceholder: "如：受理时选错了事项",
  next: "下一步",
  receipt: "原受理回执收回了吗",
  receiptAnswers: { back: "已收回", out: "没有收回" },
  citizen: "申请人在场吗",
  citizenAnswers: { here: "在场", gone: "已离开，电话告知", no_supervisor: "值班长不在，先挂起" },
  telephoned: "电话告知情况",
  telephonedPlaceholder: "如：14:20 已电话告知，明天来签字",
  item: "选正确的事项",
  itemHint: "材料、身份信息和已填内容会带到新办件，收件日期不变；需要值班长同意",
  notice: "打印更正告知书",
  standing: {
    done: "本件已作废",
    asked: "已申请作废，后台尚未答复：原回执仍然有效",
    with_department: "审批部门已开始办理：是否终止等该部门答复，原回执仍然有效",
    refused: "后台没有同意作废：原回执仍然有效",
  },
  goesOn: "转到重开的办件",
  from: (number: string) => `由错件 ${number} 重开，收件日期不变`,
  checkedIn: (number: string) => `在 ${number} 号件中核对`,
};
export type RefilingWords = typeof refiling;
