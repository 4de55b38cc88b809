//! The power goes in the middle of the work, again and again, in each second of a case. Nothing
//! that was on the screen for half a second may be gone, no number that was shown may change.

use std::time::{Duration, Instant};

use super::*;
use kit::network::Weather;

/// Each answer of the office comes this late, so that some cuts fall into the middle of the
/// delivery.
const LATE: Duration = Duration::from_millis(400);
const LIFE: Duration = Duration::from_millis(300);
/// What is typed reaches the disk within this time.
const BEHIND: Duration = Duration::from_millis(500);

/// About when a case comes to be signed: what follows is slow, for it is looked at first.
const EACH_SECOND: u64 = 9;

/// What the window showed at a moment.
struct Sight {
    at: Instant,
    view: Value,
    typed: Value,
    number: String,
}

const LOOK: &str = "const fields = {}; for (const box of document.querySelectorAll('[data-field]')) { \
    const input = box.querySelector('input:not([type=radio]),textarea'); if (input) fields[box.dataset.field] = input.value; } \
    return [fields, document.querySelector('[data-test=\"number\"]')?.innerText ?? '']";

/// Looks as often as it can, until the lights go out.
async fn record_sights(window: &Window, case: &str, sights: &mut Vec<Sight>) -> Fault {
    loop {
        let at = Instant::now();
        let fields_shown = match window.run_script(LOOK, vec![]).await {
            Ok(fields_shown) => fields_shown,
            Err(fault) => return fault,
        };
        match load_case(window, case).await {
            Ok(view) if view["failure"].is_null() => {
                let number = fields_shown[1].as_str().unwrap_or_default().to_owned();
                sights.push(Sight { at, view, typed: fields_shown[0].clone(), number });
            }
            Ok(_) => {}
            Err(fault) => return fault,
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// Works on until the power goes; whether the case was through before.
async fn work_until_cut(
    window: &mut Window,
    case: &str,
    life: Duration,
    sights: &mut Vec<Sight>,
) -> TestResult<bool> {
    let onlooker = window.second_view();
    tokio::select! {
        done = resume::to_the_end(window) => done.map(|()| true),
        fault = record_sights(&onlooker, case, sights) => Err(fault),
        () = tokio::time::sleep(life) => Ok(false),
    }
}

/// `now` holds all that `sights` had; it may hold more, as work went on until the cut.
fn holds(now: &Value, sights: &Value) -> bool {
    let list = |view: &Value, part: &str| view[part].as_array().cloned().unwrap_or_default();
    let lists = ["people", "pages", "documents"]
        .iter()
        .all(|part| list(now, part).starts_with(&list(sights, part)));
    let view = ["provisional", "number"]
        .iter()
        .all(|part| sights[part].is_null() || sights[part] == now[part]);
    let stage = |view: &Value| {
        ["draft", "received", "accepted"].iter().position(|word| view["status"] == *word)
    };
    lists && view && stage(now) >= stage(sights) && stage(sights).is_some()
}

/// The section that was open is open, or a later one: the case may have gone on between the last
/// look and the cut.
fn same_section(now: &Value, sights: &Value) -> bool {
    let section = |view: &Value| view["section"].as_u64();
    section(now) >= section(sights)
}

fn fields(view: &Value) -> Vec<(String, String)> {
    let sections = view["form"]["sections"].as_array().into_iter().flatten();
    let fields =
        sections.flat_map(|section| section["fields"].as_array().cloned().unwrap_or_default());
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    fields.map(|field| (text(&field["id"]), text(&field["value"]))).collect()
}

fn nothing_is_lost(sights: &[Sight], cut: Instant, now: &Value) -> TestResult {
    let Some(last) = sights.last() else { return Ok(()) };
    let view = fields(now);
    let holds_text = |field: &str, text: &str| {
        text.is_empty() || view.iter().any(|(id, value)| id == field && value.starts_with(text))
    };
    if !holds(now, &last.view)
        || !fields(&last.view).iter().all(|(field, value)| holds_text(field, value))
    {
        return Err(Fault::wrong("what was kept before the cut is not there after it"));
    }
    if !same_section(now, &last.view) {
        return Err(Fault::wrong("the open section went back"));
    }
    let old = sights.iter().rev().find(|sight| cut.duration_since(sight.at) >= BEHIND);
    let typed = old.and_then(|sight| sight.typed.as_object().cloned()).unwrap_or_default();
    if !typed.iter().all(|(field, text)| holds_text(field, text.as_str().unwrap_or_default())) {
        return Err(Fault::wrong("what was typed half a second before the cut is gone"));
    }
    match last.number.is_empty()
        || now["number"] == last.number.as_str()
        || now["provisional"] == last.number.as_str()
    {
        true => Ok(()),
        false => Err(Fault::wrong("a number that was shown is gone")),
    }
}

/// Cut, started again, compared, and the case taken up. Every third time the office's power goes
/// too.
async fn cut_and_compare(
    story: &mut Story,
    far: &mut Far,
    case: &str,
    sights: &[Sight],
    times: u32,
) -> TestResult {
    let at = Instant::now();
    story.cut_power().await?;
    if times % 3 == 2 {
        far.restart(story).await?;
    }
    sign_in(story.start().await?).await?;
    let view = load_case(story.window()?, case).await?;
    nothing_is_lost(sights, at, &view)?;
    open_case(story.window()?, case).await?;
    opens_at(story.window()?, &view["section"]).await
}

async fn fresh_case(story: &mut Story) -> TestResult<String> {
    begin_case(story.window()?, &PENSION).await?;
    case_id(story.window()?).await
}

async fn open_slow_office(story: &mut Story) -> TestResult<Far> {
    let far = Far::open(story).await?;
    far.line.set_weather(Weather::Slow(LATE));
    sign_in(story.start().await?).await?;
    Ok(far)
}

/// One case that is cut again and again until it is through.
pub async fn power_cuts(story: &mut Story) -> TestResult {
    let mut far = open_slow_office(story).await?;
    let case = fresh_case(story).await?;
    let (mut times, mut life) = (0, LIFE);
    loop {
        let mut sights = Vec::new();
        if work_until_cut(story.window()?, &case, life, &mut sights).await? {
            break;
        }
        // A step that takes longer than a life would never be done.
        let has_moved =
            sights.first().zip(sights.last()).is_some_and(|(first, last)| first.view != last.view);
        life = if has_moved { LIFE } else { life * 2 };
        cut_and_compare(story, &mut far, &case, &sights, times).await?;
        times += 1;
    }
    println!("the power went {times} times");
    far.has_once(story.window()?, &case).await?;
    match times {
        5.. => Ok(()),
        _ => Err(Fault::wrong(format!("the power went only {times} times"))),
    }
}

/// A case of its own for each second until the form is complete, and for each third after that, cut
/// there once and then carried through.
pub async fn power_cut_in_each_second(story: &mut Story) -> TestResult {
    let mut far = open_slow_office(story).await?;
    for second in (1..EACH_SECOND).chain((EACH_SECOND..).step_by(3)) {
        let case = fresh_case(story).await?;
        let mut sights = Vec::new();
        let through =
            work_until_cut(story.window()?, &case, Duration::from_secs(second), &mut sights)
                .await?;
        if !through {
            cut_and_compare(story, &mut far, &case, &sights, second as u32).await?;
            resume::to_the_end(story.window()?).await?;
        }
        far.has_once(story.window()?, &case).await?;
        println!("second {second}: {}", if through { "through" } else { "cut" });
        if through {
            break;
        }
        story.window()?.press("Alt+0").await?;
    }
    Ok(())
}
