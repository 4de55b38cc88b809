//! What the counter knows of files and printed forms, and the way to have them worked on.
//!
//! A file from outside (a scan, a photograph, a PDF) is never opened in the clerk's own program: it
//! goes over a pipe to the document worker, a program of its own with limits on time and memory.
//! The printed forms are typeset there too. This crate holds the words both sides speak ([`wire`],
//! [`sheet`]) and the client ([`Worker`]). It is not a renderer: it links neither a PDF library nor
//! a typesetter.

mod model;
pub mod sheet;
mod worker;

/// The size of every printed form, in the words of printers. The templates are made for it.
pub const PAPER: &str = "A4";

pub use model::{
    DocumentError, Inspected, Kind, OpenedFile, OtherKind, Picture, SignatureBox, StrokeLayer,
    StrokePoint, TemplateFault, Typeset, WallLevel, WorkerTools, remove_layer,
};
pub use sheet::Sheet;
pub use worker::{Look, Worker, wire};
