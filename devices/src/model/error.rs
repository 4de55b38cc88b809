//! The conditions a device can leave the clerk in. Each names something a person can act on;
//! none carries what was read from a card or a page.

use counter_child_pipe::PipeError;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum DeviceError {
    #[error("no card on the reader")]
    NoCard,
    #[error("the card was read already; lift it and lay the next one down")]
    CardMustBeLifted,
    #[error("the card was moved while it was being read")]
    CardMovedTooSoon,
    #[error("the card is of a kind this reader does not know")]
    CardNotRecognised,
    #[error("the ID card reader is not connected")]
    ReaderNotConnected,
    #[error("another program is using the ID card reader")]
    ReaderBusy,
    #[error("this account may not open the ID card reader's port")]
    ReaderAccessDenied,
    #[error("the ID card reader does not answer")]
    ReaderTimedOut,
    #[error("what the ID card reader sent arrived damaged")]
    ReaderGarbled,
    #[error("the ID card reader's answer stopped half way, twice")]
    ReaderInterrupted,
    #[error("the ID card reader refused with status {status:02X}")]
    ReaderRefused { status: u8 },
    #[error("the scanning program is not installed")]
    ScannerProgramMissing,
    #[error("the scanner refused {}", describe_setting(.option, .value))]
    SettingRefused {
        /// In the driver's own word; empty when it did not say which.
        option: String,
        value: String,
    },
    #[error("there is no memory-only place to hold a page while it is scanned")]
    NoScratch,
    #[error("there is no such printer")]
    NoPrinter,
    #[error("the printer refused the document")]
    PrinterRefused,
    #[error("printing is not set up on this machine")]
    PrintingUnavailable,
    #[error("the device program could not be started")]
    HostMissing,
    #[error("the device program ended while it was at work")]
    HostDied,
    /// By an update, while this program ran.
    #[error("the device program is of another version than this one")]
    HostReplaced,
    #[error("the device program and this one do not understand each other")]
    HostMisunderstood,
    #[error("the page or document is larger than the device program may be sent or send")]
    TooLarge,
    #[error("the emulated reader's scenario cannot be used: {reason}")]
    ScenarioUnusable { reason: String },
    #[error("cancelled")]
    Cancelled,
}

impl DeviceError {
    /// The stable name of the condition, the same as in its serialised form.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoCard => "no_card",
            Self::CardMustBeLifted => "card_must_be_lifted",
            Self::CardMovedTooSoon => "card_moved_too_soon",
            Self::CardNotRecognised => "card_not_recognised",
            Self::ReaderNotConnected => "reader_not_connected",
            Self::ReaderBusy => "reader_busy",
            Self::ReaderAccessDenied => "reader_access_denied",
            Self::ReaderTimedOut => "reader_timed_out",
            Self::ReaderGarbled => "reader_garbled",
            Self::ReaderInterrupted => "reader_interrupted",
            Self::ReaderRefused { .. } => "reader_refused",
            Self::ScannerProgramMissing => "scanner_program_missing",
            Self::SettingRefused { .. } => "setting_refused",
            Self::NoScratch => "no_scratch",
            Self::NoPrinter => "no_printer",
            Self::PrinterRefused => "printer_refused",
            Self::PrintingUnavailable => "printing_unavailable",
            Self::HostMissing => "host_missing",
            Self::HostDied => "host_died",
            Self::HostReplaced => "host_replaced",
            Self::HostMisunderstood => "host_misunderstood",
            Self::TooLarge => "too_large",
            Self::ScenarioUnusable { .. } => "scenario_unusable",
            Self::Cancelled => "cancelled",
        }
    }
}

fn describe_setting(option: &str, value: &str) -> String {
    match (option, value) {
        ("", _) => "its settings".to_owned(),
        (option, "") => format!("the setting {option}"),
        (option, value) => format!("the setting {option} = {value}"),
    }
}

impl From<PipeError> for DeviceError {
    fn from(error: PipeError) -> Self {
        match error {
            PipeError::NotStarted => Self::HostMissing,
            // Nothing here is called with a limit: drivers keep to their own.
            PipeError::Ended | PipeError::TimedOut => Self::HostDied,
            PipeError::OtherVersion => Self::HostReplaced,
            PipeError::TooLong => Self::TooLarge,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_is_the_serialised_tag() {
        for error in [
            DeviceError::NoCard,
            DeviceError::ReaderRefused { status: 0x41 },
            DeviceError::HostDied,
            DeviceError::CardMustBeLifted,
            DeviceError::ScannerProgramMissing,
            DeviceError::SettingRefused { option: "mode".into(), value: "Color".into() },
        ] {
            let value = serde_json::to_value(&error).unwrap();
            assert_eq!(value["code"], error.code());
            assert_eq!(serde_json::from_value::<DeviceError>(value).unwrap(), error);
        }
    }
}
