//! What was typed in a box, as it is kept: read as people write it, and brought into the one shape
//! that forms, papers and the office have. What cannot be read stays as it was typed, for the rule to
//! say so.

use super::FieldKind;
use super::amount::{read_money, read_number};
use crate::identity::idnum;
use crate::time::date::date_text;
use crate::time::written::{fold_width, read_date};

/// Shaping twice changes nothing.
pub fn shape_value(kind: FieldKind, typed: &str) -> String {
    match kind {
        FieldKind::Text | FieldKind::LongText | FieldKind::Choice => typed.to_owned(),
        FieldKind::Date => read_date(typed).map_or_else(|_| fold_edges(typed), date_text),
        FieldKind::Number => read_number(typed).unwrap_or_else(|| fold_edges(typed)),
        FieldKind::Money => read_money(typed).unwrap_or_else(|| fold_edges(typed)),
        FieldKind::IdNumber => idnum::normal_form(typed),
        FieldKind::Phone => shape_phone(typed),
        FieldKind::BankAccount => shape_account(typed),
    }
}

fn fold_edges(typed: &str) -> String {
    fold_width(typed).trim().to_owned()
}

/// A mobile number is digits alone, whatever groups it is written in; other telephones keep theirs.
fn shape_phone(typed: &str) -> String {
    let folded = fold_edges(typed);
    let digits = without_groups(&folded);
    let is_mobile = digits.len() == 11 && digits.starts_with('1');
    if is_mobile && is_digits(&digits) { digits } else { folded }
}

/// Cards show their number in groups; the number has none.
fn shape_account(typed: &str) -> String {
    let folded = fold_edges(typed);
    let digits = without_groups(&folded);
    if is_digits(&digits) { digits } else { folded }
}

fn without_groups(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect()
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
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
            (FieldKind::Date, "1990-1", "1990-1"),
            (FieldKind::Date, " １９９０－１", "1990-1"),
            (FieldKind::Money, "1.2万元", "12000"),
            (FieldKind::Money, "一百元", "一百元"),
            (FieldKind::Number, "１２", "12"),
            (FieldKind::Phone, "100-1234-5678", "10012345678"),
            (FieldKind::Phone, "１００ １２３４ ５６７８", "10012345678"),
            (FieldKind::Phone, "0757-12345678", "0757-12345678"),
            (FieldKind::IdNumber, "440699 19900101 001x", "44069919900101001X"),
            (FieldKind::IdNumber, "４４０６９９１９９００１０１００１ｘ", "44069919900101001X"),
            (FieldKind::BankAccount, "6200 0000 0000 0000 004", "6200000000000000004"),
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
        fn shaping_twice_changes_nothing(typed in "[0-9０-９ 　年月日号元角分万千亿,，.。:：/、xXｘ+-]{0,18}|\\PC{0,12}") {
            for kind in KINDS {
                let once = shape_value(kind, &typed);
                prop_assert_eq!(shape_value(kind, &once), once.clone(), "{:?}", kind);
            }
        }
    }
}
