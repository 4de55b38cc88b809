//! Why somebody looks at papers: the case that is open at the window, the command, or what they
//! typed. The window sends it with the request, the office writes it down with the look.

use counter_core::limits::{MAX_KEY_CHARS, MAX_REASON_CHARS};
use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use serde::{Deserialize, Serialize};

/// Names nobody: what could be a number of somebody's is taken out of what is typed before it is
/// sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum LookReason {
    /// The case of the look was open.
    Case,
    /// Of no case that is open: what the clerk did.
    Command { command: String },
    /// What the law of the house wants a reason for.
    Typed { text: String },
    /// Of a later office.
    #[serde(other)]
    Other,
}

impl LookReason {
    /// As it stands in `Counter-Reason`, in ASCII.
    pub fn to_header(&self) -> Option<String> {
        let encode = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
        match self {
            LookReason::Case => Some("case".to_owned()),
            LookReason::Command { command } => Some(format!("command={}", encode(command))),
            LookReason::Typed { text } => Some(format!("typed={}", encode(text))),
            LookReason::Other => None,
        }
    }

    /// None of what is no reason, or too long for one: the look is of an unknown reason then.
    pub fn read_header(value: &str) -> Option<LookReason> {
        if value == "case" {
            return Some(LookReason::Case);
        }
        let (kind, text) = value.split_once('=')?;
        let text = percent_decode_str(text).decode_utf8().ok()?.into_owned();
        let fits = |most| {
            !text.trim().is_empty()
                && text.chars().count() <= most
                && !text.chars().any(char::is_control)
        };
        match kind {
            "command" if fits(MAX_KEY_CHARS) => Some(LookReason::Command { command: text }),
            "typed" if fits(MAX_REASON_CHARS) => Some(LookReason::Typed { text }),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str) -> LookReason {
        LookReason::Typed { text: text.to_owned() }
    }

    #[test]
    fn a_reason_comes_out_as_it_went_in() {
        let longest = "𠮷".repeat(MAX_REASON_CHARS);
        let command = LookReason::Command { command: "check_receipt".to_owned() };
        for reason in [LookReason::Case, command, typed("投诉 核对, 100%=%41"), typed(&longest)]
        {
            let header = reason.to_header().expect("header");
            assert!(header.is_ascii() && !header.contains(char::is_whitespace), "{header}");
            assert_eq!(LookReason::read_header(&header), Some(reason));
        }
    }

    #[test]
    fn what_is_no_reason_is_none() {
        let long = typed(&"长".repeat(MAX_REASON_CHARS + 1)).to_header().expect("header");
        let strange = ["", "case ", "typed=", "typed=%20", "typed=a%0Ab", "typed=%FF", "why=a"];
        for value in strange.into_iter().chain([long.as_str(), "command"]) {
            assert_eq!(LookReason::read_header(value), None, "{value}");
        }
        assert_eq!(LookReason::Other.to_header(), None);
    }

    #[test]
    fn a_later_offices_reason_is_another() {
        let read = |text: &str| serde_json::from_str::<LookReason>(text).expect("reason");
        assert_eq!(read(r#"{"by":"court","file":"7"}"#), LookReason::Other);
        assert_eq!(read(r#"{"by":"typed","text":"投诉"}"#), typed("投诉"));
        assert_eq!(read(r#"{"by":"case"}"#), LookReason::Case);
    }
}
