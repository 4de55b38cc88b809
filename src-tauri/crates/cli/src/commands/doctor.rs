//! `counter doctor`: what this computer has of what a counter needs, and what to install where it
//! lacks something. Asks the programs themselves; changes nothing.
use super::devices::{find_helper, find_host};
use crate::output::{Fault, print_answer};
use clap::Args;
use counter_documents::{Worker, WorkerTools};
use counter_store::keys::{Keyring, SystemKeyring};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

#[derive(Args)]
pub struct Doctor {
    /// The folder of the station's data: can it be written into?
    #[arg(long)]
    data: Option<PathBuf>,
}

/// Nobody is waited for who may be typing the keyring's password.
const KEYRING: Duration = Duration::from_secs(5);
const CJK_FONTS: &str = "fonts-noto-cjk";

enum Finding {
    Fine(String),
    /// A counter works without it, otherwise.
    Absent(String),
    Missing(String),
}

/// The whole list goes out; the exit code says whether anything is missing.
pub async fn examine_computer(doctor: &Doctor, json: bool) -> Result<ExitCode, Fault> {
    let mut findings = examine_worker().await;
    let host = find_host().ping().await;
    findings.push((
        "device-host",
        match host {
            Ok(()) => Finding::Fine("answers".to_owned()),
            Err(error) => Finding::Missing(lies_beside(&error)),
        },
    ));
    for (program, package) in [("scanimage", "sane-utils"), ("lp", "cups-client")] {
        findings.push((program, find_program(program, package)));
    }
    findings.push(("keyring", examine_keyring()));
    if let Some(folder) = &doctor.data {
        findings.push(("data", examine_folder(folder)));
    }
    let is_missing = findings.iter().any(|(_, finding)| matches!(finding, Finding::Missing(_)));
    let rows = findings.iter().map(|(name, finding)| write_row(name, finding));
    let rows: Vec<Value> = rows.collect();
    print_answer(&json!({ "computer": rows }), json);
    Ok(if is_missing { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn write_row(name: &str, finding: &Finding) -> Value {
    let (state, words) = match finding {
        Finding::Fine(words) => ("fine", words),
        Finding::Absent(words) => ("absent", words),
        Finding::Missing(words) => ("missing", words),
    };
    json!({ "name": name, "state": state, "says": words })
}

/// Fonts and PDF library as the program that uses them finds them.
async fn examine_worker() -> Vec<(&'static str, Finding)> {
    let worker = Worker::new(find_helper("document-worker"));
    match worker.list_tools().await {
        Ok(tools) => judge_tools(&tools),
        Err(error) => vec![("document-worker", Finding::Missing(lies_beside(&error)))],
    }
}

fn lies_beside(error: &dyn std::error::Error) -> String {
    format!("{error}; it lies beside this program")
}

fn judge_tools(tools: &WorkerTools) -> Vec<(&'static str, Finding)> {
    let install = || format!("no Chinese font found; install {CJK_FONTS}");
    let fonts = match tools.families.is_empty() {
        false => Finding::Fine(tools.families.join(", ")),
        true => Finding::Missing(install()),
    };
    let library = match tools.has_pdf_library {
        true => Finding::Fine("found".to_owned()),
        false => Finding::Missing("not beside the programs; run scripts/pdfium.sh".to_owned()),
    };
    let chinese = match tools.draws_chinese {
        true => Finding::Fine("drawn".to_owned()),
        false => Finding::Missing(install()),
    };
    vec![("fonts", fonts), ("pdfium", library), ("chinese in PDFs", chinese)]
}

fn find_program(name: &str, package: &str) -> Finding {
    let path = std::env::var_os("PATH").unwrap_or_default();
    match std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file()) {
        Some(file) => Finding::Fine(file.display().to_string()),
        None => Finding::Missing(format!("not found; install {package}")),
    }
}

fn examine_keyring() -> Finding {
    match SystemKeyring::with_patience(KEYRING).get("doctor") {
        Ok(_) => Finding::Fine("answers".to_owned()),
        Err(error) => Finding::Absent(format!("{error}: the window asks for a passphrase instead")),
    }
}

/// Written and gone again: what a folder's rights say is not all that a disk says.
fn examine_folder(folder: &Path) -> Finding {
    match tempfile::tempfile_in(folder) {
        Ok(_) => Finding::Fine("can be written into".to_owned()),
        Err(cause) => Finding::Missing(format!("{}: {cause}", folder.display())),
    }
}
