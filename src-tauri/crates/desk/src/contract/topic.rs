//! What a window is told to look at anew.
use std::fmt;

/// Something that a window may be showing has changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Topic {
    /// The case of this id.
    Case(String),
    Status,
    Outbox,
    Session,
    Citizen,
    Catalog,
    Practice,
    /// The window is to close; the shell does it.
    Close,
}

impl Topic {
    /// What `Display` writes, as TypeScript has it.
    pub const TYPESCRIPT: &str = "`case:${string}` | \"status\" | \"outbox\" | \"session\" | \"citizen\" | \"catalogue\" | \"practice\" | \"close\"";
}

impl fmt::Display for Topic {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Topic::Case(id) => write!(out, "case:{id}"),
            Topic::Status => out.write_str("status"),
            Topic::Outbox => out.write_str("outbox"),
            Topic::Session => out.write_str("session"),
            Topic::Citizen => out.write_str("citizen"),
            Topic::Catalog => out.write_str("catalogue"),
            Topic::Practice => out.write_str("practice"),
            Topic::Close => out.write_str("close"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_topic_is_in_the_type() {
        for topic in [
            Topic::Status,
            Topic::Outbox,
            Topic::Session,
            Topic::Citizen,
            Topic::Catalog,
            Topic::Practice,
            Topic::Close,
        ] {
            // A topic that is added is added here as well: the match does not compile without it.
            match topic {
                Topic::Case(_)
                | Topic::Status
                | Topic::Outbox
                | Topic::Session
                | Topic::Citizen
                | Topic::Catalog
                | Topic::Practice
                | Topic::Close => {}
            }
            assert!(Topic::TYPESCRIPT.contains(&format!("\"{topic}\"")), "{topic}");
        }
        assert!(Topic::Case("id".into()).to_string().starts_with("case:"));
    }
}
