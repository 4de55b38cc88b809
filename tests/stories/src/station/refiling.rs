//! The wrong item is seen on the receipt: before the office gave a number the window makes the case void itself;
//! after it the office is asked, and nothing is said to be done before it has answered. The citizen is there, or
//! is gone and telephoned.

use std::time::Duration;

use super::look::Look;
use super::supervising::{sign_in_as, sign_out};
use crate::steps::*;
use kit::network::{Relay, Weather, free_port};
use kit::office::Office;
use kit::wait::wait_at_most;
use kit::{Story, TestResult, Window, wait_until};

/// As a gateway says that nobody is behind it.
const DOWN: &[u8] = b"HTTP/1.1 502 Bad Gateway\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
/// Longer than any pause between two tries of this story.
const NEXT_TRY: Duration = Duration::from_secs(180);

pub async fn void_and_reopened(story: &mut Story) -> TestResult {
    let port = free_port()?;
    let line = Relay::open(port)?;
    point_to_office(story, line.port())?;
    let _office = Office::open(port, &story.everything_written().join("office")).await?;
    // Once with the line: what a supervisor leaves here lets them say yes without it.
    story.start().await?.find("sign-in").await?;
    sign_in_as(story.window()?, "2001", "queue").await?;
    sign_out(story.window()?).await?;
    sign_in(story.window()?).await?;
    after_the_number(story, &line).await?;
    story.window()?.press("Alt+0").await?;
    story.window()?.find("home").await?;
    before_the_number(story, &line).await?;
    story.window()?.by_keys_alone()?;
    keep_forms(story, "refiling").map(drop)
}

async fn accept(window: &mut Window) -> TestResult<String> {
    begin_case(window, &PENSION).await?;
    let case = case_id(window).await?;
    read_cards(window, &["applicant"]).await?;
    take_papers(window).await?;
    fill_form(window, false).await?;
    issue_decision(window).await?;
    Ok(case)
}

/// Why, and that the receipt came back; up to whether the citizen is here.
async fn begin_void(story: &mut Story) -> TestResult {
    story.window()?.press("Alt+V").await?;
    story.window()?.find("void-reason").await?;
    story.window()?.type_text("shixiang").await?;
    story.window()?.press("Enter").await?;
    story.window()?.find("void-receipt-back").await?;
    story.window()?.press("1").await?;
    story.window()?.find("void-citizen-here").await.map(drop)
}

/// The right item, with a supervisor's word for it. By the password: no code is known at this window.
async fn choose_right_item(story: &mut Story) -> TestResult {
    story.window()?.find("refile").await?;
    story.window()?.type_text("dibao").await?;
    story.window()?.find("hit-dibao").await?;
    story.take_picture("right-item").await?;
    story.window()?.press("Enter").await?;
    let window = story.window()?;
    window.wait_focus("consent-number").await?;
    window.type_text("2001").await?;
    window.press("Alt+P").await?;
    window.wait_focus("consent-password").await?;
    window.type_text("demo-2001").await?;
    window.press("Enter").await?;
    window.wait_gone("consent").await
}

/// With the line down after the number: asked for, not done, until the office has answered.
async fn after_the_number(story: &mut Story, line: &Relay) -> TestResult {
    let first = accept(story.window()?).await?;
    wait_delivered(story.window()?).await?;
    line.set_weather(Weather::Stranger(DOWN));
    begin_void(story).await?;
    story.window()?.check_accessibility("a void").await?;
    let mut look = Look::new(story);
    look.look_at("void").await?;
    look.end()?;
    story.window()?.press("1").await?;
    choose_right_item(story).await?;
    let window = story.window()?;
    wait_until("the new case", async || Ok((case_id(window).await? != first).then_some(())))
        .await?;
    let second = case_id(window).await?;
    window.wait_for_text("refiled-from", "收件日期不变").await?;
    wait_status(window, &second, "received").await?;
    wait_status(window, &first, "accepted").await?;
    story.take_picture("asked-without-the-line").await?;
    line.set_weather(Weather::Fair);
    let window = story.window()?;
    wait_at_most(NEXT_TRY, "the office's answer", async || {
        let there = load_case(window, &first).await?;
        Ok((there["status"] == "voided").then_some(()))
    })
    .await
}

/// The citizen is gone: the new case waits for a signature, with what was said on the telephone.
async fn before_the_number(story: &mut Story, line: &Relay) -> TestResult {
    line.set_weather(Weather::Stranger(DOWN));
    let first = accept(story.window()?).await?;
    begin_void(story).await?;
    story.window()?.press("2").await?;
    story.window()?.find("void-telephoned").await?;
    story.window()?.type_text("1420").await?;
    story.window()?.press("Enter").await?;
    choose_right_item(story).await?;
    story.window()?.find("home").await?;
    wait_status(story.window()?, &first, "voided").await?;
    story.window()?.wait_for_text("held-list", "待签字").await?;
    story.take_picture("waits-for-a-signature").await?;
    line.set_weather(Weather::Fair);
    Ok(())
}
