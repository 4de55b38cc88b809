//! From the start of a program to a sign-in one could type into, and its memory once idle: our
//! window, a bare Tauri window with one static page, Chromium with the page of our sign-in. Each is
//! started anew, in turn, on one screen.

use std::fs;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::json;

use super::figure::Figure;
use super::screen::{ACCENT, Screen};
use super::tree;
use kit::network::free_port;
use kit::office::Office;
use kit::place::{Place, program_path, repository_root};
use kit::screen::desktop::Desktop;
use kit::wait::wait_at_most;
use kit::{Fault, TestResult, wait_until};

pub const TIME: &str = "start to usable sign-in";
pub const MEMORY: &str = "idle memory (PSS of the process tree)";
pub const OURS: &str = "this program";
pub const BARE: &str = "bare Tauri window";
pub const CHROMIUM: &str = "Chromium --app, same page";
/// As many sampled pixels as half the primary button has.
const BUTTON: usize = 400;
/// A machine that is short of memory reads a program from its disk anew at each start.
const STARTING: Duration = Duration::from_secs(120);

pub struct Start {
    place: Place,
    desktop: Desktop,
    screen: Screen,
    /// Where Chromium finds our pages.
    page: Option<u16>,
    _office: Office,
}

impl Start {
    pub async fn new(with_chromium: bool) -> TestResult<Self> {
        let place = Place::new()?;
        let glass = place.under("glass");
        fs::create_dir(&glass)?;
        let desktop = Desktop::open_watched(&place, &glass)?;
        let screen = Screen::open(&glass)?;
        let port = free_port()?;
        let office = Office::open(port, &place.under("office")).await?;
        write_settings(&place, port)?;
        let page = with_chromium.then(serve_page).transpose()?;
        Ok(Self { place, desktop, screen, page, _office: office })
    }

    /// Everybody once that the measure is not about the first start of all: fresh files, cold
    /// caches.
    pub async fn measure_starts(&self, rounds: usize) -> TestResult<Vec<Figure>> {
        let mut programs = vec![OURS, BARE];
        programs.extend(self.page.map(|_| CHROMIUM));
        let mut time = Figure::new(TIME, "ms", &programs);
        let mut memory = Figure::new(MEMORY, "MiB", &programs);
        for round in 0..=rounds {
            for turn in 0..programs.len() {
                let name = programs[(turn + round) % programs.len()];
                let (took, mebibytes) = self.measure_once(name, round > 0).await?;
                if round > 0 {
                    time.add(name, took);
                    memory.add(name, mebibytes);
                }
            }
        }
        Ok(vec![time, memory])
    }

    async fn measure_once(&self, name: &str, idle: bool) -> TestResult<(f64, f64)> {
        let mut command = self.command(name)?;
        let start = Instant::now();
        let child = Started(
            command.spawn().map_err(|error| Fault::NotStarted("a measured program", error))?,
        );
        wait_at_most(STARTING, &format!("the sign-in of {name}"), async || {
            Ok((self.screen.count_pixels(ACCENT)? >= BUTTON).then_some(()))
        })
        .await?;
        let took = start.elapsed().as_secs_f64() * 1000.0;
        let memory = if idle { tree::idle_memory(child.0.id()).await? } else { 0.0 };
        tree::end_tree(child.0.id()).await?;
        drop(child);
        wait_until("an empty screen", async || {
            Ok((self.screen.count_pixels(ACCENT)? == 0).then_some(()))
        })
        .await?;
        Ok((took, memory))
    }

    fn command(&self, name: &str) -> TestResult<Command> {
        let mut command = match name {
            OURS => Command::new(program_path("counter-desktop")?),
            BARE => Command::new(bare_program()?),
            _ => chromium(&self.place.under("chromium"), self.page.unwrap_or_default()),
        };
        command.env_clear().envs(self.desktop.environment().iter().cloned());
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        Ok(command)
    }
}

/// Never left behind, however the measuring ends.
struct Started(Child);

impl Drop for Started {
    fn drop(&mut self) {
        // Already gone is as good as killed.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A counter as it stands in an office: an office on the line, a port for the reader. Nothing
/// embedded runs in the program.
fn write_settings(place: &Place, port: u16) -> TestResult {
    let folder = place.under("counter/config");
    fs::create_dir_all(&folder)?;
    let settings = json!({
        "office": format!("http://127.0.0.1:{port}"), "reader_port": "/dev/ttyUSB0",
        "reader_speed": 115_200,
        "scanner": "", "scan_source": "flatbed", "scan_resolution": 150, "printer": "",
        "language": "zh-CN",
        "text_size": "normal",
    });
    Ok(fs::write(folder.join("settings.json"), settings.to_string())?)
}

pub fn bare_program() -> TestResult<PathBuf> {
    program_path("examples/bare")
}

pub fn has_chromium() -> bool {
    Path::new("/usr/bin/chromium").exists()
}

fn chromium(profile: &Path, page: u16) -> Command {
    let mut command = Command::new("/usr/bin/chromium");
    command.arg(format!("--app=http://127.0.0.1:{page}/index.html?fake&scene=sign-in"));
    command.arg(format!("--user-data-dir={}", profile.display()));
    command.args([
        "--no-first-run",
        "--no-default-browser-check",
        "--disable-background-networking",
    ]);
    command.args([
        "--disable-component-update",
        "--disable-sync",
        "--disable-extensions",
        "--disable-default-apps",
    ]);
    command.args([
        "--disable-features=Translate,MediaRouter,OptimizationHints",
        "--password-store=basic",
    ]);
    // The build machines run as root, where Chromium's sandbox refuses; it makes Chromium faster
    // and smaller, not slower.
    command.args(["--no-sandbox", "--window-size=1366,768", "--window-position=0,0"]);
    command
}

/// The look-only build of our own pages, on loopback as long as this program runs.
fn serve_page() -> TestResult<u16> {
    let folder = repository_root().join("frontend/dist-fake");
    if !folder.join("index.html").exists() {
        return Err(Fault::wrong("frontend/dist-fake is not built: run `make bench`"));
    }
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    let port = listener.local_addr()?.port();
    std::thread::spawn(move || {
        for mut connection in listener.incoming().flatten() {
            let mut request = [0; 8192];
            let count = connection.read(&mut request).unwrap_or_default();
            // A browser that went away needs no answer.
            let _ =
                connection.write_all(&answer(&folder, &String::from_utf8_lossy(&request[..count])));
        }
    });
    Ok(port)
}

fn answer(folder: &Path, request: &str) -> Vec<u8> {
    let path = request.split_whitespace().nth(1).unwrap_or("/").split('?').next().unwrap_or("/");
    let content =
        fs::read(folder.join(path.trim_start_matches('/'))).ok().filter(|_| !path.contains(".."));
    let media = match path.rsplit('.').next() {
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("svg") => "image/svg+xml",
        _ => "text/html",
    };
    let (status, body) = content.map_or(("404 Not Found", Vec::new()), |body| ("200 OK", body));
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {media}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    [head.into_bytes(), body].concat()
}
