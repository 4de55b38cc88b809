//! The centre file: for which centre and office a station works, and what the centre settles for
//! it, in one signed file; when another one takes its place; the one-time codes by which a station
//! joins and a technician is known.
//!
//! Invariant: nothing of a file is read before its signature holds over the body's very bytes, and
//! a file that a later program made is either kept whole or refused by the name of what it must
//! know. Not here: where the file lies, who may change it, the network (`desk`, `office`).

mod body;
mod code;
mod error;
mod example;
mod file;
mod key;
mod limits;
mod rules;
mod update;

pub use body::{
    Authority, Body, CodeEntry, Kind, LapseRule, Line, Lines, Logo, Named, OfficePlace, PaperTexts,
    Pin, PinnedKeys, Place, SealPosition, SignatureTerms, Times, WindowProfile, Word,
};
pub use code::{Code, Purpose, check_join_code, find_technician_entry};
pub use error::{CentreError, CodeError};
pub use example::{Example, sign_example_file};
pub use file::{CentreFile, Edition, lay_out_body, read_source_body, sign_body};
pub use key::{CentreKey, PublicKey, draw_secret};
pub use limits::MAX_FILE_BYTES;
pub use rules::{Standing, check_first, check_replacement};
pub use update::{SignedUpdate, UpdateError, sign_update};
