//! What the page can ask of the shell: one command and the bytes of pages, and nothing of the
//! system.

use serde_json::{Value, json};

use kit::{Fault, Story, TestResult, Window};

const INVOKE: &str = "const [name, payload, done] = arguments; \
    window.__TAURI_INTERNALS__.invoke(name, payload).then(() => done('done'), error => done({ refused: error }));";
const FETCH: &str = "const [address, method, done] = arguments; fetch(address, { method }).then(async answer => \
    done({ status: answer.status, kept: answer.headers.get('cache-control'), body: await answer.text() }), \
    error => done({ status: 0, body: String(error) }));";

pub async fn one_command_only(story: &mut Story) -> TestResult {
    let window = story.start().await?;
    window.find("sign-in").await?;
    expect(window, "call", json!({ "name": "hello", "payload": {} }), true).await?;
    for (name, payload) in [
        ("plugin:window|set_title", json!({ "label": "main", "value": "x" })),
        (
            "plugin:webview|create_webview_window",
            json!({ "options": { "label": "second", "url": "index.html" } }),
        ),
        ("plugin:event|emit", json!({ "event": "changed", "payload": "cases" })),
        ("plugin:path|resolve_directory", json!({ "directory": 1 })),
        ("call_anything", json!({})),
    ] {
        expect(window, name, payload, false).await?;
    }
    Ok(())
}

/// Only the fact of refusal is looked at: its wording differs between builds.
async fn expect(window: &Window, name: &str, payload: Value, allowed: bool) -> TestResult {
    let answer = window.run_script_async(INVOKE, vec![json!(name), payload]).await?;
    match (answer == "done") == allowed {
        true => Ok(()),
        false => Err(Fault::wrong(format!("{name}: {answer}"))),
    }
}

/// A page that is not there, or not for someone who has not signed in, answers with a code and is
/// kept nowhere.
pub async fn no_page_without_signing_in(story: &mut Story) -> TestResult {
    let window = story.start().await?;
    window.find("sign-in").await?;
    for method in ["GET", "POST"] {
        let arguments = vec![json!("page://localhost/page/none"), json!(method)];
        let answer = window.run_script_async(FETCH, arguments).await?;
        let failure: Value =
            serde_json::from_str(answer["body"].as_str().unwrap_or_default()).unwrap_or_default();
        if answer["status"] != 422 || answer["kept"] != "no-store" || !failure["code"].is_string() {
            return Err(Fault::wrong(format!("{method} of a page: {answer}")));
        }
    }
    Ok(())
}
