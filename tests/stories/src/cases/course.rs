//! A case that is accepted with a paper to come, the paper that comes, and what the deciding office
//! says afterwards: how the clerk's clock follows and what is printed.

use std::time::{SystemTime, UNIX_EPOCH};

use counter_core::date::Moment;
use serde_json::json;

use super::revision::open_from_chip;
use crate::steps::*;
use kit::network::free_port;
use kit::office::Office;
use kit::office::OfficeClient;
use kit::{Fault, Story, TestResult, Window, wait_until};

/// 临时救助, urgent: what is not at hand may follow, here the proof of income.
const ANSWERS: [(&str, &str); 4] =
    [("cause", "4"), ("special", "1"), ("agent", "1"), ("urgent", "2")];
const LATER: &str = "income_and_property_proof_later";
const AT_HAND: [&str; 3] = ["household_register", "commitment_and_authorisation", "bank_account"];

/// Each question as it is asked, whatever the order.
async fn answer_all(window: &mut Window) -> TestResult {
    for asked in 1..=ANSWERS.len() as u64 {
        let focused = window.focused_mark().await?;
        let answer = ANSWERS.iter().find(|(id, _)| focused.starts_with(&format!("question-{id}-")));
        let (_, digit) = answer.ok_or_else(|| Fault::wrong(format!("{focused} is asked")))?;
        window.press(digit).await?;
        wait_until(
            "the answer",
            async || Ok((count_answers(window).await? == asked).then_some(())),
        )
        .await?;
    }
    Ok(())
}

/// What might follow too, and is here: no step asks for it.
async fn scan_papers_at_hand(window: &mut Window, case: &str) -> TestResult {
    for material in AT_HAND {
        window.click(&format!("material-{material}")).await?;
        // The scanner is free again: its key does nothing before.
        window.find("scan").await?;
        window.press("Ctrl+D").await?;
        wait_until("the page of what is at hand", async || {
            let view = load_case(window, case).await?;
            let rows = view["materials"].as_array().into_iter().flatten();
            let mut received = rows.filter(|row| row["state"] == "received");
            Ok(received.any(|row| row["id"] == material).then_some(()))
        })
        .await?;
    }
    Ok(())
}

/// The primary key until the papers are settled.
async fn settle_papers(window: &mut Window) -> TestResult {
    for _ in 0..20 {
        if ["fill", "decide"].contains(&next_step(window).await?.as_str()) {
            return Ok(());
        }
        let label = window.text("primary").await?;
        match next_step(window).await?.as_str() {
            "give_back" => give_back(window).await?,
            _ => window.press("Ctrl+Enter").await?,
        }
        wait_until("another step", async || {
            Ok((window.text("primary").await? != label).then_some(()))
        })
        .await?;
    }
    Err(Fault::wrong("the papers are never settled"))
}

async fn fill_in(window: &mut Window) -> TestResult {
    window.wait_focus("field-phone").await?;
    window.type_text("10012345678").await?;
    window.press("Enter").await?;
    window.focus("field-request").await?;
    window.type_text("xuyao jiuzhu").await?;
    window.focus("field-delivery").await?;
    window.press("1").await?;
    sign_form(window).await?;
    window.press("Alt+5").await?;
    wait_enabled(window, "decide").await
}

/// Everything but the decision, which may be made with a paper to come; whose case it is.
pub async fn prepare_deferral(window: &mut Window) -> TestResult<String> {
    window.wait_focus("item-search").await?;
    window.type_text("linshijiuzhu").await?;
    window.press("Enter").await?;
    window.find("list-page").await?;
    answer_all(window).await?;
    window.press("Ctrl+Enter").await?;
    wait_step(window, "read_card").await?;
    let case = case_id(window).await?;
    read_cards(window, &["applicant"]).await?;
    go_on(window, "receive").await?;
    wait_step(window, "fill").await?;
    scan_papers_at_hand(window, &case).await?;
    wait_until("what came to be looked at", async || {
        Ok((next_step(window).await? != "fill").then_some(()))
    })
    .await?;
    settle_papers(window).await?;
    fill_in(window).await?;
    window.wait_for_text("deferred-names", "家庭财产与收入书面声明").await?;
    Ok(case)
}

async fn accept_with_deferred_paper(story: &mut Story) -> TestResult<(String, String)> {
    let case = prepare_deferral(story.window()?).await?;
    story.take_picture("deferral").await?;
    let window = story.window()?;
    window.check_accessibility("papers that may follow").await?;
    issue_decision(window).await?;
    window.find("document-deferred_commitment").await?;
    window.find("document-deferred_notice").await?;
    wait_delivered(window).await?;
    wait_drawn(window, "document-image").await?;
    let number = window.text("number").await?;
    story.take_picture("deferred").await?;
    story.window()?.press("Ctrl+Enter").await?;
    story.window()?.find("home").await?;
    Ok((case, number))
}

async fn bring_deferred_paper(story: &mut Story, case: &str) -> TestResult {
    let window = story.window()?;
    open_from_chip(window, "count-correction", case).await?;
    window.wait_for_text("deferred-notice", "家庭财产与收入书面声明").await?;
    window.find("deferral-clock").await?;
    story.take_picture("waiting").await?;
    let window = story.window()?;
    go_on(window, "deferred_papers").await?;
    give_back(window).await?;
    wait_enabled(window, "decide").await?;
    issue_decision(window).await?;
    window.find("document-acceptance_receipt").await?;
    wait_delivered(window).await
}

/// The deciding office speaks; the window hears it by itself.
async fn decide_at_office(story: &mut Story, office: &OfficeClient, case: &str) -> TestResult {
    let say = |id: &str, step| {
        office.post(&format!("/cases/{case}/steps"), &json!({ "id": id, "step": step }))
    };
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_err(|_| Fault::wrong("the clock is before 1970"))?;
    let today = Moment::from_millis(now.as_millis() as i64).date();
    let begun = "0b6f3a52-6d2e-4d0c-9a51-51f0f5a1c001";
    say(
        begun,
        json!({ "kind": "special_procedure", "procedure": "expert_review", "from": today, "days": 5,
            "working": true }),
    )?;
    let window = story.window()?;
    window.wait_for_text("notice-step_told", "专家评审").await?;
    window.find("step-special").await?;
    story.take_picture("paused").await?;
    let window = story.window()?;
    window.check_accessibility("what the deciding office said").await?;
    window.focus("print-step-special").await?;
    window.press("Enter").await?;
    window.find("document-special_notice").await?;
    let words = printed_text(story)?;
    if !words.contains("特殊程序审查期限告知书") || !words.contains("5个工作日") {
        return Err(Fault::wrong("another paper was printed"));
    }
    say(
        "0b6f3a52-6d2e-4d0c-9a51-51f0f5a1c002",
        json!({ "kind": "special_ended", "begun": begun, "on": today }),
    )?;
    say(
        "0b6f3a52-6d2e-4d0c-9a51-51f0f5a1c003",
        json!({ "kind": "decided", "granted": true, "on": today }),
    )?;
    let window = story.window()?;
    window.find("step-granted").await?;
    wait_status(window, case, "completed").await?;
    story.take_picture("decided").await.map(drop)
}

pub async fn deferred_and_decided(story: &mut Story) -> TestResult {
    let port = free_port()?;
    point_to_office(story, port)?;
    let data = story.everything_written().join("office");
    let _office = Office::open(port, &data).await?;
    sign_in(story.start().await?).await?;
    let (case, number) = accept_with_deferred_paper(story).await?;
    bring_deferred_paper(story, &case).await?;
    if story.window()?.text("number").await? != number {
        return Err(Fault::wrong("the number changed with the paper that came"));
    }
    let office = OfficeClient::sign_in(port, "2001", "demo-2001")?;
    let first =
        office.get(&format!("/cases/{case}/revisions/1"))?["submission"]["deferred"].clone();
    let second =
        office.get(&format!("/cases/{case}/revisions/2"))?["submission"]["deferred"].clone();
    if first["materials"] != json!([LATER]) || !second.is_null() {
        return Err(Fault::wrong(format!("the office was told {first} and {second}")));
    }
    decide_at_office(story, &office, &case).await?;
    keep_forms(story, "course").map(drop)
}
