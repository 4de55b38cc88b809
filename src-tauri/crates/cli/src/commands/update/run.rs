//! `counter update run`: one look, from the source to the installed package. How it ended is
//! written down for the window, whatever it was.
use super::End;
use super::check::{INSTALLED, read_manifest, takes_part};
use super::download::fetch_package;
use super::in_use::wait_until_unused;
use super::install::{Kind, install_package, prepare_package};
use super::place::{Config, Places};
use crate::commands::files::read_clock;
use crate::commands::number::parse_number;
use crate::output::{Fault, Outcome};
use clap::Args;
use counter_core::update::{Plan, UpdateCode, UpdateState, judge_manifest, plan_update};
use serde_json::{Value, json};
use std::path::PathBuf;
use std::time::Duration;

const IN_USE: &str = "/run/counter-workstation/in-use";

#[derive(Args)]
pub struct Run {
    #[command(flatten)]
    places: Places,
    /// The file that a window locks while somebody is served there.
    #[arg(long, default_value = IN_USE)]
    in_use: PathBuf,
    /// Which kind of package this system has; else the package managers are asked.
    #[arg(long, value_enum)]
    kind: Option<Kind>,
    /// For how many seconds it waits until no window is in use.
    #[arg(long, default_value_t = 180, value_parser = parse_number::<u64>)]
    wait: u64,
}

pub async fn run_once(args: &Run) -> Outcome {
    let config = match args.places.read_config() {
        Ok(None) => return Ok(json!({ "result": "not_configured" })),
        read => read,
    };
    let alone = args.places.hold_alone();
    let _alone = alone.map_err(|end| Fault::new(&end.code.word(), end.why.unwrap_or_default()))?;
    let mut state = args.places.read_state();
    let config = match config {
        Ok(Some(config)) => config,
        Ok(None) => return Ok(json!({ "result": "not_configured" })),
        Err(fault) => {
            // The window tells whoever can have it put right.
            state.note_result(UpdateCode::FailedConfig, read_clock());
            let _ = args.places.save_state(&state);
            return Err(fault);
        }
    };
    let end = match carry_out(args, &config, &mut state).await {
        Ok(code) => End::from(code),
        Err(end) => end,
    };
    state.note_result(end.code, read_clock());
    let word = end.code.word();
    let unsaved = args.places.save_state(&state).err();
    let answer = describe(&state, &end);
    match (end.code.is_refusal(), unsaved) {
        (_, Some(unsaved)) => Err(Fault::new(&unsaved.code.word(), unsaved.why.unwrap_or(word))),
        (true, None) => Err(Fault::with_detail(&word, answer)),
        (false, None) => Ok(answer),
    }
}

/// Each step only after the one before; what was seen is on the disk before anything is downloaded.
async fn carry_out(
    args: &Run,
    config: &Config,
    state: &mut UpdateState,
) -> Result<UpdateCode, End> {
    draw_id(state)?;
    let kind = args.kind.map_or_else(Kind::find, Ok)?;
    let source = args.places.open_source(config)?;
    let manifest = read_manifest(&source, config).await?;
    let before = state.clone();
    let offer = judge_manifest(&manifest, kind.system(), before.here(INSTALLED), read_clock())?;
    state.note_seen(&manifest, &offer);
    args.places.save_state(state)?;
    match plan_update(&offer, takes_part(state, &manifest)) {
        Plan::Nothing if kind.is_broken() => {}
        Plan::Nothing => return Ok(UpdateCode::UpToDate),
        Plan::Later => return Ok(UpdateCode::RefusedShare),
        Plan::Install | Plan::Force => {}
    }
    let folder = args.places.open_packages()?;
    let file = fetch_package(&source, offer.package, &folder).await?;
    state.note_waiting(&offer, read_clock());
    args.places.save_state(state)?;
    prepare_package(kind, &file)?;
    let Some(unused) = wait_until_unused(&args.in_use, Duration::from_secs(args.wait)) else {
        return Ok(UpdateCode::WaitingInUse);
    };
    let ending = ignore_ending()?;
    install_package(kind, &file)?;
    drop((unused, ending));
    state.note_installed(&manifest, &offer, read_clock());
    // What stays by mistake goes with the next update.
    let _ = std::fs::remove_file(file);
    Ok(UpdateCode::Installed)
}

/// A computer is switched off at closing time too. The service manager waits for this program, and
/// for the package manager with it, as long as it does not end: a package half unpacked is no program.
#[cfg(unix)]
fn ignore_ending() -> Result<impl Sized, End> {
    use tokio::signal::unix::{SignalKind, signal};
    // What is listened for does not end the program any more.
    signal(SignalKind::terminate()).map_err(|error| End::because(UpdateCode::FailedStore, error))
}

#[cfg(not(unix))]
fn ignore_ending() -> Result<(), End> {
    Ok(())
}

fn draw_id(state: &mut UpdateState) -> Result<(), End> {
    if state.id.is_empty() {
        let mut id = [0; 16];
        getrandom::fill(&mut id).map_err(|error| End::because(UpdateCode::FailedStore, error))?;
        state.id = hex::encode(id);
    }
    Ok(())
}

fn describe(state: &UpdateState, end: &End) -> Value {
    let mut answer = json!({ "result": end.code.word(), "installed": INSTALLED });
    if let Some(why) = &end.why {
        answer["why"] = json!(why);
    }
    if let Some(waiting) = &state.waiting {
        answer["waiting"] = json!(waiting.version);
        answer["forced"] = json!(waiting.forced);
    }
    if let Some(installed) = state.installed.as_ref().filter(|_| end.code == UpdateCode::Installed)
    {
        answer["installed"] = json!(installed.version);
    }
    answer
}
