//! A clerk walks away in the middle of a number: the window locks by itself after the time that the
//! centre settles, says why and who goes on, and gives everything back. The minute is a real one.
//! How idle time is counted, the desk's tests show by a clock of their own; here it is shown that
//! real windows without anybody say nothing that would count as somebody.

use std::time::Duration;

use serde_json::json;

use super::centre::{CLERK, Centre, NAME, PASSWORD};
use super::joining::{fill_join_page, go_to_door, send_join_code};
use super::locking::{
    IDLE, LIST, NAMES, expect_no_names, expect_phone_field, find_names, is_locked,
    wait_other_window,
};
use super::supervising::leave_by_keys;
use crate::steps::*;
use kit::reader::Reader;
use kit::wait::wait_at_most;
use kit::{Fault, Story, TestResult, Window, demo_folder, wait_until};

/// The shortest that a centre may settle, as the settings tell it.
const ONE_MINUTE: &str = "1 分钟没有操作自动锁屏";
/// That minute, and what a loaded machine takes to notice.
const LEFT_ALONE: Duration = Duration::from_secs(90);
const ONE_FAILED: &str = "1 次失败尝试";

pub async fn locked_by_itself(story: &mut Story) -> TestResult {
    let times = json!({ "idle_lock_minutes": 1 });
    let centre = Centre::open_with(story, |body| body["times"] = times).await?;
    let _reader = start_at_centre(story, &centre, ONE_MINUTE).await?;
    let case = type_half_a_number(story.window()?).await?;
    wait_for_lock(story).await?;
    try_wrong_password(story).await?;
    come_back(story, &case).await?;
    read_of_the_failed_try(story).await?;
    story.window()?.by_keys_alone()
}

/// A station of a real centre has the devices that it was given, and no others: a card lies on its
/// reader, and the citizen's screen is on. `idle`: what its settings say of the time until it locks.
pub async fn start_at_centre(story: &mut Story, centre: &Centre, idle: &str) -> TestResult<Reader> {
    let reader = Reader::open(&story.everything_written().join("reader"), "").await?;
    point_to_reader(story, &reader.port())?;
    reader.send_command("place applicant")?;
    let window = story.start().await?;
    fill_join_page(window, centre).await?;
    send_join_code(window).await?;
    go_to_door(window).await?;
    sign_in_by(window, CLERK, PASSWORD, "home").await?;
    open_citizens_screen(window, idle).await?;
    Ok(reader)
}

async fn open_citizens_screen(window: &mut Window, idle: &str) -> TestResult {
    window.press("Alt+8").await?;
    window.wait_focus("set-language").await?;
    window.wait_for_words("settings", idle).await?;
    window.tab_to("set-citizen-screen").await?;
    window.press("Space").await?;
    window.press("Ctrl+Enter").await?;
    window.find("saved").await?;
    wait_other_window(window, "the citizen's screen", |words| words.contains(IDLE)).await?;
    window.press("Alt+0").await
}

/// Both windows show something that a lock has to hide. Gives back the case.
async fn type_half_a_number(window: &mut Window) -> TestResult<String> {
    begin_case(window, &PENSION).await?;
    read_cards(window, &["applicant"]).await?;
    window.press("Alt+S").await?;
    wait_other_window(window, "the list", |words| words.contains(LIST)).await?;
    window.press("Alt+4").await?;
    window.wait_focus("field-phone").await?;
    window.type_text("100123").await?;
    window.wait_for_text("field-phone", "100123").await?;
    let names = find_names(window).await?;
    let [of_card, _, typed] = NAMES;
    match names.contains(&of_card) && names.contains(&typed) {
        true => case_id(window).await,
        false => Err(Fault::wrong("the open form does not show what the lock is to hide")),
    }
}

async fn wait_for_lock(story: &mut Story) -> TestResult {
    let window = story.window()?;
    wait_at_most(LEFT_ALONE, "the lock of a window that was left alone", async || {
        Ok(is_locked(window).await?.then_some(()))
    })
    .await?;
    expect_no_names(window).await?;
    wait_other_window(window, "nothing while locked", |words| {
        words.contains(IDLE) && !words.contains(LIST)
    })
    .await?;
    window.wait_for_text("lock-cause", "一段时间没有操作，已自动锁屏").await?;
    for words in [NAME, CLERK] {
        window.wait_for_text("locked-by", words).await?;
    }
    window.wait_for_text("use-relief", "换人接办").await?;
    // Nobody has chosen a screen code here: the password opens.
    window.wait_focus("unlock-password").await?;
    window.check_accessibility("a window that locked by itself").await?;
    story.take_picture("locked").await?;
    let file = demo_folder()?.join("idle-lock-citizen.png");
    story.window()?.take_other_picture(&file).await
}

async fn try_wrong_password(story: &mut Story) -> TestResult {
    let window = story.window()?;
    window.type_text("not the password").await?;
    window.press("Enter").await?;
    window.wait_for_text("failure", "工号或密码不对").await?;
    window.wait_for_text("tries-left", "还可以试 4 次").await?;
    window.wait_focus("unlock-password").await?;
    expect_no_names(window).await?;
    window.check_accessibility("a wrong password at the locked screen").await?;
    story.take_picture("wrong").await.map(drop)
}

/// To the same field of the same case, in which the number is typed to its end.
async fn come_back(story: &mut Story, case: &str) -> TestResult {
    let window = story.window()?;
    window.type_text(PASSWORD).await?;
    window.press("Enter").await?;
    expect_phone_field(window, "100123").await?;
    if case_id(window).await? != case {
        return Err(Fault::wrong("unlocked, the window shows another case"));
    }
    wait_other_window(window, "the list again", |words| words.contains(LIST)).await?;
    window.wait_for_text("notice-failed_tries", ONE_FAILED).await?;
    window.wait_focus("field-phone").await?;
    story.take_picture("back").await?;
    let window = story.window()?;
    window.type_text("45678").await?;
    window.press("Enter").await?;
    window.wait_focus("field-level").await?;
    wait_until("the whole number at the desk", async || {
        let view = load_case(window, case).await?;
        Ok((field_value(&view, "phone") == "10012345678").then_some(()))
    })
    .await
}

/// Told with the next sign-in too, until it was read.
async fn read_of_the_failed_try(story: &mut Story) -> TestResult {
    let window = story.window()?;
    leave_by_keys(window).await?;
    sign_in_by(window, CLERK, PASSWORD, "home").await?;
    window.wait_for_text("notice-failed_tries", ONE_FAILED).await?;
    window.wait_focus("item-search").await?;
    story.take_picture("told").await?;
    let window = story.window()?;
    window.tab_back_to("notice-read-failed_tries").await?;
    window.press("Enter").await?;
    window.wait_gone("notice-failed_tries").await
}
