//! Walking away: the screen locked with one key, opened to the same spot; a colleague who goes on.

use serde_json::{Value, json};

use crate::steps::*;
use kit::office::{peer, wire};
use kit::{Fault, Story, Told, Window, until};

const CODE: &str = "const [name, payload, done] = arguments; window.__TAURI_INTERNALS__.invoke('call', { name, payload })\
    .then(() => done('done'), failure => done(failure.code ?? 'refused'));";
const BYTES: &str = "const [address, done] = arguments; fetch(address).then(async answer => done([answer.status, (await answer.json()).code]), \
    () => done([0, '']));";
/// The person of the first card, as far as the screen could name them.
pub const NAMES: [&str; 3] = ["陈示例", "440699199001010014", "100123"];

pub async fn lock(window: &mut Window) -> Told {
    window.press("Ctrl+L").await?;
    window.find("lock-screen").await?;
    let locked = "return document.querySelector('[data-test=\"lock-screen\"]')?.dataset.locked === 'true'";
    until("the lock", async || Ok((window.run(locked, vec![]).await? == json!(true)).then_some(()))).await
}

async fn names_nobody(window: &Window) -> Told {
    let shown = window.run("return document.body.innerText + document.title", vec![]).await?;
    let shown = shown.as_str().unwrap_or_default();
    match NAMES.iter().find(|name| shown.contains(**name)) {
        None => Ok(()),
        Some(_) => Err(Fault::wrong("the locked screen names somebody")),
    }
}

/// Everything that is personal is refused, whatever window or address asks for it.
async fn says_nothing(window: &Window, case: &str) -> Told {
    for (name, payload) in [
        ("case", json!({ "case": case })),
        ("my_cases", json!({ "statuses": [], "text": "", "today": false, "waiting": false })),
        ("fill", json!({ "case": case, "field": "phone", "value": "1" })),
        ("held_cases", json!({})),
        ("sign_out", json!({})),
    ] {
        let code = window.run_later(CODE, vec![json!(name), payload]).await?;
        if code != json!("locked") {
            return Err(Fault::wrong(format!("{name} while locked: {code}")));
        }
    }
    let address = format!("page://localhost/case/{case}/page/any");
    let answer = window.run_later(BYTES, vec![json!(address)]).await?;
    match answer == json!([422, "locked"]) {
        true => Ok(()),
        false => Err(Fault::wrong(format!("a page while locked: {answer}"))),
    }
}

async fn at_the_phone(window: &Window, text: &str) -> Told {
    window.wait_gone("lock-screen").await?;
    until("the same field", async || Ok((window.focused().await? == "field-phone").then_some(()))).await?;
    window.wait_for_text("field-phone", text).await.map(drop)
}

/// The last try was answered, and the field takes the next one.
async fn next_try(window: &Window) -> Told {
    let ready = "const of = name => document.querySelector(`[data-test=\"${name}\"]`); \
        return !of('unlock-secret') || (of('unlock-secret').value === '' && !of('unlock').disabled)";
    until("the answer", async || Ok((window.run(ready, vec![]).await? == json!(true)).then_some(()))).await
}

async fn in_the_form(story: &mut Story) -> Told<String> {
    begin(story.window()?, &PENSION).await?;
    read_cards(story.window()?, &["applicant"]).await?;
    take_papers(story.window()?).await?;
    story.window()?.wait_focus("field-phone").await?;
    story.window()?.type_text("100123").await?;
    case_id(story.window()?).await
}

pub async fn locked_and_back(story: &mut Story) -> Told {
    sign_in(story.start().await?).await?;
    let case = in_the_form(story).await?;
    lock(story.window()?).await?;
    names_nobody(story.window()?).await?;
    says_nothing(story.window()?, &case).await?;
    story.picture("first-time").await?;
    story.window()?.accessible("lock screen, password").await?;
    // The first time by the password; a short secret is chosen with it.
    story.window()?.wait_focus("unlock-password").await?;
    for typed in ["demo-1001", "2468", "2468"] {
        story.window()?.type_text(typed).await?;
        story.window()?.press("Tab").await?;
    }
    story.window()?.press("Enter").await?;
    at_the_phone(story.window()?, "100123").await?;
    story.picture("back").await?;
    story.window()?.type_text("45").await?;
    lock(story.window()?).await?;
    story.window()?.wait_focus("unlock-secret").await?;
    story.picture("code").await?;
    story.window()?.accessible("lock screen, code").await?;
    story.window()?.type_text("9753").await?;
    story.window()?.press("Enter").await?;
    story.window()?.find("tries-left").await?;
    says_nothing(story.window()?, &case).await?;
    next_try(story.window()?).await?;
    story.window()?.wait_focus("unlock-secret").await?;
    story.window()?.type_text("2468").await?;
    story.window()?.press("Enter").await?;
    at_the_phone(story.window()?, "10012345").await?;
    let before = remembered(story.window()?, &case).await?;
    lock(story.window()?).await?;
    sign_in(story.restart().await?).await?;
    if remembered(story.window()?, &case).await? != before {
        return Err(Fault::wrong("killed while locked, the case came back another"));
    }
    spent(story).await
}

/// Five wrong ones, and only the password opens.
async fn spent(story: &mut Story) -> Told {
    lock(story.window()?).await?;
    for _ in 0..5 {
        story.window()?.wait_focus("unlock-secret").await?;
        story.window()?.type_text("9753").await?;
        story.window()?.press("Enter").await?;
        next_try(story.window()?).await?;
    }
    story.window()?.wait_focus("unlock-password").await?;
    let right = json!({ "secret": "2468", "password": null, "new_secret": null });
    let code = story.window()?.run_later(CODE, vec![json!("unlock_screen"), right]).await?;
    if code != json!("secret_spent") {
        return Err(Fault::wrong(format!("the right code after five wrong ones: {code}")));
    }
    story.picture("spent").await?;
    story.window()?.type_text("demo-1001").await?;
    story.window()?.press("Enter").await?;
    story.window()?.wait_gone("lock-screen").await
}

/// The case stays on the screen; the office learns who opened it and who decided.
pub async fn relief(story: &mut Story) -> Told {
    let port = peer::nobody()?;
    point_to_office(story, port)?;
    let archive = story.everything_written().join("office");
    let _office = peer::Office::open(port, &archive).await?;
    sign_in(story.start().await?).await?;
    let case = in_the_form(story).await?;
    story.window()?.press("Ctrl+Shift+L").await?;
    story.window()?.wait_focus("relief-number").await?;
    names_nobody(story.window()?).await?;
    story.picture("relief").await?;
    story.window()?.accessible("relief").await?;
    story.window()?.type_text("1002").await?;
    story.window()?.press("Tab").await?;
    story.window()?.type_text("demo-1002").await?;
    story.window()?.press("Enter").await?;
    at_the_phone(story.window()?, "100123").await?;
    story.window()?.wait_for_text("clerk", "王示例").await?;
    story.window()?.wait_for_text("hands", "李示例").await?;
    story.window()?.wait_for_text("hands", "王示例").await?;
    story.picture("goes-on").await?;
    story.window()?.type_text("45678").await?;
    // The colleague goes on in the very field.
    let window = story.window()?;
    window.press("Enter").await?;
    window.wait_focus("field-level").await?;
    window.press("1").await?;
    window.wait_focus("field-pay_by").await?;
    window.press("3").await?;
    window.wait_focus("section-5").await?;
    enabled(window, "decide").await?;
    decide(story.window()?).await?;
    delivered(story.window()?).await?;
    let filed: Value = wire::filed(port, &case)?;
    if filed["clerk"] != json!("1002") || filed["opened_by"] != json!("1001") || filed["window"] != json!("3号窗") {
        return Err(Fault::wrong("the office does not have both names"));
    }
    story.window()?.press("Alt+0").await?;
    story.window()?.click("count-done_today").await?;
    story.window()?.find(&format!("case-{case}")).await.map(drop)
}
