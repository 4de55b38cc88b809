//! How long a case's pages stay here after the office has them. Pure: says whether they may go,
//! destroys nothing.
//!
//! Invariant: pages go only with every revision acknowledged under the very digest sent, or
//! replaced, every event acknowledged so, nothing open on the case, the set days over by a clock that
//! the office has confirmed, and the office saying so once more.
use crate::case::Case;
use crate::state::{Delivery, Status};
use crate::time::date::Moment;
use std::collections::BTreeSet;

/// Why the pages stay. The first reason that holds, the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stays {
    /// Nothing was decided, so nothing was sent.
    NotDecided,
    /// The office has not acknowledged every revision that was not replaced, or every event, with the
    /// very digest of what was sent. What it got on paper it never does.
    NotVerified,
    /// Still being worked on: held, sent back, waiting for the citizen's papers.
    InUse,
    /// Kept by the setting.
    TooYoung,
    /// The setting says for ever.
    ForEver,
}

/// One revision as it was sent: where it stands, and the digest an honest acknowledgement must say.
pub struct Sent {
    pub delivery: Delivery,
    pub digest: String,
}

/// One event as it was sent.
pub struct SentEvent {
    pub id: String,
    pub delivery: Delivery,
    pub digest: String,
}

const DAY_MS: i64 = 86_400_000;

/// `days` after the last entry of the journal; 0 means never.
pub fn check_removal(
    case: &Case,
    sent: &[Sent],
    events: &[SentEvent],
    now: Moment,
    days: u32,
) -> Result<(), Stays> {
    if sent.is_empty() || case.revision() == 0 {
        return Err(Stays::NotDecided);
    }
    // One that was replaced has nothing at the office to be vouched for; the one in its place has.
    let verified = |(n, one): (u32, &Sent)| match one.delivery {
        Delivery::Acknowledged => case.acknowledged.get(&n) == Some(&one.digest),
        Delivery::Replaced => case.replaced.contains(&n),
        _ => false,
    };
    // Those before them are another window's.
    let before = case.revisions_before();
    let is_each_there = before as usize + sent.len() == case.revision() as usize;
    if !is_each_there || !(before + 1..).zip(sent).all(verified) {
        return Err(Stays::NotVerified);
    }
    let is_there = |one: &SentEvent| {
        let acknowledged = case.find_event(&one.id).and_then(|told| told.acknowledged.as_ref());
        one.delivery == Delivery::Acknowledged && acknowledged == Some(&one.digest)
    };
    if events.len() != case.events.len() || !events.iter().all(is_there) {
        return Err(Stays::NotVerified);
    }
    let is_final = matches!(
        case.status,
        Status::Accepted
            | Status::Refused
            | Status::Redirected
            | Status::Completed
            | Status::Withdrawn
            | Status::Lapsed
            | Status::Voided
    );
    let is_final = is_final || case.went_on_elsewhere();
    if !is_final || case.hold.is_some() || !case.touched.is_empty() {
        return Err(Stays::InUse);
    }
    if days == 0 {
        return Err(Stays::ForEver);
    }
    let age = now.millis().saturating_sub(case.updated_at.millis());
    if age < i64::from(days) * DAY_MS { Err(Stays::TooYoung) } else { Ok(()) }
}

/// Versions of the catalogue kept here that nobody needs: no case is pinned to them, and they are
/// none of `stay`.
pub fn find_unneeded_packs(
    kept: &[String],
    pinned: &BTreeSet<String>,
    stay: &[&str],
) -> Vec<String> {
    let goes = |version: &&String| !pinned.contains(*version) && !stay.contains(&version.as_str());
    kept.iter().filter(goes).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::fact::Fact;
    use crate::case::hold::{HoldReason, Originals};
    use crate::case::{Comment, Decision, DecisionKind, Event};
    use crate::item::PersonRole;

    const DAYS: u32 = 30;

    /// Of a case to which nothing happened after acceptance.
    fn check_removal(case: &Case, sent: &[Sent], now: Moment, days: u32) -> Result<(), Stays> {
        super::check_removal(case, sent, &[], now, days)
    }

    #[test]
    fn pages_stay_while_an_event_is_not_at_the_office() {
        let made = |id: &str| Fact::EventMade {
            id: id.into(),
            event: Event::WithdrawalAsked { by: PersonRole::Applicant },
        };
        let vouched = |id: &str, digest: &str| Fact::EventAcknowledged {
            id: id.into(),
            digest: digest.into(),
        };
        let paper = Fact::EventHandedOver { id: "e".into(), code: "page_damaged".into() };
        let accepted = [decided(DecisionKind::Accept), acknowledged(1, "d"), made("e")];
        let answer = |facts: &[Fact], events: &[(&str, Delivery, &str)]| {
            let there = sent(&[(Delivery::Acknowledged, "d")]);
            let event = |(id, delivery, digest): &(&str, Delivery, &str)| SentEvent {
                id: (*id).to_owned(),
                delivery: *delivery,
                digest: (*digest).to_owned(),
            };
            let events: Vec<SentEvent> = events.iter().map(event).collect();
            let case = case(&[&accepted[..], facts].concat());
            super::check_removal(&case, &there, &events, at(30), DAYS)
        };
        use Delivery::{Acknowledged, AwaitingMaterials, HandedOver, Parked, Queued, Sending};
        assert_eq!(answer(&[vouched("e", "x")], &[("e", Acknowledged, "x")]), Ok(()));
        let stays = Err(Stays::NotVerified);
        for state in [Queued, Sending, AwaitingMaterials, Parked, HandedOver] {
            assert_eq!(answer(&[], &[("e", state, "x")]), stays, "{state:?}");
        }
        assert_eq!(answer(&[], &[("e", Acknowledged, "x")]), stays, "no word in the journal");
        assert_eq!(answer(&[vouched("e", "y")], &[("e", Acknowledged, "x")]), stays);
        assert_eq!(answer(&[vouched("e", "x")], &[]), stays, "no row");
        assert_eq!(answer(&[vouched("e", "x"), made("f")], &[("e", Acknowledged, "x")]), stays);
        assert_eq!(answer(&[paper], &[("e", HandedOver, "x")]), stays);
    }

    fn at(day: i64) -> Moment {
        Moment::from_millis(1_790_050_000_000 + day * DAY_MS)
    }

    fn decided(kind: DecisionKind) -> Fact {
        Fact::Decided { decision: Decision::of_kind(kind) }
    }

    fn acknowledged(revision: u32, digest: &str) -> Fact {
        Fact::Acknowledged { digest: digest.into(), revision }
    }

    fn sent_back() -> Fact {
        let comments: Vec<Comment> = Vec::new();
        Fact::SentBack {
            id: "r".into(),
            revision: 1,
            by: "2001".into(),
            by_name: "赵示例".into(),
            at: at(0),
            comments,
        }
    }

    fn case(facts: &[Fact]) -> Case {
        let mut case = Case::empty(at(0));
        facts.iter().for_each(|fact| case.apply(fact, at(0), "1001"));
        case
    }

    fn sent(states: &[(Delivery, &str)]) -> Vec<Sent> {
        states
            .iter()
            .map(|(delivery, digest)| Sent { delivery: *delivery, digest: (*digest).to_owned() })
            .collect()
    }

    #[test]
    fn goes_only_after_the_verified_digest_and_the_retention() {
        let whole = case(&[Fact::Received, decided(DecisionKind::Accept), acknowledged(1, "d")]);
        let there = sent(&[(Delivery::Acknowledged, "d")]);
        assert_eq!(check_removal(&whole, &there, at(30), DAYS), Ok(()));
        assert_eq!(check_removal(&whole, &there, at(29), DAYS), Err(Stays::TooYoung));
        assert_eq!(
            check_removal(&whole, &there, at(-400), DAYS),
            Err(Stays::TooYoung),
            "a clock set back"
        );
        assert_eq!(check_removal(&whole, &there, at(9999), 0), Err(Stays::ForEver));
    }

    #[test]
    fn no_other_state_of_delivery_lets_anything_go() {
        let accepted = [Fact::Received, decided(DecisionKind::Accept)];
        let journal = |digest: &str| case(&[&accepted[..], &[acknowledged(1, digest)]].concat());
        use Delivery::*;
        for state in [None, Queued, Sending, AwaitingMaterials, Refused, Parked] {
            let answer = check_removal(&journal("d"), &sent(&[(state, "d")]), at(9999), DAYS);
            assert_eq!(answer, Err(Stays::NotVerified), "{state:?}");
        }
        let there = sent(&[(Acknowledged, "d")]);
        assert_eq!(
            check_removal(&case(&accepted), &there, at(9999), DAYS),
            Err(Stays::NotVerified),
            "no word in the journal"
        );
        assert_eq!(
            check_removal(&journal("other"), &there, at(9999), DAYS),
            Err(Stays::NotVerified),
            "another digest"
        );
        assert_eq!(check_removal(&case(&accepted), &[], at(9999), DAYS), Err(Stays::NotDecided));
        assert_eq!(
            check_removal(&case(&[Fact::Received]), &there, at(9999), DAYS),
            Err(Stays::NotDecided)
        );
    }

    #[test]
    fn every_revision_counts() {
        let first = [
            decided(DecisionKind::Correction),
            acknowledged(1, "a"),
            decided(DecisionKind::Accept),
        ];
        let both = case(&[&first[..], &[acknowledged(2, "b")]].concat());
        use Delivery::{Acknowledged, Queued};
        assert_eq!(
            check_removal(&both, &sent(&[(Acknowledged, "a"), (Acknowledged, "b")]), at(30), DAYS),
            Ok(())
        );
        for states in [[(Acknowledged, "a"), (Queued, "b")], [(Queued, "a"), (Acknowledged, "b")]] {
            assert_eq!(check_removal(&both, &sent(&states), at(30), DAYS), Err(Stays::NotVerified));
        }
        assert_eq!(
            check_removal(&both, &sent(&[(Acknowledged, "a")]), at(30), DAYS),
            Err(Stays::NotVerified)
        );
    }

    #[test]
    fn a_replaced_revision_goes_with_the_one_in_its_place() {
        let replaced = Fact::Replaced { revision: 1, papers: false };
        let done = case(&[decided(DecisionKind::Accept), replaced, acknowledged(2, "b")]);
        use Delivery::{Acknowledged, HandedOver, Parked, Queued, Replaced};
        let whole = sent(&[(Replaced, "a"), (Acknowledged, "b")]);
        assert_eq!(check_removal(&done, &whole, at(30), DAYS), Ok(()));
        for states in [[Replaced, Queued], [Parked, Acknowledged], [HandedOver, Acknowledged]] {
            let there = sent(&[(states[0], "a"), (states[1], "b")]);
            assert_eq!(
                check_removal(&done, &there, at(9999), DAYS),
                Err(Stays::NotVerified),
                "{states:?}"
            );
        }
        let handed = Fact::HandedOver { revision: 1, code: "too_large".into() };
        let paper = case(&[decided(DecisionKind::Accept), handed]);
        let there = sent(&[(HandedOver, "a")]);
        assert_eq!(check_removal(&paper, &there, at(9999), DAYS), Err(Stays::NotVerified));
    }

    #[test]
    fn a_catalogue_goes_when_no_case_and_no_news_need_it() {
        let words = |list: &[&str]| list.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>();
        let pinned = words(&["2026.1"]).into_iter().collect();
        let kept = words(&["2026.1", "2026.2", "2026.3", "2026.4"]);
        assert_eq!(find_unneeded_packs(&kept, &pinned, &["2026.4", "2026.3"]), words(&["2026.2"]));
        assert_eq!(find_unneeded_packs(&kept[..1], &pinned, &[]), words(&[]));
    }

    #[test]
    fn what_is_still_in_use_stays() {
        let there = sent(&[(Delivery::Acknowledged, "d")]);
        let acknowledged = acknowledged(1, "d");
        let note = case(&[decided(DecisionKind::Correction), acknowledged.clone()]);
        let back = case(&[decided(DecisionKind::Accept), acknowledged.clone(), sent_back()]);
        let held =
            Fact::Held { reason: HoldReason::Call, note: None, originals: Originals::WithOwner };
        let held = case(&[decided(DecisionKind::Accept), acknowledged, held]);
        for (what, case) in [("waiting for papers", note), ("sent back", back), ("held", held)] {
            assert_eq!(check_removal(&case, &there, at(9999), DAYS), Err(Stays::InUse), "{what}");
        }
    }
}
