//! Walking away: the screen locked with one key, opened to the same spot; a colleague who goes on.

use serde_json::{Value, json};

use crate::steps::*;
use kit::network::free_port;
use kit::office::{Office, first_submission};
use kit::{Fault, Story, TestResult, Window, wait_until};

const CODE: &str = "const [name, payload, done] = arguments; window.__TAURI_INTERNALS__.invoke('call', { name, payload })\
    .then(() => done('done'), failure => done(failure.code ?? 'refused'));";
const BYTES: &str = "const [address, done] = arguments; fetch(address).then(async answer => done([answer.status, (await answer.json()).code]), \
    () => done([0, '']));";
/// The person of the first card, as far as the screen could name them.
pub const NAMES: [&str; 3] = ["陈示例", "440699199001010014", "100123"];
/// What the citizen's window says while a list is shown, and while there is none.
pub const LIST: &str = "请您带上";
pub const IDLE: &str = "您好";
/// Title, words, and what stands in boxes that are painted.
const IN_SIGHT: &str = "const boxes = [...document.querySelectorAll('input, textarea')] \
    .filter(one => getComputedStyle(one).visibility === 'visible').map(one => one.value); \
    return [document.title, document.body.innerText, ...boxes].join(' ')";

pub async fn lock_screen(window: &mut Window) -> TestResult {
    window.press("Ctrl+L").await?;
    window.find("lock-screen").await?;
    wait_until("the lock", async || Ok(is_locked(window).await?.then_some(()))).await
}

pub async fn is_locked(window: &Window) -> TestResult<bool> {
    let locked =
        "return document.querySelector('[data-test=\"lock-screen\"]')?.dataset.locked === 'true'";
    Ok(window.run_script(locked, vec![]).await? == json!(true))
}

/// Which of the names can be read in the clerk's window.
pub async fn find_names(window: &Window) -> TestResult<Vec<&'static str>> {
    let text = window.run_script(IN_SIGHT, vec![]).await?;
    let text = text.as_str().unwrap_or_default();
    Ok(NAMES.into_iter().filter(|name| text.contains(*name)).collect())
}

pub async fn expect_no_names(window: &Window) -> TestResult {
    match find_names(window).await?.is_empty() {
        true => Ok(()),
        false => Err(Fault::wrong("the locked screen names somebody")),
    }
}

/// Waits for what the citizen's window says; it never names anybody.
pub async fn wait_other_window(
    window: &Window,
    what: &str,
    fits: impl Fn(&str) -> bool,
) -> TestResult {
    let mut last = String::new();
    let result = wait_until(what, async || {
        last = window.other_window_text().await?.unwrap_or_default();
        Ok(fits(&last).then_some(()))
    })
    .await;
    match NAMES.iter().find(|name| last.contains(**name)) {
        Some(_) => Err(Fault::wrong("the citizen's screen names somebody")),
        None => result,
    }
}

/// Everything that is personal is refused, whatever window or address asks for it.
async fn expect_refusals(window: &Window, case: &str) -> TestResult {
    for (name, payload) in [
        ("case", json!({ "case": case })),
        ("my_cases", json!({ "statuses": [], "text": "", "today": false, "waiting": false })),
        ("fill", json!({ "case": case, "field": "phone", "value": "1" })),
        ("held_cases", json!({})),
        ("sign_out", json!({})),
    ] {
        let code = window.run_script_async(CODE, vec![json!(name), payload]).await?;
        if code != json!("locked") {
            return Err(Fault::wrong(format!("{name} while locked: {code}")));
        }
    }
    let address = format!("page://localhost/case/{case}/page/any");
    let answer = window.run_script_async(BYTES, vec![json!(address)]).await?;
    match answer == json!([422, "locked"]) {
        true => Ok(()),
        false => Err(Fault::wrong(format!("a page while locked: {answer}"))),
    }
}

/// Unlocked, with the focus where it was and what was typed there.
pub async fn expect_phone_field(window: &Window, text: &str) -> TestResult {
    window.wait_gone("lock-screen").await?;
    wait_until("the same field", async || {
        Ok((window.focused_mark().await? == "field-phone").then_some(()))
    })
    .await?;
    window.wait_for_text("field-phone", text).await.map(drop)
}

/// The last try was answered, and the field takes the next one.
async fn next_try(window: &Window) -> TestResult {
    let ready = "const of = name => document.querySelector(`[data-test=\"${name}\"]`); \
        return !of('unlock-secret') || (of('unlock-secret').value === '' && !of('unlock').disabled)";
    wait_until("the answer", async || {
        Ok((window.run_script(ready, vec![]).await? == json!(true)).then_some(()))
    })
    .await
}

async fn open_form(story: &mut Story) -> TestResult<String> {
    begin_case(story.window()?, &PENSION).await?;
    read_cards(story.window()?, &["applicant"]).await?;
    take_papers(story.window()?).await?;
    story.window()?.wait_focus("field-phone").await?;
    story.window()?.type_text("100123").await?;
    case_id(story.window()?).await
}

pub async fn locked_and_back(story: &mut Story) -> TestResult {
    sign_in(story.start().await?).await?;
    let case = open_form(story).await?;
    lock_screen(story.window()?).await?;
    expect_no_names(story.window()?).await?;
    expect_refusals(story.window()?, &case).await?;
    story.take_picture("first-time").await?;
    story.window()?.check_accessibility("lock screen, password").await?;
    // The first time by the password; a short secret is chosen with it.
    story.window()?.wait_focus("unlock-password").await?;
    for typed in ["demo-1001", "2468", "2468"] {
        story.window()?.type_text(typed).await?;
        story.window()?.press("Tab").await?;
    }
    story.window()?.press("Enter").await?;
    expect_phone_field(story.window()?, "100123").await?;
    story.take_picture("back").await?;
    story.window()?.type_text("45").await?;
    lock_screen(story.window()?).await?;
    story.window()?.wait_focus("unlock-secret").await?;
    story.take_picture("code").await?;
    story.window()?.check_accessibility("lock screen, code").await?;
    story.window()?.type_text("9753").await?;
    story.window()?.press("Enter").await?;
    story.window()?.find("tries-left").await?;
    expect_refusals(story.window()?, &case).await?;
    next_try(story.window()?).await?;
    story.window()?.wait_focus("unlock-secret").await?;
    story.window()?.type_text("2468").await?;
    story.window()?.press("Enter").await?;
    expect_phone_field(story.window()?, "10012345").await?;
    let original = load_case(story.window()?, &case).await?;
    lock_screen(story.window()?).await?;
    sign_in(story.restart().await?).await?;
    if load_case(story.window()?, &case).await? != original {
        return Err(Fault::wrong("killed while locked, the case came back another"));
    }
    exhaust_tries(story).await
}

/// Five wrong ones, and only the password opens, after a pause; the window need not wait for it.
async fn exhaust_tries(story: &mut Story) -> TestResult {
    lock_screen(story.window()?).await?;
    for _ in 0..5 {
        story.window()?.wait_focus("unlock-secret").await?;
        story.window()?.type_text("9753").await?;
        story.window()?.press("Enter").await?;
        next_try(story.window()?).await?;
    }
    story.window()?.wait_focus("unlock-password").await?;
    let code = json!({ "secret": "2468", "password": null, "new_secret": null });
    let code = story.window()?.run_script_async(CODE, vec![json!("unlock_screen"), code]).await?;
    if code != json!("secret_spent") {
        return Err(Fault::wrong(format!("the right code after five wrong ones: {code}")));
    }
    let password = json!({ "secret": null, "password": "demo-1001", "new_secret": null });
    let right =
        story.window()?.run_script_async(CODE, vec![json!("unlock_screen"), password]).await?;
    if right != json!("tries_paused") {
        return Err(Fault::wrong(format!("the right password within the pause: {right}")));
    }
    story.window()?.find("pause").await?;
    story.take_picture("spent").await?;
    story.window()?.check_accessibility("lock screen, pause").await?;
    story.window()?.press("Alt+R").await?;
    story.window()?.wait_focus("relief-number").await?;
    story.window()?.type_text("1002").await?;
    story.window()?.press("Tab").await?;
    story.window()?.type_text("demo-1002").await?;
    story.window()?.press("Enter").await?;
    story.window()?.wait_gone("lock-screen").await?;
    story.window()?.wait_for_text("clerk", "王示例").await.map(drop)
}

/// The case stays on the screen; the office learns who opened it and who decided.
pub async fn colleague_takes_over(story: &mut Story) -> TestResult {
    let port = free_port()?;
    point_to_office(story, port)?;
    let archive = story.everything_written().join("office");
    let _office = Office::open(port, &archive).await?;
    sign_in(story.start().await?).await?;
    let case = open_form(story).await?;
    story.window()?.press("Ctrl+Shift+L").await?;
    story.window()?.wait_focus("relief-number").await?;
    expect_no_names(story.window()?).await?;
    story.take_picture("relief").await?;
    story.window()?.check_accessibility("relief").await?;
    story.window()?.type_text("1002").await?;
    story.window()?.press("Tab").await?;
    story.window()?.type_text("demo-1002").await?;
    story.window()?.press("Enter").await?;
    expect_phone_field(story.window()?, "100123").await?;
    story.window()?.wait_for_text("clerk", "王示例").await?;
    story.window()?.wait_for_text("hands", "李示例").await?;
    story.window()?.wait_for_text("hands", "王示例").await?;
    story.take_picture("goes-on").await?;
    story.window()?.type_text("45678").await?;
    // The colleague goes on in the very field.
    let window = story.window()?;
    window.press("Enter").await?;
    window.wait_focus("field-level").await?;
    window.press("1").await?;
    window.wait_focus("field-pay_by").await?;
    window.press("3").await?;
    sign_form(window).await?;
    window.wait_focus("section-5").await?;
    wait_enabled(window, "decide").await?;
    issue_decision(story.window()?).await?;
    wait_delivered(story.window()?).await?;
    let filed: Value = first_submission(port, &case)?;
    if filed["clerk"] != json!("1002")
        || filed["opened_by"] != json!("1001")
        || filed["window"] != json!("3号窗")
    {
        return Err(Fault::wrong("the office does not have both names"));
    }
    story.window()?.press("Alt+0").await?;
    story.window()?.click("count-done_today").await?;
    story.window()?.find(&format!("case-{case}")).await.map(drop)
}
