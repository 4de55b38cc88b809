//! Items by the scripts of their keys (tests/keystrokes), which the desk's own tests play too: the
//! very keys, and just as many.

use std::collections::BTreeMap;

use keystrokes::{Choice, Count, Move, Press, Script, Step, lay_cards, read_scripts};
use serde_json::json;

use crate::station::locking::{IDLE, wait_other_window};
use crate::steps::*;
use kit::reader::Reader;
use kit::{Fault, Pressed, Story, TestResult, Window, wait_until};

/// A clerk at one script.
struct Clerk<'a> {
    window: &'a mut Window,
    /// Of the cards that are still to be laid down, in their order.
    names: std::vec::IntoIter<String>,
    count: Count,
}

impl Clerk<'_> {
    async fn make_move(&mut self, one: &Move) -> TestResult {
        let before = self.window.keys_pressed();
        self.press_move(one).await?;
        let after = self.window.keys_pressed();
        let Pressed { commands, typed, .. } = before;
        let keys = after.commands - commands;
        self.count = self.count.with_step(&one.step, keys, after.typed - typed);
        Ok(())
    }

    async fn press_move(&mut self, Move { step, presses }: &Move) -> TestResult {
        match (step, step.asked_as()) {
            // They have waits of their own, below.
            (Step::Fill(..) | Step::PutBefore(_) | Step::Sign(_) | Step::Propose, _) => {}
            (_, Some(code)) => wait_step(self.window, code).await?,
            (_, None) => {}
        }
        match step {
            Step::Find => {
                self.window.wait_focus("item-search").await?;
                self.press_all(presses).await?;
                self.window.find("list-page").await?;
            }
            Step::Answer(choices) => self.answer(choices).await?,
            Step::BeginWithCard | Step::Read(_) | Step::ReadOther(_) => {
                self.press_all(presses).await?;
                let name = self.names.next().ok_or_else(|| Fault::wrong("no card is left"))?;
                self.window.wait_for_text("summary-1", &name).await?;
            }
            Step::Mandate => {
                self.window.wait_focus("mandate-extent").await?;
                self.press_all(presses).await?;
            }
            Step::AskLibrary => {
                let (bar, ground) = presses.split_at(1);
                self.press_all(bar).await?;
                self.window.wait_focus("library-authorised").await?;
                self.press_all(ground).await?;
                self.window.wait_gone("library-bar").await?;
            }
            Step::Scan(row) => {
                self.press_all(presses).await?;
                wait_received(self.window, row).await?;
            }
            Step::GiveBack => {
                wait_enabled(self.window, "give-back-all").await?;
                self.press_all(presses).await?;
            }
            Step::Fill(field, _) => {
                self.window.wait_focus(&format!("field-{field}")).await?;
                self.press_all(presses).await?;
            }
            Step::ShowForm => {
                self.press_all(presses).await?;
                wait_drawn(self.window, "form-image").await?;
            }
            Step::PutBefore(_) => self.put_before_citizen(presses).await?,
            Step::Sign(_) => {
                confirm_until(self.window, "sign").await?;
                write_name(self.window).await?;
                end_strokes(self.window).await?;
            }
            Step::Propose => {
                wait_enabled(self.window, "decide").await?;
                self.press_all(presses).await?;
                self.window.find("preview").await?;
            }
            Step::Issue => {
                wait_enabled(self.window, "issue").await?;
                self.press_all(presses).await?;
                self.window.find("issued").await?;
            }
            Step::Begin | Step::Receive | Step::Compare(_) | Step::Count(_) => {
                self.press_all(presses).await?;
            }
        }
        Ok(())
    }

    async fn press_all(&mut self, presses: &[Press]) -> TestResult {
        for press in presses {
            match press {
                Press::Key(names) => self.window.press(names).await?,
                Press::Letters(words) => self.window.type_text(words).await?,
            }
        }
        Ok(())
    }

    /// Each question as it is asked.
    async fn answer(&mut self, choices: &BTreeMap<String, Choice>) -> TestResult {
        let mut left = choices.clone();
        while !left.is_empty() {
            let window = &*self.window;
            let question = wait_until("the next question", async || {
                let focused = window.focused_mark().await?;
                let is_asked = |id: &&String| focused.starts_with(&format!("question-{id}-"));
                Ok(left.keys().find(is_asked).cloned())
            })
            .await?;
            let answered = (choices.len() - left.len() + 1) as u64;
            if let Some(Choice { key, .. }) = left.remove(&question) {
                self.window.press(&key).await?;
            }
            let window = &*self.window;
            wait_until("the answer", async || {
                Ok((count_answers(window).await? == answered).then_some(()))
            })
            .await?;
        }
        Ok(())
    }

    async fn put_before_citizen(&mut self, presses: &[Press]) -> TestResult {
        let [Press::Key(names)] = presses else {
            return Err(Fault::wrong("one key puts a form before the citizen"));
        };
        press_keys_after_a_look(self.window, "put", names).await?;
        wait_citizen(self.window, "read_back").await
    }
}

/// The paper is here, and the scanner free for the next.
async fn wait_received(window: &Window, row: &str) -> TestResult {
    let script = "return document.querySelector(`[data-test=\"material-${arguments[0]}\"]`)?.dataset.state ?? ''";
    wait_until(&format!("the page of {row}"), async || {
        let state = window.run_script(script, vec![json!(row)]).await?;
        Ok((state == json!("received")).then_some(()))
    })
    .await?;
    window.wait_gone("cancel-scan").await
}

async fn play_moves(mut clerk: Clerk<'_>, script: &Script) -> TestResult<Count> {
    for one in &script.moves {
        clerk.make_move(one).await?;
    }
    Ok(clerk.count)
}

/// From the first screen to the number, by as many keys as the script has.
async fn play_script(story: &mut Story, item: &str, title: &str) -> TestResult {
    let scripts = read_scripts().map_err(Fault::Wrong)?;
    let mut hits = scripts.iter().filter(|script| script.item == item && script.title == title);
    let script: &Script =
        hits.next().ok_or_else(|| Fault::wrong(format!("no script {item}: {title}")))?;
    let scenario = lay_cards([script]).map_err(Fault::Wrong)?;
    let place = story.everything_written().join("reader");
    let reader = Reader::open_scenario(&place, &scenario.to_string()).await?;
    point_to_reader(story, &reader.port())?;
    sign_in(story.start().await?).await?;
    let window = story.window()?;
    switch_citizens_screen(window).await?;
    wait_other_window(window, "the citizen's screen", |words| words.contains(IDLE)).await?;
    window.press("Alt+0").await?;
    window.find("home").await?;
    let cards = scenario["cards"].as_array().into_iter().flatten();
    let names = cards.map(|card| card["name"].as_str().unwrap_or_default().to_owned());
    let names = names.collect::<Vec<_>>().into_iter();
    let played = play_moves(Clerk { window, names, count: Count::default() }, script).await?;
    println!("{item}, {title}: {played:?}");
    let window = story.window()?;
    window.by_keys_alone()?;
    if !is_official(window).await? {
        return Err(Fault::wrong("the office was there and gave no number at once"));
    }
    match played == script.count() {
        true => Ok(()),
        false => Err(Fault::wrong(format!(
            "{played:?} was pressed, and the script has {:?}",
            script.count()
        ))),
    }
}

/// Somebody of 88 years.
pub async fn counted_allowance(story: &mut Story) -> TestResult {
    play_script(story, "gaoling-jintie", "本人在窗口申请").await
}

pub async fn counted_agent(story: &mut Story) -> TestResult {
    play_script(story, "chengxiang-yanglao", "低保对象由别人代办").await
}

/// Two people, who both sign.
pub async fn counted_couple(story: &mut Story) -> TestResult {
    play_script(story, "shengyu-dengji", "夫妻登记，本人来办").await
}

/// The nearest to a firm that a case can be opened of.
pub async fn counted_shop(story: &mut Story) -> TestResult {
    play_script(story, "geti-sheli", "内地居民租房开店").await
}

pub async fn counted_with_library(story: &mut Story) -> TestResult {
    play_script(story, "linghuo-jiuye", "证照库已有残疾人证，不问是不是就业困难人员").await
}
