//! What became of a paper after it was sealed: a printer took it, or it was kept as a file for want of
//! one. The two are told apart, for nobody knows what becomes of a file.
use super::Case;
use super::fact::Fact;
use crate::time::date::Moment;

impl Case {
    pub(super) fn apply_document_fact(&mut self, fact: &Fact, at: Moment) {
        match fact {
            Fact::DocumentIssued { document } => {
                self.made_under.insert(document.id.clone(), self.revision());
                self.documents.push((document.clone(), at));
            }
            // Journals of before 0.7.0 name no printer where the paper was kept as a file.
            Fact::PaperSaved { document, .. } | Fact::Printed { document, printer: None, .. } => {
                *self.saves.entry(document.clone()).or_default() += 1;
                self.first_saves.entry(document.clone()).or_insert(at);
            }
            Fact::Printed { document, .. } => {
                *self.prints.entry(document.clone()).or_default() += 1;
                self.first_prints.entry(document.clone()).or_insert(at);
            }
            _ => {}
        }
    }

    pub fn count_prints(&self, document: &str) -> u32 {
        self.prints.get(document).copied().unwrap_or(0)
    }

    pub fn count_saves(&self, document: &str) -> u32 {
        self.saves.get(document).copied().unwrap_or(0)
    }

    /// It left the program in either way: whatever comes after it is one more copy, and says so.
    pub fn is_given_out(&self, document: &str) -> bool {
        self.count_prints(document) + self.count_saves(document) > 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::journal::{Chain, ROOT, Tail, make_line, read_journal};

    fn at(minute: i64) -> Moment {
        Moment::from_millis(1_796_000_000_000 + minute * 60_000)
    }

    fn printed(printer: Option<&str>, reprint: bool) -> Fact {
        Fact::Printed { document: "d".into(), reprint, printer: printer.map(str::to_owned) }
    }

    fn saved(reprint: bool) -> Fact {
        Fact::PaperSaved { document: "d".into(), reprint }
    }

    fn case(facts: &[Fact]) -> Case {
        let mut case = Case::empty(at(0));
        for (fact, minute) in facts.iter().zip(1..) {
            case.apply(fact, at(minute), "1001");
        }
        case
    }

    #[test]
    fn a_file_is_no_print_and_either_is_given_out() {
        let count = |case: &Case| (case.count_prints("d"), case.count_saves("d"));
        let neither = case(&[]);
        assert_eq!((count(&neither), neither.is_given_out("d")), ((0, 0), false));
        let file = case(&[saved(false)]);
        assert_eq!((count(&file), file.is_given_out("d")), ((0, 1), true));
        assert!(file.first_prints.is_empty());
        assert_eq!(file.first_saves.get("d"), Some(&at(1)));
        let both = case(&[saved(false), printed(Some("示例"), true), saved(true)]);
        assert_eq!((count(&both), both.first_prints.get("d")), ((1, 2), Some(&at(2))));
    }

    #[test]
    fn a_journal_of_before_names_no_printer_where_it_kept_a_file() {
        let old = case(&[printed(None, false), printed(Some("示例"), true)]);
        assert_eq!((old.count_saves("d"), old.count_prints("d")), (1, 1));
        assert_eq!(old.first_prints.get("d"), Some(&at(2)));
    }

    #[test]
    fn it_lies_in_the_journal_under_a_name_of_its_own() {
        let tail = Tail { case: "c", chain: Chain::First, prev: ROOT, length: 0 };
        let line = make_line(tail, at(0), "1001", &saved(true)).unwrap();
        assert_eq!(line.body, r#"{"fact":"paper_saved","document":"d","reprint":true}"#);
        assert_eq!(read_journal("c", Chain::First, &[line]).unwrap()[0].fact, saved(true));
    }
}
