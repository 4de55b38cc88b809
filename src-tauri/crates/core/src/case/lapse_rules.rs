//! When a case may be ended for corrections that never came, by its record.
use super::Case;
use super::event::EventKind;
use super::fact::Fact;
use super::lapse::{LapseObstacle, LapseTerms, LapseWarning};
use crate::state::Status;
use crate::time::date::{Date, Moment};

impl Case {
    pub(super) fn apply_lapse_warning(&mut self, fact: &Fact, at: Moment, by: &str) {
        if let Fact::LapseWarned { revision, how, on } = fact {
            let warning = LapseWarning { how: *how, on: *on, by: by.to_owned(), at };
            self.lapse_warning = Some((*revision, warning));
        }
    }

    /// The same notice as one more revision: whoever was told of it was told.
    pub(super) fn keep_lapse_warning(&mut self, before: u32) {
        let now = self.revision();
        if let Some((revision, _)) = &mut self.lapse_warning
            && *revision == before
        {
            *revision = now;
        }
    }

    /// What the notice states that the case waits for; none where it states nothing, or none is open.
    pub fn lapse_terms(&self) -> Option<&LapseTerms> {
        let (notice, _) = self.decision().filter(|_| self.status == Status::Correction)?;
        notice.lapse.as_ref()
    }

    /// Of the newest notice, the newest.
    pub fn lapse_warning(&self) -> Option<&LapseWarning> {
        let (revision, warning) = self.lapse_warning.as_ref()?;
        (*revision == self.revision()).then_some(warning)
    }

    /// Whether a warning of this day can be true: not before the notice, and not to come.
    pub fn can_be_warned_on(&self, on: Date, today: Date) -> bool {
        let first = self.decision().map(|(_, at)| at.date());
        self.lapse_terms().is_some() && first.is_some_and(|first| first <= on) && on <= today
    }

    /// The window ended it, as its corrections never came.
    pub(super) fn has_lapsed(&self) -> bool {
        self.events.iter().any(|event| event.event.kind() == EventKind::Lapsed)
    }

    /// None where a clerk may end the case.
    pub fn find_lapse_obstacle(&self, today: Date) -> Option<LapseObstacle> {
        let Some(terms) = self.lapse_terms() else { return Some(LapseObstacle::NotStated) };
        if self.corrected_at().is_some() {
            return Some(LapseObstacle::AllCame);
        }
        if today <= terms.until {
            return Some(LapseObstacle::NotOver);
        }
        self.lapse_warning().is_none().then_some(LapseObstacle::NotWarned)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::{Decision, DecisionKind, Event, WarnedBy};
    use crate::state::{Action, Role};
    use jiff::civil::date;

    const UNTIL: Date = date(2026, 11, 20);

    fn notice(lapse: Option<LapseTerms>) -> Fact {
        Fact::Decided {
            decision: Decision { lapse, ..Decision::of_kind(DecisionKind::Correction) },
        }
    }

    fn terms() -> LapseTerms {
        LapseTerms {
            until: UNTIL, consequence: "终止办理".into(), source: "示例办法第一条".into()
        }
    }

    fn warned(revision: u32) -> Fact {
        Fact::LapseWarned { revision, how: WarnedBy::Telephone, on: date(2026, 11, 23) }
    }

    fn lapsed() -> Fact {
        let LapseTerms { until, consequence, source } = terms();
        let (how, warned_on) = (WarnedBy::Telephone, date(2026, 11, 23));
        let event = Event::Lapsed { until, consequence, source, how, warned_on };
        Fact::EventMade { id: "e1".into(), event }
    }

    /// Each fact a minute after the one before, from the 9th of November.
    fn case(facts: &[Fact]) -> Case {
        let at = |minute: i64| Moment::from_millis(1_794_190_000_000 + minute * 60_000);
        let mut case = Case::empty(at(0));
        for (minute, fact) in (0i64..).zip([Fact::Received].iter().chain(facts)) {
            case.apply(fact, at(minute), "1001");
        }
        case
    }

    #[test]
    fn a_notice_lapses_after_its_stated_day_and_once_the_applicant_was_told() {
        let late = date(2026, 11, 24);
        let obstacle = |facts: &[Fact], day| case(facts).find_lapse_obstacle(day);
        let stated = notice(Some(terms()));
        let told = [stated.clone(), warned(1)];
        assert_eq!(obstacle(&told, late), None);
        assert_eq!(obstacle(&told, UNTIL), Some(LapseObstacle::NotOver), "its last day counts");
        assert_eq!(obstacle(std::slice::from_ref(&stated), late), Some(LapseObstacle::NotWarned));
        let came = [stated.clone(), warned(1), Fact::CorrectionsIn];
        assert_eq!(obstacle(&came, late), Some(LapseObstacle::AllCame));
        let older = [notice(None), warned(1)];
        assert_eq!(obstacle(&older, late), Some(LapseObstacle::NotStated), "never, however late");
        assert_eq!(obstacle(&[], late), Some(LapseObstacle::NotStated));
        let again = [stated.clone(), warned(1), stated];
        assert_eq!(obstacle(&again, late), Some(LapseObstacle::NotWarned), "of another notice");
    }

    #[test]
    fn a_warning_is_of_a_day_between_the_notice_and_today() {
        let open = case(&[notice(Some(terms()))]);
        let told = open.decision().unwrap().1.date();
        let today = date(2026, 11, 24);
        assert!(open.can_be_warned_on(told, today) && open.can_be_warned_on(today, today));
        assert!(!open.can_be_warned_on(told.yesterday().unwrap(), today));
        assert!(!open.can_be_warned_on(today.tomorrow().unwrap(), today));
        assert!(!case(&[notice(None)]).can_be_warned_on(today, today), "there is nothing to tell");
    }

    #[test]
    fn it_ends_the_case_and_no_return_opens_it_again() {
        let back = Fact::SentBack {
            id: "r1".into(),
            revision: 1,
            by: "2001".into(),
            by_name: "赵示例".into(),
            at: Moment::from_millis(0),
            comments: Vec::new(),
        };
        let on_paper = Fact::HandedOver { revision: 1, code: "too_large".into() };
        let ended = case(&[notice(Some(terms())), warned(1), lapsed(), back, on_paper]);
        assert_eq!((ended.status, ended.returns.len()), (Status::Lapsed, 1));
        assert!(ended.events[0].is_open(), "the office is told");
        assert_eq!(ended.lapse_terms(), None, "nothing is waited for any more");
        assert_eq!(ended.action_of(&lapsed()), Some(Action::Lapse));
        assert!(!ended.may_state(&lapsed(), Role::Clerk), "once");
        assert!(case(&[notice(Some(terms()))]).may_state(&warned(1), Role::Clerk));
    }

    #[test]
    fn what_is_written_of_it_never_changes() {
        let text = |fact: &Fact| serde_json::to_string(fact).unwrap();
        assert_eq!(
            text(&warned(1)),
            r#"{"fact":"lapse_warned","revision":1,"how":"telephone","on":"2026-11-23"}"#
        );
        assert_eq!(
            text(&lapsed()),
            r#"{"fact":"event_made","id":"e1","event":{"kind":"lapsed","until":"2026-11-20","consequence":"终止办理","source":"示例办法第一条","how":"telephone","warned_on":"2026-11-23"}}"#
        );
        assert!(text(&notice(Some(terms()))).contains(r#""lapse":{"until":"2026-11-20""#));
        assert!(!text(&notice(None)).contains("lapse"), "as notices of before are written");
        for fact in [warned(1), lapsed(), notice(Some(terms()))] {
            assert_eq!(serde_json::from_str::<Fact>(&text(&fact)).unwrap(), fact);
        }
    }
}
