//! 逾期未补: the notice of a place that settled the rule states day and consequence; weeks later nothing came. No
//! day ends the case: the clerk writes down that the applicant was told, and ends it.

use serde_json::json;

use super::centre::{CLERK, Centre, PASSWORD};
use super::first_case::give_notice;
use super::joining::{fill_join_page, go_to_door, send_join_code};
use super::oddities::other_clock;
use crate::cases::revision::open_from_chip;
use crate::cases::withdrawal::NEXT_TRY;
use crate::steps::*;
use kit::reader::Reader;
use kit::wait::wait_at_most;
use kit::{Story, TestResult};

pub async fn lapsed_after_the_notice(story: &mut Story) -> TestResult {
    let rule =
        json!({ "days": 5, "consequence": "视为放弃申请，终止办理", "source": "示例办法第十条" });
    let settle = |body: &mut serde_json::Value| body["place"]["papers"] = json!({ "lapse": rule });
    let centre = Centre::open_with(story, settle).await?;
    let reader = Reader::open(&story.everything_written().join("reader"), "").await?;
    point_to_reader(story, &reader.port())?;
    reader.send_command("place applicant")?;
    // More than five working days, whatever holidays lie among them.
    for (name, value) in other_clock("-25d")? {
        story.set_variable(name, value);
    }
    let window = story.start().await?;
    fill_join_page(window, &centre).await?;
    send_join_code(window).await?;
    go_to_door(window).await?;
    sign_in_by(window, CLERK, PASSWORD, "home").await?;
    let case = notify(story).await?;
    for (name, value) in [("LD_PRELOAD", ""), ("FAKETIME", "+0")] {
        story.set_variable(name, value);
    }
    sign_in_by(story.restart().await?, CLERK, PASSWORD, "home").await?;
    end_case(story, &centre, &case).await
}

/// The notice states its day; it is not over, and the bar offers no end.
async fn notify(story: &mut Story) -> TestResult<String> {
    let window = story.window()?;
    let case = give_notice(window).await?;
    window.press("Alt+Y").await?;
    window.find("lapse-by-telephone").await?;
    window.press("Esc").await?;
    window.wait_gone("lapse-bar").await?;
    story.take_picture("notice").await?;
    Ok(case)
}

/// At its last step the line is down: the applicant has the paper, and the office hears of it later.
async fn end_case(story: &mut Story, centre: &Centre, case: &str) -> TestResult {
    let window = story.window()?;
    open_from_chip(window, "count-correction", case).await?;
    wait_status(window, case, "correction").await?;
    window.press("Alt+Y").await?;
    window.find("lapse-by-telephone").await?;
    story.take_picture("told").await?;
    let window = story.window()?;
    window.check_accessibility("corrections that never came").await?;
    window.press("1").await?;
    window.find("lapse-end").await?;
    window.press("1").await?;
    window.find("lapse-sure-yes").await?;
    story.take_picture("sure").await?;
    centre.silence_office()?;
    story.window()?.press("1").await?;
    wait_status(story.window()?, case, "lapsed").await?;
    story.window()?.wait_for_text("event-lapsed", "等后台答复").await?;
    let words = wait_printed(story, "终止办理告知书").await?;
    for said in ["视为放弃申请，终止办理", "示例办法第十条", "电话告知申请人一方", "行政复议"]
    {
        expect(said, words.contains(said))?;
    }
    story.take_picture("lapsed").await?;
    centre.wake_office()?;
    let window = story.window()?;
    wait_at_most(NEXT_TRY, "the office's word", async || {
        Ok(window.text("event-lapsed").await?.contains("后台已收到").then_some(()))
    })
    .await?;
    story.window()?.by_keys_alone()?;
    keep_forms(story, "lapse").map(drop)
}
