//! The whole life of a commitment item at a trial that plays its departments: special procedure, extension,
//! decision, handing over. The window hears each, and prints what the law wants in writing.

use std::time::Duration;

use serde_json::json;

use crate::steps::*;
use kit::wait::wait_at_most;
use kit::{Story, TestResult};

/// Fourteen of their working days, and the window asks every ten seconds.
const LIFE: Duration = Duration::from_secs(180);
const DAY_SECONDS: u32 = 3;

/// 失业登记, a commitment item whose one paper is the form made here: who left a firm, in person. What is
/// done on the spot is only decided.
const UNEMPLOYMENT: Wish = Wish { typed: "shiye", answers: &["1", "1", "1"] };

pub async fn whole_life_at_a_trial(story: &mut Story) -> TestResult {
    let config = story.home().join("config");
    std::fs::create_dir_all(&config)?;
    let settings = json!({ "day_seconds": DAY_SECONDS, "seed": 1 });
    std::fs::write(config.join("trial.json"), settings.to_string())?;
    sign_in(story.start().await?).await?;
    let window = story.window()?;
    begin_case(window, &UNEMPLOYMENT).await?;
    let case = case_id(window).await?;
    read_cards(window, &["applicant"]).await?;
    go_on(window, "receive").await?;
    fill_general_form(window, "失业登记").await?;
    wait_step(window, "show_form").await?;
    sign_form(window).await?;
    wait_enabled(window, "decide").await?;
    issue_decision(window).await?;
    wait_delivered(window).await?;
    window.wait_for_text("notice-step_told", "专家评审").await?;
    window.find("step-special").await?;
    story.take_picture("under-review").await?;
    let window = story.window()?;
    window.focus("print-step-special").await?;
    window.press("Enter").await?;
    window.find("document-special_notice").await?;
    let words = printed_text(story)?;
    expect("the applicant is told of the review", words.contains("特殊程序审查期限告知书"))?;
    let window = story.window()?;
    wait_at_most(LIFE, "the extension", async || {
        Ok(window.is_shown("step-extended").await?.then_some(()))
    })
    .await?;
    wait_at_most(LIFE, "the handing over", async || {
        Ok(window.is_shown("step-delivered").await?.then_some(()))
    })
    .await?;
    // One in a hundred is refused: either way it is decided.
    wait_status(window, &case, "completed").await?;
    story.take_picture("whole-life").await?;
    keep_forms(story, "departments").map(drop)
}
