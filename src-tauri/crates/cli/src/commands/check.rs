//! `counter check KIND VALUE`: what is surely mistyped, what only looks odd.
use clap::{Args, ValueEnum};
use counter_core::codes::{self, CodeKind};
use counter_core::idnum::{IdKind, Judgement, Sex, Verdict, judge};
use counter_devices::ethnic;
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

pub fn run(asked: &Check) -> Value {
    let text = &asked.value;
    match asked.kind {
        Kind::Resident => judged(&judge(IdKind::Resident, text)),
        Kind::HmtResidence => judged(&judge(IdKind::HmtResidence, text)),
        Kind::ForeignPr => judged(&judge(IdKind::ForeignPr, text)),
        Kind::HmtPermit => judged(&judge(IdKind::HmtPermit, text)),
        Kind::TaiwanPermit => judged(&judge(IdKind::TaiwanPermit, text)),
        Kind::Passport => judged(&judge(IdKind::Passport, text)),
        Kind::Uscc => judged(&judge(IdKind::Uscc, text)),
        Kind::Organisation => judged(&codes::check(CodeKind::Organisation, text)),
        Kind::Certificate => judged(&codes::check(CodeKind::Certificate, text)),
        Kind::Division => named(judged(&codes::check(CodeKind::Division, text)), codes::division(text.trim())),
        Kind::Ethnic => match ethnic::name(text.trim()) {
            Some(name) => named(json!({ "verdict": "valid", "normal": text.trim() }), Some(name)),
            None => json!({ "verdict": "refused", "reason": "unknown_code", "normal": text.trim() }),
        },
    }
}

fn judged(judgement: &Judgement) -> Value {
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

fn named(mut answer: Value, name: Option<&str>) -> Value {
    if let Some(name) = name {
        answer["name"] = json!(name);
    }
    answer
}
