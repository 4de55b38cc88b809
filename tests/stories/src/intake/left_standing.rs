//! A form that nobody touches goes from the citizen's screen when the place's time is over; the clerk is
//! warned before, and one key prolongs it. The minute is a real one, the shortest that a centre may settle.

use std::time::Duration;

use serde_json::json;

use crate::station::centre::Centre;
use crate::station::idle_lock::start_at_centre;
use crate::station::locking::IDLE;
use crate::steps::*;
use kit::wait::wait_at_most;
use kit::{Story, TestResult, Window};

/// The centre settles no other; while a form stands there, the window would wait longer still.
const USUAL_LOCK: &str = "10 分钟没有操作自动锁屏";
/// Half of the minute from one thing that happens by itself to the next, and what a loaded machine takes
/// to notice.
const LEFT_ALONE: Duration = Duration::from_secs(60);

/// The form is complete and the citizen reads it. The papers come later: the centre gave no scanner.
async fn put_form(window: &mut Window) -> TestResult {
    begin_case(window, &PENSION).await?;
    read_cards(window, &["applicant"]).await?;
    window.press("Alt+4").await?;
    fill_pension(window, false).await?;
    opens_at(window, &json!(3)).await?;
    go_on(window, "receive").await?;
    wait_step(window, "scan").await?;
    window.press("Alt+4").await?;
    window.find("sign-panel").await?;
    window.press("Alt+S").await?;
    wait_drawn(window, "form-image").await?;
    window.press("Alt+S").await?;
    wait_citizen(window, "read_back").await
}

/// What the clerk's screen says of the form before the citizen: `false`, `true` for its last half minute,
/// nothing once it is gone.
async fn wait_last(window: &Window, last: &str) -> TestResult {
    let script = "return document.querySelector('[data-test=\"form-stands\"]')?.dataset.last ?? ''";
    wait_at_most(LEFT_ALONE, &format!("“{last}” of the form before the citizen"), async || {
        Ok((window.run_script(script, vec![]).await? == json!(last)).then_some(()))
    })
    .await
}

pub async fn form_left_standing(story: &mut Story) -> TestResult {
    let signature = json!({ "strokes": true, "idle_minutes": 1 });
    let centre = Centre::open_with(story, |body| body["place"]["signature"] = signature).await?;
    let _reader = start_at_centre(story, &centre, USUAL_LOCK).await?;
    put_form(story.window()?).await?;
    wait_last(story.window()?, "true").await?;
    story.take_picture("warned").await?;
    let window = story.window()?;
    window.press("Alt+E").await?;
    wait_last(window, "false").await?;
    wait_last(window, "true").await?;
    wait_citizen(window, "read_back").await?;
    window.check_accessibility("a form that goes soon").await?;
    wait_last(window, "").await?;
    wait_citizens_words(window, "nothing after the place's time", |words| {
        words.contains(IDLE) && !words.contains("陈示例")
    })
    .await?;
    take_other_picture(window, "time-over").await?;
    // It is the clerk's to put it there once more.
    wait_signing(window, "put").await?;
    expect("nobody has signed", signed_by(window, "applicant").await?.is_empty())?;
    story.take_picture("time-over").await?;
    story.window()?.by_keys_alone()
}
