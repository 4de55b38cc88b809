//! What a trainee may not do alone waits for a mentor's consent: asked for before the command runs,
//! written into the case's journal before anything else of it, used up by the act. The refusal says
//! what it is about: a word for one material, or for one paper, does nothing for another.
use crate::Failure;
use crate::contract::{FailureCode, GIVE_BACK_ALL, WANTS_CONSENT};
use crate::desk::Desk;
use crate::station::consent::{Asked, Consent};
use counter_core::case::{ConsentedAct, Custody};
use counter_core::casework::CaseMaterial;
use counter_core::code::{parse_variant, variant_code};
use counter_core::fact::Fact;
use serde_json::Value;
use std::collections::BTreeMap;

fn find_act(command: &str) -> Option<ConsentedAct> {
    match command {
        GIVE_BACK_ALL => Some(ConsentedAct::SetCustody),
        _ => parse_variant(command),
    }
}

impl Desk {
    /// Before the command runs; none where nobody is asked.
    pub(super) fn begin_consented(
        &self,
        name: &str,
        payload: &Value,
    ) -> Result<Option<Consent>, Failure> {
        let mut consent = self.require_consent(name, payload)?;
        let outcome = consent.as_mut().map_or(Ok(()), |consent| self.note_consent(consent));
        match outcome {
            Ok(()) => Ok(consent),
            Err(failure) => {
                self.end_consented(consent, false);
                Err(failure)
            }
        }
    }

    /// What was not done may be tried again with the same word.
    pub(super) fn end_consented(&self, consent: Option<Consent>, is_done: bool) {
        let Some(mut unused) = consent.filter(|_| !is_done) else { return };
        // Decided as the paper said, and cut off after that: the word is good for the rest of it.
        if unused.act == ConsentedAct::Issue && self.find_paper_seen(&unused.case).is_none() {
            unused.of.clear();
        }
        self.station.put_back_consent(unused);
    }

    fn require_consent(&self, name: &str, payload: &Value) -> Result<Option<Consent>, Failure> {
        if !WANTS_CONSENT.contains(&name) {
            return Ok(None);
        }
        // Without a case it is no payload of such a command, which then says so itself.
        let Some(case) = payload.get("case").and_then(Value::as_str) else { return Ok(None) };
        let act = find_act(name).ok_or_else(|| Failure::new(FailureCode::Internal))?;
        let is_supervisors = self.cases.wants_supervisor(case, act);
        if !is_supervisors && !self.station.wants_mentor() {
            return Ok(None);
        }
        let of = match name {
            GIVE_BACK_ALL => self.describe_due(case)?,
            _ => self.describe_act(case, act, payload)?,
        };
        let consent = self.station.take_consent(Asked { case, act, of: &of });
        let by = if is_supervisors { "supervisor" } else { "mentor" };
        let needed = || {
            let needed = Failure::new(FailureCode::ConsentNeeded).with("by", by);
            needed.with("act", variant_code(&act)).with("of", &of)
        };
        consent.map(Some).ok_or_else(needed)
    }

    /// Each row that the one key for all would say something of, and what. A word for a single row,
    /// whichever, is none for all.
    fn describe_due(&self, case: &str) -> Result<String, Failure> {
        let file = self.cases.read_case(case)?;
        let assessment = file.assess();
        let describe_row = |row: &CaseMaterial| {
            let describe = |what: &str, custody: Option<Custody>| {
                custody.map(|custody| format!("{}{what}:{}", row.id(), variant_code(&custody)))
            };
            [describe("", row.due_custody()), describe("+copies", row.due_copies())]
        };
        let rows = assessment.materials.iter().flat_map(describe_row).flatten();
        Ok(std::iter::once("all".to_owned()).chain(rows).collect::<Vec<_>>().join("/"))
    }

    /// What the payload names beside the case, and what was looked at or put right before.
    fn describe_act(
        &self,
        case: &str,
        act: ConsentedAct,
        payload: &Value,
    ) -> Result<String, Failure> {
        let base = match act {
            ConsentedAct::Issue => self.find_paper_seen(case),
            ConsentedAct::DecideForDepartment => {
                self.cases.read_entrusted(case, |proposal| proposal.id.clone())
            }
            ConsentedAct::SendReplacement => self.find_last_change(case)?,
            ConsentedAct::AskWithdrawal => self.find_drawn_up(case)?,
            _ => None,
        };
        let fields = payload.as_object().into_iter().flatten();
        let by_name: BTreeMap<_, _> = fields.filter(|(name, _)| *name != "case").collect();
        let texts = by_name.into_iter().filter_map(|(name, value)| match value {
            Value::String(text) => Some(text.clone()),
            Value::Bool(true) => Some(name.clone()),
            _ => None,
        });
        Ok(texts.chain(base).collect::<Vec<_>>().join("/"))
    }

    /// None once its decision is made.
    fn find_paper_seen(&self, case: &str) -> Option<String> {
        self.cases.read_proposal(case, |proposal| proposal.id.clone())
    }

    /// The request that was drawn up, and is signed.
    fn find_drawn_up(&self, case: &str) -> Result<Option<String>, Failure> {
        let file = self.cases.read_case(case)?;
        Ok(file.case.open_withdrawal().map(|drawn| drawn.document.clone()))
    }

    /// Where the journal last says what goes into a replacement: the consent itself, a form that is
    /// made with it and a section that is opened change nothing of that.
    fn find_last_change(&self, case: &str) -> Result<Option<String>, Failure> {
        let is_change = |fact: &Fact| {
            !matches!(
                fact,
                Fact::Consented { .. } | Fact::DocumentIssued { .. } | Fact::SectionOpened { .. }
            )
        };
        let entries = self.cases.read_entries(case)?;
        let last = entries.iter().rev().find(|entry| is_change(&entry.fact));
        Ok(last.map(|entry| entry.seq.to_string()))
    }

    /// The entry is the trainee's and names the mentor.
    fn note_consent(&self, consent: &mut Consent) -> Result<(), Failure> {
        if !consent.is_noted {
            let Consent { act, by, .. } = &*consent;
            let fact = Fact::Consented { act: *act, by: by.clone() };
            let file = self.cases.read_case(&consent.case)?;
            self.cases.append_facts_by(&consent.to, file, vec![fact], Vec::new())?;
            consent.is_noted = true;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_that_wants_consent_is_an_act() {
        for name in WANTS_CONSENT {
            assert!(find_act(name).is_some(), "{name}");
        }
    }
}
