//! A case decided twice: the correction notice, then the same case completed under the same number;
//! what the office has of it.

use serde_json::Value;

use crate::steps::*;
use kit::network::free_port;
use kit::office::Office;
use kit::office::OfficeClient;
use kit::{Fault, Story, TestResult, Window, wait_until};

/// The notice names the missing register; the receipt stays as it is and the clerk goes on to the
/// next person.
async fn give_notice(story: &mut Story) -> TestResult<(String, String)> {
    begin_case(story.window()?, &PENSION).await?;
    let case = case_id(story.window()?).await?;
    read_cards(story.window()?, &["applicant"]).await?;
    go_on(story.window()?, "receive").await?;
    wait_step(story.window()?, "scan").await?;
    let window = story.window()?;
    window.press("Alt+5").await?;
    window.focus("decide-accept").await?;
    window.press("Down").await?;
    window.wait_for_text("item-name-0", "户口簿").await?;
    issue_decision(window).await?;
    window.find("document-correction_notice").await?;
    wait_delivered(window).await?;
    let number = window.text("number").await?;
    wait_step(window, "done").await?;
    story.take_picture("notice").await?;
    story.window()?.press("Ctrl+Enter").await?;
    story.window()?.find("home").await?;
    Ok((case, number))
}

/// From the chip to the case, by keys alone.
pub async fn open_from_chip(window: &mut Window, chip: &str, case: &str) -> TestResult {
    window.wait_for_text(chip, "1").await?;
    window.tab_to(chip).await?;
    window.press("Enter").await?;
    let mark = format!("case-{case}");
    wait_until("the list of the chip", async || {
        Ok((window.focused_mark().await? == mark).then_some(()))
    })
    .await?;
    window.press("Enter").await?;
    window.find("section-1").await.map(drop)
}

/// The plug is pulled while the second decision is being issued. Whatever was reached, it ends with
/// one paper and one number.
async fn issue_through_power_cut(story: &mut Story, case: &str) -> TestResult {
    let window = story.window()?;
    window.press("F9").await?;
    window.find("preview").await?;
    wait_enabled(window, "issue").await?;
    story.take_picture("second-preview").await?;
    story.window()?.press("F9").await?;
    sign_in(story.restart().await?).await?;
    let window = story.window()?;
    let script = "location.hash = `#/case/${arguments[0]}`";
    window.run_script(script, vec![case.into()]).await?;
    window.find("section-1").await?;
    wait_until("a next step", async || {
        Ok((!next_step(window).await?.is_empty() || window.is_shown("decide").await?).then_some(()))
    })
    .await?;
    match next_step(window).await?.as_str() {
        "finish_issue" => window.press("Ctrl+Enter").await?,
        "done" => {}
        _ => issue_decision(window).await?,
    }
    window.find("document-acceptance_receipt").await.map(drop)
}

fn check_office(office: &OfficeClient, case: &str, number: &str) -> TestResult {
    let first = office.get(&format!("/cases/{case}/revisions/1"))?;
    let second = office.get(&format!("/cases/{case}/revisions/2"))?;
    let receipt_of = |view: &Value| {
        let decision = view["submission"]["decision"].as_str().unwrap_or_default().to_owned();
        (view["number"] == number, view["of"].as_u64().unwrap_or_default(), decision)
    };
    if receipt_of(&first) != (true, 2, "correction".into())
        || receipt_of(&second) != (true, 2, "accepted".into())
    {
        return Err(Fault::wrong(format!(
            "the office has {:?} and {:?}",
            receipt_of(&first),
            receipt_of(&second)
        )));
    }
    if second["state"] != "acknowledged"
        || first["submission"]["form"] == second["submission"]["form"]
    {
        return Err(Fault::wrong("the second revision is not the amended one"));
    }
    for part in second["submission"]["manifest"].as_array().into_iter().flatten() {
        let sha256 = part["sha256"].as_str().unwrap_or_default();
        if !office.has_part(case, sha256)? {
            return Err(Fault::wrong(format!(
                "a part of the second revision is missing: {}",
                part["kind"]
            )));
        }
    }
    Ok(())
}

pub async fn completed_after_the_notice(story: &mut Story) -> TestResult {
    let port = free_port()?;
    point_to_office(story, port)?;
    let data = story.everything_written().join("office");
    let _office = Office::open(port, &data).await?;
    sign_in(story.start().await?).await?;
    let (case, number) = give_notice(story).await?;
    open_from_chip(story.window()?, "count-correction", &case).await?;
    story.window()?.wait_for_text("asked-0", "户口簿").await?;
    story.take_picture("asked").await?;
    go_on(story.window()?, "scan").await?;
    go_on(story.window()?, "check_original").await?;
    give_back(story.window()?).await?;
    wait_step(story.window()?, "fill").await?;
    fill_form(story.window()?, false).await?;
    issue_through_power_cut(story, &case).await?;
    wait_delivered(story.window()?).await?;
    if story.window()?.text("number").await? != number {
        return Err(Fault::wrong("the number changed with the second revision"));
    }
    wait_drawn(story.window()?, "document-image").await?;
    story.take_picture("completed").await?;
    check_office(&OfficeClient::sign_in(port, "2001", "demo-2001")?, &case, &number)?;
    keep_forms(story, "revision").map(drop)
}
