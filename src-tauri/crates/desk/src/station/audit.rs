//! The audit trail: who did or saw what, by ids and codes. Not the journal, which says what became
//! of a case.
//!
//! A look that repeats itself (a case reloaded after each field, the picture of a page drawn again)
//! is one line in a quarter of an hour; what a supervisor opens and a number revealed are a line
//! each time.
//!
//! Invariant: what reveals, prints or exports (`contract::TOLD_FIRST`), and the reason for a look, is
//! a line on the disk before it is done; where that line cannot be written it is not done.
//! Held by `nothing_is_shown_or_given_out_that_the_trail_cannot_take` (cli).
use super::Station;
use crate::Failure;
use crate::contract::{Audit, Command, FailureCode, TOLD_FIRST};
use counter_core::date::moment_text;
use counter_core::receipt_code::ReceiptCode;
use counter_store::AuditRow;
use serde_json::Value;

const SAME_LOOK_MS: i64 = 15 * 60_000;
/// In the place of a number: nobody did it.
const STATION: &str = "station";

/// In the place of an outcome: the act is about to be done.
pub const BEGUN: &str = "begun";
/// Behind the name of a command: the line says why it was given.
pub const REASON: &str = ".reason";
/// A year or a window's number is shorter.
const LONG_NUMBER: usize = 6;
/// Digits of a mobile telephone.
const PHONE: usize = 11;

/// Who set something up.
#[derive(Clone, Copy)]
pub enum SetBy {
    /// Whoever is at the window: a technician as long as their leave holds, else the clerk.
    Window,
    /// The word of the office or of this computer's administrator, which came by itself, whoever is
    /// at the window.
    Station,
}

/// The case a command is about, as far as its payload or its reply names one.
pub fn find_case_id(payload: &Value, reply: Option<&Value>) -> Option<String> {
    let id = payload.get("case").or_else(|| reply?.get("id"))?.as_str()?;
    uuid::Uuid::parse_str(id).ok().map(|id| id.to_string())
}

impl Station {
    /// Before what reveals, prints or exports.
    pub fn audit_intent(&self, command: Command, case: Option<&str>) -> Result<(), Failure> {
        if !TOLD_FIRST.contains(&command.name) {
            return Ok(());
        }
        let by = self.signed_in_number();
        self.put_audit(by, command.name, case.map(str::to_owned), BEGUN)
    }

    pub fn audit_command(
        &self,
        command: Command,
        case: Option<String>,
        outcome: Result<(), &Failure>,
    ) {
        let refused = outcome.is_err_and(|failure| failure.code == FailureCode::RoleNotAllowed);
        if command.audit == Audit::Quiet && !refused {
            return;
        }
        if command.audit == Audit::Look
            && outcome.is_ok()
            && !self.is_new_look(command.name, case.as_deref())
        {
            return;
        }
        let code = outcome.err().map_or("ok", |failure| failure.code.as_str());
        if !self.audit_clerk(command.name, case.clone(), code) {
            self.forget_look(command.name, case.as_deref());
        }
        // A stamp made under a wrong clock is good, and its true time can be told from this line.
        if let Some(seconds) = self.clock_offset_seconds().filter(|_| command.audit == Audit::Stamp)
        {
            self.audit_clerk(&format!("{}.clock_off", command.name), case, &format!("{seconds:+}"));
        }
    }

    /// A clerk asked for something that the checklist does not hold. Why is in the journal.
    pub fn audit_off_list_demand(&self, case: &str) {
        self.audit_clerk("off_list_demand", Some(case.to_owned()), "ok");
    }

    /// The record is another one than the paper of this code was made of, or nobody has one. A code
    /// is nobody's name.
    pub fn audit_receipt_doubt(&self, action: &str, code: &ReceiptCode) {
        self.audit_clerk(action, None, &code.to_string());
    }

    /// Why somebody does what the command of this name is for: a line before that of the act itself,
    /// which waits for it. What could be a number of somebody's is not kept.
    pub fn audit_reason(
        &self,
        command: &str,
        case: Option<&str>,
        reason: &str,
    ) -> Result<(), Failure> {
        let action = format!("{command}{REASON}");
        let case = case.and_then(|id| uuid::Uuid::parse_str(id).ok());
        let case = case.map(|id| id.to_string());
        self.put_audit(self.signed_in_number(), &action, case, &hide_numbers(reason))
    }

    /// Somebody saw a page, a form, a part: `what` names it by its id.
    pub fn audit_look(&self, case: &str, what: &str) {
        if self.is_new_look(what, Some(case))
            && !self.audit_clerk(what, Some(case.to_owned()), "ok")
        {
            self.forget_look(what, Some(case));
        }
    }

    /// The certificate library was asked for somebody of the case, or could not be.
    pub fn audit_certificate_search(&self, case: &str, outcome: &str) {
        self.audit_clerk("certificate_search", Some(case.to_owned()), outcome);
    }

    /// What the station did by itself.
    pub fn audit_station(&self, action: &str, case: &str, outcome: &str) {
        self.write_audit(STATION.to_owned(), action, Some(case.to_owned()), outcome);
    }

    /// A copy of this station's key was sealed to the recovery key of this fingerprint.
    pub fn audit_recovery_seal(&self, fingerprint: &str) {
        self.write_audit(STATION.to_owned(), "recovery_sealed", None, fingerprint);
    }

    /// Something that this station is set up by, with what it said before and says now.
    pub fn audit_setting(&self, by: SetBy, name: &str, before: &str, now: &str) {
        let by = match by {
            SetBy::Station => STATION.to_owned(),
            SetBy::Window if self.technician_until().is_some() => "technician".to_owned(),
            SetBy::Window => self.signed_in_number(),
        };
        self.write_audit(by, &format!("setting.{name}"), None, &format!("{before} → {now}"));
    }

    /// The screen was locked by itself.
    pub fn audit_lock(&self, cause: &str) {
        self.audit_clerk("lock", None, cause);
    }

    /// Another clerk's first look is a line of its own.
    pub fn forget_looks(&self) {
        self.recent_looks.lock().clear();
    }

    fn is_new_look(&self, what: &str, case: Option<&str>) -> bool {
        let now = self.now().millis();
        let key = self.look_key(what, case);
        let before = self.recent_looks.lock().insert(key, now);
        before.is_none_or(|at| (now - at).abs() >= SAME_LOOK_MS)
    }

    /// It could not be written down: the next one, however soon, is a line again.
    fn forget_look(&self, what: &str, case: Option<&str>) {
        let key = self.look_key(what, case);
        self.recent_looks.lock().remove(&key);
    }

    fn look_key(&self, what: &str, case: Option<&str>) -> String {
        format!("{} {what} {}", self.signed_in_number(), case.unwrap_or_default())
    }

    fn signed_in_number(&self) -> String {
        self.require_clerk().map(|clerk| clerk.number).unwrap_or_default()
    }

    fn audit_clerk(&self, action: &str, case: Option<String>, outcome: &str) -> bool {
        self.write_audit(self.signed_in_number(), action, case, outcome)
    }

    /// Whether the line is there.
    fn write_audit(&self, by: String, action: &str, case: Option<String>, outcome: &str) -> bool {
        let written = self.put_audit(by, action, case, outcome);
        if let Err(failure) = &written {
            tracing::debug!(code = failure.code.as_str(), "no audit line");
        }
        written.is_ok()
    }

    /// On the disk when this returns.
    fn put_audit(
        &self,
        by: String,
        action: &str,
        case: Option<String>,
        outcome: &str,
    ) -> Result<(), Failure> {
        let at = moment_text(self.now());
        let line =
            AuditRow { at, by, action: action.to_owned(), case, outcome: outcome.to_owned() };
        self.with_store(|store| store.append_audit(&line))
    }
}

/// Runs of digits that a person could be known by, away, also where blanks and hyphens part them.
pub fn hide_numbers(text: &str) -> String {
    let mut hidden = String::with_capacity(text.len());
    let mut run = String::new();
    for letter in text.chars().chain(std::iter::once('\n')) {
        if is_digit(letter) || (matches!(letter, ' ' | '-') && !run.is_empty()) {
            run.push(letter);
            continue;
        }
        let number = run.trim_end_matches([' ', '-']);
        let after = run.get(number.len()..).unwrap_or_default();
        hidden.push_str(if is_long(number) { "＊" } else { number });
        hidden.push_str(after);
        run.clear();
        hidden.push(letter);
    }
    hidden.trim_end().to_owned()
}

fn is_digit(letter: char) -> bool {
    letter.is_ascii_digit() || ('０'..='９').contains(&letter)
}

/// In one piece, or in pieces that make a telephone's number; a day in figures is neither.
fn is_long(number: &str) -> bool {
    let digits = |text: &str| text.chars().filter(|letter| is_digit(*letter)).count();
    let longest = number.split([' ', '-']).map(digits).max().unwrap_or_default();
    longest >= LONG_NUMBER || digits(number) >= PHONE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_keeps_no_number_of_anybody() {
        assert_eq!(hide_numbers("投诉 2026 年 3 号窗"), "投诉 2026 年 3 号窗");
        assert_eq!(hide_numbers("号码440699199001010014不清"), "号码＊不清");
        assert_eq!(hide_numbers("10012345678"), "＊");
        assert_eq!(hide_numbers("电话 100-1234-5678 不通"), "电话 ＊ 不通");
        assert_eq!(hide_numbers("１００１２３４５６７８"), "＊");
        assert_eq!(hide_numbers("4406 9919 9001 0100 14"), "＊");
        assert_eq!(hide_numbers("2026-11-22 投诉"), "2026-11-22 投诉");
    }
}
