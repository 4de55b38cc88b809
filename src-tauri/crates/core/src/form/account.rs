//! Bank accounts: cards, passbooks, firms' accounts, with the groups and hyphens that they are
//! printed with.

use crate::identity::idnum::{Judgement, Verdict};
use crate::text::normalize_code;

/// `normal` is without the groups of a card, and keeps those of a passbook. Cards end in a Luhn
/// digit; passbooks need not, so a wrong one only warns. A `.0` behind it is a table's, which took
/// the account for a number: its 0 is no digit of it.
pub fn judge_account(text: &str) -> Judgement {
    let normal = normalize_code(text);
    let number: String =
        normal.chars().filter(|c| !matches!(c, ' ' | '-' | '.' | '\'' | '_')).collect();
    let has_fraction =
        normal.split_once('.').is_some_and(|(_, behind)| matches!(behind, "0" | "00"));
    let as_card = is_digits(&number) && is_grouped_as_card(&normal) && !has_fraction;
    let normal = if as_card { number.clone() } else { normal };
    let verdict = match number.len() {
        0 if normal.is_empty() => Verdict::Refuse("missing"),
        _ if has_fraction || !number.bytes().all(|b| b.is_ascii_alphanumeric()) => {
            Verdict::Refuse("bank_account")
        }
        // Accounts abroad have letters, and fewer digits.
        6..=34 if !is_digits(&number) && number.len() >= 8 => Verdict::Warn("bank_account_unusual"),
        _ if !is_digits(&number) => Verdict::Refuse("bank_account"),
        16..=19 if as_card && !has_luhn_digit(&number) => Verdict::Warn("bank_check_digit"),
        8..=30 => Verdict::Fine,
        6 | 7 | 31..=34 => Verdict::Warn("bank_account_unusual"),
        _ => Verdict::Refuse("bank_account"),
    };
    Judgement::without_birth(verdict, normal)
}

/// In one piece, or in groups of four as on a card; passbooks part their numbers otherwise.
fn is_grouped_as_card(text: &str) -> bool {
    let mut groups = text.split([' ', '-']);
    !text.contains([' ', '-']) || groups.all(|group| group.len() <= 4)
}

fn is_digits(number: &str) -> bool {
    !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())
}

fn has_luhn_digit(digits: &str) -> bool {
    let weigh = |(place, b): (usize, u8)| {
        let digit = u32::from(b - b'0') * if place % 2 == 1 { 2 } else { 1 };
        digit / 10 + digit % 10
    };
    digits.bytes().rev().enumerate().map(weigh).sum::<u32>() % 10 == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accounts_as_they_are_printed() {
        for (text, verdict) in [
            ("6200 0000 0000 0000 000", Verdict::Fine),
            ("６２００　００００　００００　００００　０００", Verdict::Fine),
            ("6200\u{a0}0000\u{a0}0000\u{a0}0000\u{a0}000", Verdict::Fine),
            ("\u{202d}6200000000000000000\u{202c}", Verdict::Fine),
            ("6200-0000-0000-0000-000", Verdict::Fine),
            ("'6200000000000000000", Verdict::Fine),
            ("44-069901040000001", Verdict::Fine),
            ("44－06990104000001", Verdict::Fine),
            ("12345678901", Verdict::Fine),
            ("6200000000000000007", Verdict::Warn("bank_check_digit")),
            ("6200 0000 0000 0000 007", Verdict::Warn("bank_check_digit")),
            ("123456", Verdict::Warn("bank_account_unusual")),
            ("GB00 TEXT 0000 0000 0000 00", Verdict::Warn("bank_account_unusual")),
            ("62000", Verdict::Refuse("bank_account")),
            ("6200x", Verdict::Refuse("bank_account")),
            ("农行6200000000000000000", Verdict::Refuse("bank_account")),
            ("6200/0000/0000/0000", Verdict::Refuse("bank_account")),
            ("6200000000000000000.0", Verdict::Refuse("bank_account")),
            ("62000000000.00", Verdict::Refuse("bank_account")),
            ("6.2E+18", Verdict::Refuse("bank_account")),
            ("6200.0000.0000.0000.000", Verdict::Fine),
            ("-", Verdict::Refuse("bank_account")),
            ("", Verdict::Refuse("missing")),
        ] {
            assert_eq!(judge_account(text).verdict, verdict, "{text}");
        }
        assert_eq!(judge_account("４４－069901").normal, "44-069901");
        assert_eq!(judge_account("6200 0000 0000").normal, "620000000000");
        assert_eq!(judge_account("62000000000.0").normal, "62000000000.0", "as it came");
    }
}
