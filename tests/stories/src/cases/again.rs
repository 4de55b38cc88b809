//! The same person again: another item at one visit, and what was taken in on paper while the counter was out.

use serde_json::{Value, json};

use crate::steps::*;
use kit::office::{peer, wire};
use kit::{Fault, Story, Told, Window, until};

async fn whole(window: &Window, case: &str) -> Told<Value> {
    let script = "const done = arguments[1]; window.__TAURI_INTERNALS__.invoke('call', \
        { name: 'case', payload: { case: arguments[0] } }).then(done, failure => done({ failure }));";
    window.run_later(script, vec![json!(case)]).await
}

fn expect(what: &str, holds: bool) -> Told {
    holds.then_some(()).ok_or_else(|| Fault::wrong(format!("not so: {what}")))
}

/// 最低生活保障 after the pension: the same register and the same person, but nothing is stamped or checked.
pub async fn another_item(story: &mut Story) -> Told {
    sign_in(story.start().await?).await?;
    begin(story.window()?, &PENSION).await?;
    read_cards(story.window()?, &["applicant"]).await?;
    take_papers(story.window()?).await?;
    story.window()?.wait_focus("field-phone").await?;
    story.window()?.type_text("10012345678").await?;
    let first = case_id(story.window()?).await?;
    story.window()?.press("Ctrl+J").await?;
    story.window()?.find("another").await?;
    story.window()?.type_text("dibao").await?;
    story.window()?.find("hit-dibao").await?;
    story.picture("choose").await?;
    story.window()?.accessible("another item").await?;
    let before = whole(story.window()?, &first).await?;
    story.window()?.press("Enter").await?;
    let window = story.window()?;
    until("the new case", async || Ok((case_id(window).await? != first).then_some(()))).await?;
    window.find("section-1").await?;
    let second = case_id(window).await?;
    let carried = whole(window, &second).await?;
    expect("another item", carried["item"]["id"] == "dibao" && carried["carried"] == true)?;
    expect("the same person", carried["people"] == before["people"])?;
    let page = &carried["pages"][0];
    expect("the same page", page["sha256"] == before["pages"][0]["sha256"] && page["sha256"].is_string())?;
    expect("a page of its own", page["id"] != before["pages"][0]["id"] && page["source"] == "carried")?;
    let agent = carried["questions"].as_array().and_then(|all| all.iter().find(|q| q["id"] == "agent")).cloned();
    expect("the same answer", agent.is_some_and(|q| q["answer"] == "self"))?;
    expect("the same telephone", carried["form"].to_string().contains("10012345678"))?;
    expect("not yet looked at here", page["shown"] == false)?;
    expect("not yet received", carried["status"] == "draft" && carried["clock"]["received_at"].is_null())?;
    expect(
        "nothing checked",
        carried["materials"].as_array().is_some_and(|all| all.iter().all(|m| m["checked_by"].is_null())),
    )?;
    expect("the first case as it was", whole(window, &first).await? == before)?;
    window.press("Alt+3").await?;
    window.find("complete").await?;
    window.press("Down").await?;
    window.find("viewer-image").await?;
    drawn(window, "viewer-image").await?;
    story.picture("carried").await.map(drop)
}

/// Entered two days later: the stamp, the paper and the office bear the slip's time.
pub async fn paper_slip(story: &mut Story) -> Told {
    let port = peer::nobody()?;
    point_to_office(story, port)?;
    let archive = story.everything_written().join("office");
    let _office = peer::Office::open(port, &archive).await?;
    sign_in(story.start().await?).await?;
    let script = "return new Date(Date.now() - 2 * 864e5 + 8 * 36e5).toISOString().slice(0, 10)";
    let day = story.window()?.run(script, vec![]).await?.as_str().unwrap_or_default().to_owned();
    enter(story.window()?, &day).await?;
    story.picture("bar").await?;
    story.window()?.accessible("slip bar").await?;
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
    story.window()?.find("question-group-normal").await?;
    story.window()?.press("1").await?;
    let chosen = "return document.querySelector('[data-test=\"question-group-normal\"]')?.ariaChecked === 'true'";
    let window = story.window()?;
    until("the first answer", async || Ok((window.run(chosen, vec![]).await? == json!(true)).then_some(()))).await?;
    // The last answer folds the section, and the card is next.
    window.press("1").await?;
    read_cards(story.window()?, &["applicant"]).await?;
    take_papers(story.window()?).await?;
    let received = whole(story.window()?, &case).await?["clock"]["received_at"].clone();
    expect("received when the slip says", received == json!(format!("{day} 09:12")))?;
    story.picture("received").await?;
    fill_form(story.window()?, false).await?;
    decide(story.window()?).await?;
    drawn(story.window()?, "document-image").await?;
    story.picture("issued").await?;
    delivered(story.window()?).await?;
    let filed = wire::filed(port, &case)?;
    expect("the office has the slip", filed["slip"] == "0007")?;
    expect("and the true time", filed["received_at"] == json!(format!("{day}T01:12:00Z")))?;
    story.window()?.press("Alt+0").await?;
    enter(story.window()?, &day).await?;
    story.window()?.press("Enter").await?;
    let taken = "return document.querySelector('[data-test=\"slip-failure\"]')?.dataset.code ?? ''";
    let window = story.window()?;
    until("the refusal", async || Ok((window.run(taken, vec![]).await? == json!("slip_taken")).then_some(()))).await?;
    story.picture("taken").await?;
    keep_forms(story, "slip").map(drop)
}

async fn enter(window: &mut Window, day: &str) -> Told {
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
