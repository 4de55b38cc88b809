//! The office examined against its published contract by schemathesis: every operation with valid
//! and invalid requests, and sequences of them.

use std::path::Path;
use std::process::Command;

use kit::network::free_port;
use kit::office::Office;
use kit::office::OfficeClient;
use kit::place::{build_folder, repository_root};
use kit::{Fault, TestResult};

/// How much is tried.
pub struct Exam {
    /// `whole`, or `without-key`: nothing is said of Idempotency-Key.
    pub contract: &'static str,
    /// For each operation. `EXAMPLES` and `EXAM_SEED` in the environment make a longer or another
    /// exam.
    pub examples: u32,
    pub seed: u32,
    /// Operations that are examined, as a regular expression over their paths.
    pub paths: &'static str,
    /// Of `examples,coverage,fuzzing,stateful`.
    pub phases: &'static str,
    /// A mistake that the office is started with; the first finding is enough then.
    pub planted: Option<&'static str>,
}

const ALL: &str = "examples,coverage,fuzzing,stateful";

impl Default for Exam {
    fn default() -> Self {
        let setting = |name: &str, usual| {
            std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
        };
        let (examples, seed) = (setting("EXAMPLES", 10), setting("EXAM_SEED", 1));
        Exam { contract: "whole", examples, seed, paths: "", phases: ALL, planted: None }
    }
}

/// What the examiner said, and whether it found nothing.
pub struct Verdict {
    pub passed: bool,
    pub output: String,
}

/// # Errors
/// The office or the examiner cannot be started.
pub async fn examine_office(exam: &Exam) -> TestResult<Verdict> {
    let folder = tempfile::tempdir()?;
    let port = free_port()?;
    let _office = Office::open_with(port, &folder.path().join("office"), exam.planted).await?;
    let supervisor = OfficeClient::sign_in(port, "2001", "demo-2001")?;
    let tools = build_folder()?.with_file_name("tools").join("examiner");
    let contract = repository_root().join("src-tauri/crates/backoffice/openapi.yaml");
    let own = repository_root().join("tests/delivery/contract");
    let mut command = Command::new("python3");
    command
        .arg(tools.join("bin/schemathesis"))
        .arg("--config-file")
        .arg(own.join("schemathesis.toml"));
    command.arg("run").arg(contract).args(["--url", &format!("http://127.0.0.1:{port}")]);
    command.args(["--header", &format!("Authorization: Bearer {}", supervisor.token())]);
    command.args(["--max-examples", &exam.examples.to_string(), "--seed", &exam.seed.to_string()]);
    command.args(["--continue-on-failure", "--phases", exam.phases, "--workers", "1"]);
    // A loaded machine is no finding, and nothing is carried over from another run.
    command.args([
        "--suppress-health-check",
        "all",
        "--request-timeout",
        "60",
        "--generation-database",
        "none",
    ]);
    if exam.planted.is_some() {
        command.args(["--max-failures", "1"]);
    }
    if exam.contract == "without-key" {
        // Valid by that contract, and rightly refused.
        command.args(["--exclude-checks", "positive_data_acceptance"]);
    }
    if !exam.paths.is_empty() {
        command.args(["--include-path-regex", exam.paths]);
    }
    command
        .current_dir(folder.path())
        .env("PYTHONPATH", &tools)
        .env("PYTHONDONTWRITEBYTECODE", "1");
    command
        .env("SCHEMATHESIS_HOOKS", "hooks")
        .env("COUNTER_STATION", "DEMO01")
        .env("COUNTER_CONTRACT", exam.contract);
    copy(&own.join("hooks.py"), folder.path())?;
    let output = command.output().map_err(|error| Fault::NotStarted("python3", error))?;
    let text = [output.stdout, output.stderr].concat();
    Ok(Verdict {
        passed: output.status.success(),
        output: String::from_utf8_lossy(&text).into_owned(),
    })
}

/// The examiner looks for hooks where it is started.
fn copy(file: &Path, folder: &Path) -> TestResult {
    std::fs::copy(file, folder.join(file.file_name().unwrap_or_default()))?;
    Ok(())
}
