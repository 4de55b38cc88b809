//! The first frame each way says of which version the program is. Both come in one package; an
//! update that is installed while one of them runs puts another version in the other one's place.
//! Nothing is read of what another version says.
//!
//! This frame keeps its form, whatever becomes of those after it: versions are told apart by what
//! both of them read alike.

use std::io::{self, Read, Write};

use tokio::io::{AsyncRead, AsyncWrite};

use crate::frame::{Frame, Limits};

/// Calls are counted from 1.
pub const GREETING: u64 = 0;
/// As JSON, like every header.
pub const VERSION: &str = concat!("\"", env!("CARGO_PKG_VERSION"), "\"");

impl Frame {
    pub(crate) fn greets_as_this_version(&self) -> bool {
        self.call == GREETING && self.header == VERSION.as_bytes()
    }
}

impl Limits {
    /// What a child does first: it says its version and reads its parent's. False where it has
    /// nothing to wait for: the parent is of another version, or gone.
    pub fn greet_parent(&self, from: &mut impl Read, to: &mut impl Write) -> io::Result<bool> {
        self.write_frame(to, GREETING, VERSION.as_bytes(), &[])?;
        Ok(self.read_frame(from)?.is_some_and(|frame| frame.greets_as_this_version()))
    }

    /// As [`Limits::greet_parent`].
    pub async fn greet_parent_async(
        &self,
        from: &mut (impl AsyncRead + Unpin),
        to: &mut (impl AsyncWrite + Unpin),
    ) -> io::Result<bool> {
        self.send_frame(to, GREETING, VERSION.as_bytes(), &[]).await?;
        Ok(self.receive_frame(from).await?.is_some_and(|frame| frame.greets_as_this_version()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: Limits = Limits { header: 40, body: 40 };

    /// What a child that hears this says, and whether it goes on.
    async fn greet(heard: &[u8]) -> (Vec<u8>, bool) {
        let (mut blocking, mut waiting) = (Vec::new(), Vec::new());
        let goes_on = LIMITS.greet_parent(&mut &heard[..], &mut blocking).unwrap();
        let same = LIMITS.greet_parent_async(&mut &heard[..], &mut waiting).await.unwrap();
        assert_eq!((same, &waiting), (goes_on, &blocking));
        (blocking, goes_on)
    }

    #[tokio::test]
    async fn a_parent_of_another_version_is_told_apart_and_answered_alike() {
        let length = (VERSION.len() as u32).to_be_bytes();
        let ours = [&[0; 8][..], &length[..], VERSION.as_bytes(), &[0; 4][..]].concat();
        assert_eq!(greet(&ours).await, (ours.clone(), true));
        for (call, header) in [
            (GREETING, "\"0.0.0\""),
            (GREETING, "{\"version\":\"99.0.1\"}"),
            // Before there was a greeting.
            (1, "{\"ask\":\"tools\"}"),
            (1, VERSION),
        ] {
            let mut other = Vec::new();
            LIMITS.write_frame(&mut other, call, header.as_bytes(), b"body").unwrap();
            assert_eq!(greet(&other).await, (ours.clone(), false), "{call} {header}");
        }
        assert_eq!(greet(&[]).await, (ours, false), "a parent that is gone");
    }
}
