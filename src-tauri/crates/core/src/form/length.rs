//! How long a text is.

use unicode_segmentation::UnicodeSegmentation;

/// Characters as people count them: a character with its variation selector is one, a letter with
/// its accents is one.
pub fn count_characters(text: &str) -> usize {
    text.graphemes(true).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_person_sees_as_one_counts_one() {
        let cases = [
            ("", 0),
            ("陈示例", 3),
            ("\u{20BB7}野家", 3),
            ("邉\u{E0100}示例", 3),
            ("e\u{301}tienne", 7),
            ("ก\u{e33}", 1),
            ("👩‍👩‍👧‍👦", 1),
            ("一\r\n二", 3),
        ];
        for (text, count) in cases {
            assert_eq!(count_characters(text), count, "{text}");
        }
    }
}
