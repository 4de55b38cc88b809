//! What happened to a case after acceptance, told by its station apart from revisions: filed once,
//! answered once. Not what the deciding office tells: that is a step.

use counter_core::case::{Event, EventAnswer, EventKind};
use counter_core::limits::{MAX_TEXT_CHARS, TextLength, is_within};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::ability::Ability;
use super::audit_anchor::AuditAnchor;
use super::bounds::{OutOfBounds, check_manifest};
use super::case::{CaseState, ConsentWire};
use super::part::{Part, received_digest};
use crate::digest::is_sha256;
use crate::permit::Permit;

/// Body of `POST /cases/{case}/events`. Immutable once queued: a repeat must be the same in every
/// field.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EventFiling {
    /// Made at the counter; also the idempotency key.
    pub id: Uuid,
    pub case: Uuid,
    /// The revision after which it happened.
    pub after: u32,
    pub event: Event,
    pub at: jiff::Timestamp,
    /// Number of the clerk who took it down, as the counter says; the permit proves it.
    pub clerk: String,
    pub station_code: String,
    pub window: String,
    /// What goes with it and with no revision.
    pub manifest: Vec<Part>,
    /// Hash of the entry of the case's journal before the event's own, hexadecimal.
    pub journal_head: String,
    /// Entries up to that one.
    pub entries: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub permit: Option<Permit>,
    /// The mentor who agreed, where the clerk may not do it alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consented_by: Option<ConsentWire>,
    /// How far the station's audit trail went then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audit: Option<AuditAnchor>,
}

impl EventFiling {
    /// What an honest acknowledgement of this event must say.
    pub fn received_digest(&self) -> String {
        let (id, at) = (self.id.to_string(), self.at.to_string());
        received_digest(&["event", &self.journal_head, &id, &at], &self.manifest)
    }

    /// All but the length of the whole.
    pub fn check_bounds(&self) -> Result<(), OutOfBounds> {
        if !is_sha256(&self.journal_head) || self.entries == 0 || self.after == 0 {
            return Err(OutOfBounds::Journal);
        }
        check_manifest(&self.manifest)?;
        match self.texts().find(|text| !is_within(text, MAX_TEXT_CHARS)) {
            Some(text) => Err(OutOfBounds::TextChars { length: TextLength::of(text) }),
            None => Ok(()),
        }
    }

    fn texts(&self) -> impl Iterator<Item = &str> {
        let consent = self.consented_by.iter();
        let permits = self.permit.iter().chain(consent.clone().flat_map(|by| &by.permit));
        let signed = permits.flat_map(|permit| [&permit.body, &permit.signature]);
        let names = [&self.clerk, &self.window].into_iter().chain(consent.map(|by| &by.clerk));
        signed.chain(names).chain(list_texts(&self.event)).map(String::as_str)
    }
}

/// The words of an event.
fn list_texts(event: &Event) -> Vec<&String> {
    match event {
        Event::WithdrawalAsked { .. } => Vec::new(),
        Event::Decided { number, entrusted_by, points, reasons, .. } => {
            [number, entrusted_by].into_iter().chain(points).chain(reasons).collect()
        }
        Event::Lapsed { consequence, source, .. } => vec![consequence, source],
        Event::Void { reason, refiled_as, .. } => vec![reason, refiled_as],
    }
}

impl Ability {
    /// What an office must name before an event of this kind is sent to it.
    pub fn to_take(kind: EventKind) -> Ability {
        match kind {
            EventKind::WithdrawalAsked => Ability::WithdrawalAsked,
            EventKind::Decided => Ability::Decided,
            EventKind::Lapsed => Ability::Lapsed,
            EventKind::Void => Ability::Void,
        }
    }
}

/// Answer to `POST /cases/{case}/events`: the office's word on it, and whether parts are still to
/// come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventFiled {
    pub state: CaseState,
    pub verdict: EventAnswer,
}

/// Answer to `GET /cases/{case}/events/{event}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventStatus {
    pub state: CaseState,
    pub verdict: EventAnswer,
    /// SHA-256 of the parts that the office does not have in full.
    #[serde(default)]
    pub missing: Vec<String>,
    /// Set once acknowledged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub received_digest: Option<String>,
}

/// An event as a supervisor reads it. Its permits stay at the office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventWire {
    pub id: Uuid,
    /// The revision after which it happened.
    pub after: u32,
    pub event: Event,
    pub at: jiff::Timestamp,
    /// Number of the clerk who took it down.
    pub clerk: String,
    pub state: CaseState,
    pub verdict: EventAnswer,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::PartKind;
    use counter_core::case::WarnedBy;
    use counter_core::code::variant_code;
    use counter_core::item::PersonRole;

    fn filing() -> EventFiling {
        EventFiling {
            id: Uuid::from_u128(1),
            case: Uuid::from_u128(2),
            after: 1,
            event: Event::WithdrawalAsked { by: PersonRole::Applicant },
            at: "2026-12-02T02:00:00Z".parse().unwrap(),
            clerk: "1001".into(),
            station_code: "A".into(),
            window: "1号窗".into(),
            manifest: vec![Part {
                id: "p".into(),
                material: "withdrawal_request".into(),
                kind: PartKind::Document,
                media: "application/pdf".into(),
                sha256: "ab".repeat(32),
                len: 3,
            }],
            journal_head: "0f".repeat(32),
            entries: 9,
            permit: None,
            consented_by: None,
            audit: None,
        }
    }

    #[test]
    fn its_digest_is_its_own_and_covers_every_part() {
        let first = filing();
        let other = EventFiling { id: Uuid::from_u128(3), ..filing() };
        let longer = EventFiling {
            manifest: vec![Part { len: 4, ..first.manifest[0].clone() }],
            ..filing()
        };
        assert_ne!(first.received_digest(), other.received_digest());
        assert_ne!(first.received_digest(), longer.received_digest());
        assert_eq!(first.received_digest(), filing().received_digest());
    }

    #[test]
    fn what_cannot_be_is_refused_before_it_is_queued() {
        assert_eq!(filing().check_bounds(), Ok(()));
        for wrong in [
            EventFiling { after: 0, ..filing() },
            EventFiling { entries: 0, ..filing() },
            EventFiling { journal_head: "x".into(), ..filing() },
        ] {
            assert_eq!(wrong.check_bounds(), Err(OutOfBounds::Journal));
        }
        let twice = [filing().manifest, filing().manifest].concat();
        let twice = EventFiling { manifest: twice, ..filing() };
        assert_eq!(twice.check_bounds(), Err(OutOfBounds::Part));
        let long = EventFiling { window: "窗".repeat(MAX_TEXT_CHARS + 1), ..filing() };
        assert!(matches!(long.check_bounds(), Err(OutOfBounds::TextChars { .. })));
    }

    #[test]
    fn a_word_of_a_decision_that_is_too_long_is_refused_before_it_is_queued() {
        let decided = |number: String, reasons: Vec<String>| EventFiling {
            event: Event::Decided {
                granted: false,
                number,
                entrusted_by: "示例委托书".into(),
                points: Vec::new(),
                reasons,
            },
            ..filing()
        };
        let long = || "字".repeat(MAX_TEXT_CHARS + 1);
        assert_eq!(decided("1".into(), vec!["示例".into()]).check_bounds(), Ok(()));
        for wrong in [decided(long(), Vec::new()), decided("1".into(), vec![long()])] {
            assert!(matches!(wrong.check_bounds(), Err(OutOfBounds::TextChars { .. })));
        }
    }

    #[test]
    fn the_words_of_a_lapse_are_bounded_too() {
        let lapsed = |consequence: String| EventFiling {
            event: Event::Lapsed {
                until: "2026-11-20".parse().unwrap(),
                consequence,
                source: "示例办法第一条".into(),
                how: WarnedBy::Telephone,
                warned_on: "2026-11-23".parse().unwrap(),
            },
            ..filing()
        };
        assert_eq!(lapsed("终止办理".into()).check_bounds(), Ok(()));
        let long = lapsed("字".repeat(MAX_TEXT_CHARS + 1)).check_bounds();
        assert!(matches!(long, Err(OutOfBounds::TextChars { .. })));
    }

    #[test]
    fn an_office_names_each_kind_by_its_own_name() {
        for kind in EventKind::ALL {
            assert_eq!(Ability::to_take(kind).name(), variant_code(&kind));
            assert!(crate::OPENAPI.contains(&format!("const: {}", variant_code(&kind))));
        }
    }
}
