//! RFC 9457 problem details: the only shape in which the office says no. Text for people is not
//! here; a problem carries a stable code and the screen has the words.

use serde::{Deserialize, Serialize};

/// Media type of every error body.
pub const PROBLEM_JSON: &str = "application/problem+json";
/// Every problem of an office is of a type that begins so.
const OURS: &str = "urn:counter:problem:";

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// `urn:counter:problem:<code>`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Short English summary, the same for every occurrence of the code.
    pub title: String,
    pub status: u16,
    /// Stable, snake_case.
    pub code: String,
    /// With `materials_missing`: SHA-256 of each part that is not there in full.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
    /// With `wrong_offset`: how much of the part is there, for whom a gateway takes the header
    /// from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offset: Option<u64>,
}

impl Problem {
    pub fn new(status: u16, code: &str, title: &str) -> Self {
        Problem {
            kind: format!("{OURS}{code}"),
            title: title.to_owned(),
            status,
            code: code.to_owned(),
            missing: Vec::new(),
            offset: None,
        }
    }

    /// Said by an office and by nobody else.
    pub fn is_ours(&self) -> bool {
        self.kind.starts_with(OURS)
    }

    /// The code if it looks like one of ours. A stranger's text must not travel on into logs and
    /// message lookups.
    pub fn safe_code(&self) -> &str {
        let fine = |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'_';
        if !self.code.is_empty() && self.code.len() <= 64 && self.code.bytes().all(fine) {
            &self.code
        } else {
            UNKNOWN
        }
    }
}

/// Stands for a refusal without a readable code.
pub const UNKNOWN: &str = "unknown";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_that_is_no_code_is_not_passed_on() {
        assert_eq!(Problem::new(422, "key_reused", "").safe_code(), "key_reused");
        assert_eq!(Problem::new(422, "姓名 440699", "").safe_code(), UNKNOWN);
        assert_eq!(Problem::new(422, "", "").safe_code(), UNKNOWN);
        assert_eq!(Problem::new(422, &"a".repeat(65), "").safe_code(), UNKNOWN);
    }
}
