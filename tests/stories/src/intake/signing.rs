//! The form is seen and signed before the decision: strokes on the citizen's screen, pen on paper, a
//! fingerprint.

use super::citizen::start_with_citizens_screen;
use crate::station::locking::IDLE;
use crate::steps::*;
use kit::network::free_port;
use kit::office::{Office, first_submission};
use kit::{Story, TestResult};

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
    window.check_citizen_accessibility("what is read back").await?;
    expect("nobody accepts before the signature", !may_accept(window).await?)?;
    confirm_until(window, "terms").await?;
    take_other_picture(window, "terms").await?;
    window.check_citizen_accessibility("what is kept of a signature").await?;
    confirm_until(window, "sign").await?;
    write_name(window).await?;
    take_other_picture(window, "strokes").await?;
    window.check_citizen_accessibility("a name in strokes").await?;
    // Not good enough: taken away and written once more.
    expect("written anew", window.touch("sign-again").await?)?;
    wait_strokes(window, 0).await?;
    write_name(window).await?;
    finish_signature(window).await?;
    take_other_picture(window, "done").await?;
    window.press("Alt+4").await?;
    expect("signed by strokes", wait_signed(window, "applicant").await? == "strokes")?;
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
    expect("signed by pen", wait_signed(window, "applicant").await? == "pen")?;
    window.wait_gone("failures").await?;
    story.take_picture("bound").await?;
    issue_decision(story.window()?).await?;
    wait_delivered(story.window()?).await?;
    story.window()?.by_keys_alone()?;
    expect("the receipt says how", printed_text(story)?.contains("已签字（纸质"))?;
    let filed = first_submission(port, &case)?;
    let signatures = &filed["signatures"];
    expect(
        "the office knows that nobody read its code",
        signatures[0]["by"] == "pen"
            && signatures[0]["code_read"] != true
            && signatures[1].is_null(),
    )?;
    keep_forms(story, "signed-paper").map(drop)
}

/// Somebody who cannot write: a witness is named, the form with the witness's line is seen and read
/// aloud, and a fingerprint lies on the printed form that is scanned.
pub async fn signed_by_fingerprint(story: &mut Story) -> TestResult {
    sign_in(story.start().await?).await?;
    open_complete_form(story.window()?).await?;
    let window = story.window()?;
    show_form(window).await?;
    window.press("Alt+W").await?;
    window.wait_focus("witness-name").await?;
    window.type_text("王示例").await?;
    window.tab_to("witness-number").await?;
    window.type_text("440699198801010013").await?;
    window.press("Ctrl+Enter").await?;
    window.wait_for_words("witness-chosen", "王示例").await?;
    wait_signing(window, "show").await?;
    show_form(window).await?;
    window.press("Alt+A").await?;
    window.wait_for_words("read-aloud", "已读给本人听").await?;
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
    expect("by fingerprint", wait_signed(window, "applicant").await? == "fingerprint")?;
    issue_decision(window).await?;
    wait_delivered(story.window()?).await?;
    story.window()?.by_keys_alone()?;
    let receipt = printed_text(story)?;
    for words in ["已按指印", "签前已当面宣读", "见证人王示例"] {
        expect(words, receipt.contains(words))?;
    }
    keep_forms(story, "fingerprint").map(drop)
}
