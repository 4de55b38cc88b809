//! Scanning through `scanimage`, the program of SANE: what is asked for, and what ended it.
//! The running of the program is in `batch`; the pages themselves are not looked into.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::system::program::{command, run};
use crate::{DeviceInfo, DeviceKind, DeviceState};

pub use crate::scanner::batch::scan;

/// A network backend may take its time to find out that nobody is there.
const LISTING: Duration = Duration::from_secs(30);

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScanRequest {
    /// SANE's name for it, e.g. `test:0`.
    pub device: String,
    /// `flatbed`, `adf`, or the driver's own word. Nothing: as the device stands.
    #[serde(default)]
    pub source: Option<String>,
    /// Dots per inch. Nothing: as the device stands.
    #[serde(default)]
    pub resolution: Option<u32>,
    /// `Color`, `Gray`, `Lineart`, in the driver's own words.
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
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PageFormat {
    #[default]
    Png,
    Jpeg,
}

impl PageFormat {
    pub fn media(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
        }
    }

    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Jpeg => "jpeg",
        }
    }

    /// Whether the bytes begin and end as such a file does: a scan cut short does not.
    pub(crate) fn is_whole(self, bytes: &[u8]) -> bool {
        match self {
            Self::Png => bytes.starts_with(b"\x89PNG\r\n\x1a\n") && bytes.ends_with(b"IEND\xAE\x42\x60\x82"),
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
    /// The driver does not know the source, mode or resolution.
    SettingRefused,
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
            Self::SettingRefused => "setting_refused",
            Self::IoError => "io_error",
            Self::Cancelled => "cancelled",
            Self::TimedOut => "timed_out",
            Self::NoPages => "no_pages",
        }
    }
}

/// The scanners SANE knows; none when it is not installed.
pub async fn devices() -> Vec<DeviceInfo> {
    let mut listing = command("scanimage");
    listing.args(["-f", "%d|%v|%m|%t|%i%n"]);
    match run(listing, None, LISTING).await {
        Ok(done) => parse_listing(&done.stdout),
        Err(_) => Vec::new(),
    }
}

fn parse_listing(text: &str) -> Vec<DeviceInfo> {
    text.lines()
        .filter(|line| line.matches('|').count() >= 4)
        .filter_map(|line| line.split('|').next())
        .map(|name| DeviceInfo { name: name.to_owned(), kind: DeviceKind::Scanner, state: DeviceState::Ready })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_lines_of_the_listing_are_devices() {
        let listed = parse_listing("test:0|Noname|frontend-tester|virtual device|0\nwarning\n");
        assert_eq!(listed.len(), 1);
        assert_eq!(listed[0].name, "test:0");
    }

    #[test]
    fn a_file_cut_short_is_no_page() {
        let whole = b"\x89PNG\r\n\x1a\n....IEND\xAE\x42\x60\x82";
        assert!(PageFormat::Png.is_whole(whole));
        assert!(!PageFormat::Png.is_whole(&whole[..whole.len() - 1]));
        assert!(!PageFormat::Jpeg.is_whole(whole));
        assert!(PageFormat::Jpeg.is_whole(&[0xFF, 0xD8, 0, 0xFF, 0xD9]));
    }

    #[test]
    fn the_code_is_the_serialised_word() {
        for ended in [Ended::FeederEmpty, Ended::IoError, Ended::NoPages, Ended::SettingRefused] {
            assert_eq!(serde_json::to_value(ended).unwrap(), ended.code());
        }
    }
}
