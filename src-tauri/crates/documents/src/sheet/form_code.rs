//! The code in a form's foot: it says which form a signed page belongs to, to people in groups of
//! four, to the scanner as a QR code.

/// Hex digits of it: the first of the digest of the case and of what its form prints.
const DIGITS: usize = 16;
const GROUP: usize = 4;

/// The code of a form, from its hex digest; what has no hex digits has none.
pub fn make_form_code(digest: &str) -> String {
    digest.get(..DIGITS).and_then(tidy_form_code).unwrap_or_default()
}

/// As it stands in the foot, from however somebody or something read it.
pub fn tidy_form_code(read: &str) -> Option<String> {
    let pack = pack_form_code(read)?.to_ascii_lowercase();
    let mut grouped = String::with_capacity(DIGITS + DIGITS / GROUP);
    for (at, digit) in pack.chars().enumerate() {
        if at > 0 && at % GROUP == 0 {
            grouped.push(' ');
        }
        grouped.push(digit);
    }
    Some(grouped)
}

/// As it goes into the QR code: capitals without spaces need the smallest there is.
pub fn pack_form_code(code: &str) -> Option<String> {
    let pack: String = code.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    let is_code = pack.len() == DIGITS && pack.chars().all(|c| c.is_ascii_hexdigit());
    is_code.then(|| pack.to_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_the_same_however_it_was_read() {
        let code = make_form_code(&format!("3f2a91bc0d4e77aa{}", "0".repeat(48)));
        assert_eq!(code, "3f2a 91bc 0d4e 77aa");
        for read in ["3F2A91BC0D4E77AA", "3f2a-91bc-0d4e-77aa", " 3f2a91bc 0d4e77aa\n"] {
            assert_eq!(tidy_form_code(read).as_ref(), Some(&code), "{read}");
        }
        assert_eq!(pack_form_code(&code).as_deref(), Some("3F2A91BC0D4E77AA"));
        for other in ["", "3f2a", "https://example.com", "3f2a91bc0d4e77ag", "3f2a91bc0d4e77aa0"] {
            assert_eq!(tidy_form_code(other), None, "{other}");
        }
        assert_eq!(make_form_code("short"), "");
    }
}
