//! What scanners say of themselves, asked once and kept: a scanner takes seconds to open. Asked
//! again when it refuses what it was told.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::listing::list_devices;
use super::options::parse_options;
use super::outcome::{Outcome, judge_line};
use super::plan::{ScannerFacts, moved_source, source_feeds};
use crate::model::{DeviceError, Ended, ScanRequest};
use crate::system::StopSignal;
use crate::system::program::{Finished, run_program, system_command};

const ASKING: Duration = Duration::from_secs(30);

/// By device and wanted source.
type Known = HashMap<(String, Option<String>), ScannerFacts>;

#[derive(Default)]
pub struct Knowledge(Mutex<Known>);

impl Knowledge {
    /// What ended the asking is the scan's end: a device that is not there has no options.
    pub async fn learn_scanner(
        &self,
        request: &ScanRequest,
        stop: &StopSignal,
    ) -> Result<ScannerFacts, Outcome> {
        let key = (request.device.clone(), request.source.clone());
        let cached = self.lock().get(&key).cloned();
        if let Some(facts) = cached {
            return Ok(facts);
        }
        let facts = tokio::select! {
            facts = ask_scanner(request) => facts?,
            () = stop.wait_until_set() => return Err(Ok(Ended::Cancelled)),
        };
        self.lock().insert(key, facts.clone());
        Ok(facts)
    }

    pub fn forget_scanner(&self, device: &str) {
        self.lock().retain(|(known, _), _| known != device);
    }

    fn lock(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn ask_scanner(request: &ScanRequest) -> Result<ScannerFacts, Outcome> {
    let mut options = parse_options(&ask_options(&request.device, &[]).await?);
    let other_source = moved_source(request, &options);
    if !other_source.is_empty() {
        // A feeder has other resolutions and sizes than the glass. A source that is refused is told
        // by the scan itself.
        let there = ask_options(&request.device, &other_source).await.unwrap_or_default();
        let there = parse_options(&there);
        if !there.is_empty() {
            options = there;
        }
    }
    let is_sheetfed = match source_feeds(request, &options) {
        Some(_) => None,
        None => find_kind(&request.device).await,
    };
    Ok(ScannerFacts { options, is_sheetfed })
}

async fn ask_options(device: &str, source: &[String]) -> Result<String, Outcome> {
    let mut program = system_command("scanimage");
    program.arg(format!("--device-name={device}")).args(source).arg("-A");
    let finished =
        run_program(program, None, ASKING).await.map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => Err(DeviceError::ScannerProgramMissing),
            _ => Ok(Ended::TimedOut),
        })?;
    match explain_refusal(&finished) {
        Some(outcome) => Err(outcome),
        None => Ok(finished.stdout),
    }
}

/// Busy, gone, not allowed. A driver that only complains of the question is scanned with as it
/// stands.
fn explain_refusal(finished: &Finished) -> Option<Outcome> {
    match finished.status.success() {
        true => None,
        false => finished.stderr.lines().find_map(judge_line).filter(Result::is_ok),
    }
}

/// Whether it draws sheets in, as it calls itself; nothing when it does not say.
async fn find_kind(device: &str) -> Option<bool> {
    let listed = list_devices().await;
    let kind = listed.into_iter().find(|(name, _)| name == device)?.1.to_lowercase();
    if ["sheetfed", "sheet-fed", "sheet fed", "feeder", "adf"]
        .iter()
        .any(|word| kind.contains(word))
    {
        return Some(true);
    }
    kind.contains("flatbed").then_some(false)
}
