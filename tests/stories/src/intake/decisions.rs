//! The main job: a case from the card to the office's number, and the other ways it can end.

use crate::station::locking::{IDLE, wait_other_window};
use crate::steps::*;
use kit::{Fault, Pressed, Story, TestResult, Window};

const NAMES: &[&str] =
    &["陈示例", "440699199001010014", "10012345678", "陈甲示例", "99000020000229001X"];

/// Accepted in person: the story whose keys are counted.
pub async fn case_accepted(story: &mut Story) -> TestResult {
    sign_in(story.start().await?).await?;
    switch_citizens_screen(story.window()?).await?;
    wait_other_window(story.window()?, "the citizen's screen", |words| words.contains(IDLE))
        .await?;
    story.window()?.press("Alt+0").await?;
    story.take_picture("home").await?;
    let keys_before = story.window()?.keys_pressed();
    choose_item(story.window()?, &PENSION).await?;
    story.take_picture("list").await?;
    // Begins the case and reads the card that lies there.
    story.window()?.press("Ctrl+I").await?;
    wait_step(story.window()?, "receive").await?;
    story.take_picture("receipt").await?;
    take_papers(story.window()?).await?;
    story.take_picture("form").await?;
    fill_fields(story.window()?, false).await?;
    sign_by_strokes(story.window()?).await?;
    story.take_picture("decision").await?;
    story.window()?.press("F9").await?;
    story.window()?.find("preview-image").await?;
    wait_enabled(story.window()?, "issue").await?;
    story.take_picture("preview").await?;
    story.window()?.press("F9").await?;
    story.window()?.find("issued").await?;
    if !is_official(story.window()?).await? {
        return Err(Fault::wrong("the office was there and gave no number at once"));
    }
    wait_delivered(story.window()?).await?;
    wait_drawn(story.window()?, "document-image").await?;
    story.take_picture("issued").await?;
    count_keys(story.window()?, keys_before)?;
    match keep_forms(story, "accepted")? {
        0 => Err(Fault::wrong("no form was printed")),
        _ => Ok(()),
    }
}

/// From the first screen to the office's number: 4 letters for the item, 11 digits of a telephone,
/// and 15 commands: item ⏎, two answers, begin with the card, receipt, scan, original checked,
/// given back, phone ⏎, level, way of paying, form shown, put before the citizen, paper, issue. The
/// citizen's touches and strokes are nobody's keys.
const MOST: Pressed = Pressed { commands: 15, typed: 15, helped: 0 };

fn count_keys(window: &Window, keys_before: Pressed) -> TestResult {
    window.by_keys_alone()?;
    let keys_after = window.keys_pressed();
    let (commands, typed) =
        (keys_after.commands - keys_before.commands, keys_after.typed - keys_before.typed);
    println!(
        "keys: {commands} commands, {typed} typed; to sign in: {} and {}",
        keys_before.commands, keys_before.typed
    );
    match commands <= MOST.commands && typed <= MOST.typed {
        true => Ok(()),
        false => Err(Fault::wrong(format!(
            "{commands} commands and {typed} typed are more than it takes"
        ))),
    }
}

pub async fn accepted_through_an_agent(story: &mut Story) -> TestResult {
    sign_in(story.start().await?).await?;
    begin_case(story.window()?, &PENSION_BY_AGENT).await?;
    read_cards(story.window()?, &["applicant", "agent"]).await?;
    story.take_picture("people").await?;
    take_papers_and_letter(story.window()?).await?;
    fill_form(story.window()?, true).await?;
    issue_decision(story.window()?).await?;
    wait_delivered(story.window()?).await?;
    story.window()?.by_keys_alone()
}

/// Card first: the person is read before anybody has said what for.
pub async fn card_first(story: &mut Story) -> TestResult {
    sign_in(story.start().await?).await?;
    story.window()?.press("Ctrl+I").await?;
    wait_step(story.window()?, "choose_item").await?;
    story.window()?.press("Ctrl+Enter").await?;
    story.window()?.wait_focus("item-search").await?;
    story.window()?.type_text("准生证").await?;
    story.window()?.find("hit-shengyu-dengji").await?;
    story.window()?.press("Enter").await?;
    story.window()?.wait_for_text("summary-1", "陈示例").await?;
    wait_step(story.window()?, "answer").await?;
    story.take_picture("questions").await?;
    story.window()?.by_keys_alone()
}

/// Card read and papers stamped, but the register is missing; the decision is open.
async fn accept_without_register(story: &mut Story) -> TestResult {
    sign_in(story.start().await?).await?;
    begin_case(story.window()?, &PENSION).await?;
    read_cards(story.window()?, &["applicant"]).await?;
    go_on(story.window()?, "receive").await?;
    wait_step(story.window()?, "scan").await?;
    story.window()?.press("Alt+5").await?;
    story.window()?.wait_focus("decide-accept").await
}

/// The register was not brought: one notice names it, and the receipt of what was handed over lies
/// beside it.
pub async fn correction_notice(story: &mut Story) -> TestResult {
    accept_without_register(story).await?;
    story.window()?.press("2").await?;
    story.window()?.wait_for_text("item-name-0", "户口簿").await?;
    story.take_picture("notice").await?;
    issue_decision(story.window()?).await?;
    story.window()?.find("document-correction_notice").await?;
    story.window()?.find("document-materials_receipt").await?;
    story.take_picture("issued").await?;
    wait_delivered(story.window()?).await?;
    story.window()?.by_keys_alone()?;
    keep_forms(story, "correction").map(drop)
}

pub async fn case_refused(story: &mut Story) -> TestResult {
    accept_without_register(story).await?;
    story.window()?.press("3").await?;
    story.window()?.wait_focus("reasons").await?;
    story.window()?.type_text("已参加职工基本养老保险。").await?;
    issue_decision(story.window()?).await?;
    story.window()?.find("document-refusal").await?;
    wait_delivered(story.window()?).await?;
    story.window()?.by_keys_alone()?;
    keep_forms(story, "refused").map(drop)
}

/// Many leave with a list only: no case, nothing personal.
pub async fn list_only(story: &mut Story) -> TestResult {
    sign_in(story.start().await?).await?;
    choose_item(story.window()?, &PENSION).await?;
    story.window()?.press("Ctrl+P").await?;
    story.window()?.find("printed").await?;
    story.window()?.press("Esc").await?;
    story.window()?.find("home").await?;
    if story.window()?.count_elements("current-case").await? != 0 {
        return Err(Fault::wrong("advice made a case"));
    }
    story.window()?.by_keys_alone()?;
    keep_forms(story, "list").map(drop)
}

/// The station's folders, and the memory of its programs.
fn check_privacy(story: &Story) -> TestResult {
    let mut open = Vec::new();
    for entry in std::fs::read_dir(story.home())? {
        open.extend(kit::find_open(&entry?.path())?);
    }
    if !open.is_empty() {
        return Err(Fault::wrong(format!("open to others: {open:?}")));
    }
    let window = story.processes_of("counter-desktop");
    let helpers = ["device-host", "document-worker"].map(|name| story.processes_of(name));
    if window.is_empty() {
        return Err(Fault::wrong("the window's process is not found"));
    }
    match window.into_iter().chain(helpers.concat()).find(|process| kit::dumps_core(*process)) {
        Some(process) => Err(Fault::wrong(format!("process {process} would leave a core behind"))),
        None => Ok(()),
    }
}

/// After a whole case: nothing that anybody wrote outside the vault and the forms names the person,
/// and whatever was written is the user's alone.
pub async fn leaves_no_trace(story: &mut Story) -> TestResult {
    // With the trial office inside: its records are sealed like the station's own, so nothing is
    // exempt but the forms.
    sign_in(story.start().await?).await?;
    begin_case(story.window()?, &PENSION_BY_AGENT).await?;
    read_cards(story.window()?, &["applicant", "agent"]).await?;
    take_papers_and_letter(story.window()?).await?;
    fill_form(story.window()?, true).await?;
    issue_decision(story.window()?).await?;
    wait_delivered(story.window()?).await?;
    check_privacy(story)?;
    let forms = story.home().join("data/forms");
    let except = [forms.as_path()];
    let leaks = kit::find_traces(story.everything_written(), &except, NAMES)?;
    if !leaks.is_empty() {
        let files: Vec<String> = leaks.iter().map(|(file, _)| file.display().to_string()).collect();
        return Err(Fault::wrong(format!("named outside the vault: {}", files.join(", "))));
    }
    std::fs::write(story.home().join("logs/planted"), NAMES[0])?;
    match kit::find_traces(story.everything_written(), &except, NAMES)?.len() {
        1 => Ok(()),
        other => Err(Fault::wrong(format!("a planted leak was found {other} times"))),
    }
}

/// Every screen of the main path, as people see it who see or move differently.
pub async fn every_screen_accessible(story: &mut Story) -> TestResult {
    let window = story.start().await?;
    window.find("sign-in").await?;
    window.check_accessibility("sign-in").await?;
    sign_in(window).await?;
    window.check_accessibility("home").await?;
    choose_item(window, &PENSION).await?;
    window.check_accessibility("list").await?;
    window.press("Ctrl+Enter").await?;
    wait_step(window, "read_card").await?;
    window.check_accessibility("people").await?;
    read_cards(window, &["applicant"]).await?;
    window.check_accessibility("materials before the receipt").await?;
    take_papers(window).await?;
    window.check_accessibility("form").await?;
    window.press("Alt+3").await?;
    window.find("viewer-image").await?;
    window.check_accessibility("materials").await?;
    window.press("Alt+5").await?;
    window.find("lacks").await?;
    window.check_accessibility("decision").await?;
    window.press("Alt+4").await?;
    fill_fields(window, false).await?;
    window.check_accessibility("form, complete").await?;
    show_form(window).await?;
    window.check_accessibility("form, shown").await?;
    sign_form(window).await?;
    window.wait_focus("section-5").await?;
    window.check_accessibility("decision, everything there").await?;
    window.press("F9").await?;
    window.find("preview").await?;
    window.check_accessibility("preview").await?;
    wait_enabled(window, "issue").await?;
    window.press("F9").await?;
    window.find("issued").await?;
    window.check_accessibility("issued").await?;
    window.press("Alt+8").await?;
    window.find("settings").await?;
    window.check_accessibility("settings").await?;
    window.press("Alt+9").await?;
    window.find("outbox").await?;
    window.check_accessibility("outbox").await?;
    // The day's sum by keys: the one case is at the office or on its way, and both sides add up.
    window.press("Ctrl+P").await?;
    window.wait_focus("day").await?;
    window.find("sum").await?;
    window.wait_for_text("sum", "收件 1 件").await?;
    window.check_accessibility("daily reconciliation").await?;
    window.press("Ctrl+P").await?;
    window.find("printed").await?;
    // As a table it leaves the computer with a reason alone.
    window.press("Alt+E").await?;
    window.wait_focus("reason-text").await?;
    window.type_text("交中心对账").await?;
    window.press("Enter").await?;
    window.wait_for_words("csv", "day-sheet-").await?;
    story.take_picture("day-sheet").await.map(drop)
}
