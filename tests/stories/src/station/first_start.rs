//! A technician sets a new computer up by keys alone: each device tried for real, a sample case, the
//! centre, a summary on paper; later the settings show it again.

use serde_json::json;

use super::centre::{CENTRE, CLERK, Centre, PASSWORD, STATION};
use super::joining::{send_join_code, type_code, wait_door};
use super::locking::wait_other_window;
use crate::steps::*;
use kit::{Fault, Story, TestResult, Window, demo_folder, wait_until};

/// The open step, and what the list on the left says of one of them.
pub(super) async fn wait_part(window: &Window, part: &str) -> TestResult {
    let script = "return document.querySelector('[data-test=\"setup\"]')?.dataset.part ?? ''";
    wait_until(&format!("the step {part}"), async || {
        Ok((window.run_script(script, vec![]).await? == json!(part)).then_some(()))
    })
    .await
}

pub(super) async fn wait_outcome(window: &Window, step: &str, outcome: &str) -> TestResult {
    let script = "return document.querySelector(`[data-test=\"setup-part-${arguments[0]}\"]`)?.dataset.outcome ?? ''";
    wait_until(&format!("{step} to be {outcome}"), async || {
        Ok((window.run_script(script, vec![json!(step)]).await? == json!(outcome)).then_some(()))
    })
    .await
}

/// One key tries it, the same key goes on.
async fn try_device(story: &mut Story, step: &str, words: &str) -> TestResult {
    let window = story.window()?;
    wait_part(window, step).await?;
    window.wait_focus("primary").await?;
    window.press("Ctrl+Enter").await?;
    wait_outcome(window, step, "good").await?;
    window.wait_for_words("setup-result", words).await?;
    if step == "scanner" {
        wait_drawn(window, "setup-picture").await?;
    }
    window.check_accessibility(&format!("trying the {step}")).await?;
    story.take_picture(step).await?;
    story.window()?.press("Ctrl+Enter").await
}

/// The other screen shows the test until somebody says that it is seen.
async fn try_screen(story: &mut Story) -> TestResult {
    let window = story.window()?;
    wait_part(window, "screen").await?;
    window.press("Ctrl+Enter").await?;
    wait_other_window(window, "the test", |words| words.contains("测试")).await?;
    window.take_other_picture(&demo_folder()?.join("first-start-citizen.png")).await?;
    window.find("setup-not-seen").await?;
    window.press("1").await?;
    wait_outcome(window, "screen", "good").await?;
    wait_other_window(window, "nothing of the test", |words| !words.contains("测试")).await
}

/// To practice's own door and back to the counter's, where the way to go on is still open.
async fn look_into_practice(window: &mut Window) -> TestResult {
    wait_part(window, "sample").await?;
    window.press("Ctrl+Enter").await?;
    window.find("leave-practice").await?;
    if window.is_shown("to-setup").await? {
        return Err(Fault::wrong("practice offers to set the computer up"));
    }
    window.press("Alt+6").await?;
    window.find("enter-practice").await?;
    window.find("to-setup").await?;
    window.press("Alt+7").await
}

async fn join(window: &mut Window, centre: &Centre) -> TestResult {
    let code = centre.draw_join_code()?;
    wait_part(window, "join").await?;
    window.press("Ctrl+Enter").await?;
    window.wait_focus("join-office").await?;
    window.type_text(&centre.address).await?;
    window.press("Tab").await?;
    window.wait_focus("join-code").await?;
    type_code(window, "join-code", &code).await?;
    send_join_code(window).await?;
    window.press("Enter").await?;
    wait_outcome(window, "join", "good").await
}

async fn print_summary(story: &mut Story) -> TestResult {
    let window = story.window()?;
    wait_part(window, "summary").await?;
    for (mark, words) in [
        ("setup-line-join", "已加入"),
        ("setup-line-reader", "跳过"),
        ("setup-line-scanner", "跳过"),
        ("setup-line-screen", "看见了测试画面"),
        ("setup-line-sample", "跳过"),
    ] {
        window.wait_for_words(mark, words).await?;
    }
    window.check_accessibility("the summary").await?;
    window.press("Ctrl+Enter").await?;
    window.find("printed").await?;
    story.take_picture("summary").await?;
    let paper = printed_text(story)?;
    for words in ["设备调试小结", CENTRE, STATION, "跳过", "看见了测试画面"] {
        if !paper.contains(words) {
            return Err(Fault::wrong(format!("the summary lacks {words}: {paper}")));
        }
    }
    Ok(())
}

pub async fn set_up_in_steps(story: &mut Story) -> TestResult {
    let centre = Centre::open(story).await?;
    let window = story.start().await?;
    wait_door(window, "trial").await?;
    window.find("to-setup").await?;
    window.press("Alt+7").await?;
    wait_part(window, "join").await?;
    window.wait_for_words("setup-trial", "什么都不会发出去").await?;
    window.check_accessibility("the two uses of a computer").await?;
    story.take_picture("two-uses").await?;

    story.window()?.press("Down").await?;
    try_device(story, "reader", "读出一张居民身份证").await?;
    try_device(story, "scanner", "扫描了一页").await?;
    try_device(story, "printer", "测试页存为文件").await?;
    try_screen(story).await?;
    look_into_practice(story.window()?).await?;
    join(story.window()?, &centre).await?;
    // What was tried of a trial's made-up devices says nothing of a real window's: it goes on there.
    let window = story.window()?;
    for (step, key) in [
        ("reader", "F8"),
        ("scanner", "F8"),
        ("printer", "Ctrl+Enter"),
        ("screen", "Ctrl+Enter"),
        ("sample", "F8"),
    ] {
        wait_part(window, step).await?;
        window.press(key).await?;
    }
    print_summary(story).await?;

    let window = story.window()?;
    window.press("Ctrl+Enter").await?;
    wait_door(window, "real").await?;
    sign_in_by(window, CLERK, PASSWORD, "home").await?;
    window.press("Alt+8").await?;
    window.find("settings").await?;
    window.find("to-setup").await?;
    window.press("Alt+7").await?;
    wait_part(window, "summary").await?;
    window.find("setup-printed-at").await?;
    window.press("Esc").await?;
    window.find("settings").await?;
    story.window()?.by_keys_alone()
}
