//! Scanners with words of their own: a program in `scanimage`'s place that takes nothing but what
//! it says it has, as drivers do.

use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use counter_devices::{DeviceError, Ended, Host, ScanRequest};
use tempfile::TempDir;
use tokio::sync::mpsc;

use crate::fixture::{PATIENCE, children, exe, until};

const SCANIMAGE: &str = include_str!("scanimage.sh");

const BROTHER: &str = "All options specific to device `fake:0':
  Mode:
    --mode Black & White|Gray[Error Diffusion]|True Gray|24bit Color|24bit Color[Fast] [24bit Color[Fast]]
    --resolution 100|200|300|600dpi [200]
    --source FlatBed|Automatic Document Feeder(left aligned)|Automatic Document Feeder(left aligned,Duplex) [Automatic Document Feeder(left aligned)]
    --brightness -50..50% (in steps of 1) [inactive]
  Geometry:
    -x 0..215.9mm (in steps of 0.1) [215.88]
    -y 0..355.6mm (in steps of 0.1) [279.388]
";
const SHEETS_ONLY: &str =
    "    --mode Lineart|Gray|Color [Color]\n    --resolution 100|200dpi [200]\n";

struct Scanner {
    host: Host,
    folder: TempDir,
}

impl Scanner {
    fn new(options: &str, kind: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let program = folder.path().join("scanimage");
        std::fs::write(&program, SCANIMAGE).unwrap();
        std::fs::set_permissions(&program, PermissionsExt::from_mode(0o755)).unwrap();
        let home = folder.path().display().to_string();
        let path = format!("{home}:{}", std::env::var("PATH").unwrap());
        let environment = vec![("PATH".to_owned(), path), ("FAKE".to_owned(), home)];
        let scanner = Self { host: Host::with_environment(exe().to_owned(), environment), folder };
        for (name, text) in [("options", options), ("kind", kind), ("sheets", "5")] {
            scanner.set(name, text);
        }
        scanner
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn set(&self, name: &str, text: &str) {
        std::fs::write(self.file(name), text).unwrap();
    }

    /// What it was called with, the oldest first.
    fn calls(&self) -> Vec<String> {
        let calls = std::fs::read_to_string(self.file("calls")).unwrap_or_default();
        calls.lines().map(str::to_owned).collect()
    }

    fn count_questions(&self) -> usize {
        self.calls().iter().filter(|call| call.ends_with("-A")).count()
    }

    async fn scan(&self, source: Option<&str>) -> (Result<Ended, DeviceError>, usize) {
        let request = ScanRequest {
            source: source.map(str::to_owned),
            resolution: Some(150),
            ..ScanRequest::of_papers("fake:0")
        };
        let (sender, mut receiver) = mpsc::channel(1);
        let count = async {
            let mut pages = 0;
            while receiver.recv().await.is_some() {
                pages += 1;
            }
            pages
        };
        let both = async { tokio::join!(self.host.scan_pages(request, sender), count) };
        tokio::time::timeout(PATIENCE, both).await.expect("the scan ends")
    }
}

const ALL: (Result<Ended, DeviceError>, usize) = (Ok(Ended::FeederEmpty), 5);
const ONE: (Result<Ended, DeviceError>, usize) = (Ok(Ended::Complete), 1);

#[tokio::test]
async fn pages_come_in_whatever_the_driver_calls_things() {
    const GREY: &str = "    --mode Lineart|Gray [Gray]\n    --source Flatbed|ADF [Flatbed]\n";
    const GERMAN: &str = "    --mode Strichzeichnung|Graustufen|Farbe [Graustufen]\n    --source Flachbett|Automatischer Einzug [Flachbett]\n    --resolution 75..600dpi (in steps of 25) [75]\n";
    const CHINESE: &str = "    --mode 黑白|256级灰度|24位彩色 [黑白]\n    --source 平板|自动进纸器单面|自动进纸器双面 [平板]\n";
    const OTHER_NAMES: &str = "    --scan-mode Mono|Grey|RGB [Mono]\n    --doc-source Platen|ADF Front|ADF Duplex [Platen]\n    --x-resolution 100|200dpi [100]\n    --y-resolution 100|200dpi [100]\n";
    const FRONT: &str = "    --mode Gray|Color [Gray]\n    --source ADF Front|ADF Back|ADF Duplex [ADF Front]\n    --page-height 0..876mm (in steps of 0.1) [279.4]\n";
    for (options, source, outcome, word) in [
        (
            BROTHER,
            "adf",
            ALL,
            "--source=Automatic Document Feeder(left aligned) --mode=24bit Color[Fast] --resolution=200 -y 297",
        ),
        (BROTHER, "flatbed", ONE, "--source=FlatBed --mode=24bit Color[Fast]"),
        (BROTHER, "duplex", ALL, "--source=Automatic Document Feeder(left aligned,Duplex)"),
        (GREY, "adf", ALL, "--source=ADF --mode=Gray"),
        (GREY, "flatbed", ONE, "--source=Flatbed --mode=Gray"),
        (GERMAN, "adf", ALL, "--source=Automatischer Einzug --mode=Farbe --resolution=150"),
        (CHINESE, "adf", ALL, "--source=自动进纸器单面 --mode=24位彩色"),
        (
            OTHER_NAMES,
            "flatbed",
            ONE,
            "--doc-source=Platen --scan-mode=RGB --x-resolution=200 --y-resolution=200",
        ),
        (OTHER_NAMES, "duplex", ALL, "--doc-source=ADF Duplex"),
        (FRONT, "flatbed", ALL, "--source=ADF Front --mode=Color --page-height=297"),
    ] {
        let scanner = Scanner::new(options, "multi-function peripheral");
        assert_eq!(scanner.scan(Some(source)).await, outcome, "{source} of {options}");
        let call = scanner.calls().pop().unwrap();
        assert!(call.contains(word), "{call} instead of {word}");
    }
}

#[tokio::test]
async fn a_scanner_that_only_feeds_gives_all_sheets() {
    for source in [None, Some("adf"), Some("flatbed"), Some("duplex")] {
        let scanner = Scanner::new(SHEETS_ONLY, "sheetfed scanner");
        assert_eq!(scanner.scan(source).await, ALL, "{source:?}");
        let call = scanner.calls().pop().unwrap();
        assert!(!call.contains("--source") && call.contains("--mode=Color"), "{call}");
        let glass = Scanner::new(SHEETS_ONLY, "flatbed scanner");
        assert_eq!(glass.scan(source).await, ONE, "{source:?}");
    }
}

#[tokio::test]
async fn both_sides_are_refused_by_a_feeder_of_one() {
    const ONE_SIDE: &str = "    --source Flatbed|ADF [Flatbed]\n";
    let scanner = Scanner::new(ONE_SIDE, "multi-function peripheral");
    let (option, value) = ("source".to_owned(), "duplex".to_owned());
    let refused = (Err(DeviceError::SettingRefused { option, value }), 0);
    assert_eq!(scanner.scan(Some("duplex")).await, refused, "no back is left out without a word");
    assert!(!scanner.calls().iter().any(|call| call.contains("--batch=")), "no sheet is drawn in");
    scanner.set("options", "    --source Flatbed|ADF|ADF Duplex [Flatbed]\n");
    assert_eq!(scanner.scan(Some("duplex")).await, ALL);
}

#[tokio::test]
async fn it_is_asked_once() {
    let scanner = Scanner::new(BROTHER, "sheetfed scanner");
    for _ in 0..3 {
        assert_eq!(scanner.scan(Some("adf")).await, ALL);
    }
    assert_eq!(scanner.count_questions(), 1, "it lies in the feeder already");
    assert_eq!(scanner.scan(Some("flatbed")).await, ONE);
    assert_eq!(scanner.count_questions(), 3, "as it stands, and with the glass in use");
}

#[tokio::test]
async fn a_refused_setting_is_named_and_asked_about_again() {
    let scanner = Scanner::new(BROTHER, "sheetfed scanner");
    scanner.set("refused", "mode");
    let (ended, pages) = scanner.scan(Some("adf")).await;
    let (option, value) = ("mode".to_owned(), "24bit Color[Fast]".to_owned());
    assert_eq!((ended, pages), (Err(DeviceError::SettingRefused { option, value }), 0));
    assert_eq!(scanner.count_questions(), 2);

    // Another firmware, another word: learned at the first refusal.
    std::fs::remove_file(scanner.file("refused")).unwrap();
    assert_eq!(scanner.scan(Some("adf")).await, ALL);
    scanner.set("options", &BROTHER.replace("24bit Color[Fast]", "True Color"));
    assert_eq!(scanner.scan(Some("adf")).await, ALL);
    assert!(scanner.calls().pop().unwrap().contains("--mode=True Color"));
}

#[tokio::test]
async fn a_size_nobody_asked_for_keeps_no_page_back() {
    let scanner = Scanner::new(BROTHER, "sheetfed scanner");
    scanner.set("refused", "y");
    assert_eq!(scanner.scan(Some("adf")).await, ALL);
    assert!(!scanner.calls().pop().unwrap().contains("-y 297"));
}

/// A bed of A5, a feeder as narrow as the sheet, one that is narrower still: as large as it goes.
#[tokio::test]
async fn a_scanner_smaller_than_a_sheet_scans_as_large_as_it_is() {
    for (lines, size) in [
        ("-x 0..148mm [100]\n    -y 0..210mm [100]", Some("-x 148 -y 210")),
        ("-x 0..148mm [148]\n    -y 0..210mm [210]", None),
        ("-x 0..210mm [210]\n    -y 0..3000mm [279.4]", Some("-y 297")),
        ("-x 0..105mm (in steps of 0.5) [80]\n    -y 0..297mm [297]", Some("-x 105")),
        // Larger than a sheet, and begun within it.
        ("-l 0..215.9mm [6]\n    -t 0..297mm [0]\n    -x 0..215.9mm [209.9]", Some("-l 0")),
    ] {
        let scanner =
            Scanner::new(&format!("    --mode Gray [Gray]\n    {lines}\n"), "sheetfed scanner");
        assert_eq!(scanner.scan(Some("adf")).await, ALL, "{lines}");
        let calls = scanner.calls();
        let scans: Vec<_> = calls.iter().filter(|call| call.contains("--batch=")).collect();
        assert_eq!(scans.len(), 1, "nothing of it is refused: {calls:?}");
        let told = scans[0].split_once("--mode=Gray").map(|(_, size)| size.trim());
        assert_eq!(told, Some(size.unwrap_or_default()), "{lines}");
    }
}

#[tokio::test]
async fn a_scan_given_up_while_the_driver_is_asked_ends() {
    let scanner = Scanner::new(BROTHER, "sheetfed scanner");
    scanner.set("slow", "");
    let asked = async || scanner.count_questions() > 0;
    tokio::select! {
        _ = scanner.scan(Some("adf")) => panic!("the driver answered"),
        () = until("it is asked", asked) => {}
    }
    let host = scanner.host.process_id().unwrap();
    until("the question ends", async || children(host, "sleep").is_empty()).await;
}
