//! What must be true when the day is over, whatever happened in it.
use crate::events;
use crate::excuse::is_excused;
use crate::ledger::Ledger;
use crate::numbers;
use crate::office::{FiledCase, FiledEvent};
use crate::station::read_case;
use crate::sync::lock;
use crate::totals::Totals;
use crate::world::World;
use counter_backoffice::{Permit, Submission};
use counter_core::case::{Case, EventAnswer, EventKind};
use counter_store::{HeadFilter, OutboxRow, Store};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

type Verdict = Result<(), String>;

pub fn check_all(world: &World) -> Verdict {
    if !world.is_evening() {
        return Err("the day ended before its evening".to_owned());
    }
    let office_cases = lock(&world.far).as_ref().map(|far| far.filed_cases()).unwrap_or_default();
    let office_events = lock(&world.far).as_ref().map(|far| far.filed_events()).unwrap_or_default();
    let mut ledger = lock(&world.ledger);
    let store = lock(&world.station.store);
    let store = store.as_ref().ok_or("no store")?;
    let rows = store.outbox_all().map_err(|e| e.code())?;
    events::check_office(&office_events, &ledger)?;
    let told = events::check_station(world, store, &rows, &office_events, &ledger)?;
    events::check_shown(world, &rows, &office_events, &ledger)?;
    numbers::check_office(&office_events, &ledger)?;
    let spoilt_numbers = numbers::check_station(store)?;
    count_endings(&mut lock(&world.sum), &office_cases, &office_events);
    lock(&world.sum).spoilt += spoilt_numbers;
    let refused = |filed: &&FiledEvent| matches!(filed.verdict, EventAnswer::Refused { .. });
    lock(&world.sum).told += told;
    lock(&world.sum).wishes_refused += office_events.iter().filter(refused).count() as u64;
    let (rows, _): (Vec<OutboxRow>, Vec<OutboxRow>) =
        rows.into_iter().partition(|row| row.event.is_none());
    check_office(&office_cases, &ledger)?;
    let unsettled = check_station(world, store, &rows, &office_cases, &mut ledger)?;
    check_shown(world, &rows, &office_cases, &ledger)?;
    let is_odd = |case: &&FiledCase| case.marks.iter().any(|mark| mark != "unknown_clerk");
    lock(&world.sum).marked += office_cases.iter().filter(is_odd).count() as u64;
    lock(&world.sum).parked += unsettled;
    Ok(())
}

/// What the office knows of how cases went on.
fn count_endings(sum: &mut Totals, office_cases: &[FiledCase], office_events: &[FiledEvent]) {
    for case_filed in office_cases {
        let filed = &case_filed.submission;
        let is_extended = filed.deferred.as_ref().is_some_and(|papers| papers.extended.is_some());
        let is_further = filed.words.as_ref().is_some_and(|words| words.further.is_some());
        sum.extended += u64::from(is_extended);
        sum.notified_again += u64::from(is_further);
    }
    for event_filed in office_events {
        match event_filed.filing.event.kind() {
            EventKind::Decided => sum.decided += 1,
            EventKind::Lapsed => sum.lapsed += 1,
            EventKind::Void => sum.voids += 1,
            EventKind::WithdrawalAsked => {}
        }
    }
}

/// Filed once, under one number each, nothing that nobody decided, every byte as it was
/// scanned.
fn check_office(office_cases: &[FiledCase], ledger: &Ledger) -> Verdict {
    let (mut numbers, mut provisionals, mut seen) =
        (BTreeMap::new(), BTreeMap::new(), BTreeSet::new());
    for case_filed in office_cases {
        let (case, revision) = (case_filed.submission.case, case_filed.submission.revision);
        if !seen.insert((case, revision)) {
            return Err(format!("{case} revision {revision} is there twice"));
        }
        if *numbers.entry(&case_filed.number).or_insert(case) != case {
            return Err(format!("{} is two cases' number", case_filed.number));
        }
        if *provisionals.entry(&case_filed.provisional).or_insert(case) != case {
            return Err(format!("{:?} is two cases' number", case_filed.provisional));
        }
        let submissions = ledger.made.get(&case_filed.submission.idempotency_key());
        let is_same = |text: &String| {
            serde_json::from_str::<Submission>(text).is_ok_and(|made| made == case_filed.submission)
        };
        if !submissions.is_some_and(|submissions| submissions.iter().any(is_same)) {
            return Err(format!("{case} revision {revision} is not what was decided"));
        }
        check_author(case_filed)?;
        if case_filed.acknowledged {
            check_pages(case_filed, ledger)?;
        }
    }
    Ok(())
}

/// Named is whoever the permit names, and only while it held.
fn check_author(case_filed: &FiledCase) -> Verdict {
    let filed = &case_filed.submission;
    let permit = filed.permit.as_ref().and_then(Permit::read_body).ok_or("without a permit")?;
    let is_in_time = permit.from.duration_since(filed.decided_at)
        <= jiff::SignedDuration::from_mins(5)
        && filed.decided_at <= permit.until;
    let author = case_filed.author.as_ref().map(|author| author.clerk.as_str());
    let is_odd = case_filed.marks.iter().any(|mark| mark == "permit_ended");
    match author == is_in_time.then_some(filed.clerk.as_str()) && is_odd != is_in_time {
        true => Ok(()),
        false => Err(format!("{}: named is {author:?}, marked {:?}", filed.case, case_filed.marks)),
    }
}

fn check_pages(case_filed: &FiledCase, ledger: &Ledger) -> Verdict {
    for part in &case_filed.submission.manifest {
        let scanned = ledger.pages.get(&part.id);
        let office_copy =
            case_filed.parts.iter().find(|(sha, _)| *sha == part.sha256).map(|(_, bytes)| bytes);
        if scanned.is_none() || scanned != office_copy {
            return Err(format!("{}: a page is not what was scanned", case_filed.submission.case));
        }
    }
    Ok(())
}

/// Every chain is whole; every decision has its row; what counts as acknowledged is; nothing waits
/// but for a person.
fn check_station(
    world: &World,
    store: &Store,
    rows: &[OutboxRow],
    office_cases: &[FiledCase],
    ledger: &mut Ledger,
) -> Result<u64, String> {
    let mut unsettled = 0;
    for head in store.heads(&HeadFilter::default()).map_err(|e| e.code())? {
        let case = read_case(store, &head.case)
            .map_err(|e| format!("{}: {e}", head.case))?
            .ok_or("an empty case")?;
        let rows: Vec<&OutboxRow> = rows.iter().filter(|row| row.case == head.case).collect();
        if rows.len() != case.revision() as usize {
            return Err(format!(
                "{}: {} decisions, {} rows",
                head.case,
                case.revision(),
                rows.len()
            ));
        }
        if let Some(number) = &case.official {
            world.same_number(ledger, &head.case, number);
        }
        let case_rows = rows.clone();
        for row in rows {
            let submission: Submission =
                serde_json::from_str(&row.payload).map_err(|_| "a payload")?;
            let at_office = office_cases.iter().find(|case_filed| {
                case_filed.submission.case == submission.case
                    && case_filed.submission.revision == row.revision
            });
            check_place(&submission, row, &case_rows)?;
            if matches!(row.state.as_str(), "replaced" | "handed_over") {
                check_given_up(row, &case, at_office)?;
                if row.state == "replaced" && at_office.is_some_and(lacks_a_page) {
                    lock(&world.sum).replaced_there += 1;
                }
                continue;
            }
            if row.state != "acknowledged" {
                unsettled += 1;
                let set_aside = matches!(row.state.as_str(), "parked" | "refused");
                let behind = row.revision > 1;
                if !is_excused(world, ledger, &row.case) || !(set_aside || behind) {
                    return Err(format!("left behind: {row:?} {:?}", row.last_code));
                }
                continue;
            }
            let is_right = at_office.is_some_and(|case_filed| {
                case_filed.acknowledged
                    && case_filed.submission.received_digest() == submission.received_digest()
                    && Some(&case_filed.number) == case.official.as_ref()
                    && case_filed.provisional == case.provisional
            });
            if !is_right
                || case.acknowledged.get(&row.revision) != Some(&submission.received_digest())
            {
                return Err(format!(
                    "{} revision {} counts as acknowledged and is not",
                    row.case, row.revision
                ));
            }
        }
    }
    Ok(unsettled)
}

/// The journal says so too, the next revision goes in the place of what was replaced, and the office
/// never vouched for it.
fn check_given_up(row: &OutboxRow, case: &Case, at_office: Option<&FiledCase>) -> Verdict {
    let (revision, how) = (row.revision, row.state.as_str());
    let is_in_journal = match how {
        "replaced" => case.replaced.contains(&revision) && case.revision() > revision,
        _ => case.handed_over.contains(&revision),
    };
    let is_right = is_in_journal && at_office.is_none_or(|case_filed| !case_filed.acknowledged);
    if is_right { Ok(()) } else { Err(format!("{} {revision} is not {how}", row.case)) }
}

/// A revision goes in the place of what was given up, and of nothing else; and what follows on what
/// was given up says so.
fn check_place(submission: &Submission, row: &OutboxRow, rows: &[&OutboxRow]) -> Verdict {
    let is_given_up = |row: &OutboxRow| matches!(row.state.as_str(), "replaced" | "handed_over");
    let before = rows.iter().find(|before| before.revision + 1 == row.revision);
    let expected = before.filter(|before| is_given_up(before)).map(|before| before.revision);
    let in_place_of = submission.in_place_of;
    // What waited behind a revision was given up together with it.
    if in_place_of == expected || (in_place_of.is_none() && is_given_up(row)) {
        return Ok(());
    }
    Err(format!("{} {} goes in the place of {in_place_of:?}", row.case, row.revision))
}

fn lacks_a_page(office_case: &FiledCase) -> bool {
    let is_whole = |bytes: &[u8], sha: &str| hex::encode(Sha256::digest(bytes)) == sha;
    let is_there = |sha: &String| {
        office_case.parts.iter().any(|(part, bytes)| part == sha && is_whole(bytes, sha))
    };
    office_case.submission.manifest.iter().any(|part| !is_there(&part.sha256))
}

/// What a citizen was told is at the office.
fn check_shown(
    world: &World,
    rows: &[OutboxRow],
    office_cases: &[FiledCase],
    ledger: &Ledger,
) -> Verdict {
    for (case, revision, provisional, _) in &ledger.shown {
        let is_given_up = |row: &OutboxRow| {
            let is_it = row.case == *case && row.revision == *revision;
            is_it && matches!(row.state.as_str(), "replaced" | "handed_over")
        };
        if is_excused(world, ledger, case) || rows.iter().any(is_given_up) {
            continue;
        }
        let is_it = |case_filed: &&FiledCase| {
            case_filed.submission.case.to_string() == *case
                && case_filed.submission.revision == *revision
        };
        let office_copy =
            office_cases.iter().find(is_it).filter(|case_filed| case_filed.acknowledged);
        let number = ledger.official.get(case);
        if office_copy.is_none_or(|case_filed| {
            case_filed.provisional.as_ref() != Some(provisional)
                || Some(&case_filed.number) != number
        }) {
            return Err(format!(
                "{case} revision {revision} was shown and is not at the office under its numbers"
            ));
        }
        if !rows.iter().any(|row| row.case == *case && row.revision == *revision) {
            return Err(format!("{case} revision {revision} was shown and is gone"));
        }
    }
    Ok(())
}
