//! An agent who came without the applicant's word signs nothing: what is missing is said, the letter of
//! authority is printed from the case, and once it is there the agent signs the own name.

use super::citizen::{sign_for_applicant, start_with_citizens_screen};
use crate::steps::*;
use kit::{Story, TestResult, Window};

/// 生育登记 of one person, through somebody else: the letter of authority is the one paper.
const REGISTRATION: Wish = Wish { typed: "准生证", answers: &["2", "2"] };
const NO_AUTHORITY: &str = "代办的依据还没有写明";
const FIRST_AUTHORITY: &str = "先写明依据、收下证明或授权委托书，再请代办的人签名";
/// By the name of the row.
const NO_LETTER: &str = "“委托书”下还没有页面，代办人不能签名";

/// The form is complete and the agent is there: it is not put before them, and what is missing is said.
async fn refuse_agent(window: &mut Window, missing: &[&str]) -> TestResult {
    window.press("Alt+4").await?;
    window.find("sign-panel").await?;
    window.press("Alt+S").await?;
    wait_drawn(window, "form-image").await?;
    window.press("Alt+S").await?;
    for words in missing {
        window.wait_for_text("failure", words).await?;
    }
    let before = window.citizen_attribute("citizen-form", "data-step").await?;
    expect("nothing stands before the citizen", before.is_empty())?;
    expect("nobody accepts it", !may_accept(window).await?)
}

async fn refuse_without_authority(story: &mut Story) -> TestResult {
    let window = story.window()?;
    window.press("Alt+4").await?;
    fill_general_form(window, "生育登记").await?;
    // What is next of all is how far the agent may act.
    window.wait_focus("mandate-extent").await?;
    refuse_agent(window, &[NO_AUTHORITY, FIRST_AUTHORITY]).await?;
    story.take_picture("refused").await?;
    story.window()?.check_accessibility("an agent without authority").await
}

/// Printed as the case has it, signed by the applicant and put on record, which alone is not enough;
/// then scanned under its row.
async fn bring_authority(story: &mut Story) -> TestResult {
    let window = story.window()?;
    window.press("Alt+1").await?;
    window.wait_focus("mandate-extent").await?;
    window.press("Alt+M").await?;
    window.find("printed").await?;
    let letter = wait_printed(story, "授权委托书").await?;
    expect_on_paper(&letter, &["生育登记", "陈示例", "陈甲示例", "委托人签名"])?;
    story.take_picture("printed").await?;
    let window = story.window()?;
    record_mandate(window).await?;
    refuse_agent(window, &[NO_LETTER]).await?;
    story.take_picture("letter-missing").await?;
    let window = story.window()?;
    go_on(window, "receive").await?;
    wait_step(window, "scan").await?;
    window.wait_for_text("primary", "委托书").await?;
    go_on(window, "scan").await?;
    give_back(window).await?;
    // The letter changes nothing of the form, which the clerk has seen.
    wait_step(window, "sign_form").await?;
    window.press("Alt+4").await
}

pub async fn agent_without_authority(story: &mut Story) -> TestResult {
    start_with_citizens_screen(story).await?;
    let window = story.window()?;
    begin_case(window, &REGISTRATION).await?;
    go_on(window, "read_card").await?;
    window.find("person-applicant").await?;
    go_on(window, "read_card").await?;
    wait_step(window, "mandate").await?;
    refuse_without_authority(story).await?;
    bring_authority(story).await?;
    sign_for_applicant(story, "陈甲示例", "agent").await?;
    let window = story.window()?;
    window.press("Alt+4").await?;
    expect("the agent signed", wait_signed(window, "agent").await? == "strokes")?;
    issue_decision(window).await?;
    wait_delivered(window).await?;
    window.by_keys_alone()?;
    let receipt = printed_text(story)?;
    expect_on_paper(&receipt, &["（代）", "（手写屏", "申请人（代办人）签收"])?;
    keep_forms(story, "authority").map(drop)
}
