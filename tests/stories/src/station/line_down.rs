//! The line is down for the whole case, from the sign-in on. Then it comes back. Other weather is
//! in `faults::line`.

use crate::steps::*;
use kit::network::free_port;
use kit::office::Office;
use kit::{Fault, Story, TestResult, wait_until};

/// Decided here under a provisional number, which is given back; its page stays open.
pub(crate) async fn case_without_the_line(story: &mut Story) -> TestResult<String> {
    begin_case(story.window()?, &PENSION).await?;
    read_cards(story.window()?, &["applicant"]).await?;
    take_papers(story.window()?).await?;
    fill_form(story.window()?, false).await?;
    issue_decision(story.window()?).await?;
    if is_official(story.window()?).await? {
        return Err(Fault::wrong("an official number without an office"));
    }
    let number = story.window()?.text("number").await?;
    story.take_picture("provisional").await?;
    match number.starts_with('临') {
        true => Ok(number),
        false => Err(Fault::wrong("no provisional number")),
    }
}

async fn bring_line_back(story: &mut Story, port: u16, provisional: &str) -> TestResult {
    let data = story.everything_written().join("office");
    let _office = Office::open(port, &data).await?;
    wait_until("the office's number", async || {
        Ok(is_official(story.window()?).await?.then_some(()))
    })
    .await?;
    wait_delivered(story.window()?).await?;
    let linked = story.window()?.text("provisional").await?;
    match linked == provisional {
        true => Ok(()),
        false => Err(Fault::wrong("the two numbers are not linked")),
    }
}

/// A clerk known here signs in without the line, works, and the case leaves by itself when the
/// office is back.
pub async fn connection_refused(story: &mut Story) -> TestResult {
    let port = free_port()?;
    point_to_office(story, port)?;
    let data = story.everything_written().join("office");
    let office = Office::open(port, &data).await?;
    sign_in(story.start().await?).await?;
    drop(office);
    sign_in(story.restart().await?).await?;
    story.window()?.find("offline").await?;
    story.take_picture("offline").await?;
    let provisional = case_without_the_line(story).await?;
    bring_line_back(story, port, &provisional).await
}
