//! Numbers among the arguments: digits alone, as everywhere. A language's own reader takes a sign.
use counter_core::text::parse_digits;
use std::fmt::Display;
use std::ops::RangeInclusive;

pub fn parse_number<T: TryFrom<u64>>(text: &str) -> Result<T, String> {
    parse_digits(text).ok_or_else(|| "digits alone".to_owned())
}

pub fn parse_within<T>(text: &str, range: &RangeInclusive<T>) -> Result<T, String>
where
    T: TryFrom<u64> + PartialOrd + Display,
{
    let number: T = parse_number(text)?;
    match range.contains(&number) {
        true => Ok(number),
        false => Err(format!("from {} to {}", range.start(), range.end())),
    }
}
