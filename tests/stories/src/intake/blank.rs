//! Blanks to take along: on an item's list, over a case and over a passing question; printed with
//! Enter, and Esc goes back.

use crate::steps::*;
use kit::{Fault, Story, TestResult, Window, wait_until};

const PAPER: &str = "blank-inquiry_authorisation";

/// The paper in sight is painted, empty or as a sample.
async fn wait_painted(window: &Window, sample: bool) -> TestResult {
    wait_drawn(window, "blank-image").await?;
    let script = format!(
        "const [image] = document.querySelectorAll('[data-test=\"blank-image\"]'); return image?.dataset.sample === '{sample}'"
    );
    wait_until("the sheet that was asked for", async || {
        Ok((window.run_script(&script, vec![]).await? == true).then_some(()))
    })
    .await?;
    wait_drawn(window, "blank-image").await
}

async fn wait_chosen(window: &Window, paper: &str) -> TestResult {
    let script = format!(
        "return document.querySelector('[data-test=\"{paper}\"]')?.getAttribute('aria-selected')"
    );
    wait_until("the paper is chosen", async || {
        Ok((window.run_script(&script, vec![]).await? == "true").then_some(()))
    })
    .await
}

pub async fn blank_form(story: &mut Story) -> TestResult {
    sign_in(story.start().await?).await?;
    let window = story.window()?;
    choose_item(window, &RELIEF).await?;
    window.wait_for_text("row-inquiry_authorisation", "有空白表").await?;
    window.press("Alt+B").await?;
    window.find("blank-overlay").await?;
    window.press("Down").await?;
    wait_chosen(window, PAPER).await?;
    wait_painted(window, false).await?;
    story.take_picture("blank").await?;
    let window = story.window()?;
    window.check_contrast("blanks").await?;
    window.check_accessibility("blanks").await?;
    window.press("Right").await?;
    wait_painted(window, true).await?;
    story.take_picture("sample").await?;
    let window = story.window()?;
    window.press("Left").await?;
    wait_painted(window, false).await?;
    window.press("Enter").await?;
    window.wait_for_text("printed", "blank-form-20").await?;
    story.take_picture("printed").await?;
    let paper = printed_text(story)?;
    if !paper.contains("家庭经济状况核对授权书") || paper.contains("张三") {
        return Err(Fault::wrong("what was printed is not the blank"));
    }
    let window = story.window()?;
    window.press("Esc").await?;
    window.wait_gone("blank-overlay").await?;
    window.find("list-page").await?;

    // In a case the paper under the hand is the one shown.
    window.press("Ctrl+Enter").await?;
    let case = case_id(window).await?;
    wait_step(window, "answer").await?;
    window.press("Alt+3").await?;
    window.find("material-panel").await?;
    window.press("3").await?;
    window.find("row-blank").await?;
    story.take_picture("row").await?;
    let window = story.window()?;
    let original = load_case(window, &case).await?;
    window.press("Alt+B").await?;
    wait_chosen(window, PAPER).await?;
    wait_painted(window, false).await?;
    story.take_picture("case").await?;
    let window = story.window()?;
    window.press("Esc").await?;
    window.wait_gone("blank-overlay").await?;
    window.find("row-blank").await?;
    // The section that lies open is noted on its own time; papers, people and documents are what
    // counts.
    let view = load_case(window, &case).await?;
    if ["materials", "people", "documents"].iter().any(|part| view[part] != original[part]) {
        return Err(Fault::wrong("looking at a blank changed the case"));
    }

    // Over a passing question, and back to it.
    window.press("Ctrl+K").await?;
    window.find("lookup").await?;
    window.wait_focus("item-search").await?;
    window.type_text("shengyudengji").await?;
    window.press("Enter").await?;
    window.find("row-application").await?;
    window.press("Alt+B").await?;
    window.find("blank-overlay").await?;
    wait_painted(window, false).await?;
    story.take_picture("over").await?;
    let window = story.window()?;
    window.press("Esc").await?;
    window.wait_gone("blank-overlay").await?;
    window.find("row-application").await?;
    window.press("Esc").await?;
    window.wait_gone("lookup").await?;
    window.find("row-blank").await?;
    window.by_keys_alone()
}
