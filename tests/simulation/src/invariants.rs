//! What must be true when the day is over, whatever happened in it.
use crate::clerk::Ledger;
use crate::office::Kept;
use crate::station::journal;
use crate::world::{World, hold};
use counter_backoffice::Submission;
use counter_store::{HeadFilter, OutboxRow, Store};
use std::collections::{BTreeMap, BTreeSet};

type Held = Result<(), String>;

pub fn hold_all(world: &World) -> Held {
    if !world.is_evening() {
        return Err("the day ended before its evening".to_owned());
    }
    let kept = hold(&world.far).as_ref().map(|far| far.kept()).unwrap_or_default();
    let mut ledger = hold(&world.ledger);
    let store = hold(&world.station.store);
    let store = store.as_ref().ok_or("no store")?;
    let all = store.outbox().map_err(|e| e.code())?;
    at_the_office(&kept, &ledger)?;
    let left = at_the_station(world, store, &all, &kept, &mut ledger)?;
    shown_arrived(world, &all, &kept, &ledger)?;
    hold(&world.sum).parked += left;
    Ok(())
}

/// Filed once, under one number each, nothing that nobody decided, every byte as it was scanned.
fn at_the_office(kept: &[Kept], ledger: &Ledger) -> Held {
    let (mut numbers, mut provisionals, mut seen) = (BTreeMap::new(), BTreeMap::new(), BTreeSet::new());
    for one in kept {
        let (case, revision) = (one.submission.case, one.submission.revision);
        if !seen.insert((case, revision)) {
            return Err(format!("{case} revision {revision} is there twice"));
        }
        if *numbers.entry(&one.number).or_insert(case) != case {
            return Err(format!("{} is two cases' number", one.number));
        }
        if *provisionals.entry(&one.provisional).or_insert(case) != case {
            return Err(format!("{:?} is two cases' number", one.provisional));
        }
        let made = ledger.made.get(&one.submission.idempotency_key());
        let is = |text: &String| serde_json::from_str::<Submission>(text).is_ok_and(|made| made == one.submission);
        if !made.is_some_and(|made| made.iter().any(is)) {
            return Err(format!("{case} revision {revision} is not what was decided"));
        }
        if one.acknowledged {
            whole(one, ledger)?;
        }
    }
    Ok(())
}

fn whole(one: &Kept, ledger: &Ledger) -> Held {
    for part in &one.submission.manifest {
        let scanned = ledger.pages.get(&part.id);
        let there = one.parts.iter().find(|(sha, _)| *sha == part.sha256).map(|(_, bytes)| bytes);
        if scanned.is_none() || scanned != there {
            return Err(format!("{}: a page is not what was scanned", one.submission.case));
        }
    }
    Ok(())
}

/// Every chain is whole; every decision has its row; what counts as acknowledged is; nothing waits but for a person.
fn at_the_station(
    world: &World,
    store: &Store,
    all: &[OutboxRow],
    kept: &[Kept],
    ledger: &mut Ledger,
) -> Result<u64, String> {
    let mut left = 0;
    for head in store.heads(&HeadFilter::default()).map_err(|e| e.code())? {
        let case = journal(store, &head.case).map_err(|e| format!("{}: {e}", head.case))?.ok_or("an empty case")?;
        let rows: Vec<&OutboxRow> = all.iter().filter(|row| row.case == head.case).collect();
        if rows.len() != case.revision() as usize {
            return Err(format!("{}: {} decisions, {} rows", head.case, case.revision(), rows.len()));
        }
        if let Some(number) = &case.official {
            world.same_number(ledger, &head.case, number);
        }
        for row in rows {
            let sent: Submission = serde_json::from_str(&row.payload).map_err(|_| "a payload")?;
            let at_office =
                kept.iter().find(|one| one.submission.case == sent.case && one.submission.revision == row.revision);
            if row.state != "acknowledged" {
                left += 1;
                let set_aside = matches!(row.state.as_str(), "parked" | "refused");
                let behind = row.revision > 1;
                if !excused(world, ledger, &row.case) || !(set_aside || behind) {
                    return Err(format!("left behind: {row:?} {:?}", row.last_code));
                }
                continue;
            }
            let right = at_office.is_some_and(|one| {
                one.acknowledged
                    && one.submission.received_digest() == sent.received_digest()
                    && Some(&one.number) == case.official.as_ref()
                    && one.provisional == case.provisional
            });
            if !right || case.acknowledged.get(&row.revision) != Some(&sent.received_digest()) {
                return Err(format!("{} revision {} counts as acknowledged and is not", row.case, row.revision));
            }
        }
    }
    Ok(left)
}

/// What a citizen was told is at the office.
fn shown_arrived(world: &World, all: &[OutboxRow], kept: &[Kept], ledger: &Ledger) -> Held {
    for (case, revision, provisional, _) in &ledger.shown {
        if excused(world, ledger, case) {
            continue;
        }
        let of = |one: &&Kept| one.submission.case.to_string() == *case && one.submission.revision == *revision;
        let there = kept.iter().find(of).filter(|one| one.acknowledged);
        let number = ledger.official.get(case);
        if there.is_none_or(|one| one.provisional.as_ref() != Some(provisional) || Some(&one.number) != number) {
            return Err(format!("{case} revision {revision} was shown and is not at the office under its numbers"));
        }
        if !all.iter().any(|row| row.case == *case && row.revision == *revision) {
            return Err(format!("{case} revision {revision} was shown and is gone"));
        }
    }
    Ok(())
}

/// The office will never take it; or the disk went back behind it, so that it is lost here or was decided differently.
fn excused(world: &World, ledger: &Ledger, case: &str) -> bool {
    let poisoned = world.cases.iter().any(|intake| intake.poisoned && intake.id.to_string() == case);
    let copied = ledger.copied_at.filter(|_| ledger.restored).unwrap_or(i64::MAX);
    poisoned || ledger.shown.iter().any(|(of, _, _, at)| of == case && *at >= copied)
}
