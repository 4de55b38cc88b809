//! The copy is a station's data: a desk opens it as it opens any, delivers what waits, and is let go.
//! Nobody signs in and no case is shown.
use crate::output::Fault;
use counter_desk::{Folders, RecoveryWord, Workplace};
use serde_json::{Value, json};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

const LOOK_EVERY: Duration = Duration::from_millis(100);

/// By a code the copy becomes an installation of its station again.
pub struct JoinAnew {
    pub code: String,
    pub office: Option<String>,
}

/// Returns when nothing is left that delivery could send and the office knows of the recovery, or
/// after this time. Whether it knows.
pub async fn hand_cases_over(
    folder: &Path,
    passphrase: &str,
    join: Option<JoinAnew>,
    patience: Duration,
) -> Result<bool, Fault> {
    let desk = Workplace::open(choose_folders(folder)?, Arc::new(|_: &str| {})).await;
    let hello = call(&desk, "unlock", json!({ "passphrase": passphrase })).await?;
    if hello["state"] != "ready" {
        let code = hello["blocked"].as_str().unwrap_or("internal");
        return Err(Fault::new(code, "the copy cannot be opened"));
    }
    if hello["centre"]["own"] != false {
        return Err(Fault::new("not_joined", "these records are of no centre's station"));
    }
    if let Some(JoinAnew { code, office }) = join {
        let office = office.map_or_else(|| hello["centre"]["office"].clone(), Value::from);
        call(&desk, "join_centre", json!({ "office": office, "code": code })).await?;
    }
    wait_until_sent(&desk, patience).await
}

/// What is set aside waits for a person and not for the line.
async fn wait_until_sent(desk: &Workplace, patience: Duration) -> Result<bool, Fault> {
    let deadline = Instant::now() + patience;
    loop {
        let status = call(desk, "status", json!({})).await?;
        let count = |name: &str| status[name].as_u64().unwrap_or_default();
        let is_sent = count("waiting") <= count("parked");
        let word = desk.recovery_word();
        if (is_sent && word != RecoveryWord::Owed) || Instant::now() >= deadline {
            return Ok(word == RecoveryWord::Told);
        }
        let mut notices = status["notices"].as_array().into_iter().flatten();
        if notices.any(|notice| notice["code"] == "installation_ended") {
            // Only the word is left, and the office takes none from an ended computer.
            if is_sent {
                return Ok(false);
            }
            let words = "the office has ended this computer: a join code for its station is needed \
                         (--join-code-file), and another folder for the copy";
            return Err(Fault::new("installation_ended", words));
        }
        tokio::time::sleep(LOOK_EVERY).await;
    }
}

async fn call(desk: &Workplace, name: &str, payload: Value) -> Result<Value, Fault> {
    let answer = desk.dispatch("main", name, payload).await;
    answer.map_err(|failure| Fault::new(failure.code.as_str(), name))
}

fn choose_folders(folder: &Path) -> Result<Folders, Fault> {
    let own = std::env::current_exe().map_err(Fault::internal)?;
    let under = |name: &str| folder.join(name);
    Ok(Folders {
        data: under("data"),
        cache: under("cache"),
        config: under("config"),
        system: under("system"),
        machine: under("machine"),
        logs: under("logs"),
        runtime: under("run"),
        programs: own.parent().map(Path::to_owned).unwrap_or_default(),
    })
}
