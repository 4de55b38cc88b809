//! The form before the decision: shown to the clerk and signed by everybody who signs it, on paper or
//! with strokes on the citizen's screen. Most stories have no such screen, so their way is paper.

use std::time::Duration;

use serde_json::{Value, json};

use super::{go_on, next_step, wait_drawn, wait_enabled};
use kit::wait::wait_at_most;
use kit::{Fault, TestResult, Window, wait_until};

/// What has just appeared is looked at first: a hurried second press does nothing.
const A_LOOK: Duration = Duration::from_millis(600);
/// A press that a loaded machine took for a hurried one is pressed again.
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

/// Whether anything came of the last press.
async fn has_moved(window: &Window, from: &Value) -> TestResult<bool> {
    let moved = wait_at_most(HEARD, "another step of the signing", async || {
        let now = read_signing(window).await?;
        Ok((now != *from || !is_to_be_signed(window).await?).then_some(()))
    });
    match moved.await {
        Ok(()) => Ok(true),
        Err(Fault::InVain(_)) => Ok(false),
        Err(fault) => Err(fault),
    }
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
        if ["print", "bind"].contains(&step) {
            tokio::time::sleep(A_LOOK).await;
        }
        window.press(keys).await?;
        has_moved(window, &now).await?;
    }
    Err(Fault::wrong("the form is never signed"))
}

/// Where looking comes first: pressed after a look, until something comes of it.
pub async fn press_after_a_look(window: &mut Window, step: &str) -> TestResult {
    wait_signing(window, step).await?;
    if step == "bind" {
        wait_page_seen(window).await?;
    }
    let now = read_signing(window).await?;
    for _ in 0..3 {
        tokio::time::sleep(A_LOOK).await;
        window.press("Ctrl+Enter").await?;
        if has_moved(window, &now).await? {
            return Ok(());
        }
    }
    Err(Fault::wrong(format!("nothing comes of the step {step}")))
}

/// The form as it was typeset, on the clerk's screen.
pub async fn show_form(window: &mut Window) -> TestResult {
    go_on(window, "show_form").await?;
    wait_drawn(window, "form-image").await
}

/// Two keys of the clerk's; what the citizen does afterwards takes none.
pub async fn put_before_citizen(window: &mut Window) -> TestResult {
    show_form(window).await?;
    press_after_a_look(window, "put").await?;
    wait_citizen(window, "read_back").await
}

/// The citizen's window has come to this step of the form.
pub async fn wait_citizen(window: &Window, step: &str) -> TestResult {
    wait_until(&format!("the citizen's step {step}"), async || {
        let now = window.citizen_attribute("citizen-form", "data-step").await?;
        Ok((now == step).then_some(()))
    })
    .await
}

/// What is read back is right, page by page, until this step. A button that has just come into sight
/// is dead for a moment: it is touched once it can be.
pub async fn confirm_until(window: &Window, step: &str) -> TestResult {
    wait_until(&format!("the citizen's step {step}"), async || {
        if window.citizen_attribute("citizen-form", "data-step").await? == step {
            return Ok(Some(()));
        }
        window.touch("citizen-confirm").await?;
        Ok(None)
    })
    .await
}

/// A name in two strokes, from the middle of the box.
const NAME: [&[(f64, f64)]; 2] = [
    &[(-240.0, -60.0), (-120.0, -40.0), (0.0, -60.0), (120.0, -30.0), (240.0, -50.0)],
    &[(-200.0, 70.0), (-80.0, 10.0), (20.0, 60.0), (90.0, 20.0), (220.0, 70.0)],
];

/// On the citizen's screen, where the name is asked for.
pub async fn write_name(window: &Window) -> TestResult {
    window.draw("sign-pad", &NAME).await?;
    wait_until("both strokes", async || {
        let drawn = window.citizen_attribute("sign-pad", "data-strokes").await?;
        Ok((drawn == NAME.len().to_string()).then_some(()))
    })
    .await
}

/// The citizen says that it is written; the clerk's screen knows it.
pub async fn finish_signature(window: &Window) -> TestResult {
    wait_until("the end of signing", async || {
        if window.citizen_attribute("citizen-form", "data-step").await? == "done" {
            return Ok(Some(()));
        }
        window.touch("sign-done").await?;
        Ok(None)
    })
    .await?;
    wait_enabled(window, "decide").await
}

/// The same as [`sign_form`] for the only signer, with strokes.
pub async fn sign_by_strokes(window: &mut Window) -> TestResult {
    put_before_citizen(window).await?;
    confirm_until(window, "sign").await?;
    write_name(window).await?;
    finish_signature(window).await
}

/// By whom of a role the form in force is signed: how, or nothing.
pub async fn signed_by(window: &Window, role: &str) -> TestResult<String> {
    let script = "return document.querySelector(`[data-test=\"signer-${arguments[0]}\"]`)?.dataset.signed ?? ''";
    let by = window.run_script(script, vec![json!(role)]).await?;
    Ok(by.as_str().unwrap_or_default().to_owned())
}
