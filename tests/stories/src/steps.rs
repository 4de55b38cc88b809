//! What a clerk does at the counter, in keys; the stories are told with these.

mod citizen;
mod papers;
mod scanner;
mod signing;

pub use citizen::*;
pub use papers::*;
pub use scanner::*;
pub use signing::*;

use std::path::Path;

use serde_json::json;

use kit::{Fault, Story, TestResult, Window, wait_until};

/// What a story says has to be so.
pub fn expect(what: &str, holds: bool) -> TestResult {
    holds.then_some(()).ok_or_else(|| Fault::wrong(format!("not so: {what}")))
}

/// An item as a clerk looks for it, with the digit of each answer.
pub struct Wish {
    pub typed: &'static str,
    pub answers: &'static [&'static str],
}

/// 城乡居民基本养老保险参保登记, by an ordinary resident in person.
pub const PENSION: Wish = Wish { typed: "ylbx", answers: &["1", "1"] };
/// The same through somebody else.
pub const PENSION_BY_AGENT: Wish = Wish { typed: "yanglao", answers: &["2", "1"] };

/// 灵活就业登记, and what a clerk has to answer: no subsidy, who comes is who applies.
pub const FLEXIBLE: Wish = Wish { typed: "linghuo", answers: &["1", "1"] };
/// 最低生活保障: 家庭经济状况核对授权书 is its second paper that has a blank, after the form made here.
pub const RELIEF: Wish = Wish { typed: "dibao", answers: &[] };

pub async fn sign_in(window: &mut Window) -> TestResult {
    sign_in_by(window, "1001", "demo-1001", "home").await
}

/// `home`: the screen on which somebody of this role begins.
pub async fn sign_in_by(
    window: &mut Window,
    number: &str,
    password: &str,
    home: &str,
) -> TestResult {
    window.find("sign-in").await?;
    wait_until("a field to type into", async || {
        let focused = window.focused_mark().await?;
        Ok(["sign-in-number", "sign-in-password"].contains(&focused.as_str()).then_some(()))
    })
    .await?;
    // Who worked here last is known already, and may be somebody else.
    if window.text("sign-in-number").await? != number {
        if window.has_focus("sign-in-password").await? {
            window.press("Shift+Tab").await?;
            window.wait_focus("sign-in-number").await?;
            window.press("Ctrl+A").await?;
        }
        window.type_text(number).await?;
        window.press("Enter").await?;
    }
    window.wait_focus("sign-in-password").await?;
    window.type_text(password).await?;
    window.press("Enter").await?;
    window.find(home).await.map(drop)
}

/// From the first screen to the item's list with every question answered.
pub async fn choose_item(window: &mut Window, wish: &Wish) -> TestResult {
    window.find("home").await?;
    window.wait_focus("item-search").await?;
    window.type_text(wish.typed).await?;
    // Enter takes the first hit of what was typed, be the answer there already or not.
    window.press("Enter").await?;
    window.find("list-page").await?;
    for (asked, digit) in wish.answers.iter().enumerate() {
        wait_until("the next question", async || {
            Ok((count_answers(window).await? == asked as u64).then_some(()))
        })
        .await?;
        window.press(digit).await?;
    }
    let total = wish.answers.len() as u64;
    wait_until(
        "the last answer",
        async || Ok((count_answers(window).await? == total).then_some(())),
    )
    .await
}

pub async fn count_answers(window: &Window) -> TestResult<u64> {
    let script = "return document.querySelectorAll('[data-test^=\"question-\"][aria-checked=\"true\"]').length";
    Ok(window.run_script(script, vec![]).await?.as_u64().unwrap_or_default())
}

/// The next harmless thing, as the primary button says it.
pub async fn next_step(window: &Window) -> TestResult<String> {
    let script = "return document.querySelector('[data-test=\"primary\"]')?.dataset.step ?? ''";
    Ok(window.run_script(script, vec![]).await?.as_str().unwrap_or_default().to_owned())
}

pub async fn wait_step(window: &Window, code: &str) -> TestResult {
    let result = wait_until(&format!("the step {code}"), async || {
        Ok((next_step(window).await? == code).then_some(()))
    })
    .await;
    match result {
        Ok(()) => Ok(()),
        Err(_) => {
            Err(Fault::wrong(format!("the step is {} instead of {code}", next_step(window).await?)))
        }
    }
}

/// Presses the one primary button when it offers `code`.
pub async fn go_on(window: &mut Window, code: &str) -> TestResult {
    wait_step(window, code).await?;
    window.press("Ctrl+Enter").await
}

pub async fn begin_case(window: &mut Window, wish: &Wish) -> TestResult {
    choose_item(window, wish).await?;
    window.press("Ctrl+Enter").await?;
    wait_step(window, "read_card").await
}

/// One card after another; the section folds when the last of them is read.
pub async fn read_cards(window: &mut Window, roles: &[&str]) -> TestResult {
    let Some((last, others)) = roles.split_last() else { return Ok(()) };
    for role in others {
        go_on(window, "read_card").await?;
        window.find(&format!("person-{role}")).await?;
    }
    go_on(window, "read_card").await?;
    wait_until(&format!("the card of the {last}"), async || {
        Ok((next_step(window).await? != "read_card").then_some(()))
    })
    .await?;
    let acts = |role: &&str| ["agent", "guardian"].contains(role);
    if roles.iter().any(acts) { record_mandate(window).await } else { Ok(()) }
}

/// By what, how far and until when somebody acts: the usual, which is offered, by its key.
pub async fn record_mandate(window: &mut Window) -> TestResult {
    wait_step(window, "mandate").await?;
    window.wait_focus("mandate-extent").await?;
    window.press("Enter").await?;
    wait_until("the mandate", async || Ok((next_step(window).await? != "mandate").then_some(())))
        .await
}

/// The rows are read before the one key is pressed, which is dead until then. They open by themselves
/// among the papers; from elsewhere the first press opens them.
pub async fn give_back(window: &mut Window) -> TestResult {
    wait_step(window, "give_back").await?;
    if window.count_elements("give-back-list").await? == 0 {
        window.press("Ctrl+Enter").await?;
    }
    wait_enabled(window, "give-back-all").await?;
    window.press("Ctrl+Enter").await
}

/// The same by its own key, while something else is still open: what was brought goes back before any
/// decision.
pub async fn give_back_early(window: &mut Window) -> TestResult {
    window.press("Alt+G").await?;
    window.find("give-back-list").await?;
    wait_enabled(window, "give-back-all").await?;
    window.press("Alt+G").await?;
    window.wait_gone("give-back-list").await
}

/// The register: scanned, looked at, compared, given back.
pub async fn take_papers(window: &mut Window) -> TestResult {
    go_on(window, "receive").await?;
    go_on(window, "scan").await?;
    go_on(window, "check_original").await?;
    give_back(window).await?;
    wait_step(window, "fill").await
}

/// The register and the applicant's word for the agent, which stays.
pub async fn take_papers_and_letter(window: &mut Window) -> TestResult {
    go_on(window, "receive").await?;
    go_on(window, "scan").await?;
    go_on(window, "check_original").await?;
    scan_letter(window).await?;
    give_back(window).await?;
    wait_step(window, "fill").await
}

/// The applicant's word for the agent, in the pension's list behind the register.
pub async fn scan_letter(window: &mut Window) -> TestResult {
    wait_step(window, "scan").await?;
    window.wait_for_text("primary", "授权委托书").await?;
    go_on(window, "scan").await
}

/// What the form cannot know: telephone, level, way of paying.
pub async fn fill_pension(window: &mut Window, agent: bool) -> TestResult {
    // The section opens by itself once the papers are settled, and the focus goes from one wanted
    // field to the next.
    window.wait_focus("field-phone").await?;
    window.type_text("10012345678").await?;
    window.press("Enter").await?;
    window.wait_focus("field-level").await?;
    window.press("1").await?;
    window.wait_focus("field-pay_by").await?;
    window.press("3").await?;
    if agent {
        window.wait_focus("field-agent_phone").await?;
        window.type_text("10012345679").await?;
        window.press("Enter").await?;
    }
    Ok(())
}

/// The same where all that comes before it is done: it is shown next.
pub async fn fill_fields(window: &mut Window, agent: bool) -> TestResult {
    fill_pension(window, agent).await?;
    wait_step(window, "show_form").await
}

/// The form of most items: telephone, what is asked for, how the result is fetched.
pub async fn fill_general_form(window: &mut Window, request: &str) -> TestResult {
    window.wait_focus("field-phone").await?;
    window.type_text("10012345678").await?;
    window.press("Enter").await?;
    window.wait_focus("field-request").await?;
    window.type_text(request).await?;
    window.press("Tab").await?;
    window.wait_focus("field-delivery").await?;
    window.press("1").await
}

/// The pension's form, signed by everybody who signs it: only the decision is left.
pub async fn fill_form(window: &mut Window, agent: bool) -> TestResult {
    fill_fields(window, agent).await?;
    sign_form(window).await?;
    window.wait_focus("section-5").await?;
    wait_enabled(window, "decide").await
}

/// First press shows the paper, a second one issues it; dead for half a second in between.
pub async fn issue_decision(window: &mut Window) -> TestResult {
    window.press("F9").await?;
    issue_previewed(window).await
}

pub async fn issue_previewed(window: &mut Window) -> TestResult {
    window.find("preview").await?;
    wait_enabled(window, "issue").await?;
    window.press("F9").await?;
    window.find("issued").await.map(drop)
}

pub async fn wait_enabled(window: &Window, mark: &str) -> TestResult {
    let script =
        "return document.querySelector(`[data-test=\"${arguments[0]}\"]`)?.disabled === false";
    wait_until(&format!("{mark} to be ready"), async || {
        Ok((window.run_script(script, vec![json!(mark)]).await? == json!(true)).then_some(()))
    })
    .await
}

/// A picture that has arrived, not only its place.
pub async fn wait_drawn(window: &Window, mark: &str) -> TestResult {
    let script = "const one = document.querySelector(`[data-test=\"${arguments[0]}\"]`); return one?.complete === true && one.naturalWidth > 0";
    wait_until(&format!("the picture {mark}"), async || {
        Ok((window.run_script(script, vec![json!(mark)]).await? == json!(true)).then_some(()))
    })
    .await
}

pub async fn is_official(window: &Window) -> TestResult<bool> {
    let script =
        "return document.querySelector('[data-test=\"number\"]')?.dataset.official === 'true'";
    Ok(window.run_script(script, vec![]).await? == json!(true))
}

pub async fn wait_delivered(window: &Window) -> TestResult {
    let script =
        "return document.querySelector('[data-test=\"delivery\"]')?.dataset.delivery ?? ''";
    wait_until("the office's acknowledgement", async || {
        Ok((window.run_script(script, vec![]).await? == json!("acknowledged")).then_some(()))
    })
    .await
}

/// Everything that a kill must not change: people, item, pages, form, who signed it, section,
/// number.
pub async fn load_case(window: &Window, case: &str) -> TestResult<serde_json::Value> {
    let script = "const done = arguments[1]; window.__TAURI_INTERNALS__.invoke('call', \
        { name: 'case', payload: { case: arguments[0] } }).then(view => done({ status: view.status, section: view.section, \
        number: view.number, provisional: view.provisional, people: view.people, materials: view.materials, \
        pages: view.pages.map(page => [page.id, page.sha256, page.turns, page.material]), form: view.form, \
        documents: view.documents.map(one => [one.form, one.number]), \
        signing: view.signing && [view.signing.shown, view.signing.printed, view.signing.doubt, view.signing.signers] }), failure => done({ failure }));";
    window.run_script_async(script, vec![json!(case)]).await
}

/// What stands in a field of the form of [`load_case`].
pub fn field_value<'a>(view: &'a serde_json::Value, id: &str) -> &'a str {
    let sections = view["form"]["sections"].as_array().into_iter().flatten();
    let mut fields =
        sections.flat_map(|section| section["fields"].as_array().into_iter().flatten());
    fields
        .find(|field| field["id"] == id)
        .and_then(|field| field["value"].as_str())
        .unwrap_or_default()
}

/// The window shows this section open.
pub async fn opens_at(window: &Window, section: &serde_json::Value) -> TestResult {
    let open = "return [1,2,3,4,5].find(n => document.querySelector(`[data-test=\"section-${n}\"]`)?.dataset.open === 'true') ?? 0";
    wait_until("its section", async || {
        Ok((window.run_script(open, vec![]).await? == *section).then_some(()))
    })
    .await
}

/// The case that is open, from the address of the page.
pub async fn case_id(window: &Window) -> TestResult<String> {
    let script = "return (location.hash + ' ' + location.pathname).match(/case\\/([0-9a-f-]{36})/)?.[1] ?? ''";
    Ok(window.run_script(script, vec![]).await?.as_str().unwrap_or_default().to_owned())
}

/// A configured office, before the program starts.
pub fn point_to_office(story: &Story, port: u16) -> TestResult {
    configure(story, &format!("http://127.0.0.1:{port}"), "", "")
}

/// The same with a card reader: a window of a real office invents none.
pub fn point_to_office_by_reader(story: &Story, port: u16, reader: &Path) -> TestResult {
    configure(story, &format!("http://127.0.0.1:{port}"), &reader.to_string_lossy(), "")
}

/// A configured office, and whose packs are believed.
pub fn point_to_publisher(story: &Story, port: u16, key: &str) -> TestResult {
    configure(story, &format!("http://127.0.0.1:{port}"), "", key)
}

/// A configured card reader, before the program starts.
pub fn point_to_reader(story: &Story, port: &Path) -> TestResult {
    configure(story, "", &port.to_string_lossy(), "")
}

fn configure(story: &Story, office: &str, reader: &str, catalogue_key: &str) -> TestResult {
    let folder = story.home().join("config");
    std::fs::create_dir_all(&folder)?;
    let settings = json!({
        "office": office, "reader_port": reader, "reader_speed": 115_200, "scanner": "",
        "scan_source": "flatbed",
        "scan_resolution": 100, "printer": "", "language": "zh-CN", "text_size": "normal",
        "catalogue_key": catalogue_key,
    });
    Ok(std::fs::write(folder.join("settings.json"), settings.to_string())?)
}

/// Waits until the desk says that the case has come to this status.
pub async fn wait_status(window: &Window, case: &str, status: &str) -> TestResult {
    wait_until(&format!("{status} as the status"), async || {
        Ok((load_case(window, case).await?["status"] == status).then_some(()))
    })
    .await
}
