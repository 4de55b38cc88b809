//! Where a drill works: a folder that can be taken for nobody's records, an office that says it is
//! a trial, a clerk signed in.
//!
//! Invariant: a drill runs in a folder that a drill made, against an office that says it is a
//! trial; never among real records.
use crate::output::Fault;
use crate::secret::require_passphrase;
use counter_desk::{Folders, Settings, Workplace, save_settings};
use serde_json::{Value, json};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use tokio::sync::Notify;

pub enum OfficeChoice<'a> {
    Embedded,
    Office(&'a str),
    Offline,
}

/// A keyring may be asking somebody for its password.
const KEYRING: Duration = Duration::from_secs(60);
const LOOK_EVERY: Duration = Duration::from_millis(100);

/// The same key again where characters without a font were told: once for a paper, and a decision is
/// asked about for its paper and for the form.
pub async fn call_desk(desk: &Workplace, name: &str, payload: Value) -> Result<Value, Fault> {
    let mut told = 0;
    loop {
        match desk.dispatch("main", name, payload.clone()).await {
            Err(failure) if failure.code == "characters_without_font" && told < 2 => told += 1,
            outcome => return outcome.map_err(|failure| Fault::new(failure.code.as_str(), name)),
        }
    }
}

/// From the citizen's own window.
pub async fn call_citizen(desk: &Workplace, name: &str, payload: Value) -> Result<Value, Fault> {
    desk.dispatch("citizen", name, payload)
        .await
        .map_err(|failure| Fault::new(failure.code.as_str(), name))
}

/// Opened, unlocked and signed in; and the word that the bar with the line has news.
pub async fn open_drill(
    data: &Path,
    choice: &OfficeChoice<'_>,
    passphrase: Option<String>,
) -> Result<(Workplace, Arc<Notify>), Fault> {
    let unwritable = |e: std::io::Error| Fault::new("cannot_write", e.to_string());
    let data = std::path::absolute(data).map_err(unwritable)?;
    // The mark of a drill: invented cases must not come among real ones.
    let aside = data.join("drill");
    let has_records = data.join("station.db").exists();
    if has_records && !aside.is_dir() {
        return Err(Fault::new("not_a_drill_folder", "there are records here that no drill made"));
    }
    let folders = folders(&data, &aside)?;
    let office = match choice {
        OfficeChoice::Office(address) => (*address).to_owned(),
        OfficeChoice::Embedded | OfficeChoice::Offline => String::new(),
    };
    let settings = Settings { office, ..Settings::default() };
    save_settings(&folders.config, &settings).map_err(unwritable)?;
    let news = Arc::new(Notify::new());
    let told = news.clone();
    let listener = move |topic: &str| {
        if topic == "status" {
            told.notify_one();
        }
    };
    let desk = Workplace::open(folders, Arc::new(listener)).await;
    let hello = ready(&desk, passphrase).await?;
    match choice {
        OfficeChoice::Office(_) if hello["line_up"] != true => {
            return Err(match hello["barrier"].as_str() {
                Some(code) => Fault::new(code, "a gateway answers in the office's place"),
                None => Fault::new("office_unreachable", "no answer"),
            });
        }
        OfficeChoice::Office(_) if hello["trial"] != true => {
            return Err(Fault::new(
                "office_not_trial",
                "invented cases are for an office that says it is a trial",
            ));
        }
        _ => {}
    }
    sign_in_as(&desk, "clerk").await?;
    // A station keeps its office; that nothing leaves is a stop by hand.
    let stop = match choice {
        OfficeChoice::Offline => "pause_delivery",
        OfficeChoice::Embedded | OfficeChoice::Office(_) => "resume_delivery",
    };
    call_desk(&desk, stop, json!({})).await?;
    Ok((desk, news))
}

/// Looks at the line whenever a screen would, as long as the drill goes on: it never comes back.
pub async fn watch_line<T>(desk: &Workplace, news: &Notify, was_down: &AtomicBool) -> T {
    loop {
        let status = call_desk(desk, "status", json!({})).await;
        if status.is_ok_and(|status| status["line"] == "down") {
            was_down.store(true, Ordering::Relaxed);
        }
        news.notified().await;
    }
}

/// By the trial's account of this role: the office's, else the one in this program.
pub async fn sign_in_as(desk: &Workplace, role: &str) -> Result<(), Fault> {
    let hello = call_desk(desk, "hello", json!({})).await?;
    let built_in =
        counter_office::demo_accounts().into_iter().find(|(account, _)| account.role == role);
    let built_in = built_in
        .map(|(account, password)| json!({ "number": account.number, "password": password }));
    let accounts = hello["demo_accounts"].as_array();
    let offered =
        accounts.and_then(|accounts| accounts.iter().find(|account| account["role"] == role));
    let account = offered
        .map(|account| json!({ "number": account["number"], "password": account["password"] }))
        .or(built_in)
        .ok_or_else(|| Fault::new("office_not_trial", "the office names no trial account"))?;
    call_desk(desk, "sign_in", account).await.map(drop)
}

/// Everything that is not the station's own data lies aside in the same folder.
fn folders(data: &Path, aside: &Path) -> Result<Folders, Fault> {
    let own = std::env::current_exe().map_err(Fault::internal)?;
    let programs = own.parent().map(Path::to_owned).unwrap_or_default();
    let under = |name: &str| aside.join(name);
    Ok(Folders {
        data: data.to_owned(),
        cache: under("cache"),
        config: under("config"),
        system: under("system"),
        machine: under("machine"),
        logs: under("logs"),
        runtime: under("run"),
        programs,
    })
}

async fn ready(desk: &Workplace, passphrase: Option<String>) -> Result<Value, Fault> {
    let deadline = Instant::now() + KEYRING;
    loop {
        let hello = call_desk(desk, "hello", json!({})).await?;
        match (
            hello["state"].as_str().unwrap_or_default(),
            hello["blocked"].as_str().unwrap_or_default(),
        ) {
            ("ready", _) => return Ok(hello),
            ("passphrase_new" | "passphrase_needed", _) => {
                let passphrase = require_passphrase(passphrase)?;
                return call_desk(desk, "unlock", json!({ "passphrase": passphrase })).await;
            }
            (_, "keyring_unavailable") if Instant::now() < deadline => {
                tokio::time::sleep(LOOK_EVERY).await
            }
            (_, code) => return Err(Fault::new(code, "the records cannot be opened")),
        }
    }
}

/// How many cases are not acknowledged after at most this time.
pub async fn wait_for_delivery(desk: &Workplace, patience: Duration) -> Result<u64, Fault> {
    let deadline = Instant::now() + patience;
    loop {
        let waiting = call_desk(desk, "status", json!({})).await?["waiting"].as_u64().unwrap_or(0);
        if waiting == 0 || Instant::now() >= deadline {
            return Ok(waiting);
        }
        tokio::time::sleep(LOOK_EVERY).await;
    }
}
