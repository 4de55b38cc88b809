//! What the office finds odd of a case: here the clerk decided without the line, and the account was
//! ended before the case arrived. The supervisor sees it, looks into it and clears it.

use super::catalogue::{path_text, run_counter};
use super::line_down::case_without_the_line;
use super::supervising::leave_by_keys;
use crate::steps::*;
use kit::network::free_port;
use kit::office::Office;
use kit::{Story, TestResult};

/// The queue counts it and names it on its line; the case says what is odd, and who decided.
async fn look_into_mark(story: &mut Story, row: &str) -> TestResult {
    let window = story.window()?;
    window.wait_for_text("queue-marked", "1 件待核对").await?;
    window.find("row-marked").await?;
    window.wait_focus(row).await?;
    window.check_accessibility("the queue with a marked case").await?;
    story.take_picture("queue").await?;
    let window = story.window()?;
    window.press("Enter").await?;
    window.find("review").await?;
    window.find("pages-hidden").await?;
    window.wait_for_text("mark-account_ended", "工号现已停用").await?;
    window.wait_for_text("review-author", "1001").await?;
    window.check_accessibility("a marked case").await?;
    story.take_picture("marked").await.map(drop)
}

pub async fn marked_and_cleared(story: &mut Story) -> TestResult {
    let port = free_port()?;
    point_to_office(story, port)?;
    let data = story.everything_written().join("office");
    let office = Office::open(port, &data).await?;
    sign_in(story.start().await?).await?;
    drop(office);
    case_without_the_line(story).await?;
    let case = case_id(story.window()?).await?;
    story.window()?.wait_for_text("line", "待上传 1").await?;
    leave_by_keys(story.window()?).await?;

    // An honest decision, so the office takes it. It arrives though nobody is signed in here.
    run_counter(&["office", "end-account", "1001", "--data", path_text(&data)])?;
    let _office = Office::open(port, &data).await?;
    story.window()?.wait_for_text("line", "待上传 0").await?;
    sign_in_by(story.window()?, "2001", "demo-2001", "queue").await?;
    let row = format!("queue-{case}");
    look_into_mark(story, &row).await?;

    let window = story.window()?;
    window.press("Alt+M").await?;
    window.wait_gone("review-marks").await?;
    story.take_picture("cleared").await?;
    let window = story.window()?;
    window.press("Esc").await?;
    window.wait_focus(&row).await?;
    window.wait_gone("queue-marked").await?;
    window.wait_gone("row-marked").await?;
    window.by_keys_alone()
}
