//! Frames on a pipe: header length (u32, big-endian), header, body length (u32, big-endian), body.
//!
//! The worker reads and writes them blocking, the client asynchronously; both meet the same limits.

use std::io::{self, ErrorKind, Read, Write};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};

/// A form with hundreds of fields is a few hundred kilobytes; more is not a form.
pub const MOST_HEADER: u32 = 16 * 1024 * 1024;
/// The largest file taken across the pipe.
pub const MOST_BODY: u32 = 256 * 1024 * 1024;

/// A header and a body.
pub type Frame = (Vec<u8>, Vec<u8>);

fn length(bytes: [u8; 4], most: u32) -> io::Result<usize> {
    let length = u32::from_be_bytes(bytes);
    if length > most { Err(ErrorKind::InvalidData.into()) } else { Ok(length as usize) }
}

fn prefix(bytes: &[u8], most: u32) -> io::Result<[u8; 4]> {
    match u32::try_from(bytes.len()) {
        Ok(length) if length <= most => Ok(length.to_be_bytes()),
        _ => Err(ErrorKind::InvalidInput.into()),
    }
}

/// The next frame, or none when the other side has closed the pipe between two frames.
pub fn read(from: &mut impl Read) -> io::Result<Option<Frame>> {
    let mut four = [0; 4];
    match from.read_exact(&mut four) {
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Ok(None),
        other => other?,
    }
    let mut header = vec![0; length(four, MOST_HEADER)?];
    from.read_exact(&mut header)?;
    from.read_exact(&mut four)?;
    let mut body = vec![0; length(four, MOST_BODY)?];
    from.read_exact(&mut body)?;
    Ok(Some((header, body)))
}

/// Writes one frame and flushes it.
pub fn write(to: &mut impl Write, header: &[u8], body: &[u8]) -> io::Result<()> {
    to.write_all(&prefix(header, MOST_HEADER)?)?;
    to.write_all(header)?;
    to.write_all(&prefix(body, MOST_BODY)?)?;
    to.write_all(body)?;
    to.flush()
}

/// As [`read`]; a closed pipe is an error here, for a reply was due.
pub async fn receive(from: &mut (impl AsyncRead + Unpin)) -> io::Result<Frame> {
    let mut four = [0; 4];
    from.read_exact(&mut four).await?;
    let mut header = vec![0; length(four, MOST_HEADER)?];
    from.read_exact(&mut header).await?;
    from.read_exact(&mut four).await?;
    let mut body = vec![0; length(four, MOST_BODY)?];
    from.read_exact(&mut body).await?;
    Ok((header, body))
}

/// As [`write`].
pub async fn send(to: &mut (impl AsyncWrite + Unpin), header: &[u8], body: &[u8]) -> io::Result<()> {
    to.write_all(&prefix(header, MOST_HEADER)?).await?;
    to.write_all(header).await?;
    to.write_all(&prefix(body, MOST_BODY)?).await?;
    to.write_all(body).await?;
    to.flush().await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_comes_back_as_it_went() {
        let mut pipe = Vec::new();
        write(&mut pipe, b"{}", b"page").unwrap();
        write(&mut pipe, b"[]", b"").unwrap();
        let mut from = pipe.as_slice();
        assert_eq!(read(&mut from).unwrap(), Some((b"{}".to_vec(), b"page".to_vec())));
        assert_eq!(read(&mut from).unwrap(), Some((b"[]".to_vec(), Vec::new())));
        assert_eq!(read(&mut from).unwrap(), None);
    }

    #[test]
    fn a_cut_frame_and_an_absurd_length_are_errors() {
        assert!(read(&mut [0, 0, 0, 9, b'{'].as_slice()).is_err());
        assert!(read(&mut [0xFF, 0xFF, 0xFF, 0xFF].as_slice()).is_err());
    }
}
