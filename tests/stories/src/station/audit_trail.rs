//! 查看记录: a supervisor shows a person for a typed reason, finds the look in the trail of this
//! computer, and takes the trail along as a table that names nobody.

use serde_json::Value;

use super::supervising::{sign_in_as, sign_out};
use crate::steps::*;
use kit::{Fault, Story, TestResult, Window, wait_until};

const WHY_SHOWN: &str = "投诉核对";
const WHY_TAKEN: &str = "季度检查";

/// What was done and the words of its line, of each line in sight.
async fn read_lines(window: &Window) -> TestResult<Vec<(String, String)>> {
    let script = "return [...document.querySelectorAll('[data-test^=\"audit-line-\"]')] \
        .map(line => [line.dataset.action, line.innerText])";
    let lines = window.run_script(script, vec![]).await?;
    let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let lines = lines.as_array().into_iter().flatten();
    Ok(lines.map(|line| (word(&line[0]), word(&line[1]))).collect())
}

async fn wait_lines(
    window: &Window,
    what: &str,
    fits: impl Fn(&[(String, String)]) -> bool,
) -> TestResult {
    wait_until(what, async || Ok(fits(&read_lines(window).await?).then_some(()))).await
}

/// Nothing is shown before a reason stands there.
async fn reveal_with_reason(story: &mut Story, case: &str) -> TestResult {
    let window = story.window()?;
    window.wait_focus(&format!("queue-{case}")).await?;
    window.press("Enter").await?;
    window.find("pages-hidden").await?;
    window.press("R").await?;
    window.wait_focus("reason-text").await?;
    window.check_accessibility("a reason before anybody is shown").await?;
    window.press("Enter").await?;
    window.type_text(WHY_SHOWN).await?;
    story.take_picture("why").await?;
    let window = story.window()?;
    window.press("Enter").await?;
    window.wait_gone("reason-bar").await?;
    window.wait_for_text("fact-person-applicant", "陈示例").await?;
    window.press("Esc").await?;
    window.wait_focus(&format!("queue-{case}")).await
}

/// The looks first; those with a reason by a digit; of one case by its number.
async fn filter_trail(story: &mut Story, number: &str) -> TestResult {
    let window = story.window()?;
    window.press("Alt+T").await?;
    window.find("audit").await?;
    wait_lines(window, "looks alone, the clerk's among them", |lines| {
        let has = |action: &str| lines.iter().any(|(one, _)| one == action);
        has("reveal") && has("case") && !has("issue")
    })
    .await?;
    window.check_accessibility("the audit trail").await?;
    story.take_picture("trail").await?;
    let window = story.window()?;
    window.press("3").await?;
    wait_lines(window, "the one look with a reason", |lines| {
        let [(action, words)] = lines else { return false };
        action == "reveal" && [WHY_SHOWN, number, "2001"].iter().all(|part| words.contains(part))
    })
    .await?;
    window.press("1").await?;
    wait_lines(window, "everything", |lines| lines.iter().any(|(one, _)| one == "issue")).await?;
    window.tab_to("audit-number").await?;
    window.type_text("of no case").await?;
    window.press("Enter").await?;
    window.find("audit-empty").await?;
    window.press("Ctrl+A").await?;
    window.type_text(number).await?;
    window.press("Enter").await?;
    wait_lines(window, "what was done with this case", |lines| {
        !lines.is_empty() && lines.iter().all(|(_, words)| words.contains(number))
    })
    .await
}

/// For a reason, which is a line of the trail itself.
async fn export_trail(story: &mut Story, number: &str) -> TestResult {
    let window = story.window()?;
    window.press("Ctrl+Enter").await?;
    window.wait_focus("reason-text").await?;
    window.type_text(WHY_TAKEN).await?;
    window.press("Enter").await?;
    window.wait_for_text("audit-exported", "audit-").await?;
    story.take_picture("exported").await?;
    let mut files = printed_forms(story)?.into_iter();
    let table = files.rfind(|file| file.extension().is_some_and(|ending| ending == "csv"));
    let table = table.ok_or_else(|| Fault::wrong("no table was saved"))?;
    let table = std::fs::read_to_string(table)?;
    for words in ["时间,工号,地点,操作", "reveal", WHY_SHOWN, number, "2001", "1001"] {
        expect(&format!("{words} in the table"), table.contains(words))?;
    }
    expect("the table names nobody", !table.contains("示例") && !table.contains("440699"))?;
    let window = story.window()?;
    window.tab_to("audit-number").await?;
    window.press("Ctrl+A").await?;
    window.press("Delete").await?;
    window.press("Enter").await?;
    wait_lines(window, "the export with its reason", |lines| {
        lines.iter().any(|(one, words)| one == "export_audit" && words.contains(WHY_TAKEN))
    })
    .await
}

pub async fn look_through_trail(story: &mut Story, case: &str, number: &str) -> TestResult {
    sign_out(story.window()?).await?;
    sign_in_as(story.window()?, "2001", "queue").await?;
    reveal_with_reason(story, case).await?;
    filter_trail(story, number).await?;
    export_trail(story, number).await?;
    story.window()?.press("Esc").await?;
    story.window()?.find("queue").await.map(drop)
}
