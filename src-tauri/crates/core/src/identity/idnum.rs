//! Numbers of people and firms: what is surely mistyped, what only looks odd, what is fine. Wrong
//! length or alphabet is refused; a wrong check digit only warns, because real cards with one
//! exist.

#[cfg(test)]
mod tests;

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::text::{normalize_code, normalize_number};
use crate::time::date::{Date, age_on, parse_date};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IdKind {
    /// 公民身份号码, 18 characters or the old 15.
    Resident,
    /// 港澳台居民居住证.
    HmtResidence,
    /// 外国人永久居留身份证, 2023 and 2017 cards.
    ForeignPr,
    /// 港澳居民来往内地通行证.
    HmtPermit,
    /// 台湾居民来往大陆通行证.
    TaiwanPermit,
    Passport,
    /// 统一社会信用代码.
    Uscc,
    Other,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sex {
    Male,
    Female,
}

impl Sex {
    /// As cards and forms write it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Male => "男",
            Self::Female => "女",
        }
    }
}

/// The code says why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(tag = "verdict", content = "code", rename_all = "snake_case")]
pub enum Verdict {
    Fine,
    Warn(&'static str),
    Refuse(&'static str),
}

/// `normal` is the number as it should be kept: half-width, upper case, 18 characters for a
/// 15-digit one.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Judgement {
    pub verdict: Verdict,
    pub normal: String,
    pub birth: Option<Date>,
    pub sex: Option<Sex>,
}

impl fmt::Debug for Judgement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The number and what follows from it stay out of every log.
        f.debug_struct("Judgement").field("verdict", &self.verdict).finish_non_exhaustive()
    }
}

/// Every code a verdict can carry, for whoever writes the messages.
pub const CODES: [&str; 12] = [
    "missing",
    "wrong_length",
    "wrong_alphabet",
    "check_digit",
    "fifteen_digits",
    "bad_date",
    "age_implausible",
    "birth_in_future",
    "hmt_residence_prefix",
    "foreign_pr_prefix",
    "passport_pattern",
    "organisation_check",
];

/// Judges a number as typed or read. What stands around and between its characters, full-width and
/// small letters and look-alikes are no mistakes.
pub fn judge_number(kind: IdKind, text: &str) -> Judgement {
    let normal = if kind == IdKind::Other { other_form(text) } else { plain_form(text) };
    if normal.is_empty() {
        return Judgement::without_birth(Verdict::Refuse("missing"), normal);
    }
    match kind {
        IdKind::Resident => resident(normal),
        IdKind::HmtResidence => hmt_residence(normal),
        IdKind::ForeignPr => foreign_pr(normal),
        IdKind::HmtPermit => Judgement::without_birth(hmt_permit(&normal), normal),
        IdKind::TaiwanPermit => Judgement::without_birth(taiwan_permit(&normal), normal),
        IdKind::Passport => Judgement::without_birth(passport(&normal), normal),
        IdKind::Uscc => Judgement::without_birth(uscc(&normal), normal),
        IdKind::Other => Judgement::without_birth(other(&normal), normal),
    }
}

/// As [`judge_number`], and warns about a birthday that cannot be on that day.
pub fn judge_on(kind: IdKind, text: &str, today: Date) -> Judgement {
    let judgement = judge_number(kind, text);
    match judgement.birth {
        Some(birth) if birth > today => with_warning(judgement, true, "birth_in_future"),
        Some(birth) => with_warning(judgement, age_on(birth, today) > OLDEST, "age_implausible"),
        None => judgement,
    }
}

/// Whether two numbers, however they were written, are the same of this kind.
pub fn is_same_number(kind: IdKind, one: &str, other: &str) -> bool {
    judge_number(kind, one).normal == judge_number(kind, other).normal
}

/// Years; the oldest person on record reached 122.
const OLDEST: i16 = 122;

impl Judgement {
    pub(crate) fn without_birth(verdict: Verdict, normal: String) -> Self {
        Self { verdict, normal, birth: None, sex: None }
    }
}

/// Groups of a person's number are also parted by dots, or by a line as in the name of a file.
fn plain_form(text: &str) -> String {
    normalize_number(text).chars().filter(|c| !matches!(c, '.' | '·' | '_')).collect()
}

/// Of a document of no known shape also the hyphens may belong to the number.
fn other_form(text: &str) -> String {
    let code = normalize_code(text);
    code.chars().filter(|c| *c != ' ').map(|c| c.to_ascii_uppercase()).collect()
}

/// GB 11643: 17 digits and a check character; 15 digits on first-generation papers.
fn resident(normal: String) -> Judgement {
    if normal.chars().count() == 15 {
        if !digits(&normal) {
            return Judgement::without_birth(Verdict::Refuse("wrong_alphabet"), normal);
        }
        let (division, birth_and_serial) = normal.split_at(6);
        let body = format!("{division}19{birth_and_serial}");
        let full = format!("{body}{}", mod_11_2(&body));
        let judgement = eighteen(full);
        let verdict = if judgement.verdict == Verdict::Fine {
            Verdict::Warn("fifteen_digits")
        } else {
            judgement.verdict
        };
        return Judgement { verdict, ..judgement };
    }
    eighteen(normal)
}

fn hmt_residence(normal: String) -> Judgement {
    let judgement = eighteen(normal);
    let has_prefix =
        ["810000", "820000", "830000"].iter().any(|prefix| judgement.normal.starts_with(prefix));
    with_warning(judgement, !has_prefix, "hmt_residence_prefix")
}

/// 2023 cards: 18 characters from 9 on; 2017 cards: three letters and twelve digits, without a
/// known check.
fn foreign_pr(normal: String) -> Judgement {
    if normal.chars().count() == 15 {
        let shaped = normal
            .bytes()
            .enumerate()
            .all(|(i, b)| if i < 3 { b.is_ascii_uppercase() } else { b.is_ascii_digit() });
        let verdict = if shaped { Verdict::Fine } else { Verdict::Refuse("wrong_alphabet") };
        return Judgement::without_birth(verdict, normal);
    }
    let judgement = eighteen(normal);
    let nine = judgement.normal.starts_with('9');
    with_warning(judgement, !nine, "foreign_pr_prefix")
}

fn with_warning(judgement: Judgement, odd: bool, code: &'static str) -> Judgement {
    let verdict = if odd && judgement.verdict == Verdict::Fine {
        Verdict::Warn(code)
    } else {
        judgement.verdict
    };
    Judgement { verdict, ..judgement }
}

fn eighteen(normal: String) -> Judgement {
    if normal.chars().count() != 18 {
        return Judgement::without_birth(Verdict::Refuse("wrong_length"), normal);
    }
    let Some((body, check)) = normal.split_at_checked(17).filter(|(body, _)| digits(body)) else {
        return Judgement::without_birth(Verdict::Refuse("wrong_alphabet"), normal);
    };
    if !digits(check) && check != "X" {
        return Judgement::without_birth(Verdict::Refuse("wrong_alphabet"), normal);
    }
    let birth = birth(body);
    let odd = body.as_bytes().get(16).is_some_and(|digit| digit % 2 == 1);
    let sex = if odd { Sex::Male } else { Sex::Female };
    let verdict = match birth {
        _ if check != mod_11_2(body).to_string() => Verdict::Warn("check_digit"),
        None => Verdict::Warn("bad_date"),
        // Nobody alive was born then; a slip in the century is likelier.
        Some(day) if day.year() < 1900 => Verdict::Warn("age_implausible"),
        Some(_) => Verdict::Fine,
    };
    Judgement { verdict, birth, sex: Some(sex), normal }
}

fn birth(body: &str) -> Option<Date> {
    let date = format!("{}-{}-{}", body.get(6..10)?, body.get(10..12)?, body.get(12..14)?);
    parse_date(&date).ok()
}

/// ISO 7064 MOD 11-2 over 17 digits.
fn mod_11_2(body: &str) -> char {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECK: &[u8; 11] = b"10X98765432";
    let sum: u32 = body.bytes().zip(WEIGHTS).map(|(b, w)| u32::from(b - b'0') * w).sum();
    CHECK.get(sum as usize % 11).copied().map_or('0', char::from)
}

/// H or M, eight digits, and on older cards two for the issue.
fn hmt_permit(normal: &str) -> Verdict {
    if !matches!(normal.chars().count(), 9 | 11) {
        return Verdict::Refuse("wrong_length");
    }
    let shaped = normal.strip_prefix(['H', 'M']).is_some_and(digits);
    if shaped { Verdict::Fine } else { Verdict::Refuse("wrong_alphabet") }
}

fn taiwan_permit(normal: &str) -> Verdict {
    match normal.chars().count() {
        8 | 10 if digits(normal) => Verdict::Fine,
        8 | 10 => Verdict::Refuse("wrong_alphabet"),
        _ => Verdict::Refuse("wrong_length"),
    }
}

/// The Chinese pattern is general knowledge and foreign ones differ by country: a departure only
/// warns.
fn passport(normal: &str) -> Verdict {
    if !normal.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return Verdict::Refuse("wrong_alphabet");
    }
    if !(5..=20).contains(&normal.len()) {
        return Verdict::Refuse("wrong_length");
    }
    let chinese = match normal.as_bytes() {
        [kind, _, number @ ..] => {
            number.len() == 7 && kind.is_ascii_uppercase() && number.iter().all(u8::is_ascii_digit)
        }
        _ => false,
    };
    if chinese { Verdict::Fine } else { Verdict::Warn("passport_pattern") }
}

/// GB 32100: MOD 31 over 17 characters; characters 9 to 17 are an organisation code with a check of
/// its own.
fn uscc(normal: &str) -> Verdict {
    const WEIGHTS: [usize; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
    const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    if normal.chars().count() != 18 {
        return Verdict::Refuse("wrong_length");
    }
    let Some(values) = normal.chars().map(|c| ALPHABET.find(c)).collect::<Option<Vec<usize>>>()
    else {
        return Verdict::Refuse("wrong_alphabet");
    };
    let sum: usize = values.iter().zip(WEIGHTS).map(|(value, weight)| value * weight).sum();
    if values.last() != Some(&((31 - sum % 31) % 31)) {
        return Verdict::Warn("check_digit");
    }
    let organisation = normal.get(8..16).unwrap_or_default();
    if normal.as_bytes().get(16) != Some(&organisation_check(organisation)) {
        return Verdict::Warn("organisation_check");
    }
    Verdict::Fine
}

/// GB 11714: eight characters, A = 10 … Z = 35.
pub(crate) fn organisation_check(body: &str) -> u8 {
    const WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];
    let value = |c: char| c.to_digit(36).unwrap_or(0);
    let sum: u32 = body.chars().map(value).zip(WEIGHTS).map(|(value, weight)| value * weight).sum();
    match 11 - sum % 11 {
        10 => b'X',
        11 => b'0',
        digit => u8::try_from(digit).map_or(b'0', |digit| b'0' + digit),
    }
}

fn other(normal: &str) -> Verdict {
    if normal.chars().count() <= 50 { Verdict::Fine } else { Verdict::Refuse("wrong_length") }
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}
