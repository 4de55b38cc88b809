//! A case that is decided more than once: what was decided when, what a supervisor sent back, what
//! was put right since. The journal keeps everything; this only says which of it is the newest. Not
//! what is sent: that is the desk's submission.
//!
//! Invariant: each decision is a revision (`core::case::revision`): how many `Decided` the journal
//! holds, by the window or told by the record it goes on from, and `Replaced` beside them. The outbox is keyed by case and revision, and revision n+1
//! does not leave before n is acknowledged, replaced or handed over on paper. Papers belong to the
//! decision they were made under.
use super::Case;
use super::decision::{Decision, DecisionKind, Deferred, Document, Fault, SentBack};
use super::fact::Fact;
use crate::state::Status;
use crate::time::date::Moment;

impl Case {
    /// The same return twice is one; one of an older revision, or of what was decided here since, is
    /// only remembered, for the window was faster.
    pub(super) fn apply_return(&mut self, fact: &Fact) {
        let Fact::SentBack { id, revision, by, by_name, at, comments } = fact.clone() else {
            return;
        };
        if self.returns.iter().any(|earlier| earlier.id == id) {
            return;
        }
        let is_over = matches!(self.status, Status::Voided | Status::Lapsed)
            || self.counter_decision().is_some();
        if revision == self.revision() && !is_over {
            self.status = Status::Returned;
        }
        self.returns.push(SentBack { id, revision, by, by_name, at, comments });
    }

    pub(super) fn note_changes(&mut self, fact: &Fact) {
        self.note_arrival(fact);
        let of_page = |page: &String| {
            self.pages.iter().find(|p| p.id == *page).and_then(|p| p.material.clone())
        };
        let materials: Vec<String> = match fact {
            Fact::Undone { by } => return self.note_changes(by),
            Fact::FieldFilled { field, .. } => {
                self.touched.insert(format!("field:{field}"));
                return;
            }
            Fact::PersonPut { .. } | Fact::PersonRemoved { .. } => {
                self.touched.insert("people".to_owned());
                return;
            }
            Fact::Answered { .. } => {
                self.touched.insert("answers".to_owned());
                return;
            }
            Fact::PageAdded { page } => page.material.iter().cloned().collect(),
            Fact::PageAssigned { page, material } => {
                of_page(page).into_iter().chain(material.clone()).collect()
            }
            Fact::PageTurned { page, .. }
            | Fact::PageMoved { page, .. }
            | Fact::PageDeleted { page } => of_page(page).into_iter().collect(),
            Fact::OriginalChecked { material }
            | Fact::ProblemSet { material, .. }
            | Fact::ObjectCounted { material, .. }
            | Fact::PapersCounted { material, .. } => vec![material.clone()],
            _ => return,
        };
        self.touched.extend(materials.into_iter().map(|id| format!("material:{id}")));
    }

    /// The newest decision.
    pub fn decision(&self) -> Option<&(Decision, Moment)> {
        self.decisions.last()
    }

    /// Which revision the newest decision made; 0 before the first.
    pub fn revision(&self) -> u32 {
        self.decisions.len() as u32
    }

    /// The papers of the newest decision.
    pub fn newest_papers(&self) -> impl Iterator<Item = &Document> {
        let newest = self.revision();
        self.documents
            .iter()
            .map(|(d, _)| d)
            .filter(move |d| self.made_under.get(&d.id) == Some(&newest))
    }

    /// The return that waits for this window, if one does.
    pub fn open_return(&self) -> Option<&SentBack> {
        self.returns
            .iter()
            .rev()
            .find(|r| r.revision == self.revision())
            .filter(|_| self.status == Status::Returned)
    }

    /// A correction notice was given at some time: another one is a further one.
    pub fn was_notified(&self) -> bool {
        self.decisions.iter().any(|(d, _)| d.kind == DecisionKind::Correction)
    }

    /// What the law sees: being sent back inside the house changes nothing for the citizen.
    pub fn legal_status(&self) -> Status {
        match (self.status, self.decision()) {
            (Status::Returned | Status::Replacing, Some((decision, _))) => decision.status(),
            (status, _) => status,
        }
    }

    /// When the case was accepted, while it stands accepted. Amending an accepted case does not
    /// begin the promise anew; after a correction notice it is the day on which all that was asked
    /// for had come in; what silence accepted stands accepted since its receipt.
    pub fn accepted_at(&self) -> Option<Moment> {
        let standing =
            self.decisions.iter().rev().take_while(|(d, _)| d.kind == DecisionKind::Accept).count();
        let first = self.decisions.len() - standing;
        if let Some(at) = self.accepted_by_record(first) {
            return Some(at);
        }
        let (_, at) = self.decisions.get(first)?;
        let mut standing = self.decisions.iter().skip(first);
        if standing.any(|(decision, _)| decision.deemed.is_some()) {
            return self.received;
        }
        let all_in =
            self.corrections_in.iter().rev().find(|(revision, _)| *revision as usize == first);
        Some(all_in.map_or(*at, |(_, all_in)| *all_in))
    }

    /// All of what the open notice asked for came in, and nothing is decided about it yet.
    pub fn corrected_at(&self) -> Option<Moment> {
        let now =
            self.corrections_in.iter().rev().find(|(revision, _)| *revision == self.revision());
        now.filter(|_| self.legal_status() == Status::Correction).map(|(_, at)| *at)
    }

    /// The papers that were promised when the case was accepted and are still to come.
    pub fn deferred_papers(&self) -> Option<&Deferred> {
        self.decision()?.0.deferred.as_ref()
    }

    /// The day of the promised papers was made later, once, since the case stands accepted.
    pub fn was_deferral_extended(&self) -> bool {
        let standing = self.decisions.iter().rev().map(|(decision, _)| decision);
        let mut standing = standing.take_while(|decision| decision.kind == DecisionKind::Accept);
        standing.any(Decision::extends_deferral)
    }

    /// What is still asked for of a case that silence accepted, while it waits for that.
    pub fn late_papers(&self) -> &[Fault] {
        let (decision, _) = match self.decision() {
            Some(newest) if self.status == Status::Deemed => newest,
            _ => return &[],
        };
        decision.late_papers().unwrap_or_default()
    }

    /// The number to print and to say: the office's if it is known, else the station's provisional
    /// one.
    pub fn display_number(&self) -> Option<&str> {
        self.official.as_deref().or(self.provisional.as_deref())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::decision::Comment;
    use crate::case::journal::{Chain, ROOT, Tail, make_line, read_journal};
    use crate::case::page::PageOf;
    use crate::identity::private::Private;

    fn at(minute: i64) -> Moment {
        Moment::from_millis(1_790_000_000_000 + minute * 60_000)
    }

    fn decided_as(kind: DecisionKind) -> Fact {
        Fact::Decided { decision: Decision::of_kind(kind) }
    }

    fn paper(id: &str, form: &str) -> Fact {
        let text = |t: &str| t.to_owned();
        let document = Document {
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
        };
        Fact::DocumentIssued { document }
    }

    fn sent_back(id: &str, revision: u32) -> Fact {
        let comments =
            vec![Comment { target: "field:phone".into(), text: Private::new("请核对") }];
        Fact::SentBack {
            id: id.into(),
            revision,
            by: "2001".into(),
            by_name: "赵示例".into(),
            at: at(9),
            comments,
        }
    }

    fn filled(field: &str) -> Fact {
        Fact::FieldFilled { field: field.into(), value: Private::new("10012345678") }
    }

    fn case(facts: &[Fact]) -> Case {
        let mut case = Case::empty(at(0));
        for (minute, fact) in facts.iter().enumerate() {
            case.apply(fact, at(minute as i64), "1001");
        }
        case
    }

    #[test]
    fn each_decision_is_a_revision_and_keeps_its_papers() {
        use DecisionKind::{Accept, Correction};
        let facts = [
            Fact::Received,
            decided_as(Correction),
            paper("n1", "correction_notice"),
            filled("phone"),
            paper("f2", "application_form"),
            decided_as(Accept),
            paper("r2", "acceptance_receipt"),
        ];
        let one = case(&facts[..3]);
        assert_eq!((one.revision(), one.status), (1, Status::Correction));
        let open = case(&facts[..5]);
        assert!(open.touched.contains("field:phone"));
        assert_eq!(open.newest_form().map(|form| form.id.as_str()), Some("f2"));
        let two = case(&facts);
        assert_eq!((two.revision(), two.status), (2, Status::Accepted));
        assert!(two.touched.is_empty() && two.was_notified());
        let under = |id: &str| two.made_under[id];
        assert_eq!((under("n1"), under("f2"), under("r2")), (1, 1, 2), "a form comes just before");
        assert_eq!(two.newest_papers().map(|d| d.id.as_str()).collect::<Vec<_>>(), ["r2"]);
    }

    fn page(id: &str) -> PageOf {
        let text = |t: &str| t.to_owned();
        PageOf {
            id: text(id),
            file: text(id),
            index: 0,
            material: Some(text("hukou")),
            turns: 0,
            source: text("scan"),
            media: text("image/png"),
            sha256: text(id),
            len: 1,
        }
    }

    #[test]
    fn a_page_that_came_after_the_comparison_was_not_compared() {
        let added = |id: &str| Fact::PageAdded { page: page(id) };
        let checked = Fact::OriginalChecked { material: "hukou".into() };
        let facts = [
            added("p1"),
            checked.clone(),
            added("p2"),
            checked,
            Fact::PageDeleted { page: "p1".into() },
        ];
        let is_checked =
            |count: usize| case(&facts[..count]).material_state("hukou").checked.is_some();
        assert_eq!([2, 3, 4, 5].map(is_checked), [true, false, true, true]);
    }

    #[test]
    fn a_return_counts_once_and_only_for_the_newest_revision() {
        let accepted = decided_as(DecisionKind::Accept);
        let back = case(&[accepted.clone(), sent_back("a", 1), sent_back("a", 1)]);
        assert_eq!((back.status, back.returns.len()), (Status::Returned, 1));
        assert_eq!(back.legal_status(), Status::Accepted, "the promise to the citizen runs on");
        assert_eq!(back.accepted_at(), Some(at(0)));
        let again = case(&[accepted.clone(), sent_back("a", 1), accepted.clone()]);
        assert_eq!((again.status, again.accepted_at()), (Status::Accepted, Some(at(0))));
        let late = case(&[accepted.clone(), sent_back("a", 1), accepted, sent_back("b", 1)]);
        assert_eq!((late.status, late.returns.len()), (Status::Accepted, 2));
        assert!(late.open_return().is_none());
    }

    #[test]
    fn an_acknowledgement_from_before_revisions_is_the_firsts() {
        let old: Fact = serde_json::from_str(r#"{"fact":"acknowledged","digest":"d"}"#).unwrap();
        assert_eq!(case(&[old]).acknowledged.get(&1).map(String::as_str), Some("d"));
        let tail = Tail { case: "c", chain: Chain::First, prev: ROOT, length: 0 };
        let line = make_line(tail, at(0), "2001", &sent_back("a", 1)).unwrap();
        assert!(matches!(
            &read_journal("c", Chain::First, &[line]).unwrap()[0].fact,
            Fact::SentBack { revision: 1, .. }
        ));
    }
}
