//! Chinese typed where a clerk types it: looking for an item, and in a field of the form.

use super::pinyin::{
    bring_to_front, comes_to, read_field, switch_to_pinyin, was_sent, watch_field,
};
use crate::steps::*;
use kit::{Fault, Story, TestResult, wait_until};

const SEARCH: &str = "[data-test=\"item-search\"]";
const ADDRESS: &str = "[data-test=\"field-address\"]";

/// The item stands there before a candidate is chosen; Enter while composing opens nothing, the
/// next Enter does.
pub async fn pinyin_finds_an_item(story: &mut Story) -> TestResult {
    story.with_pinyin().await?;
    sign_in(story.start().await?).await?;
    story.window()?.wait_focus("item-search").await?;
    bring_to_front(story).await?;
    watch_field(story, SEARCH).await?;
    switch_to_pinyin(story).await?;
    story.run_tool("xdotool", &["type", "--delay", "120", "shengyu"])?;
    story.window()?.find("hit-shengyu-dengji").await?;
    story.take_picture("composing").await?;
    let state = read_field(story, SEARCH).await?;
    if state["ends"] != 0 || state["updates"] == 0 {
        return Err(Fault::wrong(format!("found only after the choice: {state}")));
    }
    story.run_tool("xdotool", &["key", "Return"])?;
    if !comes_to(story, SEARCH, |state| state["value"] == "shengyu" && state["ends"] == 1).await? {
        return Err(Fault::wrong("the input method did not take Enter"));
    }
    if was_sent(&read_field(story, SEARCH).await?, "checklist")
        || !story.window()?.is_shown("home").await?
    {
        return Err(Fault::wrong("Enter opened an item while it was the input method's"));
    }
    story.window()?.find("hit-shengyu-dengji").await?;
    story.run_tool("xdotool", &["key", "Return"])?;
    story.window()?.find("list-page").await.map(drop)
}

/// The pre-edit stands in the address and is not written; what was chosen is. Enter stays in the
/// field.
pub async fn pinyin_in_the_form(story: &mut Story) -> TestResult {
    story.with_pinyin().await?;
    sign_in(story.start().await?).await?;
    begin_case(story.window()?, &PENSION).await?;
    read_cards(story.window()?, &["applicant"]).await?;
    let case = case_id(story.window()?).await?;
    story.window()?.press("Alt+4").await?;
    story.window()?.wait_focus("field-phone").await?;
    story.window()?.press("Shift+Tab").await?;
    story.window()?.wait_focus("field-address").await?;
    story.window()?.press("End").await?;
    let address = story.window()?.text("field-address").await?;
    bring_to_front(story).await?;
    watch_field(story, ADDRESS).await?;
    switch_to_pinyin(story).await?;
    // Slow enough that whatever is written at most 400 ms behind the typing would have been
    // written.
    story.run_tool("xdotool", &["type", "--delay", "120", "ouyang"])?;
    let composed = format!("{address}欧阳");
    if !comes_to(story, ADDRESS, |state| state["value"] == *composed && state["ends"] == 0).await? {
        return Err(Fault::wrong(format!(
            "nothing stands in the field: {}",
            read_field(story, ADDRESS).await?
        )));
    }
    if was_sent(&read_field(story, ADDRESS).await?, "fill") {
        return Err(Fault::wrong("a pre-edit was written to the case"));
    }
    story.take_picture("composing").await?;
    story.run_tool("xdotool", &["key", "space"])?;
    wait_until("the address in the case", async || {
        let form = load_case(story.window()?, &case).await?["form"].to_string();
        Ok(form.contains(&composed).then_some(()))
    })
    .await?;
    story.run_tool("xdotool", &["type", "--delay", "120", "ouyang"])?;
    story.run_tool("xdotool", &["key", "Return"])?;
    let typed = format!("{composed}ouyang");
    if !comes_to(story, ADDRESS, |state| state["value"] == *typed && state["ends"] == 2).await? {
        return Err(Fault::wrong("the input method did not take Enter"));
    }
    let state = read_field(story, ADDRESS).await?;
    match story.window()?.has_focus("field-address").await?
        && !was_sent(&state, "open_section")
        && !was_sent(&state, "propose")
    {
        true => Ok(()),
        false => Err(Fault::wrong(format!("Enter left the field: {state}"))),
    }
}
