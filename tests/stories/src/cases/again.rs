//! The same person again: another item at one visit, and what was taken in on paper while the
//! counter was out.

use serde_json::{Value, json};

use crate::steps::*;
use kit::network::free_port;
use kit::office::{Office, first_submission};
use kit::{Story, TestResult, Window, wait_until};

async fn load_whole_case(window: &Window, case: &str) -> TestResult<Value> {
    let script = "const done = arguments[1]; window.__TAURI_INTERNALS__.invoke('call', \
        { name: 'case', payload: { case: arguments[0] } }).then(done, failure => done({ failure }));";
    window.run_script_async(script, vec![json!(case)]).await
}

/// 最低生活保障 after the pension: the same register and the same person, but nothing is stamped or
/// checked.
pub async fn another_item(story: &mut Story) -> TestResult {
    sign_in(story.start().await?).await?;
    begin_case(story.window()?, &PENSION).await?;
    read_cards(story.window()?, &["applicant"]).await?;
    take_papers(story.window()?).await?;
    story.window()?.wait_focus("field-phone").await?;
    story.window()?.type_text("10012345678").await?;
    let first = case_id(story.window()?).await?;
    story.window()?.press("Ctrl+J").await?;
    story.window()?.find("another").await?;
    story.window()?.type_text("dibao").await?;
    story.window()?.find("hit-dibao").await?;
    story.take_picture("choose").await?;
    story.window()?.check_accessibility("another item").await?;
    let original = load_whole_case(story.window()?, &first).await?;
    story.window()?.press("Enter").await?;
    let window = story.window()?;
    wait_until("the new case", async || Ok((case_id(window).await? != first).then_some(())))
        .await?;
    window.find("section-1").await?;
    let second = case_id(window).await?;
    let copy = load_whole_case(window, &second).await?;
    expect("another item", copy["item"]["id"] == "dibao" && copy["carried"] == true)?;
    expect("the same person", copy["people"] == original["people"])?;
    let page = &copy["pages"][0];
    expect(
        "the same page",
        page["sha256"] == original["pages"][0]["sha256"] && page["sha256"].is_string(),
    )?;
    expect(
        "a page of its own",
        page["id"] != original["pages"][0]["id"] && page["source"] == "carried",
    )?;
    let agent = copy["questions"]
        .as_array()
        .and_then(|questions| questions.iter().find(|q| q["id"] == "agent"))
        .cloned();
    expect("the same answer", agent.is_some_and(|q| q["answer"] == "self"))?;
    expect("the same telephone", copy["form"].to_string().contains("10012345678"))?;
    expect("not yet looked at here", page["shown"] == false)?;
    expect(
        "not yet received",
        copy["status"] == "draft" && copy["clock"]["received_at"].is_null(),
    )?;
    expect(
        "nothing checked",
        copy["materials"]
            .as_array()
            .is_some_and(|rows| rows.iter().all(|m| m["checked_by"].is_null())),
    )?;
    expect("the first case as it was", load_whole_case(window, &first).await? == original)?;
    window.press("Alt+3").await?;
    window.find("complete").await?;
    window.press("Down").await?;
    window.find("viewer-image").await?;
    wait_drawn(window, "viewer-image").await?;
    story.take_picture("carried").await.map(drop)
}

/// Entered two days later: the stamp, the paper and the office bear the slip's time.
pub async fn paper_slip(story: &mut Story) -> TestResult {
    let port = free_port()?;
    point_to_office(story, port)?;
    let archive = story.everything_written().join("office");
    let _office = Office::open(port, &archive).await?;
    sign_in(story.start().await?).await?;
    let day = find_day(story.window()?, 2).await?;
    enter_slip(story.window()?, &day).await?;
    story.take_picture("bar").await?;
    story.window()?.check_accessibility("slip bar").await?;
    story.window()?.press("Enter").await?;
    story.window()?.wait_for_text("slip-chip", "0007").await?;
    let case = case_id(story.window()?).await?;
    sign_in(story.restart().await?).await?;
    story.window()?.click(&format!("case-{case}")).await?;
    story.window()?.wait_for_text("slip-chip", "09:12").await?;
    story.window()?.press("Alt+2").await?;
    story.window()?.wait_focus("item-search").await?;
    story.window()?.type_text("yanglao").await?;
    story.window()?.find("hit-chengxiang-yanglao").await?;
    story.window()?.press("Enter").await?;
    story.window()?.find("question-agent-self").await?;
    story.window()?.press("1").await?;
    let is_chosen = "return document.querySelector('[data-test=\"question-agent-self\"]')?.ariaChecked === 'true'";
    let window = story.window()?;
    wait_until("the first answer", async || {
        Ok((window.run_script(is_chosen, vec![]).await? == json!(true)).then_some(()))
    })
    .await?;
    // The last answer folds the section, and the card is next.
    window.press("1").await?;
    read_cards(story.window()?, &["applicant"]).await?;
    take_papers(story.window()?).await?;
    let received = load_whole_case(story.window()?, &case).await?["clock"]["received_at"].clone();
    expect("received when the slip says", received == json!(format!("{day} 09:12")))?;
    story.take_picture("received").await?;
    fill_form(story.window()?, false).await?;
    issue_decision(story.window()?).await?;
    wait_drawn(story.window()?, "document-image").await?;
    story.take_picture("issued").await?;
    wait_delivered(story.window()?).await?;
    let filed = first_submission(port, &case)?;
    expect("the office has the slip", filed["slip"] == "0007")?;
    expect("and the true time", filed["received_at"] == json!(format!("{day}T01:12:00Z")))?;
    story.window()?.press("Alt+0").await?;
    enter_slip(story.window()?, &day).await?;
    story.window()?.press("Enter").await?;
    let refusal =
        "return document.querySelector('[data-test=\"slip-failure\"]')?.dataset.code ?? ''";
    let window = story.window()?;
    wait_until("the refusal", async || {
        Ok((window.run_script(refusal, vec![]).await? == json!("slip_taken")).then_some(()))
    })
    .await?;
    story.take_picture("taken").await?;
    keep_forms(story, "slip").map(drop)
}

/// So many days ago, by a counter's clock.
pub async fn find_day(window: &Window, ago: u32) -> TestResult<String> {
    let script =
        "return new Date(Date.now() - arguments[0] * 864e5 + 8 * 36e5).toISOString().slice(0, 10)";
    let day = window.run_script(script, vec![json!(ago)]).await?;
    Ok(day.as_str().unwrap_or_default().to_owned())
}

/// Slip 0007 with its day and time; Enter opens its case.
pub async fn enter_slip(window: &mut Window, day: &str) -> TestResult {
    window.find("home").await?;
    window.press("Ctrl+B").await?;
    window.wait_focus("slip-number").await?;
    window.type_text("0007").await?;
    window.press("Enter").await?;
    window.wait_focus("slip-date").await?;
    window.type_text(&day.replace('-', "")).await?;
    window.press("Enter").await?;
    window.wait_focus("slip-time").await?;
    window.type_text("0912").await
}
