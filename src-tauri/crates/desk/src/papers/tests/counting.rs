//! Days and codes by another way than the program's: days off the calendar's list, one by one, codes
//! over the bytes that they are of.
use crate::papers::example::CATALOG;
use crate::papers::wording::long_date;
use counter_core::date::{Date, date_text};
use jiff::civil::Weekday;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::sync::LazyLock;

static LIST: LazyLock<Value> = LazyLock::new(|| serde_json::to_value(&CATALOG.calendar).unwrap());
const FORM_DIGITS: usize = 16;
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Whether it is worked, and whether the list says so. Of a year that is not announced the law's own
/// holidays are asked of the rules.
fn find_day(day: Date) -> (bool, bool) {
    let year = &LIST[day.year().to_string().as_str()];
    if year.is_null() {
        return (CATALOG.calendar.is_working(day).0, false);
    }
    let name = date_text(day);
    let is_listed = |list: &str| {
        let days = year[list].as_array();
        days.is_some_and(|days| days.iter().any(|one| one.as_str() == Some(name.as_str())))
    };
    let is_weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
    ((!is_weekend || is_listed("work")) && !is_listed("off"), true)
}

/// So many working days after this one, as papers write it.
pub fn count_working_days(from: Date, days: u32) -> String {
    let (mut day, mut left, mut is_known) = (from, days, find_day(from).1);
    while left > 0 {
        day = day.tomorrow().unwrap();
        let (is_worked, is_listed) = find_day(day);
        is_known &= is_listed;
        left -= u32::from(is_worked);
    }
    let remark = if is_known { "" } else { "（暂定）" };
    format!("{}{remark}", long_date(day))
}

/// 核验码: eighty bits in letters, and one that fits them, in groups.
pub fn spell_receipt_code(case: &str, revision: u32, head: &str, decided_at: &str) -> String {
    let words = format!("receipt/1\n{case}\n{revision}\n{head}\n{decided_at}\n");
    let digest = Sha256::digest(words);
    let bits = digest[..10].iter().fold(0u128, |bits, byte| bits * 256 + u128::from(*byte));
    let mut digits: Vec<usize> =
        (0..16).rev().map(|place| ((bits >> (5 * place)) & 31) as usize).collect();
    let shift = |value: usize| if value < 16 { value * 2 } else { (value * 2) ^ 37 };
    let sum = digits.iter().fold(0, |sum, digit| shift(sum) ^ digit);
    digits.push(shift(sum));
    let letters: String = digits.iter().map(|digit| char::from(LETTERS[*digit])).collect();
    let (first, second, third) = (&letters[..4], &letters[4..8], &letters[8..12]);
    format!("{first}-{second}-{third}-{}", &letters[12..])
}

/// 表码: the first digits of the form's digest, in groups.
pub fn spell_form_code(case: &str, values: &str) -> String {
    let digest = hex::encode(Sha256::digest(format!("form/1 {case} {values}")));
    let groups = (0..FORM_DIGITS / 4).map(|group| &digest[4 * group..4 * group + 4]);
    groups.collect::<Vec<_>>().join(" ")
}
