//! `--check`: what is wrong with this computer, in plain words or as JSON, without a window. What
//! needs no window library, the desk finds out; here are screen, painting and webview, and the
//! words.

mod chinese;
mod english;
mod report;
mod request;
mod screen;

use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

use counter_desk::check::{Check, Condition, Finding, State, examine_computer};
use counter_desk::{Folders, load_settings};

use crate::{folders, instance_lock};
use report::{Report, exit_code};
use request::{Request, USAGE};

/// As `sysexits.h` has it: another number than any finding's.
const WRONG_USAGE: u8 = 64;
/// Nothing could be looked at.
const NOT_MADE: u8 = 70;

/// None where a window is wanted.
pub fn answer_arguments(arguments: impl Iterator<Item = OsString>) -> Option<ExitCode> {
    let code = match Request::read(arguments)? {
        Ok(request) => check_computer(request),
        Err(word) => {
            eprintln!("{word}\n{USAGE}");
            WRONG_USAGE
        }
    };
    Some(ExitCode::from(code))
}

fn check_computer(request: Request) -> u8 {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let (folders, runtime) = match (folders::find_folders(), runtime) {
        (Ok(folders), Ok(runtime)) => (folders, runtime),
        (Err(error), _) | (_, Err(error)) => {
            eprintln!("not_checked: {error}");
            return NOT_MADE;
        }
    };
    let findings = runtime.block_on(examine_all(&folders));
    // Whoever is still at work, at a device or the disk, is not waited for.
    runtime.shutdown_background();
    let is_english = request.english.unwrap_or_else(|| speaks_english(&folders));
    let report = Report { findings: &findings, is_english };
    let text = if request.json { report.as_json() } else { report.as_lines() };
    // Where nobody reads it the exit code still tells.
    let _ = writeln!(std::io::stdout(), "{text}");
    exit_code(&findings)
}

fn speaks_english(folders: &Folders) -> bool {
    load_settings(&folders.config).is_ok_and(|settings| settings.language == "en")
}

async fn examine_all(folders: &Folders) -> Vec<Finding> {
    let lock = find_window(folders);
    // What is not known is taken for a window: nothing of it is disturbed.
    let is_window_open = !matches!(lock, Ok(false));
    let window = match &lock {
        Ok(true) => Finding::new(Condition::WindowOpen),
        Ok(false) => Finding::new(Condition::WindowClosed),
        Err(error) => Finding::new(Condition::WindowUnknown).with("cause", error.kind()),
    };
    let mut findings = screen::examine_screen(load_settings(&folders.config).ok());
    findings.push(window);
    findings.extend(examine_computer(folders, is_window_open).await);
    findings.sort_by_key(|finding| finding.condition.check());
    findings
}

/// Whoever asks may be in no session (`su`, `sudo -u`); a window's lock lies in the session's folder.
fn find_window(folders: &Folders) -> std::io::Result<bool> {
    use std::os::unix::fs::MetadataExt;
    let is_open = instance_lock::is_held(&folders.runtime)?;
    if is_open || folders.runtime != folders.cache.join("runtime") {
        return Ok(is_open);
    }
    let user = std::fs::metadata("/proc/self")?.uid();
    let session = format!("/run/user/{user}/counter-workstation");
    instance_lock::is_held(std::path::Path::new(&session))
}

/// What a check is called, and what is said of a condition and done about it, in one language.
pub struct Language {
    pub name: fn(Check) -> &'static str,
    /// Between a name and what is said.
    pub colon: &'static str,
    pub words: fn(Condition) -> (&'static str, &'static str),
    pub state: fn(State) -> &'static str,
}
