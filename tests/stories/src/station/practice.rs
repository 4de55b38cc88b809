//! Practising: from the sign-in screen to the plain result, and that none of it reaches a real office.

use std::path::PathBuf;
use std::process::Command;

use serde_json::json;

use crate::steps::*;
use kit::network::meter::Meter;
use kit::office::peer::{Office, nobody};
use kit::{Fault, Story, Told, Window, until};

/// By keys: the first account is the trainee's, the second the trainer's.
async fn sign_in_to_practice(window: &mut Window, account: &str) -> Told {
    window.find("demo-9001").await?;
    window.press(account).await?;
    until("the account", async || Ok((!window.text("sign-in-password").await?.is_empty()).then_some(()))).await?;
    window.press("Enter").await?;
    window.find("practice").await.map(drop)
}

/// The list is there and has taken the focus.
async fn list_ready(window: &Window) -> Told {
    until("the list's focus", async || Ok(window.focused().await?.starts_with("scenario-").then_some(()))).await
}

/// Moves down the list to a scenario and begins it; the citizen's words are on the screen afterwards.
async fn begin_scenario(window: &mut Window, id: &str) -> Told {
    let mark = format!("scenario-{id}");
    list_ready(window).await?;
    for _ in 0..10 {
        if window.focused().await? == mark {
            break;
        }
        let before = window.focused().await?;
        window.press("Down").await?;
        until("the next row", async || Ok((window.focused().await? != before).then_some(()))).await?;
    }
    window.press("Ctrl+Enter").await?;
    window.find("brief").await.map(drop)
}

async fn score(window: &Window) -> Told<(u64, u64, u64)> {
    window.find("score").await?;
    let script = "const d = document.querySelector('[data-test=\"score\"]').dataset; return [d.right, d.missed, d.extra].map(Number)";
    let found = window.run(script, vec![]).await?;
    let of = |n: usize| found[n].as_u64().unwrap_or_default();
    Ok((of(0), of(1), of(2)))
}

async fn verdicts(window: &Window, point: &str) -> Told<Vec<String>> {
    let script =
        "return [...document.querySelectorAll(`[data-test=\"line-${arguments[0]}\"]`)].map(one => one.dataset.verdict)";
    let found = window.run(script, vec![json!(point)]).await?;
    Ok(found.as_array().into_iter().flatten().filter_map(|v| v.as_str().map(str::to_owned)).collect())
}

/// A whole accepted case of the pension scenario, delivered to the practice office.
async fn right_from_start_to_end(window: &mut Window) -> Told {
    window.press("Esc").await?;
    window.wait_gone("brief").await?;
    begin(window, &PENSION).await?;
    read_cards(window, &["applicant"]).await?;
    take_papers(window).await?;
    fill_form(window, false).await?;
    decide(window).await?;
    delivered(window).await
}

async fn to_the_result(window: &mut Window) -> Told {
    go_on(window, "done").await?;
    window.find("score").await.map(drop)
}

fn expect(what: &str, holds: bool) -> Told {
    if holds { Ok(()) } else { Err(Fault::wrong(what)) }
}

/// What the papers of practice say of themselves.
fn papers(story: &Story) -> Told<Vec<(PathBuf, String)>> {
    let folder = story.home().join("data/practice/forms");
    let mut read = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let file = entry?.path();
        let output = Command::new("pdftotext").arg(&file).arg("-").output()?;
        read.push((file, String::from_utf8_lossy(&output.stdout).into_owned()));
    }
    Ok(read)
}

fn titled(story: &Story, part: &str) -> Told<bool> {
    Ok(story.tool("xdotool", &["search", "--name", part]).is_ok_and(|found| !found.trim().is_empty()))
}

/// Start, one scenario done right, one done wrong on purpose, the trainer's view, and everything cleared.
pub async fn practised(story: &mut Story) -> Told {
    let window = story.start().await?;
    window.find("sign-in").await?;
    expect("the counter wears the mark of practice", window.count("practice-band").await? == 0)?;
    window.press("Alt+6").await?;
    window.find("leave-practice").await?;
    window.accessible("practice sign-in").await?;
    story.picture("sign-in").await?;
    until("the window's title", async || Ok(titled(story, "【练习】")?.then_some(()))).await?;
    sign_in_to_practice(story.window()?, "Alt+1").await?;
    story.window()?.accessible("scenarios").await?;
    story.picture("scenarios").await?;

    begin_scenario(story.window()?, "s01-yanglao-benren").await?;
    story.window()?.accessible("brief").await?;
    story.picture("brief").await?;
    right_from_start_to_end(story.window()?).await?;
    drawn(story.window()?, "document-image").await?;
    story.picture("issued").await?;
    expect("no band over the case", story.window()?.is_shown("practice-band").await?)?;
    to_the_result(story.window()?).await?;
    let (right, missed, extra) = score(story.window()?).await?;
    story.window()?.accessible("result").await?;
    story.picture("all-right").await?;
    expect(&format!("{right} right, {missed} missed, {extra} extra"), right >= 6 && missed == 0 && extra == 0)?;
    done_wrong(story).await?;

    for (file, text) in papers(story)? {
        expect(&format!("{} does not say 练习", file.display()), text.contains("练习用，无效"))?;
        let copy = kit::demo_folder()?.join("practice-paper.pdf");
        std::fs::copy(&file, copy)?;
    }
    expect("nothing was printed", !papers(story)?.is_empty())?;
    let counters = story.home().join("data/forms");
    expect("a paper of practice lies with the counter's", !counters.exists())?;
    seen_by_the_trainer_and_cleared(story).await
}

/// Not insured but asked for another paper instead of refused: the decision is missed, and a paper is asked too much.
async fn done_wrong(story: &mut Story) -> Told {
    let window = story.window()?;
    window.press("Ctrl+Enter").await?;
    window.find("practice").await?;
    begin_scenario(window, "s06-yanglao-bufu").await?;
    window.press("Esc").await?;
    window.wait_gone("brief").await?;
    begin(window, &PENSION).await?;
    read_cards(window, &["applicant"]).await?;
    go_on(window, "receive").await?;
    wait_step(window, "scan").await?;
    window.press("Alt+5").await?;
    window.click("decide-correction").await?;
    window.wait_for_text("item-name-0", "户口簿").await?;
    decide(window).await?;
    to_the_result(window).await?;
    let missed = verdicts(window, "decision").await?;
    let asked = verdicts(window, "off_list").await?;
    window.accessible("result with faults").await?;
    story.picture("missed").await?;
    expect("the wrong decision is not told", missed == ["missed"])?;
    expect("the paper asked too much is not told", asked == ["extra"])
}

async fn seen_by_the_trainer_and_cleared(story: &mut Story) -> Told {
    let window = story.window()?;
    window.click("sign-out").await?;
    sign_in_to_practice(window, "Alt+2").await?;
    window.find("result-s06-yanglao-bufu").await?;
    story.picture("trainer").await?;
    let window = story.window()?;
    list_ready(window).await?;
    window.focus("reset-practice").await?;
    window.press("Enter").await?;
    window.wait_for_text("reset-practice", "再按一次").await?;
    window.press("Enter").await?;
    window.find("sign-in").await?;
    sign_in_to_practice(window, "Alt+1").await?;
    list_ready(window).await?;
    expect("a result outlived the clearing", window.count("result-s06-yanglao-bufu").await? == 0)?;
    window.focus("leave-practice").await?;
    window.press("Enter").await?;
    window.find("enter-practice").await?;
    expect("the band stayed", window.count("practice-band").await? == 0)?;
    until("the counter's title", async || Ok((!titled(story, "【练习】")?).then_some(()))).await
}

/// With a real office configured and listening: not a connection, not a byte, and afterwards what waited is delivered.
pub async fn sealed_off(story: &mut Story) -> Told {
    let port = nobody()?;
    let archive = story.everything_written().join("office");
    let _office = Office::open(port, &archive).await?;
    let meter = Meter::before(port)?;
    point_to_office(story, meter.port)?;
    sign_in(story.start().await?).await?;
    meter.cut(true);
    until("the cut to be felt", async || Ok((meter.open() == 0).then_some(()))).await?;
    begin(story.window()?, &PENSION).await?;
    read_cards(story.window()?, &["applicant"]).await?;
    take_papers(story.window()?).await?;
    fill_form(story.window()?, false).await?;
    decide(story.window()?).await?;
    let case = case_id(story.window()?).await?;
    story.window()?.click("sign-out").await?;

    story.window()?.find("enter-practice").await?;
    story.window()?.press("Alt+6").await?;
    story.window()?.find("leave-practice").await?;
    story.window()?.find("behind").await?;
    story.picture("behind").await?;
    // From here the office could be reached, and would take the case that waits.
    meter.cut(false);
    until("the end of every connection", async || Ok((meter.open() == 0).then_some(()))).await?;
    let before = meter.seen();
    expect("the meter has seen the counter", before.1 > 0)?;
    sign_in_to_practice(story.window()?, "Alt+1").await?;
    begin_scenario(story.window()?, "s01-yanglao-benren").await?;
    right_from_start_to_end(story.window()?).await?;
    to_the_result(story.window()?).await?;
    let after = meter.seen();
    expect(&format!("practice reached the office: {before:?} became {after:?}"), before == after)?;

    let window = story.window()?;
    window.press("Ctrl+Enter").await?;
    list_ready(window).await?;
    window.focus("leave-practice").await?;
    window.press("Enter").await?;
    window.find("enter-practice").await?;
    until("the office to hear of the counter again", async || Ok((meter.seen().1 > after.1).then_some(()))).await?;
    sign_in(window).await?;
    window.run("location.hash = arguments[0]", vec![json!(format!("#/case/{case}"))]).await?;
    window.find("issued").await?;
    delivered(window).await?;
    story.picture("delivered-after").await.map(drop)
}
