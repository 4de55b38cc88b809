//! A receipt held against the record by its code: genuine, mistyped, of nobody, and of a record that
//! was altered since; what was checked of its case on paper; and who looked at what, in the
//! supervisor's trail.

use std::path::Path;

use serde_json::{Value, json};

use super::audit_trail::look_through_trail;
use super::supervising::accept_case;
use crate::steps::*;
use counter_core::receipt_code::{ReceiptRecord, make_receipt_code};
use kit::network::free_port;
use kit::office::{Office, first_submission};
use kit::{Fault, Story, TestResult, Window, wait_until};

/// Of no record: its letters are of nothing but zeros.
const NOBODYS: &str = "0000-0000-0000-00000";

/// Typed in the place of the code before; the answer is in words too.
async fn check_code(window: &mut Window, code: &str, result: &str, words: &str) -> TestResult {
    window.wait_focus("receipt-code").await?;
    window.press("Ctrl+A").await?;
    window.type_text(code).await?;
    window.press("Enter").await?;
    let script =
        "return document.querySelector('[data-test=\"receipt-answer\"]')?.dataset.result ?? ''";
    wait_until(&format!("{result} as the answer"), async || {
        Ok((window.run_script(script, vec![]).await? == json!(result)).then_some(()))
    })
    .await?;
    window.wait_for_text("receipt-answer", words).await?;
    window.wait_for_text("receipt-answer", &format!("核验码 {code}")).await.map(drop)
}

/// A letter that does not fit in the place of the last.
fn mistype(code: &str) -> String {
    let (whole, last) = code.split_at(code.len() - 1);
    format!("{whole}{}", if last == "7" { "8" } else { "7" })
}

/// What was filed under this code says something else by now: as the office sees it whose record was
/// altered after the paper had been given out.
fn alter_record(records: &Path, filed: &Value, case: &str) -> TestResult<String> {
    let decided_at = filed["decided_at"].as_str().unwrap_or_default();
    let decided_at = decided_at.parse().map_err(|_| Fault::wrong("no time of the decision"))?;
    let journal_head = "0f".repeat(32);
    let code = make_receipt_code(ReceiptRecord {
        case,
        revision: 1,
        journal_head: &journal_head,
        decided_at,
    });
    let unreadable = |_| Fault::wrong("the office's records");
    let db = rusqlite::Connection::open(records).map_err(unreadable)?;
    db.busy_timeout(kit::wait::PATIENCE).map_err(unreadable)?;
    let insert =
        "INSERT INTO receipt_codes (code, case_uuid, revision, sha256) VALUES (?1, ?2, 1, ?3)";
    db.execute(insert, [code.as_str(), case, &"0f".repeat(32)]).map_err(unreadable)?;
    Ok(code.to_string())
}

/// 免责凭据 by one key: what was checked, by whom, and the same code.
async fn print_checks(story: &mut Story, code: &str) -> TestResult {
    let window = story.window()?;
    window.press("Alt+R").await?;
    window.find("document-check_record").await?;
    let words = wait_printed(story, "免责凭据").await?;
    let lines = ["收件", "核对原件：居民户口簿", "退还：居民户口簿", "首次打印：", code];
    expect_on_paper(&words, &lines)
}

/// From the screen that shows the number, and back to it.
async fn check_receipts(story: &mut Story, code: &str, altered: &str) -> TestResult {
    let window = story.window()?;
    window.press("Alt+K").await?;
    check_code(window, code, "unchanged", "是本系统出具的，记录和出具时一致").await?;
    window.wait_for_text("receipt-answer", "依据：本机的记录").await?;
    window.check_accessibility("a genuine receipt").await?;
    story.take_picture("genuine").await?;
    let window = story.window()?;
    check_code(window, altered, "differs", "是本系统出具的，但记录和出具时不一致").await?;
    window.wait_for_text("receipt-answer", "依据：后台的记录").await?;
    window.check_accessibility("a receipt of an altered record").await?;
    story.take_picture("altered").await?;
    let window = story.window()?;
    check_code(window, NOBODYS, "unknown", "查不到这个核验码").await?;
    story.take_picture("unknown").await?;
    let window = story.window()?;
    window.press("Ctrl+A").await?;
    window.type_text(&mistype(code)).await?;
    window.press("Enter").await?;
    let refusal = "return document.querySelector('[data-test=\"receipt-check\"] [data-test=\"failure\"]')?.dataset.code ?? ''";
    wait_until("the refusal", async || {
        Ok((window.run_script(refusal, vec![]).await? == json!("receipt_code_bad")).then_some(()))
    })
    .await?;
    window.press("Esc").await?;
    window.wait_gone("receipt-check").await
}

pub async fn held_against_the_record(story: &mut Story) -> TestResult {
    let port = free_port()?;
    point_to_office(story, port)?;
    let data = story.everything_written().join("office");
    let _office = Office::open(port, &data).await?;
    sign_in(story.start().await?).await?;
    let (case, number) = accept_case(story).await?;
    let label = story.window()?.text("receipt-code-shown").await?;
    let code = label.trim_start_matches("核验码").trim().to_owned();
    expect("the receipt bears its code", printed_text(story)?.contains(&format!("核验码{code}")))?;
    print_checks(story, &code).await?;
    let altered = alter_record(&data.join("office.db"), &first_submission(port, &case)?, &case)?;
    check_receipts(story, &code, &altered).await?;
    story.window()?.by_keys_alone()?;
    keep_forms(story, "receipt-codes")?;
    look_through_trail(story, &case, &number).await
}
