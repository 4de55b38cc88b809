//! The power goes in the middle of the work, again and again, in each second of a case. Nothing that was on the screen
//! for half a second may be gone, no number that was shown may change.

use std::time::{Duration, Instant};

use super::*;
use kit::network::relay::Weather;

/// Each answer of the office comes this late, so that some cuts fall into the middle of the delivery.
const LATE: Duration = Duration::from_millis(400);
const LIFE: Duration = Duration::from_millis(800);
/// What is typed reaches the disk within this time.
const BEHIND: Duration = Duration::from_millis(500);

/// What the window showed at a moment.
struct Seen {
    at: Instant,
    view: Value,
    typed: Value,
    number: String,
}

const LOOK: &str = "const fields = {}; for (const box of document.querySelectorAll('[data-field]')) { \
    const input = box.querySelector('input:not([type=radio]),textarea'); if (input) fields[box.dataset.field] = input.value; } \
    return [fields, document.querySelector('[data-test=\"number\"]')?.innerText ?? '']";

/// Looks as often as it can, until the lights go out.
async fn look(window: &Window, case: &str, seen: &mut Vec<Seen>) -> Fault {
    loop {
        let at = Instant::now();
        let shown = match window.run(LOOK, vec![]).await {
            Ok(shown) => shown,
            Err(fault) => return fault,
        };
        match remembered(window, case).await {
            Ok(view) if view["failure"].is_null() => {
                let number = shown[1].as_str().unwrap_or_default().to_owned();
                seen.push(Seen { at, view, typed: shown[0].clone(), number });
            }
            Ok(_) => {}
            Err(fault) => return fault,
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// Works on until the power goes; whether the case was through before.
async fn live(window: &mut Window, case: &str, life: Duration, seen: &mut Vec<Seen>) -> Told<bool> {
    let onlooker = window.onlooker();
    tokio::select! {
        done = resume::to_the_end(window) => done.map(|()| true),
        fault = look(&onlooker, case, seen) => Err(fault),
        () = tokio::time::sleep(life) => Ok(false),
    }
}

/// `now` holds all that `seen` had; it may hold more, as work went on until the cut.
fn holds(now: &Value, seen: &Value) -> bool {
    let list = |view: &Value, part: &str| view[part].as_array().cloned().unwrap_or_default();
    let lists = ["people", "pages", "documents"].iter().all(|part| list(now, part).starts_with(&list(seen, part)));
    let kept = ["provisional", "number"].iter().all(|part| seen[part].is_null() || seen[part] == now[part]);
    let stage = |view: &Value| ["draft", "received", "accepted"].iter().position(|word| view["status"] == *word);
    lists && kept && stage(now) >= stage(seen) && stage(seen).is_some()
}

/// The section that was open is open, or a later one: the case may have gone on between the last look and the cut.
fn same_section(now: &Value, seen: &Value) -> bool {
    let section = |view: &Value| view["section"].as_u64();
    section(now) >= section(seen)
}

fn fields(view: &Value) -> Vec<(String, String)> {
    let sections = view["form"]["sections"].as_array().into_iter().flatten();
    let fields = sections.flat_map(|section| section["fields"].as_array().cloned().unwrap_or_default());
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    fields.map(|field| (text(&field["id"]), text(&field["value"]))).collect()
}

fn nothing_is_lost(seen: &[Seen], cut: Instant, now: &Value) -> Told {
    let Some(last) = seen.last() else { return Ok(()) };
    let kept = fields(now);
    let holds_text = |field: &str, text: &str| {
        text.is_empty() || kept.iter().any(|(id, value)| id == field && value.starts_with(text))
    };
    if !holds(now, &last.view) || !fields(&last.view).iter().all(|(field, value)| holds_text(field, value)) {
        return Err(Fault::wrong("what was kept before the cut is not there after it"));
    }
    if !same_section(now, &last.view) {
        return Err(Fault::wrong("the open section went back"));
    }
    let old = seen.iter().rev().find(|one| cut.duration_since(one.at) >= BEHIND);
    let typed = old.and_then(|one| one.typed.as_object().cloned()).unwrap_or_default();
    if !typed.iter().all(|(field, text)| holds_text(field, text.as_str().unwrap_or_default())) {
        return Err(Fault::wrong("what was typed half a second before the cut is gone"));
    }
    match last.number.is_empty() || now["number"] == last.number.as_str() || now["provisional"] == last.number.as_str()
    {
        true => Ok(()),
        false => Err(Fault::wrong("a number that was shown is gone")),
    }
}

/// Cut, started again, compared, and the case taken up. Every third time the office's power goes too.
async fn cut(story: &mut Story, far: &mut Far, case: &str, seen: &[Seen], times: u32) -> Told {
    let at = Instant::now();
    story.cut_power().await?;
    if times % 3 == 2 {
        far.restart(story).await?;
    }
    sign_in(story.start().await?).await?;
    let kept = remembered(story.window()?, case).await?;
    nothing_is_lost(seen, at, &kept)?;
    open_case(story.window()?, case).await?;
    opens_at(story.window()?, &kept["section"]).await
}

async fn fresh_case(story: &mut Story) -> Told<String> {
    begin(story.window()?, &PENSION).await?;
    case_id(story.window()?).await
}

async fn opened(story: &mut Story) -> Told<Far> {
    let far = Far::open(story).await?;
    far.line.set(Weather::Slow(LATE));
    sign_in(story.start().await?).await?;
    Ok(far)
}

/// One case that is cut again and again until it is through.
pub async fn power_cuts(story: &mut Story) -> Told {
    let mut far = opened(story).await?;
    let case = fresh_case(story).await?;
    let (mut times, mut life) = (0, LIFE);
    loop {
        let mut seen = Vec::new();
        if live(story.window()?, &case, life, &mut seen).await? {
            break;
        }
        // A step that takes longer than a life would never be done.
        let moved = seen.first().zip(seen.last()).is_some_and(|(first, last)| first.view != last.view);
        life = if moved { LIFE } else { life * 2 };
        cut(story, &mut far, &case, &seen, times).await?;
        times += 1;
    }
    println!("the power went {times} times");
    far.has_once(story.window()?, &case).await?;
    match times {
        5.. => Ok(()),
        _ => Err(Fault::wrong(format!("the power went only {times} times"))),
    }
}

/// A case of its own for each second, cut there once and then carried through.
pub async fn power_cut_in_each_second(story: &mut Story) -> Told {
    let mut far = opened(story).await?;
    for second in 1.. {
        let case = fresh_case(story).await?;
        let mut seen = Vec::new();
        let through = live(story.window()?, &case, Duration::from_secs(second), &mut seen).await?;
        if !through {
            cut(story, &mut far, &case, &seen, second as u32).await?;
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
