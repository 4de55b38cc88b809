//! One story: its desk, its program, its pictures; killing the program and starting it again.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::place::{Place, demo_folder, program_path};
use crate::process::{is_over, processes_in};
use crate::screen::desktop::{self, Desktop, Keyring};
use crate::screen::driver::Driver;
use crate::{Fault, Pressed, TestResult, Window, wait_until};

const NAMES: [&str; 5] = [
    "--session",
    "--print-reply",
    "--dest=org.freedesktop.DBus",
    "/",
    "org.freedesktop.DBus.ListNames",
];

/// Another program on the same screen.
pub struct Beside {
    pub window: Window,
    _driver: Driver,
}

/// What runs under the program, the webview's processes and the scanning tool included.
const PROGRAMS: [&str; 6] = [
    "counter-desktop",
    "WebKitWebProcess",
    "WebKitNetworkProcess",
    "device-host",
    "document-worker",
    "scanimage",
];

pub struct Story {
    name: &'static str,
    // Order of dropping: window, driver, desktop, folders.
    open: Option<(Window, Driver)>,
    desktop: Desktop,
    place: Place,
    extra: Vec<(String, String)>,
    pictures: u32,
}

/// Plays a story to its end on a screen of its own; a picture of where it stopped is left if it
/// fails.
///
/// # Errors
/// Whatever kept the story from going on.
pub fn play_story(
    name: &'static str,
    tell: impl AsyncFnOnce(&mut Story) -> TestResult,
) -> TestResult {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let place = Place::new()?;
        let desktop = Desktop::open(&place)?;
        let mut story = Story { name, open: None, desktop, place, extra: Vec::new(), pictures: 0 };
        let result = tell(&mut story).await;
        if result.is_err() {
            story.leave_evidence().await;
        }
        result
    })
}

impl Story {
    /// A variable that the program sees at its next start.
    pub fn set_variable(&mut self, name: &str, value: &str) {
        self.extra.retain(|(known, _)| known != name);
        self.extra.push((name.to_owned(), value.to_owned()));
    }

    /// Starts the program and waits until its page runs.
    pub async fn start(&mut self) -> TestResult<&mut Window> {
        let pressed = self.open.take().map(|(window, _)| window.keys_pressed()).unwrap_or_default();
        let driver = Driver::start(&self.surroundings()).await?;
        let client = driver.open_window(&program_path("counter-desktop")?).await?;
        let window = Window::new(client, pressed);
        wait_until("the page", async || {
            Ok((window.run_script("return document.readyState", vec![]).await? == "complete")
                .then_some(()))
        })
        .await?;
        Ok(&mut self.open.insert((window, driver)).0)
    }

    pub fn window(&mut self) -> TestResult<&mut Window> {
        let open = self.open.as_mut().map(|(window, _)| window);
        open.ok_or_else(|| Fault::wrong("the program is not running"))
    }

    /// Pulls the plug: SIGKILL, no farewell. Keys pressed so far stay counted.
    pub async fn kill(&mut self) -> TestResult {
        self.end(&["counter-desktop"]).await
    }

    /// The power goes: window, webview, devices and documents, all at once.
    pub async fn cut_power(&mut self) -> TestResult {
        self.end(&PROGRAMS).await
    }

    async fn end(&mut self, programs: &[&str]) -> TestResult {
        let doomed: Vec<u32> = programs.iter().flat_map(|name| self.processes_of(name)).collect();
        if self.processes_of("counter-desktop").is_empty() {
            return Err(Fault::wrong("the program is not running"));
        }
        let numbers = doomed.iter().map(u32::to_string);
        // One that ended by itself in this moment is as good as killed.
        let _ = Command::new("kill").arg("-9").args(numbers).stderr(Stdio::null()).status()?;
        wait_until("the end of the program", async || {
            Ok(doomed.iter().all(|process| is_over(*process)).then_some(()))
        })
        .await?;
        self.wait_name_free().await
    }

    /// Until the program has ended by itself.
    pub async fn wait_closed(&self) -> TestResult {
        wait_until("the program's own end", async || {
            Ok(self.processes_of("counter-desktop").is_empty().then_some(()))
        })
        .await?;
        self.wait_name_free().await
    }

    async fn wait_name_free(&self) -> TestResult {
        // The bus hears of the end a moment later; until then a new start would only bring the
        // old window forward.
        wait_until("the end of its name on the bus", async || {
            let names = self.run_tool("dbus-send", &NAMES)?;
            Ok((!names.contains("cn.example.counter-workstation")).then_some(()))
        })
        .await
    }

    /// Killed and started again, as after a power cut.
    pub async fn restart(&mut self) -> TestResult<&mut Window> {
        self.kill().await?;
        self.start().await
    }

    /// The program started once more, by hand beside the one that runs; its end and what it said.
    pub async fn start_again(&self) -> TestResult<std::process::Output> {
        let mut command = tokio::process::Command::new(program_path("counter-desktop")?);
        command.env_clear().envs(self.surroundings()).kill_on_drop(true);
        let output = tokio::time::timeout(crate::wait::PATIENCE, command.output()).await;
        Ok(output.map_err(|_| Fault::InVain("the end of the second start".to_owned()))??)
    }

    /// A second program beside the first, in surroundings that differ: another home, no bus.
    pub async fn start_beside(
        &self,
        path: &Path,
        differ: impl FnOnce(&mut Vec<(String, String)>),
    ) -> TestResult<Beside> {
        let mut environment = self.surroundings();
        differ(&mut environment);
        let driver = Driver::start(&environment).await?;
        let window = Window::new(driver.open_window(path).await?, Pressed::default());
        Ok(Beside { window, _driver: driver })
    }

    fn surroundings(&self) -> Vec<(String, String)> {
        self.desktop.environment().iter().chain(&self.extra).cloned().collect()
    }

    /// The processes of this story's program that run this executable (`device-host`,
    /// `document-worker`, `scanimage`).
    pub fn processes_of(&self, name: &str) -> Vec<u32> {
        let processes = processes_in(&self.home()).into_iter();
        processes
            .filter(|(_, path)| path.file_name().is_some_and(|file| file == name))
            .map(|(number, _)| number)
            .collect()
    }

    /// SIGSTOP for one of them: it lives and does nothing.
    pub fn freeze_one(process: u32) -> TestResult {
        match Command::new("kill").args(["-STOP", &process.to_string()]).status()?.success() {
            true => Ok(()),
            false => Err(Fault::wrong("a process could not be stopped")),
        }
    }

    /// SIGKILL for one of them, as when a driver crashes.
    pub async fn kill_one(&self, process: u32) -> TestResult {
        let _ = Command::new("kill").args(["-9", &process.to_string()]).status()?;
        wait_until("the end of a process", async || Ok(is_over(process).then_some(()))).await
    }

    /// What the program calls its home: data, cache, configuration, logs, runtime.
    pub fn home(&self) -> PathBuf {
        self.place.under("counter")
    }

    /// Everything that anything in this story wrote, temporary files and webview data included.
    pub fn everything_written(&self) -> &Path {
        self.place.root()
    }

    /// A numbered picture in `target/demo`.
    pub async fn take_picture(&mut self, what: &str) -> TestResult<PathBuf> {
        self.pictures += 1;
        let file = demo_folder()?.join(format!("{}-{:02}-{what}.png", self.name, self.pictures));
        self.window()?.take_picture(&file).await?;
        Ok(file)
    }

    pub fn can_type_pinyin() -> bool {
        desktop::has_pinyin()
    }

    /// Before `start`: an input method for Chinese on this story's screen.
    pub async fn with_pinyin(&mut self) -> TestResult {
        self.desktop.add_pinyin().await
    }

    pub async fn set_keyring(&mut self, wanted: Keyring) -> TestResult {
        self.desktop.set_keyring(wanted).await
    }

    pub fn lock_keyring(&self) -> TestResult<String> {
        self.desktop.lock_keyring()
    }

    /// A tool of the desktop (`xdotool`, `ibus`, `lp`) on this story's screen and bus.
    pub fn run_tool(&self, name: &'static str, arguments: &[&str]) -> TestResult<String> {
        self.desktop.run_tool(name, arguments)
    }

    async fn leave_evidence(&mut self) {
        let Ok(folder) = demo_folder() else { return };
        let name = self.name;
        if let Ok(window) = self.window() {
            let picture = folder.join(format!("{name}-failed.png"));
            // The window may be the very thing that failed.
            let _ = window.take_picture(&picture).await;
        }
    }
}
