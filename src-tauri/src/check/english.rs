//! What each check and each condition is called in English, and what to do about it.

use counter_desk::check::{Check, Condition, State};

use super::Language;

pub static LANGUAGE: Language =
    Language { name: name_check, colon: ": ", words: word_condition, state: name_state };

fn name_state(state: State) -> &'static str {
    match state {
        State::NotChecked => "not checked",
        State::Ok => "ok",
        State::Warning => "warning",
        State::Problem => "problem",
    }
}

fn name_check(check: Check) -> &'static str {
    match check {
        Check::Versions => "Versions",
        Check::Display => "Display",
        Check::Renderer => "Renderer",
        Check::Webkit => "WebKit",
        Check::Window => "Window",
        Check::Settings => "Settings",
        Check::Rights => "Rights",
        Check::Disk => "Disk",
        Check::Clock => "Clock",
        Check::Zone => "Time zone",
        Check::Keyring => "Keyring",
        Check::Records => "Records",
        Check::Centre => "Centre file",
        Check::Office => "Office",
        Check::Certificate => "Certificate",
        Check::DeviceHost => "Device program",
        Check::Reader => "Card reader",
        Check::Scanner => "Scanner",
        Check::Printer => "Printer",
        Check::DocumentWorker => "Document program",
        Check::Walls => "Walls",
        Check::Fonts => "Fonts",
        Check::Pdf => "PDF",
    }
}

/// What is said, and what to do; empty where nothing is to be done.
fn word_condition(condition: Condition) -> (&'static str, &'static str) {
    use Condition::*;
    match condition {
        VersionsTold => ("program {program} in {folder}, on {system}", ""),
        SystemUnnamed => ("program {program} in {folder}; the system does not name itself", ""),
        DisplayAnswers => ("display {name} answers", ""),
        DisplayMissing => (
            "there is no display here, so no window can open",
            "open a terminal on the counter's desktop and check again; over a remote login this is as it should be",
        ),
        DisplaySilent => (
            "display {name} does not answer, so no window can open",
            "log out of the desktop and in again, then check again",
        ),
        DisplayElsewhere => (
            "display {name} is another computer's and was not asked",
            "check again at the counter's computer",
        ),
        CardDraws => ("the graphics card draws (driver {driver})", ""),
        ProcessorDraws => {
            ("the processor draws: there is no graphics card that is of use here", "")
        }
        CardDrawsAsSet => ("the graphics card draws, as the settings or a variable say", ""),
        ProcessorDrawsAsSet => ("the processor draws, as the settings or a variable say", ""),
        CardClosed => (
            "there is a graphics card (driver {driver}) that this user may not use, so the processor draws",
            "have an administrator add this user to the group render, and log in again",
        ),
        RendererUnseen => ("without a display it was not looked at who draws", ""),
        WebkitFine => ("WebKitGTK {version}", ""),
        WebkitOld => (
            "WebKitGTK {version} is too old, {wanted} or newer is needed",
            "have an administrator update the system's libwebkit2gtk-4.1",
        ),
        WebkitUnknown => (
            "WebKitGTK does not tell its version",
            "have an administrator install the system's libwebkit2gtk-4.1 again",
        ),
        WindowClosed => ("no window is open", ""),
        WindowOpen => ("a window is open: records and devices are its own and were left alone", ""),
        WindowUnknown => (
            "it is not known whether a window is open ({cause}); records and devices were left alone",
            "",
        ),
        SettingsRead => ("the settings can be read (without a file the defaults count)", ""),
        SettingsUnreadable => (
            "the settings in {folder} cannot be read",
            "do not delete them; have a technician mend settings.json, the window does not write over it",
        ),
        RightsFine => {
            ("all folders can be written into, and no other user reads database or key file", "")
        }
        RunAsRoot => (
            "root asked: this is about root's folders, not the clerk's",
            "log in as the clerk and check again without sudo",
        ),
        PathForeign => (
            "{path} belongs to another user",
            "have an administrator give it to the window's user (chown), and do not open the window with sudo",
        ),
        FolderClosed => (
            "this user cannot write into {path}",
            "have an administrator look at the folder's rights, and whether the disk is read-only",
        ),
        FileOpenToOthers => {
            ("other users can read {path}", "chmod 600, so that only its owner can")
        }
        RightsUntried => ("whether {path} can be written into was not found out ({cause})", ""),
        DiskFine => ("{free} left of {whole}", ""),
        DiskLow => (
            "the disk is nearly full: {free} left of {whole}",
            "have a technician make room, without touching the records",
        ),
        DiskFull => (
            "the disk is as good as full: {free} left of {whole}, new pages may find no room",
            "have a technician make room now, without touching the records",
        ),
        DiskUnknown => ("the system does not tell how much room is left where {path} lies", ""),
        ClockAgrees => ("as the office's", ""),
        ClockBehind => (
            "{minutes} minutes behind the office's",
            "have an administrator switch on automatic time",
        ),
        ClockAhead => (
            "{minutes} minutes ahead of the office's",
            "have an administrator switch on automatic time",
        ),
        ClockSetBack => (
            "{minutes} minutes earlier than was noted here before",
            "look at date and time, and have an administrator switch on automatic time",
        ),
        ClockAbsurd => (
            "the computer's date ({now}) is so far off that nothing can be stamped",
            "set date and time before anything is received; where they are lost with the power, change the board's battery",
        ),
        ClockUnconfirmed => (
            "the computer says {now} (Beijing time); there is no office's time to compare",
            "see whether that is right",
        ),
        ZoneBeijing => ("time zone {zone}, Beijing's", ""),
        ZoneOther => (
            "the time zone is {zone}, not Beijing's; limits are counted on Beijing time all the same",
            "have an administrator set the system's zone to Asia/Shanghai",
        ),
        KeyringAnswers => ("the keyring answers", ""),
        PassphraseUsed => ("the records are locked with a passphrase, not with the keyring", ""),
        KeyringLocked => (
            "the keyring is locked: opening the window will ask for its password",
            "log into the desktop with the password (not automatically), which opens the keyring too",
        ),
        KeyringSilent => (
            "no keyring answers; the first window will ask for a passphrase to be chosen",
            "for a keyring have an administrator install gnome-keyring, and log in again; outside of a desktop this is as it should be",
        ),
        KeyringWithheld => (
            "no keyring answers, and the key of the records lies in it: they cannot be opened now",
            "check again within the clerk's desktop; if that does not help have a technician restore the keyring, install nothing anew and delete nothing",
        ),
        KeyringUnasked => {
            ("no keyring answers here; a window is open, and its own was not asked", "")
        }
        RecordsNone => ("there are no records here", ""),
        RecordsOpen => ("they can be opened", ""),
        RecordsInUse => (
            "a window uses them, so they were not opened",
            "close the window to have them looked at",
        ),
        RecordsUnderPassphrase => (
            "they are locked with a passphrase and were not opened",
            "counter verify looks at them",
        ),
        RecordsLocked => (
            "the keyring is not open, so they were not looked at",
            "check again once the keyring is open",
        ),
        RecordsUncopied => (
            "they could not be looked at ({code})",
            "make room on the disk, look at the folders' rights, then check again",
        ),
        KeyMissing => (
            "there are records, and their key is not here",
            "install nothing anew and delete nothing; have a technician restore the keyring, or use the centre's recovery key",
        ),
        RecordsNewer => (
            "the records were written by a newer program",
            "have an administrator update this one to that version or a later one",
        ),
        RecordsDamaged => (
            "they cannot be opened ({code})",
            "delete nothing; have a technician look at them with counter verify, and restore them if need be",
        ),
        CentreNone => ("no centre was joined", ""),
        CentreInForce => ("of {name}, in force until {until}", ""),
        CentreEndsSoon => ("of {name}, it ends on {until}", "ask the centre for a new file"),
        CentreEnded => (
            "of {name}, it ended on {until}; cases can be taken in, new catalogues are not",
            "ask the centre for a new file",
        ),
        CentreMissing => (
            "the office is a real one, and this computer joined no centre",
            "join with a code of the centre's, or have an administrator put the centre file down",
        ),
        CentreUnreadable => (
            "the centre file cannot be read ({code})",
            "ask the centre for a new one; if it is sound, update this program",
        ),
        CentreUnbelieved => (
            "{path} is not believed and will not be taken",
            "have an administrator make root the owner of file and folder, and nobody else able to write them",
        ),
        CentreSealed => (
            "whether a centre was joined stands in records that were not opened",
            "see the window's settings (Alt+8)",
        ),
        OfficeAnswers => ("{name} ({address}) answers", ""),
        TrialAnswers => ("{name} ({address}) answers and says that it is a trial's", ""),
        OfficeOwnTrial => (
            "no office is set: the window will be a trial, with an office of its own",
            "for real work join a centre, or enter the office's address",
        ),
        OfficeSealed => (
            "the office's address stands in records that were not opened, so it was not asked",
            "see the line in the window's status bar",
        ),
        OfficeUnsettled => (
            "it is not known which office is meant, so none was asked",
            "first mend settings or centre file as said above",
        ),
        OfficeAddressUnusable => (
            "{address} is no address of an office",
            "correct it (https:// in front, no account in it)",
        ),
        OfficeInTheClear => (
            "{address} is not encrypted and not on this computer: nothing will be sent there",
            "let the address begin with https://",
        ),
        OfficeSilent => (
            "{address} does not answer ({code}); cases can be taken in and are sent later",
            "look at cable and network; if it lasts, ask whoever runs the office",
        ),
        OfficeUntrusted => (
            "the answer of {address} is not trusted, and not taken for the office's",
            "do as the certificate's line says",
        ),
        OfficeBarred => (
            "a gateway before {address} lets nothing pass ({code})",
            "sign in to the network; if it lasts, ask whoever runs it",
        ),
        OfficeFaulty => {
            ("{address} answers, and with a fault ({code})", "ask whoever runs the office")
        }
        OfficeIsAnother => (
            "{address} answers, and is not the office that is known here: nothing will be sent there",
            "look at the address, and ask the centre whether the office is another one now",
        ),
        CertificateTrusted => ("this computer trusts the office's certificate", ""),
        CertificatePinned => ("the office's certificate is the one that the centre file names", ""),
        CertificateUnneeded => ("the office is on this computer and needs none", ""),
        CertificateRefused => (
            "the office's certificate is not trusted, or not the one that the centre file names",
            "look at the computer's date first; if that is right, ask the centre whether the certificate was changed",
        ),
        CertificateUnseen => ("no certificate of the office was seen", ""),
        HostAnswers => ("the device program answers", ""),
        HostSilent => (
            "{path} does not answer ({code}): no card, no scan, no print",
            "have an administrator install counter-workstation again",
        ),
        ReaderAnswers => ("the reader on {port} answers", ""),
        ReaderBusy => ("another program uses {port}", "close it and check again"),
        ReaderGone => (
            "nothing is connected at {port}",
            "plug the reader in; at another socket choose it again in the settings (Alt+8)",
        ),
        ReaderClosed => (
            "this user may not use {port}",
            "have an administrator add this user to the group dialout, and log in again",
        ),
        ReaderSilent => (
            "{port} opens, and no reader answers",
            "look at the reader's power and cable, or choose another port in the settings (Alt+8)",
        ),
        ReaderUnset => {
            ("no card reader is set", "to read cards choose a port in the settings (Alt+8)")
        }
        ReaderInUse => (
            "the open window uses the card reader, so it was not asked",
            "see the window's status bar",
        ),
        ReaderUnlisted => ("the card reader could not be looked at", ""),
        ScannerFound => ("{name} is there", ""),
        ScannerGone => (
            "the system does not list {name}",
            "switch the scanner on and plug it in; another one is chosen in the settings (Alt+8)",
        ),
        ScanProgramMissing => (
            "there is no scanimage, so nothing can be scanned",
            "have an administrator install sane-utils",
        ),
        ScannerUnset => (
            "no scanner is set; the system finds {count}",
            "to scan choose one in the settings (Alt+8)",
        ),
        ScannerInUse => {
            ("the open window uses the scanner, so it was not asked", "see the window's status bar")
        }
        ScannerUnlisted => ("the scanner could not be looked at", ""),
        PrinterReady => ("{name} takes prints", ""),
        PrinterStopped => (
            "{name} is stopped",
            "start it in the system's printer settings, and look for jammed paper",
        ),
        PrinterGone => (
            "the system does not list the printer {name}",
            "see whether CUPS runs and has the printer; another one is chosen in the settings (Alt+8)",
        ),
        PrintProgramMissing => (
            "there is no lp, so nothing can be printed",
            "have an administrator install cups-client",
        ),
        PrinterUnset => (
            "no printer is set, papers become PDF files; the system finds {count}",
            "to print choose one in the settings (Alt+8)",
        ),
        PrinterUnsure => (
            "there is a printer {name}, and the system does not tell its state",
            "print a test page",
        ),
        PrinterInUse => (
            "the open window uses the printer, so it was not asked",
            "see the window's settings (Alt+8)",
        ),
        PrinterUnlisted => ("the printer could not be looked at", ""),
        WorkerAnswers => ("the document program answers", ""),
        WorkerSilent => (
            "{path} does not answer ({code}): no material opens, no paper is made",
            "have an administrator install counter-workstation again",
        ),
        WallsWhole => (
            "the program that opens materials is walled in: it reaches no file and no network here \
             (Landlock {landlock})",
            "",
        ),
        WallsWithoutLandlock => (
            "the program that opens materials is walled in, but the kernel has no Landlock: one wall \
             less",
            "have an administrator choose a kernel with Landlock (5.13 or newer)",
        ),
        WallsLacking => (
            "the program that opens materials is not walled in: a hostile file may reach files and \
             network here",
            "have an administrator look at the kernel's seccomp; until then open no file of unknown \
             origin",
        ),
        WallsUnknown => {
            ("the document program does not answer, so its walls were not looked at", "")
        }
        FontsFound => ("papers are made with {families}", ""),
        FontsMissing => (
            "there is no Chinese font, so no paper can be made",
            "have an administrator install fonts-noto-cjk",
        ),
        FontsUnknown => ("the document program does not answer, so fonts were not looked at", ""),
        PdfDraws => ("PDF materials are shown, Chinese in them too", ""),
        PdfLibraryMissing => (
            "the PDF library libpdfium.so is not beside the program, so no PDF opens",
            "have an administrator install counter-workstation again",
        ),
        PdfChineseMissing => (
            "Chinese in PDFs that bring no font is not drawn",
            "have an administrator install fonts-noto-cjk",
        ),
        PdfUnknown => ("the document program does not answer, so PDFs were not looked at", ""),
    }
}
