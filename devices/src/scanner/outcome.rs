//! What ended a run of `scanimage`, from its exit status, its messages and the pages that are
//! really there. The messages alone are not believed: "1 page scanned" is also printed for none.

use crate::model::Ended;

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
pub fn judge_line(line: &str) -> Option<Ended> {
    let line = line.to_lowercase();
    let status =
        MESSAGES.iter().find(|(message, _)| line.contains(message)).map(|(_, status)| *status);
    if line.contains("open of device") {
        return Some(match status {
            Some(status @ (3 | 11)) => outcome_of_status(status).unwrap_or(Ended::NotFound),
            _ => Ended::NotFound,
        });
    }
    if line.contains("no sane devices found") {
        return Some(Ended::NotFound);
    }
    let setting = ["setting of option", "unrecognized option", "bad option value"];
    if setting.iter().any(|words| line.contains(words)) {
        return Some(Ended::SettingRefused);
    }
    // Messages about reading and starting; a mere notice says nothing about the end.
    (line.contains("sane_") || line.starts_with("scanimage:"))
        .then(|| status.and_then(outcome_of_status))
        .flatten()
}

fn outcome_of_status(status: i32) -> Option<Ended> {
    Some(match status {
        2 => Ended::Cancelled,
        3 => Ended::Busy,
        4 => Ended::SettingRefused,
        6 => Ended::Jammed,
        7 => Ended::FeederEmpty,
        8 => Ended::CoverOpen,
        11 => Ended::AccessDenied,
        1 | 9 | 10 => Ended::IoError,
        _ => return None,
    })
}

/// `code` is nothing when a signal ended the program.
pub fn judge_run(code: Option<i32>, message: Option<Ended>, pages: u32, requested: u32) -> Ended {
    let by_code = match code {
        Some(0) => None,
        Some(code) => Some(outcome_of_status(code).unwrap_or(Ended::IoError)),
        None => Some(Ended::IoError),
    };
    match (message, by_code) {
        (Some(message), _) => message,
        (None, Some(by_code)) => by_code,
        (None, None) if pages == 0 => Ended::NoPages,
        (None, None) if pages < requested => Ended::FeederEmpty,
        (None, None) => Ended::Complete,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_understood() {
        for (line, ended) in [
            ("scanimage: sane_read: Document feeder jammed", Some(Ended::Jammed)),
            ("scanimage: sane_start: Document feeder out of documents", Some(Ended::FeederEmpty)),
            ("scanimage: open of device nope:0 failed: Invalid argument", Some(Ended::NotFound)),
            ("scanimage: open of device test:0 failed: Device busy", Some(Ended::Busy)),
            (
                "scanimage: setting of option --source failed (Invalid argument)",
                Some(Ended::SettingRefused),
            ),
            ("scanimage: rounded value of resolution from 5000 to 1200", None),
            ("Scanned page 1. (scanner status = 5)", None),
            ("Batch terminated, 1 page scanned", None),
        ] {
            assert_eq!(judge_line(line), ended, "{line}");
        }
    }

    #[test]
    fn pages_that_are_there_decide() {
        assert_eq!(judge_run(Some(0), None, 0, 1), Ended::NoPages);
        assert_eq!(judge_run(Some(0), None, 3, 3), Ended::Complete);
        assert_eq!(judge_run(Some(0), Some(Ended::FeederEmpty), 0, 500), Ended::FeederEmpty);
        assert_eq!(judge_run(Some(6), None, 2, 500), Ended::Jammed);
        assert_eq!(judge_run(Some(134), None, 0, 1), Ended::IoError);
        assert_eq!(judge_run(None, None, 1, 2), Ended::IoError);
    }
}
