//! What must be true of 文号 when the day is over: each is borne once, by a case that it was taken for,
//! and what no paper bears is spoilt and accounted for.
use crate::ledger::Ledger;
use crate::office::FiledEvent;
use crate::station::read_case;
use counter_core::case::{Case, Event, EventAnswer};
use counter_store::{HeadFilter, Store};
use std::collections::{BTreeMap, BTreeSet};

/// A number is borne twice, and a case ended twice, only where an old disk came back; and then the
/// office says so of the second.
pub fn check_office(there: &[FiledEvent], ledger: &Ledger) -> Result<(), String> {
    let (mut numbers, mut cases) = (BTreeSet::new(), BTreeSet::new());
    for filed in there {
        let case = filed.filing.case;
        let EventAnswer::Taken { marks } = &filed.verdict else {
            match filed.filing.event {
                Event::WithdrawalAsked { .. } | Event::Void { .. } => continue,
                _ => return Err(format!("{case}: what is on paper was not taken")),
            }
        };
        let is_marked = |name: &str| marks.iter().any(|mark| mark == name);
        let (is_borne, is_ended) = match &filed.filing.event {
            Event::WithdrawalAsked { .. } | Event::Void { .. } => continue,
            Event::Lapsed { .. } => (false, !cases.insert(case)),
            Event::Decided { number, .. } => {
                let (is_borne, is_ended) = (!numbers.insert(number), !cases.insert(case));
                if is_marked("number_not_given") || is_marked("number_used") != is_borne {
                    return Err(format!("{case}: {number} is marked {marks:?}"));
                }
                if is_marked("already_decided") != is_ended {
                    return Err(format!("{case}: ended before {is_ended}, marked {marks:?}"));
                }
                (is_borne, is_ended)
            }
        };
        if (is_borne || is_ended) && !ledger.restored {
            return Err(format!("{case}: a number is borne twice, or the case ended twice"));
        }
    }
    Ok(())
}

/// How many are spoilt.
pub fn check_station(store: &Store) -> Result<u64, String> {
    let mut numbers = BTreeMap::new();
    for one in store.taken_document_numbers().map_err(|e| e.code())? {
        if let Some(before) = numbers.insert(one.case.clone(), one.number) {
            return Err(format!("{} took another number after {before}", one.case));
        }
    }
    let mut unborne = numbers.len() as u64;
    for head in store.heads(&HeadFilter::default()).map_err(|e| e.code())? {
        let case = read_case(store, &head.case).map_err(|e| format!("{}: {e}", head.case))?;
        let Some(number) = case.as_ref().and_then(find_number) else { continue };
        if numbers.get(&head.case) != Some(number) {
            return Err(format!("{} bears {number}, which it did not take", head.case));
        }
        unborne -= 1;
    }
    Ok(unborne)
}

fn find_number(case: &Case) -> Option<&String> {
    match &case.counter_decision()?.event {
        Event::Decided { number, .. } => Some(number),
        Event::WithdrawalAsked { .. } | Event::Lapsed { .. } | Event::Void { .. } => None,
    }
}
