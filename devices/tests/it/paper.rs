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
    _folder: TempDir,
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
        "Listen 127.0.0.1:{port}\nLogLevel warn\nDefaultAuthType None\nWebInterface No\n\
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
        Self { server, daemon, _folder: folder }
    }

    fn add_raw_queue(&self, name: &str, device: &str) {
        let done = Command::new("/usr/sbin/lpadmin")
            .env("CUPS_SERVER", &self.server)
            .args(["-p", name, "-E", "-v", device, "-m", "raw"])
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&done.stderr);
        assert!(done.status.success(), "{said}");
    }

    fn host(&self) -> Host {
        host_of(&self.server)
    }
}

fn host_of(server: &str) -> Host {
    let environment = vec![("CUPS_SERVER".into(), server.into())];
    Host::with_environment(exe().to_owned(), environment)
}

#[tokio::test]
async fn a_document_reaches_the_printer_byte_for_byte() {
    let cups = Cups::start().await;
    let printer = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = printer.local_addr().unwrap().port();
    cups.add_raw_queue("desk", &format!("socket://127.0.0.1:{port}"));
    let host = cups.host();

    let mut document = b"%PDF-1.7\n".to_vec();
    document.extend((0..200_000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8));
    let printing = host.print_document("desk", "受理回执", document.clone());
    assert_eq!(printing.await, Ok(()));
    let (mut stream, _) = tokio::time::timeout(PATIENCE, printer.accept())
        .await
        .expect("the printer is called")
        .unwrap();
    let mut arrived = Vec::new();
    tokio::time::timeout(PATIENCE, stream.read_to_end(&mut arrived))
        .await
        .expect("the document ends")
        .unwrap();
    assert!(arrived == document, "{} of {} bytes", arrived.len(), document.len());

    drop(stream);

    until("the printer is listed, and ready again", async || {
        let devices = host.list_devices().await.unwrap();
        let listed = devices.iter().find(|device| device.name == "desk").unwrap();
        assert_eq!(listed.kind, DeviceKind::Printer);
        listed.state == DeviceState::Ready
    })
    .await;
    let nobody = host.print_document("nobody", "list", b"%PDF".to_vec()).await;
    assert_eq!(nobody, Err(DeviceError::NoPrinter));
}

#[tokio::test]
async fn without_cups_there_is_no_printing_and_nothing_hangs() {
    let host = host_of(&format!("127.0.0.1:{}", free_port()));
    let printed = host.print_document("desk", "list", b"%PDF".to_vec()).await;
    assert_eq!(printed, Err(DeviceError::PrintingUnavailable));
    let devices = host.list_devices().await.unwrap();
    assert!(devices.iter().all(|device| device.kind != DeviceKind::Printer));
}
