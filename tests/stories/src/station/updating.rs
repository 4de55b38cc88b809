//! Root's checker installs a package while somebody stands at the door: the window says so, is
//! skipped once and not again, and closes for the new program, which says what is new. The part of
//! the checker is played by the files and the lock that it works with.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::supervising::leave_by_keys;
use crate::steps::*;
use kit::{Fault, Story, TestResult, Window, wait_until};

const OURS: &str = env!("CARGO_PKG_VERSION");
pub(super) const NEWER: &str = "99.0.1";
pub(super) const AT: &str = "2026-12-01T08:00:00Z";
const NEWS: &str = "换证提醒更早";

/// This computer as its services and its checker of updates leave it.
pub(super) struct Machine(pub(super) PathBuf);

impl Machine {
    pub(super) fn put(&self, name: &str, text: &str) -> TestResult<PathBuf> {
        let file = self.0.join(name);
        fs::create_dir_all(file.parent().unwrap_or(Path::new(".")))?;
        fs::write(&file, text)?;
        Ok(file)
    }

    pub(super) fn put_state(&self, state: &Value) -> TestResult {
        let name = "var/lib/counter-workstation/updates/state.json";
        self.put(name, &state.to_string()).map(drop)
    }

    fn put_installed(&self, version: &str) -> TestResult {
        self.put_state(&json!({ "installed": { "version": version, "at": AT, "news": [NEWS] } }))
    }
}

/// As the checker has it while the package manager works; it waits where a window looks just then.
pub(super) async fn hold_alone(file: &Path) -> TestResult<File> {
    let checker = File::open(file)?;
    wait_until("the lock", async || Ok(checker.try_lock().is_ok().then_some(()))).await?;
    Ok(checker)
}

pub(super) async fn wait_stage(window: &Window, stage: &str) -> TestResult {
    let script = "return document.querySelector('[data-test=\"updating\"]')?.dataset.stage ?? ''";
    wait_until(&format!("the update to be {stage}"), async || {
        Ok((window.run_script(script, vec![]).await? == json!(stage)).then_some(()))
    })
    .await
}

async fn expect_door_open(window: &Window) -> TestResult {
    window.wait_gone("updating").await?;
    window.find("sign-in").await.map(drop)
}

async fn expect_shut_door(window: &Window) -> TestResult {
    for mark in ["sign-in", "enter-practice", "to-setup", "updating-close"] {
        if window.is_shown(mark).await? {
            return Err(Fault::wrong(format!("{mark} is offered while a package is installed")));
        }
    }
    Ok(())
}

/// The door as it says that a package is being installed, and is passed by once.
async fn skip_once(story: &mut Story) -> TestResult {
    let window = story.window()?;
    wait_stage(window, "at_work").await?;
    window.wait_for_words("updating", "正在更新程序，最多三分钟").await?;
    window.wait_for_words("updating-past", "已用 0:").await?;
    window.wait_focus("updating").await?;
    expect_shut_door(window).await?;
    window.check_accessibility("the door while a package is installed").await?;
    story.take_picture("at-work").await?;

    let window = story.window()?;
    window.press("Esc").await?;
    expect_door_open(window).await?;
    sign_in(window).await?;
    window.find("notice-update_waits").await?;
    if window.is_shown("updating").await? {
        return Err(Fault::wrong("whoever is signed in is asked to wait"));
    }
    leave_by_keys(window).await?;
    expect_door_open(window).await
}

/// After the next start the same version is not skipped again.
async fn wait_at_the_door(story: &mut Story) -> TestResult {
    let window = story.restart().await?;
    wait_stage(window, "at_work").await?;
    window.wait_for_words("updating", "不能跳过").await?;
    window.press("Esc").await?;
    expect_shut_door(window).await?;
    if window.is_shown("updating-skip").await? {
        return Err(Fault::wrong("one version is skipped twice"));
    }
    story.take_picture("not-again").await.map(drop)
}

async fn close_for_the_new_program(story: &mut Story) -> TestResult {
    let window = story.window()?;
    wait_stage(window, "installed").await?;
    window.wait_for_words("updating", "更新好了，请重新打开窗口").await?;
    window.wait_focus("updating-close").await?;
    window.check_accessibility("the door after the update").await?;
    story.take_picture("installed").await?;
    // The window may be gone before the driver has answered.
    let _ = story.window()?.press("Enter").await;
    story.wait_closed().await
}

async fn read_what_is_new(window: &mut Window) -> TestResult {
    sign_in(window).await?;
    window.wait_for_text("notice-update_new", NEWS).await?;
    window.wait_focus("item-search").await?;
    window.tab_back_to("notice-read-update_new").await?;
    window.press("Enter").await?;
    window.wait_gone("notice-update_new").await
}

pub async fn updated_at_the_door(story: &mut Story) -> TestResult {
    let machine = Machine(story.home().join("machine"));
    let in_use = machine.put("run/counter-workstation/in-use", "")?;
    let waiting = json!({ "version": NEWER, "forced": false, "since": AT });
    machine.put_state(&json!({ "waiting": waiting }))?;
    let window = story.start().await?;
    window.find("sign-in").await?;
    window.wait_for_text("notice-update_waits", NEWER).await?;
    story.take_picture("waits").await?;

    let checker = hold_alone(&in_use).await?;
    skip_once(story).await?;
    wait_at_the_door(story).await?;
    // In this order the checker does both.
    drop(checker);
    machine.put_installed(NEWER)?;
    close_for_the_new_program(story).await?;

    // Opened again it is the version that was installed.
    machine.put_installed(OURS)?;
    let window = story.start().await?;
    read_what_is_new(window).await?;
    story.take_picture("new").await?;
    story.window()?.by_keys_alone()
}
