//! What the deciding office says of an accepted case: asked for while the line is up, noted once in the journal of the case at
//! this window, and told to the clerk, who relays it. The window cannot stop or lengthen a clock by itself.
use crate::contract::views::Notice;
use crate::delivery::returns::PATIENCE;
use crate::station::errors::{store_failure, word};
use crate::views::notices;
use crate::{Desk, Failure};
use counter_backoffice::StepWire;
use counter_core::case::Step;
use counter_core::date::Moment;
use counter_core::fact::Fact;
use serde::{Deserialize, Serialize};

const ASK_EVERY_MS: i64 = 10_000;
/// The last step that was heard, and from which office: another one counts anew.
const HEARD: &str = "office.steps";
const UNREAD: &str = "office.steps.unread";

#[derive(Default, Serialize, Deserialize)]
struct Heard {
    office: String,
    seq: u64,
}

/// Names nobody: a number, and what happened.
#[derive(Serialize, Deserialize)]
struct Unread {
    case: String,
    number: String,
    what: String,
}

pub async fn watch(desk: &Desk) {
    let now = desk.now().millis();
    {
        let mut line = desk.line();
        if !line.is_up() || (now - line.steps_asked_ms).abs() < ASK_EVERY_MS {
            return;
        }
        line.steps_asked_ms = now;
    }
    let (Some(client), Some(credential)) = (desk.client(), desk.setting("delivery_credential")) else { return };
    let office = desk.settings().office;
    let heard: Heard = desk.setting(HEARD).and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
    let after = if heard.office == office { heard.seq } else { 0 };
    let Ok(Ok(told)) = tokio::time::timeout(PATIENCE, client.steps(&credential, after)).await else { return };
    for step in told {
        let heard = Heard { office: office.clone(), seq: step.seq };
        let kept = note(desk, &step).and_then(|()| {
            let text = serde_json::to_string(&heard).map_err(|_| Failure::new("internal"))?;
            desk.keep(HEARD, &text)
        });
        // What could not be noted is asked for again, and the rest waits behind it: steps have an order.
        if let Err(failure) = kept {
            tracing::warn!(code = failure.code, "a step of a case could not be noted");
            return;
        }
    }
}

/// Into the journal of the case, if it is at this window and not there yet.
fn note(desk: &Desk, told: &StepWire) -> Result<(), Failure> {
    let (case, id) = (told.case.to_string(), told.id.to_string());
    if desk.with_store(|s| s.head(&case).map_err(store_failure))?.is_none() {
        return Ok(());
    }
    let open = match desk.read_case(&case) {
        // One damaged case must not keep what is said of the others.
        Err(failure) if failure.code == "database_damaged" => return Ok(()),
        open => open?,
    };
    if open.case.told.iter().any(|known| known.id == id) {
        return Ok(());
    }
    let at = Moment::from_millis(told.at.as_millisecond());
    let fact = Fact::StepTold { id, step: told.step.clone(), by_name: told.by_name.clone(), at };
    desk.append(open, vec![fact], &told.by, None)?;
    let mut unread = unread(desk);
    unread.push(Unread { case, number: told.number.clone(), what: what(&told.step) });
    keep(desk, &unread)?;
    notices::look(desk);
    Ok(())
}

/// The kind of a step; a refusal is told as such.
fn what(step: &Step) -> String {
    match step {
        Step::SpecialProcedure { procedure, .. } => word(procedure),
        Step::SpecialEnded { .. } => "special_ended".into(),
        Step::Extended { .. } => "extended".into(),
        Step::Decided { granted: true, .. } => "granted".into(),
        Step::Decided { granted: false, .. } => "not_granted".into(),
        Step::Delivered { .. } => "delivered".into(),
    }
}

fn unread(desk: &Desk) -> Vec<Unread> {
    desk.setting(UNREAD).and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
}

fn keep(desk: &Desk, unread: &[Unread]) -> Result<(), Failure> {
    desk.keep(UNREAD, &serde_json::to_string(unread).map_err(|_| Failure::new("internal"))?)
}

/// The oldest that nobody has read, and how many are behind it.
pub fn notice(desk: &Desk) -> Option<Notice> {
    let unread = unread(desk);
    let first = unread.first()?;
    let params = [
        ("case", first.case.clone()),
        ("number", first.number.clone()),
        ("what", first.what.clone()),
        ("more", (unread.len() - 1).to_string()),
    ];
    Some(notices::notice("step_told", true, &params))
}

pub fn read(desk: &Desk) -> Result<(), Failure> {
    keep(desk, unread(desk).get(1..).unwrap_or_default())
}
