//! The office in this very process gives its station 文号 by itself, for each department of the built-in
//! pack that entrusted something: nobody else would. A new range comes when the one before is used up.
use super::Office;
use counter_backoffice::NumberRangeWire;
use counter_catalog::Pack;
use counter_office::OpenError;
use counter_store::StoreError;
use std::collections::BTreeSet;
use uuid::Uuid;

/// So many at a time.
const NUMBERS: u64 = 200;

impl Office {
    /// What is not given now is given after the next report.
    pub(super) fn give_own_numbers(&self, ranges: &[NumberRangeWire]) -> bool {
        let own = self.own.lock().clone();
        let (Some(own), Ok(installation)) = (own, self.station.installation_id()) else {
            return false;
        };
        let year = self.station.now().date().year();
        let mut is_given = false;
        for department in list_departments() {
            let count = |store: &mut counter_store::Store| -> Result<u64, StoreError> {
                store.count_document_numbers(&department)
            };
            if self.station.with_store(count).unwrap_or(1) > 0 {
                continue;
            }
            let range = next_range(ranges, &department, year.into(), installation);
            is_given |= tell_outcome(own.give_numbers(installation, &range));
        }
        is_given
    }
}

fn tell_outcome(outcome: Result<bool, OpenError>) -> bool {
    outcome.unwrap_or_else(|error| {
        tracing::warn!(code = error.code(), "the office in process gave no numbers");
        false
    })
}

/// As the items name them.
fn list_departments() -> BTreeSet<String> {
    let Ok(pack) = Pack::builtin() else { return BTreeSet::new() };
    let entrusted = pack.items().filter(|item| item.entrustment.is_some());
    entrusted.map(|item| item.department.clone()).collect()
}

/// After the last one of the department. Two stations of one office never share a prefix.
fn next_range(
    ranges: &[NumberRangeWire],
    department: &str,
    year: i64,
    installation: Uuid,
) -> NumberRangeWire {
    let short: String = installation.simple().to_string().chars().take(8).collect();
    let own = ranges.iter().filter(|range| range.department == department);
    let last = own.map(|range| range.last).max().unwrap_or(0);
    NumberRangeWire {
        id: Uuid::new_v4(),
        department: department.to_owned(),
        prefix: format!("{department}试用〔{year}〕{short}-"),
        suffix: "号".to_owned(),
        first: last + 1,
        last: last + NUMBERS,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_follow_each_other_and_are_an_installations_own() {
        let (one, other) = (Uuid::from_u128(1 << 100), Uuid::from_u128(2 << 100));
        let first = next_range(&[], "卫生健康局", 2026, one);
        assert!(first.is_possible(), "{first:?}");
        assert_eq!((first.first, first.last), (1, 200));
        let next = next_range(std::slice::from_ref(&first), "卫生健康局", 2026, one);
        assert_eq!((next.first, next.prefix == first.prefix), (201, true));
        let elsewhere = next_range(&[], "卫生健康局", 2026, other);
        assert_ne!(elsewhere.prefix, first.prefix);
        assert_eq!(next_range(&[first], "民政局", 2026, one).first, 1, "each department its own");
    }

    #[test]
    fn the_built_in_pack_has_a_department_that_entrusted_something() {
        assert!(list_departments().contains("卫生健康局"));
    }
}
