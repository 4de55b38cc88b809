//! The form that does not say what it should: 有误 by the citizen, and a field that changes after
//! signing.

use super::citizen::start_with_citizens_screen;
use crate::station::locking::IDLE;
use crate::steps::*;
use kit::network::free_port;
use kit::office::{Office, OfficeClient, first_submission};
use kit::{Story, TestResult, wait_until};

/// 有误: the clerk's focus goes there by itself; the form that was put right is read back again.
pub async fn doubted_by_the_citizen(story: &mut Story) -> TestResult {
    start_with_citizens_screen(story).await?;
    let case = open_complete_form(story.window()?).await?;
    put_before_citizen(story.window()?).await?;
    let window = story.window()?;
    // The telephone is further back: what stands before it is right.
    wait_until("the telephone as wrong", async || {
        if !window.citizen_attribute("doubt-told", "role").await?.is_empty() {
            return Ok(Some(()));
        }
        if window.citizen_attribute("doubt-field:phone", "class").await?.is_empty() {
            window.touch("citizen-confirm").await?;
        } else {
            window.touch("doubt-field:phone").await?;
        }
        Ok(None)
    })
    .await?;
    take_other_picture(window, "doubt").await?;
    window.wait_focus("field-phone").await?;
    wait_step(window, "form_in_doubt").await?;
    window.find("doubt").await?;
    story.take_picture("led-there").await?;
    let window = story.window()?;
    window.check_accessibility("what the citizen says is wrong").await?;
    window.press("Ctrl+A").await?;
    window.type_text("10012345679").await?;
    window.press("Enter").await?;
    wait_step(window, "show_form").await?;
    wait_citizens_words(window, "nothing of the form that is not in force", |words| {
        words.contains(IDLE)
    })
    .await?;
    sign_by_strokes(window).await?;
    let view = load_case(window, &case).await?;
    expect("the right telephone", field_value(&view, "phone") == "10012345679")?;
    issue_decision(window).await?;
    wait_delivered(window).await?;
    story.window()?.by_keys_alone()
}

/// What was signed says something else now: the case is not accepted until the form is signed anew, and
/// the office has the new signature alone.
pub async fn changed_after_signing(story: &mut Story) -> TestResult {
    let port = free_port()?;
    point_to_office(story, port)?;
    let _office = Office::open(port, &story.everything_written().join("office")).await?;
    sign_in(story.start().await?).await?;
    let case = open_complete_form(story.window()?).await?;
    sign_form(story.window()?).await?;
    let window = story.window()?;
    window.wait_focus("section-5").await?;
    wait_enabled(window, "decide").await?;
    window.press("Alt+4").await?;
    window.find("sign-panel").await?;
    change_phone(window).await?;
    expect("nobody accepts without it", !may_accept(window).await?)?;
    expect("the old signature counts no more", signed_by(window, "applicant").await?.is_empty())?;
    story.take_picture("to-be-signed-anew").await?;
    sign_form(story.window()?).await?;
    wait_enabled(story.window()?, "decide").await?;
    issue_decision(story.window()?).await?;
    wait_delivered(story.window()?).await?;
    story.window()?.by_keys_alone()?;
    let filed = first_submission(port, &case)?;
    let signatures = &filed["signatures"];
    expect("one signature", signatures[0].is_object() && signatures[1].is_null())?;
    expect("of what the form says", filed["form"]["phone"] == "10012345679")?;
    let view = load_case(story.window()?, &case).await?;
    let pages = view["pages"].as_array().into_iter().flatten();
    let pages: Vec<String> = pages.filter_map(|page| page[1].as_str()).map(str::to_owned).collect();
    let number = view["number"].as_str().unwrap_or_default();
    OfficeClient::sign_in(port, "1001", "demo-1001")?.has_once(&case, number, &pages)
}
