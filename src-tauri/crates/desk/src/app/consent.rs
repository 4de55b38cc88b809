//! What a trainee may not do alone waits for a mentor's consent: asked for before the command runs,
//! written into the case's journal before anything else of it, used up by the act.
use crate::Failure;
use crate::contract::{FailureCode, WANTS_CONSENT};
use crate::desk::Desk;
use crate::station::consent::Consent;
use counter_core::case::ConsentedAct;
use counter_core::code::parse_variant;
use counter_core::fact::Fact;
use serde_json::Value;

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
        if let Some(unused) = consent.filter(|_| !is_done) {
            self.station.put_back_consent(unused);
        }
    }

    fn require_consent(&self, name: &str, payload: &Value) -> Result<Option<Consent>, Failure> {
        if !WANTS_CONSENT.contains(&name) || !self.station.wants_mentor() {
            return Ok(None);
        }
        // Without a case it is no payload of such a command, which then says so itself.
        let Some(case) = payload.get("case").and_then(Value::as_str) else { return Ok(None) };
        let act = parse_variant::<ConsentedAct>(name);
        let act = act.ok_or_else(|| Failure::new(FailureCode::Internal))?;
        let consent = self.station.take_consent(case, act);
        let needed = || Failure::new(FailureCode::ConsentNeeded).with("act", name);
        consent.map(Some).ok_or_else(needed)
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
            assert!(parse_variant::<ConsentedAct>(name).is_some(), "{name}");
        }
    }
}
