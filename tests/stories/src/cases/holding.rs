//! Interruptions: a case put aside and taken up again at the same place, several at once.

use serde_json::{Value, json};

use crate::steps::*;
use kit::{Fault, Story, TestResult, Window, wait_until};

/// One key and two digits; the screen for the next person comes by itself.
async fn put_aside(window: &mut Window, reason: &str, originals: &str) -> TestResult {
    let commands_at_start = window.keys_pressed().commands;
    window.press("Ctrl+H").await?;
    window.find("hold-bar").await?;
    window.press(reason).await?;
    window.find("originals-with_owner").await?;
    window.press(originals).await?;
    window.find("home").await?;
    wait_until("the search field", async || {
        Ok((window.focused_mark().await? == "item-search").then_some(()))
    })
    .await?;
    match window.keys_pressed().commands - commands_at_start {
        3 => Ok(()),
        second_view => Err(Fault::wrong(format!("putting a case aside took {second_view} keys"))),
    }
}

async fn expect_same(window: &Window, case: &str, commands_at_start: &Value) -> TestResult {
    match load_case(window, case).await? == *commands_at_start {
        true => Ok(()),
        false => Err(Fault::wrong("the case came back another")),
    }
}

/// Two people wait; each case comes back at the section where it was left, after a kill too.
pub async fn two_on_hold(story: &mut Story) -> TestResult {
    sign_in(story.start().await?).await?;
    begin_case(story.window()?, &PENSION).await?;
    read_cards(story.window()?, &["applicant"]).await?;
    take_papers(story.window()?).await?;
    story.window()?.focus("field-phone").await?;
    story.window()?.type_text("100123").await?;
    let first = case_id(story.window()?).await?;
    story.window()?.press("Ctrl+H").await?;
    story.window()?.find("hold-bar").await?;
    story.window()?.check_accessibility("hold bar").await?;
    story.take_picture("why").await?;
    story.window()?.press("1").await?;
    story.window()?.find("originals-at_window").await?;
    story.take_picture("originals").await?;
    story.window()?.press("Esc").await?;
    story.window()?.wait_gone("hold-bar").await?;
    expect_focus(story.window()?, "field-phone").await?;
    put_aside(story.window()?, "1", "2").await?;
    let phone = "return document.body.innerText.includes('100123')";
    if story.window()?.run_script(phone, vec![]).await? == json!(true) {
        return Err(Fault::wrong("the person's telephone is still on the screen"));
    }
    let first_view = load_case(story.window()?, &first).await?;
    if !first_view["form"].to_string().contains("100123") {
        return Err(Fault::wrong("what was being typed was lost"));
    }
    begin_case(story.window()?, &PENSION_BY_AGENT).await?;
    go_on(story.window()?, "read_card").await?;
    story.window()?.find("person-applicant").await?;
    let second = case_id(story.window()?).await?;
    story.window()?.press("Ctrl+H").await?;
    story.window()?.find("hold-bar").await?;
    story.window()?.press("4").await?;
    story.window()?.find("hold-note").await?;
    story.window()?.type_text("回家取委托书").await?;
    story.window()?.press("Enter").await?;
    story.window()?.find("originals-no_originals").await?;
    story.window()?.press("3").await?;
    story.window()?.find("home").await?;
    let second_view = load_case(story.window()?, &second).await?;
    story.window()?.wait_for_text(&format!("held-{first}"), "去复印").await?;
    story.window()?.wait_for_text(&format!("held-{second}"), "回家取委托书").await?;
    story.take_picture("two-held").await?;
    story.window()?.check_accessibility("home with held cases").await?;
    sign_in(story.restart().await?).await?;
    expect_same(story.window()?, &first, &first_view).await?;
    expect_same(story.window()?, &second, &second_view).await?;
    take_up(story.window()?, "1", &first, &first_view).await?;
    story.window()?.wait_for_text("was-held", "留在窗口").await?;
    story.take_picture("taken-up").await?;
    take_up(story.window()?, "1", &second, &second_view).await?;
    match story.window()?.count_elements("held-list").await? {
        0 => Ok(()),
        _ => Err(Fault::wrong("a case that was taken up is still on hold")),
    }
}

/// By Alt+H and the digit of the list; the open section is the one that was open.
async fn take_up(window: &mut Window, digit: &str, case: &str, first_view: &Value) -> TestResult {
    window.find(&format!("held-{case}")).await?;
    window.press("Alt+H").await?;
    window.press(digit).await?;
    window.find("was-held").await?;
    wait_until("the case", async || Ok((case_id(window).await? == case).then_some(()))).await?;
    expect_same(window, case, first_view).await?;
    opens_at(window, &first_view["section"]).await
}

async fn expect_focus(window: &Window, mark: &str) -> TestResult {
    wait_until(&format!("the focus on {mark}"), async || {
        Ok((window.focused_mark().await? == mark).then_some(()))
    })
    .await
}
