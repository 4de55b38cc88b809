//! What the office wrote down of looks at the station's cases. Those that it knows were made here are
//! left out: this computer's own trail has them.
use super::Review;
use crate::contract::views::{AuditLine, AuditWhy};
use crate::office::client::wait_for_answer;
use counter_backoffice::{LookReason, LookWire, MAX_LOOKS};
use counter_core::code::variant_code;
use counter_core::date::{Moment, moment_text};

/// A filter that is tried after another needs no new question.
const FRESH_MS: i64 = 15_000;
/// Pages that are asked for to be shown, the newest first. A table has all of them.
const MOST_PAGES: usize = 4;

/// Newest first, and whether the office has older ones.
#[derive(Clone)]
pub(super) struct OfficeLooks {
    pub(super) lines: Vec<AuditLine>,
    pub(super) goes_on: bool,
}

impl Review {
    /// None where the office does not tell, or cannot be asked now.
    pub(super) async fn office_looks(&self) -> Option<OfficeLooks> {
        let now = self.station.now();
        let cache = self.shown.lock().looks.clone();
        if let Some((_, looks)) =
            cache.filter(|(at, _)| (now.millis() - at.millis()).abs() < FRESH_MS)
        {
            return Some(looks);
        }
        let looks = self.fetch_looks(MOST_PAGES).await?;
        self.shown.lock().looks = Some((now, looks.clone()));
        Some(looks)
    }

    /// All of them, for a table.
    pub(super) async fn all_office_looks(&self) -> Option<OfficeLooks> {
        self.fetch_looks(usize::MAX).await
    }

    async fn fetch_looks(&self, most_pages: usize) -> Option<OfficeLooks> {
        let office = self.office.clerk_client().ok()?;
        if !self.office.introduction().tells_looks {
            return None;
        }
        let mut looks: Vec<LookWire> = Vec::new();
        let mut goes_on = true;
        for _ in 0..most_pages {
            let before = looks.last().map(|look| look.seq);
            let page = wait_for_answer(office.client.get_looks(&office.token, before)).await;
            let page = page.inspect_err(|error| self.office.note_line(error)).ok()?;
            goes_on = page.len() >= MAX_LOOKS as usize;
            looks.extend(page);
            if !goes_on {
                break;
            }
        }
        let elsewhere = looks.into_iter().filter(|look| !look.here);
        Some(OfficeLooks { lines: elsewhere.map(look_line).collect(), goes_on })
    }
}

/// A paper that is not as the record has it is told as the own trail tells it.
fn name_look(look: &LookWire) -> String {
    match look.differs {
        Some(true) => "receipt_differs".to_owned(),
        Some(false) | None => variant_code(&look.kind),
    }
}

fn look_line(look: LookWire) -> AuditLine {
    let action = name_look(&look);
    let (why, reason) = match look.reason {
        Some(LookReason::Typed { text }) => (AuditWhy::Typed, Some(text)),
        Some(LookReason::Command { command }) => (AuditWhy::Command, Some(command)),
        Some(LookReason::Case) => (AuditWhy::Case, None),
        Some(LookReason::Other) | None => (AuditWhy::Unrecorded, None),
    };
    AuditLine {
        at: moment_text(Moment::from_millis(look.at.as_millisecond())),
        by: look.clerk,
        action,
        case: Some(look.case.to_string()),
        number: look.number,
        outcome: "ok".to_owned(),
        why,
        reason,
        elsewhere: Some(look.window.unwrap_or_default()),
    }
}
