//! The line's weather, each kind over a case of its own: black hole, login page, an office that fails, garbage, a cut
//! answer, refused connections and an office started again.

use super::*;
use kit::network::relay::Weather;

/// Who answers in the office's place, what the waiting list says of it, and whether the line counts as down.
const STRANGERS: [(&str, &[u8], &str, bool); 3] = [
    ("login-page", LOGIN, "office_not_ours", true),
    ("failing", b"HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n", "office_fault", false),
    ("garbage", b"\x00\xffnothing like HTTP\r\n", "office_unreachable", true),
];
const LOGIN: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 13\r\n\r\n<html></html>";

/// Decided while the line is bad: a provisional number, a message; then fair again, and the office has it once.
async fn through(story: &mut Story, what: &str, code: &str, case: &str) -> Told<Value> {
    let before = remembered(story.window()?, case).await?;
    if !before["number"].is_null() || before["provisional"].is_null() {
        return Err(Fault::wrong(format!("{what}: a number that nobody gave, or none at all")));
    }
    outbox_says(story.window()?, case, code).await?;
    story.picture(what).await?;
    unchanged(story.window()?, case, &before, what).await
}

async fn arrives(story: &mut Story, far: &Far, what: &str, case: &str, before: &Value) -> Told {
    delivered(story.window()?).await?;
    let now = unchanged(story.window()?, case, before, what).await?;
    if now["number"].is_null() {
        return Err(Fault::wrong(format!("{what}: acknowledged without a number")));
    }
    far.has_once(story.window()?, case).await
}

pub async fn every_weather(story: &mut Story) -> Told {
    let mut far = Far::open(story).await?;
    sign_in(story.start().await?).await?;

    let what = "black-hole";
    begin(story.window()?, &PENSION).await?;
    let case = case_id(story.window()?).await?;
    read_cards(story.window()?, &["applicant"]).await?;
    take_papers(story.window()?).await?;
    fill_form(story.window()?, false).await?;
    far.running()?.freeze()?;
    decide(story.window()?).await?;
    band_says(story.window()?).await?;
    let before = remembered(story.window()?, &case).await?;
    far.running()?.thaw()?;
    arrives(story, &far, what, &case, &before).await?;

    for (what, answer, code, down) in STRANGERS {
        far.line.set(Weather::Stranger(answer));
        let case = redirect(story.window()?).await?;
        let before = through(story, what, code, &case).await?;
        if down {
            band_says(story.window()?).await?;
        }
        far.line.set(Weather::Fair);
        arrives(story, &far, what, &case, &before).await?;
    }

    let what = "cut-answer";
    far.line.set(Weather::CutAnswer("POST /cases ", 40));
    let case = redirect(story.window()?).await?;
    let before = through(story, what, "office_unreachable", &case).await?;
    far.line.set(Weather::Fair);
    arrives(story, &far, what, &case, &before).await?;

    let what = "office-restarted";
    far.stop();
    let case = redirect(story.window()?).await?;
    let before = through(story, what, "office_unreachable", &case).await?;
    band_says(story.window()?).await?;
    far.restart(story).await?;
    arrives(story, &far, what, &case, &before).await
}
