//! What a station asks of the office, as the wire and the processors see it.

use super::Time;

/// Head of a request with its credential; manifest, form and checklist of a case.
pub const HEAD: u64 = 700;
pub const SUBMISSION: u64 = 8_000;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    Hello,
    Turn(u32),
    Submit(u32),
    Status(u32),
    Open(u32),
    Offset(u32),
    Piece(u32),
    Complete(u32),
}

#[derive(Debug, Clone, Copy)]
pub struct Request {
    pub what: What,
    pub bytes: u64,
    /// Bytes that the office reads again for it.
    pub reads: u64,
    /// The connection is made for it.
    pub fresh: bool,
    pub round_trip: Time,
}

impl Request {
    pub fn is_submission(&self) -> bool {
        matches!(self.what, What::Submit(_))
    }
}
