//! A station joins its centre: from the door of a trial to the door of a real office, whose clerk
//! then works here, and whose file says what nobody changes at the window.

use serde_json::{Value, json};

use super::centre::{CENTRE, CLERK, Centre, NAME, PASSWORD, STATION};
use crate::steps::*;
use kit::{Fault, Story, TestResult, Window, wait_until};

/// For whom the station works, as the door says it before anybody signs in.
pub async fn wait_door(window: &Window, kind: &str) -> TestResult {
    let script =
        "return document.querySelector('[data-test=\"sign-in-centre\"]')?.dataset.kind ?? ''";
    wait_until(&format!("the door of a {kind} station"), async || {
        Ok((window.run_script(script, vec![]).await? == json!(kind)).then_some(()))
    })
    .await
}

/// As a person types it: small letters, and a blank after each group. So it stays until the box is
/// left; then it stands there as it was told.
pub async fn type_code(window: &mut Window, mark: &str, code: &str) -> TestResult {
    let typed = code.to_lowercase().replace('-', " ");
    window.type_text(&typed).await?;
    window.wait_for_text(mark, &typed).await?;
    window.press("Tab").await?;
    window.wait_for_text(mark, code).await?;
    window.press("Shift+Tab").await?;
    window.wait_focus(mark).await
}

/// At the door of a trial: the page to join by, filled in.
pub async fn fill_join_page(window: &mut Window, centre: &Centre) -> TestResult {
    let code = centre.draw_join_code()?;
    window.find("to-join").await?;
    window.press("Alt+J").await?;
    window.wait_focus("join-office").await?;
    window.type_text(&centre.address).await?;
    window.press("Tab").await?;
    window.wait_focus("join-code").await?;
    type_code(window, "join-code", &code).await
}

pub async fn send_join_code(window: &mut Window) -> TestResult {
    window.press("Ctrl+Enter").await?;
    window.find("join-result").await?;
    window.wait_focus("join-done").await
}

/// From what was joined to the door of the office that was joined.
pub async fn go_to_door(window: &mut Window) -> TestResult {
    window.press("Enter").await?;
    wait_door(window, "real").await
}

/// A setting is off and says by whom it is, `centre` or `technician`; by nobody: it is open.
pub async fn wait_lock(window: &Window, mark: &str, by: &str) -> TestResult {
    window.find(mark).await?;
    let script = "const one = document.querySelector(`[data-test=\"${arguments[0]}\"]`); \
        return [one?.disabled ?? null, one?.closest('[data-locked]')?.dataset.locked ?? '']";
    let mut last = Value::Null;
    let result = wait_until(&format!("the lock of {mark}"), async || {
        last = window.run_script(script, vec![json!(mark)]).await?;
        Ok((last == json!([!by.is_empty(), by])).then_some(()))
    })
    .await;
    match result {
        Ok(()) => Ok(()),
        Err(_) => Err(Fault::wrong(format!("{mark} is {last} instead of locked by “{by}”"))),
    }
}

async fn look_at_trial_door(story: &mut Story) -> TestResult {
    let window = story.window()?;
    wait_door(window, "trial").await?;
    window.wait_for_words("sign-in-centre", "试用后台，不产生真实办件").await?;
    for mark in ["trial", "demo-accounts", "to-join"] {
        window.find(mark).await?;
    }
    story.take_picture("door-of-a-trial").await.map(drop)
}

/// Nothing of a trial is left on it, so that nobody takes the one for the other.
async fn look_at_real_door(story: &mut Story) -> TestResult {
    let window = story.window()?;
    window.wait_for_words("sign-in-centre", &format!("{CENTRE} · {STATION}")).await?;
    for mark in ["trial", "demo-accounts", "to-join", "not-joined"] {
        window.wait_gone(mark).await?;
    }
    let words = window.text("sign-in-centre").await?;
    if words.contains("试用") {
        return Err(Fault::wrong(format!("the door of a real office says {words}")));
    }
    window.check_accessibility("the door of a real office").await?;
    story.take_picture("door-of-a-real-office").await.map(drop)
}

/// The fingerprint in groups, as two people read it to each other.
async fn expect_fingerprint(window: &Window, mark: &str, centre: &Centre) -> TestResult {
    let shown = window.text(mark).await?;
    match shown.contains('-') && shown.replace('-', "") == centre.fingerprint {
        true => Ok(()),
        false => Err(Fault::wrong(format!("{mark} is {shown}"))),
    }
}

async fn look_at_settings(story: &mut Story, centre: &Centre) -> TestResult {
    let window = story.window()?;
    window.press("Alt+8").await?;
    // The office is nobody's to change here: the focus goes past it.
    window.wait_focus("set-language").await?;
    wait_lock(window, "set-office", "centre").await?;
    wait_lock(window, "set-keep-days", "centre").await?;
    wait_lock(window, "set-printer", "").await?;
    window.wait_for_text("set-office", &centre.address).await?;
    window.wait_for_words("settings", "带锁的项由中心设定").await?;
    window.wait_for_words("centre", STATION).await?;
    expect_fingerprint(window, "centre-fingerprint", centre).await?;
    window.check_accessibility("settings that the centre settles").await?;
    story.take_picture("settings").await.map(drop)
}

pub async fn joined_by_code(story: &mut Story) -> TestResult {
    let centre = Centre::open(story).await?;
    story.start().await?.find("sign-in").await?;
    look_at_trial_door(story).await?;
    fill_join_page(story.window()?, &centre).await?;
    story.window()?.check_accessibility("joining").await?;
    story.take_picture("code").await?;
    send_join_code(story.window()?).await?;
    for words in [CENTRE, STATION, centre.address.as_str()] {
        story.window()?.wait_for_words("join-result", words).await?;
    }
    expect_fingerprint(story.window()?, "join-fingerprint", &centre).await?;
    story.window()?.check_accessibility("what was joined").await?;
    story.take_picture("joined").await?;
    go_to_door(story.window()?).await?;
    look_at_real_door(story).await?;

    let window = story.window()?;
    sign_in_by(window, CLERK, PASSWORD, "home").await?;
    window.wait_for_text("clerk", NAME).await?;
    window.wait_for_text("station", STATION).await?;
    for mark in ["trial", "offline"] {
        if window.is_shown(mark).await? {
            return Err(Fault::wrong(format!("signed in at the office, and {mark} is shown")));
        }
    }
    story.take_picture("home").await?;
    look_at_settings(story, &centre).await?;
    story.window()?.by_keys_alone()
}
