//! A case that goes on at another window of its station: there it has a journal of its own, which
//! says where it goes on from.

use serde::{Deserialize, Serialize};

/// What the office had acknowledged last of the case when the window took it up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Continuation {
    /// The office's.
    pub number: String,
    pub revision: u32,
    /// The head that this revision's submission named, hexadecimal.
    pub journal_head: String,
}
