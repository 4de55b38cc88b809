//! The power goes between the decision and its paper, and again in the middle of an upload.

use super::*;
use kit::network::relay::Weather;

async fn back(story: &mut Story, case: &str, before: &Value, what: &str) -> Told<Value> {
    sign_in(story.start().await?).await?;
    let now = unchanged(story.window()?, case, before, what).await?;
    open_case(story.window()?, case).await?;
    Ok(now)
}

/// The office's answer to the case is held back: the decision is on the disk, its paper waits for the number.
pub async fn cut_between_decision_and_paper(story: &mut Story) -> Told {
    let far = Far::open(story).await?;
    sign_in(story.start().await?).await?;
    begin(story.window()?, &PENSION).await?;
    let case = case_id(story.window()?).await?;
    read_cards(story.window()?, &["applicant"]).await?;
    take_papers(story.window()?).await?;
    fill_form(story.window()?, false).await?;
    worker_dies(story).await?;
    far.line.set(Weather::HoldAnswer("POST /cases "));
    let window = story.window()?;
    window.press("F9").await?;
    window.find("preview").await?;
    enabled(window, "issue").await?;
    window.press("F9").await?;
    far.line.heard("POST /cases ").await?;
    let before = remembered(window, &case).await?;
    story.cut_power().await?;
    if before["provisional"].is_null() || !papers(&before).iter().all(|form| form == "application_form") {
        return Err(Fault::wrong("the power went too early or too late"));
    }

    far.line.set(Weather::HoldRequest("PATCH /uploads", 1000));
    back(story, &case, &before, "the decision").await?;
    story.picture("finish").await?;
    go_on(story.window()?, "finish_issue").await?;
    story.window()?.find("document-acceptance_receipt").await?;
    far.line.heard("PATCH /uploads").await?;
    let before = remembered(story.window()?, &case).await?;
    if before["number"].is_null() || papers(&before).len() != 2 {
        return Err(Fault::wrong("the issue that was cut off was not finished once"));
    }
    story.cut_power().await?;

    far.line.set(Weather::Fair);
    back(story, &case, &before, "half an upload").await?;
    delivered(story.window()?).await?;
    unchanged(story.window()?, &case, &before, "the rest of the upload").await?;
    far.has_once(story.window()?, &case).await
}

fn papers(view: &Value) -> Vec<String> {
    let all = view["documents"].as_array().into_iter().flatten();
    all.filter_map(|one| one[0].as_str()).map(str::to_owned).collect()
}

/// The paper is being typeset when the program for documents dies: told, and the next press typesets it.
async fn worker_dies(story: &mut Story) -> Told {
    story.window()?.press("Alt+5").await?;
    let worker = story.processes("document-worker").first().copied();
    let worker = worker.ok_or_else(|| Fault::wrong("there is no program for documents"))?;
    Story::freeze_one(worker)?;
    let window = story.window()?;
    window.press("F9").await?;
    let at_work = "return document.querySelector('[data-test=\"section-5\"] .note.info[role=\"status\"]') !== null";
    until("the typesetting", async || Ok((window.run(at_work, vec![]).await? == json!(true)).then_some(()))).await?;
    story.kill_one(worker).await?;
    says(story.window()?, "worker_died", &mut String::new()).await
}
