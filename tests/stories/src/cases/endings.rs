//! The other ways a case ends or waits: not our office, left and resumed, abandoned, found again
//! and reprinted.

use crate::steps::*;
use kit::{Fault, Story, TestResult, Window, wait_until};

/// Not our office: the paper names the right one.
pub async fn not_our_office(story: &mut Story) -> TestResult {
    sign_in(story.start().await?).await?;
    begin_case(story.window()?, &PENSION).await?;
    read_cards(story.window()?, &["applicant"]).await?;
    story.window()?.press("Alt+5").await?;
    story.window()?.wait_focus("decide-accept").await?;
    story.window()?.press("4").await?;
    story.window()?.wait_focus("reasons").await?;
    story.window()?.type_text("户籍不在本市，应在户籍地参保。").await?;
    story.window()?.press("Tab").await?;
    story.window()?.wait_focus("right-office").await?;
    story.window()?.type_text("示例市示例区社会保险经办机构").await?;
    story.take_picture("redirect").await?;
    issue_decision(story.window()?).await?;
    wait_drawn(story.window()?, "document-image").await?;
    story.take_picture("issued").await?;
    wait_delivered(story.window()?).await?;
    story.window()?.by_keys_alone()?;
    let words = printed_text(story)?;
    keep_forms(story, "redirect")?;
    match words.contains("示例市示例区社会保险经办机构") && words.contains("应在户籍地参保")
    {
        true => Ok(()),
        false => Err(Fault::wrong(format!("the paper does not name the right office:\n{words}"))),
    }
}

/// Put down in the middle, taken up the next time the program runs, and then given up with a
/// reason.
pub async fn draft_resumed_and_abandoned(story: &mut Story) -> TestResult {
    sign_in(story.start().await?).await?;
    begin_case(story.window()?, &PENSION).await?;
    read_cards(story.window()?, &["applicant"]).await?;
    let case = case_id(story.window()?).await?;
    story.window()?.press("Alt+4").await?;
    story.window()?.wait_focus("field-phone").await?;
    story.window()?.type_text("10012345678").await?;
    story.window()?.press("Alt+0").await?;
    story.window()?.find(&format!("case-{case}")).await?;
    story.take_picture("left").await?;
    let original = load_case(story.window()?, &case).await?;
    sign_in(story.restart().await?).await?;
    take_up(story.window()?, &case).await?;
    story.window()?.wait_for_text("field-phone", "10012345678").await?;
    if load_case(story.window()?, &case).await? != original {
        return Err(Fault::wrong("the draft came back another"));
    }
    story.window()?.press("Esc").await?;
    story.window()?.press("Ctrl+Delete").await?;
    story.window()?.wait_focus("abandon-reason").await?;
    story.window()?.press("Enter").await?;
    if !story.window()?.is_shown("abandon-bar").await? {
        return Err(Fault::wrong("given up without a reason"));
    }
    story.window()?.type_text("申请人有事先走").await?;
    story.take_picture("abandon").await?;
    story.window()?.press("Enter").await?;
    wait_status(story.window()?, &case, "voided").await?;
    story.window()?.press("Alt+0").await?;
    story.window()?.find("home").await?;
    story.window()?.wait_gone(&format!("case-{case}")).await?;
    find_case(story.window()?, "陈示例", &case, "voided").await?;
    story.window()?.by_keys_alone()
}

/// The finished case is found by number, name, item and state, and its paper printed again, marked
/// as such.
pub async fn found_and_reprinted(story: &mut Story) -> TestResult {
    sign_in(story.start().await?).await?;
    begin_case(story.window()?, &PENSION).await?;
    read_cards(story.window()?, &["applicant"]).await?;
    go_on(story.window()?, "receive").await?;
    wait_step(story.window()?, "scan").await?;
    story.window()?.press("Alt+5").await?;
    story.window()?.wait_focus("decide-accept").await?;
    story.window()?.press("3").await?;
    story.window()?.wait_focus("reasons").await?;
    story.window()?.type_text("已参加职工基本养老保险。").await?;
    issue_decision(story.window()?).await?;
    wait_until("the office's number", async || {
        Ok(is_official(story.window()?).await?.then_some(()))
    })
    .await?;
    let case = case_id(story.window()?).await?;
    let number = story.window()?.text("number").await?;
    go_on(story.window()?, "done").await?;
    story.window()?.find("home").await?;
    for words in [&number[number.len() - 4..], "陈示", "养老", "不予受理"] {
        find_case(story.window()?, words, &case, "refused").await?;
    }
    story.take_picture("found").await?;
    story.window()?.press("Enter").await?;
    story.window()?.find("issued").await?;
    story.window()?.press("Ctrl+P").await?;
    let is_printed_again = |story: &Story| -> TestResult<bool> {
        Ok(printed_forms(story)?.iter().any(|file| file.to_string_lossy().contains("-reprint")))
    };
    wait_until("the second print", async || Ok(is_printed_again(story)?.then_some(()))).await?;
    story.take_picture("reprinted").await?;
    story.window()?.by_keys_alone()?;
    let words = printed_text(story)?;
    keep_forms(story, "reprint")?;
    match words.contains("补打") {
        true => Ok(()),
        false => Err(Fault::wrong(format!("the second print does not say so:\n{words}"))),
    }
}

async fn take_up(window: &mut Window, case: &str) -> TestResult {
    window.find(&format!("case-{case}")).await?;
    window.press("Ctrl+F").await?;
    window.press("Down").await?;
    window.wait_focus(&format!("case-{case}")).await?;
    window.press("Enter").await?;
    window.find("section-1").await.map(drop)
}

/// Ctrl+F, a few letters: the case stands there in this state. Leaves the words in the field.
async fn find_case(window: &mut Window, words: &str, case: &str, status: &str) -> TestResult {
    window.press("Esc").await?;
    window.press("Ctrl+F").await?;
    window.wait_focus("find-case").await?;
    window.type_text(words).await?;
    let script = "return document.querySelector(`[data-test=\"case-${arguments[0]}\"]`)?.dataset.status ?? ''";
    let searched = window.text("find-case").await?;
    wait_until(&format!("{searched} finds the case"), async || {
        Ok((window.run_script(script, vec![case.into()]).await? == status).then_some(()))
    })
    .await
}
