//! Pages from files: a PDF of three, a JPEG, a PNG. Filed by digits, turned, moved, deleted, and each taken back; a problem
//! noted, an object counted. The desktop's file chooser cannot be driven, so the files are put into the input that it
//! would fill; everything else is keys.

use serde_json::{Value, json};

use super::files::{PUT, three_pages};
use crate::steps::*;
use kit::{Fault, Story, Told, Window, until};

/// 高龄老人津贴: two papers of several pages, and a photograph that is counted and not scanned.
const ELDERS: Wish = Wish { typed: "gljt", answers: &["1", "1"] };
const REGISTER: &str = "household_register";

pub async fn imported_pages(story: &mut Story) -> Told {
    sign_in(story.start().await?).await?;
    begin(story.window()?, &ELDERS).await?;
    read_cards(story.window()?, &["applicant"]).await?;
    let case = case_id(story.window()?).await?;
    story.window()?.wait_focus("section-3").await?;
    put(story.window()?, json!([["register.pdf", "application/pdf", three_pages()]])).await?;
    expect(story.window()?, &case, "three pages", |seen| order(seen).len() == 3).await?;
    drawn(story.window()?, "viewer-image").await?;
    story.picture("pdf").await?;
    file_by_digits(story.window()?, &case).await?;
    story.picture("filed").await?;
    sorted(story.window()?, &case).await?;
    problem_noted(story.window()?, &case).await?;
    object_counted(story.window()?, &case).await?;
    story.picture("problem").await?;
    story.window()?.by_keys_alone()
}

/// The PDF's pages have no place yet: 2 is the register. The pictures follow it there, and are put with the bank card.
async fn file_by_digits(window: &mut Window, case: &str) -> Told {
    for filed in 1..=3 {
        let script = "return document.querySelector('[data-test=\"viewer-image\"]')?.dataset.page ?? ''";
        until("a page without a place", async || {
            let (now, seen) = (window.run(script, vec![]).await?, remembered(window, case).await?);
            let mut pages = seen["pages"].as_array().into_iter().flatten();
            Ok(pages.any(|page| page[0] == now && page[3].is_null()).then_some(()))
        })
        .await?;
        window.press("2").await?;
        expect(window, case, "a page under its material", |seen| under(seen, REGISTER) == filed).await?;
    }
    window.press("2").await?;
    put(window, json!([["a.jpg", "image/jpeg", ""], ["b.png", "image/png", ""]])).await?;
    expect(window, case, "five pages", |seen| under(seen, REGISTER) == 5).await?;
    for (page, filed) in [(3, 1), (4, 2)] {
        look_at(window, case, page).await?;
        window.press("Ctrl+3").await?;
        expect(window, case, "a picture under the bank card", |seen| under(seen, "bank_card") == filed).await?;
    }
    window.press("Ctrl+Z").await?;
    expect(window, case, "the filing taken back", |seen| under(seen, "bank_card") == 1).await?;
    look_at(window, case, 4).await?;
    window.press("Ctrl+3").await?;
    expect(window, case, "filed again", |seen| under(seen, "bank_card") == 2).await
}

async fn sorted(window: &mut Window, case: &str) -> Told {
    let before = remembered(window, case).await?;
    let pages: Vec<String> = order(&before).into_iter().map(str::to_owned).collect();
    let moved = [&pages[0], &pages[1], &pages[2], &pages[4], &pages[3]];
    look_at(window, case, 4).await?;
    window.press("Ctrl+R").await?;
    expect(window, case, "a turned page", |seen| seen["pages"][4][2] == 1).await?;
    window.press("Ctrl+Z").await?;
    expect(window, case, "the turn taken back", |seen| seen["pages"][4][2] == 0).await?;
    window.press("Ctrl+Left").await?;
    expect(window, case, "the page one earlier", |seen| order(seen) == moved).await?;
    window.press("Ctrl+Z").await?;
    expect(window, case, "the old order", |seen| order(seen) == pages).await?;
    look_at(window, case, 4).await?;
    window.press("Ctrl+Backspace").await?;
    expect(window, case, "a page less", |seen| order(seen) == pages[..4]).await?;
    window.press("Ctrl+Z").await?;
    expect(window, case, "the page back", |seen| order(seen) == pages).await?;
    // A page of the PDF goes, the file stays whole: that is said.
    look_at(window, case, 0).await?;
    window.press("Ctrl+Backspace").await?;
    expect(window, case, "a page of the PDF less", |seen| order(seen) == pages[1..]).await?;
    window.find("sent-whole").await?;
    window.press("Ctrl+Z").await?;
    expect(window, case, "the PDF's page back", |seen| order(seen) == pages).await?;
    window.wait_gone("sent-whole").await
}

/// Written beside the row; the row is a problem as long as the words stand.
async fn problem_noted(window: &mut Window, case: &str) -> Told {
    // The page that came back takes the screen; only then is another row chosen.
    look_at(window, case, 4).await?;
    window.press("2").await?;
    window.press("Ctrl+N").await?;
    window.wait_focus("problem").await?;
    window.type_text("缺本人页").await?;
    window.press("Esc").await?;
    expect(window, case, "the problem", |seen| {
        let row = row(seen, REGISTER);
        row["problem"] == "缺本人页" && row["state"] == "problem"
    })
    .await
}

async fn object_counted(window: &mut Window, case: &str) -> Told {
    window.press("4").await?;
    window.press("=").await?;
    expect(window, case, "one photograph", |seen| row(seen, "photo")["in_hand"] == 1).await?;
    window.press("=").await?;
    expect(window, case, "two photographs", |seen| row(seen, "photo")["in_hand"] == 2).await?;
    window.press("-").await?;
    expect(window, case, "one again", |seen| row(seen, "photo")["in_hand"] == 1).await
}

async fn put(window: &Window, files: Value) -> Told {
    let all = files.as_array().map_or(0, Vec::len);
    match window.run_later(PUT, vec![files]).await? {
        put if put == json!(all) => Ok(()),
        other => Err(Fault::wrong(format!("the files could not be put there: {other}"))),
    }
}

/// With the arrows to the page at this place, until its picture is drawn.
async fn look_at(window: &mut Window, case: &str, place: usize) -> Told {
    let seen = remembered(window, case).await?;
    let wanted = order(&seen).get(place).map(|id| (*id).to_owned()).unwrap_or_default();
    let script = "return document.querySelector('[data-test=\"viewer-image\"]')?.dataset.page ?? ''";
    for _ in 0..20 {
        let now = window.run(script, vec![]).await?;
        let at = order(&seen).iter().position(|id| now == **id);
        if at == Some(place) {
            return drawn(window, "viewer-image").await;
        }
        window.press(if at > Some(place) { "Left" } else { "Right" }).await?;
        until("another page", async || Ok((window.run(script, vec![]).await? != now).then_some(()))).await?;
    }
    Err(Fault::wrong(format!("no arrow leads to page {wanted}")))
}

async fn expect(window: &Window, case: &str, what: &str, holds: impl Fn(&Value) -> bool) -> Told {
    until(what, async || Ok(holds(&remembered(window, case).await?).then_some(()))).await
}

fn order(seen: &Value) -> Vec<&str> {
    seen["pages"].as_array().into_iter().flatten().filter_map(|page| page[0].as_str()).collect()
}

fn under(seen: &Value, material: &str) -> usize {
    seen["pages"].as_array().into_iter().flatten().filter(|page| page[3] == material).count()
}

fn row(seen: &Value, material: &str) -> Value {
    let all = seen["materials"].as_array().into_iter().flatten();
    let mut all = all.filter(|row| row["id"] == material);
    all.next().cloned().unwrap_or_default()
}
