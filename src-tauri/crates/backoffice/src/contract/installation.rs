//! One program on one computer: the id that it drew at its first start, the credential that is its
//! own, and what it tells the office of itself. Nothing of a case is here.

use counter_core::private::Private;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Most sign-ins that one report names.
pub const MAX_SIGN_INS: usize = 200;
/// Longest name of a window in a report, in characters.
pub const MAX_WINDOW_CHARS: usize = 200;
/// Longest fingerprint of a recovery key, in hexadecimal digits.
pub const MAX_FINGERPRINT: usize = 64;

/// In the answer to a sign-in: how the installation stands at the office.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InstallationState {
    /// The credential that came along is the installation's.
    Current,
    /// The clerk is of another station than the installation, or than the one that it says it is
    /// of: whoever signs in here does not disturb it, and no credential came along.
    Elsewhere,
    /// The office ended it; no credential came along. Joining anew, or a word of the office,
    /// brings it back.
    Ended,
}

/// Body of `POST /installation`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InstallationReport {
    /// Where it stands, e.g. 3号窗, as a clerk of its own station says. Empty while a guest is
    /// signed in, or nobody: then it stands where it stood.
    pub window: String,
    /// Cases that wait here and are not acknowledged.
    pub unsent: u32,
    /// Who may sign in here without the line.
    pub sign_ins: Vec<KnownSignIn>,
    /// A new credential is wanted. Until it was used once the one before stays good, so that an
    /// answer may be lost. One renewal at a time: of two answers, whichever was made last counts.
    pub renew: bool,
    /// These records are a copy that was made of a rescued disk: said until an office that names
    /// the ability has answered once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recovered: Option<RecoveryReport>,
}

/// A disk was opened with both halves of the centre's recovery key, and copied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecoveryReport {
    /// When the copy was made, by the clock of where that was. Each copy has its own.
    pub at: Timestamp,
    /// Fingerprint of the recovery key whose halves they were.
    pub halves: String,
    /// Cases on the disk.
    pub cases: u32,
    /// Those of them that were not acknowledged.
    pub waiting: u32,
}

/// A sign-in that an installation would repeat without the line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownSignIn {
    /// The clerk's number.
    pub clerk: String,
    /// When the office let them in, by the office's own clock.
    pub since: Timestamp,
}

/// Answer to `POST /installation`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InstallationAnswer {
    /// Only where a new one was wanted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivery_credential: Option<Private>,
    /// Clerks of the report whose account is unknown, was ended, or was changed after they signed
    /// in, and guests whose token of a sign-in there is over: what is remembered of them at the
    /// station goes.
    #[serde(default)]
    pub ended_sign_ins: Vec<String>,
}

impl InstallationReport {
    /// Whether an office takes it. A station says no more than that.
    pub fn is_possible(&self) -> bool {
        self.sign_ins.len() <= MAX_SIGN_INS
            && self.window.chars().count() <= MAX_WINDOW_CHARS
            && self.recovered.as_ref().is_none_or(RecoveryReport::is_possible)
    }
}

impl RecoveryReport {
    fn is_possible(&self) -> bool {
        let is_digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        (1..=MAX_FINGERPRINT).contains(&self.halves.len()) && self.halves.bytes().all(is_digit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_contract_has_the_same_numbers() {
        for said in [
            format!("window: {{type: string, maxLength: {MAX_WINDOW_CHARS}"),
            format!("maxItems: {MAX_SIGN_INS}, items: {{$ref: \"#/components/schemas/KnownSignIn"),
            format!("halves: {{type: string, pattern: '^[0-9a-f]{{1,{MAX_FINGERPRINT}}}$'"),
        ] {
            assert!(crate::OPENAPI.contains(&said), "{said}");
        }
    }
}
