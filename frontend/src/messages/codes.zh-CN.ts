// Words for the codes inside views (next steps, lacks, warnings …). Views carry open strings: an unknown code falls back to a plain line.
export type CodeWords = Record<string, string>;

/** Numbers of people and firms, in the people's section and in the form alike. */
const number: CodeWords = {
  check_digit: "末位校验码不对，请对照证件", age_implausible: "年龄不合常理，请对照证件", birth_in_future: "出生日期在今天之后，请对照证件", bad_date: "号码里的日期不存在，请对照证件", fifteen_digits: "15 位旧号码，请对照证件",
  hmt_residence_prefix: "不是港澳台居住证的号段，请对照证件", foreign_pr_prefix: "不是外国人永久居留证的号段，请对照证件", organisation_check: "主体标识码校验不对，请对照执照", passport_pattern: "不像常见护照号，请对照证件",
  missing: "没有号码", wrong_length: "位数不对", wrong_alphabet: "有不允许的字符",
};

export const codes = {
  status: { draft: "草稿", received: "已收件", correction: "待补正", accepted: "已受理", deferred: "容缺待补", refused: "不予受理", redirected: "已告知去向", returned: "退件待处理", completed: "已办结", voided: "已作废" },
  delivery: { none: "", queued: "待上传", sending: "上传中", awaiting_materials: "材料上传中", acknowledged: "后台已收", refused: "后台退回", parked: "待处理" },
  role: { applicant: "申请人", spouse: "配偶", guardian: "监护人", agent: "代办人", legal_representative: "法定代表人", person_in_charge: "负责人" },
  idKind: { resident: "居民身份证", hmt_residence: "港澳台居民居住证", foreign_pr: "外国人永久居留证", hmt_permit: "港澳居民来往内地通行证", taiwan_permit: "台湾居民来往大陆通行证", passport: "护照", uscc: "统一社会信用代码", other: "其他" },
  source: { card: "读卡", typed: "录入", answer: "情形", item: "事项", today: "日期", hand: "手填", material: "材料" } as CodeWords,
  need: { required: "必交", optional: "可不交", later: "可后补", one_of: "任选其一", not_needed: "无需提交" },
  hitWhy: { exact: "名称", name: "名称", everyday: "俗称", pinyin: "拼音", initials: "首字母", department: "部门", instead: "替代", recent: "最近办过", typo: "像是", words: "说到" } as CodeWords,
  /** The next harmless thing: the primary button's words. `{x}` is a parameter. */
  next: {
    choose_item: "选事项", answer: "选办事情形：{name}", read_card: "读{role}身份证", receive: "盖收件章", place_page: "归类第 {n} 页", material_problem: "处理：{name}", count_object: "收实物：{name}",
    deferred_papers: "补交：{name}", scan: "扫描：{name}", look: "看页面：{name}", check_original: "已验原件：{name}", give_back: "退还原件：{name}", fill: "填申请表：{name}", decide: "填受理意见", amend_field: "按退件意见改：{name}", amend_material: "按退件意见补：{name}", finish_issue: "继续出具", done: "接待下一位", pending_card: "确认这张卡是谁",
  } as CodeWords,
  lack: {
    choose_item: "还没选事项", answer: "情形没选：{name}", read_card: "还没有{role}", receive: "还没盖收件章", place_page: "第 {n} 页未归类", material_problem: "{name} 有问题", count_object: "{name} 数量不够", deferred_papers: "还没补交 {name}", scan: "缺 {name}",
    look: "{name} 的页面没看过", check_original: "{name} 未验原件", give_back: "{name} 原件未退还", fill: "申请表还有 {left} 项：{name}", pending_card: "有一张卡待确认",
  } as CodeWords,
  warning: number,
  finding: {
    required: "必填", too_long: "太长，最多 {max} 个字", not_a_number: "请填数字", not_a_date: "日期不对", not_an_option: "请从选项中选", phone: "电话号码不对", phone_without_area: "固定电话请加区号", bank_account: "银行账号不对", bank_check_digit: "账号校验不符，请对照银行卡", money: "金额不对", unknown_field: "表上没有这一栏",
    ...number,
  } as CodeWords,
  scanEnded: { feeder_empty: "纸已扫完", done: "扫完", ended: "扫完", flatbed: "扫完一页", limit: "已到页数上限" } as CodeWords,
  undo: { page_added: "新增页面", page_deleted: "删除页面", page_assigned: "归类页面", page_turned: "转页", page_moved: "移动页面" } as CodeWords,
  form: { acceptance_receipt: "受理回执", materials_receipt: "接收回执", correction_notice: "申请材料补正告知书", refusal: "不予受理通知书", deferred_commitment: "容缺受理承诺书", deferred_notice: "容缺受理通知书", special_notice: "特殊程序审查期限告知书", extension_notice: "延长办理期限通知书", one_time_list: "一次性告知书", application_form: "申请表", blank_form: "空白表" } as CodeWords,
  deviceKind: { id_reader: "读卡器", reader: "读卡器", scanner: "扫描仪", printer: "打印机" } as CodeWords,
  deviceState: { ready: "就绪", busy: "使用中", not_connected: "未接", silent: "没有回应", access_denied: "没有权限", stopped: "已停用", unknown: "未查" } as CodeWords,
  staffRole: { clerk: "窗口人员", supervisor: "值班长", trainer: "带教", trainee: "学员" } as CodeWords,
  pageSource: { scanner: "扫描", scan: "扫描", import: "导入", file: "导入", carried: "沿用", certificate: "证照库" } as CodeWords,
  fallback: { next: "下一步：{section}", lack: "还有一项没完成", warning: "请对照证件", finding: "请核对这一栏" },
};

export type Codes = typeof codes;
