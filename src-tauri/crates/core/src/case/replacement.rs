//! The ways out for what the office does not take: a revision in the place of the refused one, or
//! the case on paper. The decision was given to the applicant and stands, with its time and number.
//! Not when this is offered: that is `delivery::way_out`.
//!
//! Invariant: a revision that was replaced or handed over is never sent again; the revision after
//! it says in whose place it goes.
use super::Case;
use super::course::end_by_step;
use super::fact::Fact;
use super::signing::APPLICATION_FORM;
use crate::state::Status;

/// What is being put right: the revision that was not taken, and what was said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replacement {
    pub revision: u32,
    pub code: String,
}

impl Case {
    pub(super) fn apply_way_out(&mut self, fact: &Fact) {
        match fact {
            Fact::ReplacementBegun { revision, code } if *revision == self.revision() => {
                self.status = Status::Replacing;
                self.replacement = Some(Replacement { revision: *revision, code: code.clone() });
                self.undo.clear();
                self.touched.clear();
            }
            Fact::ReplacementDropped { revision } if *revision == self.revision() => {
                self.end_replacement();
            }
            Fact::Replaced { revision, papers } if *revision == self.revision() => {
                self.repeat_decision(*papers);
            }
            Fact::HandedOver { revision, .. } if *revision == self.revision() => {
                let open = self.open_revisions();
                self.handed_over.extend(open);
                self.end_replacement();
            }
            _ => {}
        }
    }

    /// Revisions of this journal of which nothing is known yet but that they were decided, up to the
    /// newest.
    pub fn open_revisions(&self) -> Vec<u32> {
        let is_open = |n: &u32| !self.acknowledged.contains_key(n) && !self.is_given_up(*n);
        (self.revisions_before() + 1..=self.revision()).filter(is_open).collect()
    }

    /// The revision in whose place the newest one goes: the office has not taken it and never will.
    pub fn in_place_of(&self) -> Option<u32> {
        let newest = self.revision();
        newest
            .checked_sub(1)
            .filter(|before| self.is_given_up(*before) && !self.is_given_up(newest))
    }

    fn is_given_up(&self, revision: u32) -> bool {
        self.replaced.contains(&revision) || self.handed_over.contains(&revision)
    }

    /// The same decision as one more revision. What was noted of the one before holds for it.
    fn repeat_decision(&mut self, papers: bool) {
        let Some((decision, at)) = self.decisions.last().cloned() else { return };
        let before = self.revision();
        let open = self.open_revisions();
        self.replaced.extend(open);
        self.decisions.push((decision, at));
        self.consent = None;
        let now = self.revision();
        let all_in = self.corrections_in.iter().rev().find(|(revision, _)| *revision == before);
        let all_in = all_in.map(|(_, at)| (now, *at));
        self.corrections_in.extend(all_in);
        self.keep_correction_notes(before);
        self.keep_lapse_warning(before);
        if !papers {
            // An application form is made just before its decision: that of the next is one
            // already.
            let papers = self.documents.iter().filter(|(d, _)| d.form != APPLICATION_FORM);
            for (paper, _) in papers {
                if let Some(under) = self.made_under.get_mut(&paper.id).filter(|n| **n == before) {
                    *under = now;
                }
            }
        }
        self.end_replacement();
    }

    fn end_replacement(&mut self) {
        self.replacement = None;
        self.undo.clear();
        self.touched.clear();
        // What the counter decided came before any step that the office told since.
        let ended = self
            .counter_decision()
            .map(|_| Status::Completed)
            .or_else(|| self.is_void().then_some(Status::Voided))
            .or_else(|| self.told.iter().find_map(|told| end_by_step(&told.step)));
        let standing = self.decisions.last().map(|(decision, _)| decision.status());
        self.status = match standing {
            Some(standing @ (Status::Accepted | Status::Deferred | Status::Deemed)) => {
                ended.unwrap_or(standing)
            }
            // What lapsed stays so, however its notice went to the office.
            Some(_) if self.has_lapsed() => Status::Lapsed,
            Some(standing) => standing,
            None => self.status,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::decision::{Decision, DecisionKind, Document};
    use crate::identity::private::Private;
    use crate::time::date::Moment;

    fn at(minute: i64) -> Moment {
        Moment::from_millis(1_790_000_000_000 + minute * 60_000)
    }

    fn case(facts: &[Fact]) -> Case {
        let mut case = Case::empty(at(0));
        for (minute, fact) in facts.iter().enumerate() {
            case.apply(fact, at(minute as i64), "1001");
        }
        case
    }

    fn decided(kind: DecisionKind) -> Fact {
        Fact::Decided { decision: Decision::of_kind(kind) }
    }

    fn begun(revision: u32) -> Fact {
        Fact::ReplacementBegun { revision, code: "bad_manifest".into() }
    }

    fn paper(id: &str, form: &str) -> Fact {
        let text = |t: &str| t.to_owned();
        Fact::DocumentIssued {
            document: Document {
                id: text(id),
                form: text(form),
                file: text(id),
                number: None,
                pages: 1,
                sha256: text(id),
                len: 1,
                values: None,
                signature_boxes: Vec::new(),
                code: None,
            },
        }
    }

    fn filled() -> Fact {
        Fact::FieldFilled { field: "reason".into(), value: Private::new("短一些") }
    }

    #[test]
    fn a_replacement_is_the_same_decision_at_its_time_as_the_next_revision() {
        let facts = [
            Fact::Received,
            decided(DecisionKind::Accept),
            paper("r1", "acceptance_receipt"),
            begun(1),
            filled(),
            paper("f2", "application_form"),
            Fact::Replaced { revision: 1, papers: false },
        ];
        let open = case(&facts[..5]);
        assert_eq!((open.status, open.legal_status()), (Status::Replacing, Status::Accepted));
        assert!(open.touched.contains("field:reason"));
        let folded = case(&facts);
        assert_eq!((folded.revision(), folded.status), (2, Status::Accepted));
        assert_eq!(folded.accepted_at(), Some(at(1)), "accepted when it was accepted");
        assert_eq!((folded.in_place_of(), folded.open_revisions()), (Some(1), vec![2]));
        assert_eq!(folded.newest_papers().map(|d| d.id.as_str()).collect::<Vec<_>>(), ["r1"]);
        assert_eq!(folded.made_under["f2"], 1, "just before its decision");
        assert!(folded.touched.is_empty() && folded.replacement.is_none());
        let anew = case(&[&facts[..6], &[Fact::Replaced { revision: 1, papers: true }]].concat());
        assert_eq!(anew.newest_papers().count(), 0, "its papers are made anew");
    }

    #[test]
    fn what_waited_behind_a_refused_revision_is_replaced_with_it() {
        let facts = [
            decided(DecisionKind::Correction),
            Fact::CorrectionsIn,
            decided(DecisionKind::Accept),
            begun(2),
            Fact::Replaced { revision: 2, papers: false },
        ];
        let folded = case(&facts);
        assert_eq!(folded.replaced.iter().copied().collect::<Vec<_>>(), [1, 2]);
        assert_eq!((folded.revision(), folded.in_place_of()), (3, Some(2)));
        assert_eq!(folded.accepted_at(), Some(at(1)), "the day when all was in");
        let acknowledged = Fact::Acknowledged { digest: "d".into(), revision: 1 };
        let second = case(&[&facts[..1], &[acknowledged], &facts[1..]].concat());
        assert_eq!(second.replaced.iter().copied().collect::<Vec<_>>(), [2], "1 is at the office");
    }

    #[test]
    fn corrections_that_came_in_meanwhile_stay_in() {
        let notice = decided(DecisionKind::Correction);
        let replaced = Fact::Replaced { revision: 1, papers: false };
        let folded = case(&[notice, Fact::CorrectionsIn, begun(1), replaced]);
        assert_eq!((folded.status, folded.corrected_at()), (Status::Correction, Some(at(1))));
    }

    #[test]
    fn what_was_handed_over_on_paper_is_open_no_more() {
        let handed = Fact::HandedOver { revision: 1, code: "too_large".into() };
        let folded = case(&[decided(DecisionKind::Accept), begun(1), handed.clone()]);
        assert_eq!((folded.status, folded.open_revisions()), (Status::Accepted, vec![]));
        let late = Fact::HandedOver { revision: 7, code: String::new() };
        assert!(case(&[decided(DecisionKind::Accept), late]).handed_over.is_empty());
        let both = Fact::HandedOver { revision: 2, code: "too_large".into() };
        let notice = decided(DecisionKind::Correction);
        let together = case(&[notice, decided(DecisionKind::Accept), both]);
        assert_eq!(together.in_place_of(), None, "neither went in the other's place");
        let next =
            case(&[decided(DecisionKind::Correction), handed, decided(DecisionKind::Accept)]);
        assert_eq!(next.in_place_of(), Some(1), "the office has nothing before it");
    }

    #[test]
    fn a_replacement_that_is_dropped_leaves_the_case_as_it_was() {
        let back = case(&[
            decided(DecisionKind::Accept),
            begun(1),
            Fact::ReplacementDropped { revision: 1 },
        ]);
        assert_eq!((back.status, back.revision()), (Status::Accepted, 1));
        assert!(back.replacement.is_none() && back.replaced.is_empty());
    }
}
