//! `counter check KIND VALUE`: what is surely mistyped, what only looks odd.
use clap::{Args, ValueEnum};
use counter_core::codes::{self, CodeKind};
use counter_core::date::Moment;
use counter_core::form::{judge_account, judge_phone};
use counter_core::idnum::{IdKind, Judgement, Sex, Verdict, judge_on};
use counter_core::text::normalize_number;
use counter_devices::ethnic_name;
use serde_json::{Value, json};

#[derive(Args)]
pub struct Check {
    #[arg(value_enum)]
    kind: Kind,
    value: String,
}

#[derive(Clone, Copy, ValueEnum)]
enum Kind {
    /// 公民身份号码, 18 characters or 15.
    Resident,
    /// 港澳台居民居住证.
    HmtResidence,
    /// 外国人永久居留身份证.
    ForeignPr,
    /// 港澳居民来往内地通行证.
    HmtPermit,
    /// 台湾居民来往大陆通行证.
    TaiwanPermit,
    /// 护照.
    Passport,
    /// 统一社会信用代码.
    Uscc,
    /// 组织机构代码.
    Organisation,
    /// 电子证照标识.
    Certificate,
    /// 行政区划代码; names are known of Foshan's, down to the villages.
    Division,
    /// 民族代码, GB/T 3304.
    Ethnic,
    /// 联系电话.
    Phone,
    /// 银行账号.
    Account,
}

/// The judgement that the window shows, by the same functions and of the same day.
pub fn check_value(args: &Check) -> Value {
    let text = &args.value;
    let today = Moment::from_millis(jiff::Timestamp::now().as_millisecond()).date();
    let number = |kind| judgement_json(&judge_on(kind, text, today));
    match args.kind {
        Kind::Resident => number(IdKind::Resident),
        Kind::HmtResidence => number(IdKind::HmtResidence),
        Kind::ForeignPr => number(IdKind::ForeignPr),
        Kind::HmtPermit => number(IdKind::HmtPermit),
        Kind::TaiwanPermit => number(IdKind::TaiwanPermit),
        Kind::Passport => number(IdKind::Passport),
        Kind::Uscc => number(IdKind::Uscc),
        Kind::Phone => judgement_json(&judge_phone(text)),
        Kind::Account => judgement_json(&judge_account(text)),
        Kind::Organisation => judgement_json(&codes::check_code(CodeKind::Organisation, text)),
        Kind::Certificate => judgement_json(&codes::check_code(CodeKind::Certificate, text)),
        Kind::Division => with_name(
            judgement_json(&codes::check_code(CodeKind::Division, text)),
            codes::division_name(&normalize_number(text)),
        ),
        Kind::Ethnic => {
            let code = normalize_number(text);
            match ethnic_name(&code) {
                Some(name) => with_name(json!({ "verdict": "valid", "normal": code }), Some(name)),
                None => json!({ "verdict": "refused", "reason": "unknown_code", "normal": code }),
            }
        }
    }
}

fn judgement_json(judgement: &Judgement) -> Value {
    let (verdict, reason) = match judgement.verdict {
        Verdict::Fine => ("valid", None),
        Verdict::Warn(code) => ("doubtful", Some(code)),
        Verdict::Refuse(code) => ("refused", Some(code)),
    };
    let mut answer = json!({ "verdict": verdict, "normal": judgement.normal });
    if let Some(reason) = reason {
        answer["reason"] = json!(reason);
    }
    if let Some(birth) = judgement.birth {
        answer["birth"] = json!(birth.to_string());
    }
    if let Some(sex) = judgement.sex {
        answer["sex"] = json!(Sex::label(sex));
    }
    answer
}

fn with_name(mut answer: Value, name: Option<&str>) -> Value {
    if let Some(name) = name {
        answer["name"] = json!(name);
    }
    answer
}
