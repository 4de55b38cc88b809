//! `counter check KIND VALUE`: what is surely mistyped, what only looks odd.
use clap::{Args, ValueEnum};
use counter_core::codes::{self, CodeKind};
use counter_core::idnum::{IdKind, Judgement, Sex, Verdict, judge_number};
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
}

pub fn check_value(args: &Check) -> Value {
    let text = &args.value;
    match args.kind {
        Kind::Resident => judgement_json(&judge_number(IdKind::Resident, text)),
        Kind::HmtResidence => judgement_json(&judge_number(IdKind::HmtResidence, text)),
        Kind::ForeignPr => judgement_json(&judge_number(IdKind::ForeignPr, text)),
        Kind::HmtPermit => judgement_json(&judge_number(IdKind::HmtPermit, text)),
        Kind::TaiwanPermit => judgement_json(&judge_number(IdKind::TaiwanPermit, text)),
        Kind::Passport => judgement_json(&judge_number(IdKind::Passport, text)),
        Kind::Uscc => judgement_json(&judge_number(IdKind::Uscc, text)),
        Kind::Organisation => judgement_json(&codes::check_code(CodeKind::Organisation, text)),
        Kind::Certificate => judgement_json(&codes::check_code(CodeKind::Certificate, text)),
        Kind::Division => with_name(
            judgement_json(&codes::check_code(CodeKind::Division, text)),
            codes::division_name(text.trim()),
        ),
        Kind::Ethnic => match ethnic_name(text.trim()) {
            Some(name) => {
                with_name(json!({ "verdict": "valid", "normal": text.trim() }), Some(name))
            }
            None => {
                json!({ "verdict": "refused", "reason": "unknown_code", "normal": text.trim() })
            }
        },
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
