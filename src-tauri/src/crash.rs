//! A panic leaves its place and its time: a line in the log and a report for the next start. Its
//! text it never leaves, since that may quote what was being worked on.

use std::panic;
use std::path::Path;
use std::thread;

use counter_desk::{CrashReport, keep_crash_report};

/// From here on, for every thread.
pub fn keep_panics(logs: &Path) {
    let logs = logs.to_owned();
    panic::set_hook(Box::new(move |fault| {
        let place = fault.location().map(|place| (place.file(), place.line()));
        let (file, line) = place.unwrap_or_default();
        tracing::error!(file, line, "panic");
        // Where it cannot be kept, the line in the log has said the same.
        let report = CrashReport::of_panic(place, thread::current().name());
        let _ = keep_crash_report(&logs, &report);
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_leaves_its_place_and_none_of_its_words() {
        let logs = tempfile::tempdir().unwrap();
        keep_panics(logs.path());
        let clerk = thread::Builder::new().name("clerk".to_owned()).spawn(|| {
            let name = String::from("陈示例");
            panic!("{name} could not be shown");
        });
        let joined = clerk.unwrap().join();
        drop(panic::take_hook());
        assert!(joined.is_err());
        let reports = std::fs::read_dir(logs.path()).unwrap().flatten().filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            assert!(name.starts_with("crash-") && name.ends_with(".json"), "{name}");
            std::fs::read_to_string(entry.path()).ok()
        });
        // Another test may fail meanwhile.
        let reports: Vec<String> = reports.filter(|text| text.contains("\"clerk\"")).collect();
        assert_eq!(reports.len(), 1);
        assert!(reports[0].contains("src/crash.rs:") && reports[0].contains("\"window\""));
        assert!(!reports[0].contains("示例") && !reports[0].contains("shown"), "{}", reports[0]);
    }
}
