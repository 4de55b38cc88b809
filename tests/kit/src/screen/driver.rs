//! WebKitWebDriver, which starts the program and presses its keys.

use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::time::Duration;

use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;

use crate::fault::Fault;
use crate::process::Running;
use crate::{TestResult, wait_until};

const OPENING: Duration = Duration::from_secs(60);

pub struct Driver {
    _running: Running,
    port: u16,
}

impl Driver {
    /// The program inherits the driver's surroundings; without the two variables it would not let
    /// itself be driven.
    pub async fn start(environment: &[(String, String)]) -> TestResult<Self> {
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        let running = Running::start("WebKitWebDriver", |command| {
            command.arg(format!("--port={port}"));
            command.env_clear().envs(environment.iter().cloned());
            command.env("TAURI_AUTOMATION", "true").env("TAURI_WEBVIEW_AUTOMATION", "true");
        })?;
        wait_until("the driver", async || Ok(TcpStream::connect((Ipv4Addr::LOCALHOST, port)).ok()))
            .await?;
        Ok(Self { _running: running, port })
    }

    pub async fn open_window(&self, program: &Path) -> TestResult<Client> {
        let options = json!({ "binary": program, "args": [] });
        let capabilities = [("webkitgtk:browserOptions".to_owned(), options)].into_iter().collect();
        let mut builder = ClientBuilder::new(HttpConnector::new());
        let address = format!("http://127.0.0.1:{}", self.port);
        let opening = builder.capabilities(capabilities).connect(&address);
        // A program that ends at its start leaves the driver waiting for ever.
        let session = tokio::time::timeout(OPENING, opening).await;
        let client = session.map_err(|_| Fault::InVain("the window".to_owned()))??;
        client
            .update_timeouts(fantoccini::wd::TimeoutConfiguration::default())
            .await
            .map_err(Fault::window("its time limits"))?;
        Ok(client)
    }
}
