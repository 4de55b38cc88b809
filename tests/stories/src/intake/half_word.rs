//! Half a word, composed and not chosen yet, when its box is left: by a click elsewhere, by Tab. It
//! stays as it stood there, once: in the box and at the desk. Real clicks and keys of the display.

use serde_json::json;

use super::pinyin::{bring_to_front, comes_to, read_field, switch_to_pinyin, watch_field};
use crate::steps::*;
use kit::{Fault, Story, TestResult, wait_until};

const SEARCH: &str = "[data-test=\"item-search\"]";
const ADDRESS: &str = "[data-test=\"field-address\"]";
const ELSEWHERE_ON_HOME: &str = "[data-test=\"home\"] h1";
const ELSEWHERE_IN_FORM: &str = "[data-test=\"form\"] h3";

pub async fn half_a_word_stays(story: &mut Story) -> TestResult {
    open_home(story).await?;
    compose_ouyang(story, SEARCH, "").await?;
    click_on(story, ELSEWHERE_ON_HOME).await?;
    expect_kept(story, SEARCH, "欧阳").await?;
    story.window()?.find("no-hits").await?;
    story.take_picture("search").await?;

    story.window()?.focus("item-search").await?;
    story.run_tool("xdotool", &["key", "ctrl+a", "BackSpace"])?;
    story.run_tool("ibus", &["engine", "xkb:us::eng"])?;
    if !comes_to(story, SEARCH, |state| state["value"] == "").await? {
        return Err(Fault::wrong("the search was not emptied"));
    }
    begin_case(story.window()?, &PENSION).await?;
    read_cards(story.window()?, &["applicant"]).await?;
    let case = case_id(story.window()?).await?;
    story.window()?.press("Alt+4").await?;
    story.window()?.wait_focus("field-phone").await?;
    let address = story.window()?.text("field-address").await?;
    story.window()?.focus("field-address").await?;
    story.window()?.press("End").await?;
    compose_ouyang(story, ADDRESS, &address).await?;
    click_on(story, ELSEWHERE_IN_FORM).await?;
    let once = format!("{address}欧阳");
    expect_kept(story, ADDRESS, &once).await?;
    wait_field(story, &case, "address", &once).await?;

    story.window()?.focus("field-address").await?;
    story.window()?.press("End").await?;
    compose_ouyang(story, ADDRESS, &once).await?;
    story.take_picture("composing").await?;
    story.run_tool("xdotool", &["key", "Tab"])?;
    let twice = format!("{once}欧阳");
    expect_kept(story, ADDRESS, &twice).await?;
    let window = story.window()?;
    wait_until("Tab to leave the box", async || {
        Ok((!window.has_focus("field-address").await?).then_some(()))
    })
    .await?;
    wait_field(story, &case, "address", &twice).await?;
    // The input method begins anew in the next box: nothing of the last word comes with it.
    story.run_tool("xdotool", &["key", "shift+Tab"])?;
    story.window()?.wait_focus("field-address").await?;
    story.run_tool("xdotool", &["key", "End"])?;
    compose_ouyang(story, ADDRESS, &twice).await?;
    story.run_tool("xdotool", &["key", "Escape"])?;
    if !comes_to(story, ADDRESS, |state| state["value"] == *twice).await? {
        return Err(Fault::wrong("what Esc takes back did not go"));
    }
    story.take_picture("kept").await.map(drop)
}

/// Proves that the story above sees the fault: with the remedy taken out the word is gone.
pub async fn half_a_word_without_the_remedy(story: &mut Story) -> TestResult {
    story.set_variable("COUNTER_PLANT", "preedit-dropped");
    open_home(story).await?;
    compose_ouyang(story, SEARCH, "").await?;
    click_on(story, ELSEWHERE_ON_HOME).await?;
    match comes_to(story, SEARCH, |state| state["value"] == "" && state["ends"] != 0).await? {
        true => Ok(()),
        false => Err(Fault::wrong("the planted fault was not seen")),
    }
}

async fn open_home(story: &mut Story) -> TestResult {
    story.with_pinyin().await?;
    sign_in(story.start().await?).await?;
    story.window()?.wait_focus("item-search").await?;
    bring_to_front(story).await
}

async fn compose_ouyang(story: &mut Story, field: &str, before: &str) -> TestResult {
    watch_field(story, field).await?;
    switch_to_pinyin(story).await?;
    story.run_tool("xdotool", &["type", "--delay", "120", "ouyang"])?;
    let composed = format!("{before}欧阳");
    match comes_to(story, field, |state| state["value"] == *composed && state["ends"] == 0).await? {
        true => Ok(()),
        false => Err(Fault::wrong(format!("not composed: {}", read_field(story, field).await?))),
    }
}

async fn expect_kept(story: &mut Story, field: &str, text: &str) -> TestResult {
    match comes_to(story, field, |state| state["value"] == text && state["ends"] != 0).await? {
        true => Ok(()),
        false => Err(Fault::wrong(format!("not kept: {}", read_field(story, field).await?))),
    }
}

/// A click of the display's own pointer: the driver's does not come past the input method.
async fn click_on(story: &mut Story, place: &str) -> TestResult {
    let middle = "const box = document.querySelector(arguments[0]).getBoundingClientRect(); \
        return [box.x + box.width / 2, box.y + box.height / 2].map(Math.round).map(String)";
    let at = story.window()?.run_script(middle, vec![json!(place)]).await?;
    let (Some(x), Some(y)) = (at[0].as_str(), at[1].as_str()) else {
        return Err(Fault::wrong(format!("{place} is nowhere")));
    };
    let windows =
        story.run_tool("xdotool", &["search", "--onlyvisible", "--name", "综窗工作台"])?;
    let window = windows.lines().next().unwrap_or_default();
    story.run_tool("xdotool", &["mousemove", "--window", window, x, y, "click", "1"]).map(drop)
}

async fn wait_field(story: &mut Story, case: &str, field: &str, value: &str) -> TestResult {
    wait_until(&format!("{value} at the desk"), async || {
        let view = load_case(story.window()?, case).await?;
        Ok((field_value(&view, field) == value).then_some(()))
    })
    .await
}
