//! The citizen's screen: the list shown by one key; the same key that locks the clerk's window
//! clears it, and so does a hold.

use crate::station::locking::{IDLE, LIST, lock_screen, wait_other_window};
use crate::steps::*;
use kit::{Fault, Story, TestResult, wait_until};

/// A trial's place takes strokes: its citizen's screen is on.
pub async fn start_with_citizens_screen(story: &mut Story) -> TestResult {
    sign_in(story.start().await?).await?;
    let window = story.window()?;
    switch_citizens_screen(window).await?;
    wait_citizens_words(window, "the citizen's screen", |words| words.contains(IDLE)).await?;
    window.press("Alt+0").await
}

/// Before the citizen's screen, until the name is written: it asks for the own one of who signs.
pub async fn sign_for_applicant(story: &mut Story, name: &str, picture: &str) -> TestResult {
    let window = story.window()?;
    put_before_citizen(window).await?;
    confirm_until(window, "sign").await?;
    wait_citizens_words(window, "whose name is asked for", |words| {
        words.contains(&format!("请{name}在框里写自己的名字")) && words.contains("替申请人签（代）")
    })
    .await?;
    window.check_citizen_accessibility("somebody signs for the applicant").await?;
    write_name(window).await?;
    take_other_picture(window, picture).await?;
    finish_signature(window).await
}

pub async fn citizens_screen(story: &mut Story) -> TestResult {
    sign_in(story.start().await?).await?;
    let window = story.window()?;
    if window.other_window_text().await?.is_some() {
        return Err(Fault::wrong("a second window that nobody asked for"));
    }
    switch_citizens_screen(window).await?;
    wait_other_window(window, "the citizen's screen", |words| {
        words.contains(IDLE) && words.contains("3号窗")
    })
    .await?;
    take_other_picture(window, "idle").await?;
    window.press("Alt+0").await?;
    begin_case(window, &PENSION).await?;
    read_cards(window, &["applicant"]).await?;
    window.press("Alt+S").await?;
    wait_other_window(window, "the list", |words| {
        words.contains(LIST) && words.contains("城乡居民基本养老保险参保登记")
    })
    .await?;
    take_other_picture(window, "list").await?;
    story.take_picture("clerk").await?;

    lock_screen(story.window()?).await?;
    wait_other_window(story.window()?, "nothing while locked", |words| {
        words.contains(IDLE) && !words.contains(LIST)
    })
    .await?;
    take_other_picture(story.window()?, "locked").await?;
    let window = story.window()?;
    window.wait_focus("unlock-password").await?;
    window.type_text("demo-1001").await?;
    window.press("Enter").await?;
    window.wait_gone("lock-screen").await?;
    wait_other_window(window, "the list again", |words| words.contains(LIST)).await?;

    window.press("Ctrl+H").await?;
    for digit in ["1", "1"] {
        window.press(digit).await?;
    }
    window.find("home").await?;
    wait_other_window(window, "nothing of a held case", |words| {
        words.contains(IDLE) && !words.contains(LIST)
    })
    .await?;
    switch_citizens_screen(window).await?;
    wait_until("one window", async || {
        Ok(window.other_window_text().await?.is_none().then_some(()))
    })
    .await?;
    window.by_keys_alone()
}
