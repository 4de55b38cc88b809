//! Frames on the pipe: number of the call (u64), length of the header (u32), header, length of the
//! body (u32), body. Numbers are big-endian. Headers are JSON; bodies are pages and documents,
//! which never go through JSON. The first frame each way is the greeting (`version`).
//!
//! A child may read and write blocking while its parent does so asynchronously; both keep to the
//! same [`Limits`].

use std::io::{self, ErrorKind, Read, Write};

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};

/// Number of the call and length of the header.
const START: usize = 12;

/// One message, received or waiting to be sent.
#[derive(Clone, PartialEq, Eq)]
pub struct Frame {
    pub call: u64,
    pub header: Vec<u8>,
    pub body: Vec<u8>,
}

/// The most bytes that header and body may have. Writing a longer one is refused, and so is reading
/// it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    pub header: u32,
    pub body: u32,
}

impl Limits {
    /// Whether a frame of these lengths may be written; the other side reads every frame that may.
    pub const fn allow_frame(&self, header: usize, body: usize) -> bool {
        header <= self.header as usize && body <= self.body as usize
    }

    /// The next frame, or none once the other side has closed the pipe. `InvalidData` for one that
    /// is too long.
    pub fn read_frame(&self, from: &mut impl Read) -> io::Result<Option<Frame>> {
        let mut start = [0; START];
        match from.read_exact(&mut start) {
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Ok(None),
            outcome => outcome?,
        }
        let (call, length) = self.parse_start(start)?;
        let mut header = vec![0; length];
        from.read_exact(&mut header)?;
        let mut four = [0; 4];
        from.read_exact(&mut four)?;
        let mut body = vec![0; checked_length(four, self.body)?];
        from.read_exact(&mut body)?;
        Ok(Some(Frame { call, header, body }))
    }

    /// Writes one frame and flushes it. `InvalidInput`, and nothing written, for one that is too
    /// long.
    pub fn write_frame(
        &self,
        to: &mut impl Write,
        call: u64,
        header: &[u8],
        body: &[u8],
    ) -> io::Result<()> {
        to.write_all(&self.format_head(call, header, body.len())?)?;
        to.write_all(body)?;
        to.flush()
    }

    /// As [`Limits::read_frame`].
    pub async fn receive_frame(
        &self,
        from: &mut (impl AsyncRead + Unpin),
    ) -> io::Result<Option<Frame>> {
        let mut start = [0; START];
        match from.read_exact(&mut start).await {
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Ok(None),
            outcome => outcome?,
        };
        let (call, length) = self.parse_start(start)?;
        let mut header = vec![0; length];
        from.read_exact(&mut header).await?;
        let mut four = [0; 4];
        from.read_exact(&mut four).await?;
        let mut body = vec![0; checked_length(four, self.body)?];
        from.read_exact(&mut body).await?;
        Ok(Some(Frame { call, header, body }))
    }

    /// As [`Limits::write_frame`].
    pub async fn send_frame(
        &self,
        to: &mut (impl AsyncWrite + Unpin),
        call: u64,
        header: &[u8],
        body: &[u8],
    ) -> io::Result<()> {
        to.write_all(&self.format_head(call, header, body.len())?).await?;
        to.write_all(body).await?;
        to.flush().await
    }

    fn parse_start(&self, start: [u8; START]) -> io::Result<(u64, usize)> {
        let [c0, c1, c2, c3, c4, c5, c6, c7, length @ ..] = start;
        let call = u64::from_be_bytes([c0, c1, c2, c3, c4, c5, c6, c7]);
        Ok((call, checked_length(length, self.header)?))
    }

    /// Everything that comes before the body.
    fn format_head(&self, call: u64, header: &[u8], body: usize) -> io::Result<Vec<u8>> {
        if !self.allow_frame(header.len(), body) {
            return Err(ErrorKind::InvalidInput.into());
        }
        let mut head = Vec::with_capacity(START + header.len() + 4);
        head.extend(call.to_be_bytes());
        // Both lengths are at most a limit of 32 bits.
        head.extend((header.len() as u32).to_be_bytes());
        head.extend(header);
        head.extend((body as u32).to_be_bytes());
        Ok(head)
    }
}

fn checked_length(bytes: [u8; 4], limit: u32) -> io::Result<usize> {
    let length = u32::from_be_bytes(bytes);
    if length > limit { Err(ErrorKind::InvalidData.into()) } else { Ok(length as usize) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: Limits = Limits { header: 40, body: 90 };

    /// Lengths and bytes that are the same in each run.
    struct Dice(u64);

    impl Dice {
        fn roll(&mut self, sides: usize) -> usize {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (self.0 >> 33) as usize % sides
        }

        fn bytes(&mut self, most: usize) -> Vec<u8> {
            let length = self.roll(most);
            (0..length).map(|_| self.roll(256) as u8).collect()
        }
    }

    #[tokio::test]
    async fn what_one_side_can_write_the_other_can_read_and_nothing_else() {
        let mut dice = Dice(7);
        let mut refused = 0;
        for call in 0..3_000 {
            let (header, body) = (dice.bytes(60), dice.bytes(140));
            let (mut blocking, mut waiting) = (Vec::new(), Vec::new());
            let outcome = SMALL.write_frame(&mut blocking, call, &header, &body);
            let same = SMALL.send_frame(&mut waiting, call, &header, &body).await;
            assert_eq!((outcome.is_ok(), &blocking), (same.is_ok(), &waiting));
            if !SMALL.allow_frame(header.len(), body.len()) {
                refused += 1;
                assert_eq!(outcome.unwrap_err().kind(), ErrorKind::InvalidInput);
                assert!(blocking.is_empty(), "a refused frame leaves the pipe as it was");
                continue;
            }
            outcome.unwrap();
            let frame = Frame { call, header, body };
            assert!(SMALL.read_frame(&mut blocking.as_slice()).unwrap() == Some(frame.clone()));
            assert!(SMALL.receive_frame(&mut waiting.as_slice()).await.unwrap() == Some(frame));
        }
        assert!(refused > 500, "both sides of the limits are tried");
    }

    #[tokio::test]
    async fn a_side_that_allows_more_is_refused_by_the_other() {
        let generous = Limits { header: 1_000, body: 1_000 };
        for (header, body) in [(41, 0), (0, 91), (41, 91)] {
            let mut pipe = Vec::new();
            generous.write_frame(&mut pipe, 1, &vec![b'h'; header], &vec![b'b'; body]).unwrap();
            let error = SMALL.read_frame(&mut pipe.as_slice()).err().unwrap();
            assert_eq!(error.kind(), ErrorKind::InvalidData);
            let error = SMALL.receive_frame(&mut pipe.as_slice()).await.err().unwrap();
            assert_eq!(error.kind(), ErrorKind::InvalidData);
        }
    }

    #[tokio::test]
    async fn a_cut_frame_is_never_a_frame() {
        let mut pipe = Vec::new();
        SMALL.write_frame(&mut pipe, 9, b"{}", b"page").unwrap();
        SMALL.write_frame(&mut pipe, 10, b"[]", b"").unwrap();
        let mut from = pipe.as_slice();
        assert!(SMALL.read_frame(&mut from).unwrap().is_some_and(|frame| frame.call == 9));
        assert!(SMALL.read_frame(&mut from).unwrap().is_some_and(|frame| frame.body.is_empty()));
        assert!(SMALL.read_frame(&mut from).unwrap().is_none());
        for length in 0..START + 2 + 4 + 4 {
            let cut = pipe.get(..length).unwrap();
            assert!(!matches!(SMALL.read_frame(&mut &cut[..]), Ok(Some(_))), "{length}");
            assert!(!matches!(SMALL.receive_frame(&mut &cut[..]).await, Ok(Some(_))), "{length}");
        }
    }
}
