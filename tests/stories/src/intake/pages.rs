//! Pages from files: a PDF of three, a JPEG, a PNG. Filed by digits, turned, moved, deleted, and
//! each taken back; a problem noted, an object counted. The desktop's file chooser cannot be
//! driven, so the files are put into the input that it would fill; everything else is keys.

use serde_json::{Value, json};

use super::files::{PUT, three_pages};
use crate::steps::*;
use kit::{Fault, Story, TestResult, Window, wait_until};

/// 高龄老人津贴: two papers of several pages, and a photograph that is counted and not scanned.
const ELDERS: Wish = Wish { typed: "gljt", answers: &["1", "1"] };
const REGISTER: &str = "household_register";

pub async fn imported_pages(story: &mut Story) -> TestResult {
    sign_in(story.start().await?).await?;
    begin_case(story.window()?, &ELDERS).await?;
    read_cards(story.window()?, &["applicant"]).await?;
    let case = case_id(story.window()?).await?;
    story.window()?.wait_focus("section-3").await?;
    put_files(story.window()?, json!([["register.pdf", "application/pdf", three_pages()]])).await?;
    expect(story.window()?, &case, "three pages", |view| order(view).len() == 3).await?;
    wait_drawn(story.window()?, "viewer-image").await?;
    story.take_picture("pdf").await?;
    file_by_digits(story.window()?, &case).await?;
    story.take_picture("filed").await?;
    sort_pages(story.window()?, &case).await?;
    note_problem(story.window()?, &case).await?;
    count_objects(story.window()?, &case).await?;
    story.take_picture("problem").await?;
    story.window()?.by_keys_alone()
}

/// The PDF's pages have no place yet: 2 is the register. The pictures follow it there, and are put
/// with the bank card.
async fn file_by_digits(window: &mut Window, case: &str) -> TestResult {
    for filed in 1..=3 {
        let script =
            "return document.querySelector('[data-test=\"viewer-image\"]')?.dataset.page ?? ''";
        wait_until("a page without a place", async || {
            let (now, view) =
                (window.run_script(script, vec![]).await?, load_case(window, case).await?);
            let mut pages = view["pages"].as_array().into_iter().flatten();
            Ok(pages.any(|page| page[0] == now && page[3].is_null()).then_some(()))
        })
        .await?;
        window.press("2").await?;
        expect(window, case, "a page under its material", |view| under(view, REGISTER) == filed)
            .await?;
    }
    window.press("2").await?;
    put_files(window, json!([["a.jpg", "image/jpeg", ""], ["b.png", "image/png", ""]])).await?;
    expect(window, case, "five pages", |view| under(view, REGISTER) == 5).await?;
    for (page, filed) in [(3, 1), (4, 2)] {
        look_at(window, case, page).await?;
        window.press("Ctrl+3").await?;
        expect(window, case, "a picture under the bank card", |view| {
            under(view, "bank_card") == filed
        })
        .await?;
    }
    window.press("Ctrl+Z").await?;
    expect(window, case, "the filing taken back", |view| under(view, "bank_card") == 1).await?;
    look_at(window, case, 4).await?;
    window.press("Ctrl+3").await?;
    expect(window, case, "filed again", |view| under(view, "bank_card") == 2).await
}

async fn sort_pages(window: &mut Window, case: &str) -> TestResult {
    let original = load_case(window, case).await?;
    let pages: Vec<String> = order(&original).into_iter().map(str::to_owned).collect();
    let new_order = [&pages[0], &pages[1], &pages[2], &pages[4], &pages[3]];
    look_at(window, case, 4).await?;
    window.press("Ctrl+R").await?;
    expect(window, case, "a turned page", |view| view["pages"][4][2] == 1).await?;
    window.press("Ctrl+Z").await?;
    expect(window, case, "the turn taken back", |view| view["pages"][4][2] == 0).await?;
    window.press("Ctrl+Left").await?;
    expect(window, case, "the page one earlier", |view| order(view) == new_order).await?;
    window.press("Ctrl+Z").await?;
    expect(window, case, "the old order", |view| order(view) == pages).await?;
    look_at(window, case, 4).await?;
    window.press("Ctrl+Backspace").await?;
    expect(window, case, "a page less", |view| order(view) == pages[..4]).await?;
    window.press("Ctrl+Z").await?;
    expect(window, case, "the page back", |view| order(view) == pages).await?;
    // A page of the PDF goes, the file stays whole: that is said.
    look_at(window, case, 0).await?;
    window.press("Ctrl+Backspace").await?;
    expect(window, case, "a page of the PDF less", |view| order(view) == pages[1..]).await?;
    window.find("sent-whole").await?;
    window.press("Ctrl+Z").await?;
    expect(window, case, "the PDF's page back", |view| order(view) == pages).await?;
    window.wait_gone("sent-whole").await
}

/// Written beside the row; the row is a problem as long as the words stand.
async fn note_problem(window: &mut Window, case: &str) -> TestResult {
    // The page that came back takes the screen; only then is another row chosen.
    look_at(window, case, 4).await?;
    window.press("2").await?;
    window.press("Ctrl+N").await?;
    window.wait_focus("problem").await?;
    window.type_text("缺本人页").await?;
    window.press("Esc").await?;
    expect(window, case, "the problem", |view| {
        let row = row(view, REGISTER);
        row["problem"] == "缺本人页" && row["state"] == "problem"
    })
    .await
}

async fn count_objects(window: &mut Window, case: &str) -> TestResult {
    window.press("4").await?;
    window.press("=").await?;
    expect(window, case, "one photograph", |view| row(view, "photo")["in_hand"] == 1).await?;
    window.press("=").await?;
    expect(window, case, "two photographs", |view| row(view, "photo")["in_hand"] == 2).await?;
    window.press("-").await?;
    expect(window, case, "one again", |view| row(view, "photo")["in_hand"] == 1).await
}

async fn put_files(window: &Window, files: Value) -> TestResult {
    let rows = files.as_array().map_or(0, Vec::len);
    match window.run_script_async(PUT, vec![files]).await? {
        put if put == json!(rows) => Ok(()),
        other => Err(Fault::wrong(format!("the files could not be put there: {other}"))),
    }
}

/// With the arrows to the page at this place, until its picture is drawn.
async fn look_at(window: &mut Window, case: &str, place: usize) -> TestResult {
    let view = load_case(window, case).await?;
    let page = order(&view).get(place).map(|id| (*id).to_owned()).unwrap_or_default();
    let script =
        "return document.querySelector('[data-test=\"viewer-image\"]')?.dataset.page ?? ''";
    for _ in 0..20 {
        let now = window.run_script(script, vec![]).await?;
        let at = order(&view).iter().position(|id| now == **id);
        if at == Some(place) {
            return wait_drawn(window, "viewer-image").await;
        }
        window.press(if at > Some(place) { "Left" } else { "Right" }).await?;
        wait_until("another page", async || {
            Ok((window.run_script(script, vec![]).await? != now).then_some(()))
        })
        .await?;
    }
    Err(Fault::wrong(format!("no arrow leads to page {page}")))
}

async fn expect(
    window: &Window,
    case: &str,
    what: &str,
    holds: impl Fn(&Value) -> bool,
) -> TestResult {
    wait_until(what, async || Ok(holds(&load_case(window, case).await?).then_some(()))).await
}

fn order(view: &Value) -> Vec<&str> {
    view["pages"].as_array().into_iter().flatten().filter_map(|page| page[0].as_str()).collect()
}

fn under(view: &Value, material: &str) -> usize {
    view["pages"].as_array().into_iter().flatten().filter(|page| page[3] == material).count()
}

fn row(view: &Value, material: &str) -> Value {
    let rows = view["materials"].as_array().into_iter().flatten();
    let mut rows = rows.filter(|row| row["id"] == material);
    rows.next().cloned().unwrap_or_default()
}
