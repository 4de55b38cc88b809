//! The form before the citizen: read back, what is kept of a signature, and the name by strokes. Keys
//! are the clerk's alone.

use super::{next_step, press_after_a_look, show_form, wait_enabled};
use kit::{TestResult, Window, demo_folder, wait_until};

/// Two keys of the clerk's, one where the clerk has seen the form; what the citizen does afterwards takes
/// none.
pub async fn put_before_citizen(window: &mut Window) -> TestResult {
    if next_step(window).await? != "sign_form" {
        show_form(window).await?;
    }
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

/// A name, from the middle of the box.
pub const STROKES: [&[(f64, f64)]; 2] = [
    &[(-240.0, -60.0), (-120.0, -40.0), (0.0, -60.0), (120.0, -30.0), (240.0, -50.0)],
    &[(-200.0, 70.0), (-80.0, 10.0), (20.0, 60.0), (90.0, 20.0), (220.0, 70.0)],
];

/// On the citizen's screen, where the name is asked for.
pub async fn write_name(window: &Window) -> TestResult {
    window.draw("sign-pad", &STROKES).await?;
    wait_strokes(window, STROKES.len()).await
}

/// So many stand in the box; one that the pen is still at is none yet.
pub async fn wait_strokes(window: &Window, count: usize) -> TestResult {
    wait_until(&format!("{count} strokes in the box"), async || {
        let drawn = window.citizen_attribute("sign-pad", "data-strokes").await?;
        Ok((drawn == count.to_string()).then_some(()))
    })
    .await
}

/// The citizen says that it is written.
pub async fn end_strokes(window: &Window) -> TestResult {
    wait_until("the end of signing", async || {
        if window.citizen_attribute("citizen-form", "data-step").await? == "done" {
            return Ok(Some(()));
        }
        window.touch("sign-done").await?;
        Ok(None)
    })
    .await
}

/// The same by the last who signs; the clerk's screen knows it.
pub async fn finish_signature(window: &Window) -> TestResult {
    end_strokes(window).await?;
    wait_enabled(window, "decide").await
}

/// The same as [`super::sign_form`] for the only signer, with strokes.
pub async fn sign_by_strokes(window: &mut Window) -> TestResult {
    put_before_citizen(window).await?;
    confirm_until(window, "sign").await?;
    write_name(window).await?;
    finish_signature(window).await
}

pub async fn take_other_picture(window: &Window, name: &str) -> TestResult {
    window.take_other_picture(&demo_folder()?.join(format!("citizen-{name}.png"))).await
}

/// On or off, by the keys of the settings, which stay open.
pub async fn switch_citizens_screen(window: &mut Window) -> TestResult {
    window.press("Alt+8").await?;
    window.wait_focus("set-office").await?;
    window.tab_to("set-citizen-screen").await?;
    window.press("Space").await?;
    window.press("Ctrl+Enter").await?;
    window.find("saved").await.map(drop)
}

/// Waits for what the citizen reads while the own form stands there, whose name may be in it.
pub async fn wait_citizens_words(
    window: &Window,
    what: &str,
    fits: impl Fn(&str) -> bool,
) -> TestResult {
    wait_until(what, async || {
        let words = window.other_window_text().await?.unwrap_or_default();
        Ok(fits(&words).then_some(()))
    })
    .await
}
