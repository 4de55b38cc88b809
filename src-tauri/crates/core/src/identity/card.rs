//! What a chip says of its own card, held against today and against the number that it carries. It
//! only asks: who has an expired card may still have another document, and the clerk decides.

use crate::identity::idnum::{IdKind, Judgement, judge_number};
use crate::text::parse_digits;
use crate::time::date::{Date, parse_date};

/// Noted of a card that was read by a reader which the centre does not let be used.
pub const READER_NOT_ALLOWED: &str = "reader_not_allowed";

/// How a card is noted that is not valid on the day: what the clerk does with it has its reason.
pub const INVALID: [&str; 2] = ["card_expired", "card_not_yet_valid"];

/// What is noted of the days of a card: of the day on which it is looked at, and of no later one.
pub const OF_DAYS: [&str; 3] = ["card_expired", "card_not_yet_valid", "card_expires_soon"];

/// Every code that a person can be noted with, for whoever writes the messages: the first five and
/// the last three are found here, the others by the reader.
pub const CODES: [&str; 14] = [
    "card_expired",
    "card_not_yet_valid",
    "card_expires_soon",
    "chip_birth_differs",
    "chip_sex_differs",
    "private_use_character",
    "damaged_character",
    "date_unreadable",
    "unknown_ethnic",
    "unknown_sex",
    "newest_address_unread",
    READER_NOT_ALLOWED,
    "typed_birth_differs",
    "typed_sex_differs",
];

/// As they were read: dates as `YYYY-MM-DD`, or what the chip has instead.
#[derive(Clone, Copy)]
pub struct ChipFacts<'a> {
    pub kind: IdKind,
    pub number: &'a str,
    pub birth: &'a str,
    /// 男, 女, or another word.
    pub sex: &'a str,
    pub valid_from: &'a str,
    pub valid_to: &'a str,
}

pub fn judge_chip(chip: &ChipFacts<'_>, today: Date, soon_days: u32) -> Vec<&'static str> {
    let differing = judge_agreement(chip, "chip_birth_differs", "chip_sex_differs");
    judge_validity(chip, today, soon_days).into_iter().chain(differing).collect()
}

/// What the clerk typed or changed, held against the number in the same way: it asks, and stops
/// nothing.
pub fn judge_typed(typed: &ChipFacts<'_>, today: Date, soon_days: u32) -> Vec<&'static str> {
    let differing = judge_agreement(typed, "typed_birth_differs", "typed_sex_differs");
    judge_validity(typed, today, soon_days).into_iter().chain(differing).collect()
}

/// One of [`OF_DAYS`]. A card is good on its last day. That the day is near is said from
/// `soon_days` before it on, of 0 never: who comes for a paper takes a new card in time.
pub fn judge_validity(chip: &ChipFacts<'_>, today: Date, soon_days: u32) -> Option<&'static str> {
    let from = parse_date(chip.valid_from).ok().filter(|from| *from > today);
    match (from, parse_date(chip.valid_to)) {
        (Some(_), _) => Some("card_not_yet_valid"),
        (None, Ok(last)) if last < today => Some("card_expired"),
        (None, Ok(last)) if soon_days > 0 && days_between(today, last) <= soon_days.into() => {
            Some("card_expires_soon")
        }
        (None, _) => None,
    }
}

fn judge_agreement(
    chip: &ChipFacts<'_>,
    birth_code: &'static str,
    sex_code: &'static str,
) -> impl Iterator<Item = &'static str> {
    let number = judge_number(chip.kind, chip.number);
    let birth = birth_differs(chip, &number).then_some(birth_code);
    let sex = sex_differs(chip, &number).then_some(sex_code);
    [birth, sex].into_iter().flatten()
}

/// Whether the reader is one of those that the centre lets be used, by the numbers of their security
/// modules. A reader that tells no number is none of them. The reading stands: it is the clerk's to
/// judge, and whoever looks at it later sees what it came from.
pub fn judge_reader(number: Option<&str>, allowed: &[&str]) -> Option<&'static str> {
    let is_allowed = number.is_some_and(|number| allowed.contains(&number));
    (!is_allowed).then_some(READER_NOT_ALLOWED)
}

/// Digits where a name of a people should be: the chip has a code that nobody knows.
pub fn is_people_code(ethnic: &str) -> bool {
    parse_digits::<u32>(ethnic).is_some()
}

/// The documents that say nothing of the holder's people.
pub fn tells_ethnic(kind: IdKind) -> bool {
    matches!(kind, IdKind::Resident | IdKind::Uscc | IdKind::Other)
}

fn birth_differs(chip: &ChipFacts<'_>, number: &Judgement) -> bool {
    let birth = parse_date(chip.birth).ok();
    number.birth.zip(birth).is_some_and(|(of_number, of_chip)| of_number != of_chip)
}

/// What a foreigner's number says of the sex is not known for sure.
fn sex_differs(chip: &ChipFacts<'_>, number: &Judgement) -> bool {
    let tells = matches!(chip.kind, IdKind::Resident | IdKind::HmtResidence);
    let differs = |sex: crate::identity::idnum::Sex| {
        ["男", "女"].contains(&chip.sex) && sex.label() != chip.sex
    };
    tells && number.sex.is_some_and(differs)
}

fn days_between(from: Date, to: Date) -> i64 {
    (to - from).get_days().into()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const TODAY: Date = date(2026, 11, 30);

    const GOOD: ChipFacts<'static> = ChipFacts {
        kind: IdKind::Resident,
        number: "440699199001010014",
        birth: "1990-01-01",
        sex: "男",
        valid_from: "2020-01-01",
        valid_to: "2040-01-01",
    };

    #[test]
    fn validity_is_held_against_the_day() {
        for (from, to, told) in [
            ("2020-01-01", "2040-01-01", None),
            ("2020-01-01", "长期", None),
            ("2010-01-01", "2020-01-01", Some("card_expired")),
            ("2010-01-01", "2026-11-29", Some("card_expired")),
            ("2010-01-01", "2026-11-30", Some("card_expires_soon")),
            ("2010-01-01", "2026-12-30", Some("card_expires_soon")),
            ("2010-01-01", "2026-12-31", None),
            ("2026-11-30", "2046-11-30", None),
            ("2026-12-01", "2046-12-01", Some("card_not_yet_valid")),
            ("2035-01-01", "2055-01-01", Some("card_not_yet_valid")),
            ("2020-01-01", "20231301", None),
            ("2020-01-01", "", None),
            ("", "2020-01-01", Some("card_expired")),
            ("", "", None),
            ("2020-01-01", "长期有效", None),
            ("2027-01-01", "长期", Some("card_not_yet_valid")),
            ("2040-01-01", "2020-01-01", Some("card_not_yet_valid")),
            ("2020-02-29", "2040-02-28", None),
            ("0000-00-00", "0000-00-00", None),
        ] {
            let chip = ChipFacts { valid_from: from, valid_to: to, ..GOOD };
            let expected: Vec<&str> = told.into_iter().collect();
            assert_eq!(judge_chip(&chip, TODAY, 30), expected, "{from} {to}");
        }
        let soon = |to: &str, days: u32| {
            !judge_chip(&ChipFacts { valid_to: to, ..GOOD }, TODAY, days).is_empty()
        };
        assert!(soon("2027-01-29", 60) && !soon("2027-01-30", 60));
        assert!(!soon("2026-12-01", 0) && !soon("2026-11-30", 0), "never");
    }

    #[test]
    fn birth_and_sex_are_held_against_the_number() {
        let warnings_of = |chip: ChipFacts<'_>| judge_chip(&chip, TODAY, 30);
        assert_eq!(warnings_of(ChipFacts { birth: "1991-01-01", ..GOOD }), ["chip_birth_differs"]);
        assert_eq!(warnings_of(ChipFacts { sex: "女", ..GOOD }), ["chip_sex_differs"]);
        assert_eq!(warnings_of(ChipFacts { number: "440699900101001", ..GOOD }), [""; 0]);
        for unknown in ["未知", "未说明", ""] {
            assert_eq!(warnings_of(ChipFacts { sex: unknown, birth: unknown, ..GOOD }), [""; 0]);
        }
        let foreign = ChipFacts { kind: IdKind::ForeignPr, number: "900000199001010010", ..GOOD };
        assert_eq!(warnings_of(ChipFacts { sex: "女", ..foreign }), [""; 0]);
        assert_eq!(
            warnings_of(ChipFacts { birth: "1990-01-02", ..foreign }),
            ["chip_birth_differs"]
        );
        let old_card = ChipFacts { number: "ABC110000000000", ..foreign };
        assert_eq!(warnings_of(ChipFacts { birth: "1990-01-02", ..old_card }), [""; 0]);
    }

    #[test]
    fn what_was_typed_is_held_against_the_number_and_the_day() {
        let codes_of = |typed: ChipFacts<'_>| judge_typed(&typed, TODAY, 30);
        assert_eq!(codes_of(GOOD), [""; 0]);
        assert_eq!(codes_of(ChipFacts { birth: "1991-01-01", ..GOOD }), ["typed_birth_differs"]);
        assert_eq!(codes_of(ChipFacts { sex: "女", ..GOOD }), ["typed_sex_differs"]);
        let other_number = ChipFacts { number: "440699199001010022", ..GOOD };
        assert_eq!(codes_of(other_number), ["typed_sex_differs"], "a woman's number");
        assert_eq!(codes_of(ChipFacts { valid_to: "2020-01-01", ..GOOD }), [INVALID[0]]);
        let passport = ChipFacts { kind: IdKind::Passport, number: "EA0000001", ..GOOD };
        assert_eq!(codes_of(passport), [""; 0], "its number says nothing of the holder");
    }

    #[test]
    fn a_reader_is_allowed_by_its_whole_number() {
        let allowed = ["05.01-20260101-0001234567-0987654321", "05.01-1"];
        assert_eq!(judge_reader(Some(allowed[0]), &allowed), None);
        for number in [None, Some(""), Some("05.01"), Some("05.01-20260101-0001234567-0987654320")]
        {
            assert_eq!(judge_reader(number, &allowed), Some("reader_not_allowed"), "{number:?}");
        }
        assert_eq!(judge_reader(Some(allowed[0]), &[]), Some("reader_not_allowed"), "none is");
    }

    #[test]
    fn every_code_is_listed_once() {
        let once: std::collections::BTreeSet<&str> = CODES.into_iter().collect();
        assert_eq!(once.len(), CODES.len());
        assert!(is_people_code("57") && !is_people_code("汉") && !is_people_code("+1"));
    }
}
