//! The plug is pulled after each step of a case. Started again: same people, fields, pages,
//! numbers, open section.

use serde_json::Value;

use crate::steps::*;
use kit::{Fault, Story, TestResult, Window, wait_until};

async fn pull_the_plug(story: &mut Story, case: &str, after: &str) -> TestResult {
    let original = load_case(story.window()?, case).await?;
    story.window()?.by_keys_alone()?;
    sign_in(story.restart().await?).await?;
    let now = load_case(story.window()?, case).await?;
    if original != now || original == Value::Null {
        return Err(Fault::wrong(format!("after {after}: the case came back another")));
    }
    open_again(story.window()?, case).await
}

async fn open_again(window: &mut Window, case: &str) -> TestResult {
    window.find(&format!("case-{case}")).await?;
    window.press("Ctrl+F").await?;
    window.press("Down").await?;
    window.wait_focus(&format!("case-{case}")).await?;
    window.press("Enter").await?;
    window.find("section-1").await.map(drop)
}

pub async fn killed_after_each_step(story: &mut Story) -> TestResult {
    sign_in(story.start().await?).await?;
    begin_case(story.window()?, &PENSION).await?;
    let case = case_id(story.window()?).await?;
    pull_the_plug(story, &case, "the item").await?;
    read_cards(story.window()?, &["applicant"]).await?;
    pull_the_plug(story, &case, "the card").await?;
    go_on(story.window()?, "receive").await?;
    wait_step(story.window()?, "scan").await?;
    pull_the_plug(story, &case, "the receipt").await?;
    go_on(story.window()?, "scan").await?;
    wait_step(story.window()?, "check_original").await?;
    pull_the_plug(story, &case, "the scan").await?;
    go_on(story.window()?, "check_original").await?;
    give_back(story.window()?).await?;
    wait_step(story.window()?, "fill").await?;
    pull_the_plug(story, &case, "the originals").await?;
    story.window()?.press("Alt+4").await?;
    fill_fields(story.window()?, false).await?;
    pull_the_plug(story, &case, "the form").await?;
    sign_form(story.window()?).await?;
    wait_until("the open section on the disk", async || {
        Ok((load_case(story.window()?, &case).await?["section"] == 5).then_some(()))
    })
    .await?;
    pull_the_plug(story, &case, "the signature").await?;
    wait_enabled(story.window()?, "decide").await?;
    issue_decision(story.window()?).await?;
    wait_delivered(story.window()?).await?;
    let original = load_case(story.window()?, &case).await?;
    sign_in(story.restart().await?).await?;
    match load_case(story.window()?, &case).await? == original {
        true => Ok(()),
        false => Err(Fault::wrong("after the number: the case came back another")),
    }
}
