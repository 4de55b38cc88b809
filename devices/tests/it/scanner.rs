//! Scanning with SANE's own test driver, and the host dying in the middle of it.

use std::path::Path;
use std::time::Duration;

use counter_devices::{
    DeviceError, DeviceKind, Ended, Host, PAGES_AHEAD, ScanRequest, ScannedPage,
};
use rustix::process::Signal;
use tempfile::TempDir;
use tokio::sync::mpsc;

use crate::fixture::{PATIENCE, Reader, children, exe, is_running, scratch_of, signal, until};

/// A host whose only scanner is the test driver's, with `extra` lines of its configuration.
fn scanner(extra: &str) -> (Host, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    counter_devices::write_trial_scanner(folder.path()).unwrap();
    let conf = folder.path().join("test.conf");
    let mut text = std::fs::read_to_string(&conf).unwrap();
    text.push_str(extra);
    std::fs::write(&conf, text).unwrap();
    (host_at(folder.path()), folder)
}

fn host_at(folder: &Path) -> Host {
    let at = folder.display().to_string();
    Host::with_environment(exe().to_owned(), vec![("SANE_CONFIG_DIR".into(), at)])
}

fn request(source: &str) -> ScanRequest {
    let mut request = ScanRequest::new("test:0");
    request.source = Some(source.into());
    request.resolution = Some(50);
    request
}

async fn scan(host: &Host, request: ScanRequest) -> (Result<Ended, DeviceError>, Vec<ScannedPage>) {
    let (sender, mut receiver) = mpsc::channel(1);
    let taking = async {
        let mut pages = Vec::new();
        while let Some(page) = receiver.recv().await {
            pages.push(page);
        }
        pages
    };
    let both = async { tokio::join!(host.scan_pages(request, sender), taking) };
    tokio::time::timeout(PATIENCE * 3, both).await.expect("the scan ends")
}

#[tokio::test]
async fn a_full_feeder_gives_ten_pages_and_then_is_empty() {
    let (host, _folder) = scanner("");
    let (ended, pages) = scan(&host, request("adf")).await;
    assert_eq!((ended, pages.len()), (Ok(Ended::FeederEmpty), 10));
    for page in &pages {
        assert!(page.bytes.starts_with(b"\x89PNG") && page.media == "image/png");
    }
    let pid = host.process_id().unwrap();
    assert_eq!(scratch_of(pid), Vec::<std::path::PathBuf>::new());
}

/// Two sent, one at the driver's hand, one in the taker's channel: the others stay where the
/// scanner laid them.
#[tokio::test]
async fn pages_nobody_takes_are_held_back() {
    let (host, _folder) = scanner("");
    let (sender, mut receiver) = mpsc::channel(1);
    let scanning = host.scan_pages(request("adf"), sender);
    let taking = async {
        let lying = || {
            let folders = scratch_of(host.process_id().unwrap_or(0));
            let files =
                folders.iter().flat_map(|folder| std::fs::read_dir(folder).into_iter().flatten());
            files.count()
        };
        let least = 10 - PAGES_AHEAD - 2;
        until("all pages are scanned", async || lying() >= least).await;
        // Time in which more would come over the pipe, if it were let.
        tokio::time::sleep(Duration::from_millis(300)).await;
        assert!(lying() >= least, "{} of 10 pages are held back", lying());
        let mut pages = 0;
        while receiver.recv().await.is_some() {
            pages += 1;
        }
        pages
    };
    let (ended, pages) = tokio::join!(scanning, taking);
    assert_eq!((ended, pages), (Ok(Ended::FeederEmpty), 10));
}

#[tokio::test]
async fn as_many_pages_as_asked_for() {
    let (host, _folder) = scanner("");
    let (ended, pages) = scan(&host, request("flatbed")).await;
    assert_eq!((ended, pages.len()), (Ok(Ended::Complete), 1));
    let mut three = request("adf");
    three.limit = Some(3);
    three.format = counter_devices::PageFormat::Jpeg;
    three.mode = Some("Color".into());
    let (ended, pages) = scan(&host, three).await;
    assert_eq!((ended, pages.len()), (Ok(Ended::Complete), 3));
    assert_eq!(pages[2].media, "image/jpeg");
}

#[tokio::test]
async fn each_fault_has_its_name_and_no_page() {
    for (status, expected) in [
        ("JAMMED", Ended::Jammed),
        ("COVER_OPEN", Ended::CoverOpen),
        ("DEVICE_BUSY", Ended::Busy),
        ("IO_ERROR", Ended::IoError),
        ("EOF", Ended::IoError),
        // These two hang now and then after their message; the kill timer ends them.
        ("NO_DOCS", Ended::FeederEmpty),
        ("ACCESS_DENIED", Ended::AccessDenied),
    ] {
        let (host, _folder) = scanner(&format!("read-status-code \"SANE_STATUS_{status}\"\n"));
        let (ended, pages) = scan(&host, request("adf")).await;
        assert_eq!((ended, pages.len()), (Ok(expected), 0), "{status}");
    }
}

#[tokio::test]
async fn what_the_device_does_not_have_is_said() {
    let (host, _folder) = scanner("");
    let (ended, _) = scan(&host, ScanRequest::new("test:9")).await;
    assert_eq!(ended, Ok(Ended::NotFound));
    let (ended, _) = scan(&host, request("Slide projector")).await;
    let (option, value) = ("source".to_owned(), "Slide projector".to_owned());
    assert_eq!(ended, Err(DeviceError::SettingRefused { option, value }));
}

#[tokio::test]
async fn the_scanner_is_listed() {
    let (host, _folder) = scanner("");
    let devices = host.list_devices().await.unwrap();
    let scanners: Vec<_> =
        devices.iter().filter(|device| device.kind == DeviceKind::Scanner).collect();
    assert_eq!(scanners.len(), 1);
    assert_eq!(scanners[0].name, "test:0");
}

/// Slow enough to be met in the middle.
const SLOW: &str = "read-delay true\nread-delay-duration 200000\n";

fn slow() -> ScanRequest {
    let mut request = request("adf");
    request.resolution = Some(600);
    request
}

async fn scanning_program(host: &Host) -> i32 {
    let mut found = None;
    until("the scan has begun", async || {
        let pid = host.process_id().unwrap_or(0);
        let began = scratch_of(pid)
            .iter()
            .any(|place| std::fs::read_dir(place).is_ok_and(|mut files| files.next().is_some()));
        found = children(pid, "scanimage").first().copied().filter(|_| began);
        found.is_some()
    })
    .await;
    found.unwrap()
}

#[tokio::test]
async fn a_scanner_that_hangs_is_killed_and_keeps_nobody_from_reading_cards() {
    let (host, _folder) = scanner(SLOW);
    let reader = Reader::trial().await;
    let mut hanging = slow();
    hanging.silence_ms = Some(1_500);
    let scanning = scan(&host, hanging);
    let meanwhile = async {
        let program = scanning_program(&host).await;
        signal(program, Signal::STOP);
        let card = host.read_card(&reader.port, None).await;
        (program, card)
    };
    let ((ended, pages), (program, card)) = tokio::join!(scanning, meanwhile);
    assert_eq!((ended, pages.len()), (Ok(Ended::TimedOut), 0));
    assert_eq!(card.unwrap().name, "陈示例");
    assert!(!is_running(program));
}

#[tokio::test]
async fn a_scan_nobody_waits_for_is_stopped() {
    let (host, _folder) = scanner(SLOW);
    let (sender, _receiver) = mpsc::channel(1);
    let program = tokio::select! {
        _ = host.scan_pages(slow(), sender) => panic!("the scan ended by itself"),
        program = scanning_program(&host) => program,
    };
    until("the program ends", async || !is_running(program)).await;
    let pid = host.process_id().unwrap();
    until("the pages are gone", async || scratch_of(pid).is_empty()).await;
}

#[tokio::test]
async fn the_scanner_stops_when_the_program_is_closed() {
    let (host, _folder) = scanner(SLOW);
    let (sender, _receiver) = mpsc::channel(1);
    let program = tokio::select! {
        _ = host.scan_pages(slow(), sender) => panic!("the scan ended by itself"),
        program = scanning_program(&host) => program,
    };
    let pid = host.process_id().unwrap();
    drop(host);
    until("the scanning program ends", async || !is_running(program)).await;
    let pid_number = i32::try_from(pid).unwrap();
    until("the host ends", async || !is_running(pid_number)).await;
    assert!(scratch_of(pid).is_empty());
}

#[tokio::test]
async fn a_host_killed_in_the_middle_is_reported_and_started_again() {
    let (host, folder) = scanner(SLOW);
    assert!(!host.is_running());
    let killing = async {
        let program = scanning_program(&host).await;
        let pid = host.process_id().unwrap();
        signal(i32::try_from(pid).unwrap(), Signal::KILL);
        (program, pid)
    };
    let ((ended, _), (program, pid)) = tokio::join!(scan(&host, slow()), killing);
    assert_eq!(ended, Err(DeviceError::HostDied));
    assert!(!host.is_running());
    until("the scanning program dies with it", async || !is_running(program)).await;
    counter_devices::write_trial_scanner(folder.path()).unwrap();
    let (ended, pages) = scan(&host, request("flatbed")).await;
    assert_eq!((ended, pages.len()), (Ok(Ended::Complete), 1));
    assert!(scratch_of(pid).is_empty(), "the next host sweeps what was left");
}

#[tokio::test]
async fn no_program_is_not_a_dead_one() {
    let host = Host::new("/nowhere/device-host".into());
    assert_eq!(host.ping().await, Err(DeviceError::HostMissing));
    let mute = Host::new("/bin/true".into());
    assert_eq!(mute.ping().await, Err(DeviceError::HostDied));
}
