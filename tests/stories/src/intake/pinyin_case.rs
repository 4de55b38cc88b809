//! Chinese typed where a clerk types it: looking for an item, and in a field of the form.

use super::pinyin::{comes_to, in_front, look, sent, switch_to_pinyin, watch};
use crate::steps::*;
use kit::{Fault, Story, Told, until};

const SEARCH: &str = "[data-test=\"item-search\"]";
const ADDRESS: &str = "[data-test=\"field-address\"]";

/// The item stands there before a candidate is chosen; Enter while composing opens nothing, the next Enter does.
pub async fn pinyin_finds_an_item(story: &mut Story) -> Told {
    story.with_pinyin().await?;
    sign_in(story.start().await?).await?;
    story.window()?.wait_focus("item-search").await?;
    in_front(story).await?;
    watch(story, SEARCH).await?;
    switch_to_pinyin(story).await?;
    story.tool("xdotool", &["type", "--delay", "120", "shengyu"])?;
    story.window()?.find("hit-shengyu-dengji").await?;
    story.picture("composing").await?;
    let seen = look(story, SEARCH).await?;
    if seen["ends"] != 0 || seen["updates"] == 0 {
        return Err(Fault::wrong(format!("found only after the choice: {seen}")));
    }
    story.tool("xdotool", &["key", "Return"])?;
    if !comes_to(story, SEARCH, |seen| seen["value"] == "shengyu" && seen["ends"] == 1).await? {
        return Err(Fault::wrong("the input method did not take Enter"));
    }
    if sent(&look(story, SEARCH).await?, "checklist") || !story.window()?.is_shown("home").await? {
        return Err(Fault::wrong("Enter opened an item while it was the input method's"));
    }
    story.window()?.find("hit-shengyu-dengji").await?;
    story.tool("xdotool", &["key", "Return"])?;
    story.window()?.find("list-page").await.map(drop)
}

/// The pre-edit stands in the address and is not written; what was chosen is. Enter stays in the field.
pub async fn pinyin_in_the_form(story: &mut Story) -> Told {
    story.with_pinyin().await?;
    sign_in(story.start().await?).await?;
    begin(story.window()?, &PENSION).await?;
    read_cards(story.window()?, &["applicant"]).await?;
    let case = case_id(story.window()?).await?;
    story.window()?.press("Alt+4").await?;
    story.window()?.wait_focus("field-phone").await?;
    story.window()?.press("Shift+Tab").await?;
    story.window()?.wait_focus("field-address").await?;
    story.window()?.press("End").await?;
    let before = story.window()?.text("field-address").await?;
    in_front(story).await?;
    watch(story, ADDRESS).await?;
    switch_to_pinyin(story).await?;
    // Slow enough that whatever is written at most 400 ms behind the typing would have been written.
    story.tool("xdotool", &["type", "--delay", "120", "ouyang"])?;
    let composed = format!("{before}欧阳");
    if !comes_to(story, ADDRESS, |seen| seen["value"] == *composed && seen["ends"] == 0).await? {
        return Err(Fault::wrong(format!("nothing stands in the field: {}", look(story, ADDRESS).await?)));
    }
    if sent(&look(story, ADDRESS).await?, "fill") {
        return Err(Fault::wrong("a pre-edit was written to the case"));
    }
    story.picture("composing").await?;
    story.tool("xdotool", &["key", "space"])?;
    until("the address in the case", async || {
        let form = remembered(story.window()?, &case).await?["form"].to_string();
        Ok(form.contains(&composed).then_some(()))
    })
    .await?;
    story.tool("xdotool", &["type", "--delay", "120", "ouyang"])?;
    story.tool("xdotool", &["key", "Return"])?;
    let typed = format!("{composed}ouyang");
    if !comes_to(story, ADDRESS, |seen| seen["value"] == *typed && seen["ends"] == 2).await? {
        return Err(Fault::wrong("the input method did not take Enter"));
    }
    let seen = look(story, ADDRESS).await?;
    match story.window()?.has_focus("field-address").await? && !sent(&seen, "open_section") && !sent(&seen, "propose") {
        true => Ok(()),
        false => Err(Fault::wrong(format!("Enter left the field: {seen}"))),
    }
}
