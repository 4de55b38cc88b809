//! Opens one station's folder after the other through the desk, as a start would, and says what was
//! found: for each folder named on standard input one line of JSON on standard output.

use std::io::{BufRead, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use counter_desk::{Folders, Records, Settings, Workplace, save_settings};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let own = std::env::current_exe()?;
    let programs = own.parent().unwrap_or(Path::new("."));
    for line in std::io::stdin().lock().lines() {
        let answer = runtime.block_on(reopen(Path::new(&line?), programs))?;
        let mut out = std::io::stdout().lock();
        writeln!(out, "{answer}")?;
        out.flush()?;
    }
    Ok(())
}

async fn reopen(data: &Path, programs: &Path) -> Result<Value, std::io::Error> {
    let aside = data.join("drill");
    let under = |name: &str| aside.join(name);
    let folders = Folders {
        data: data.to_owned(),
        cache: under("cache"),
        config: under("config"),
        system: under("system"),
        machine: under("machine"),
        logs: under("logs"),
        runtime: under("run"),
        programs: programs.to_owned(),
    };
    // No office, no devices: nothing is opened but the records.
    let nobody = Settings {
        office: "http://127.0.0.1:9".to_owned(),
        reader_port: "/dev/null".to_owned(),
        scanner: "none".to_owned(),
        ..Settings::default()
    };
    save_settings(&folders.config, &nobody)?;
    let desk = Workplace::open(folders, Arc::new(|_: &str| {})).await;
    let hello = wait_for_hello(&desk).await;
    drop(desk);
    let report = match open_closed_records(data).await.and_then(|records| records.check()) {
        Ok(report) => serde_json::to_value(report).unwrap_or_default(),
        Err(code) => json!({ "sound": false, "database": code }),
    };
    Ok(json!({ "state": hello["state"], "blocked": hello["blocked"], "report": report }))
}

/// How long a busy machine's keyring may take, and a desk that closes.
const PATIENCE: Duration = Duration::from_secs(20);

async fn wait_for_hello(desk: &Workplace) -> Value {
    let deadline = Instant::now() + PATIENCE;
    loop {
        let hello = desk.dispatch("main", "hello", json!({})).await;
        let hello = hello.unwrap_or_else(|failure| json!({ "blocked": failure.code }));
        if hello["blocked"] != "keyring_unavailable" || Instant::now() >= deadline {
            return hello;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// A desk that is let go closes its records a moment later.
async fn open_closed_records(data: &Path) -> Result<Records, &'static str> {
    let deadline = Instant::now() + PATIENCE;
    loop {
        match Records::open(data, None) {
            Err("already_open" | "keyring_unavailable") if Instant::now() < deadline => {
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
            opened => return opened,
        }
    }
}
