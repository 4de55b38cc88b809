//! The fixed labels of the templates: headings and names of columns, which claim nothing. A sentence in
//! a template is no label: it stands in `claims` with what it rests on.

/// In the table of whose case it is, and around the signature.
const OF_HEAD: &[&str] =
    &["事项名称", "承办部门", "受理窗口", "申请人", "代办依据", "号码录入", "日期", "经办人"];
const OF_MATERIALS: &[&str] = &["序号", "材料名称", "原件", "复印件", "收取与退还"];
const OF_FAULTS: &[&str] = &["序号", "材料", "存在的问题", "补正办法"];

/// Heads of tables, which stand again on each page that a table goes on to.
pub const TABLE_HEADS: [&str; 5] = [
    "序号材料名称原件复印件收取与退还",
    "序号材料名称原件复印件是否必要说明",
    "序号材料存在的问题补正办法",
    "序号材料存在的问题补交办法",
    "序号时间工号内容",
];

/// By the paper's name.
pub fn list_labels(form: &str) -> Vec<&'static str> {
    let own: &[&[&str]] = match form {
        "acceptance_receipt" => &[
            OF_HEAD,
            OF_MATERIALS,
            &["受理回执", "收到日期", "受理日期", "办结时限", "收取的申请材料", "证件记录"],
            &["请补交的材料", "材料", "存在的问题", "补交办法", "视为受理依据"],
            &["告知事项", "核验码"],
        ],
        "materials_receipt" => {
            &[OF_HEAD, OF_MATERIALS, &["接收回执", "收到时间", "告知期限", "收到的材料"]]
        }
        "correction_notice" => {
            &[OF_HEAD, OF_FAULTS, &["申请材料补正告知书", "补正时限", "告知依据", "告知事项"]]
        }
        "refusal" => &[
            OF_HEAD,
            &["不予受理通知书", "应当向其申请的机关", "机关名称", "不予受理的理由", "依据"],
            &["救济途径", "告知事项", "申请情况"],
        ],
        "deferred_commitment" => {
            &[OF_HEAD, &["容缺受理承诺书", "暂缺材料", "补交期限", "收件时间", "承诺内容"]]
        }
        "deferred_notice" => &[
            OF_HEAD,
            OF_MATERIALS,
            &["容缺受理通知书", "受理日期", "暂缺材料", "补交期限", "办结期限"],
            &["已收材料", "告知事项", "核验码"],
        ],
        "special_notice" => &[
            OF_HEAD,
            &["特殊程序审查期限告知书", "特别程序", "开始日期", "所需时间", "收件时间"],
            &["告知依据", "告知事项"],
        ],
        "extension_notice" => &[
            OF_HEAD,
            &["延长办理期限通知书", "延长时间", "延长理由", "办结期限", "收件时间"],
            &["告知依据", "告知事项"],
        ],
        "handover_slip" => &[
            OF_HEAD,
            OF_MATERIALS,
            &["纸质移交单", "收件时间", "意见时间", "后台代码", "已收材料", "移交说明"],
            &["收件人签收"],
        ],
        "withdrawal_request" => {
            &[OF_HEAD, OF_MATERIALS, &["撤回申请书", "收件时间", "已收材料", "申请事项"]]
        }
        "entrusted_grant" | "entrusted_refusal" => &[
            OF_HEAD,
            &["准予决定书", "不予决定书", "决定机关", "委托文件", "受理编号", "决定日期"],
            &["符合的要点", "不予的理由", "告知事项"],
        ],
        "lapse_notice" => &[
            OF_HEAD,
            OF_MATERIALS,
            &["终止办理告知书", "收件时间", "补正期限", "已收材料"],
            &["告知事项"],
        ],
        "refiling_notice" => {
            &[OF_HEAD, &["更正告知书", "原编号", "现编号", "更正原因", "收件时间", "告知事项"]]
        }
        "course_slip" => {
            &[OF_HEAD, &["办理进度告知单", "收件时间", "下一步", "到现场次数", "办理经过"]]
        }
        "check_record" => &[
            OF_HEAD,
            OF_FAULTS,
            &["免责凭据", "事项包版本", "收到日期", "核对记录", "时间", "工号", "内容"],
            &["文书", "应向其申请", "核验码", "经办人签名"],
        ],
        "application_form" => &[
            OF_HEAD,
            &["代办与号码录入", "证件记录", "申请人声明", "签名须知", "制表日期", "表码"],
        ],
        "one_time_list" => &[
            &["一次性告知书", "事项名称", "承办部门", "告知日期", "办理时限", "收费", "清单版本"],
            &["按下列情形开列", "办理条件", "请备齐下列材料", "告知事项", "存根（窗口留存）"],
            &["序号", "材料名称", "原件", "复印件", "是否必要", "说明"],
            &["告知人", "被告知人签名", "日期"],
        ],
        "blank_form" | "mandate" => &[
            &["事项名称", "材料名称", "表样版本", "日期", "年", "月", "日", "元"],
            &["带*的必须填写。请用黑色或蓝黑色笔，字迹清楚，不要涂改。"],
        ],
        "day_sheet" => &[
            &["每日对账单", "对账日期", "统计时间", "受理窗口", "制表人签名", "核对人签名"],
            &["制表人", "序号", "编号（临时编号）", "事项", "收件", "经办", "状态", "所在"],
            &["留存"],
        ],
        _ => &[],
    };
    own.concat()
}
