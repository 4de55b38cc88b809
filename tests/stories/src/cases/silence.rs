//! 逾期视为受理: taken in on a paper slip weeks ago, and nobody has answered. It can only be accepted,
//! since its receipt, and the paper asks for what is missing.

use serde_json::json;

use super::again::{enter_slip, find_day};
use crate::steps::*;
use kit::{Story, TestResult, Window, wait_until};

/// More than five working days whatever holidays lie among them; older slips are not entered.
const DAYS: u32 = 25;

/// 高龄津贴 at the window and in person.
async fn choose_allowance(window: &mut Window) -> TestResult {
    window.press("Alt+2").await?;
    window.wait_focus("item-search").await?;
    window.type_text("高龄津贴").await?;
    window.find("hit-gaoling-jintie").await?;
    window.press("Enter").await?;
    window.find("question-agent-self").await?;
    window.press("1").await?;
    let is_chosen = "return document.querySelector('[data-test=\"question-agent-self\"]')?.ariaChecked === 'true'";
    wait_until("the first answer", async || {
        Ok((window.run_script(is_chosen, vec![]).await? == json!(true)).then_some(()))
    })
    .await?;
    // The last answer folds the section, and the card is next.
    window.press("1").await?;
    read_cards(window, &["applicant"]).await
}

pub async fn accepted_by_silence(story: &mut Story) -> TestResult {
    sign_in(story.start().await?).await?;
    let window = story.window()?;
    let day = find_day(window, DAYS).await?;
    enter_slip(window, &day).await?;
    window.press("Enter").await?;
    window.wait_for_text("slip-chip", "0007").await?;
    let case = case_id(window).await?;
    choose_allowance(window).await?;
    go_on(window, "receive").await?;
    wait_status(window, &case, "received").await?;
    window.press("Alt+5").await?;
    window.wait_focus("decide-accept").await?;
    window.wait_for_words("late-papers", "老年人户口簿").await?;
    story.take_picture("deemed").await?;
    let window = story.window()?;
    window.check_accessibility("what silence accepted").await?;
    // A notice is too late.
    window.press("Down").await?;
    window.find("lack-stands_accepted").await?;
    window.press("Up").await?;
    window.find("deemed").await?;
    wait_enabled(window, "decide").await?;
    issue_decision(window).await?;
    wait_status(window, &case, "deemed").await?;
    wait_delivered(window).await?;
    story.take_picture("issued").await?;
    story.window()?.by_keys_alone()?;
    let receipt = printed_text(story)?;
    expect_on_paper(&receipt, &["视为受理", "请补交的材料", "老年人户口簿"])?;
    expect("nobody says that they were complete", !receipt.contains("申请材料齐全"))?;
    keep_forms(story, "silence").map(drop)
}
