//! The printed form comes back signed, of another version first: the code in its foot says so. The right
//! one is taken by its code.

use std::path::PathBuf;

use crate::steps::*;
use kit::network::free_port;
use kit::office::{Office, first_submission};
use kit::{Fault, Story, TestResult};

/// As the clerk has seen it.
async fn print_form(story: &mut Story) -> TestResult<PathBuf> {
    let window = story.window()?;
    show_form(window).await?;
    press_after_a_look(window, "print").await?;
    wait_signing(window, "scan").await?;
    printed_forms(story)?.pop().ok_or_else(|| Fault::wrong("no form was printed"))
}

pub async fn another_version_refused(story: &mut Story) -> TestResult {
    let port = free_port()?;
    point_to_office(story, port)?;
    let scanner = plug_in_scanner(story, "flatbed")?;
    let _office = Office::open(port, &story.everything_written().join("office")).await?;
    sign_in(story.start().await?).await?;
    let case = open_complete_form(story.window()?).await?;
    let former = print_form(story).await?;
    change_phone(story.window()?).await?;
    let present = print_form(story).await?;

    lay_paper(&scanner, &former)?;
    let window = story.window()?;
    window.press("Alt+D").await?;
    press_after_a_look(window, "bind").await?;
    window.wait_for_text("failure", "这张纸不是现在这份申请表：页脚的编码不一样").await?;
    wait_signing(window, "scan").await?;
    expect("nobody has signed", signed_by(window, "applicant").await?.is_empty())?;
    expect("nobody accepts it", !may_accept(window).await?)?;
    story.take_picture("refused").await?;
    story.window()?.check_accessibility("a signed form of another version").await?;

    lay_paper(&scanner, &present)?;
    let window = story.window()?;
    window.press("Alt+D").await?;
    press_after_a_look(window, "bind").await?;
    window.wait_focus("section-5").await?;
    window.press("Alt+4").await?;
    expect("signed by pen", wait_signed(window, "applicant").await? == "pen")?;
    window.wait_gone("failures").await?;
    story.take_picture("taken").await?;
    issue_decision(story.window()?).await?;
    wait_delivered(story.window()?).await?;
    story.window()?.by_keys_alone()?;
    let signatures = first_submission(port, &case)?["signatures"].clone();
    expect("one, by its code", signatures[0]["code_read"] == true && signatures[1].is_null())?;
    keep_forms(story, "another-version").map(drop)
}
