//! Faults as stories: what goes wrong is said in three parts, nothing is lost, and the case arrives
//! once.

mod bad_input;
mod devices;
mod disk;
mod halfway;
mod keyring;
mod line;
mod odd_devices;
mod power;
mod refused;
mod resume;

pub use bad_input::slow_office_and_bad_files;
pub use devices::drivers_die;
pub use disk::full_disk;
pub use halfway::cut_between_decision_and_paper;
pub use keyring::locked_and_gone;
pub use line::every_weather;
pub use odd_devices::odd_devices;
pub use power::{power_cut_in_each_second, power_cuts};
pub use refused::{not_taken_by_the_office, ways_out_in_english};

use serde_json::{Value, json};

use crate::steps::*;
use kit::network::Relay;
use kit::network::free_port;
use kit::office::Office;
use kit::office::OfficeClient;
use kit::wait::wait_at_most;
use kit::{Fault, Story, TestResult, Window, wait_until};

/// The office in a process of its own, behind a line that has weather.
struct Far {
    office: Option<Office>,
    port: u16,
    line: Relay,
}

impl Far {
    async fn open(story: &Story) -> TestResult<Self> {
        let port = free_port()?;
        let line = Relay::open(port)?;
        point_to_office(story, line.port())?;
        let mut far = Self { office: None, port, line };
        far.restart(story).await?;
        Ok(far)
    }

    /// Killed if it runs, and started on what it has on disk.
    async fn restart(&mut self, story: &Story) -> TestResult {
        self.stop();
        self.office =
            Some(Office::open(self.port, &story.everything_written().join("office")).await?);
        Ok(())
    }

    fn stop(&mut self) {
        self.office.take();
    }

    fn running(&self) -> TestResult<&Office> {
        self.office.as_ref().ok_or_else(|| Fault::wrong("the office is not running"))
    }

    /// The office has the case once, under the number that the window shows, with the pages that
    /// the window has.
    async fn has_once(&self, window: &Window, case: &str) -> TestResult {
        let view = load_case(window, case).await?;
        let number = view["number"].as_str().unwrap_or_default();
        let pages = view["pages"].as_array().into_iter().flatten();
        let pages: Vec<String> =
            pages.filter_map(|page| page[1].as_str()).map(str::to_owned).collect();
        OfficeClient::sign_in(self.port, "1001", "demo-1001")?.has_once(case, number, &pages)
    }
}

/// A failure on the screen says what happened, what is safe and what to do, in Chinese. `last` is
/// the incident told before, so that an old message is not taken for a new one.
async fn expect_failure(window: &Window, code: &str, last: &mut String) -> TestResult {
    let script = "const one = document.querySelector(`[data-test=\"failure\"][data-code=\"${arguments[0]}\"]`); \
        const part = mark => one?.querySelector(mark)?.innerText ?? ''; \
        return one ? [part('b'), part('span:not(.now):not(.muted)'), part('.now'), part('.muted')] : null";
    let result = wait_until(&format!("the failure {code}"), async || {
        let parts = window.run_script(script, vec![json!(code)]).await?.as_array().cloned();
        Ok(parts.filter(|parts| parts[3] == "" || parts[3] != last.as_str()))
    })
    .await;
    let Ok(parts) = result else {
        return Err(Fault::wrong(format!(
            "{code} is not told, but {}",
            failure_codes(window).await?
        )));
    };
    *last = parts[3].as_str().unwrap_or_default().to_owned();
    match parts[..3].iter().all(is_chinese) {
        true => Ok(()),
        false => Err(Fault::wrong(format!("{code} is not told whole: {parts:?}"))),
    }
}

async fn failure_codes(window: &Window) -> TestResult<Value> {
    let script = "return [...document.querySelectorAll('[data-test=\"failure\"]')].map(one => one.dataset.code)";
    window.run_script(script, vec![]).await
}

fn is_chinese(text: &Value) -> bool {
    text.as_str().is_some_and(|text| {
        text.chars().filter(|letter| ('\u{4E00}'..='\u{9FFF}').contains(letter)).count() > 2
    })
}

/// The band over every screen: the line is down, work goes on, what waits leaves by itself.
async fn expect_line_band(window: &Window) -> TestResult {
    window.wait_for_text("line-down", "断网").await?;
    expect_work_goes_on(window).await
}

/// Who answers in the office's place is told as a gateway or as a line that is down, by what was asked
/// of them first.
async fn expect_work_goes_on(window: &Window) -> TestResult {
    for part in ["照常收件", "自动上传"] {
        window.wait_for_text("line-down", part).await?;
    }
    Ok(())
}

/// The waiting case under Alt+9: why it waits, in words, and that it is safe.
async fn expect_outbox(window: &mut Window, case: &str, code: &str) -> TestResult {
    window.press("Alt+9").await?;
    window.find(&format!("outbox-{case}")).await?;
    let script = "const why = document.querySelector(`[data-test=\"outbox-${arguments[0]}\"] [data-test=\"outbox-why\"]`); \
        return [why?.dataset.code ?? '', why?.innerText ?? '', document.querySelector('[data-test=\"outbox\"] .note')?.innerText ?? '']";
    let mut last = Value::Null;
    let result = wait_until(&format!("{code} in the outbox"), async || {
        last = window.run_script(script, vec![json!(case)]).await?;
        Ok((last[0] == code).then_some(()))
    })
    .await;
    if result.is_err() || !is_chinese(&last[1]) || !is_chinese(&last[2]) {
        return Err(Fault::wrong(format!("the outbox tells {last} instead of {code}")));
    }
    open_case(window, case).await
}

async fn open_case(window: &mut Window, case: &str) -> TestResult {
    window.press("Alt+0").await?;
    window.find("home").await?;
    // A decided case is in the list of the day.
    let decided = !load_case(window, case).await?["provisional"].is_null();
    if decided {
        click_wherever(window, "count-done_today").await?;
    }
    click_wherever(window, &format!("case-{case}")).await?;
    window.find("section-1").await.map(drop)
}

/// The band of a line that goes down or comes back at this moment moves what is under the mouse, and a
/// click at its place comes to nothing: the element is clicked, wherever it stands by now.
async fn click_wherever(window: &Window, mark: &str) -> TestResult {
    window.find(mark).await?;
    let script = "const one = document.querySelector(`[data-test=\"${arguments[0]}\"]`); \
        one?.click(); return one !== null";
    wait_until(&format!("a click on {mark}"), async || {
        let clicked = window.run_script(script, vec![json!(mark)]).await?;
        Ok((clicked == json!(true)).then_some(()))
    })
    .await
}

/// What no fault may change; the office's number alone may come later, and never changes once it is
/// there.
async fn expect_unchanged(
    window: &Window,
    case: &str,
    before: &Value,
    after: &str,
) -> TestResult<Value> {
    let now = load_case(window, case).await?;
    let mut expected = before.clone();
    if before["number"].is_null() {
        expected["number"] = now["number"].clone();
    }
    match now == expected && !now["status"].is_null() {
        true => Ok(now),
        false => Err(Fault::wrong(format!("after {after}: the case is another"))),
    }
}

/// Not our business: the shortest decided case. Ends on the screen with its number.
async fn redirect_case(window: &mut Window) -> TestResult<String> {
    window.press("Alt+0").await?;
    begin_case(window, &PENSION).await?;
    let case = case_id(window).await?;
    // The emulated reader gives its cards in turn; whoever it is, is the applicant.
    go_on(window, "read_card").await?;
    wait_until("the card", async || Ok((next_step(window).await? != "read_card").then_some(())))
        .await?;
    window.press("Alt+5").await?;
    click_wherever(window, "decide-redirect").await?;
    window.focus("right-office").await?;
    window.type_text("区人力资源社会保障局").await?;
    window.press("F9").await?;
    // Of a name with a character that no font has, the first press tells.
    let shown = wait_until("the paper, or what it cannot show", async || {
        let paper = window.is_shown("preview").await?;
        Ok((paper || window.is_shown("failure").await?).then_some(paper))
    })
    .await?;
    if !shown {
        window.press("F9").await?;
    }
    issue_previewed(window).await?;
    Ok(case)
}
