//! 即办 from the card to the decision: an item that its department entrusted is accepted, each point is ticked
//! by its digit, the paper in the department's name is looked at and issued; the supervisor finds it in the
//! register. Without a number the department decides.

use std::path::Path;
use std::time::Duration;

use keystrokes::estimate_effort;
use serde_json::json;

use super::withdrawal::{DOWN, NEXT_TRY};
use crate::station::catalogue::{path_text, run_counter};
use crate::steps::*;
use kit::network::{Relay, Weather, free_port};
use kit::office::{Office, OfficeClient};
use kit::wait::wait_at_most;
use kit::{Fault, Pressed, Story, TestResult, Window, wait_until};

/// 生育登记 by one person who comes; the card stands for the register too.
const BIRTH: Wish = Wish { typed: "zsz", answers: &["2", "1"] };

/// What the clerk's own part of it may take, from the card to the decision.
const OWN_TIME: Duration = Duration::from_secs(60);

/// Accepted, and wholly at the office; with what was pressed in the form.
async fn accept(window: &mut Window) -> TestResult<(String, Pressed)> {
    begin_case(window, &BIRTH).await?;
    let case = case_id(window).await?;
    read_cards(window, &["applicant"]).await?;
    go_on(window, "receive").await?;
    let before = window.keys_pressed();
    fill_general_form(window, "生育登记").await?;
    let form = pressed_since(before, window.keys_pressed());
    wait_step(window, "show_form").await?;
    sign_form(window).await?;
    wait_enabled(window, "decide").await?;
    issue_decision(window).await?;
    wait_delivered(window).await?;
    window.find("entrusted").await?;
    Ok((case, form))
}

fn pressed_since(before: Pressed, after: Pressed) -> Pressed {
    Pressed {
        commands: after.commands - before.commands,
        typed: after.typed - before.typed,
        helped: after.helped - before.helped,
    }
}

/// By the keystroke-level model; what was typed into the form, citizen and machine apart.
fn check_own_time(all: Pressed, form: Pressed) -> TestResult {
    let own = pressed_since(form, all);
    let effort = estimate_effort(own.commands, own.typed);
    println!("on the spot, from the card to the decision: {own:?}, {:.0} s", effort.as_secs_f64());
    match effort <= OWN_TIME {
        true => Ok(()),
        false => Err(Fault::wrong(format!("the clerk's own time is {effort:?}"))),
    }
}

async fn tick_points(window: &mut Window) -> TestResult {
    for (digit, point) in [("1", "identity"), ("2", "place"), ("3", "form")] {
        window.press(digit).await?;
        wait_ticked(window, point).await?;
    }
    Ok(())
}

/// All by digits; the second press issues.
async fn grant(story: &mut Story) -> TestResult<String> {
    tick_points(story.window()?).await?;
    story.take_picture("points-ticked").await?;
    let window = story.window()?;
    window.check_accessibility("what is entrusted").await?;
    window.press("F9").await?;
    window.find("entrusted-preview").await?;
    wait_enabled(window, "entrusted-issue").await?;
    story.take_picture("decision-looked-at").await?;
    story.window()?.press("F9").await?;
    wait_printed(story, "准予决定书").await
}

async fn leave(window: &mut Window) -> TestResult {
    window.focus("sign-out").await?;
    window.press("Enter").await?;
    window.find("sign-in").await.map(drop)
}

async fn wait_ticked(window: &Window, point: &str) -> TestResult {
    let script = "return document.querySelector(`[data-test=\"point-${arguments[0]}\"]`)?.ariaChecked ??         document.querySelector(`[data-test=\"point-${arguments[0]}\"]`)?.getAttribute('aria-checked')";
    wait_until(&format!("the tick of {point}"), async || {
        let ticked = window.run_script(script, vec![json!(point)]).await?;
        Ok((ticked == json!("true")).then_some(()))
    })
    .await
}

/// By the line the trial gives its station numbers; a real office's are given by hand.
pub async fn on_the_spot_from_card_to_decision(story: &mut Story) -> TestResult {
    sign_in(story.start().await?).await?;
    let before = story.window()?.keys_pressed();
    let (case, form) = accept(story.window()?).await?;
    let words = grant(story).await?;
    check_own_time(pressed_since(before, story.window()?.keys_pressed()), form)?;
    expect("in the department's name", words.contains("以卫生健康局的名义作出"))?;
    expect("the clerk is named", words.contains("经办人：李示例"))?;
    wait_status(story.window()?, &case, "completed").await?;
    story.window()?.wait_for_text("event-decided", "后台已收到").await?;
    story.take_picture("completed").await?;
    story.window()?.by_keys_alone()?;
    leave(story.window()?).await?;
    sign_in_by(story.window()?, "2001", "demo-2001", "queue").await?;
    story.window()?.press("Alt+O").await?;
    story.window()?.find("sealed-entrusted_grant").await?;
    story.window()?.find("sealed-acceptance_receipt").await?;
    story.take_picture("paper-register").await?;
    story.window()?.check_accessibility("the register of sealed papers").await?;
    keep_forms(story, "on-the-spot").map(drop)
}

/// An office that gave the window no number: the clerk is told why the department decides, and waits for it.
pub async fn left_to_the_department(story: &mut Story) -> TestResult {
    let port = free_port()?;
    point_to_office(story, port)?;
    let _office = Office::open(port, &story.everything_written().join("office")).await?;
    sign_in(story.start().await?).await?;
    let (case, _) = accept(story.window()?).await?;
    let window = story.window()?;
    tick_points(window).await?;
    window.wait_for_text("department-decides", "文号用完").await?;
    story.take_picture("no-number").await?;
    let window = story.window()?;
    window.press("F9").await?;
    wait_status(window, &case, "accepted").await?;
    expect("nothing is looked at", window.count_elements("entrusted-preview").await? == 0)?;
    let supervisor = OfficeClient::sign_in(port, "2001", "demo-2001")?;
    let step = json!({ "kind": "decided", "granted": true, "on": "2026-12-02" });
    let id = "0b6f3a52-6d2e-4d0c-9a51-51f0f5a1d101";
    supervisor.post(&format!("/cases/{case}/steps"), &json!({ "id": id, "step": step }))?;
    let window = story.window()?;
    window.find("step-granted").await?;
    wait_status(window, &case, "completed").await?;
    window.by_keys_alone()
}

/// By hand, to the one installation that there is.
fn give_numbers(data: &Path) -> TestResult {
    let place = ["--data", path_text(data)];
    let list = run_counter(&[&["office", "installations"], &place[..]].concat())?;
    let id = list["installations"][0]["id"].as_str();
    let id = id.ok_or_else(|| Fault::wrong("the office knows no installation"))?;
    let range = ["--department", "卫生健康局", "--prefix", "示卫准〔2026〕", "--first", "1"];
    let last = ["--last", "9"];
    run_counter(&[&["office", "give-numbers", id], &place[..], &range, &last].concat()).map(drop)
}

/// The line goes down between the last tick and the paper: the applicant has the decision, which waits for
/// the office under its one number, and is there when the line is back.
pub async fn decided_without_the_line(story: &mut Story) -> TestResult {
    let port = free_port()?;
    let line = Relay::open(port)?;
    point_to_office(story, line.port())?;
    let data = story.everything_written().join("office");
    let _office = Office::open(port, &data).await?;
    sign_in(story.start().await?).await?;
    let (case, _) = accept(story.window()?).await?;
    give_numbers(&data)?;
    let window = story.window()?;
    // With the first tick the window asks for the numbers that it lacks.
    tick_points(window).await?;
    window.wait_gone("department-decides").await?;
    line.set_weather(Weather::Stranger(DOWN));
    window.press("F9").await?;
    window.find("entrusted-preview").await?;
    wait_enabled(window, "entrusted-issue").await?;
    window.press("F9").await?;
    let words = wait_printed(story, "准予决定书").await?;
    let words: String = words.split_whitespace().collect();
    expect("the first number", words.contains("示卫准〔2026〕1号"))?;
    let window = story.window()?;
    wait_status(window, &case, "completed").await?;
    window.wait_for_text("event-decided", "等后台收到").await?;
    story.take_picture("decided-without-the-line").await?;
    line.set_weather(Weather::Fair);
    let window = story.window()?;
    wait_at_most(NEXT_TRY, "the office's word", async || {
        let line_text = window.text("event-decided").await?;
        let is_there = line_text.contains("后台已收到") && line_text.contains("示卫准〔2026〕1号");
        Ok(is_there.then_some(()))
    })
    .await?;
    wait_status(window, &case, "completed").await?;
    window.by_keys_alone()
}
