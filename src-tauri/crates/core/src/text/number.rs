//! Whole numbers by a grammar of ours. A language's own parser also takes a sign, and each language
//! another one.

/// ASCII digits alone: no sign, no blank, no point; none that is too large.
pub fn parse_digits<T: TryFrom<u64>>(text: &str) -> Option<T> {
    let plain = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let number: u64 = text.parse().ok().filter(|_| plain)?;
    T::try_from(number).ok()
}

/// The same, with a minus where the number is below zero.
pub fn parse_signed(text: &str) -> Option<i64> {
    match text.strip_prefix('-') {
        Some(digits) => parse_digits::<i64>(digits).map(|number| -number),
        None => parse_digits(text),
    }
}
