//! Cases that a supervisor sent back (退件): asked for while the line is up, noted once in the
//! journal of the case at this station. Not the sending back itself: that is a supervisor's
//! command.
use super::Delivery;
use crate::Failure;
use crate::contract::Topic;
use counter_backoffice::{CommentWire, ReturnWire};
use counter_core::case::Comment;
use counter_core::casework::section_to_amend;
use counter_core::date::Moment;
use counter_core::fact::Fact;
use counter_core::private::Private;
use std::sync::atomic::Ordering;
use std::time::Duration;

const ASK_EVERY_MS: i64 = 10_000;
const PATIENCE: Duration = Duration::from_secs(5);

impl Delivery {
    /// Asked with the station's credential, so that it works whoever is signed in.
    pub async fn watch_returns(&self) {
        let now = self.station.now().millis();
        let last_ms = self.returns_asked_ms.load(Ordering::Relaxed);
        if !self.office.line().is_up() || (now - last_ms).abs() < ASK_EVERY_MS {
            return;
        }
        self.returns_asked_ms.store(now, Ordering::Relaxed);
        let (Some(client), Some(credential)) =
            (self.office.client(), self.station.delivery_credential())
        else {
            return;
        };
        let Ok(Ok(returns)) = tokio::time::timeout(PATIENCE, client.get_returns(&credential)).await
        else {
            return;
        };
        for sent_back in returns {
            if let Err(failure) = self.note_return(&sent_back) {
                tracing::warn!(code = failure.code.as_str(), "a return could not be noted");
            }
        }
    }

    /// Into the journal of the case, if it is at this station and not there yet.
    pub fn note_return(&self, sent_back: &ReturnWire) -> Result<(), Failure> {
        let (case, id) = (sent_back.case.to_string(), sent_back.id.to_string());
        if !self.cases.has_case(&case)? {
            return Ok(());
        }
        let file = self.cases.read_case(&case)?;
        let is_noted = file.case.returns.iter().any(|noted| noted.id == id);
        if is_noted || file.case.is_given_back {
            return Ok(());
        }
        let comments: Vec<Comment> = sent_back.comments.iter().map(comment).collect();
        let section = u8::from(section_to_amend(&comments));
        let mut facts = vec![Fact::SentBack {
            id,
            revision: sent_back.revision,
            by: sent_back.by.clone(),
            by_name: sent_back.by_name.clone(),
            at: Moment::from_millis(sent_back.at.as_millisecond()),
            comments,
        }];
        if sent_back.revision == file.case.revision() {
            facts.push(Fact::SectionOpened { section });
        }
        self.cases.append_facts_by(&sent_back.by, file, facts, Vec::new())?;
        self.station.announce(Topic::Status);
        Ok(())
    }
}

fn comment(wire: &CommentWire) -> Comment {
    Comment { target: wire.target.clone(), text: Private::new(wire.text.expose()) }
}
