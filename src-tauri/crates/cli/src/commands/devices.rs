//! `counter devices …`: for the technician who sets a window up. Talks to hardware through
//! `device-host`, like the desk.
use crate::output::{Fault, Outcome};
use clap::Subcommand;
use counter_devices::{DeviceError, Ended, Host, ScanRequest, ScannedPage};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use tokio::sync::mpsc;

#[derive(Subcommand)]
pub enum What {
    /// What is connected.
    List,
    /// Reads one ID card and prints what is on it.
    IdRead {
        #[arg(long)]
        port: String,
        /// Line speed; without it all known speeds are tried.
        #[arg(long)]
        speed: Option<u32>,
    },
    /// Scans until the feeder is empty and writes the pages into a folder.
    Scan {
        #[arg(long)]
        device: String,
        #[arg(long)]
        out: PathBuf,
        #[arg(long)]
        source: Option<String>,
        #[arg(long)]
        resolution: Option<u32>,
        #[arg(long)]
        limit: Option<u32>,
    },
}

fn find_host() -> Host {
    let beside = std::env::current_exe()
        .ok()
        .and_then(|exe| exe.parent().map(|dir| dir.join("device-host")));
    let configured = std::env::var_os("COUNTER_DEVICE_HOST").map(PathBuf::from);
    Host::new(configured.or(beside).unwrap_or_else(|| PathBuf::from("device-host")))
}

fn device_fault(error: DeviceError) -> Fault {
    Fault::new(error.code(), error.to_string())
}

pub async fn run_devices(what: What) -> Outcome {
    let host = find_host();
    match what {
        What::List => {
            let devices = host.list_devices().await.map_err(device_fault)?;
            let rows: Vec<Value> = devices
                .iter()
                .map(|d| json!({ "name": d.name, "kind": d.kind, "state": d.state }))
                .collect();
            Ok(json!({ "devices": rows }))
        }
        What::IdRead { port, speed } => {
            let card = host.read_card(&port, speed).await.map_err(device_fault)?;
            serde_json::to_value(card).map_err(Fault::internal)
        }
        What::Scan { device, out, source, resolution, limit } => {
            let request = ScanRequest { source, resolution, limit, ..ScanRequest::new(device) };
            scan(&host, request, &out).await
        }
    }
}

async fn scan(host: &Host, request: ScanRequest, out: &Path) -> Outcome {
    let unwritable = |e: std::io::Error| Fault::new("cannot_write", e.to_string());
    std::fs::create_dir_all(out).map_err(unwritable)?;
    let (sender, mut arriving) = mpsc::channel::<ScannedPage>(4);
    let scanner = host.clone();
    let job = tokio::spawn(async move { scanner.scan_pages(request, sender).await });
    let mut pages = Vec::new();
    while let Some(page) = arriving.recv().await {
        let extension = if page.media == "image/jpeg" { "jpg" } else { "png" };
        let file = out.join(format!("page-{:03}.{extension}", pages.len() + 1));
        std::fs::write(&file, &page.bytes).map_err(unwritable)?;
        pages.push(file.to_string_lossy().into_owned());
    }
    let ending = job.await.map_err(Fault::internal)?.map_err(device_fault)?;
    if pages.is_empty() && ending != Ended::Complete {
        return Err(Fault::new(ending.code(), "no page was scanned"));
    }
    Ok(json!({ "pages": pages, "ended": ending.code() }))
}
