//! The form before the decision as the clerk has it signed: shown, printed, scanned and bound. Most
//! stories have no screen for the citizen, so their way is paper.

use std::time::Duration;

use serde_json::{Value, json};

use super::{
    begin_case, case_id, fill_fields, go_on, next_step, read_cards, take_papers, wait_drawn,
    wait_step,
};
use kit::wait::wait_at_most;
use kit::{Fault, TestResult, Window, wait_until};

/// A press that comes to nothing on a loaded machine is pressed again.
const HEARD: Duration = Duration::from_secs(10);
/// More than three signers take.
const PRESSES: usize = 40;

const SIGNING: &str = "const panel = document.querySelector('[data-test=\"sign-panel\"]'); \
    const signed = document.querySelectorAll('[data-signed]:not([data-signed=\"\"])').length; \
    const unread = document.querySelector('[data-test=\"say-it-is\"]') !== null; \
    return { step: panel?.dataset.step ?? '', signed, unread }";

async fn read_signing(window: &Window) -> TestResult<Value> {
    window.run_script(SIGNING, vec![]).await
}

/// What the one key of signing does next, as the panel beside the form says it.
pub async fn wait_signing(window: &Window, step: &str) -> TestResult {
    wait_until(&format!("the signing's step {step}"), async || {
        Ok((read_signing(window).await?["step"] == step).then_some(()))
    })
    .await
}

async fn is_to_be_signed(window: &Window) -> TestResult<bool> {
    Ok(["show_form", "sign_form"].contains(&next_step(window).await?.as_str()))
}

/// Where only the decision is left and open, there is no next step.
async fn is_filled(window: &Window) -> TestResult<bool> {
    let deciding =
        "return document.querySelector('[data-test=\"section-5\"]')?.dataset.open === 'true'";
    match next_step(window).await?.as_str() {
        "fill" => Ok(false),
        "" => Ok(window.run_script(deciding, vec![]).await? == json!(true)),
        _ => Ok(true),
    }
}

/// Nobody signed a page that is not drawn yet: the key waits until the desk knows that it was seen.
pub async fn wait_page_seen(window: &Window) -> TestResult {
    wait_until("the scanned form on the glass", async || {
        let is_seen = "return document.querySelector('[data-test=\"signed-page\"]')?.dataset.shown === 'true'";
        Ok((window.run_script(is_seen, vec![]).await? == json!(true)).then_some(()))
    })
    .await
}

/// What has just appeared is looked at first: until then the one key says that it does nothing.
async fn wait_look(window: &Window) -> TestResult {
    let is_looked_at = "const key = document.querySelector('[data-test=\"primary\"]'); \
        return key !== null && key.getAttribute('aria-disabled') !== 'true'";
    wait_until("a key that can be pressed", async || {
        Ok((window.run_script(is_looked_at, vec![]).await? == json!(true)).then_some(()))
    })
    .await
}

/// Whether anything came of the last press.
async fn has_moved(window: &Window, from: &Value) -> TestResult<bool> {
    Ok(read_signing(window).await? != *from || !is_to_be_signed(window).await?)
}

/// The complete form is shown, printed, signed with a pen, scanned and bound, for everybody who
/// signs; from wherever it stands. The scanned page has no code that could be read: the clerk says
/// that it is this form. Nothing where nobody has to sign.
pub async fn sign_form(window: &mut Window) -> TestResult {
    wait_until("a form that is complete", async || Ok(is_filled(window).await?.then_some(())))
        .await?;
    for _ in 0..PRESSES {
        if !is_to_be_signed(window).await? {
            return Ok(());
        }
        let now = read_signing(window).await?;
        let step = now["step"].as_str().unwrap_or_default();
        let keys = match step {
            "" | "nothing" => "Alt+4",
            _ if now["unread"] == true => "Alt+U",
            "put" => "Alt+F",
            "show" | "print" | "scan" | "bind" => "Ctrl+Enter",
            _ => return Err(Fault::wrong(format!("nobody can sign: {step}"))),
        };
        if step == "bind" {
            wait_page_seen(window).await?;
        }
        wait_look(window).await?;
        window.press(keys).await?;
        let answer = wait_at_most(HEARD, "another step of the signing", async || {
            Ok(has_moved(window, &now).await?.then_some(()))
        });
        match answer.await {
            Ok(()) | Err(Fault::InVain(_)) => {}
            Err(fault) => return Err(fault),
        }
    }
    Err(Fault::wrong("the form is never signed"))
}

/// Where looking comes first: pressed once it is over.
pub async fn press_after_a_look(window: &mut Window, step: &str) -> TestResult {
    press_keys_after_a_look(window, step, "Ctrl+Enter").await
}

/// The same by these keys.
pub async fn press_keys_after_a_look(window: &mut Window, step: &str, keys: &str) -> TestResult {
    wait_signing(window, step).await?;
    if step == "bind" {
        wait_page_seen(window).await?;
    }
    let now = read_signing(window).await?;
    wait_look(window).await?;
    window.press(keys).await?;
    wait_until(&format!("what comes of the step {step}"), async || {
        Ok(has_moved(window, &now).await?.then_some(()))
    })
    .await
}

/// Everything but the signature, with the form complete and open.
pub async fn open_complete_form(window: &mut Window) -> TestResult<String> {
    begin_case(window, &super::PENSION).await?;
    let case = case_id(window).await?;
    read_cards(window, &["applicant"]).await?;
    take_papers(window).await?;
    fill_fields(window, false).await?;
    Ok(case)
}

/// The form as it was typeset, on the clerk's screen.
pub async fn show_form(window: &mut Window) -> TestResult {
    go_on(window, "show_form").await?;
    wait_drawn(window, "form-image").await
}

/// From the sheet to its fields, of which the first has the focus: another telephone number, so that the
/// form is another.
pub async fn change_phone(window: &mut Window) -> TestResult {
    window.press("Alt+X").await?;
    window.wait_focus("form").await?;
    window.tab_to("field-phone").await?;
    window.press("Ctrl+A").await?;
    window.type_text("10012345679").await?;
    window.press("Enter").await?;
    wait_step(window, "show_form").await
}

/// By whom of a role the form in force is signed: how, or nothing.
pub async fn signed_by(window: &Window, role: &str) -> TestResult<String> {
    let script = "return document.querySelector(`[data-test=\"signer-${arguments[0]}\"]`)?.dataset.signed ?? ''";
    let by = window.run_script(script, vec![json!(role)]).await?;
    Ok(by.as_str().unwrap_or_default().to_owned())
}

/// How somebody of this role signed, once they did.
pub async fn wait_signed(window: &Window, role: &str) -> TestResult<String> {
    window.find(&format!("signer-{role}")).await?;
    wait_until("the signature", async || {
        let by = signed_by(window, role).await?;
        Ok((!by.is_empty()).then_some(by))
    })
    .await
}

/// Whether the button that shows the paper can be pressed.
pub async fn may_accept(window: &Window) -> TestResult<bool> {
    let script = "return document.querySelector('[data-test=\"decide\"]')?.disabled === false";
    Ok(window.run_script(script, vec![]).await? == json!(true))
}
