//! Typing Chinese with IBus and libpinyin: what is being typed stands in the field, and Enter belongs to the
//! input method until the words are chosen. Real key events of the display are used, since the driver's pass the
//! input method by.

use std::time::Duration;

use serde_json::{Value, json};

use kit::wait::until_at_most;
use kit::{Fault, Story, Told, until};

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
const LOOK: &str = "return { value: document.querySelector(arguments[0]).value, ...window.seenByTheStory };";
const EMPTY: &str = "const field = document.querySelector(arguments[0]); field.value = ''; \
    field.dispatchEvent(new InputEvent('input', { bubbles: true })); window.seenByTheStory.sent = []; return true;";

/// A field for words on the first screen.
const FIELD: &str = "[data-test=\"sign-in\"] input";

pub async fn pinyin_is_shown_in_the_field(story: &mut Story) -> Told {
    let seen = type_ouyang(story).await?;
    let wanted =
        Seen { shown_while_typing: true, updates_before_commit: true, committed: true, signed_in_on_enter: false };
    match seen == wanted {
        true => Ok(()),
        false => Err(Fault::wrong(format!("{seen:?}"))),
    }
}

/// Proves that the story above sees the fault: with the remedy taken out nothing is shown before the choice.
pub async fn pinyin_without_the_remedy(story: &mut Story) -> Told {
    story.set("COUNTER_PLANT", "preedit-off");
    let seen = type_ouyang(story).await?;
    match (seen.shown_while_typing, seen.committed) {
        (false, true) => Ok(()),
        _ => Err(Fault::wrong(format!("the planted fault was not seen: {seen:?}"))),
    }
}

async fn type_ouyang(story: &mut Story) -> Told<Seen> {
    story.with_pinyin().await?;
    story.start().await?.find("sign-in").await?;
    in_front(story).await?;
    watch(story, FIELD).await?;
    switch_to_pinyin(story).await?;

    story.tool("xdotool", &["type", "--delay", "120", "ouyang"])?;
    let shown_while_typing = comes_to(story, FIELD, |seen| seen["value"] == "欧阳" && seen["ends"] == 0).await?;
    let updates_before_commit = look(story, FIELD).await?["updates"] != 0;
    story.tool("xdotool", &["key", "space"])?;
    let committed = comes_to(story, FIELD, |seen| seen["value"] == "欧阳" && seen["ends"] == 1).await?;

    story.window()?.run(EMPTY, vec![json!(FIELD)]).await?;
    story.tool("xdotool", &["type", "--delay", "120", "ouyang"])?;
    story.tool("xdotool", &["key", "Return"])?;
    // Enter takes the letters as they are; that they stand there tells that the key has been dealt with.
    if !comes_to(story, FIELD, |seen| seen["value"] == "ouyang" && seen["ends"] == 2).await? {
        return Err(Fault::wrong("the input method did not take Enter"));
    }
    let after = look(story, FIELD).await?;
    if !sees_commands(story).await? {
        return Err(Fault::wrong("commands cannot be watched"));
    }
    Ok(Seen { shown_while_typing, updates_before_commit, committed, signed_in_on_enter: sent(&after, "sign_in") })
}

pub(crate) async fn in_front(story: &Story) -> Told {
    until("the window in front", async || {
        let found = story.tool("xdotool", &["search", "--onlyvisible", "--name", "综窗工作台"])?;
        let Some(window) = found.lines().next() else {
            return Ok(None);
        };
        story.tool("xdotool", &["windowactivate", window])?;
        let active = story.tool("xdotool", &["getactivewindow"])?;
        Ok((active.trim() == window).then_some(()))
    })
    .await
}

/// The engine belongs to the field with the focus, so it is switched there and not before.
pub(crate) async fn switch_to_pinyin(story: &Story) -> Told {
    until("pinyin", async || {
        story.tool("ibus", &["engine", "libpinyin"])?;
        Ok(story.tool("ibus", &["engine"])?.contains("libpinyin").then_some(()))
    })
    .await
}

pub(crate) fn sent(seen: &Value, command: &str) -> bool {
    seen["sent"].as_array().is_some_and(|names| names.iter().any(|name| name == command))
}

/// The watch must see a command that is certainly sent, or its silence means nothing.
async fn sees_commands(story: &mut Story) -> Told<bool> {
    let ask = "const done = arguments[0]; \
        window.__TAURI_INTERNALS__.invoke('call', { name: 'hello', payload: {} }).then(done, done);";
    story.window()?.run_later(ask, vec![]).await?;
    Ok(sent(&look(story, FIELD).await?, "hello"))
}

/// What the watched field shows, what its composition told, which commands were sent.
pub(crate) async fn look(story: &mut Story, field: &str) -> Told<Value> {
    story.window()?.run(LOOK, vec![json!(field)]).await
}

pub(crate) async fn watch(story: &mut Story, field: &str) -> Told {
    match story.window()?.run(WATCH, vec![json!(field)]).await? == json!(true) {
        true => Ok(()),
        false => Err(Fault::wrong(format!("{field} cannot be watched"))),
    }
}

/// Whether it comes to be so within a few seconds; that it does not is an answer too.
pub(crate) async fn comes_to(story: &mut Story, field: &str, wanted: impl Fn(&Value) -> bool) -> Told<bool> {
    let seen =
        until_at_most(Duration::from_secs(5), "letters", async || Ok(wanted(&look(story, field).await?).then_some(())))
            .await;
    match seen {
        Ok(()) => Ok(true),
        Err(Fault::InVain(_)) => Ok(false),
        Err(other) => Err(other),
    }
}
