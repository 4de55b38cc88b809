//! What can be found out about a computer: each condition with the check that it belongs to, its
//! state and its parameters. Words for people are the shell's; without them it does not compile.
use counter_core::code::variant_code;
use serde::Serialize;
use std::collections::BTreeMap;

/// From fine to bad; what could not be looked at is neither.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    NotChecked,
    Ok,
    Warning,
    Problem,
}

macro_rules! conditions {
    ($($check:ident { $($name:ident: $state:ident [$($param:ident)*],)* })*) => {
        /// What is looked at, in the order in which it is told.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Check { $($check,)* }

        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Condition { $($($name,)*)* }

        impl Condition {
            pub const ALL: &'static [Condition] = &[$($(Condition::$name,)*)*];

            pub fn check(self) -> Check {
                match self { $($(Condition::$name => Check::$check,)*)* }
            }

            pub fn state(self) -> State {
                match self { $($(Condition::$name => State::$state,)*)* }
            }

            /// Names of what is told beside it.
            pub fn params(self) -> &'static [&'static str] {
                match self { $($(Condition::$name => &[$(stringify!($param)),*],)*)* }
            }
        }
    };
}

conditions! {
    Versions {
        VersionsTold: Ok [program system folder],
        SystemUnnamed: Ok [program folder],
    }
    Display {
        DisplayAnswers: Ok [name],
        DisplayMissing: Warning [],
        DisplaySilent: Problem [name],
        DisplayElsewhere: NotChecked [name],
    }
    Renderer {
        CardDraws: Ok [driver],
        ProcessorDraws: Ok [],
        CardDrawsAsSet: Ok [],
        ProcessorDrawsAsSet: Ok [],
        CardClosed: Warning [driver],
        RendererUnseen: NotChecked [],
    }
    Webkit {
        WebkitFine: Ok [version],
        WebkitOld: Problem [version wanted],
        WebkitUnknown: Problem [],
    }
    Window {
        WindowClosed: Ok [],
        WindowOpen: Ok [],
        WindowUnknown: NotChecked [cause],
    }
    Settings {
        SettingsRead: Ok [],
        SettingsUnreadable: Problem [folder],
    }
    Rights {
        RightsFine: Ok [],
        RunAsRoot: Warning [],
        PathForeign: Problem [path],
        FolderClosed: Problem [path],
        FileOpenToOthers: Warning [path],
        RightsUntried: NotChecked [path cause],
    }
    Disk {
        DiskFine: Ok [free whole],
        DiskLow: Warning [free whole],
        DiskFull: Problem [free whole],
        DiskUnknown: NotChecked [path],
    }
    Clock {
        ClockAgrees: Ok [],
        ClockBehind: Warning [minutes],
        ClockAhead: Warning [minutes],
        ClockSetBack: Warning [minutes],
        ClockAbsurd: Problem [now],
        ClockUnconfirmed: NotChecked [now],
    }
    Zone {
        ZoneBeijing: Ok [zone],
        ZoneOther: Warning [zone],
    }
    Keyring {
        KeyringAnswers: Ok [],
        PassphraseUsed: Ok [],
        KeyringLocked: Warning [],
        KeyringSilent: Warning [],
        KeyringWithheld: Problem [],
        KeyringUnasked: NotChecked [],
    }
    Records {
        RecordsNone: Ok [],
        RecordsOpen: Ok [],
        RecordsInUse: NotChecked [],
        RecordsUnderPassphrase: NotChecked [],
        RecordsLocked: NotChecked [],
        RecordsUncopied: NotChecked [code],
        KeyMissing: Problem [],
        RecordsNewer: Problem [],
        RecordsDamaged: Problem [code],
    }
    Centre {
        CentreNone: Ok [],
        CentreInForce: Ok [name until],
        CentreEndsSoon: Warning [name until],
        CentreEnded: Warning [name until],
        CentreMissing: Warning [],
        CentreUnreadable: Problem [code],
        CentreUnbelieved: Problem [path],
        CentreSealed: NotChecked [],
    }
    Office {
        OfficeAnswers: Ok [address name],
        TrialAnswers: Ok [address name],
        OfficeOwnTrial: NotChecked [],
        OfficeSealed: NotChecked [],
        OfficeUnsettled: NotChecked [],
        OfficeAddressUnusable: Problem [address],
        OfficeInTheClear: Problem [address],
        OfficeSilent: Problem [address code],
        OfficeUntrusted: Problem [address],
        OfficeBarred: Problem [address code],
        OfficeFaulty: Problem [address code],
        OfficeIsAnother: Problem [address],
    }
    Certificate {
        CertificateTrusted: Ok [],
        CertificatePinned: Ok [],
        CertificateUnneeded: Ok [],
        CertificateRefused: Problem [],
        CertificateUnseen: NotChecked [],
    }
    DeviceHost {
        HostAnswers: Ok [],
        HostSilent: Problem [path code],
    }
    Reader {
        ReaderAnswers: Ok [port],
        ReaderBusy: Warning [port],
        ReaderGone: Problem [port],
        ReaderClosed: Problem [port],
        ReaderSilent: Problem [port],
        ReaderUnset: NotChecked [],
        ReaderInUse: NotChecked [],
        ReaderUnlisted: NotChecked [],
    }
    Scanner {
        ScannerFound: Ok [name],
        ScannerGone: Problem [name],
        ScanProgramMissing: Problem [],
        ScannerUnset: NotChecked [count],
        ScannerInUse: NotChecked [],
        ScannerUnlisted: NotChecked [],
    }
    Printer {
        PrinterReady: Ok [name],
        PrinterStopped: Problem [name],
        PrinterGone: Problem [name],
        PrintProgramMissing: Problem [],
        PrinterUnset: NotChecked [count],
        PrinterUnsure: NotChecked [name],
        PrinterInUse: NotChecked [],
        PrinterUnlisted: NotChecked [],
    }
    DocumentWorker {
        WorkerAnswers: Ok [],
        WorkerSilent: Problem [path code],
    }
    Walls {
        WallsWhole: Ok [landlock],
        WallsWithoutLandlock: Warning [],
        WallsLacking: Problem [],
        WallsUnknown: NotChecked [],
    }
    Fonts {
        FontsFound: Ok [families],
        FontsMissing: Problem [],
        FontsUnknown: NotChecked [],
    }
    Pdf {
        PdfDraws: Ok [],
        PdfLibraryMissing: Problem [],
        PdfChineseMissing: Problem [],
        PdfUnknown: NotChecked [],
    }
}

impl Condition {
    /// The stable word for programs.
    pub fn code(self) -> String {
        variant_code(&self)
    }
}

/// What one check found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub condition: Condition,
    pub params: BTreeMap<&'static str, String>,
}

impl Finding {
    pub fn new(condition: Condition) -> Finding {
        Finding { condition, params: BTreeMap::new() }
    }

    pub fn with(mut self, name: &'static str, value: impl ToString) -> Finding {
        self.params.insert(name, value.to_string());
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_condition_has_a_word_of_its_own() {
        let codes: BTreeSet<String> = Condition::ALL.iter().map(|one| one.code()).collect();
        assert_eq!(codes.len(), Condition::ALL.len());
        assert!(codes.iter().all(|code| !code.is_empty()));
        assert_eq!(Condition::DiskLow.code(), "disk_low");
        assert_eq!(variant_code(&Condition::DiskLow.check()), "disk");
    }

    #[test]
    fn a_check_that_can_fail_can_be_fine_too() {
        let of = |check: Check| Condition::ALL.iter().filter(move |one| one.check() == check);
        for condition in Condition::ALL {
            let check = condition.check();
            assert!(of(check).any(|one| one.state() == State::Ok), "{check:?}");
        }
    }
}
