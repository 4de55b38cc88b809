//! `counter update …`: the manifest from its body to the signed file, and what a computer does with
//! it: a look, a run of its timer, what it knows.
mod check;
mod download;
mod in_use;
mod install;
mod place;
mod run;
mod sign;
mod source;

use crate::output::Outcome;
use clap::Subcommand;
use counter_core::update::UpdateCode;
use std::path::PathBuf;

#[derive(Subcommand)]
pub enum What {
    /// A new secret key for signing updates, written to a file for its owner alone; prints the
    /// public key and its fingerprint.
    Key { file: PathBuf },
    /// Signs the body of a manifest.
    Sign(sign::Sign),
    /// What a signed manifest says, and whose it is.
    Show(sign::Show),
    /// Looks where updates come from and says what is there; takes nothing, writes nothing.
    Check(check::Check),
    /// Looks, downloads, and installs where nobody is being served: for this computer's timer, as
    /// root.
    Run(run::Run),
    /// What this computer knows of its updates.
    State(place::Shown),
}

pub async fn run_update(what: What) -> Outcome {
    match what {
        What::Key { file } => sign::create_key(&file),
        What::Sign(sign) => sign::sign_manifest(&sign),
        What::Show(show) => sign::show_manifest(&show),
        What::Check(check) => check::check_source(&check).await,
        What::Run(run) => run::run_once(&run).await,
        What::State(shown) => place::show_state(&shown),
    }
}

/// What a look ended with, and what there is to say of it beside its word.
pub struct End {
    pub code: UpdateCode,
    pub why: Option<String>,
}

impl End {
    pub fn because(code: UpdateCode, why: impl ToString) -> End {
        End { code, why: Some(why.to_string()) }
    }
}

impl From<UpdateCode> for End {
    fn from(code: UpdateCode) -> End {
        End { code, why: None }
    }
}
