//! Every screen at the sizes that counters have: nothing cut, nothing over another, no word
//! upright. A text twice as large leaves the page half as many points, so each size of text is a
//! size of the page. Which screen is looked at where: `frontend/src/looks.test.ts`.

use serde_json::json;

use super::look::Look;
use super::overlays::{
    EXPIRED_CARD, look_at_bars, look_at_citizen, look_at_confirm_card, look_at_held,
    look_at_mandate, look_at_result,
};
use crate::station::locking::lock_screen;
use crate::station::practice::{list_ready, sign_in_to_practice};
use crate::station::supervising::{reveal, sign_in_as, sign_out};
use crate::steps::*;
use kit::reader::Reader;
use kit::{Story, TestResult, wait_until};

/// A language and a size of type, as the settings name them.
pub(super) type Words = (&'static str, &'static str);
pub(super) const CHINESE: Words = ("zh-CN", "normal");
/// Whose words are longer, in the large type.
pub(super) const ENGLISH: Words = ("en", "large");

/// From the door to the office's number, the lists, and the supervisor who reads it.
pub async fn every_size_in_chinese(story: &mut Story) -> TestResult {
    walk_through(story, CHINESE).await
}

pub async fn every_size_in_english(story: &mut Story) -> TestResult {
    walk_through(story, ENGLISH).await
}

/// What the citizen sees, and practice.
pub async fn citizens_sizes_in_chinese(story: &mut Story) -> TestResult {
    walk_beside(story, CHINESE).await
}

pub async fn citizens_sizes_in_english(story: &mut Story) -> TestResult {
    walk_beside(story, ENGLISH).await
}

/// The program at its door, with a reader on which the applicant's card lies.
pub(super) async fn open_door(story: &mut Story, words: Words) -> TestResult<Reader> {
    let (language, text_size) = words;
    let folder = story.home().join("config");
    std::fs::create_dir_all(&folder)?;
    let reader = Reader::open(&story.everything_written().join("reader"), EXPIRED_CARD).await?;
    let settings = json!({
        "language": language, "text_size": text_size, "scan_resolution": 100,
        "reader_port": reader.port().to_string_lossy(), "reader_speed": 115_200,
    });
    std::fs::write(folder.join("settings.json"), settings.to_string())?;
    reader.send_command("place applicant")?;
    story.start().await?.find("sign-in").await?;
    Ok(reader)
}

async fn walk_through(story: &mut Story, words: Words) -> TestResult {
    let reader = open_door(story, words).await?;
    let mut look = Look::new(story);
    look_at_doors(&mut look).await?;
    look_at_case(&mut look, &reader).await?;
    look_at_lists(&mut look).await?;
    look_at_supervisor(&mut look).await?;
    look.end()
}

async fn walk_beside(story: &mut Story, words: Words) -> TestResult {
    let reader = open_door(story, words).await?;
    let mut look = Look::new(story);
    sign_in(look.window()?).await?;
    look_at_confirm_card(&mut look, &reader).await?;
    look_at_citizen(&mut look, &reader).await?;
    sign_out(look.window()?).await?;
    look_at_practice(&mut look).await?;
    look_at_result(&mut look).await?;
    look.end()
}

/// What is open to whoever has not signed in.
async fn look_at_doors(look: &mut Look<'_>) -> TestResult {
    look.look_at("sign-in").await?;
    for (link, keys, mark) in [("to-join", "Alt+J", "join"), ("to-setup", "Alt+7", "setup")] {
        look.window()?.find(link).await?;
        look.window()?.press(keys).await?;
        look.window()?.find(mark).await?;
        look.look_at(mark).await?;
        look.window()?.press("Esc").await?;
        look.window()?.find("sign-in").await?;
    }
    Ok(())
}

async fn look_at_case(look: &mut Look<'_>, reader: &Reader) -> TestResult {
    sign_in(look.window()?).await?;
    choose_item(look.window()?, &PENSION_BY_AGENT).await?;
    look.look_at("list").await?;
    look.window()?.press("Ctrl+Enter").await?;
    wait_step(look.window()?, "read_card").await?;
    look.look_at("people").await?;
    look_at_mandate(look, reader).await?;
    go_on(look.window()?, "receive").await?;
    go_on(look.window()?, "scan").await?;
    wait_step(look.window()?, "check_original").await?;
    look.look_at("materials").await?;
    look.window()?.press("Ctrl+H").await?;
    look.window()?.find("hold-bar").await?;
    look.look_at("hold").await?;
    look.window()?.press("Esc").await?;
    look.window()?.wait_gone("hold-bar").await?;
    go_on(look.window()?, "check_original").await?;
    scan_letter(look.window()?).await?;
    wait_enabled(look.window()?, "give-back-all").await?;
    look.look_at("give_back").await?;
    give_back(look.window()?).await?;
    wait_step(look.window()?, "fill").await?;
    look.look_at("form").await?;
    look_at_held(look).await?;
    look.window()?.press("Alt+5").await?;
    look.window()?.find("lacks").await?;
    look.look_at("lacks").await?;
    look.window()?.press("Alt+4").await?;
    fill_fields(look.window()?, true).await?;
    show_form(look.window()?).await?;
    look.look_at("form-shown").await?;
    sign_form(look.window()?).await?;
    wait_enabled(look.window()?, "decide").await?;
    look.look_at("decision").await?;
    look.window()?.press("F9").await?;
    wait_drawn(look.window()?, "preview-image").await?;
    look.look_at("preview").await?;
    wait_enabled(look.window()?, "issue").await?;
    look.window()?.press("F9").await?;
    look.window()?.find("issued").await?;
    wait_delivered(look.window()?).await?;
    look.look_at("issued").await?;
    look.window()?.press("Alt+1").await?;
    look.window()?.find("person-applicant").await?;
    look.look_at("people-read").await?;
    look.window()?.press("Alt+2").await?;
    look.look_at("item").await
}

async fn look_at_lists(look: &mut Look<'_>) -> TestResult {
    for (keys, mark) in [
        ("Alt+0", "home"),
        ("Alt+8", "settings"),
        ("Alt+9", "outbox"),
        ("Ctrl+P", "day"),
        ("Alt+/", "keys-overlay"),
    ] {
        look.window()?.press(keys).await?;
        look.window()?.find(mark).await?;
        look.look_at(mark).await?;
    }
    look.window()?.press("Esc").await?;
    look.window()?.press("Ctrl+K").await?;
    look.window()?.find("lookup").await?;
    look.look_at("lookup").await?;
    look.window()?.press("Esc").await?;
    look_at_bars(look).await?;
    look.window()?.press("Alt+8").await?;
    look.window()?.find("settings").await?;
    look.window()?.focus("to-catalogue").await?;
    look.window()?.press("Enter").await?;
    look.window()?.find("catalogue").await?;
    look.look_at("catalogue").await?;
    lock_screen(look.window()?).await?;
    look.look_at("locked").await?;
    look.window()?.focus("unlock-password").await?;
    look.window()?.type_text("demo-1001").await?;
    look.window()?.press("Enter").await?;
    look.window()?.wait_gone("lock-screen").await
}

async fn look_at_supervisor(look: &mut Look<'_>) -> TestResult {
    sign_out(look.window()?).await?;
    sign_in_as(look.window()?, "2001", "queue").await?;
    let window = look.window()?;
    wait_until("a case in the queue", async || {
        Ok(window.focused_mark().await?.starts_with("queue-").then_some(()))
    })
    .await?;
    look.look_at("queue").await?;
    look.window()?.press("Enter").await?;
    look.window()?.find("review").await?;
    reveal(look.window()?).await?;
    wait_drawn(look.window()?, "viewer-image").await?;
    look.look_at("review").await?;
    look.window()?.press("Esc").await?;
    look.window()?.find("queue").await?;
    look.window()?.press("Alt+T").await?;
    look.window()?.find("audit").await?;
    look.look_at("audit").await?;
    look.window()?.press("Esc").await?;
    look.window()?.find("queue").await?;
    look.window()?.press("Alt+O").await?;
    look.window()?.find("paper-register").await?;
    look.look_at("paper-register").await?;
    look.window()?.press("Esc").await?;
    look.window()?.find("queue").await?;
    sign_out(look.window()?).await
}

async fn look_at_practice(look: &mut Look<'_>) -> TestResult {
    look.window()?.press("Alt+6").await?;
    look.window()?.find("leave-practice").await?;
    look.look_at("practice-sign-in").await?;
    sign_in_to_practice(look.window()?, "Alt+1").await?;
    list_ready(look.window()?).await?;
    look.look_at("practice").await?;
    look.window()?.press("Ctrl+Enter").await?;
    look.window()?.find("brief").await?;
    look.look_at("brief").await?;
    look.window()?.press("Esc").await?;
    look.window()?.wait_gone("brief").await?;
    look.look_at("practice-home").await
}
