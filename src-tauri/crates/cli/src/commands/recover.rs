//! `counter recover`: a rescued disk at the centre, opened with both halves of the recovery key. Its
//! cases are listed by number and state, or handed over to the office from a copy; the disk itself
//! is read only.
mod hand_over;

use crate::commands::centre::read_half_files;
use crate::commands::files::{read_bounded, read_clock};
use crate::commands::number::parse_number;
use crate::output::{Fault, print_answer};
use crate::secret::read_new_secret;
use clap::Args;
use counter_desk::{ListedCase, Records, Rescue};
use hand_over::{JoinAnew, hand_cases_over};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// A code is 44 letters as it is printed.
const LONGEST_CODE: usize = 256;
/// How long the copy may still be in the hands of what was just ended: longer than the slowest
/// answer of an office and a piece on the slowest line.
const CLOSING: Duration = Duration::from_secs(180);
const LOOK_EVERY: Duration = Duration::from_millis(100);

#[derive(Args)]
pub struct Recover {
    /// The rescued folder of a station's data, or the folder above it. It is read only.
    #[arg(long)]
    data: PathBuf,
    /// A holder's half of the recovery key. Given twice: neither is of use alone.
    #[arg(long = "half", required = true)]
    halves: Vec<PathBuf>,
    /// Says what is there, by number and state, and does nothing else.
    #[arg(long)]
    list: bool,
    /// A folder that is not there yet, for the copy from which the cases are handed over. A new
    /// passphrase for it is read from standard input; at a terminal it is asked for.
    #[arg(long, conflicts_with = "list", required_unless_present = "list")]
    into: Option<PathBuf>,
    /// Where the office has ended the computer that is lost: a file with a one-time join code for its
    /// station, as `counter centre code` says it.
    #[arg(long, requires = "into")]
    join_code_file: Option<PathBuf>,
    /// Where the code is shown; without it at the address in the station's centre file.
    #[arg(long, requires = "join_code_file")]
    office: Option<String>,
    /// How many seconds to wait at most until the office has acknowledged all and written down
    /// that the disk was recovered.
    #[arg(long, default_value_t = 600, value_parser = parse_number::<u64>)]
    wait: u64,
}

/// The report goes out whole; the exit code says whether everything that waited has arrived.
pub async fn recover_disk(args: Recover, json: bool) -> Result<ExitCode, Fault> {
    let [first, second] = args.halves.as_slice() else {
        let words = "both halves are needed and no other: pass --half twice";
        return Err(Fault::new("recovery_two_halves", words));
    };
    let secret = read_half_files((first.as_path(), second.as_path()))?;
    let rescue = Rescue::open(&args.data, &secret).map_err(explain)?;
    drop(secret);
    let before = rescue.records().list_cases().map_err(explain)?;
    let Some(into) = args.into.as_ref().filter(|_| !args.list) else {
        let waiting = before.iter().filter(|case| case.waiting).count();
        return Ok(print_answer(&json!({ "cases": before, "waiting": waiting }), json));
    };
    let into = std::path::absolute(into).map_err(Fault::internal)?;
    if lies_within(&into, &args.data) {
        let words = "the copy would lie on the rescued disk: name a folder elsewhere";
        return Err(Fault::new("folder_on_disk", words));
    }
    let join = args.join_code_file.as_deref().map(|file| read_code(file, args.office.clone()));
    let join = join.transpose()?;
    let passphrase = read_new_secret("新口令 (new passphrase): ", "再输一次 (once more): ")?
        .ok_or_else(|| Fault::new("passphrase_needed", "the copy needs a new passphrase"))?;
    let copy = rescue.copy_to(&into, &passphrase, read_clock()).map_err(explain)?;
    drop(rescue);
    let patience = Duration::from_secs(args.wait);
    let has_office_heard = hand_cases_over(&into, &passphrase, join, patience).await?;
    let after = open_copy(&copy.data, &passphrase).await?.list_cases().map_err(explain)?;
    let handled = select_handled(&before, after);
    let waiting = handled.iter().filter(|case| case.waiting).count();
    // They are at no office: somebody goes on with them from the copy.
    let is_undecided =
        |case: &&ListedCase| matches!(case.status.as_str(), "draft" | "received" | "returned");
    let undecided = before.iter().filter(is_undecided).count();
    let report = json!({
        "cases": handled, "handed_over": handled.len() - waiting, "waiting": waiting,
        "undecided": undecided, "office_told": has_office_heard,
        "unreadable_pages": copy.unreadable_pages,
        "data": copy.data.display().to_string(),
    });
    print_answer(&report, json);
    Ok(if waiting == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The folder need not be there yet.
fn lies_within(folder: &Path, data: &Path) -> bool {
    let real = |path: &Path| path.canonicalize().ok();
    let above = folder.ancestors().find_map(real);
    above.zip(real(data)).is_some_and(|(above, data)| above.starts_with(data))
}

/// Those that waited on the disk, as they are now.
fn select_handled(before: &[ListedCase], mut after: Vec<ListedCase>) -> Vec<ListedCase> {
    after.retain(|now| before.iter().any(|case| case.waiting && case.case == now.case));
    after
}

fn read_code(file: &Path, office: Option<String>) -> Result<JoinAnew, Fault> {
    let unreadable = |cause: std::io::Error| {
        Fault::new("code_unreadable", format!("{}: {cause}", file.display()))
    };
    let bytes = read_bounded(file, LONGEST_CODE).map_err(unreadable)?;
    Ok(JoinAnew { code: String::from_utf8_lossy(&bytes).trim().to_owned(), office })
}

/// What was handed over is read as it lies, once nothing has it open any more.
async fn open_copy(data: &Path, passphrase: &str) -> Result<Records, Fault> {
    let deadline = Instant::now() + CLOSING;
    loop {
        match Records::open(data, Some(passphrase)) {
            Err("already_open") if Instant::now() < deadline => {
                tokio::time::sleep(LOOK_EVERY).await;
            }
            opened => return opened.map_err(explain),
        }
    }
}

fn explain(code: &'static str) -> Fault {
    let words = match code {
        "no_records" => "there is no station.db in this folder",
        "already_open" => "a window has these records open: close it first",
        "recovery_not_sealed" => {
            "no copy of the key was sealed here: the station never joined with a recovery key"
        }
        "recovery_other_key" => "the halves are of another recovery key than the copy is sealed to",
        "recovery_other_store" => "recovery.sealed was not made for these records",
        "recovery_seal_unreadable" => "recovery.sealed was altered, or is of a later program",
        "wrong_key" => "the recovered key does not open this database",
        "folder_taken" => "the folder for the copy is there already: name another one",
        "disk_full" => "there is no room for the copy",
        _ => "the records cannot be recovered",
    };
    Fault::new(code, words)
}
