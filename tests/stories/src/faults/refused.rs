//! A case that the office does not take: put right and sent in its place, or handed over on paper.
//! Here its page cannot be read any more, so that the office waits for it for ever.

use super::*;
use crate::station::look::Look;
use crate::station::oddities::other_clock;
use crate::station::supervising::{sign_in_as, sign_out};

/// Late enough that five working days from then are in a year whose holidays nobody has announced.
const PAST_THE_KNOWN_YEARS: &str = "@2026-12-28 09:00:00";

/// 高龄老人津贴: whoever receives it has five working days to say what is missing.
const ALLOWANCE: Wish = Wish { typed: "gaoling", answers: &["1", "1"] };

/// The clerk's list of what is to be sent.
async fn open_outbox(window: &mut Window) -> TestResult {
    window.press("Alt+9").await?;
    window.find("outbox").await.map(drop)
}

/// Decided while nothing is sent; then the file of its page rots, and all goes on.
async fn decide_and_lose_a_page(story: &mut Story) -> TestResult<String> {
    open_outbox(story.window()?).await?;
    story.window()?.press("F8").await?;
    story.window()?.find("outbox-paused").await?;
    story.window()?.press("Esc").await?;
    begin_case(story.window()?, &PENSION).await?;
    let case = case_id(story.window()?).await?;
    read_cards(story.window()?, &["applicant"]).await?;
    take_papers(story.window()?).await?;
    fill_form(story.window()?, false).await?;
    issue_decision(story.window()?).await?;
    let mut files = Vec::new();
    for file in std::fs::read_dir(story.home().join("data/pages").join(&case))? {
        let file = file?;
        files.push((file.metadata()?.modified()?, file.path()));
    }
    // The page was there before any paper was made.
    let (_, page) = files.into_iter().min().ok_or_else(|| Fault::wrong("nothing was sealed"))?;
    std::fs::write(page, b"rotten")?;
    open_outbox(story.window()?).await?;
    story.window()?.press("F8").await?;
    wait_line(story.window()?, &case, "parked").await?;
    Ok(case)
}

async fn wait_line(window: &Window, case: &str, state: &str) -> TestResult {
    let script = "return document.querySelector(`[data-test=\"outbox-${arguments[0]}\"]`)?.dataset.state ?? 'gone'";
    wait_until(&format!("the line {state}"), async || {
        Ok((window.run_script(script, vec![json!(case)]).await? == json!(state)).then_some(()))
    })
    .await
}

async fn wait_pages(window: &Window, case: &str, count: usize) -> TestResult {
    wait_until(&format!("{count} pages"), async || {
        let pages = load_case(window, case).await?["pages"].as_array().map(Vec::len);
        Ok((pages == Some(count)).then_some(()))
    })
    .await
}

/// The desk has a page before the window shows it, and the keys act on what is shown.
async fn wait_first_page_shown(window: &Window, case: &str) -> TestResult {
    let first = load_case(window, case).await?["pages"][0][0].clone();
    let script =
        "return document.querySelector('[data-test=\"viewer-image\"]')?.dataset.page ?? ''";
    wait_until("the first page", async || {
        Ok((window.run_script(script, vec![]).await? == first).then_some(()))
    })
    .await
}

/// A fresh page into the row of the lost one, which goes; compared again.
async fn replace_page(window: &mut Window, case: &str) -> TestResult {
    window.find("refused-notice").await?;
    wait_step(window, "put_right").await?;
    // The card's row, then the register's.
    window.press("Down").await?;
    window.press("Down").await?;
    window.find("viewer").await?;
    window.press("Ctrl+D").await?;
    // The lost one, the signed form, the fresh one.
    wait_pages(window, case, 3).await?;
    wait_step(window, "check_original").await?;
    window.press("Left").await?;
    window.press("Left").await?;
    wait_first_page_shown(window, case).await?;
    window.press("Ctrl+Backspace").await?;
    wait_pages(window, case, 2).await?;
    wait_step(window, "check_original").await?;
    go_on(window, "check_original").await?;
    // What was scanned once more is in the clerk's hand again.
    give_back(window).await?;
    wait_step(window, "send_replacement").await
}

pub async fn not_taken_by_the_office(story: &mut Story) -> TestResult {
    let far = Far::open(story).await?;
    sign_in(story.start().await?).await?;

    let case = decide_and_lose_a_page(story).await?;
    let decided = load_case(story.window()?, &case).await?;
    look_at(story, "two-ways-out").await?;
    story.window()?.check_accessibility("two ways out").await?;
    story.window()?.press("F6").await?;
    story.window()?.find("refused-notice").await?;
    look_at(story, "put-right").await?;
    replace_page(story.window()?, &case).await?;
    story.take_picture("ready-to-send").await?;
    story.window()?.press("Ctrl+Enter").await?;
    wait_delivered(story.window()?).await?;
    story.take_picture("in-its-place").await?;
    let sent = load_case(story.window()?, &case).await?;
    for part in ["status", "provisional", "people", "form"] {
        if sent[part] != decided[part] {
            return Err(Fault::wrong(format!("{part} is another one")));
        }
    }
    far.has_once(story.window()?, &case).await?;

    story.window()?.press("Alt+0").await?;
    let case = decide_and_lose_a_page(story).await?;
    story.window()?.press("F7").await?;
    story.window()?.find("hand-over-asked").await?;
    story.take_picture("surely").await?;
    story.window()?.press("Esc").await?;
    story.window()?.wait_gone("hand-over-asked").await?;
    story.window()?.press("F7").await?;
    story.window()?.find("hand-over-asked").await?;
    story.window()?.press("F7").await?;
    wait_line(story.window()?, &case, "gone").await?;
    story.window()?.find("printed").await?;
    story.take_picture("on-paper").await?;
    let paper = printed_text(story)?;
    for words in ["纸质移交单", "收件人签收"] {
        if !paper.contains(words) {
            return Err(Fault::wrong(format!("the slip does not say {words}")));
        }
    }
    story.window()?.press("Ctrl+P").await?;
    story.window()?.find("day-sheet").await?;
    story.window()?.find("sum").await?;
    story.take_picture("day-sheet").await.map(drop)
}

/// In English and beyond the years whose holidays are known: one case that is not taken, one that is
/// sent in the place of another, one on paper; then the supervisor's list. Nothing cut, nothing over
/// another, at any size.
pub async fn ways_out_in_english(story: &mut Story) -> TestResult {
    for (name, value) in other_clock(PAST_THE_KNOWN_YEARS)? {
        story.set_variable(name, value);
    }
    let folder = story.home().join("config");
    std::fs::create_dir_all(&folder)?;
    let settings = json!({ "language": "en", "scan_resolution": 100 });
    std::fs::write(folder.join("settings.json"), settings.to_string())?;
    sign_in(story.start().await?).await?;
    let on_paper = decide_and_lose_a_page(story).await?;
    let refused = decide_and_lose_a_page(story).await?;
    let replaced = decide_and_lose_a_page(story).await?;
    look_at(story, "three-refused").await?;

    // Stopped, so that what goes in the place of another is still to be seen.
    story.window()?.press("F8").await?;
    story.window()?.find("outbox-paused").await?;
    choose_line(story.window()?, &replaced).await?;
    story.window()?.press("F6").await?;
    story.window()?.find("refused-notice").await?;
    look_at(story, "put-right").await?;
    replace_page(story.window()?, &replaced).await?;
    story.window()?.press("Ctrl+Enter").await?;
    wait_status(story.window()?, &replaced, "accepted").await?;
    look_at(story, "in-its-place").await?;
    open_outbox(story.window()?).await?;
    wait_line(story.window()?, &replaced, "queued").await?;
    choose_line(story.window()?, &on_paper).await?;
    story.window()?.press("F7").await?;
    story.window()?.find("hand-over-asked").await?;
    look_at(story, "surely").await?;
    story.window()?.press("F7").await?;
    wait_line(story.window()?, &on_paper, "gone").await?;
    story.window()?.find("printed").await?;
    wait_line(story.window()?, &refused, "parked").await?;
    look_at(story, "each-way").await?;
    story.window()?.press("Ctrl+P").await?;
    story.window()?.find("sum").await?;
    look_at(story, "day-sheet").await?;
    story.window()?.press("Alt+0").await?;
    begin_case(story.window()?, &ALLOWANCE).await?;
    read_cards(story.window()?, &["applicant"]).await?;
    go_on(story.window()?, "receive").await?;
    wait_step(story.window()?, "scan").await?;
    look_at(story, "clock").await?;
    story.window()?.press("Alt+0").await?;
    story.window()?.find("home").await?;
    look_at(story, "home").await?;

    open_outbox(story.window()?).await?;
    story.window()?.press("F8").await?;
    wait_line(story.window()?, &replaced, "gone").await?;
    sign_out(story.window()?).await?;
    sign_in_as(story.window()?, "2001", "queue").await?;
    story.window()?.wait_for_text("queue-replaced", "1").await?;
    look_at(story, "queue").await
}

async fn choose_line(window: &mut Window, case: &str) -> TestResult {
    let script = "return document.querySelector(`[data-test=\"outbox-${arguments[0]}\"]`)?.dataset.chosen === 'true'";
    for key in ["Up", "Up", "Down", "Down"] {
        if window.run_script(script, vec![json!(case)]).await? == json!(true) {
            return Ok(());
        }
        window.press(key).await?;
    }
    wait_until("the line", async || {
        Ok((window.run_script(script, vec![json!(case)]).await? == json!(true)).then_some(()))
    })
    .await
}

async fn look_at(story: &mut Story, screen: &str) -> TestResult {
    story.take_picture(screen).await?;
    let mut look = Look::new(story);
    look.look_at(screen).await?;
    look.end()
}
