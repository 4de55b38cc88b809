//! Texts of the file, each in the one form of `core::text` once it was read.

use std::ops::Deref;

use counter_core::text::{normalize_code, normalize_line, normalize_lines};
use serde::{Deserialize, Serialize};

use crate::limits::{MAX_LINE_CHARS, MAX_LINES_CHARS, MAX_WORD_CHARS};

macro_rules! text {
    ($(#[$doc:meta])* $name:ident, $normalize:expr, $longest:expr) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl TryFrom<String> for $name {
            type Error = &'static str;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                // Before it is worked on: what is far too long is not normalised first.
                if text.len() > 16 * $longest {
                    return Err("too long");
                }
                let text: Option<String> = $normalize(&text);
                let text = text.filter(|text| !text.is_empty() && text.chars().count() <= $longest);
                text.map(Self).ok_or("empty or too long")
            }
        }

        impl From<$name> for String {
            fn from(text: $name) -> Self {
                text.0
            }
        }

        impl Deref for $name {
            type Target = str;

            fn deref(&self) -> &str {
                &self.0
            }
        }
    };
}

text!(
    /// One line for people.
    Line, |text: &str| Some(normalize_line(text)), MAX_LINE_CHARS
);
text!(
    /// Several lines for people.
    Lines, |text: &str| Some(normalize_lines(text)), MAX_LINES_CHARS
);
text!(
    /// A code, number or word of a list: compared to the letter, so it is only taken as it is.
    Word,
    |text: &str| Some(normalize_code(text)).filter(|code| code == text && !code.contains(' ')),
    MAX_WORD_CHARS
);
