//! Practising: from the sign-in screen to the plain result, and that none of it reaches a real
//! office.

use std::path::PathBuf;
use std::process::Command;

use serde_json::json;

use crate::steps::*;
use kit::network::Meter;
use kit::network::free_port;
use kit::office::Office;
use kit::{Fault, Story, TestResult, Window, wait_until};

/// By keys: the first account is the trainee's, the second the trainer's.
pub async fn sign_in_to_practice(window: &mut Window, account: &str) -> TestResult {
    window.find("demo-9001").await?;
    window.press(account).await?;
    wait_until("the account", async || {
        Ok((!window.text("sign-in-password").await?.is_empty()).then_some(()))
    })
    .await?;
    window.press("Enter").await?;
    window.find("practice").await.map(drop)
}

/// The list is there and has taken the focus.
pub async fn list_ready(window: &Window) -> TestResult {
    wait_until("the list's focus", async || {
        Ok(window.focused_mark().await?.starts_with("scenario-").then_some(()))
    })
    .await
}

/// Moves down the list to a scenario and begins it; the citizen's words are on the screen
/// afterwards.
async fn begin_scenario(window: &mut Window, id: &str) -> TestResult {
    let mark = format!("scenario-{id}");
    list_ready(window).await?;
    for _ in 0..10 {
        if window.focused_mark().await? == mark {
            break;
        }
        let mark = window.focused_mark().await?;
        window.press("Down").await?;
        wait_until("the next row", async || {
            Ok((window.focused_mark().await? != mark).then_some(()))
        })
        .await?;
    }
    window.press("Ctrl+Enter").await?;
    window.find("brief").await.map(drop)
}

async fn read_score(window: &Window) -> TestResult<(u64, u64, u64)> {
    window.find("score").await?;
    let script = "const d = document.querySelector('[data-test=\"score\"]').dataset; return [d.right, d.missed, d.extra].map(Number)";
    let scores = window.run_script(script, vec![]).await?;
    let score = |n: usize| scores[n].as_u64().unwrap_or_default();
    Ok((score(0), score(1), score(2)))
}

async fn read_verdicts(window: &Window, point: &str) -> TestResult<Vec<String>> {
    let script = "return [...document.querySelectorAll(`[data-test=\"line-${arguments[0]}\"]`)].map(one => one.dataset.verdict)";
    let words = window.run_script(script, vec![json!(point)]).await?;
    Ok(words
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|v| v.as_str().map(str::to_owned))
        .collect())
}

/// A whole accepted case of the pension scenario, delivered to the practice office.
async fn play_without_mistake(window: &mut Window) -> TestResult {
    window.press("Esc").await?;
    window.wait_gone("brief").await?;
    begin_case(window, &PENSION).await?;
    read_cards(window, &["applicant"]).await?;
    take_papers(window).await?;
    fill_form(window, false).await?;
    issue_decision(window).await?;
    wait_delivered(window).await
}

async fn to_the_result(window: &mut Window) -> TestResult {
    go_on(window, "done").await?;
    window.find("score").await.map(drop)
}

fn expect(what: &str, holds: bool) -> TestResult {
    if holds { Ok(()) } else { Err(Fault::wrong(what)) }
}

/// What the papers of practice say of themselves.
fn printed_papers(story: &Story) -> TestResult<Vec<(PathBuf, String)>> {
    let folder = story.home().join("data/practice/forms");
    let mut read = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let file = entry?.path();
        let output = Command::new("pdftotext").arg(&file).arg("-").output()?;
        read.push((file, String::from_utf8_lossy(&output.stdout).into_owned()));
    }
    Ok(read)
}

fn has_window_titled(story: &Story, part: &str) -> TestResult<bool> {
    Ok(story
        .run_tool("xdotool", &["search", "--name", part])
        .is_ok_and(|scores| !scores.trim().is_empty()))
}

/// Start, one scenario done right, one done wrong on purpose, the trainer's view, and everything
/// cleared.
pub async fn practice_to_its_result(story: &mut Story) -> TestResult {
    let window = story.start().await?;
    window.find("sign-in").await?;
    expect(
        "the counter wears the mark of practice",
        window.count_elements("practice-band").await? == 0,
    )?;
    window.press("Alt+6").await?;
    window.find("leave-practice").await?;
    window.check_accessibility("practice sign-in").await?;
    story.take_picture("sign-in").await?;
    wait_until("the window's title", async || {
        Ok(has_window_titled(story, "【练习】")?.then_some(()))
    })
    .await?;
    sign_in_to_practice(story.window()?, "Alt+1").await?;
    story.window()?.check_accessibility("scenarios").await?;
    story.take_picture("scenarios").await?;

    begin_scenario(story.window()?, "s01-yanglao-benren").await?;
    story.window()?.check_accessibility("brief").await?;
    story.take_picture("brief").await?;
    play_without_mistake(story.window()?).await?;
    wait_drawn(story.window()?, "document-image").await?;
    story.take_picture("issued").await?;
    expect("no band over the case", story.window()?.is_shown("practice-band").await?)?;
    to_the_result(story.window()?).await?;
    let (right_count, missed_count, extra) = read_score(story.window()?).await?;
    story.window()?.check_accessibility("result").await?;
    story.take_picture("all-right").await?;
    expect(
        &format!("{right_count} right, {missed_count} missed, {extra} extra"),
        right_count >= 6 && missed_count == 0 && extra == 0,
    )?;
    play_with_mistakes(story).await?;

    for (file, text) in printed_papers(story)? {
        expect(&format!("{} does not say 练习", file.display()), text.contains("练习用，无效"))?;
        let copy = kit::demo_folder()?.join("practice-paper.pdf");
        std::fs::copy(&file, copy)?;
    }
    expect("nothing was printed", !printed_papers(story)?.is_empty())?;
    let counters = story.home().join("data/forms");
    expect("a paper of practice lies with the counter's", !counters.exists())?;
    clear_as_trainer(story).await
}

/// Not insured but asked for another paper instead of refused: the decision is missed, and a paper
/// is asked too much.
async fn play_with_mistakes(story: &mut Story) -> TestResult {
    let window = story.window()?;
    window.press("Ctrl+Enter").await?;
    window.find("practice").await?;
    begin_scenario(window, "s06-yanglao-bufu").await?;
    window.press("Esc").await?;
    window.wait_gone("brief").await?;
    begin_case(window, &PENSION).await?;
    read_cards(window, &["applicant"]).await?;
    go_on(window, "receive").await?;
    wait_step(window, "scan").await?;
    window.press("Alt+5").await?;
    window.click("decide-correction").await?;
    window.wait_for_text("item-name-0", "户口簿").await?;
    issue_decision(window).await?;
    to_the_result(window).await?;
    let missed_count = read_verdicts(window, "decision").await?;
    let off_list = read_verdicts(window, "off_list").await?;
    window.check_accessibility("result with faults").await?;
    story.take_picture("missed").await?;
    expect("the wrong decision is not told", missed_count == ["missed"])?;
    expect("the paper asked too much is not told", off_list == ["extra"])
}

async fn clear_as_trainer(story: &mut Story) -> TestResult {
    let window = story.window()?;
    window.click("sign-out").await?;
    sign_in_to_practice(window, "Alt+2").await?;
    window.find("result-s06-yanglao-bufu").await?;
    story.take_picture("trainer").await?;
    let window = story.window()?;
    list_ready(window).await?;
    window.focus("reset-practice").await?;
    window.press("Enter").await?;
    window.wait_for_text("reset-practice", "再按一次").await?;
    window.press("Enter").await?;
    window.find("sign-in").await?;
    sign_in_to_practice(window, "Alt+1").await?;
    list_ready(window).await?;
    expect(
        "a result outlived the clearing",
        window.count_elements("result-s06-yanglao-bufu").await? == 0,
    )?;
    window.focus("leave-practice").await?;
    window.press("Enter").await?;
    window.find("enter-practice").await?;
    expect("the band stayed", window.count_elements("practice-band").await? == 0)?;
    wait_until("the counter's title", async || {
        Ok((!has_window_titled(story, "【练习】")?).then_some(()))
    })
    .await
}

/// With a real office configured and listening: not a connection, not a byte, and afterwards what
/// waited is delivered.
pub async fn sealed_off(story: &mut Story) -> TestResult {
    let port = free_port()?;
    let archive = story.everything_written().join("office");
    let _office = Office::open(port, &archive).await?;
    let meter = Meter::in_front_of(port)?;
    point_to_office(story, meter.port)?;
    sign_in(story.start().await?).await?;
    meter.set_cut(true);
    wait_until("the cut to be felt", async || Ok((meter.open_connections() == 0).then_some(())))
        .await?;
    begin_case(story.window()?, &PENSION).await?;
    read_cards(story.window()?, &["applicant"]).await?;
    take_papers(story.window()?).await?;
    fill_form(story.window()?, false).await?;
    issue_decision(story.window()?).await?;
    let case = case_id(story.window()?).await?;
    story.window()?.click("sign-out").await?;

    story.window()?.find("enter-practice").await?;
    story.window()?.press("Alt+6").await?;
    story.window()?.find("leave-practice").await?;
    story.window()?.find("behind").await?;
    story.take_picture("behind").await?;
    // From here the office could be reached, and would take the case that waits.
    meter.set_cut(false);
    wait_until("the end of every connection", async || {
        Ok((meter.open_connections() == 0).then_some(()))
    })
    .await?;
    let mark = meter.counts();
    expect("the meter has seen the counter", mark.1 > 0)?;
    sign_in_to_practice(story.window()?, "Alt+1").await?;
    begin_scenario(story.window()?, "s01-yanglao-benren").await?;
    play_without_mistake(story.window()?).await?;
    to_the_result(story.window()?).await?;
    let counts_later = meter.counts();
    expect(
        &format!("practice reached the office: {mark:?} became {counts_later:?}"),
        mark == counts_later,
    )?;

    let window = story.window()?;
    window.press("Ctrl+Enter").await?;
    list_ready(window).await?;
    window.focus("leave-practice").await?;
    window.press("Enter").await?;
    window.find("enter-practice").await?;
    wait_until("the office to hear of the counter again", async || {
        Ok((meter.counts().1 > counts_later.1).then_some(()))
    })
    .await?;
    sign_in(window).await?;
    window
        .run_script("location.hash = arguments[0]", vec![json!(format!("#/case/{case}"))])
        .await?;
    window.find("issued").await?;
    wait_delivered(window).await?;
    story.take_picture("delivered-after").await.map(drop)
}
