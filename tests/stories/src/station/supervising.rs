//! The supervisor at the same window: the queue, a case to read, sent back with comments; then the
//! clerk amends it.

use crate::cases::revision::open_from_chip;
use crate::steps::*;
use kit::network::free_port;
use kit::office::Office;
use kit::office::OfficeClient;
use kit::{Fault, Story, TestResult, Window, wait_until};

pub async fn sign_in_as(window: &mut Window, number: &str, home: &str) -> TestResult {
    window.focus("sign-in-number").await?;
    window.press("Ctrl+A").await?;
    window.type_text(number).await?;
    window.focus("sign-in-password").await?;
    window.type_text(&format!("demo-{number}")).await?;
    window.press("Enter").await?;
    window.find(home).await.map(drop)
}

pub async fn sign_out(window: &mut Window) -> TestResult {
    window.focus("sign-out").await?;
    window.press("Enter").await?;
    window.find("sign-in").await.map(drop)
}

/// A clerk leaves by keys, from a page that is not the first: on the first one the way out stands
/// just before the search, which has the focus.
pub async fn leave_by_keys(window: &mut Window) -> TestResult {
    window.press("Alt+0").await?;
    window.wait_focus("item-search").await?;
    window.tab_back_to("sign-out").await?;
    window.press("Enter").await?;
    window.find("sign-in").await.map(drop)
}

pub async fn accept_case(story: &mut Story) -> TestResult<(String, String)> {
    begin_case(story.window()?, &PENSION).await?;
    let case = case_id(story.window()?).await?;
    read_cards(story.window()?, &["applicant"]).await?;
    take_papers(story.window()?).await?;
    fill_form(story.window()?, false).await?;
    issue_decision(story.window()?).await?;
    wait_delivered(story.window()?).await?;
    Ok((case, story.window()?.text("number").await?))
}

/// Down through the lines until this one has the focus.
async fn walk_to(window: &mut Window, mark: &str) -> TestResult {
    for _ in 0..40 {
        if window.focused_mark().await? == mark {
            return Ok(());
        }
        let focused = window.focused_mark().await?;
        window.press("Down").await?;
        wait_until("the next line", async || {
            Ok((window.focused_mark().await? != focused || focused == mark).then_some(()))
        })
        .await?;
    }
    Err(Fault::wrong(format!("{mark} is not among the lines")))
}

async fn comment(window: &mut Window, mark: &str, words: &str) -> TestResult {
    walk_to(window, mark).await?;
    window.press("Enter").await?;
    wait_until("the comment's field", async || {
        Ok((window.focused_mark().await? == "comment-text").then_some(()))
    })
    .await?;
    window.type_text(words).await?;
    window.press("Ctrl+Enter").await?;
    window.wait_gone("comment-text").await
}

/// Personal data is shown for a reason that is typed.
pub async fn reveal(window: &mut Window) -> TestResult {
    window.press("R").await?;
    window.wait_focus("reason-text").await?;
    window.type_text("投诉核对").await?;
    window.press("Enter").await?;
    window.wait_gone("reason-bar").await
}

async fn send_back(story: &mut Story, case: &str) -> TestResult {
    let row = format!("queue-{case}");
    let window = story.window()?;
    wait_until("the case in the queue", async || {
        Ok((window.focused_mark().await? == row).then_some(()))
    })
    .await?;
    story.take_picture("queue").await?;
    let window = story.window()?;
    window.check_accessibility("the supervisor's queue").await?;
    window.press("4").await?;
    window.find("queue-empty").await?;
    window.press("1").await?;
    wait_until("the case again", async || Ok((window.focused_mark().await? == row).then_some(())))
        .await?;
    window.press("Enter").await?;
    window.find("review").await?;
    window.find("pages-hidden").await?;
    if window.text("fact-person-applicant").await?.contains("陈示例") {
        return Err(Fault::wrong("the person is shown before anybody asked"));
    }
    comment(window, "fact-material-household_register", "请补扫本人页").await?;
    comment(window, "fact-field-phone", "请核对联系电话").await?;
    reveal(window).await?;
    window.wait_for_text("fact-person-applicant", "陈示例").await?;
    wait_drawn(window, "viewer-image").await?;
    story.take_picture("review").await?;
    let window = story.window()?;
    window.check_accessibility("the supervisor's review").await?;
    window.press("Ctrl+Enter").await?;
    window.find("sent-back").await?;
    story.take_picture("sent-back").await.map(drop)
}

async fn amend_case(story: &mut Story, case: &str) -> TestResult {
    open_from_chip(story.window()?, "count-returned", case).await?;
    let window = story.window()?;
    window.wait_for_text("returned-notice", "请补扫本人页").await?;
    wait_step(window, "amend_material").await?;
    story.take_picture("returned").await?;
    let window = story.window()?;
    window.check_accessibility("a case sent back").await?;
    window.press("Ctrl+Enter").await?;
    wait_step(window, "amend_field").await?;
    window.press("Ctrl+Enter").await?;
    wait_until("the field", async || {
        Ok((window.focused_mark().await? == "field-phone").then_some(()))
    })
    .await?;
    story.take_picture("amend-field").await?;
    let window = story.window()?;
    window.press("Ctrl+A").await?;
    window.type_text("10012345679").await?;
    window.press("Tab").await?;
    // The page that was added has not been compared with its original; where the screen had not shown
    // it before the clerk went on, it is looked at first.
    let step = wait_until("the page that was added", async || {
        let step = next_step(window).await?;
        Ok(["look", "check_original"].contains(&step.as_str()).then_some(step))
    })
    .await?;
    if step == "look" {
        go_on(window, "look").await?;
    }
    go_on(window, "check_original").await?;
    // What was scanned once more is in the clerk's hand again.
    give_back(window).await?;
    // The telephone stands on the form: what was signed is not what it says now.
    wait_step(window, "show_form").await?;
    sign_form(window).await?;
    wait_enabled(window, "decide").await?;
    issue_decision(window).await?;
    wait_delivered(window).await
}

fn check_office(port: u16, case: &str, number: &str) -> TestResult {
    let office = OfficeClient::sign_in(port, "2001", "demo-2001")?;
    let mut parts = Vec::new();
    for (n, phone) in [(1, "10012345678"), (2, "10012345679")] {
        let view = office.get(&format!("/cases/{case}/revisions/{n}"))?;
        if view["number"] != number || view["submission"]["form"]["phone"] != phone {
            return Err(Fault::wrong(format!("revision {n} at the office is another")));
        }
        let manifest = view["submission"]["manifest"].as_array().cloned().unwrap_or_default();
        for part in &manifest {
            if !office.has_part(case, part["sha256"].as_str().unwrap_or_default())? {
                return Err(Fault::wrong(format!("a part of revision {n} is gone")));
            }
        }
        parts.push(manifest.iter().filter(|p| p["kind"] == "page").count());
    }
    if parts[0] >= parts[1] {
        return Err(Fault::wrong(format!("no page was added: {parts:?}")));
    }
    Ok(())
}

pub async fn sent_back_and_amended(story: &mut Story) -> TestResult {
    let port = free_port()?;
    point_to_office(story, port)?;
    let data = story.everything_written().join("office");
    let _office = Office::open(port, &data).await?;
    sign_in(story.start().await?).await?;
    let (case, number) = accept_case(story).await?;
    sign_out(story.window()?).await?;
    sign_in_as(story.window()?, "2001", "queue").await?;
    send_back(story, &case).await?;
    sign_out(story.window()?).await?;
    sign_in_as(story.window()?, "1001", "home").await?;
    amend_case(story, &case).await?;
    check_office(port, &case, &number)
}

/// The line goes down: the supervisor still sees what the station has, and how old the office's
/// part is.
pub async fn supervised_without_the_line(story: &mut Story) -> TestResult {
    let port = free_port()?;
    point_to_office(story, port)?;
    let data = story.everything_written().join("office");
    let office = Office::open(port, &data).await?;
    sign_in(story.start().await?).await?;
    let (case, _) = accept_case(story).await?;
    sign_out(story.window()?).await?;
    sign_in_as(story.window()?, "2001", "queue").await?;
    story.window()?.find(&format!("queue-{case}")).await?;
    drop(office);
    story.restart().await?;
    sign_in_as(story.window()?, "2001", "queue").await?;
    let window = story.window()?;
    window.find("offline").await?;
    window.find(&format!("queue-{case}")).await?;
    window.wait_for_text("queue-as-of", "截至").await?;
    story.take_picture("queue").await?;
    let window = story.window()?;
    window.press("Enter").await?;
    window.find("review").await?;
    window.find("pages-hidden").await?;
    comment(window, "fact-field-phone", "请核对").await?;
    window.press("Ctrl+Enter").await?;
    let script = "return document.querySelector('[data-test=\"failure\"]')?.dataset.code ?? ''";
    wait_until("the refusal", async || {
        Ok((window.run_script(script, vec![]).await? == "line_down").then_some(()))
    })
    .await?;
    window.find("comment-field:phone").await?;
    story.take_picture("kept").await.map(drop)
}
