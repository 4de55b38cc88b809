//! The clerk locks the screen while a name is being written: the citizen's window is blank at once, and
//! what was written is there again.

use std::time::Duration;

use super::citizen::start_with_citizens_screen;
use crate::station::locking::{IDLE, lock_screen};
use crate::steps::*;
use kit::wait::wait_at_most;
use kit::{Story, TestResult};

/// What a loaded machine takes to draw an empty screen.
const AT_ONCE: Duration = Duration::from_secs(5);

pub async fn locked_in_mid_stroke(story: &mut Story) -> TestResult {
    start_with_citizens_screen(story).await?;
    open_complete_form(story.window()?).await?;
    let window = story.window()?;
    put_before_citizen(window).await?;
    confirm_until(window, "sign").await?;
    let [first, second] = STROKES;
    window.draw("sign-pad", &[first]).await?;
    wait_strokes(window, 1).await?;
    window.begin_stroke("sign-pad", second).await?;
    lock_screen(window).await?;
    wait_at_most(AT_ONCE, "an empty screen before the citizen", async || {
        let words = window.other_window_text().await?.unwrap_or_default();
        let form = window.citizen_attribute("citizen-form", "data-step").await?;
        let is_blank = words.contains(IDLE) && !words.contains("陈示例") && form.is_empty();
        Ok(is_blank.then_some(()))
    })
    .await?;
    take_other_picture(window, "locked-while-signing").await?;
    window.lift_pen().await?;
    window.wait_focus("unlock-password").await?;
    window.type_text("demo-1001").await?;
    window.press("Enter").await?;
    window.wait_gone("lock-screen").await?;
    wait_citizen(window, "sign").await?;
    // What the pen had drawn when the screen went blank is a stroke too.
    wait_strokes(window, STROKES.len()).await?;
    take_other_picture(window, "back-to-signing").await?;
    finish_signature(window).await?;
    window.press("Alt+4").await?;
    expect("signed by strokes", wait_signed(window, "applicant").await? == "strokes")?;
    window.by_keys_alone()
}
