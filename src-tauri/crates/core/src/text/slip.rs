//! Numbers of paper slips: 7, 0007 and ０００７ are one.

use super::normalize::normalize_code;

/// What two ways to write a slip's number have in common: neither width nor capitals nor leading
/// zeros make another slip of it. It stands in the number as it is written.
pub fn fold_slip_number(text: &str) -> String {
    let code = normalize_code(text).to_ascii_uppercase();
    let is_plain = code.bytes().all(|byte| byte.is_ascii_digit());
    match code.trim_start_matches('0') {
        "" if !code.is_empty() => "0".to_owned(),
        significant if is_plain => significant.to_owned(),
        _ => code,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_has_one_number_however_it_is_written() {
        for same in ["7", "0007", "０００７", " ７ ", "007"] {
            assert_eq!(fold_slip_number(same), "7", "{same}");
        }
        assert_eq!(fold_slip_number("00"), "0");
        assert_eq!(fold_slip_number("a-0007"), "A-0007", "a pad's letters are part of it");
        assert_ne!(fold_slip_number("70"), fold_slip_number("7"));
        assert_eq!(fold_slip_number(""), "");
    }
}
