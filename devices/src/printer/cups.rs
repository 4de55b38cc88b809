//! Handing documents to CUPS. A document goes through standard input, so it never becomes a file
//! of ours; the spool keeps it while it waits. "Done" means queued, not that paper came out.

use std::io::ErrorKind;
use std::time::Duration;

use crate::driver::{DriverFuture, PrinterDriver};
use crate::model::{DeviceError, DeviceInfo, DeviceKind, DeviceState};
use crate::system::program::{run_program, system_command};

const LISTING: Duration = Duration::from_secs(10);
const QUEUEING: Duration = Duration::from_secs(60);
/// A run of digits this long could be someone's number; then the title is not used.
const TELLING_DIGITS: usize = 8;
const PLAIN_TITLE: &str = "document";
/// Made smaller where the printer has no sheet as large, never cut and never blown up.
const ONLY_SHRINK: &str = "print-scaling=auto-fit";
/// A paper that is handed over is signed and stamped on its face.
const ONE_SIDE: &str = "sides=one-sided";

pub struct CupsPrinters;

impl PrinterDriver for CupsPrinters {
    fn list_printers(&self) -> DriverFuture<'_, Vec<DeviceInfo>> {
        Box::pin(list_printers())
    }

    fn print_document<'a>(
        &'a self,
        printer: &'a str,
        title: &'a str,
        paper: &'a str,
        document: Vec<u8>,
    ) -> DriverFuture<'a, Result<(), DeviceError>> {
        Box::pin(queue_document(printer, title, paper, document))
    }
}

async fn queue_document(
    printer: &str,
    title: &str,
    paper: &str,
    document: Vec<u8>,
) -> Result<(), DeviceError> {
    if printer.is_empty() || printer.starts_with('-') {
        return Err(DeviceError::NoPrinter);
    }
    // `lp` takes a document for a stopped queue too, and no paper would come out.
    if parse_state(printer, &run_lpstat(&["-p", printer]).await) == DeviceState::Stopped {
        return Err(DeviceError::PrinterRefused);
    }
    let mut lp = system_command("lp");
    lp.args(["-d", printer, "-t", safe_title(title), "-o", &format!("media={paper}")]);
    // A queue's own defaults may be another country's sheet, and both sides of it.
    lp.args(["-o", ONLY_SHRINK, "-o", ONE_SIDE, "-"]);
    let finished =
        run_program(lp, Some(document), QUEUEING).await.map_err(|error| match error.kind() {
            ErrorKind::NotFound => DeviceError::PrintingUnavailable,
            _ => DeviceError::PrinterRefused,
        })?;
    match finished.status.success() {
        true => Ok(()),
        // `lp` says "no such printer" for both.
        false if !is_scheduler_running().await => Err(DeviceError::PrintingUnavailable),
        false => Err(refusal_error(&finished.stderr)),
    }
}

async fn is_scheduler_running() -> bool {
    run_lpstat(&["-r"]).await.contains("scheduler is running")
}

fn refusal_error(message: &str) -> DeviceError {
    let message = message.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| message.contains(word));
    if says(&["does not exist", "unknown destination", "no such"]) {
        DeviceError::NoPrinter
    } else if says(&["scheduler", "unable to connect", "bad file descriptor", "refused"]) {
        DeviceError::PrintingUnavailable
    } else {
        DeviceError::PrinterRefused
    }
}

/// Queues and printer logs show titles to anybody.
fn safe_title(title: &str) -> &str {
    let longest =
        title.split(|character: char| !character.is_ascii_digit()).map(str::len).max().unwrap_or(0);
    let plain = title.is_empty() || title.contains(char::is_control) || longest >= TELLING_DIGITS;
    if plain { PLAIN_TITLE } else { title }
}

async fn list_printers() -> Vec<DeviceInfo> {
    let names = run_lpstat(&["-e"]).await;
    let states = run_lpstat(&["-p"]).await;
    names
        .lines()
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .map(|name| DeviceInfo {
            name: name.to_owned(),
            kind: DeviceKind::Printer,
            state: parse_state(name, &states),
        })
        .collect()
}

async fn run_lpstat(arguments: &[&str]) -> String {
    let mut lpstat = system_command("lpstat");
    lpstat.args(arguments);
    match run_program(lpstat, None, LISTING).await {
        Ok(finished) => finished.stdout,
        Err(_) => String::new(),
    }
}

fn parse_state(name: &str, states: &str) -> DeviceState {
    let line = states.lines().find(|line| {
        let mut words = line.split_whitespace();
        words.next() == Some("printer") && words.next() == Some(name)
    });
    match line {
        Some(line) if line.contains(" disabled ") => DeviceState::Stopped,
        Some(line) if line.contains("now printing") => DeviceState::Busy,
        Some(_) => DeviceState::Ready,
        None => DeviceState::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_that_could_be_personal_is_not_used() {
        assert_eq!(safe_title("受理回执"), "受理回执");
        assert_eq!(safe_title("receipt 2026"), "receipt 2026");
        assert_eq!(safe_title("440699199001010014"), PLAIN_TITLE);
        assert_eq!(safe_title("a\nb"), PLAIN_TITLE);
        assert_eq!(safe_title(""), PLAIN_TITLE);
    }

    #[test]
    fn refusals_are_told_apart() {
        for (message, error) in [
            ("lp: The printer or class does not exist.", DeviceError::NoPrinter),
            ("lp: Error - scheduler not responding.", DeviceError::PrintingUnavailable),
            ("lp: Destination \"desk\" is not accepting jobs.", DeviceError::PrinterRefused),
        ] {
            assert_eq!(refusal_error(message), error, "{message}");
        }
    }

    #[test]
    fn states_are_read_from_the_listing() {
        let listing =
            "printer desk is idle.  enabled since Sun\nprinter back disabled since Sun -\n\tPaused";
        assert_eq!(parse_state("desk", listing), DeviceState::Ready);
        assert_eq!(parse_state("back", listing), DeviceState::Stopped);
        assert_eq!(parse_state("none", listing), DeviceState::Unknown);
    }
}
