//! `counter update check`: what lies where updates come from, and what a run would do with it.
use super::End;
use super::install::Kind;
use super::place::{Config, Places};
use super::source::Source;
use crate::commands::files::read_clock;
use crate::output::{Fault, Outcome};
use clap::Args;
use counter_centre::{SignedUpdate, UpdateError};
use counter_core::update::{
    Manifest, Plan, UpdateCode, UpdateState, is_in_share, judge_manifest, plan_update,
};
use serde_json::json;

/// As it is installed: this program's own version is the package's.
pub const INSTALLED: &str = env!("CARGO_PKG_VERSION");

#[derive(Args)]
pub struct Check {
    #[command(flatten)]
    places: Places,
    /// Which kind of package this system has; else the package managers are asked.
    #[arg(long, value_enum)]
    kind: Option<Kind>,
}

pub async fn check_source(args: &Check) -> Outcome {
    let missing = || Fault::new("not_configured", "no source of updates is set up here");
    let config = args.places.read_config()?.ok_or_else(missing)?;
    let answer = look(args, &config).await;
    answer.map_err(|end| Fault::new(&end.code.word(), end.why.unwrap_or(end.code.word())))
}

async fn look(args: &Check, config: &Config) -> Result<serde_json::Value, End> {
    let kind = args.kind.map_or_else(Kind::find, Ok)?;
    let source = args.places.open_source(config)?;
    let manifest = read_manifest(&source, config).await?;
    let state = args.places.read_state();
    let offer = judge_manifest(&manifest, kind.system(), state.here(INSTALLED), read_clock())?;
    let plan = match plan_update(&offer, takes_part(&state, &manifest)) {
        Plan::Nothing => "up_to_date",
        Plan::Later => "later",
        Plan::Install => "install",
        Plan::Force => "force",
    };
    Ok(json!({
        "plan": plan, "installed": INSTALLED, "version": offer.package.version,
        "number": manifest.number, "minimum": manifest.minimum, "share": manifest.share,
        "until": manifest.until.to_string(), "bytes": offer.package.bytes, "news": manifest.news,
    }))
}

/// Nothing of it is read before its signature holds.
pub async fn read_manifest(source: &Source, config: &Config) -> Result<Manifest, End> {
    let bytes = source.read_manifest().await?;
    let signed = SignedUpdate::read_of(&bytes, &config.key).map_err(|error| {
        let code = match error {
            UpdateError::NotAManifest => UpdateCode::RefusedManifest,
            UpdateError::OtherKey | UpdateError::Forged => UpdateCode::RefusedSignature,
        };
        End::because(code, error)
    })?;
    Ok(Manifest::read(&signed.body)?)
}

/// Before the first run nothing is drawn for the share, and only a share of all is sure.
pub fn takes_part(state: &UpdateState, manifest: &Manifest) -> bool {
    match state.id.as_str() {
        "" => manifest.share >= 100,
        id => is_in_share(id, manifest.share),
    }
}
