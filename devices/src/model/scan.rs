//! What is asked of a scanner, what it gives, and what ended it. The pages themselves are not
//! looked into.

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScanRequest {
    /// SANE's name for it, e.g. `test:0`.
    pub device: String,
    /// `flatbed`, `adf`, `duplex`, or the driver's own word; what the driver calls so is taken, and
    /// what comes nearest where it has it not. Nothing: as the device stands.
    #[serde(default)]
    pub source: Option<String>,
    /// Dots per inch, or the nearest that there is. Nothing: as the device stands.
    #[serde(default)]
    pub resolution: Option<u32>,
    /// `Color`, `Gray`, `Lineart`, by meaning; or the driver's own word. Nothing: as the device
    /// stands.
    #[serde(default)]
    pub mode: Option<String>,
    /// At most this many pages. Without it a feeder runs until empty and a flatbed gives one.
    #[serde(default)]
    pub limit: Option<u32>,
    #[serde(default)]
    pub format: PageFormat,
    /// The kill timer: this long without a sign of life ends the scan. Default one minute.
    #[serde(default)]
    pub silence_ms: Option<u64>,
}

impl ScanRequest {
    pub fn new(device: impl Into<String>) -> Self {
        Self {
            device: device.into(),
            source: None,
            resolution: None,
            mode: None,
            limit: None,
            format: PageFormat::Png,
            silence_ms: None,
        }
    }

    /// As a counter wants papers: in colour, whoever asks.
    pub fn of_papers(device: impl Into<String>) -> Self {
        Self { mode: Some("Color".to_owned()), ..Self::new(device) }
    }
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PageFormat {
    #[default]
    Png,
    Jpeg,
}

impl PageFormat {
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
        }
    }

    /// The word for it in file names and for scanning programs.
    pub fn file_extension(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Jpeg => "jpeg",
        }
    }

    /// Whether the bytes begin and end as such a file does: a scan cut short does not.
    pub fn is_complete(self, bytes: &[u8]) -> bool {
        match self {
            Self::Png => {
                bytes.starts_with(b"\x89PNG\r\n\x1a\n") && bytes.ends_with(b"IEND\xAE\x42\x60\x82")
            }
            Self::Jpeg => bytes.starts_with(&[0xFF, 0xD8]) && bytes.ends_with(&[0xFF, 0xD9]),
        }
    }
}

/// One page as the scanner gave it.
#[derive(Clone, PartialEq, Eq)]
pub struct ScannedPage {
    pub bytes: Vec<u8>,
    pub media: String,
}

/// What ended a scan. The pages before it count whichever it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ended {
    /// As many pages as were asked for.
    Complete,
    /// The feeder ran out, which is how a whole stack ends; also when it was empty at once.
    FeederEmpty,
    Jammed,
    CoverOpen,
    Busy,
    NotFound,
    AccessDenied,
    IoError,
    Cancelled,
    /// No sign of life for too long; the scanning program was killed.
    TimedOut,
    /// It ended without a fault and without a page.
    NoPages,
}

impl Ended {
    pub fn code(&self) -> &'static str {
        match self {
            Self::Complete => "complete",
            Self::FeederEmpty => "feeder_empty",
            Self::Jammed => "jammed",
            Self::CoverOpen => "cover_open",
            Self::Busy => "busy",
            Self::NotFound => "not_found",
            Self::AccessDenied => "access_denied",
            Self::IoError => "io_error",
            Self::Cancelled => "cancelled",
            Self::TimedOut => "timed_out",
            Self::NoPages => "no_pages",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_cut_short_is_no_page() {
        let whole = b"\x89PNG\r\n\x1a\n....IEND\xAE\x42\x60\x82";
        assert!(PageFormat::Png.is_complete(whole));
        assert!(!PageFormat::Png.is_complete(&whole[..whole.len() - 1]));
        assert!(!PageFormat::Jpeg.is_complete(whole));
        assert!(PageFormat::Jpeg.is_complete(&[0xFF, 0xD8, 0, 0xFF, 0xD9]));
    }

    #[test]
    fn the_code_is_the_serialised_word() {
        for ended in [Ended::FeederEmpty, Ended::IoError, Ended::NoPages, Ended::AccessDenied] {
            assert_eq!(serde_json::to_value(ended).unwrap(), ended.code());
        }
    }
}
