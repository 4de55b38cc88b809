//! The words between the program and its document worker: one request, one reply, each the header
//! of a frame.

use crate::sheet::Letterhead;
use crate::{
    DocumentError, Inspected, Sheet, SignatureBox, StrokeLayer, TemplateFault, WorkerTools,
};
use counter_child_pipe::Limits;
use counter_core::limits::MAX_FILE_BYTES;
use serde::{Deserialize, Serialize};

/// Both sides refuse longer frames as [`DocumentError::TooLarge`]. A form with hundreds of fields
/// is a few hundred kilobytes; a header of more is no form. The body is the largest file taken
/// across the pipe.
pub const LIMITS: Limits = Limits { header: 16 * 1024 * 1024, body: 256 * 1024 * 1024 };

/// The largest file looked at, in bytes: more than the office takes, since a picture that comes
/// unpacked is kept packed. What is still too large then is told by its size where it is sealed.
pub const MAX_FILE: usize = 2 * MAX_FILE_BYTES as usize;

const _: () = assert!(MAX_FILE <= LIMITS.body as usize);

/// What a worker does for as long as it lives. Asked for another's work it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Opens what a citizen, a scanner or a place brought, and draws papers for the screen.
    Open,
    /// Makes papers of what was typed, of strokes, and of papers made here.
    Typeset,
    /// The same by a pack's own template.
    Template,
}

impl Role {
    const ALL: [Role; 3] = [Role::Open, Role::Typeset, Role::Template];

    /// What it is started with.
    pub const fn argument(self) -> &'static str {
        match self {
            Role::Open => "--open",
            Role::Typeset => "--typeset",
            Role::Template => "--template",
        }
    }

    pub fn find(argument: &str) -> Option<Role> {
        Self::ALL.into_iter().find(|role| role.argument() == argument)
    }
}

/// What is asked; the file itself, where there is one, is the frame's body.
#[derive(Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "snake_case")]
pub enum Request {
    /// What the file is.
    Inspect,
    /// Looks the file over and makes of it what the vault keeps.
    Open,
    Picture {
        page: u32,
        quarter_turns: u8,
        max_width: u32,
    },
    /// The body is the place's logo as this program wrote it anew (PNG); empty for none.
    Typeset {
        sheet: Box<Sheet>,
        letterhead: Letterhead,
    },
    /// The same by a pack's own template.
    TypesetByTemplate {
        sheet: Box<Sheet>,
        letterhead: Letterhead,
        template: String,
    },
    /// Whether a pack's own template makes a paper of this sheet, whose people are invented: what is
    /// wrong with it is told in words.
    TryTemplate {
        sheet: Box<Sheet>,
        template: String,
    },
    /// A picture from outside, decoded and written anew, small enough for the head of a paper.
    RewriteLogo,
    /// A paper of ours, of so many pages, as it is, under one added line.
    Reprint {
        pages: u32,
        line: String,
    },
    /// A form of ours, with strokes drawn into it after its end.
    SignForm {
        layers: Vec<StrokeLayer>,
    },
    /// The code in the foot of a page that was printed here and came back.
    ReadFormCode,
    /// What there is to work with in this role.
    Tools,
}

/// What is answered; pictures, parts and the PDF are the frame's body.
#[derive(Serialize, Deserialize)]
#[serde(tag = "answer", rename_all = "snake_case")]
pub enum Reply {
    Inspected(Inspected),
    /// The file is kept byte for byte: its bytes are where the request came from, and are not sent
    /// back.
    OpenedUnchanged {
        media: String,
        pages: u32,
    },
    /// The body is what the file became, one part after the other.
    OpenedAsParts {
        parts: Vec<Part>,
    },
    Picture {
        media: String,
        width: u32,
        height: u32,
    },
    Typeset {
        pages: u32,
        missing: Vec<String>,
        signature_boxes: Vec<SignatureBox>,
    },
    TemplateTried {
        fault: Option<TemplateFault>,
    },
    Signed,
    FormCode {
        code: Option<String>,
    },
    Tools(WorkerTools),
    Failed {
        error: DocumentError,
    },
}

/// One file of a body that holds several, in order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    pub media: String,
    pub pages: u32,
    /// In bytes.
    pub length: u64,
}
