//! Where a case of this window went on: another window of the station took it in hand and filed the
//! next revision. Heard while the line is up, noted once in the journal here, and told to the clerk.
use super::Delivery;
use crate::Failure;
use crate::contract::FailureCode;
use crate::station::stored::StoredName;
use counter_backoffice::RevisionElsewhere;
use counter_core::date::Moment;
use counter_core::fact::Fact;
use serde::{Deserialize, Serialize};
use std::sync::atomic::Ordering;
use std::time::Duration;

const ASK_EVERY_MS: i64 = 10_000;
const PATIENCE: Duration = Duration::from_secs(5);
/// As the notice has its words.
const NEWS: &str = "continued_elsewhere";

/// The last one that came, and from which office: another one counts anew.
#[derive(Default, Serialize, Deserialize)]
struct LastHeard {
    office: String,
    seq: u64,
}

impl Delivery {
    /// Only of an office that names `any_window`: one of before is not asked.
    pub async fn watch_continuations(&self) {
        let now = self.station.now().millis();
        let last_ms = self.continuations_asked_ms.load(Ordering::Relaxed);
        if !self.office.line().is_up()
            || !self.office.introduction().serves_any_window
            || (now - last_ms).abs() < ASK_EVERY_MS
        {
            return;
        }
        self.continuations_asked_ms.store(now, Ordering::Relaxed);
        let (Some(client), Some(credential)) =
            (self.office.client(), self.station.delivery_credential())
        else {
            return;
        };
        let office = self.station.office_id();
        let last: Option<LastHeard> = self.station.stored_value(StoredName::OfficeContinuations);
        let last = last.filter(|last| last.office == office).unwrap_or_default();
        let answer =
            tokio::time::timeout(PATIENCE, client.list_continuations(&credential, last.seq)).await;
        let Ok(Ok(lines)) = answer else { return };
        for line in lines {
            let last = LastHeard { office: office.clone(), seq: line.seq };
            let outcome = self.note_continuation(&line);
            // What could not be noted is asked for again, and the next ones wait behind it.
            if let Err(failure) = outcome
                .and_then(|()| self.station.store_value(StoredName::OfficeContinuations, &last))
            {
                let code = failure.code.as_str();
                tracing::warn!(code, "what another window filed could not be noted");
                return;
            }
        }
    }

    /// Into the journal of the case, if it is at this window and not there yet.
    fn note_continuation(&self, line: &RevisionElsewhere) -> Result<(), Failure> {
        let case = line.case.to_string();
        if line.here || !self.cases.has_case(&case)? {
            return Ok(());
        }
        let file = match self.cases.read_case(&case) {
            // One damaged case must not keep what is said of the others.
            Err(failure) if failure.code == FailureCode::DatabaseDamaged => return Ok(()),
            outcome => outcome?,
        };
        // What this journal goes on from is none that went on elsewhere.
        let is_before = line.revision <= file.case.revisions_before();
        let is_noted = file.case.elsewhere.iter().any(|there| there.revision == line.revision);
        if is_before || is_noted || file.case.is_given_back {
            return Ok(());
        }
        let fact = Fact::ContinuedElsewhere {
            revision: line.revision,
            clerk: line.clerk.clone(),
            window: line.window.clone(),
            at: Moment::from_millis(line.at.as_millisecond()),
            journal_head: line.journal_head.clone(),
        };
        self.cases.append_facts_by(&line.clerk, file, vec![fact], Vec::new())?;
        self.add_unread(case, line.number.clone(), NEWS.to_owned())
    }
}
