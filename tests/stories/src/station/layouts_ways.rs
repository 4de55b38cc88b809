//! The ways beside the plain one, at every size: other decisions, people without their card, papers
//! that are counted, how somebody signs, and each bar and overlay of a case.

use serde_json::json;

use super::layouts::{CHINESE, ENGLISH, Words, open_door};
use super::look::Look;
use super::overlays::lay_card;
use super::supervising::{sign_in_as, sign_out};
use crate::cases::course::prepare_deferral;
use crate::steps::*;
use kit::reader::Reader;
use kit::{Story, TestResult};

pub async fn other_ways_in_chinese(story: &mut Story) -> TestResult {
    walk_other_ways(story, CHINESE).await
}

pub async fn other_ways_in_english(story: &mut Story) -> TestResult {
    walk_other_ways(story, ENGLISH).await
}

async fn walk_other_ways(story: &mut Story, words: Words) -> TestResult {
    let reader = open_door(story, words).await?;
    let mut look = Look::new(story);
    sign_in(look.window()?).await?;
    look_at_take_aways(&mut look).await?;
    look_at_reason(&mut look).await?;
    look_at_decisions(&mut look).await?;
    look_at_library(&mut look, &reader).await?;
    look_at_people(&mut look, &reader).await?;
    look_at_signing(&mut look, &reader).await?;
    look_at_deferral(&mut look, &reader).await?;
    look_at_colleague(&mut look).await?;
    look.end()
}

async fn go_home(look: &mut Look<'_>) -> TestResult {
    look.window()?.press("Alt+0").await?;
    look.window()?.find("home").await?;
    look.window()?.wait_focus("item-search").await
}

/// What a citizen takes along: a blank, and the list as a code.
async fn look_at_take_aways(look: &mut Look<'_>) -> TestResult {
    choose_item(look.window()?, &RELIEF).await?;
    wait_enabled(look.window()?, "show-blank").await?;
    look.window()?.press("Alt+B").await?;
    look.window()?.find("blank-overlay").await?;
    wait_drawn(look.window()?, "blank-image").await?;
    look.look_at("blank").await?;
    look.window()?.press("Esc").await?;
    look.window()?.wait_gone("blank-overlay").await?;
    wait_enabled(look.window()?, "show-qr").await?;
    look.window()?.press("Alt+Q").await?;
    look.window()?.find("qr-overlay").await?;
    look.look_at("code-of-the-list").await?;
    look.window()?.press("Esc").await?;
    look.window()?.wait_gone("qr-overlay").await?;
    go_home(look).await
}

async fn look_at_reason(look: &mut Look<'_>) -> TestResult {
    look.window()?.press("Alt+9").await?;
    look.window()?.find("outbox").await?;
    look.window()?.press("Ctrl+P").await?;
    look.window()?.wait_focus("day").await?;
    look.window()?.press("Alt+E").await?;
    look.window()?.wait_focus("reason-text").await?;
    look.look_at("reason").await?;
    look.window()?.press("Esc").await?;
    look.window()?.wait_gone("reason-bar").await?;
    go_home(look).await
}

/// The register was not brought: no decision but the plain one is shut.
async fn look_at_decisions(look: &mut Look<'_>) -> TestResult {
    begin_case(look.window()?, &PENSION).await?;
    read_cards(look.window()?, &["applicant"]).await?;
    go_on(look.window()?, "receive").await?;
    wait_step(look.window()?, "scan").await?;
    for (keys, mark, bar, screen) in [
        ("Ctrl+Delete", "abandon-reason", "abandon-bar", "abandon"),
        ("Alt+Y", "withdrawal-bar", "withdrawal-bar", "withdrawal"),
        ("Ctrl+J", "another", "another", "another-item"),
    ] {
        look.window()?.press(keys).await?;
        look.window()?.find(mark).await?;
        look.look_at(screen).await?;
        look.window()?.press("Esc").await?;
        look.window()?.wait_gone(bar).await?;
    }
    look.window()?.press("Alt+C").await?;
    look.window()?.wait_focus("papers-original").await?;
    look.window()?.type_text("two").await?;
    look.window()?.find("papers-wrong-original").await?;
    look.look_at("paper-counts").await?;
    look.window()?.press("Ctrl+A").await?;
    look.window()?.press("Backspace").await?;
    look.window()?.wait_gone("papers-wrong-original").await?;
    look.window()?.press("Alt+5").await?;
    look.window()?.wait_focus("decide-accept").await?;
    for (screen, mark) in [
        ("decide-correction", "item-name-0"),
        ("decide-refuse", "reasons"),
        ("decide-redirect", "right-office"),
    ] {
        look.window()?.click(screen).await?;
        look.window()?.find(mark).await?;
        look.look_at(screen).await?;
    }
    go_home(look).await
}

async fn look_at_library(look: &mut Look<'_>, reader: &Reader) -> TestResult {
    lay_card(reader, "applicant")?;
    choose_item(look.window()?, &FLEXIBLE).await?;
    look.window()?.press("Ctrl+I").await?;
    wait_step(look.window()?, "answer").await?;
    look.window()?.wait_for_text("summary-1", "陈示例").await?;
    look.window()?.press("Alt+Z").await?;
    look.window()?.wait_focus("library-authorised").await?;
    look.look_at("library").await?;
    look.window()?.press("Esc").await?;
    look.window()?.wait_gone("library-bar").await?;
    go_home(look).await
}

/// A card of somebody else is asked about; whoever has none is typed.
async fn look_at_people(look: &mut Look<'_>, reader: &Reader) -> TestResult {
    lay_card(reader, "applicant")?;
    begin_case(look.window()?, &PENSION).await?;
    read_cards(look.window()?, &["applicant"]).await?;
    lay_card(reader, "elder")?;
    look.window()?.press("Ctrl+I").await?;
    look.window()?.find("pending-card").await?;
    look.look_at("pending-card").await?;
    look.window()?.press("Esc").await?;
    look.window()?.wait_gone("pending-card").await?;
    go_home(look).await?;
    lay_card(reader, "applicant")?;
    begin_case(look.window()?, &PENSION_BY_AGENT).await?;
    go_on(look.window()?, "read_card").await?;
    look.window()?.find("person-applicant").await?;
    wait_step(look.window()?, "read_card").await?;
    look.window()?.press("F3").await?;
    look.window()?.wait_focus("person-input-name").await?;
    look.look_at("typed-person").await?;
    look.window()?.press("Esc").await?;
    look.window()?.wait_gone("typed-person").await?;
    go_home(look).await
}

/// On paper, before a witness, and not at all.
async fn look_at_signing(look: &mut Look<'_>, reader: &Reader) -> TestResult {
    lay_card(reader, "applicant")?;
    open_complete_form(look.window()?).await?;
    show_form(look.window()?).await?;
    for (keys, focused, form, screen) in [
        ("Alt+W", "witness-name", "witness-form", "witness"),
        ("Alt+N", "refusal-note", "refusal-form", "refusal"),
    ] {
        look.window()?.press(keys).await?;
        look.window()?.wait_focus(focused).await?;
        look.look_at(screen).await?;
        look.window()?.press("Esc").await?;
        look.window()?.wait_gone(form).await?;
    }
    press_after_a_look(look.window()?, "print").await?;
    wait_signing(look.window()?, "scan").await?;
    look.look_at("form-printed").await?;
    look.window()?.press("Alt+D").await?;
    wait_signing(look.window()?, "bind").await?;
    wait_drawn(look.window()?, "signed-page").await?;
    look.look_at("form-scanned").await?;
    press_after_a_look(look.window()?, "bind").await?;
    look.window()?.find("code-unread").await?;
    look.look_at("form-unread").await?;
    look.window()?.press("Alt+U").await?;
    look.window()?.wait_focus("section-5").await?;
    look.window()?.press("Alt+4").await?;
    wait_signed(look.window()?, "applicant").await?;
    look.look_at("form-signed").await?;
    go_home(look).await
}

async fn look_at_deferral(look: &mut Look<'_>, reader: &Reader) -> TestResult {
    lay_card(reader, "applicant")?;
    prepare_deferral(look.window()?).await?;
    look.look_at("deferral").await
}

/// The case that is open belongs to the first clerk: the second one is asked why.
async fn look_at_colleague(look: &mut Look<'_>) -> TestResult {
    let case = case_id(look.window()?).await?;
    go_home(look).await?;
    sign_out(look.window()?).await?;
    sign_in_as(look.window()?, "1002", "home").await?;
    let go = "location.hash = arguments[0]; return true;";
    look.window()?.run_script(go, vec![json!(format!("#/case/{case}"))]).await?;
    look.window()?.find("colleague-bar").await?;
    look.look_at("colleague").await
}
