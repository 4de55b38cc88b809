//! What ended a run of `scanimage`, from its exit status, its messages and the pages that are
//! really there. The messages alone are not believed: "1 page scanned" is also printed for none.

use crate::model::{DeviceError, Ended};

/// What a scan comes to; the pages before it count whichever it is.
pub type Outcome = Result<Ended, DeviceError>;

/// The messages a driver's statuses are printed as, with the statuses of SANE.
const MESSAGES: [(&str, i32); 9] = [
    ("operation was canceled", 2),
    ("device busy", 3),
    ("document feeder jammed", 6),
    ("document feeder out of documents", 7),
    ("scanner cover is open", 8),
    ("error during device i/o", 9),
    ("out of memory", 10),
    ("access to resource has been denied", 11),
    ("operation not supported", 1),
];

/// What one line of the messages says about the end, if anything.
pub fn judge_line(line: &str) -> Option<Outcome> {
    if let Some(option) = find_refused(line) {
        return Some(Err(DeviceError::SettingRefused { option, value: String::new() }));
    }
    let line = line.to_lowercase();
    let status =
        MESSAGES.iter().find(|(message, _)| line.contains(message)).map(|(_, status)| *status);
    if line.contains("open of device") {
        return Some(match status {
            Some(status @ (3 | 11)) => outcome_of_status(status),
            _ => Ok(Ended::NotFound),
        });
    }
    if line.contains("no sane devices found") {
        return Some(Ok(Ended::NotFound));
    }
    // Messages about reading and starting; a mere notice says nothing about the end.
    (line.contains("sane_") || line.starts_with("scanimage:"))
        .then(|| status.map(outcome_of_status))
        .flatten()
}

/// The option that a message says was not taken.
fn find_refused(line: &str) -> Option<String> {
    const REFUSALS: [&str; 6] = [
        "setting of option",
        "unrecognized option",
        "bad option value",
        "invalid option",
        "is ambiguous",
        "requires an argument",
    ];
    REFUSALS.iter().any(|words| line.contains(words)).then(|| {
        let behind_word = line.split_once("option").map_or("", |(_, rest)| rest);
        let name = behind_word.trim_start_matches(|letter: char| !letter.is_alphanumeric());
        let is_name = |letter: &char| letter.is_alphanumeric() || "-_.".contains(*letter);
        name.chars().take_while(is_name).collect()
    })
}

fn outcome_of_status(status: i32) -> Outcome {
    Ok(match status {
        2 => Ended::Cancelled,
        3 => Ended::Busy,
        4 => {
            return Err(DeviceError::SettingRefused {
                option: String::new(),
                value: String::new(),
            });
        }
        6 => Ended::Jammed,
        7 => Ended::FeederEmpty,
        8 => Ended::CoverOpen,
        11 => Ended::AccessDenied,
        _ => Ended::IoError,
    })
}

/// `code` is nothing when a signal ended the program.
pub fn judge_run(
    code: Option<i32>,
    message: Option<Outcome>,
    pages: u32,
    requested: u32,
) -> Outcome {
    let by_code = match code {
        Some(0) => None,
        Some(code) => Some(outcome_of_status(code)),
        None => Some(Ok(Ended::IoError)),
    };
    match (message, by_code) {
        (Some(message), _) => message,
        (None, Some(by_code)) => by_code,
        (None, None) if pages == 0 => Ok(Ended::NoPages),
        (None, None) if pages < requested => Ok(Ended::FeederEmpty),
        (None, None) => Ok(Ended::Complete),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(option: &str) -> Option<Outcome> {
        let (option, value) = (option.to_owned(), String::new());
        Some(Err(DeviceError::SettingRefused { option, value }))
    }

    #[test]
    fn lines_are_understood() {
        for (line, ended) in [
            ("scanimage: sane_read: Document feeder jammed", Some(Ended::Jammed)),
            ("scanimage: sane_start: Document feeder out of documents", Some(Ended::FeederEmpty)),
            ("scanimage: open of device nope:0 failed: Invalid argument", Some(Ended::NotFound)),
            ("scanimage: open of device test:0 failed: Device busy", Some(Ended::Busy)),
            ("scanimage: rounded value of resolution from 5000 to 1200", None),
            ("Output format is not set, using pnm as a default.", None),
            ("Scanned page 1. (scanner status = 5)", None),
            ("Batch terminated, 1 page scanned", None),
        ] {
            assert_eq!(judge_line(line), ended.map(Ok), "{line}");
        }
    }

    #[test]
    fn a_refused_setting_is_named() {
        for (line, option) in [
            ("scanimage: setting of option --source failed (Invalid argument)", "source"),
            ("scanimage: setting of option --adf-mode failed (Invalid argument)", "adf-mode"),
            ("scanimage: unrecognized option '--source=ADF'", "source"),
            (
                "scanimage: option --resolution: bad option value (rest of option: abc)",
                "resolution",
            ),
            ("scanimage: invalid option -- 'x'", "x"),
            ("scanimage: option '--mo' is ambiguous; possibilities: '--mode' '--mood'", "mo"),
        ] {
            assert_eq!(judge_line(line), refused(option), "{line}");
        }
        assert_eq!(
            Some(judge_run(Some(4), None, 0, 1)),
            refused(""),
            "not every driver says which"
        );
    }

    #[test]
    fn pages_that_are_there_decide() {
        let empty = Some(Ok(Ended::FeederEmpty));
        assert_eq!(judge_run(Some(0), None, 0, 1), Ok(Ended::NoPages));
        assert_eq!(judge_run(Some(0), None, 3, 3), Ok(Ended::Complete));
        assert_eq!(judge_run(Some(0), empty, 0, 500), Ok(Ended::FeederEmpty));
        assert_eq!(judge_run(Some(6), None, 2, 500), Ok(Ended::Jammed));
        assert_eq!(judge_run(Some(134), None, 0, 1), Ok(Ended::IoError));
        assert_eq!(judge_run(None, None, 1, 2), Ok(Ended::IoError));
    }
}
