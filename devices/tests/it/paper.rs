//! Printing through a CUPS of the test's own: what leaves the program is what reaches the printer.

use std::net::TcpListener as StdListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use counter_devices::{DeviceError, DeviceKind, DeviceState, Host};
use tempfile::TempDir;
use tokio::io::AsyncReadExt;
use tokio::net::TcpListener;

use crate::fixture::{PATIENCE, exe, until};

struct Cups {
    server: String,
    daemon: Child,
    folder: TempDir,
}

impl Drop for Cups {
    fn drop(&mut self) {
        let _ = self.daemon.kill();
        let _ = self.daemon.wait();
    }
}

fn free_port() -> u16 {
    StdListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

fn configure(folder: &Path, port: u16) {
    let conf = format!(
        "Listen 127.0.0.1:{port}\nLogLevel debug\nDefaultAuthType None\nWebInterface No\n\
         Browsing No\nPreserveJobFiles No\n<Location />\n  Order allow,deny\n  Allow all\n</Location>\n\
         <Policy default>\n  <Limit All>\n    Order deny,allow\n    Allow all\n  </Limit>\n</Policy>\n"
    );
    std::fs::write(folder.join("cupsd.conf"), conf).unwrap();
    let mut files = String::new();
    for (key, name) in [
        ("ServerRoot", "root"),
        ("RequestRoot", "spool"),
        ("CacheDir", "cache"),
        ("StateDir", "state"),
        ("TempDir", "tmp"),
    ] {
        let path = folder.join(name);
        std::fs::create_dir(&path).unwrap();
        if name == "tmp" {
            // Filters copy there what they work on.
            let open = std::os::unix::fs::PermissionsExt::from_mode(0o1777);
            std::fs::set_permissions(&path, open).unwrap();
        }
        files.push_str(&format!("{key} {}\n", path.display()));
    }
    for key in ["AccessLog", "ErrorLog", "PageLog"] {
        files.push_str(&format!("{key} {}\n", folder.join(key).display()));
    }
    std::fs::write(folder.join("cups-files.conf"), files).unwrap();
}

impl Cups {
    async fn start() -> Self {
        let folder = tempfile::Builder::new().prefix("cups").tempdir().unwrap();
        // Its filters run as another user and have to pass through.
        let open = std::os::unix::fs::PermissionsExt::from_mode(0o755);
        std::fs::set_permissions(folder.path(), open).unwrap();
        let port = free_port();
        configure(folder.path(), port);
        let daemon = Command::new("/usr/sbin/cupsd")
            .arg("-f")
            .arg("-c")
            .arg(folder.path().join("cupsd.conf"))
            .arg("-s")
            .arg(folder.path().join("cups-files.conf"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("cupsd is installed");
        let server = format!("127.0.0.1:{port}");
        until("cupsd listens", async || tokio::net::TcpStream::connect(&server).await.is_ok())
            .await;
        Self { server, daemon, folder }
    }

    /// A queue of this name that leads to a printer of the test's own.
    async fn add_queue(&self, name: &str, model: &[&str]) -> Printer {
        let printer = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = printer.local_addr().unwrap().port();
        // Without the question whether the printer speaks SNMP, which waits for an answer.
        let device = format!("socket://127.0.0.1:{port}/?snmp=false");
        let done = Command::new("/usr/sbin/lpadmin")
            .env("CUPS_SERVER", &self.server)
            .args(["-p", name, "-E", "-v", &device, "-m"])
            .args(model)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&done.stderr);
        assert!(done.status.success(), "{said}");
        Printer(printer)
    }

    fn host(&self) -> Host {
        host_of(&self.server)
    }
}

struct Printer(TcpListener);

impl Printer {
    /// All of the next document.
    async fn receive_document(&self) -> Vec<u8> {
        let receiving = async {
            let (mut stream, _) = self.0.accept().await.unwrap();
            let mut arrived = Vec::new();
            stream.read_to_end(&mut arrived).await.unwrap();
            arrived
        };
        tokio::time::timeout(PATIENCE, receiving).await.expect("a document comes and ends")
    }
}

/// What goes in is what comes out.
const RAW: [&str; 1] = ["raw"];
/// A PostScript printer as a driver has it that was set up in another country.
const LETTER: [&str; 3] = ["drv:///sample.drv/generic.ppd", "-o", "PageSize=Letter"];

fn host_of(server: &str) -> Host {
    let environment = vec![("CUPS_SERVER".into(), server.into())];
    Host::with_environment(exe().to_owned(), environment)
}

#[tokio::test]
async fn a_document_reaches_the_printer_byte_for_byte() {
    let cups = Cups::start().await;
    let printer = cups.add_queue("desk", &RAW).await;
    let host = cups.host();

    let mut document = b"%PDF-1.7\n".to_vec();
    document.extend((0..200_000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8));
    let printing = host.print_document("desk", "受理回执", "A4", document.clone());
    assert_eq!(printing.await, Ok(()));
    let arrived = printer.receive_document().await;
    assert!(arrived == document, "{} of {} bytes", arrived.len(), document.len());
    until("the printer is listed, and ready again", async || {
        let devices = host.list_devices().await.unwrap();
        let listed = devices.iter().find(|device| device.name == "desk").unwrap();
        assert_eq!(listed.kind, DeviceKind::Printer);
        listed.state == DeviceState::Ready
    })
    .await;
    let nobody = host.print_document("nobody", "list", "A4", b"%PDF".to_vec()).await;
    assert_eq!(nobody, Err(DeviceError::NoPrinter));
}

/// A sheet of A4 with a line round it.
fn sheet() -> Vec<u8> {
    let drawn = "20 20 555 802 re S";
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>".to_owned(),
        format!("<</Length {}>>stream\n{drawn}\nendstream", drawn.len()),
    ];
    let mut file = "%PDF-1.4\n".to_owned();
    let mut places = String::new();
    for (object, number) in objects.iter().zip(1..) {
        places += &format!("{:010} 00000 n \n", file.len());
        file += &format!("{number} 0 obj\n{object}\nendobj\n");
    }
    let start = file.len();
    file += &format!("xref\n0 5\n0000000000 65535 f \n{places}");
    file += &format!("trailer<</Size 5/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n");
    file.into_bytes()
}

#[tokio::test]
async fn a_queue_of_another_countrys_paper_prints_on_ours_and_one_side() {
    let cups = Cups::start().await;
    let printer = cups.add_queue("letter", &LETTER).await;
    let host = cups.host();
    let printing = host.print_document("letter", "受理回执", "A4", sheet());
    assert_eq!(printing.await, Ok(()));
    let arrived = printer.receive_document().await;
    let job = String::from_utf8_lossy(&arrived);
    let says = |line: &str| job.lines().any(|said| said.trim() == line);
    assert!(says("%%PageBoundingBox: 0 0 595 842"), "not a sheet of A4");
    let log = std::fs::read_to_string(cups.folder.path().join("ErrorLog")).unwrap();
    let told = log.lines().find(|line| line.contains("[Job 1] argv[5]=")).unwrap_or_default();
    for option in ["media=A4", "print-scaling=auto-fit", "sides=one-sided"] {
        assert!(told.contains(option), "{option} is not among {told}");
    }
}

#[tokio::test]
async fn a_stopped_queue_takes_nothing_that_would_lie_there() {
    let cups = Cups::start().await;
    let printer = cups.add_queue("desk", &RAW).await;
    let host = cups.host();
    let set = |program: &str| {
        let mut command = Command::new(format!("/usr/sbin/{program}"));
        let done = command.env("CUPS_SERVER", &cups.server).arg("desk").output().unwrap();
        assert!(done.status.success(), "{program}: {}", String::from_utf8_lossy(&done.stderr));
    };
    set("cupsdisable");
    let stopped = host.print_document("desk", "list", "A4", b"%PDF one".to_vec()).await;
    assert_eq!(stopped, Err(DeviceError::PrinterRefused));
    set("cupsenable");
    let printing = host.print_document("desk", "list", "A4", b"%PDF two".to_vec());
    assert_eq!(printing.await, Ok(()));
    assert_eq!(printer.receive_document().await, b"%PDF two", "and nothing that waited there");
}

#[tokio::test]
async fn without_cups_there_is_no_printing_and_nothing_hangs() {
    let host = host_of(&format!("127.0.0.1:{}", free_port()));
    let printed = host.print_document("desk", "list", "A4", b"%PDF".to_vec()).await;
    assert_eq!(printed, Err(DeviceError::PrintingUnavailable));
    let devices = host.list_devices().await.unwrap();
    assert!(devices.iter().all(|device| device.kind != DeviceKind::Printer));
}
