//! Numbers as they are shown before somebody asks for them in full.

/// What all identifiers of certificates begin with; it says nothing.
const IDENTIFIER_ROOT: &str = "1.2.156.3005.2.";

/// First and last four stay; what lies between is the birth date and tells too much to a queue.
pub fn mask_number(number: &str) -> String {
    let chars: Vec<char> = number.chars().collect();
    let ends = if chars.len() <= 8 { 1 } else { 4 };
    let head: String = chars.iter().take(ends).collect();
    let tail: String = chars.iter().skip(chars.len().saturating_sub(ends)).collect();
    if chars.is_empty() { String::new() } else { format!("{head}…{tail}") }
}

/// The identifier of a certificate, masked like a person's number.
pub fn mask_identifier(identifier: &str) -> String {
    let own = identifier.strip_prefix(IDENTIFIER_ROOT).unwrap_or(identifier);
    mask_number(&own.replace('.', ""))
}
