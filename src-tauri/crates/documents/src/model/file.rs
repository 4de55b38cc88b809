//! What a file from outside turned out to be, and what the worker makes of one.

use super::kind::Kind;
use super::signing::SignatureBox;
use super::wall_level::WallLevel;
use serde::{Deserialize, Serialize};
use std::fmt;

/// What a file is. Width and height are those of the first page: pixels of an image, points of a
/// PDF.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inspected {
    pub kind: Kind,
    pub pages: u32,
    pub width: u32,
    pub height: u32,
}

/// A file as the vault keeps it: PDF, JPEG or PNG.
#[derive(Clone, PartialEq, Eq)]
pub struct OpenedFile {
    pub media: String,
    /// At least one.
    pub pages: u32,
    pub bytes: Vec<u8>,
}

impl fmt::Debug for OpenedFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "OpenedFile({}, {} pages)", self.media, self.pages)
    }
}

/// A finished form.
#[derive(Clone, PartialEq)]
pub struct Typeset {
    pub pdf: Vec<u8>,
    pub pages: u32,
    /// Characters that no font has, by their codes (`U+E863`): each is printed as 〓 and its code.
    pub missing: Vec<String>,
    /// Where its signers sign, one for each in their order; empty for what nobody signs here.
    pub signature_boxes: Vec<SignatureBox>,
}

impl fmt::Debug for Typeset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Typeset({} pages)", self.pages)
    }
}

/// What this computer has for the worker to work with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkerTools {
    /// Families of the fonts that papers are typeset with.
    pub families: Vec<String>,
    pub has_pdf_library: bool,
    /// Chinese in a PDF that brings no font of its own.
    pub draws_chinese: bool,
    /// That all of them have.
    pub walls: WallLevel,
}

/// A page as the screen can show it.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    pub media: String,
    pub bytes: Vec<u8>,
    pub width: u32,
    pub height: u32,
}

impl fmt::Debug for Picture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Picture({} {}x{})", self.media, self.width, self.height)
    }
}
