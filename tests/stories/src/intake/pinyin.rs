//! Typing Chinese with IBus and libpinyin: what is being typed stands in the field, and Enter
//! belongs to the input method until the words are chosen. Real key events of the display are
//! used, since the driver's pass the input method by.

use std::time::Duration;

use serde_json::{Value, json};

use kit::wait::wait_at_most;
use kit::{Fault, Story, TestResult, wait_until};

/// What one field showed while 欧阳 was typed into it.
#[derive(Debug, Default, PartialEq, Eq)]
struct Seen {
    /// What libpinyin proposes stands in the field before it is chosen.
    shown_while_typing: bool,
    /// `compositionupdate` before `compositionend`.
    updates_before_commit: bool,
    committed: bool,
    /// A sign-in was sent to the shell while Enter was the input method's.
    signed_in_on_enter: bool,
}

const WATCH: &str = "const field = document.querySelector(arguments[0]); field.focus(); \
    const seen = window.seenByTheStory = { updates: 0, ends: 0, said: '', sent: [] }; \
    field.addEventListener('compositionupdate', event => { if (event.data) { seen.updates += 1; seen.said = event.data; } }); \
    field.addEventListener('compositionend', () => { seen.ends += 1; }); \
    const real = window.fetch; \
    window.fetch = (address, options) => { if (String(address).endsWith('/call')) { \
        seen.sent.push(JSON.parse(options.body).name); } return real.call(window, address, options); }; \
    return document.activeElement === field;";
const LOOK: &str =
    "return { value: document.querySelector(arguments[0]).value, ...window.seenByTheStory };";
const EMPTY: &str = "const field = document.querySelector(arguments[0]); field.value = ''; \
    field.dispatchEvent(new InputEvent('input', { bubbles: true })); window.seenByTheStory.sent = []; return true;";

/// A field for words on the first screen.
const FIELD: &str = "[data-test=\"sign-in\"] input";

pub async fn pinyin_is_shown_in_the_field(story: &mut Story) -> TestResult {
    let state = type_ouyang(story).await?;
    let expected = Seen {
        shown_while_typing: true,
        updates_before_commit: true,
        committed: true,
        signed_in_on_enter: false,
    };
    match state == expected {
        true => Ok(()),
        false => Err(Fault::wrong(format!("{state:?}"))),
    }
}

/// Proves that the story above sees the fault: with the remedy taken out nothing is shown before
/// the choice.
pub async fn pinyin_without_the_remedy(story: &mut Story) -> TestResult {
    story.set_variable("COUNTER_PLANT", "preedit-off");
    let state = type_ouyang(story).await?;
    match (state.shown_while_typing, state.committed) {
        (false, true) => Ok(()),
        _ => Err(Fault::wrong(format!("the planted fault was not seen: {state:?}"))),
    }
}

async fn type_ouyang(story: &mut Story) -> TestResult<Seen> {
    story.with_pinyin().await?;
    story.start().await?.find("sign-in").await?;
    bring_to_front(story).await?;
    watch_field(story, FIELD).await?;
    switch_to_pinyin(story).await?;

    story.run_tool("xdotool", &["type", "--delay", "120", "ouyang"])?;
    let shown_while_typing =
        comes_to(story, FIELD, |state| state["value"] == "欧阳" && state["ends"] == 0).await?;
    let updates_before_commit = read_field(story, FIELD).await?["updates"] != 0;
    story.run_tool("xdotool", &["key", "space"])?;
    let committed =
        comes_to(story, FIELD, |state| state["value"] == "欧阳" && state["ends"] == 1).await?;

    story.window()?.run_script(EMPTY, vec![json!(FIELD)]).await?;
    story.run_tool("xdotool", &["type", "--delay", "120", "ouyang"])?;
    story.run_tool("xdotool", &["key", "Return"])?;
    // Enter takes the letters as they are; that they stand there tells that the key has been dealt
    // with.
    if !comes_to(story, FIELD, |state| state["value"] == "ouyang" && state["ends"] == 2).await? {
        return Err(Fault::wrong("the input method did not take Enter"));
    }
    let end_state = read_field(story, FIELD).await?;
    if !sees_commands(story).await? {
        return Err(Fault::wrong("commands cannot be watched"));
    }
    Ok(Seen {
        shown_while_typing,
        updates_before_commit,
        committed,
        signed_in_on_enter: was_sent(&end_state, "sign_in"),
    })
}

pub(crate) async fn bring_to_front(story: &Story) -> TestResult {
    wait_until("the window in front", async || {
        let windows =
            story.run_tool("xdotool", &["search", "--onlyvisible", "--name", "综窗工作台"])?;
        let Some(window) = windows.lines().next() else {
            return Ok(None);
        };
        story.run_tool("xdotool", &["windowactivate", window])?;
        let active = story.run_tool("xdotool", &["getactivewindow"])?;
        Ok((active.trim() == window).then_some(()))
    })
    .await
}

/// The engine belongs to the field with the focus, so it is switched there and not before.
pub(crate) async fn switch_to_pinyin(story: &Story) -> TestResult {
    wait_until("pinyin", async || {
        story.run_tool("ibus", &["engine", "libpinyin"])?;
        Ok(story.run_tool("ibus", &["engine"])?.contains("libpinyin").then_some(()))
    })
    .await
}

pub(crate) fn was_sent(state: &Value, command: &str) -> bool {
    state["sent"].as_array().is_some_and(|names| names.iter().any(|name| name == command))
}

/// The watch must see a command that is certainly sent, or its silence means nothing.
async fn sees_commands(story: &mut Story) -> TestResult<bool> {
    let ask = "const done = arguments[0]; \
        window.__TAURI_INTERNALS__.invoke('call', { name: 'hello', payload: {} }).then(done, done);";
    story.window()?.run_script_async(ask, vec![]).await?;
    Ok(was_sent(&read_field(story, FIELD).await?, "hello"))
}

/// What the watched field shows, what its composition told, which commands were sent.
pub(crate) async fn read_field(story: &mut Story, field: &str) -> TestResult<Value> {
    story.window()?.run_script(LOOK, vec![json!(field)]).await
}

pub(crate) async fn watch_field(story: &mut Story, field: &str) -> TestResult {
    match story.window()?.run_script(WATCH, vec![json!(field)]).await? == json!(true) {
        true => Ok(()),
        false => Err(Fault::wrong(format!("{field} cannot be watched"))),
    }
}

/// Whether it comes to be so within a few seconds; that it does not is an answer too.
pub(crate) async fn comes_to(
    story: &mut Story,
    field: &str,
    expected: impl Fn(&Value) -> bool,
) -> TestResult<bool> {
    let state = wait_at_most(Duration::from_secs(5), "letters", async || {
        Ok(expected(&read_field(story, field).await?).then_some(()))
    })
    .await;
    match state {
        Ok(()) => Ok(true),
        Err(Fault::InVain(_)) => Ok(false),
        Err(other) => Err(other),
    }
}
