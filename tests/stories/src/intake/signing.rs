//! The form is seen and signed before the decision: strokes on the citizen's screen, pen on paper,
//! 有误, and a field that changes after signing.

use serde_json::{Value, json};

use super::citizen::{switch_citizens_screen, take_other_picture};
use crate::station::locking::IDLE;
use crate::steps::*;
use kit::network::free_port;
use kit::office::{Office, OfficeClient, first_submission};
use kit::{Fault, Story, TestResult, Window, wait_until};

fn expect(what: &str, holds: bool) -> TestResult {
    holds.then_some(()).ok_or_else(|| Fault::wrong(format!("not so: {what}")))
}

/// Everything but the signature, with the form complete and open.
async fn open_complete_form(window: &mut Window) -> TestResult<String> {
    begin_case(window, &PENSION).await?;
    let case = case_id(window).await?;
    read_cards(window, &["applicant"]).await?;
    take_papers(window).await?;
    fill_fields(window, false).await?;
    Ok(case)
}

async fn wait_citizens_words(
    window: &Window,
    what: &str,
    fits: impl Fn(&str) -> bool,
) -> TestResult {
    wait_until(what, async || {
        let words = window.other_window_text().await?.unwrap_or_default();
        Ok(fits(&words).then_some(()))
    })
    .await
}

/// A trial's place takes strokes: its citizen's screen is on.
async fn start_with_citizens_screen(story: &mut Story) -> TestResult {
    sign_in(story.start().await?).await?;
    let window = story.window()?;
    switch_citizens_screen(window).await?;
    wait_citizens_words(window, "the citizen's screen", |words| words.contains(IDLE)).await?;
    window.press("Alt+0").await
}

/// Whether the button that shows the paper can be pressed.
async fn may_accept(window: &Window) -> TestResult<bool> {
    let script = "return document.querySelector('[data-test=\"decide\"]')?.disabled === false";
    Ok(window.run_script(script, vec![]).await? == json!(true))
}

/// Read back, told what is kept, written; then the screen is empty and the receipt says so.
pub async fn signed_by_strokes(story: &mut Story) -> TestResult {
    start_with_citizens_screen(story).await?;
    open_complete_form(story.window()?).await?;
    put_before_citizen(story.window()?).await?;
    let window = story.window()?;
    // The number of the card is read back without its middle.
    wait_citizens_words(window, "what is read back", |words| {
        words.contains("陈示例") && !words.contains("440699199001010014")
    })
    .await?;
    take_other_picture(window, "read-back").await?;
    story.take_picture("before-the-citizen").await?;
    let window = story.window()?;
    window.check_accessibility("a form before the citizen").await?;
    expect("nobody accepts before the signature", !may_accept(window).await?)?;
    confirm_until(window, "terms").await?;
    take_other_picture(window, "terms").await?;
    confirm_until(window, "sign").await?;
    write_name(window).await?;
    take_other_picture(window, "strokes").await?;
    // Not good enough: taken away and written once more.
    expect("written anew", window.touch("sign-again").await?)?;
    wait_until("an empty box", async || {
        let drawn = window.citizen_attribute("sign-pad", "data-strokes").await?;
        Ok((drawn == "0").then_some(()))
    })
    .await?;
    write_name(window).await?;
    finish_signature(window).await?;
    take_other_picture(window, "done").await?;
    window.press("Alt+4").await?;
    expect("signed by strokes", wait_signed(window).await? == "strokes")?;
    story.take_picture("signed").await?;
    issue_decision(story.window()?).await?;
    wait_delivered(story.window()?).await?;
    wait_citizens_words(story.window()?, "nothing after the decision", |words| {
        words.contains(IDLE) && !words.contains("陈示例")
    })
    .await?;
    story.window()?.by_keys_alone()?;
    expect("the receipt says how", printed_text(story)?.contains("已签字（手写屏"))?;
    keep_forms(story, "strokes").map(drop)
}

async fn wait_signed(window: &Window) -> TestResult<String> {
    window.find("signer-applicant").await?;
    wait_until("the signature", async || {
        let by = signed_by(window, "applicant").await?;
        Ok((!by.is_empty()).then_some(by))
    })
    .await
}

fn signatures(submission: &Value) -> Vec<Value> {
    submission["signatures"].as_array().cloned().unwrap_or_default()
}

/// One key for each: shown, printed, scanned, looked at and bound. Its code cannot be read here, so the
/// clerk says that it is this form, which the office learns.
pub async fn signed_on_paper(story: &mut Story) -> TestResult {
    let port = free_port()?;
    point_to_office(story, port)?;
    let _office = Office::open(port, &story.everything_written().join("office")).await?;
    sign_in(story.start().await?).await?;
    let case = open_complete_form(story.window()?).await?;
    show_form(story.window()?).await?;
    story.take_picture("shown").await?;
    story.window()?.check_accessibility("the form as it was typeset").await?;
    press_after_a_look(story.window()?, "print").await?;
    wait_signing(story.window()?, "scan").await?;
    expect("the form is what was printed", printed_text(story)?.contains("陈示例"))?;
    let window = story.window()?;
    window.press("Alt+D").await?;
    wait_signing(window, "bind").await?;
    wait_drawn(window, "signed-page").await?;
    story.take_picture("scanned").await?;
    press_after_a_look(story.window()?, "bind").await?;
    let window = story.window()?;
    window.find("code-unread").await?;
    expect("nobody has signed yet", signed_by(window, "applicant").await?.is_empty())?;
    story.take_picture("unread").await?;
    let window = story.window()?;
    window.check_accessibility("a signed form of which the code cannot be read").await?;
    window.press("Alt+U").await?;
    window.wait_focus("section-5").await?;
    window.press("Alt+4").await?;
    expect("signed by pen", wait_signed(window).await? == "pen")?;
    window.wait_gone("failures").await?;
    story.take_picture("bound").await?;
    issue_decision(story.window()?).await?;
    wait_delivered(story.window()?).await?;
    story.window()?.by_keys_alone()?;
    expect("the receipt says how", printed_text(story)?.contains("已签字（纸质"))?;
    let given = signatures(&first_submission(port, &case)?);
    expect(
        "the office knows that nobody read its code",
        given.len() == 1 && given[0]["by"] == "pen" && given[0]["code_read"] != true,
    )?;
    keep_forms(story, "signed-paper").map(drop)
}

/// Somebody who cannot write: it is read aloud, a witness is named, and a fingerprint lies on the
/// printed form that is scanned.
pub async fn signed_by_fingerprint(story: &mut Story) -> TestResult {
    sign_in(story.start().await?).await?;
    open_complete_form(story.window()?).await?;
    let window = story.window()?;
    show_form(window).await?;
    window.press("Alt+A").await?;
    window.wait_for_words("read-aloud", "已读给本人听").await?;
    window.press("Alt+W").await?;
    window.wait_focus("witness-name").await?;
    window.type_text("王示例").await?;
    window.tab_to("witness-number").await?;
    window.type_text("440699198801010013").await?;
    window.press("Ctrl+Enter").await?;
    window.wait_for_words("witness-chosen", "王示例").await?;
    window.press("Alt+F").await?;
    wait_signing(window, "scan").await?;
    window.press("Alt+T").await?;
    wait_signing(window, "bind").await?;
    wait_page_seen(window).await?;
    story.take_picture("scanned").await?;
    let window = story.window()?;
    window.press("Alt+T").await?;
    window.find("code-unread").await?;
    window.press("Alt+U").await?;
    window.wait_focus("section-5").await?;
    window.press("Alt+4").await?;
    expect("by fingerprint", wait_signed(window).await? == "fingerprint")?;
    issue_decision(window).await?;
    wait_delivered(story.window()?).await?;
    story.window()?.by_keys_alone()?;
    let receipt = printed_text(story)?;
    for words in ["已按指印", "签前已当面宣读", "见证人王示例"] {
        expect(words, receipt.contains(words))?;
    }
    keep_forms(story, "fingerprint").map(drop)
}

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
    // From the sheet to its fields: the first of them has the focus.
    window.press("Alt+X").await?;
    window.wait_focus("form").await?;
    window.tab_to("field-phone").await?;
    window.press("Ctrl+A").await?;
    window.type_text("10012345679").await?;
    window.press("Enter").await?;
    wait_step(window, "show_form").await?;
    expect("nobody accepts without it", !may_accept(window).await?)?;
    expect("the old signature counts no more", signed_by(window, "applicant").await?.is_empty())?;
    story.take_picture("to-be-signed-anew").await?;
    sign_form(story.window()?).await?;
    wait_enabled(story.window()?, "decide").await?;
    issue_decision(story.window()?).await?;
    wait_delivered(story.window()?).await?;
    story.window()?.by_keys_alone()?;
    let filed = first_submission(port, &case)?;
    expect("one signature", signatures(&filed).len() == 1)?;
    expect("of what the form says", filed["form"]["phone"] == "10012345679")?;
    let view = load_case(story.window()?, &case).await?;
    let pages = view["pages"].as_array().into_iter().flatten();
    let pages: Vec<String> = pages.filter_map(|page| page[1].as_str()).map(str::to_owned).collect();
    let number = view["number"].as_str().unwrap_or_default();
    OfficeClient::sign_in(port, "1001", "demo-1001")?.has_once(&case, number, &pages)
}
