//! 文号 held against the decisions that bear them: each decision of the counter bears one that was taken
//! for its case, and one that was taken and none bears is spoilt.
use counter_core::case::{Case, Event};
use counter_store::TakenNumber;

/// `taken`: of every case of the station; `id` is this one's.
pub(super) fn check_numbers(
    id: &str,
    case: &Case,
    taken: &[TakenNumber],
    faults: &mut Vec<String>,
    notes: &mut Vec<String>,
) {
    let borne: Vec<&String> = case
        .events
        .iter()
        .filter_map(|told| match &told.event {
            Event::Decided { number, .. } => Some(number),
            Event::WithdrawalAsked { .. } | Event::Lapsed { .. } | Event::Void { .. } => None,
        })
        .collect();
    let own: Vec<&TakenNumber> = taken.iter().filter(|one| one.case == id).collect();
    let is_taken = |number: &String| own.iter().any(|one| one.number == *number);
    let strange = borne.iter().filter(|number| !is_taken(number));
    faults.extend(strange.map(|number| format!("number_not_taken: {number}")));
    let spoilt = own.iter().filter(|one| !borne.contains(&&one.number));
    notes.extend(spoilt.map(|one| format!("number_spoilt: {}", one.number)));
}

#[cfg(test)]
mod tests {
    use super::*;
    use counter_core::date::Moment;
    use counter_core::fact::Fact;

    /// What is found of a case whose decision bears this number, if it has one.
    fn found(number: Option<&str>, taken: &[(&str, &str)]) -> (Vec<String>, Vec<String>) {
        let mut case = Case::empty(Moment::from_millis(0));
        if let Some(number) = number {
            let event = Event::Decided {
                granted: true,
                number: number.to_owned(),
                entrusted_by: "示例委托书".to_owned(),
                points: Vec::new(),
                reasons: Vec::new(),
            };
            let fact = Fact::EventMade { id: "e".to_owned(), event };
            case.apply(&fact, Moment::from_millis(0), "1001");
        }
        let one = |(case, number): &(&str, &str)| TakenNumber {
            department: "民政局".to_owned(),
            number: (*number).to_owned(),
            case: (*case).to_owned(),
        };
        let taken: Vec<TakenNumber> = taken.iter().map(one).collect();
        let (mut faults, mut notes) = (Vec::new(), Vec::new());
        check_numbers("a", &case, &taken, &mut faults, &mut notes);
        (faults, notes)
    }

    #[test]
    fn a_number_that_no_decision_bears_is_spoilt_and_one_that_was_not_taken_is_a_fault() {
        let none: [String; 0] = [];
        let (faults, notes) = found(Some("2号"), &[("a", "1号"), ("a", "2号"), ("b", "3号")]);
        assert_eq!(faults, none);
        assert_eq!(notes, ["number_spoilt: 1号"], "another case's is not asked about here");
        let (faults, notes) = found(Some("3号"), &[("a", "1号"), ("b", "3号")]);
        assert_eq!(faults, ["number_not_taken: 3号"]);
        assert_eq!(notes, ["number_spoilt: 1号"]);
        assert_eq!(found(None, &[("b", "3号")]), (Vec::new(), Vec::new()));
    }
}
