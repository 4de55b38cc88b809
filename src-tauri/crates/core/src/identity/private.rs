//! Text about a person. Not an encryption: it only keeps such text out of logs, panics and `Debug`
//! output.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A name, number, address or answer. Reading it takes a deliberate [`Private::expose`].
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Private(String);

impl Private {
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    pub fn expose(&self) -> &str {
        &self.0
    }

    pub fn into_exposed(self) -> String {
        self.0
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Debug for Private {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Not even the length: a name of two characters is already a hint.
        f.write_str("…")
    }
}

impl From<String> for Private {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&str> for Private {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_hides_the_text_even_inside_other_values() {
        let shown =
            format!("{:?} {:#?}", Private::new("陈示例"), Some(Private::new("440699199001010014")));
        assert!(!shown.contains("陈"));
        assert!(!shown.contains("4406"));
        assert_eq!(format!("{:?}", Private::default()), "…");
    }

    #[test]
    fn travels_as_a_plain_string() {
        let text = Private::new("𬱖");
        let json = serde_json::to_string(&text).unwrap();
        assert_eq!(json, "\"𬱖\"");
        assert_eq!(serde_json::from_str::<Private>(&json).unwrap(), text);
    }
}
