//! Proves that the stories of the sizes see each fault that they look for: the page is spoilt by one
//! rule after another, and each is told by its name and its place.

use serde_json::json;

use super::look::page_of;
use crate::steps::*;
use kit::{Fault, Story, TestResult, Window};

/// More digits than a number of a clerk has, and fewer than its field holds.
const DIGITS: &str = "1234567890";

/// What spoils the page at the door, the fault, and the words that it must be told of.
type Plant = (&'static str, &'static str, &'static str);

const PLANTS: &[Plant] = &[
    (
        "[data-test=\"sign-in\"] h1 { width: 1em; overflow: hidden; white-space: nowrap; }",
        "cut: [sign-in] h1 “登录”",
        "by [sign-in] h1",
    ),
    (
        "[data-test=\"sign-in\"] h1 { position: fixed; left: -1em; top: 2em; }",
        "cut: [sign-in] h1 “登录”",
        " by ",
    ),
    ("[data-test=\"sign-in-number\"] { width: 4em; }", "cut: [sign-in-number]", "its own field"),
    (
        "[data-test=\"sign-in-submit\"], [data-test=\"to-setup\"] { position: fixed; left: 40px; top: 40px; }",
        "over one another: [sign-in-submit]",
        "[to-setup]",
    ),
    ("[data-test=\"sign-in\"] h1 { width: 1em; }", "upright: [sign-in] h1", "登录"),
    (
        "[data-test=\"to-setup\"] { display: block; width: 5em; white-space: normal; }",
        "a button of several lines: [to-setup]",
        "设置这台电脑",
    ),
];

/// In the place of every rule that was planted before; without the page's own, which stay.
const SPOIL: &str = "const sheet = new CSSStyleSheet(); sheet.replaceSync(arguments[0]); \
    document.adoptedStyleSheets = [sheet]; return sheet.cssRules.length";

pub async fn spoilt_layouts_are_told(story: &mut Story) -> TestResult {
    let (width, height) = page_of((1366, 768, 100));
    let window = story.start().await?;
    window.find("sign-in").await?;
    window.find("to-setup").await?;
    window.wait_focus("sign-in-number").await?;
    window.type_text(DIGITS).await?;
    window.wait_for_text("sign-in-number", DIGITS).await?;
    window.resize_page(width, height).await?;
    for plant in PLANTS {
        expect_sound(window).await?;
        expect_told(window, plant).await?;
        window.run_script(SPOIL, vec![json!("")]).await?;
    }
    expect_sound(window).await
}

async fn expect_sound(window: &Window) -> TestResult {
    let told = window.find_unreadable().await?;
    expect(&format!("a door as it was made is readable: {}", told.join(" | ")), told.is_empty())
}

async fn expect_told(window: &Window, (rule, fault, words): &Plant) -> TestResult {
    if window.run_script(SPOIL, vec![json!(rule)]).await? != json!(1) {
        return Err(Fault::wrong(format!("not planted: {rule}")));
    }
    let told = window.find_unreadable().await?;
    match told.iter().any(|one| one.starts_with(fault) && one.contains(words)) {
        true => Ok(()),
        false => Err(Fault::wrong(format!("{rule} was told as: {}", told.join(" | ")))),
    }
}
