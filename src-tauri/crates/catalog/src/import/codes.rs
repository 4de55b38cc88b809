//! What codes and their Chinese words mean: 办件类型, 服务对象, 行使层级, 材料必要性 … None for what is
//! in no list. Not where they stand.

use counter_core::item::{Accept, ForWhom, Need, ProjectType};

use super::Options;

/// Under which an item keeps the codes of its row.
pub(super) const SOURCE: &str = "national";
/// Under which it keeps what is in no list of its materials, by id and column.
pub(super) const OF_MATERIALS: &str = "national_material";

const TASK_TYPES: [(&str, &str); 12] = [
    ("01", "行政许可"),
    ("02", "行政处罚"),
    ("03", "行政强制"),
    ("04", "行政征收"),
    ("05", "行政给付"),
    ("06", "行政检查"),
    ("07", "行政确认"),
    ("08", "行政奖励"),
    ("09", "行政裁决"),
    ("10", "行政征用"),
    ("20", "其他行政权力"),
    ("21", "公共服务"),
];

/// 行使层级, each with the words that tables write for it.
const LEVELS: [(&str, &[&str]); 5] = [
    ("2", &["省", "省级"]),
    ("3", &["市", "市级", "地市级", "设区的市级"]),
    ("4", &["县", "县级", "区", "区级", "区县级", "县（区）级", "县（市、区）级"]),
    ("5", &["镇", "镇级", "街道", "镇街", "镇街级", "乡镇级", "镇（街）级", "镇（乡、街道）级"]),
    ("6", &["村", "村级", "村居", "村居级", "社区", "村（居）级", "村（社区）级"]),
];

/// 事项状态.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    InUse,
    Suspended,
    Cancelled,
    Draft,
}

/// 收费; the words are the item's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fee {
    Free,
    Charged,
}

pub(super) fn task_type(text: &str) -> Option<&'static str> {
    // Excel takes the 0 off 05.
    let fits = |code: &str, name: &str| {
        code == text || name == text || code.strip_prefix('0') == Some(text)
    };
    TASK_TYPES.into_iter().find(|(code, name)| fits(code, name)).map(|(code, _)| code)
}

pub(super) fn item_state(text: &str) -> Option<State> {
    match text {
        // A table without the column is a list of what is in use.
        "" | "1" | "在用" | "有效" | "正常" => Some(State::InUse),
        "2" | "挂起" | "暂停" => Some(State::Suspended),
        "3" | "取消" | "已取消" | "废止" | "已废止" => Some(State::Cancelled),
        "4" | "草稿" => Some(State::Draft),
        _ => None,
    }
}

pub(super) fn project_type(text: &str, options: &Options) -> Option<ProjectType> {
    match text {
        "即办件" | "即办" => Some(ProjectType::OnTheSpot),
        "承诺件" | "承诺办件" => Some(ProjectType::Commitment),
        code if options.on_the_spot_codes.iter().any(|listed| listed == code) => {
            Some(ProjectType::OnTheSpot)
        }
        "1" | "2" => Some(ProjectType::Commitment),
        _ => None,
    }
}

/// Of several; what is in no list counts for nobody, and makes the second part false.
pub(super) fn for_whom(text: &str) -> (Option<ForWhom>, bool) {
    let (mut person, mut firm, mut known) = (false, false, !text.is_empty());
    for code in split_codes(text) {
        match code {
            "1" | "自然人" | "个人" => person = true,
            "2" | "3" | "4" | "5" | "6" | "9" | "法人" | "企业法人" | "事业法人"
            | "社会组织法人" | "非法人企业" | "行政机关" | "其他组织" => {
                firm = true
            }
            _ => known = false,
        }
    }
    let whom = match (person, firm) {
        (true, true) => Some(ForWhom::Both),
        (true, false) => Some(ForWhom::Person),
        (false, true) => Some(ForWhom::Firm),
        (false, false) => None,
    };
    (whom, known)
}

/// Of several as well; what is in no list is kept as it is, and makes the second part false.
pub(super) fn use_levels(text: &str) -> (Vec<String>, bool) {
    // As a whole first: some words hold a mark that also stands between two.
    if let Some(code) = use_level(text) {
        return (vec![code.to_owned()], true);
    }
    let known = split_codes(text).all(|word| use_level(word).is_some());
    (split_codes(text).map(|word| use_level(word).unwrap_or(word).to_owned()).collect(), known)
}

fn use_level(text: &str) -> Option<&'static str> {
    let fits = |(code, words): &(&str, &[&str])| *code == text || words.contains(&text);
    LEVELS.into_iter().find(fits).map(|(code, _)| code)
}

/// What a cell holds of several codes, separated by whatever a source takes.
fn split_codes(text: &str) -> impl Iterator<Item = &str> {
    let apart = |c: char| c.is_whitespace() || ",，;；、^|/".contains(c);
    text.split(apart).filter(|code| !code.is_empty())
}

pub(super) fn fee_kind(text: &str) -> Option<Fee> {
    match text {
        "0" | "否" | "不收费" | "免费" => Some(Fee::Free),
        "1" | "是" | "收费" => Some(Fee::Charged),
        _ => None,
    }
}

/// Whether the days are working days.
pub(super) fn is_working(text: &str) -> Option<bool> {
    match text {
        "工作日" | "个工作日" | "G" | "g" => Some(true),
        "自然日" | "个自然日" | "日历日" | "日历天" | "自然天" | "Z" | "z" => {
            Some(false)
        }
        _ => None,
    }
}

pub(super) fn material_need(text: &str) -> Option<Need> {
    match text {
        "1" | "必要" => Some(Need::Required),
        "2" | "非必要" => Some(Need::Optional),
        "3" | "容缺后补" => Some(Need::Later),
        _ => None,
    }
}

/// Guangdong's list. Other provinces number originals and copies under the same heading; their
/// words are read as such.
pub(super) fn material_kind(text: &str) -> Option<u8> {
    match text {
        "1" | "证件证书证明" => Some(1),
        "2" | "申请表格文书" => Some(2),
        "3" | "其他" | "原件" | "复印件" | "原件或复印件" => Some(3),
        _ => None,
    }
}

pub(super) fn material_source(text: &str) -> Option<u8> {
    match text {
        "10" | "申请人自备" => Some(10),
        "20" | "政府部门核发" => Some(20),
        "99" | "其他" => Some(99),
        _ => None,
    }
}

pub(super) fn accept_kind(text: &str) -> Option<Accept> {
    match text {
        "1" | "收原件" => Some(Accept::Original),
        "2" | "验原件收复印件" => Some(Accept::SeeAndCopy),
        "3" | "收原件及复印件" => Some(Accept::Both),
        "4" | "收复印件" => Some(Accept::Copy),
        _ => None,
    }
}
