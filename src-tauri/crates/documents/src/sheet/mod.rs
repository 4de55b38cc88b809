//! The printed forms as data: plain words already chosen, dated and counted by the desk; here
//! nothing is decided.
//!
//! The names of the forms are those of the local standard; the wording is an example. Every type
//! says nothing of its content in `Debug`, for a form names a citizen.

mod application;
mod blank;
mod check_record;
mod day;
mod form_code;
mod form_name;
mod key_card;
mod letter;
mod letterhead;
mod notice;
mod receipt;
mod receipt_code;
mod sample_sheets;
mod setup;

pub use application::{ApplicationForm, SheetField, SheetSection, SignerLine};
pub use blank::{BlankField, BlankForm, BlankSection};
pub use check_record::{CheckLine, CheckRecord, NoticeRecord};
pub use day::{DaySheet, DaySheetRow};
pub use form_code::{make_form_code, pack_form_code, tidy_form_code};
pub use key_card::{KeyCard, KeyLine, KeyLines};
pub use letter::{Letter, LetterFact, LetterKind};
pub use letterhead::Letterhead;
pub use notice::{
    CorrectionNotice, ListRow, NoticeItem, OneTimeList, Refusal, RightOffice, Situation,
};
pub use receipt::{AcceptanceReceipt, DeemedNote, MaterialRow, MaterialsReceipt};
pub use receipt_code::pack_receipt_code;
pub use sample_sheets::make_sample_sheets;
pub use setup::{SetupLine, SetupSheet};

pub use counter_core::form::{FieldKind, TEMPLATE_FORMS};
pub use counter_core::text::{is_private_use, make_printable};
use serde::{Deserialize, Serialize};

macro_rules! silent {
    ($($name:ident),+ $(,)?) => {$(
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    )+};
}
pub(crate) use silent;

/// One printed form.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "form", rename_all = "snake_case")]
pub enum Sheet {
    /// 受理回执
    AcceptanceReceipt(AcceptanceReceipt),
    /// 申请材料补正告知书
    CorrectionNotice(CorrectionNotice),
    /// 不予受理通知书, also for a matter of another office
    Refusal(Refusal),
    /// 接收回执
    MaterialsReceipt(MaterialsReceipt),
    /// 一次性告知书: advice without a case, nothing personal
    OneTimeList(OneTimeList),
    /// 申请表
    ApplicationForm(ApplicationForm),
    /// 容缺受理承诺书, 容缺受理通知书, 特殊程序审查期限告知书, 延长办理期限通知书
    Letter(Letter),
    /// 空白表, 样表: to be filled by pen, nothing personal
    BlankForm(BlankForm),
    /// 授权委托书 with what is on record of a case in it, the rest to be filled by pen
    Mandate(BlankForm),
    /// 免责凭据: the window's own paper of what was checked
    CheckRecord(CheckRecord),
    /// 每日对账单: the window's own paper, nothing of a citizen in it
    DaySheet(DaySheet),
    /// 快捷键卡: the window's own card, nothing personal
    KeyCard(KeyCard),
    /// 测试页, 设备调试小结: of a computer that is set up, nothing personal
    SetupSheet(SetupSheet),
}

/// What stands at the head and foot of every paper of a case.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Head {
    /// The issuing hall or station: 「示例市示例街道政务服务中心」.
    pub station: String,
    pub window: String,
    pub clerk_name: String,
    pub number: Option<String>,
    /// The number was given here while the line was down; the office's own follows.
    pub provisional: bool,
    /// Date of issue as printed: 「2026年11月20日」, with the time if wanted.
    pub printed_at: String,
    /// A band across the head: 「试用」, 「练习」.
    pub mark: Option<String>,
    pub item_name: String,
    pub department: String,
    pub applicant_name: String,
    /// Whoever acts for the applicant, and what they are: 「代办人」, 「监护人」, 「法定代表人」.
    pub agent_name: Option<String>,
    pub agent_role: Option<String>,
    /// By what, how far and until when they act, as it was put on record.
    pub agent_mandate: Option<String>,
    /// Whose number was typed: 「申请人陈示例的号码为手工录入」.
    pub typed_numbers: Option<String>,
    /// Where the window is and when it is open, as the centre says; a line each.
    #[serde(default)]
    pub place: Vec<String>,
}

silent!(Sheet, Head);
