//! Interruptions: a case put aside and taken up again at the same place, several at once.

use serde_json::{Value, json};

use crate::steps::*;
use kit::{Fault, Story, Told, Window, until};

/// One key and two digits; the screen for the next person comes by itself.
async fn put_aside(window: &mut Window, reason: &str, originals: &str) -> Told {
    let before = window.pressed().commands;
    window.press("Ctrl+H").await?;
    window.find("hold-bar").await?;
    window.press(reason).await?;
    window.find("originals-with_owner").await?;
    window.press(originals).await?;
    window.find("home").await?;
    until("the search field", async || Ok((window.focused().await? == "item-search").then_some(()))).await?;
    match window.pressed().commands - before {
        3 => Ok(()),
        other => Err(Fault::wrong(format!("putting a case aside took {other} keys"))),
    }
}

async fn same(window: &Window, case: &str, before: &Value) -> Told {
    match remembered(window, case).await? == *before {
        true => Ok(()),
        false => Err(Fault::wrong("the case came back another")),
    }
}

/// Two people wait; each case comes back at the section where it was left, after a kill too.
pub async fn two_on_hold(story: &mut Story) -> Told {
    sign_in(story.start().await?).await?;
    begin(story.window()?, &PENSION).await?;
    read_cards(story.window()?, &["applicant"]).await?;
    take_papers(story.window()?).await?;
    story.window()?.focus("field-phone").await?;
    story.window()?.type_text("100123").await?;
    let first = case_id(story.window()?).await?;
    story.window()?.press("Ctrl+H").await?;
    story.window()?.find("hold-bar").await?;
    story.window()?.accessible("hold bar").await?;
    story.picture("why").await?;
    story.window()?.press("1").await?;
    story.window()?.find("originals-at_window").await?;
    story.picture("originals").await?;
    story.window()?.press("Esc").await?;
    story.window()?.wait_gone("hold-bar").await?;
    expect_focus(story.window()?, "field-phone").await?;
    put_aside(story.window()?, "1", "2").await?;
    let phone = "return document.body.innerText.includes('100123')";
    if story.window()?.run(phone, vec![]).await? == json!(true) {
        return Err(Fault::wrong("the person's telephone is still on the screen"));
    }
    let kept = remembered(story.window()?, &first).await?;
    if !kept["form"].to_string().contains("100123") {
        return Err(Fault::wrong("what was being typed was lost"));
    }
    begin(story.window()?, &PENSION_BY_AGENT).await?;
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
    let other = remembered(story.window()?, &second).await?;
    story.window()?.wait_for_text(&format!("held-{first}"), "去复印").await?;
    story.window()?.wait_for_text(&format!("held-{second}"), "回家取委托书").await?;
    story.picture("two-held").await?;
    story.window()?.accessible("home with held cases").await?;
    sign_in(story.restart().await?).await?;
    same(story.window()?, &first, &kept).await?;
    same(story.window()?, &second, &other).await?;
    take_up(story.window()?, "1", &first, &kept).await?;
    story.window()?.wait_for_text("was-held", "留在窗口").await?;
    story.picture("taken-up").await?;
    take_up(story.window()?, "1", &second, &other).await?;
    match story.window()?.count("held-list").await? {
        0 => Ok(()),
        _ => Err(Fault::wrong("a case that was taken up is still on hold")),
    }
}

/// By Alt+H and the digit of the list; the open section is the one that was open.
async fn take_up(window: &mut Window, digit: &str, case: &str, kept: &Value) -> Told {
    window.find(&format!("held-{case}")).await?;
    window.press("Alt+H").await?;
    window.press(digit).await?;
    window.find("was-held").await?;
    until("the case", async || Ok((case_id(window).await? == case).then_some(()))).await?;
    same(window, case, kept).await?;
    opens_at(window, &kept["section"]).await
}

async fn expect_focus(window: &Window, mark: &str) -> Told {
    until(&format!("the focus on {mark}"), async || Ok((window.focused().await? == mark).then_some(()))).await
}
