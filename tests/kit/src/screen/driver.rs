//! WebKitWebDriver, which starts the program and presses its keys.

use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::time::Duration;

use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;

use crate::fault::Fault;
use crate::process::Running;
use crate::{Told, until};

const OPENING: Duration = Duration::from_secs(60);

pub struct Driver {
    _running: Running,
    port: u16,
}

impl Driver {
    /// The program inherits the driver's surroundings; without the two variables it would not let itself be driven.
    pub async fn start(environment: &[(String, String)]) -> Told<Self> {
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        let running = Running::start("WebKitWebDriver", |command| {
            command.arg(format!("--port={port}"));
            command.env_clear().envs(environment.iter().cloned());
            command.env("TAURI_AUTOMATION", "true").env("TAURI_WEBVIEW_AUTOMATION", "true");
        })?;
        until("the driver", async || Ok(TcpStream::connect((Ipv4Addr::LOCALHOST, port)).ok())).await?;
        Ok(Self { _running: running, port })
    }

    pub async fn open(&self, program: &Path) -> Told<Client> {
        let options = json!({ "binary": program, "args": [] });
        let capabilities = [("webkitgtk:browserOptions".to_owned(), options)].into_iter().collect();
        let mut builder = ClientBuilder::new(HttpConnector::new());
        let address = format!("http://127.0.0.1:{}", self.port);
        let opening = builder.capabilities(capabilities).connect(&address);
        // A program that ends at its start leaves the driver waiting for ever.
        let opened = tokio::time::timeout(OPENING, opening).await;
        let client = opened.map_err(|_| Fault::InVain("the window".to_owned()))??;
        client
            .update_timeouts(fantoccini::wd::TimeoutConfiguration::default())
            .await
            .map_err(Fault::window("its time limits"))?;
        Ok(client)
    }
}

/// Every process that runs in this home folder, with its program. Only those are ours to kill.
pub fn processes_in(home: &Path) -> Vec<(u32, PathBuf)> {
    let mark = format!("COUNTER_HOME={}", home.display());
    let entries = std::fs::read_dir("/proc").into_iter().flatten().flatten();
    let ours = entries.filter_map(|entry| {
        let process: u32 = entry.file_name().to_str()?.parse().ok()?;
        let path: PathBuf = std::fs::read_link(entry.path().join("exe")).ok()?;
        let environment = std::fs::read(entry.path().join("environ")).ok()?;
        environment.split(|byte| *byte == 0).any(|one| one == mark.as_bytes()).then_some((process, path))
    });
    ours.collect()
}

/// Whether a process is gone with all it had open. A zombie whose other threads are still ending is not.
pub fn is_over(process: u32) -> bool {
    let Ok(stat) = std::fs::read_to_string(format!("/proc/{process}/stat")) else { return true };
    let ended = stat.rsplit(')').next().is_some_and(|rest| rest.trim_start().starts_with(['Z', 'X']));
    let threads = std::fs::read_dir(format!("/proc/{process}/task")).map_or(0, Iterator::count);
    ended && threads <= 1
}
