//! 文号 that the office gives an installation in advance, for what a department has entrusted to its
//! counter. Which of them were taken there, and for which case, is the station's to keep.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The longest prefix or suffix, in characters.
const MAX_WORDS: usize = 60;
/// The most numbers of one range.
const MAX_NUMBERS: u64 = 100_000;
/// As a number it goes through any JSON.
const MAX_LAST: u64 = (1 << 53) - 1;

/// One of the answer to `GET /number-ranges`: `prefix`, a number from `first` to `last` as it is
/// written without zeros before it, `suffix`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumberRangeWire {
    pub id: Uuid,
    /// As the pack's items name it.
    pub department: String,
    pub prefix: String,
    pub suffix: String,
    pub first: u64,
    pub last: u64,
}

impl NumberRangeWire {
    /// Whether an office gives it. A prefix that ends in a digit would make one text of two numbers.
    pub fn is_possible(&self) -> bool {
        let is_short = |words: &str| words.chars().count() <= MAX_WORDS;
        let is_digit = |c: char| c.is_ascii_digit();
        !self.department.trim().is_empty()
            && [&self.department, &self.prefix, &self.suffix]
                .into_iter()
                .all(|words| is_short(words))
            && !self.prefix.ends_with(is_digit)
            && !self.suffix.starts_with(is_digit)
            && (1..=MAX_LAST).contains(&self.first)
            && (self.first..=MAX_LAST).contains(&self.last)
            && self.last - self.first < MAX_NUMBERS
    }

    /// Whether the number is one of these.
    pub fn holds(&self, number: &str) -> bool {
        let inner = number.strip_prefix(&*self.prefix).and_then(|n| n.strip_suffix(&*self.suffix));
        let is_written_so = |n: &u64| inner == Some(&*n.to_string());
        let place = inner.and_then(|digits| digits.parse::<u64>().ok()).filter(is_written_so);
        place.is_some_and(|place| (self.first..=self.last).contains(&place))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(first: u64, last: u64) -> NumberRangeWire {
        NumberRangeWire {
            id: Uuid::nil(),
            department: "卫生健康局".into(),
            prefix: "示卫准〔2026〕".into(),
            suffix: "号".into(),
            first,
            last,
        }
    }

    #[test]
    fn a_number_is_of_a_range_only_as_it_is_written_there() {
        let given = range(9, 12);
        for (number, holds) in [
            ("示卫准〔2026〕9号", true),
            ("示卫准〔2026〕12号", true),
            ("示卫准〔2026〕8号", false),
            ("示卫准〔2026〕13号", false),
            ("示卫准〔2026〕09号", false),
            ("示卫准〔2026〕+9号", false),
            ("示卫准〔2026〕号", false),
            ("示卫准〔2025〕9号", false),
            ("示卫准〔2026〕9", false),
            ("9", false),
        ] {
            assert_eq!(given.holds(number), holds, "{number}");
        }
    }

    #[test]
    fn what_no_office_gives() {
        assert!(range(1, 1).is_possible() && range(1, MAX_NUMBERS).is_possible());
        for wrong in [
            range(0, 1),
            range(2, 1),
            range(1, MAX_NUMBERS + 1),
            range(MAX_LAST, MAX_LAST + 1),
            NumberRangeWire { department: " ".into(), ..range(1, 2) },
            NumberRangeWire { prefix: "2026".into(), ..range(1, 2) },
            NumberRangeWire { suffix: "0号".into(), ..range(1, 2) },
            NumberRangeWire { prefix: "字".repeat(MAX_WORDS + 1), ..range(1, 2) },
        ] {
            assert!(!wrong.is_possible(), "{wrong:?}");
        }
    }
}
