//! The settings page and the door by keys: language, text size, another reader; and a desk without
//! a keyring.

use std::path::Path;

use serde_json::{Value, json};

use super::look::Look;
use crate::steps::*;
use kit::reader::Reader;
use kit::{Fault, Keyring, Story, TestResult, Window};

/// Everything set is obeyed at once and still there after a restart; then Chinese again.
pub async fn settings_by_keys(story: &mut Story) -> TestResult {
    let reader = Reader::open(&story.everything_written().join("second-reader"), "").await?;
    let port = reader.port();
    reader.send_command("place elder")?;
    sign_in(story.start().await?).await?;
    open_settings(story.window()?).await?;
    story.window()?.tab_to("set-language").await?;
    story.window()?.press("Down").await?;
    story.window()?.tab_to("set-text-size").await?;
    story.window()?.press("Down").await?;
    story.window()?.tab_to("set-reader-port").await?;
    story.window()?.type_text(&port.to_string_lossy()).await?;
    story.window()?.tab_to("set-printer").await?;
    story.window()?.type_text("example-printer").await?;
    save_setting(story.window()?, "Save").await?;
    story.take_picture("english").await?;

    sign_in(story.restart().await?).await?;
    open_settings(story.window()?).await?;
    for (mark, wanted) in [
        ("set-language", "en"),
        ("set-text-size", "large"),
        ("set-reader-port", &*port.to_string_lossy()),
        ("set-printer", "example-printer"),
    ] {
        let text = shown_value(story.window()?, mark).await?;
        if text != wanted {
            return Err(Fault::wrong(format!("{mark} is {text} after the restart")));
        }
    }
    // The other reader is the one that is asked.
    story.window()?.press("Alt+0").await?;
    story.window()?.find("home").await?;
    story.window()?.press("Ctrl+I").await?;
    story.window()?.wait_for_text("summary-1", "陈长者示例").await?;
    open_settings(story.window()?).await?;
    story.window()?.tab_to("set-language").await?;
    story.window()?.press("Up").await?;
    save_setting(story.window()?, "保存").await?;
    story.window()?.by_keys_alone()
}

/// What the process that draws this window was told to draw with, by its surroundings.
const TOLD: &[u8] = b"WEBKIT_DISABLE_COMPOSITING_MODE=1";

/// A story's screen lives in memory and hands no graphics card on: the processor draws, and the
/// page and the log say why. Set to on by keys it is so from the next start, and back again.
pub async fn painting_is_chosen_and_told(story: &mut Story) -> TestResult {
    sign_in(story.start().await?).await?;
    open_settings(story.window()?).await?;
    check_painting(story, "现在用处理器绘制", true).await?;
    story.take_picture("processor").await?;
    choose_painting(story.window()?, "Down").await?;
    check_painting(story, "改动在下次启动后生效", true).await?;

    sign_in(story.restart().await?).await?;
    open_settings(story.window()?).await?;
    check_painting(story, "现在用显卡绘制：按这里的设置", false).await?;
    choose_painting(story.window()?, "Down").await?;

    sign_in(story.restart().await?).await?;
    open_settings(story.window()?).await?;
    check_painting(story, "现在用处理器绘制：按这里的设置", true).await?;
    story.window()?.by_keys_alone()
}

async fn choose_painting(window: &mut Window, key: &str) -> TestResult {
    window.tab_to("set-graphics-card").await?;
    window.press(key).await?;
    save_setting(window, "保存").await
}

/// The page's words, the log's last line about it, and the variable itself.
async fn check_painting(story: &mut Story, words: &str, told: bool) -> TestResult {
    let window = story.window()?;
    window.wait_for_words("painting", words).await?;
    let script = "return document.querySelector('[data-test=\"painting\"]').dataset.cause";
    let cause = window.run_script(script, vec![]).await?;
    let cause = cause.as_str().unwrap_or_default();
    let line = last_log_line(&story.home().join("logs"), "painting")?;
    let logged = line["cause"].as_str().unwrap_or_default().to_lowercase().replace('_', "");
    if logged != cause.replace('_', "") || line["by_card"] != json!(!told) {
        return Err(Fault::wrong(format!("the log says {line} instead of {cause}")));
    }
    let drawing = story.processes_of("WebKitWebProcess");
    if drawing.is_empty() {
        return Err(Fault::wrong("nobody draws the window"));
    }
    for process in drawing {
        let surroundings = std::fs::read(format!("/proc/{process}/environ"))?;
        if surroundings.split(|byte| *byte == 0).any(|variable| variable == TOLD) != told {
            return Err(Fault::wrong(format!("the variable is there: {}", !told)));
        }
    }
    Ok(())
}

fn last_log_line(logs: &Path, message: &str) -> TestResult<Value> {
    let mut lines = Vec::new();
    for entry in std::fs::read_dir(logs)? {
        let text = std::fs::read_to_string(entry?.path())?;
        lines.extend(text.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok()));
    }
    let last = lines.into_iter().rfind(|line| line["message"] == json!(message));
    last.ok_or_else(|| Fault::wrong(format!("the log does not speak of {message}")))
}

async fn open_settings(window: &mut Window) -> TestResult {
    window.press("Alt+8").await?;
    window.wait_focus("set-office").await
}

async fn save_setting(window: &mut Window, word: &str) -> TestResult {
    window.press("Ctrl+Enter").await?;
    window.find("saved").await?;
    window.wait_for_text("primary", word).await.map(drop)
}

async fn shown_value(window: &Window, mark: &str) -> TestResult<String> {
    window.find(mark).await?;
    let script = "return document.querySelector(`[data-test=\"${arguments[0]}\"]`).value";
    Ok(window.run_script(script, vec![json!(mark)]).await?.as_str().unwrap_or_default().to_owned())
}

const RIGHT: &str = "an example passphrase";

/// A passphrase is made, too short and unlike at first; at the next start a wrong one opens
/// nothing, the right one all.
pub async fn passphrase_opens_the_desk(story: &mut Story) -> TestResult {
    story.set_keyring(Keyring::Gone).await?;
    let window = story.start().await?;
    window.wait_focus("passphrase-first").await?;
    window.check_accessibility("a new passphrase").await?;
    let mut look = Look::new(story);
    look.look_at("passphrase-new").await?;
    look.end()?;
    let window = story.window()?;
    window.wait_focus("passphrase-first").await?;
    window.type_text("short").await?;
    window.press("Enter").await?;
    window.wait_for_words("passphrase", "8").await?;
    window.press("Ctrl+A").await?;
    window.type_text(RIGHT).await?;
    window.tab_to("passphrase-again").await?;
    window.type_text("another example").await?;
    window.press("Enter").await?;
    window.wait_for_words("passphrase", "两次输入不一样").await?;
    story.take_picture("unlike").await?;
    let window = story.window()?;
    window.press("Ctrl+A").await?;
    window.type_text(RIGHT).await?;
    window.press("Enter").await?;
    sign_in(window).await?;
    begin_case(window, &PENSION).await?;
    let case = case_id(window).await?;

    let window = story.restart().await?;
    window.wait_focus("passphrase-first").await?;
    window.type_text("a wrong passphrase").await?;
    window.press("Enter").await?;
    window.find("failure").await?;
    story.take_picture("wrong").await?;
    let window = story.window()?;
    window.wait_focus("passphrase-first").await?;
    window.type_text(RIGHT).await?;
    window.press("Enter").await?;
    sign_in(window).await?;
    window.find(&format!("case-{case}")).await?;
    window.by_keys_alone()
}
