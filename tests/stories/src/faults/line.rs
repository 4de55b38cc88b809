//! The line's weather, each kind over a case of its own: black hole, login page, a gateway
//! that fails, garbage, a cut answer, refused connections and an office started again.

use std::time::Duration;

use super::*;
use kit::network::Weather;

/// While the line counts as up, the pause after failed tries doubles: the slower the machine was in
/// bad weather, the longer the next try is away. Longer than any pause of this story.
const NEXT_TRY: Duration = Duration::from_secs(180);

/// Who answers in the office's place, what the waiting list says of it, and whether the line counts
/// as down.
const STRANGERS: [(&str, &[u8], &str, bool); 3] = [
    ("login-page", LOGIN, "gateway_page", true),
    (
        "failing",
        b"HTTP/1.1 500 Internal Server Error\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
        "gateway_no_answer",
        true,
    ),
    ("garbage", b"\x00\xffnothing like HTTP\r\n", "office_unreachable", true),
];
const LOGIN: &[u8] =
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 13\r\n\r\n<html></html>";

/// Decided while the line is bad: a provisional number, a message; then fair again, and the office
/// has it once.
async fn decide_through_fault(
    story: &mut Story,
    fault_name: &str,
    code: &str,
    case: &str,
) -> TestResult<Value> {
    let original = load_case(story.window()?, case).await?;
    if !original["number"].is_null() || original["provisional"].is_null() {
        return Err(Fault::wrong(format!(
            "{fault_name}: a number that nobody gave, or none at all"
        )));
    }
    expect_outbox(story.window()?, case, code).await?;
    story.take_picture(fault_name).await?;
    expect_unchanged(story.window()?, case, &original, fault_name).await
}

async fn expect_arrival(
    story: &mut Story,
    far: &Far,
    fault_name: &str,
    case: &str,
    original: &Value,
) -> TestResult {
    wait_arrived(story.window()?, case).await?;
    let now = expect_unchanged(story.window()?, case, original, fault_name).await?;
    if now["number"].is_null() {
        return Err(Fault::wrong(format!("{fault_name}: acknowledged without a number")));
    }
    far.has_once(story.window()?, case).await
}

/// The desk has the acknowledgement, and the screen says so.
async fn wait_arrived(window: &Window, case: &str) -> TestResult {
    let script = "const done = arguments[1]; window.__TAURI_INTERNALS__.invoke('call', \
        { name: 'case', payload: { case: arguments[0] } }).then(view => done(view.delivery), () => done(null));";
    wait_at_most(NEXT_TRY, "the next try and its acknowledgement", async || {
        let delivery = window.run_script_async(script, vec![json!(case)]).await?;
        Ok((delivery == json!("acknowledged")).then_some(()))
    })
    .await?;
    wait_delivered(window).await
}

pub async fn every_weather(story: &mut Story) -> TestResult {
    let mut far = Far::open(story).await?;
    sign_in(story.start().await?).await?;

    let fault_name = "black-hole";
    begin_case(story.window()?, &PENSION).await?;
    let case = case_id(story.window()?).await?;
    read_cards(story.window()?, &["applicant"]).await?;
    take_papers(story.window()?).await?;
    fill_form(story.window()?, false).await?;
    far.running()?.freeze()?;
    issue_decision(story.window()?).await?;
    expect_line_band(story.window()?).await?;
    let original = load_case(story.window()?, &case).await?;
    far.running()?.thaw()?;
    expect_arrival(story, &far, fault_name, &case, &original).await?;

    for (fault_name, answer, code, down) in STRANGERS {
        far.line.set_weather(Weather::Stranger(answer));
        let case = redirect_case(story.window()?).await?;
        let original = decide_through_fault(story, fault_name, code, &case).await?;
        if down {
            expect_work_goes_on(story.window()?).await?;
        }
        far.line.set_weather(Weather::Fair);
        expect_arrival(story, &far, fault_name, &case, &original).await?;
    }

    let fault_name = "cut-answer";
    far.line.set_weather(Weather::CutAnswer("POST /cases ", 40));
    let case = redirect_case(story.window()?).await?;
    let original = decide_through_fault(story, fault_name, "office_unreachable", &case).await?;
    far.line.set_weather(Weather::Fair);
    expect_arrival(story, &far, fault_name, &case, &original).await?;

    let fault_name = "office-restarted";
    far.stop();
    let case = redirect_case(story.window()?).await?;
    let original = decide_through_fault(story, fault_name, "office_unreachable", &case).await?;
    expect_line_band(story.window()?).await?;
    far.restart(story).await?;
    expect_arrival(story, &far, fault_name, &case, &original).await
}
