//! `counter drill`: invented cases through the very commands that the screen calls, without a
//! window. For soak, crash and power tests, and for an administrator who tries a new PC.
mod case;
mod invented;
mod place;
mod signature;
mod unfinished;

use crate::commands::number::{parse_number, parse_within};
use crate::output::{Fault, write_line, write_note};
use crate::secret::read_passphrase;
use clap::Args;
use counter_catalog::Pack;
use counter_core::item::ForWhom;
use counter_desk::Workplace;
use serde_json::json;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

#[derive(Args)]
pub struct Drill {
    /// Folder of its own for the invented cases; a folder with a station's data is refused.
    #[arg(long)]
    data: PathBuf,
    /// How many cases get a number.
    #[arg(long, value_parser = parse_number::<u32>)]
    cases: u32,
    /// The same seed takes the same decisions about the same people and papers.
    #[arg(long, default_value_t = 1, value_parser = parse_number::<u64>)]
    seed: u64,
    /// Address of a trial office; without it the one in this program.
    #[arg(long, conflicts_with = "offline")]
    office: Option<String>,
    /// Nothing leaves this computer: every number is provisional.
    #[arg(long)]
    offline: bool,
    /// Read each applicant's card at the reader (the emulated one) instead of typing.
    #[arg(long)]
    cards: bool,
    /// Size of each page.
    #[arg(long, default_value_t = 48, value_parser = parse_kib)]
    page_kib: u32,
    /// First take up and accept what an earlier drill left open, by whichever version it was left.
    #[arg(long)]
    finish: bool,
    /// Besides, leave a case in each state in which a day leaves one: a draft, received, on hold,
    /// given up, accepted by silence, sent back by a supervisor. The last waits for the office as
    /// `--wait` says.
    #[arg(long, conflicts_with = "offline")]
    leave: bool,
    /// After each case that is accepted, the applicant asks to withdraw it.
    #[arg(long)]
    withdraw: bool,
    /// After the last case: wait until the office has acknowledged all, at most so many seconds.
    #[arg(long, default_value_t = 0, value_parser = parse_number::<u64>)]
    wait: u64,
    /// The passphrase is the first line of standard input; at a terminal it is asked for. Only where
    /// there is no keyring.
    #[arg(long)]
    passphrase_stdin: bool,
}

fn parse_kib(text: &str) -> Result<u32, String> {
    parse_within(text, &(1..=4096))
}

pub async fn run_drill(drill: Drill, json: bool) -> Result<ExitCode, Fault> {
    let items = items()?;
    let passphrase = read_passphrase(drill.passphrase_stdin);
    let office = match (&drill.office, drill.offline) {
        (Some(address), _) => place::OfficeChoice::Office(address),
        (None, true) => place::OfficeChoice::Offline,
        (None, false) => place::OfficeChoice::Embedded,
    };
    let (desk, news) = place::open_drill(&drill.data, &office, passphrase).await?;
    let was_down = AtomicBool::new(false);
    let waiting = tokio::select! {
        waiting = take_all_in(&drill, &desk, &items, json) => waiting?,
        never = place::watch_line(&desk, &news, &was_down) => never,
    };
    write_note(match was_down.load(Ordering::Relaxed) {
        true => "the line was shown as down",
        false => "the line was never shown as down",
    });
    match drill.wait > 0 && waiting > 0 {
        true => {
            Err(Fault::new("not_delivered", format!("{waiting} cases are not acknowledged yet")))
        }
        false => Ok(ExitCode::SUCCESS),
    }
}

/// Every case that the drill asks for. How many are not at the office when its patience ends.
async fn take_all_in(
    drill: &Drill,
    desk: &Workplace,
    items: &[String],
    json: bool,
) -> Result<u64, Fault> {
    let (begun, patience) = (Instant::now(), Duration::from_secs(drill.wait));
    // Each case has dice of its own, so that what happened to the one before changes nothing about
    // it.
    let clerk_of = |n: u64| {
        let seed = drill.seed.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(n);
        case::Clerk::new(desk, fastrand::Rng::with_seed(seed), drill.cards, drill.page_kib)
    };
    let cases = u64::from(drill.cases);
    if drill.finish {
        for (issued, found) in unfinished::finish_cases(&mut clerk_of(cases)).await? {
            print_case(&issued, Some(&found), json)?;
        }
    }
    for n in 0..cases {
        let mut clerk = clerk_of(n);
        let issued = clerk.take_in(items).await?;
        print_case(&issued, None, json)?;
        if drill.withdraw && issued.decision == "accept" {
            clerk.ask_withdrawal(&issued).await?;
            print_wish(&issued, json)?;
        }
    }
    if drill.leave {
        let clerk = &mut clerk_of(cases + 1);
        for left in unfinished::leave_cases(desk, clerk, items, patience).await? {
            print_left(&left, json)?;
        }
    }
    let seconds = begun.elapsed().as_secs_f64();
    let waiting = place::wait_for_delivery(desk, patience).await?;
    let per_second = if seconds > 0.0 { f64::from(drill.cases) / seconds } else { 0.0 };
    // Beside the lines, which are for programs to read.
    write_note(&format!(
        "{cases} cases in {seconds:.1} s, {per_second:.2} a second; {waiting} not at the office yet"
    ));
    Ok(waiting)
}

/// What a citizen may ask for at this window.
fn items() -> Result<Vec<String>, Fault> {
    let pack = Pack::builtin().map_err(|e| Fault::new(e.code(), e.to_string()))?;
    let open = pack.items().filter(|item| item.for_whom != ForWhom::Firm && item.legacy.is_none());
    Ok(open.map(|item| item.id.clone()).collect())
}

/// The moment at which a screen would show the number: everything before it is durable, and the
/// line leaves at once.
/// `found`: in which state, where it was taken up again.
fn print_case(issued: &case::Issued, found: Option<&str>, json: bool) -> Result<(), Fault> {
    let case::Issued { case, number, provisional, official, decision, item } = issued;
    let line = match json {
        true => json!({ "case": case, "number": number, "provisional": provisional,
            "official": official,
            "decision": decision, "item": item, "found": found })
        .to_string(),
        false => format!("{case} {number}"),
    };
    write_line(&line)
}

fn print_wish(issued: &case::Issued, json: bool) -> Result<(), Fault> {
    let case::Issued { case, number, .. } = issued;
    let line = match json {
        true => json!({ "case": case, "number": number, "event": "withdrawal_asked" }).to_string(),
        false => format!("{case} {number} withdrawal_asked"),
    };
    write_line(&line)
}

fn print_left(left: &unfinished::Left, json: bool) -> Result<(), Fault> {
    let unfinished::Left { case, state } = left;
    let line = match json {
        true => json!({ "case": case, "left": state }).to_string(),
        false => format!("{case} {state}"),
    };
    write_line(&line)
}
