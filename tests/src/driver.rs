//! WebKitWebDriver, which starts the program and presses its keys.

use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};

use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;

use crate::child::Running;
use crate::fault::Fault;
use crate::{Told, until};

pub(crate) struct Driver {
    _running: Running,
    port: u16,
}

impl Driver {
    /// The program inherits the driver's surroundings; without the two variables it would not let itself be driven.
    pub(crate) async fn start(environment: &[(String, String)]) -> Told<Self> {
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        let running = Running::start("WebKitWebDriver", |command| {
            command.arg(format!("--port={port}"));
            command.env_clear().envs(environment.iter().cloned());
            command.env("TAURI_AUTOMATION", "true").env("TAURI_WEBVIEW_AUTOMATION", "true");
        })?;
        until("the driver", async || Ok(TcpStream::connect((Ipv4Addr::LOCALHOST, port)).ok())).await?;
        Ok(Self { _running: running, port })
    }

    pub(crate) async fn open(&self, program: &Path) -> Told<Client> {
        let options = json!({ "binary": program, "args": [] });
        let capabilities = [("webkitgtk:browserOptions".to_owned(), options)].into_iter().collect();
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&format!("http://127.0.0.1:{}", self.port))
            .await?;
        client
            .update_timeouts(fantoccini::wd::TimeoutConfiguration::default())
            .await
            .map_err(Fault::window("its time limits"))?;
        Ok(client)
    }
}

/// The process of a program that runs in this home folder. Only then is it ours to kill.
pub(crate) fn process_of(program: &Path, home: &Path) -> Option<u32> {
    let mark = format!("COUNTER_HOME={}", home.display());
    std::fs::read_dir("/proc").ok()?.flatten().find_map(|entry| {
        let process: u32 = entry.file_name().to_str()?.parse().ok()?;
        let path: PathBuf = std::fs::read_link(entry.path().join("exe")).ok()?;
        let environment = std::fs::read(entry.path().join("environ")).ok()?;
        let ours = path == program && environment.split(|byte| *byte == 0).any(|one| one == mark.as_bytes());
        ours.then_some(process)
    })
}
