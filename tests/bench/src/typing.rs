//! From the press of a key to its letter on the glass: on the form of a case with everything in it,
//! and in one field of a bare Tauri window. Measured in the page, from the key's own event to the
//! second frame after it.

use serde_json::json;

use super::figure::{Figure, percentile};
use super::start::{BARE, OURS, bare_program};
use kit::{Fault, Story, TestResult, Window};
use stories::steps::{PENSION, begin_case, read_cards, sign_in, take_papers};

pub const PRESS: &str = "key press to paint";
pub const SLOW_PRESS: &str = "key press to paint, slowest of twenty (p95)";
/// Presses of one round, in each window.
const PRESSES: usize = 6;

/// Each press is known by its number; its time is from the first sight of the key to two frames
/// after its letter.
const WATCH: &str = "window.benchTimes = []; let began = 0; \
    window.addEventListener('keydown', () => { began = performance.now(); }, true); \
    window.addEventListener('input', () => { const from = began; requestAnimationFrame(() => requestAnimationFrame(() => \
        window.benchTimes.push(performance.now() - from))); }, true);";

pub async fn measure_typing(story: &mut Story, rounds: usize) -> TestResult<Figure> {
    sign_in(story.start().await?).await?;
    begin_case(story.window()?, &PENSION).await?;
    read_cards(story.window()?, &["applicant"]).await?;
    take_papers(story.window()?).await?;
    story.window()?.wait_focus("field-phone").await?;
    let mut peer = story.start_beside(&bare_program()?, |_| {}).await?;
    let mut figure = Figure::new(PRESS, "ms", &[OURS, BARE]);
    story.window()?.run_script(WATCH, vec![]).await?;
    peer.window.run_script(WATCH, vec![]).await?;
    // The first presses of a window wait for fonts and pictures that come only once.
    for round in 0..=rounds {
        let ours = presses(story.window()?, "field-phone").await?;
        let peer_times = presses(&mut peer.window, "field").await?;
        for (ours, peer_times) in ours.into_iter().zip(peer_times).filter(|_| round > 0) {
            figure.add(OURS, ours);
            figure.add(BARE, peer_times);
        }
    }
    Ok(figure)
}

/// A digit in and out again, so that the field never fills up.
async fn presses(window: &mut Window, field: &str) -> TestResult<Vec<f64>> {
    for press in 0..PRESSES {
        if !window.has_focus(field).await? {
            window.focus(field).await?;
        }
        window.press(if press % 2 == 0 { "1" } else { "Backspace" }).await?;
        let count_wanted = json!(press + 1);
        kit::wait_until("the letter's frame", async || {
            let count = window.run_script("return window.benchTimes.length", vec![]).await?;
            Ok((count == count_wanted).then_some(()))
        })
        .await?;
    }
    let times = window
        .run_script("const all = window.benchTimes; window.benchTimes = []; return all", vec![])
        .await?;
    let times: Vec<f64> =
        times.as_array().into_iter().flatten().filter_map(serde_json::Value::as_f64).collect();
    match times.len() {
        PRESSES => Ok(times),
        count => Err(Fault::wrong(format!("{count} presses were seen instead of {PRESSES}"))),
    }
}

/// The slowest of twenty: what a clerk feels as a hitch.
pub fn slowest_presses(figure: &Figure) -> Figure {
    let mut slow = Figure::new(SLOW_PRESS, "ms", &[OURS, BARE]);
    for row in &figure.rows {
        slow.add(row.name, percentile(&row.values, 0.95));
    }
    slow
}
