//! The words exchanged with `device-host` over its standard input and output, and their frames:
//! header length, JSON header, body length, body; lengths are 32 bits, big-endian.
//! Bodies are pages and documents; they never go through JSON.

use std::io;

use serde::{Deserialize, Serialize};
use tokio::io::{AsyncRead, AsyncReadExt};

use crate::{CardReading, DeviceError, DeviceInfo, Ended, ScanRequest};

const LONGEST_HEADER: usize = 1 << 20;
/// An A3 page in colour at 600 dpi stays below this even uncompressed.
const LONGEST_BODY: usize = 512 << 20;

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Request {
    pub id: u64,
    #[serde(flatten)]
    pub call: Call,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "call", rename_all = "snake_case")]
pub enum Call {
    Ping,
    /// `readers` are configured ports; each is asked whether a reader is there.
    List {
        readers: Vec<String>,
    },
    Probe {
        port: String,
    },
    ReadCard {
        port: String,
        /// Nothing: every speed is tried.
        speed: Option<u32>,
        /// How long to wait for a card to be laid down.
        timeout_ms: u64,
    },
    Scan(ScanRequest),
    /// The document is the body.
    Print {
        printer: String,
        title: String,
    },
    /// Ends another request; that one answers `cancelled`, this one is not answered.
    Cancel {
        target: u64,
    },
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Reply {
    pub id: u64,
    #[serde(flatten)]
    pub answer: Answer,
}

/// `Page` and `Progress` are events; each other answer is the last of its request.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "answer", rename_all = "snake_case")]
pub enum Answer {
    /// The page is the body.
    Page {
        media: String,
    },
    Progress {
        percent: u8,
    },
    Done,
    Devices {
        devices: Vec<DeviceInfo>,
    },
    Probed {
        report: ProbeReport,
    },
    Card {
        reading: Box<CardReading>,
    },
    Ended {
        ended: Ended,
    },
    Failed {
        error: DeviceError,
    },
}

impl Answer {
    pub fn is_event(&self) -> bool {
        matches!(self, Self::Page { .. } | Self::Progress { .. })
    }
}

/// What a reader says about itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProbeReport {
    pub speed: u32,
    /// The security module's number as printed on the reader, when it tells.
    pub sam_id: Option<String>,
}

pub fn frame(header: &impl Serialize, body: &[u8]) -> io::Result<Vec<u8>> {
    let header = serde_json::to_vec(header)?;
    let mut frame = Vec::with_capacity(header.len() + body.len() + 8);
    for part in [header.as_slice(), body] {
        let length = u32::try_from(part.len()).map_err(io::Error::other)?;
        frame.extend(length.to_be_bytes());
        frame.extend(part);
    }
    Ok(frame)
}

/// The next frame, or nothing when the other side has closed between two frames.
pub async fn receive<H: for<'de> Deserialize<'de>>(
    from: &mut (impl AsyncRead + Unpin),
) -> io::Result<Option<(H, Vec<u8>)>> {
    let header = match part(from, LONGEST_HEADER).await {
        Ok(header) => header,
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        Err(error) => return Err(error),
    };
    let body = part(from, LONGEST_BODY).await?;
    Ok(Some((serde_json::from_slice(&header)?, body)))
}

async fn part(from: &mut (impl AsyncRead + Unpin), longest: usize) -> io::Result<Vec<u8>> {
    let length = from.read_u32().await? as usize;
    if length > longest {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "frame too long"));
    }
    let mut bytes = vec![0; length];
    from.read_exact(&mut bytes).await?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_request_and_its_body_survive() {
        let request = Request { id: 7, call: Call::Print { printer: "desk".into(), title: "receipt".into() } };
        let mut bytes = frame(&request, b"%PDF").unwrap();
        bytes.extend(frame(&Request { id: 8, call: Call::Ping }, b"").unwrap());
        let mut wire = bytes.as_slice();
        let (first, body) = receive::<Request>(&mut wire).await.unwrap().unwrap();
        assert_eq!((first.id, body.as_slice()), (7, b"%PDF".as_slice()));
        assert!(matches!(first.call, Call::Print { printer, .. } if printer == "desk"));
        assert_eq!(receive::<Request>(&mut wire).await.unwrap().unwrap().0.id, 8);
        assert!(receive::<Request>(&mut wire).await.unwrap().is_none());
    }

    #[tokio::test]
    async fn a_broken_or_boundless_frame_is_refused() {
        let whole = frame(&Request { id: 1, call: Call::Ping }, b"body").unwrap();
        assert!(receive::<Request>(&mut &whole[..whole.len() - 1]).await.is_err());
        assert!(receive::<Request>(&mut [0xFF; 12].as_slice()).await.is_err());
    }
}
