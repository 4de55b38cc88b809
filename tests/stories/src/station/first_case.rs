//! A new computer joins its centre by a code, and its clerk files the first case there: what a
//! technician leaves behind, and a citizen meets.

use super::centre::{CLERK, Centre, PASSWORD};
use super::joining::{fill_join_page, go_to_door, send_join_code};
use crate::steps::*;
use kit::reader::Reader;
use kit::{Fault, Story, TestResult, Window};

/// From the home screen to the notice of what is missing, given out and at the office. Its case.
pub async fn give_notice(window: &mut Window) -> TestResult<String> {
    begin_case(window, &PENSION).await?;
    let case = case_id(window).await?;
    read_cards(window, &["applicant"]).await?;
    go_on(window, "receive").await?;
    wait_step(window, "scan").await?;
    window.press("Alt+5").await?;
    window.wait_focus("decide-accept").await?;
    window.press("2").await?;
    window.wait_for_text("item-name-0", "户口簿").await?;
    issue_decision(window).await?;
    window.find("document-correction_notice").await?;
    wait_delivered(window).await?;
    Ok(case)
}

/// A window of a real office invents no reader: this one is plugged in.
pub async fn joined_and_filed(story: &mut Story) -> TestResult {
    let centre = Centre::open(story).await?;
    let reader = Reader::open(&story.everything_written().join("reader"), "").await?;
    point_to_reader(story, &reader.port())?;
    reader.send_command("place applicant")?;
    let window = story.start().await?;
    fill_join_page(window, &centre).await?;
    send_join_code(window).await?;
    go_to_door(window).await?;
    sign_in_by(window, CLERK, PASSWORD, "home").await?;
    give_notice(window).await?;
    if !is_official(window).await? {
        return Err(Fault::wrong("the office was there and gave no number at once"));
    }
    story.take_picture("filed").await?;
    story.window()?.by_keys_alone()
}
