//! Cases that a supervisor sent back (退件): asked for while the line is up, noted once in the journal of the case at this
//! station. Not the sending back itself: that is a supervisor's command.
use crate::cases::amendment;
use crate::station::errors::store_failure;
use crate::{Desk, Failure};
use counter_backoffice::ReturnWire;
use counter_core::case::Comment;
use counter_core::date::Moment;
use counter_core::fact::Fact;
use counter_core::text::Private;
use std::time::Duration;

const ASK_EVERY_MS: i64 = 10_000;
pub const PATIENCE: Duration = Duration::from_secs(5);

/// Asked with the station's credential, so that it works whoever is signed in.
pub async fn watch(desk: &Desk) {
    let now = desk.now().millis();
    {
        let mut line = desk.line();
        if !line.is_up() || (now - line.returns_asked_ms).abs() < ASK_EVERY_MS {
            return;
        }
        line.returns_asked_ms = now;
    }
    let (Some(client), Some(credential)) = (desk.client(), desk.setting("delivery_credential")) else { return };
    let Ok(Ok(open)) = tokio::time::timeout(PATIENCE, client.returns(&credential)).await else { return };
    for one in open {
        if let Err(failure) = note(desk, &one) {
            tracing::warn!(code = failure.code, "a return could not be noted");
        }
    }
}

/// Into the journal of the case, if it is at this station and not there yet.
pub fn note(desk: &Desk, back: &ReturnWire) -> Result<(), Failure> {
    let (case, id) = (back.case.to_string(), back.id.to_string());
    if desk.with_store(|s| s.head(&case).map_err(store_failure))?.is_none() {
        return Ok(());
    }
    let open = desk.read_case(&case)?;
    if open.case.returns.iter().any(|known| known.id == id) {
        return Ok(());
    }
    let comments: Vec<Comment> = back.comments.iter().map(comment).collect();
    let section = amend::section(&comments);
    let fact = Fact::SentBack {
        id,
        revision: back.revision,
        by: back.by.clone(),
        by_name: back.by_name.clone(),
        at: Moment::from_millis(back.at.as_millisecond()),
        comments,
    };
    let newest = back.revision == open.case.revision();
    let opened = newest.then_some(Fact::SectionOpened { section });
    desk.append(open, std::iter::once(fact).chain(opened).collect(), &back.by, None)?;
    desk.notify("status");
    Ok(())
}

fn comment(wire: &counter_backoffice::CommentWire) -> Comment {
    Comment { target: wire.target.clone(), text: Private::new(wire.text.expose()) }
}
