//! An applicant asks to withdraw what was accepted: with the line up the office ends it; with the line down
//! it is printed as asked for, waits, and comes after the decision.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use counter_core::date::{Date, Moment};
use serde_json::json;

use crate::steps::*;
use kit::network::{Relay, Weather, free_port};
use kit::office::Office;
use kit::office::OfficeClient;
use kit::wait::wait_at_most;
use kit::{Fault, Story, TestResult, Window};

/// As a gateway says that nobody is behind it.
pub const DOWN: &[u8] =
    b"HTTP/1.1 502 Bad Gateway\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
/// Longer than any pause between two tries of a story.
pub const NEXT_TRY: Duration = Duration::from_secs(180);

fn today() -> TestResult<Date> {
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_err(|_| Fault::wrong("the clock is before 1970"))?;
    Ok(Moment::from_millis(now.as_millis() as i64).date())
}

/// Accepted, and wholly at the office.
async fn accept(window: &mut Window) -> TestResult<String> {
    begin_case(window, &PENSION).await?;
    let case = case_id(window).await?;
    read_cards(window, &["applicant"]).await?;
    take_papers(window).await?;
    fill_form(window, false).await?;
    issue_decision(window).await?;
    wait_delivered(window).await?;
    Ok(case)
}

/// By the applicant: drawn up and printed; it says no more than that it is asked for.
async fn draw_up(story: &mut Story) -> TestResult {
    story.window()?.press("Alt+Y").await?;
    story.window()?.find("withdrawal-by-applicant").await?;
    story.window()?.press("1").await?;
    story.window()?.find("withdrawal-scan").await?;
    let words = wait_printed(story, "撤回申请书").await?;
    expect("it is asked for", words.contains("本申请书只表示提出撤回"))?;
    expect("the clock runs", words.contains("答复前办理期限照常计算"))
}

pub async fn withdrawn_after_acceptance(story: &mut Story) -> TestResult {
    let port = free_port()?;
    let line = Relay::open(port)?;
    point_to_office(story, line.port())?;
    let _office = Office::open(port, &story.everything_written().join("office")).await?;
    sign_in(story.start().await?).await?;
    ended_by_the_office(story, port).await?;
    story.window()?.press("Alt+0").await?;
    story.window()?.find("home").await?;
    decided_meanwhile(story, port, &line).await?;
    story.window()?.by_keys_alone()?;
    keep_forms(story, "withdrawal").map(drop)
}

/// Without the line: nothing is said to be done, and the wish comes after the decision.
async fn decided_meanwhile(story: &mut Story, port: u16, line: &Relay) -> TestResult {
    let case = accept(story.window()?).await?;
    line.set_weather(Weather::Stranger(DOWN));
    draw_up(story).await?;
    story.window()?.press("2").await?;
    story.window()?.wait_for_text("event-withdrawal_asked", "等后台答复").await?;
    wait_status(story.window()?, &case, "accepted").await?;
    story.take_picture("asked-without-the-line").await?;
    let supervisor = OfficeClient::sign_in(port, "2001", "demo-2001")?;
    let step = json!({ "kind": "decided", "granted": true, "on": today()? });
    let id = "0b6f3a52-6d2e-4d0c-9a51-51f0f5a1d002";
    supervisor.post(&format!("/cases/{case}/steps"), &json!({ "id": id, "step": step }))?;
    line.set_weather(Weather::Fair);
    let window = story.window()?;
    wait_at_most(NEXT_TRY, "the office's no", async || {
        let told = window.text("event-withdrawal_asked").await?;
        Ok((told.contains("后台没有接受") && told.contains("已作出决定")).then_some(()))
    })
    .await?;
    wait_status(window, &case, "completed").await?;
    window.find("step-granted").await?;
    story.take_picture("decided-meanwhile").await.map(drop)
}

/// With the line: the signed paper is scanned and goes along, and the office ends the case.
async fn ended_by_the_office(story: &mut Story, port: u16) -> TestResult {
    let case = accept(story.window()?).await?;
    draw_up(story).await?;
    story.take_picture("withdrawal").await?;
    story.window()?.check_accessibility("a withdrawal").await?;
    story.window()?.press("1").await?;
    story.window()?.wait_for_text("event-withdrawal_asked", "后台已收到").await?;
    wait_status(story.window()?, &case, "accepted").await?;
    let supervisor = OfficeClient::sign_in(port, "2001", "demo-2001")?;
    let step = json!({ "kind": "withdrawn", "on": today()? });
    let id = "0b6f3a52-6d2e-4d0c-9a51-51f0f5a1d001";
    supervisor.post(&format!("/cases/{case}/steps"), &json!({ "id": id, "step": step }))?;
    story.window()?.find("step-withdrawn").await?;
    wait_status(story.window()?, &case, "withdrawn").await?;
    story.take_picture("withdrawn").await.map(drop)
}
