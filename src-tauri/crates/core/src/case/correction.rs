//! What only the clerk's own word says came of a correction notice. What a paper of the list or a field
//! of the form shows is not here: that is `casework::corrections`.
use super::Case;
use super::decision::Fault;
use super::fact::Fact;
use crate::time::date::Moment;

/// Who said, and when, that what a line of a notice asked for is here.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NotedCorrection<'a> {
    pub fault: &'a Fault,
    pub by: &'a str,
    pub at: Moment,
}

impl Case {
    pub(super) fn apply_correction_note(&mut self, fact: &Fact, at: Moment, by: &str) {
        match fact {
            Fact::CorrectionNoted { revision, fault, came: true } => {
                self.noted_corrections.insert((*revision, *fault), (by.to_owned(), at));
            }
            Fact::CorrectionNoted { revision, fault, came: false } => {
                self.noted_corrections.remove(&(*revision, *fault));
            }
            _ => {}
        }
    }

    /// The same notice as one more revision: what was noted of it holds for that.
    pub(super) fn keep_correction_notes(&mut self, before: u32) {
        let now = self.revision();
        let notes = std::mem::take(&mut self.noted_corrections).into_iter();
        let keep = |((revision, fault), note): ((u32, u32), (String, Moment))| {
            let revision = if revision == before { now } else { revision };
            ((revision, fault), note)
        };
        self.noted_corrections = notes.map(keep).collect();
    }

    /// The clerk said that what this line of the newest decision's notice asks for is here.
    pub fn is_correction_noted(&self, fault: u32) -> bool {
        self.noted_corrections.contains_key(&(self.revision(), fault))
    }

    /// Of each notice so far, the oldest first.
    pub fn list_noted_corrections(&self) -> impl Iterator<Item = NotedCorrection<'_>> {
        self.noted_corrections.iter().filter_map(|((revision, fault), (by, at))| {
            let fault = self.find_fault(*revision, *fault)?;
            Some(NotedCorrection { fault, by, at: *at })
        })
    }

    /// The line of the notice of that revision, by its place from 0.
    pub fn find_fault(&self, revision: u32, fault: u32) -> Option<&Fault> {
        let (notice, _) = self.decisions.get(revision.checked_sub(1)? as usize)?;
        notice.faults.get(fault as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::decision::{Decision, DecisionKind};
    use crate::case::journal::{Chain, ROOT, Tail, make_line, read_journal};

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

    fn notice(names: &[&str]) -> Fact {
        let fault = |name: &&str| Fault {
            material: None,
            name: (*name).into(),
            problem: "未提交".into(),
            fix: "请提交。".into(),
            reason: Some("核对住址".into()),
        };
        let faults = names.iter().map(fault).collect();
        Fact::Decided {
            decision: Decision { faults, ..Decision::of_kind(DecisionKind::Correction) },
        }
    }

    fn noted(revision: u32, fault: u32, came: bool) -> Fact {
        Fact::CorrectionNoted { revision, fault, came }
    }

    fn names(case: &Case) -> Vec<(&str, &str, Moment)> {
        let notes = case.list_noted_corrections();
        notes.map(|note| (note.fault.name.as_str(), note.by, note.at)).collect()
    }

    #[test]
    fn a_word_is_of_one_line_of_one_notice_and_can_be_taken_back() {
        let facts = [notice(&["村里的说明", "照片说明"]), noted(1, 1, true)];
        let one = case(&facts);
        assert_eq!(names(&one), [("照片说明", "1001", at(1))]);
        assert!(one.is_correction_noted(1) && !one.is_correction_noted(0));
        let back = case(&[&facts[..], &[noted(1, 1, false)]].concat());
        assert!(names(&back).is_empty() && !back.is_correction_noted(1));
        let second = case(&[&facts[..], &[notice(&["甲", "乙"])]].concat());
        assert!(!second.is_correction_noted(1), "another notice asks anew");
        assert_eq!(names(&second), [("照片说明", "1001", at(1))], "and what was said stays said");
        assert!(names(&case(&[notice(&["甲"]), noted(1, 7, true), noted(9, 0, true)])).is_empty());
    }

    #[test]
    fn a_notice_in_anothers_place_keeps_what_was_noted_of_it() {
        let facts = [
            notice(&["村里的说明"]),
            noted(1, 0, true),
            Fact::ReplacementBegun { revision: 1, code: "bad_body".into() },
            Fact::Replaced { revision: 1, papers: false },
        ];
        let folded = case(&facts);
        assert!(folded.is_correction_noted(0));
        assert_eq!(names(&folded), [("村里的说明", "1001", at(1))], "once");
    }

    #[test]
    fn it_lies_in_the_journal_by_revision_and_place() {
        let tail = Tail { case: "c", chain: Chain::First, prev: ROOT, length: 0 };
        let line = make_line(tail, at(0), "1001", &noted(2, 1, false)).unwrap();
        let text = r#"{"fact":"correction_noted","revision":2,"fault":1,"came":false}"#;
        assert_eq!(line.body, text);
        assert_eq!(read_journal("c", Chain::First, &[line]).unwrap()[0].fact, noted(2, 1, false));
    }
}
