//! What is sealed is read again while nobody works, a few files at a time: one that the disk has
//! spoiled is told while the citizen can still be asked, and not when it is to be sent.
use super::Upkeep;
use crate::Failure;
use crate::cases::submission::list_parts;
use crate::contract::Topic;
use counter_core::code::parse_variant;
use counter_core::state::{Action, Delivery, Role, Status, is_allowed};
use counter_store::{HeadFilter, HeadRow};
use std::time::{Duration, Instant};

/// For so long nobody has touched a window.
const IDLE_MS: i64 = 60_000;
/// Within one look: journals and files.
const READINGS: usize = 4;
const ROUND_EVERY: Duration = Duration::from_secs(60 * 60);

/// Where the round is.
#[derive(Default)]
pub struct Scrub {
    begun: Option<Instant>,
    cases: Vec<String>,
    files: Vec<(String, String)>,
}

impl Upkeep {
    /// Ends at once when somebody touches a window.
    pub(super) fn read_files_again(&self) -> Result<(), Failure> {
        for _ in 0..READINGS {
            if !self.is_left_alone() {
                break;
            }
            let (file, case) = {
                let mut scrub = self.scrub.lock();
                let file = scrub.files.pop();
                let case = if file.is_none() { scrub.cases.pop() } else { None };
                (file, case)
            };
            match (file, case) {
                (Some((case, file)), _) => self.read_file_again(&case, &file)?,
                (None, Some(case)) => self.begin_case(case)?,
                (None, None) => {
                    if !self.begin_round()? {
                        break;
                    }
                }
            }
        }
        Ok(())
    }

    fn is_left_alone(&self) -> bool {
        !self.station.is_signed_in() || self.station.untouched_ms() >= IDLE_MS
    }

    /// Whether there is anything to read.
    fn begin_round(&self) -> Result<bool, Failure> {
        let is_early = |begun: Instant| begun.elapsed() < ROUND_EVERY;
        if self.scrub.lock().begun.is_some_and(is_early) {
            return Ok(false);
        }
        let heads = self.station.with_store(|store| store.heads(&HeadFilter::default()))?;
        let cases: Vec<String> =
            heads.into_iter().filter(is_needed).map(|head| head.case).collect();
        self.cases.keep_damage_in(&cases);
        let mut scrub = self.scrub.lock();
        scrub.begun = (!cases.is_empty()).then(Instant::now);
        scrub.cases = cases;
        Ok(scrub.begun.is_some())
    }

    /// One that cannot be read keeps the others from nothing; delivery tells of it.
    fn begin_case(&self, case: String) -> Result<(), Failure> {
        let Ok(file) = self.cases.read_case(&case) else { return Ok(()) };
        let files: Vec<String> =
            list_parts(&file.assess()).into_iter().map(|part| part.id).collect();
        if self.cases.keep_damage_of(&case, &files) {
            self.tell_damage(&case);
        }
        let files = files.into_iter().rev().map(|file| (case.clone(), file));
        self.scrub.lock().files.extend(files);
        Ok(())
    }

    fn read_file_again(&self, case: &str, file: &str) -> Result<(), Failure> {
        if self.cases.check_file(case, file)? {
            tracing::warn!(case, damaged = self.cases.is_damaged(case), "a sealed file changed");
            self.tell_damage(case);
        }
        Ok(())
    }

    fn tell_damage(&self, case: &str) {
        self.station.announce(Topic::Case(case.to_owned()));
        self.station.announce(Topic::Status);
    }
}

/// It may still be put right here, or waits to be sent.
fn is_needed(head: &HeadRow) -> bool {
    let status: Status = parse_variant(&head.status).unwrap_or_default();
    let delivery: Delivery = parse_variant(&head.delivery).unwrap_or_default();
    let waits = delivery != Delivery::None && !delivery.is_settled();
    waits || is_allowed(status, Role::Clerk, Action::Edit)
}
