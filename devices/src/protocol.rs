//! The words exchanged with `device-host` over its standard input and output, each the header of a
//! frame. Bodies are pages and documents; they never go through JSON.

use counter_child_pipe::{ANSWERS_AHEAD, Limits};
use serde::{Deserialize, Serialize};

use crate::model::{CardReading, DeviceError, DeviceInfo, Ended, ProbeReport, ScanRequest};

/// Both sides refuse longer frames as [`DeviceError::TooLarge`]. An A3 page in colour at 600 dpi
/// stays below the body's limit even uncompressed.
pub const LIMITS: Limits = Limits { header: 1 << 20, body: 512 << 20 };

/// How many pages of a scan may be on their way: sent by the host, not yet taken by whoever asked.
/// The host lets the driver wait rather than send more, so a slow taker costs no memory on either
/// side.
pub const PAGES_AHEAD: usize = 2;
// With the answer that ends the scan.
const _: () = assert!(PAGES_AHEAD < ANSWERS_AHEAD);

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
        paper: String,
    },
    /// Said of a scan under way: one of its pages was taken, another may come. Not answered.
    PageTaken,
    /// Said of a call under way: nobody wants it any more. It ends as `cancelled`; this is not
    /// answered.
    Cancel,
}

/// Each but `Page` is the last of its call.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "answer", rename_all = "snake_case")]
pub enum Answer {
    /// The page is the body.
    Page {
        media: String,
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
    pub fn is_last(&self) -> bool {
        !matches!(self, Self::Page { .. })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{DeviceKind, DeviceState};

    fn calls() -> Vec<Call> {
        let (port, speed) = ("port".to_owned(), Some(115_200));
        vec![
            Call::Ping,
            Call::List { readers: vec![port.clone()] },
            Call::Probe { port: port.clone() },
            Call::ReadCard { port, speed, timeout_ms: u64::MAX },
            Call::Scan(ScanRequest::new("test:0")),
            Call::Print {
                printer: "desk".into(), title: "受理回执".into(), paper: "A4".into()
            },
            Call::PageTaken,
            Call::Cancel,
        ]
    }

    fn answers() -> Vec<Answer> {
        let device = DeviceInfo {
            name: "desk".into(),
            kind: DeviceKind::Printer,
            state: DeviceState::Ready,
        };
        vec![
            Answer::Page { media: "image/png".into() },
            Answer::Done,
            Answer::Devices { devices: vec![device] },
            Answer::Probed { report: ProbeReport { speed: 9_600, sam_id: None } },
            Answer::Ended { ended: Ended::FeederEmpty },
            Answer::Failed { error: DeviceError::ReaderRefused { status: 0x41 } },
        ]
    }

    #[test]
    fn what_one_side_says_the_other_understands() {
        for call in calls() {
            let header = serde_json::to_vec(&call).unwrap();
            let understood: Call = serde_json::from_slice(&header).unwrap();
            assert_eq!(format!("{understood:?}"), format!("{call:?}"));
        }
        for answer in answers() {
            let header = serde_json::to_vec(&answer).unwrap();
            let understood: Answer = serde_json::from_slice(&header).unwrap();
            assert_eq!(format!("{understood:?}"), format!("{answer:?}"));
        }
    }
}
