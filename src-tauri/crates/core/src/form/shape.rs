//! What was typed in a box, as it is kept: read as people write it, and brought into the one shape
//! that forms, papers and the office have. What cannot be read stays as it was typed, for the rule
//! to say so.

use super::FieldKind;
use super::account::judge_account;
use super::amount::{read_money, read_number};
use super::phone::judge_phone;
use crate::identity::idnum::{IdKind, Verdict, judge_number};
use crate::text::normalize_code;
use crate::time::date::date_text;
use crate::time::written::read_date;

/// Shaping twice changes nothing.
pub fn shape_value(kind: FieldKind, typed: &str) -> String {
    match kind {
        FieldKind::Text | FieldKind::LongText | FieldKind::Choice => typed.to_owned(),
        FieldKind::Date => read_date(typed).map_or_else(|_| normalize_code(typed), date_text),
        FieldKind::Number => read_number(typed).unwrap_or_else(|| normalize_code(typed)),
        FieldKind::Money => read_money(typed).unwrap_or_else(|| normalize_code(typed)),
        FieldKind::IdNumber => normalize_id_number(typed),
        FieldKind::Phone => judge_phone(typed).normal,
        FieldKind::BankAccount => judge_account(typed).normal,
    }
}

/// Of another document than a resident's also the signs between may belong to it.
fn normalize_id_number(text: &str) -> String {
    let judgement = judge_number(IdKind::Passport, text);
    match judgement.verdict {
        Verdict::Refuse(_) => normalize_code(text),
        _ => judgement.normal,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const KINDS: [FieldKind; 9] = [
        FieldKind::Text,
        FieldKind::LongText,
        FieldKind::Number,
        FieldKind::Date,
        FieldKind::Choice,
        FieldKind::Phone,
        FieldKind::IdNumber,
        FieldKind::BankAccount,
        FieldKind::Money,
    ];

    #[test]
    fn each_kind_is_kept_in_its_shape() {
        let cases = [
            (FieldKind::Date, "1990年1月15日", "1990-01-15"),
            (FieldKind::Date, "\u{feff}1990年1月15日", "1990-01-15"),
            (FieldKind::Date, "1990-1", "1990-1"),
            (FieldKind::Date, " １９９０－１", "1990-1"),
            (FieldKind::Money, "1.2万元", "12000"),
            (FieldKind::Money, "\u{202d}200元\u{202c}", "200"),
            (FieldKind::Money, "叁佰伍拾元整", "350"),
            (FieldKind::Money, "一百五", "一百五"),
            (FieldKind::Number, "１２", "12"),
            (FieldKind::Phone, "100-1234-5678", "10012345678"),
            (FieldKind::Phone, "１００ １２３４ ５６７８", "10012345678"),
            (FieldKind::Phone, "0757-12345678", "0757-12345678"),
            (FieldKind::IdNumber, "440699 19900101 001x", "44069919900101001X"),
            (FieldKind::IdNumber, "４４０６９９１９９００１０１００１ｘ", "44069919900101001X"),
            (FieldKind::BankAccount, "6200 0000 0000 0000 000", "6200000000000000000"),
            (FieldKind::BankAccount, "6200-0000-0000", "620000000000"),
            (FieldKind::BankAccount, "-", "-"),
            (FieldKind::Text, " １ 号 ", " １ 号 "),
        ];
        for (kind, typed, kept) in cases {
            assert_eq!(shape_value(kind, typed), kept, "{kind:?} {typed}");
        }
    }

    proptest! {
        #[test]
        fn shaping_twice_changes_nothing(typed in "[0-9０-９ 　年月日号元角分万千亿一二百十零,，.。:：/、xXｘ+-]{0,18}|\\PC{0,12}") {
            for kind in KINDS {
                let once = shape_value(kind, &typed);
                prop_assert_eq!(shape_value(kind, &once), once.clone(), "{:?}", kind);
            }
        }
    }
}
