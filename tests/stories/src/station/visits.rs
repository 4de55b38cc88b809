//! Before a citizen is sent away the window says which visit the next one is. What happened so far and what comes next
//! is told by one key: on the screen, on the citizen's, and on paper.

use super::look::Look;
use super::overlays::look_across;
use crate::steps::*;
use kit::{Story, TestResult};

/// Of the applicant's card; on the citizen's screen nobody is named.
const NAME: &str = "陈示例";

pub async fn course_and_visits(story: &mut Story) -> TestResult {
    let window = story.start().await?;
    sign_in(window).await?;
    switch_citizens_screen(window).await?;
    window.press("Alt+0").await?;
    window.find("home").await?;
    begin_case(window, &PENSION).await?;
    read_cards(window, &["applicant"]).await?;
    go_on(window, "receive").await?;
    wait_step(window, "scan").await?;
    send_away(story).await?;
    tell_course(story).await?;
    story.window()?.by_keys_alone()?;
    keep_forms(story, "visits").map(drop)
}

/// Held, and by a notice: each says that once more is more than was promised.
async fn send_away(story: &mut Story) -> TestResult {
    let window = story.window()?;
    window.press("Ctrl+H").await?;
    window.wait_for_text("visits-note", "再来就是第 2 次").await?;
    story.take_picture("hold").await?;
    let window = story.window()?;
    window.press("Esc").await?;
    window.wait_gone("hold-bar").await?;
    window.press("Alt+5").await?;
    window.wait_focus("decide-accept").await?;
    window.press("2").await?;
    window.wait_for_text("item-name-0", "户口簿").await?;
    window.wait_for_text("visits-note", "超过承诺").await?;
    story.take_picture("notice").await?;
    issue_decision(story.window()?).await?;
    story.window()?.find("document-correction_notice").await.map(drop)
}

async fn tell_course(story: &mut Story) -> TestResult {
    let window = story.window()?;
    window.press("Alt+Q").await?;
    window.wait_for_text("course-next", "户口簿").await?;
    window.wait_for_text("course-visits", "已到现场 1 次，承诺最多 1 次（示例）").await?;
    window.wait_for_text("course-lines", "告知需要补正的内容").await?;
    window.check_accessibility("the course of a case").await?;
    window.press("Alt+S").await?;
    wait_citizens_words(window, "the course", |words| {
        words.contains("收到申请材料") && words.contains("户口簿") && !words.contains(NAME)
    })
    .await?;
    window.check_citizen_accessibility("the course of a case").await?;
    let mut looks = Look::new(story);
    let look = &mut looks;
    look.look_at("course").await?;
    look_across(look, "citizen-course").await?;
    looks.end()?;
    story.window()?.press("Ctrl+P").await?;
    let words = wait_printed(story, "办理进度告知单").await?;
    for said in ["收到申请材料", "户口簿", "承诺最多1次（示例）"] {
        expect(said, words.contains(said))?;
    }
    story.take_picture("printed").await?;
    let window = story.window()?;
    window.press("Esc").await?;
    window.wait_gone("course").await?;
    wait_citizens_words(window, "nothing of it", |words| !words.contains("收到申请材料")).await
}
