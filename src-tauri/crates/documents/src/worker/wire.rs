//! The words between the program and its document worker: one request, one reply, each a frame of [`crate::frame`].

use crate::{DocumentError, Inspected, Sheet};
use serde::{Deserialize, Serialize};
use std::fmt;

/// What is asked; the file itself, where there is one, is the frame's body.
#[derive(Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "snake_case")]
pub enum Request {
    Inspect,
    Picture { page: u32, quarter_turns: u8, max_width: u32 },
    Split,
    Typeset { sheet: Box<Sheet> },
}

/// What is answered; pictures, parts and the PDF are the frame's body.
#[derive(Serialize, Deserialize)]
#[serde(tag = "answer", rename_all = "snake_case")]
pub enum Reply {
    Inspected(Inspected),
    Picture { media: String, width: u32, height: u32 },
    Parts { parts: Vec<Part> },
    Typeset { pages: u32 },
    Failed { error: DocumentError },
}

/// One file of a split body, in order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    pub media: String,
    pub length: u64,
}

/// A finished form.
#[derive(Clone, PartialEq, Eq)]
pub struct Typeset {
    pub pdf: Vec<u8>,
    pub pages: u32,
}

impl fmt::Debug for Typeset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Typeset({} pages)", self.pages)
    }
}
