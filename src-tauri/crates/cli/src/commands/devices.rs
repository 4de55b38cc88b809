//! `counter devices …`: for the technician who sets a window up. Talks to hardware through
//! `device-host`, like the desk.
use crate::commands::files::read_clock;
use crate::commands::number::parse_number;
use crate::output::{Fault, Outcome};
use clap::Subcommand;
use counter_desk::{Settings, judge_card};
use counter_devices::{DeviceError, Ended, Host, ScanRequest, ScannedPage};
use serde_json::{Value, json};
use std::fs::File;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use tokio::sync::mpsc;

#[derive(Subcommand)]
pub enum What {
    /// What is connected.
    List,
    /// Reads one ID card and prints what is on it, with what the window would ask about it.
    IdRead {
        #[arg(long)]
        port: String,
        /// Line speed; without it all known speeds are tried.
        #[arg(long, value_parser = parse_number::<u32>)]
        speed: Option<u32>,
    },
    /// Scans until the feeder is empty and writes the pages into a folder, beside those there.
    Scan {
        #[arg(long)]
        device: String,
        #[arg(long)]
        out: PathBuf,
        /// flatbed, adf, duplex, or the driver's own word; without it as the device stands.
        #[arg(long)]
        source: Option<String>,
        /// Color, Gray, Lineart by meaning, or the driver's own word; without it in colour.
        #[arg(long)]
        mode: Option<String>,
        #[arg(long, value_parser = parse_number::<u32>)]
        resolution: Option<u32>,
        #[arg(long, value_parser = parse_number::<u32>)]
        limit: Option<u32>,
    },
}

pub fn find_host() -> Host {
    Host::new(find_helper("device-host"))
}

/// A program that lies beside this one.
pub fn find_helper(name: &str) -> PathBuf {
    let own = std::env::current_exe().ok();
    let beside = own.and_then(|exe| exe.parent().map(|folder| folder.join(name)));
    beside.unwrap_or_else(|| PathBuf::from(name))
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
            let mut card = host.read_card(&port, speed).await.map_err(device_fault)?;
            let soon_days = Settings::default().warn_card_days;
            card.warnings = judge_card(&card, read_clock().date(), soon_days);
            serde_json::to_value(card).map_err(Fault::internal)
        }
        What::Scan { device, out, source, mode, resolution, limit } => {
            let papers = ScanRequest::of_papers(device);
            let mode = mode.or(papers.mode.clone());
            let request = ScanRequest { source, mode, resolution, limit, ..papers };
            scan(&host, request, &out).await
        }
    }
}

async fn scan(host: &Host, request: ScanRequest, out: &Path) -> Outcome {
    std::fs::create_dir_all(out).map_err(|cause| write_fault(out, &cause))?;
    let (sender, mut arriving) = mpsc::channel::<ScannedPage>(4);
    let scanner = host.clone();
    let job = tokio::spawn(async move { scanner.scan_pages(request, sender).await });
    let mut pages = Vec::new();
    let mut number = 0;
    while let Some(page) = arriving.recv().await {
        let extension = if page.media == "image/jpeg" { "jpg" } else { "png" };
        let file = write_page(out, &mut number, extension, &page.bytes)?;
        pages.push(file.to_string_lossy().into_owned());
    }
    let ending = job.await.map_err(Fault::internal)?.map_err(device_fault)?;
    if pages.is_empty() && ending != Ended::Complete {
        return Err(Fault::new(ending.code(), "no page was scanned"));
    }
    Ok(json!({ "pages": pages, "ended": ending.code() }))
}

/// Under the next number that is free: what was scanned before stays.
fn write_page(
    out: &Path,
    number: &mut u32,
    extension: &str,
    bytes: &[u8],
) -> Result<PathBuf, Fault> {
    loop {
        *number += 1;
        let file = out.join(format!("page-{number:03}.{extension}"));
        match File::create_new(&file).and_then(|mut created| created.write_all(bytes)) {
            Ok(()) => return Ok(file),
            Err(cause) if cause.kind() == ErrorKind::AlreadyExists => {}
            Err(cause) => return Err(write_fault(&file, &cause)),
        }
    }
}

fn write_fault(file: &Path, cause: &std::io::Error) -> Fault {
    Fault::new("cannot_write", format!("{}: {cause}", file.display()))
}
