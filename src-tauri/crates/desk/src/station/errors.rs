//! What each crate below can fail with, as the bridge has it: every variant named, so that a new
//! one does not compile until it has a code. The cause goes to the log: codes and places, never
//! text.
use crate::Failure;
use crate::contract::FailureCode;
use counter_backoffice::{Barrier, OfficeError};
use counter_centre::{CentreError, CodeError};
use counter_core::date::date_text;
use counter_devices::DeviceError;
use counter_documents::DocumentError;
use counter_store::{StoreError, keys::KeyError};

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Failure {
        tracing::warn!(code = error.code(), "store");
        Failure::new(match error {
            StoreError::DiskFull => FailureCode::DiskFull,
            StoreError::WrongKey => FailureCode::WrongKey,
            StoreError::NewerDatabase { .. } => FailureCode::NewerDatabase,
            StoreError::ForeignDatabase => FailureCode::ForeignDatabase,
            StoreError::AlreadyOpen => FailureCode::AlreadyOpen,
            StoreError::PageDamaged | StoreError::UnknownPage => FailureCode::PageDamaged,
            StoreError::Conflict => FailureCode::Conflict,
            StoreError::Purged => FailureCode::PagesPurged,
            StoreError::Damaged => FailureCode::DatabaseDamaged,
            StoreError::UnknownCase
            | StoreError::UnknownSuite { .. }
            | StoreError::NumberTaken
            | StoreError::PayloadFixed
            | StoreError::BadCaseName
            | StoreError::Io(_) => FailureCode::StoreIo,
        })
    }
}

impl From<KeyError> for Failure {
    fn from(error: KeyError) -> Failure {
        Failure::new(match error {
            KeyError::MissingForExistingDatabase => FailureCode::KeyMissing,
            KeyError::PassphraseNeeded { new: true } => {
                return Failure::new(FailureCode::PassphraseNeeded).with("new", "yes");
            }
            KeyError::PassphraseNeeded { new: false } => FailureCode::PassphraseNeeded,
            KeyError::WrongPassphrase => FailureCode::WrongPassphrase,
            KeyError::DiskFull => FailureCode::DiskFull,
            KeyError::Io(_) => FailureCode::StoreIo,
            KeyError::KeyringUnavailable | KeyError::Damaged => {
                tracing::warn!(code = error.code(), "keys");
                FailureCode::KeyringUnavailable
            }
        })
    }
}

impl From<&OfficeError> for Failure {
    fn from(error: &OfficeError) -> Failure {
        Failure::new(match error {
            OfficeError::NotOurOffice | OfficeError::Untrusted => FailureCode::OfficeNotOurs,
            OfficeError::LockedOut { retry_after } => {
                return Failure::new(FailureCode::SignInLocked).with("seconds", retry_after);
            }
            OfficeError::Refused { status, code } => {
                return Failure::new(FailureCode::OfficeRefused)
                    .with("status", status)
                    .with("code", code);
            }
            OfficeError::Gateway(barrier) => return barrier.into(),
            OfficeError::Unreachable | OfficeError::Cut => FailureCode::OfficeUnreachable,
            OfficeError::TimedOut => FailureCode::OfficeTimedOut,
            OfficeError::Unauthorized => FailureCode::OfficeUnauthorized,
            OfficeError::InstallationEnded => FailureCode::InstallationEnded,
            OfficeError::WrongPassword => FailureCode::WrongPassword,
            OfficeError::Overloaded { .. } => FailureCode::OfficeOverloaded,
            OfficeError::ServerFault { .. } => FailureCode::OfficeFault,
            OfficeError::Garbage | OfficeError::TooLarge => FailureCode::OfficeGarbage,
            OfficeError::InProgress
            | OfficeError::KeyReused
            | OfficeError::MaterialsMissing { .. }
            | OfficeError::UploadGone
            | OfficeError::OffsetConflict { .. } => FailureCode::OfficeRefused,
        })
    }
}

impl From<&Barrier> for Failure {
    fn from(barrier: &Barrier) -> Failure {
        let status = match barrier {
            Barrier::Other { status } => status.to_string(),
            _ => String::new(),
        };
        let failure = Failure::new(match barrier {
            Barrier::TooLarge => FailureCode::GatewayTooLarge,
            Barrier::Method => FailureCode::GatewayMethod,
            Barrier::Length => FailureCode::GatewayLength,
            Barrier::Forbidden => FailureCode::GatewayForbids,
            Barrier::Page => FailureCode::GatewayPage,
            Barrier::Busy { .. } => FailureCode::GatewayBusy,
            Barrier::NoAnswer { .. } => FailureCode::GatewayNoAnswer,
            Barrier::Headers => FailureCode::GatewayHeaders,
            Barrier::Other { .. } => FailureCode::GatewayRefused,
        });
        if status.is_empty() { failure } else { failure.with("status", status) }
    }
}

impl From<&CentreError> for Failure {
    fn from(error: &CentreError) -> Failure {
        tracing::warn!(code = error.code(), "centre file");
        Failure::new(match error {
            CentreError::LaterShape { .. } | CentreError::MustKnow { .. } => {
                FailureCode::CentreNeedsNewer
            }
            CentreError::OtherCentre
            | CentreError::OtherStation
            | CentreError::OtherKind
            | CentreError::OtherKey => FailureCode::CentreOther,
            CentreError::NotNewer { .. } => FailureCode::CentreNotNewer,
            CentreError::Ended { until } => {
                return Failure::new(FailureCode::CentreEnded).with("until", date_text(*until));
            }
            CentreError::TooLarge { .. }
            | CentreError::NotACentreFile
            | CentreError::Forged
            | CentreError::NotAKey
            | CentreError::ExampleKey
            | CentreError::BadField { .. } => FailureCode::CentreUnreadable,
            CentreError::NoChance => FailureCode::Internal,
        })
    }
}

impl From<CodeError> for Failure {
    fn from(error: CodeError) -> Failure {
        Failure::new(match error {
            CodeError::NotACode => FailureCode::NotACode,
            CodeError::Mistyped => FailureCode::CodeMistyped,
            CodeError::OtherCentre => FailureCode::CodeOtherCentre,
            CodeError::OtherStation => FailureCode::CodeOtherStation,
            CodeError::OtherPurpose => FailureCode::CodeOtherPurpose,
            CodeError::Unknown => FailureCode::CodeUnknown,
            CodeError::Used => FailureCode::CodeUsed,
            CodeError::Ended => FailureCode::CodeEnded,
        })
    }
}

impl From<DeviceError> for Failure {
    fn from(error: DeviceError) -> Failure {
        Failure::new(match error {
            DeviceError::NoCard => FailureCode::NoCard,
            DeviceError::CardMovedTooSoon => FailureCode::CardMoved,
            DeviceError::CardMustBeLifted => FailureCode::CardMustBeLifted,
            DeviceError::CardNotRecognised => FailureCode::CardUnreadable,
            DeviceError::ReaderGarbled => FailureCode::ReaderGarbled,
            DeviceError::ReaderInterrupted => FailureCode::ReaderInterrupted,
            DeviceError::ReaderNotConnected => FailureCode::ReaderNotConnected,
            DeviceError::ReaderAccessDenied => FailureCode::ReaderAccessDenied,
            DeviceError::ReaderBusy => FailureCode::ReaderBusy,
            DeviceError::ReaderTimedOut => FailureCode::ReaderTimedOut,
            DeviceError::ReaderRefused { .. } => FailureCode::ReaderRefused,
            DeviceError::ScannerProgramMissing => FailureCode::ScannerProgramMissing,
            DeviceError::SettingRefused { option, value } => {
                return Failure::new(FailureCode::ScanSettingRefused)
                    .with("option", option)
                    .with("value", value);
            }
            DeviceError::NoScratch => FailureCode::NoScanPlace,
            DeviceError::NoPrinter => FailureCode::NoPrinter,
            DeviceError::PrintingUnavailable => FailureCode::PrintingUnavailable,
            DeviceError::PrinterRefused => FailureCode::PrinterRefused,
            DeviceError::HostDied => FailureCode::HostDied,
            DeviceError::HostMissing | DeviceError::HostMisunderstood => FailureCode::HostMissing,
            DeviceError::HostReplaced => FailureCode::ProgramReplaced,
            DeviceError::Cancelled => FailureCode::ScanCancelled,
            DeviceError::TooLarge => FailureCode::PageTooLarge,
            DeviceError::ScenarioUnusable { .. } => {
                tracing::warn!(code = error.code(), "device");
                FailureCode::DeviceFailed
            }
        })
    }
}

impl From<DocumentError> for Failure {
    fn from(error: DocumentError) -> Failure {
        Failure::new(match error {
            DocumentError::Empty => FailureCode::FileEmpty,
            DocumentError::Damaged => FailureCode::FileDamaged,
            DocumentError::Encrypted => FailureCode::FileEncrypted,
            DocumentError::UnknownKind => FailureCode::FileUnknownKind,
            DocumentError::NotTaken(kind) => {
                return Failure::new(FailureCode::FileNotTaken).with("kind", kind.code());
            }
            DocumentError::TooHeavy => FailureCode::FileTooHeavy,
            DocumentError::StopsWorker => FailureCode::FileStopsWorker,
            DocumentError::FileFontMissing => FailureCode::FileFontMissing,
            DocumentError::TooLarge => FailureCode::FileTooLarge,
            DocumentError::NoSuchPage => FailureCode::UnknownPage,
            DocumentError::FontMissing => FailureCode::FontMissing,
            DocumentError::PdfiumMissing => FailureCode::PdfUnavailable,
            DocumentError::WorkerMissing | DocumentError::WorkerDied => FailureCode::WorkerDied,
            DocumentError::WorkerReplaced => FailureCode::ProgramReplaced,
            DocumentError::TimedOut => FailureCode::WorkerTimedOut,
            DocumentError::Unprintable => {
                tracing::warn!(code = error.code(), "document");
                FailureCode::TypesetFailed
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::DETERMINED;
    use counter_backoffice::OutOfBounds;
    use counter_documents::OtherKind;

    #[test]
    fn what_would_end_the_same_is_listed_as_determined() {
        use DocumentError::*;
        let all = [
            Empty,
            Damaged,
            Encrypted,
            UnknownKind,
            NotTaken(OtherKind::Heic),
            TooLarge,
            TooHeavy,
            StopsWorker,
            FileFontMissing,
            NoSuchPage,
            FontMissing,
            PdfiumMissing,
            Unprintable,
            WorkerMissing,
            WorkerDied,
            WorkerReplaced,
            TimedOut,
        ];
        for error in all {
            // Over the same file a worker is not started a third time, and the same words make no
            // paper the second time.
            let expected = error.is_determined() || matches!(error, StopsWorker | Unprintable);
            assert_eq!(DETERMINED.contains(&Failure::from(error).code), expected, "{error}");
        }
        for beyond in [
            OutOfBounds::Files { count: 1 },
            OutOfBounds::FileBytes { bytes: 1 },
            OutOfBounds::SubmissionBytes { bytes: 1 },
        ] {
            assert!(DETERMINED.contains(&Failure::from(beyond).code), "{beyond}");
        }
        assert!(DETERMINED.contains(&FailureCode::TextTooLong));
    }
}
