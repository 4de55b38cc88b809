//! The disk of a station after a power cut at every recorded moment, after `kill -9`, after a disk
//! that fails: all that the clerk was told is there, nothing is damaged, and work goes on. How:
//! tests/README.md. `CRASH_STATES=n` wants so many disks, `CRASH_SECONDS=n` as many as fit.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use crash::{BUGS, KINDS, Kind, Session, check_report, judge_states, plant_bug};
use kit::{Fault, TestResult};

const AT_LEAST: usize = 5_000;
/// When as many as wanted are judged, it goes on until then.
const TIME: u64 = 100;

fn number_from_env(name: &str) -> Option<u64> {
    std::env::var(name).ok().and_then(|text| text.parse().ok())
}

/// Each of these tests takes all the cores there are.
static ALONE: Mutex<()> = Mutex::new(());

#[test]
fn every_disk_after_a_power_cut_opens_with_all_that_was_said() -> TestResult {
    let _alone = ALONE.lock();
    let (session, began) = (Session::open()?, Instant::now());
    let (states, seconds) = (number_from_env("CRASH_STATES"), number_from_env("CRASH_SECONDS"));
    let least = states.map_or(AT_LEAST, |states| states as usize);
    let time = Duration::from_secs(seconds.unwrap_or(if states.is_some() { 0 } else { TIME }));
    let more = |judged: usize| judged < least || began.elapsed() < time;
    let (mut all, mut real, mut seed) = (0, 0, number_from_env("CRASH_FIRST").unwrap_or(1));
    while more(all) {
        let data = session.folder(&format!("drilled-{seed}"));
        let recorded = session.run_drill(&data, 5, seed, |_| {})?;
        expect_success(&recorded.output)?;
        let found = judge_states(&session, &recorded.steps, seed, &KINDS, |so_far, broken| {
            broken == 0 && more(all + so_far)
        })?;
        if let Some(first) = found.broken.first() {
            let how = format!("CRASH_FIRST={seed}, {} steps: {first}", recorded.steps.len());
            return Err(Fault::wrong(how));
        }
        all += found.judged;
        real += found.real;
        eprintln!("seed {seed}: {} steps, {} disks", recorded.steps.len(), found.judged);
        seed += 1;
    }
    eprintln!(
        "{all} disks, {real} of them by the program itself, in {:.0} s",
        began.elapsed().as_secs_f64()
    );
    Ok(())
}

#[test]
fn each_planted_fault_is_caught() -> TestResult {
    let _alone = ALONE.lock();
    let session = Session::open()?;
    let recorded = session.run_drill(&session.folder("drilled"), 1, 7, |_| {})?;
    expect_success(&recorded.output)?;
    for bug in BUGS {
        let steps = plant_bug(&recorded.steps, bug);
        // What was not synced is not there: the disk that tells soonest.
        let found =
            judge_states(&session, &steps, 7, &[Kind::OnlySynced], |_, broken| broken == 0)?;
        let first =
            found.broken.first().ok_or_else(|| Fault::wrong(format!("{bug:?} went unseen")))?;
        eprintln!(
            "{bug:?}: disk {} of {}: {}",
            found.judged,
            steps.len(),
            first.chars().take(160).collect::<String>()
        );
    }
    Ok(())
}

/// Killed at once after each of some lines, wherever it then is; what was said is there, and the
/// next case gets a new number.
#[test]
fn a_drill_killed_at_any_moment_keeps_what_it_said() -> TestResult {
    let _alone = ALONE.lock();
    let session = Session::open()?;
    let data = session.folder("killed");
    let mut said = Vec::new();
    for round in 0..6 {
        let mut drill = session.program_command("counter")?;
        drill.arg("drill").arg("--data").arg(&data).args([
            "--offline",
            "--json",
            "--page-kib",
            "4",
            "--cases",
            "100",
        ]);
        let mut drill =
            drill.args(["--seed", &round.to_string()]).stdout(Stdio::piped()).spawn()?;
        let mut lines =
            BufReader::new(drill.stdout.take().ok_or_else(|| Fault::wrong("no output"))?).lines();
        for line in lines.by_ref().take(1 + round % 3) {
            said.extend(line?.bytes().chain([b'\n']));
        }
        drill.kill()?;
        drill.wait()?;
        // What it said between our last look and its end counts as well.
        for line in lines {
            said.extend(line?.bytes().chain([b'\n']));
        }
        check_report(&verify(&session, &data)?, &said)
            .map_err(|what| Fault::wrong(format!("round {round}: {what}")))?;
    }
    Ok(())
}

/// The disk fails at one call, or from that call on: the program may stop, what it said is there.
#[test]
fn a_disk_that_fails_loses_nothing_that_was_said() -> TestResult {
    let _alone = ALONE.lock();
    let session = Session::open()?;
    let whole = session.run_drill(&session.folder("whole"), 1, 3, |_| {})?;
    expect_success(&whole.output)?;
    for (n, for_ever) in (1..=12u64)
        .flat_map(|part| [(part * whole.calls / 13, false), (part * whole.calls / 13, true)])
    {
        let data = session.folder(&format!("failing-{n}-{for_ever}"));
        let failed = session.run_drill(&data, 1, 3, |command: &mut Command| {
            command.env("FAIL_CALL", n.to_string());
            if for_ever {
                command.env("FAIL_FOR_EVER", "1");
            }
        })?;
        let told = || format!("call {n}, for ever: {for_ever}");
        if failed.output.status.code().is_none() {
            return Err(Fault::wrong(format!("{}: the program fell over", told())));
        }
        if !data.join("station-name").exists() {
            continue;
        }
        let report = verify(&session, &data)?;
        // The last words may be what went wrong; numbers are what counts.
        let words = String::from_utf8_lossy(&failed.output.stdout).into_owned();
        let said: String = words
            .lines()
            .filter(|line| line.contains("\"number\""))
            .map(|line| format!("{line}\n"))
            .collect();
        let never_was = report["code"] == "no_records" && said.is_empty();
        if !never_was {
            check_report(&report, said.as_bytes())
                .map_err(|what| Fault::wrong(format!("{}: {what}", told())))?;
        }
    }
    Ok(())
}

fn verify(session: &Session, data: &Path) -> TestResult<serde_json::Value> {
    let output =
        session.program_command("counter")?.args(["verify", "--json"]).arg(data).output()?;
    let said = if output.stdout.is_empty() { &output.stderr } else { &output.stdout };
    serde_json::from_slice(said)
        .map_err(|_| Fault::wrong(String::from_utf8_lossy(said).into_owned()))
}

fn expect_success(output: &std::process::Output) -> TestResult {
    match output.status.success() {
        true => Ok(()),
        false => Err(Fault::wrong(format!(
            "the drill failed: {}",
            String::from_utf8_lossy(&output.stderr)
        ))),
    }
}
