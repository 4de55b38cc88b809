//! The columns that are read, by their national names, and the headings Chinese tables give them.
//! Not what their values mean.

pub(super) struct Column {
    pub name: &'static str,
    /// Kept verbatim with the item.
    pub code: bool,
    also: &'static [&'static str],
}

const fn code(name: &'static str, also: &'static [&'static str]) -> Column {
    Column { name, code: true, also }
}

const fn text(name: &'static str, also: &'static [&'static str]) -> Column {
    Column { name, code: false, also }
}

/// The unit of both limits where a table has only one such column.
pub(super) const BOTH_UNITS: &str = "limit_type";

pub(super) const COLUMNS: &[Column] = &[
    code("task_code", &["实施编码", "实施清单编码", "事项实施编码"]),
    code("task_handle_item", &["业务办理项编码", "办理项编码"]),
    code("item_id", &["事项id", "事项标识"]),
    code("catalog_code", &["基本编码", "基本目录编码"]),
    code("local_catalog_code", &["地方基本编码"]),
    code("local_task_code", &["地方实施编码"]),
    code("nation_catalog_code", &["国家基本编码"]),
    code("nation_task_code", &["国家实施编码"]),
    code("row_guid", &["rowguid"]),
    code("tongyi_code", &["统一社会信用代码"]),
    code("task_version", &["事项版本", "版本号"]),
    code("task_state", &["事项状态"]),
    code("task_type", &["事项类型", "权力类型"]),
    code("use_level", &["行使层级"]),
    code("project_type", &["办件类型"]),
    code("server_type", &["服务对象"]),
    code("handle_type", &["办理形式"]),
    code("dept_code", &["实施主体编码", "部门编码"]),
    code("dept_type", &["实施主体性质"]),
    code("is_fee", &["是否收费"]),
    code("anticipate_type", &["法定办结时限单位", "法定时限单位"]),
    code("promise_type", &["承诺办结时限单位", "承诺时限单位"]),
    code(BOTH_UNITS, &["时限单位", "办结时限单位"]),
    code("handle_area", &["通办范围"]),
    code("is_online", &["是否网办", "是否支持网上办理"]),
    code("online_handle_depth", &["网办深度", "网上办理深度"]),
    code("is_express", &["是否支持物流快递"]),
    code("is_pay_online", &["是否支持网上支付"]),
    code("is_schedule", &["是否支持预约办理"]),
    code("is_service_terminals", &["是否支持自助终端办理"]),
    code("is_entry_center", &["是否进驻政务大厅"]),
    code("is_absence_accept", &["是否容缺受理"]),
    code("result_type", &["结果类型", "审批结果类型"]),
    code("service_type", &["中介服务类型"]),
    code("town_code", &["乡镇街道代码"]),
    code("village_code", &["村居社区代码"]),
    code("plan_effective_date", &["计划生效日期", "生效日期"]),
    code("plan_cancel_date", &["计划取消日期", "取消日期"]),
    text("task_name", &["事项名称", "实施清单名称"]),
    text("window_class", &["窗口类别", "办事类别"]),
    text("dept_name", &["实施主体", "实施部门", "实施主体名称", "部门名称", "实施机构"]),
    text("anticipate_day", &["法定办结时限", "法定时限"]),
    text("anticipate_explain", &["法定办结时限说明", "fdblsxsm"]),
    text("promise_day", &["承诺办结时限", "承诺时限"]),
    text("promise_explain", &["承诺办结时限说明", "crbjsxsm"]),
    text("limit_scene_num", &["到办事现场次数", "到现场次数", "跑动次数"]),
    text("accept_condition", &["受理条件", "办理条件"]),
    text("fee_basis", &["收费依据"]),
    text("by_law", &["设定依据", "实施依据", "法律依据", "要求提供材料的依据", "要求提供依据"]),
    text("material_name", &["材料名称"]),
    text("material_type", &["材料类型"]),
    text("material_format", &["材料形式"]),
    text("is_need", &["材料必要性", "必要性"]),
    text("page_num", &["纸质份数", "材料份数"]),
    text("page_original", &["原件份数"]),
    text("page_copynum", &["复印件份数"]),
    text("accept_way", &["验收方式"]),
    text("source_type", &["来源渠道"]),
    text("source_explain", &["来源渠道说明"]),
    text("fill_explain", &["填报须知"]),
    text("accept_stand", &["受理标准"]),
    text("order_num", &["排序号", "排序"]),
    text("remark", &["备注"]),
];

/// The codes that tell items apart.
pub(super) const KEYS: [&str; 3] = ["task_code", "task_handle_item", "item_id"];
pub(super) const DAYS: [&str; 2] = ["plan_effective_date", "plan_cancel_date"];

/// Where several lines are usual.
const OF_LINES: [&str; 14] = [
    "use_level",
    "server_type",
    "handle_area",
    "result_type",
    "anticipate_explain",
    "promise_explain",
    "accept_condition",
    "fee_basis",
    "by_law",
    "material_format",
    "source_explain",
    "fill_explain",
    "accept_stand",
    "remark",
];

pub(super) fn has_one_line(column: &str) -> bool {
    !OF_LINES.contains(&column)
}

pub(super) fn is_code(column: &str) -> bool {
    COLUMNS.iter().any(|known| known.code && known.name == column)
}

/// The column a heading names, however it is written: `TASK_CODE`, `实施编码（必填）`, `*材料名称`.
pub(super) fn column_named(heading: &str) -> Option<&'static str> {
    let name: String = heading
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '*' | '"' | '“' | '”' | '\'' | '\u{feff}'))
        .collect::<String>()
        .to_lowercase();
    let name = name.split(['(', '（']).next().unwrap_or_default();
    let fits = |column: &&Column| column.name == name || column.also.contains(&name);
    COLUMNS.iter().find(fits).map(|column| column.name)
}
