//! The power goes between the decision and its paper, and again in the middle of an upload.

use super::*;
use kit::network::Weather;

async fn restart_and_compare(
    story: &mut Story,
    case: &str,
    original: &Value,
    what: &str,
) -> TestResult<Value> {
    sign_in(story.start().await?).await?;
    let now = expect_unchanged(story.window()?, case, original, what).await?;
    open_case(story.window()?, case).await?;
    Ok(now)
}

/// The office's answer to the case is held back: the decision is on the disk, its paper waits for
/// the number.
pub async fn cut_between_decision_and_paper(story: &mut Story) -> TestResult {
    let far = Far::open(story).await?;
    sign_in(story.start().await?).await?;
    begin_case(story.window()?, &PENSION).await?;
    let case = case_id(story.window()?).await?;
    read_cards(story.window()?, &["applicant"]).await?;
    take_papers(story.window()?).await?;
    fill_form(story.window()?, false).await?;
    worker_dies(story).await?;
    far.line.set_weather(Weather::HoldAnswer("POST /cases "));
    let window = story.window()?;
    window.press("F9").await?;
    window.find("preview").await?;
    wait_enabled(window, "issue").await?;
    window.press("F9").await?;
    far.line.wait_for_request("POST /cases ").await?;
    let original = load_case(window, &case).await?;
    story.cut_power().await?;
    if original["provisional"].is_null()
        || !papers(&original).iter().all(|form| form == "application_form")
    {
        return Err(Fault::wrong("the power went too early or too late"));
    }

    far.line.set_weather(Weather::HoldRequest("PATCH /uploads", 1000));
    restart_and_compare(story, &case, &original, "the decision").await?;
    story.take_picture("finish").await?;
    go_on(story.window()?, "finish_issue").await?;
    story.window()?.find("document-acceptance_receipt").await?;
    far.line.wait_for_request("PATCH /uploads").await?;
    let original = load_case(story.window()?, &case).await?;
    if original["number"].is_null() || papers(&original).len() != 2 {
        return Err(Fault::wrong("the issue that was cut off was not finished once"));
    }
    story.cut_power().await?;

    far.line.set_weather(Weather::Fair);
    restart_and_compare(story, &case, &original, "half an upload").await?;
    wait_delivered(story.window()?).await?;
    expect_unchanged(story.window()?, &case, &original, "the rest of the upload").await?;
    far.has_once(story.window()?, &case).await
}

fn papers(view: &Value) -> Vec<String> {
    let documents = view["documents"].as_array().into_iter().flatten();
    documents.filter_map(|document| document[0].as_str()).map(str::to_owned).collect()
}

/// A list to take along, which leaves the case as it is.
async fn typeset_list(window: &Window) -> TestResult {
    let script = "const done = arguments[0]; window.__TAURI_INTERNALS__.invoke('call', \
        { name: 'print_list', payload: { item: 'chengxiang-yanglao', answers: {} } }) \
        .then(list => done(list.pages), () => done(0));";
    match window.run_script_async(script, vec![]).await?.as_u64() {
        Some(pages) if pages > 0 => Ok(()),
        _ => Err(Fault::wrong("the list was not typeset")),
    }
}

/// The paper is being typeset when the program for documents dies: told, and the next press
/// typesets it.
async fn worker_dies(story: &mut Story) -> TestResult {
    story.window()?.press("Alt+5").await?;
    // One typesets, another opens what comes from outside; the first starts with the first paper.
    typeset_list(story.window()?).await?;
    let workers = story.processes_of("document-worker");
    if workers.is_empty() {
        return Err(Fault::wrong("there is no program for documents"));
    }
    workers.iter().try_for_each(|worker| Story::freeze_one(*worker))?;
    let window = story.window()?;
    window.press("F9").await?;
    let at_work = "return document.querySelector('[data-test=\"section-5\"] .note.info[role=\"status\"]') !== null";
    wait_until("the typesetting", async || {
        Ok((window.run_script(at_work, vec![]).await? == json!(true)).then_some(()))
    })
    .await?;
    for worker in workers {
        story.kill_one(worker).await?;
    }
    expect_failure(story.window()?, "worker_died", &mut String::new()).await
}
