//! Which of two versions is the newer one: numbers between dots, `2026.11.2` before `2026.11.10`.

use std::cmp::Ordering;

use super::parse_digits;

/// Whether `version` comes after `than`.
pub fn is_newer(version: &str, than: &str) -> bool {
    compare(version, than) == Ordering::Greater
}

/// Parts that are no numbers come after numbers, in the order of their letters.
fn compare(a: &str, b: &str) -> Ordering {
    let parts = |text: &str| -> Vec<(u64, String)> {
        let parts = text.split('.').map(|part| match parse_digits(part) {
            Some(number) => (number, String::new()),
            None => (u64::MAX, part.to_owned()),
        });
        parts.collect()
    };
    parts(a).cmp(&parts(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_count_as_numbers() {
        for (a, b, is) in [
            ("2026.11.10", "2026.11.2", true),
            ("2026.11.2", "2026.11.2", false),
            ("2026.11", "2026.11.1", false),
            ("2026.11.1", "2026.11", true),
            ("2027.1", "2026.12.31", true),
            ("2026.11.1-draft", "2026.11.1", true),
            ("2026.+11", "2026.12", true),
        ] {
            assert_eq!(is_newer(a, b), is, "{a} after {b}");
        }
    }
}
