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
        }
    }
}
