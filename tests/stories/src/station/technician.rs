//! What a clerk of a joined station may not change a technician does, by a code of the centre:
//! once, and only while that session lasts. That the audit has both values, the desk's tests show.

use serde_json::json;

use super::centre::{CLERK, Centre, PASSWORD};
use super::joining::{fill_join_page, go_to_door, send_join_code, type_code, wait_door, wait_lock};
use super::supervising::leave_by_keys;
use crate::steps::*;
use kit::{Story, TestResult, Window, wait_until};

async fn sign_in_as_clerk(window: &mut Window) -> TestResult {
    sign_in_by(window, CLERK, PASSWORD, "home").await
}

async fn open_settings(window: &mut Window) -> TestResult {
    window.press("Alt+8").await?;
    window.wait_focus("set-language").await
}

/// The station asks for a newer file when it finds its office. No open screen changes by it, so the
/// desk is asked.
async fn wait_version(window: &Window, version: u64) -> TestResult {
    let script = "const done = arguments[0]; \
        window.__TAURI_INTERNALS__.invoke('call', { name: 'hello', payload: {} }) \
            .then(hello => done(hello.centre?.version ?? 0), () => done(0));";
    wait_until(&format!("version {version} of the centre's file"), async || {
        Ok((window.run_script_async(script, vec![]).await? == json!(version)).then_some(()))
    })
    .await
}

/// What only the centre settles stays shut for everybody.
async fn expect_clerks_locks(window: &Window) -> TestResult {
    for (mark, by) in [
        ("set-office", "centre"),
        ("set-keep-days", "centre"),
        ("set-warn-free", "technician"),
        ("set-text-size", ""),
    ] {
        wait_lock(window, mark, by).await?;
    }
    Ok(())
}

async fn wait_refusal(window: &Window, code: &str) -> TestResult {
    let script = "return document.querySelector('[data-test=\"centre\"] [data-test=\"failure\"]')?.dataset.code ?? ''";
    wait_until(&format!("the refusal {code}"), async || {
        Ok((window.run_script(script, vec![]).await? == json!(code)).then_some(()))
    })
    .await
}

async fn show_code(window: &mut Window, code: &str) -> TestResult {
    window.tab_to("technician-code").await?;
    type_code(window, "technician-code", code).await?;
    window.press("Enter").await
}

pub async fn changed_by_a_technician(story: &mut Story) -> TestResult {
    let centre = Centre::open(story).await?;
    let window = story.start().await?;
    fill_join_page(window, &centre).await?;
    send_join_code(window).await?;
    go_to_door(window).await?;
    sign_in_as_clerk(window).await?;
    open_settings(window).await?;
    expect_clerks_locks(window).await?;
    story.take_picture("locked").await?;

    let code = centre.draw_technician_code()?;
    let window = story.restart().await?;
    wait_door(window, "real").await?;
    sign_in_as_clerk(window).await?;
    wait_version(window, 2).await?;
    open_settings(window).await?;
    show_code(window, &code).await?;
    window.find("technician-until").await?;
    // The code's box is gone: the focus goes to what is open.
    window.wait_focus("set-language").await?;
    for (mark, by) in [("set-warn-free", ""), ("set-keep-days", "centre"), ("set-office", "centre")]
    {
        wait_lock(window, mark, by).await?;
    }
    window.check_accessibility("settings open to a technician").await?;
    story.take_picture("open").await?;
    let window = story.window()?;
    window.tab_to("set-warn-free").await?;
    window.press("Ctrl+A").await?;
    window.type_text("7").await?;
    window.press("Ctrl+Enter").await?;
    window.find("saved").await?;
    story.take_picture("changed").await?;

    // With the session the leave is over; what was changed stays, and the code is used up.
    let window = story.window()?;
    leave_by_keys(window).await?;
    sign_in_as_clerk(window).await?;
    open_settings(window).await?;
    expect_clerks_locks(window).await?;
    window.wait_for_text("set-warn-free", "7").await?;
    show_code(window, &code).await?;
    wait_refusal(window, "code_used").await?;
    wait_lock(window, "set-warn-free", "technician").await?;
    story.take_picture("used-up").await?;
    story.window()?.by_keys_alone()
}
