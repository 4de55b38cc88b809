//! The audit trail: who did or saw what, by ids and codes. Not the journal, which says what became of a case.
//!
//! A look that repeats itself (a case reloaded after each field, the picture of a page drawn again) is one line in a quarter
//! of an hour; what a supervisor opens and a number revealed are a line each time.
use crate::station::errors::store_failure;
use crate::views::notices;
use crate::{Desk, Failure};
use counter_store::AuditRow;
use serde_json::Value;

/// Neither changes nor shows anything of a person, or is written into the journal at each pause of the typing.
const QUIET: &[&str] = &[
    "hello",
    "status",
    "search_items",
    "checklist",
    "catalogue_news",
    "settings",
    "outbox",
    "fill",
    "print_list",
    "print_blank",
    "show_list",
    "clear_citizen",
    "citizen",
];
/// Shows persons, and is asked again by itself.
const LOOKS: &[&str] = &["case", "my_cases", "held_cases", "queue"];
const ONE_LOOK_MS: i64 = 15 * 60_000;

/// The case a command is about, as far as its payload or its reply names one.
pub fn case_of(payload: &Value, reply: Option<&Value>) -> Option<String> {
    let named = payload.get("case").or_else(|| reply?.get("id"))?.as_str()?;
    uuid::Uuid::parse_str(named).ok().map(|id| id.to_string())
}

pub fn command(desk: &Desk, name: &str, case: Option<String>, outcome: Result<(), &Failure>) {
    let refused = outcome.is_err_and(|f| f.code == "role_not_allowed");
    if QUIET.contains(&name) && !refused {
        return;
    }
    if LOOKS.contains(&name) && outcome.is_ok() && !is_new(desk, name, case.as_deref()) {
        return;
    }
    write(desk, name.to_owned(), case.clone(), outcome.err().map_or("ok", |f| f.code.as_str()));
    // A stamp made under a wrong clock is good, and its true time can be told from this line.
    if let Some(seconds) = notices::clock_off(desk).filter(|_| ["receive", "issue"].contains(&name)) {
        write(desk, format!("{name}.clock_off"), case, &format!("{seconds:+}"));
    }
}

/// A clerk asked for something that the checklist does not hold. Why is in the journal.
pub fn off_list(desk: &Desk, case: &str) {
    write(desk, "off_list_demand".to_owned(), Some(case.to_owned()), "ok");
}

/// Somebody saw a page, a form, a part: `what` names it by its id.
pub fn look(desk: &Desk, case: &str, what: &str) {
    if is_new(desk, what, Some(case)) {
        write(desk, what.to_owned(), Some(case.to_owned()), "ok");
    }
}

/// The certificate library was asked for somebody of the case, or could not be.
pub fn library(desk: &Desk, case: &str, outcome: &str) {
    write(desk, "certificate_search".to_owned(), Some(case.to_owned()), outcome);
}

/// What the station did by itself.
pub fn station(desk: &Desk, action: &str, case: &str, outcome: &str) {
    let at = crate::views::case::moment_text(desk.now());
    let (action, outcome) = (action.to_owned(), outcome.to_owned());
    keep(desk, AuditRow { at, by: "station".to_owned(), action, case: Some(case.to_owned()), outcome });
}

fn is_new(desk: &Desk, what: &str, case: Option<&str>) -> bool {
    let now = desk.now().millis();
    let by = desk.signed().as_ref().map(|s| s.view.number.clone()).unwrap_or_default();
    let key = format!("{by} {what} {}", case.unwrap_or_default());
    let before = desk.memory().looked.insert(key, now);
    before.is_none_or(|at| (now - at).abs() >= ONE_LOOK_MS)
}

fn write(desk: &Desk, action: String, case: Option<String>, outcome: &str) {
    let by = desk.signed().as_ref().map(|s| s.view.number.clone()).unwrap_or_default();
    let at = crate::views::case::moment_text(desk.now());
    keep(desk, AuditRow { at, by, action, case, outcome: outcome.to_owned() });
}

fn keep(desk: &Desk, line: AuditRow) {
    if desk.with_store(|s| s.audit(&line).map_err(store_failure)).is_err() {
        tracing::debug!("no audit line: the store is not open");
    }
}
