//! The certificate library: a question not asked, a paper not collected. First with the line down,
//! then asked again.

use serde_json::{Value, json};

use crate::steps::*;
use kit::network::free_port;
use kit::office::Office;
use kit::{Fault, Story, TestResult, Window, wait_until};

async fn expect_attribute(
    window: &Window,
    mark: &str,
    attribute: &str,
    wanted: &str,
) -> TestResult {
    let script = "return document.querySelector(`[data-test=\"${arguments[0]}\"]`)?.getAttribute(arguments[1]) ?? ''";
    wait_until(&format!("{mark} with {attribute} {wanted}"), async || {
        Ok((window.run_script(script, vec![json!(mark), json!(attribute)]).await? == json!(wanted))
            .then_some(()))
    })
    .await
}

pub async fn certificate_library(story: &mut Story) -> TestResult {
    let port = free_port()?;
    point_to_office(story, port)?;
    let data = story.everything_written().join("office");
    let office = Office::open(port, &data).await?;
    sign_in(story.start().await?).await?;
    choose_item(story.window()?, &FLEXIBLE).await?;
    // The last question is still open when the card is read.
    story.window()?.press("Ctrl+I").await?;
    wait_step(story.window()?, "answer").await?;
    story.window()?.wait_for_text("summary-1", "陈示例").await?;
    let case = case_id(story.window()?).await?;

    office.freeze()?;
    drop(office);
    story.window()?.press("Alt+Z").await?;
    story.window()?.wait_focus("library-authorised").await?;
    story.take_picture("ground").await?;
    story.window()?.check_accessibility("library ground").await?;
    story.window()?.press("Enter").await?;
    story.window()?.wait_gone("library-bar").await?;
    story.window()?.press("Alt+3").await?;
    story.window()?.wait_for_text("material-disability_certificate", "待核验").await?;
    story.take_picture("waiting").await?;

    let _office = Office::open(port, &data).await?;
    let line_up = "return document.querySelector('[data-test=\"look-up\"]')?.classList.contains('primary') ?? false";
    let window = story.window()?;
    wait_until("the line", async || {
        Ok((window.run_script(line_up, vec![]).await? == json!(true)).then_some(()))
    })
    .await?;
    window.press("Alt+Z").await?;
    expect_attribute(window, "material-disability_certificate", "data-state", "received").await?;
    window.press("Alt+2").await?;
    window.wait_for_text("known-difficult", "证照库").await?;
    window.wait_for_text("known-difficult", "残疾人").await?;
    story.take_picture("not-asked").await?;
    story.window()?.press("Alt+3").await?;
    // What came is what is looked at.
    story.window()?.find("certificate").await?;
    wait_drawn(story.window()?, "viewer-image").await?;
    story.take_picture("satisfied").await?;
    story.window()?.check_accessibility("library").await?;
    expect("no original to check", story.window()?.count_elements("check-original").await? == 0)?;

    go_on(story.window()?, "receive").await?;
    go_on(story.window()?, "scan").await?;
    // The undertaking stays at the window.
    give_back(story.window()?).await?;
    wait_step(story.window()?, "fill").await?;
    fill_fields(story.window()?).await?;
    issue_decision(story.window()?).await?;
    wait_delivered(story.window()?).await?;
    story.take_picture("issued").await?;
    story.window()?.by_keys_alone()?;
    check_office(&data.join("office.db"), &case)?;
    review_case(story, &case).await
}

async fn fill_fields(window: &mut Window) -> TestResult {
    fill_general_form(window, "灵活就业登记").await?;
    sign_form(window).await?;
    window.wait_focus("section-5").await?;
    wait_enabled(window, "decide").await
}

/// What the office has of it: the row with 证照库 and the file's hash, and who looked up what.
fn check_office(records: &std::path::Path, case: &str) -> TestResult {
    let db =
        rusqlite::Connection::open(records).map_err(|_| Fault::wrong("the office's records"))?;
    let text = |query: &str| -> TestResult<String> {
        db.query_row(query, [case], |row| row.get(0))
            .map_err(|_| Fault::wrong(format!("nothing for {query}")))
    };
    let filed: Value =
        serde_json::from_str(&text("SELECT submission FROM revisions WHERE case_uuid = ?1")?)
            .map_err(|_| Fault::wrong("a submission"))?;
    let rows = filed["materials"].as_array().cloned().unwrap_or_default();
    let used =
        rows.iter().find(|m| m["id"] == "disability_certificate").map(|m| m["certificate"].clone());
    let used = used.unwrap_or_default();
    let parts = filed["manifest"].as_array().cloned().unwrap_or_default();
    expect(
        "taken from the library",
        used["get_type"] == "5" && used["ground"]["kind"] == "authorised",
    )?;
    expect(
        "its file",
        parts
            .iter()
            .any(|p| p["sha256"] == used["sha256"] && p["material"] == "disability_certificate"),
    )?;
    let look = text(
        "SELECT what FROM looks WHERE case_uuid = ?1 AND clerk = '1001' ORDER BY seq LIMIT 1",
    )?;
    expect(
        "the look",
        look.contains("残疾人证") && look.contains("linghuo-jiuye") && look.contains("authorised"),
    )
}

/// The supervisor sees where the paper came from.
async fn review_case(story: &mut Story, case: &str) -> TestResult {
    story.window()?.focus("sign-out").await?;
    story.window()?.press("Enter").await?;
    story.window()?.find("sign-in").await?;
    crate::station::supervising::sign_in_as(story.window()?, "2001", "queue").await?;
    story.window()?.find(&format!("queue-{case}")).await?;
    story.window()?.focus(&format!("queue-{case}")).await?;
    story.window()?.press("Enter").await?;
    story.window()?.wait_for_text("fact-material-disability_certificate", "证照库").await?;
    story.take_picture("reviewed").await.map(drop)
}
