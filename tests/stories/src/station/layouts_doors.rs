//! Before anybody works here, at every size: the door while a package is installed, each step of
//! setting a computer up, what was joined, and the settings as a technician finds them.

use serde_json::json;

use super::centre::{CLERK, Centre, PASSWORD};
use super::first_start::{wait_outcome, wait_part};
use super::joining::{fill_join_page, go_to_door, send_join_code};
use super::layouts::{CHINESE, ENGLISH, Words, open_door};
use super::look::Look;
use super::updating::{AT, Machine, NEWER, hold_alone, wait_stage};
use crate::steps::*;
use kit::{Story, TestResult};

pub async fn doors_in_chinese(story: &mut Story) -> TestResult {
    walk_doors(story, CHINESE).await
}

pub async fn doors_in_english(story: &mut Story) -> TestResult {
    walk_doors(story, ENGLISH).await
}

async fn walk_doors(story: &mut Story, words: Words) -> TestResult {
    let centre = Centre::open(story).await?;
    let machine = Machine(story.home().join("machine"));
    let in_use = machine.put("run/counter-workstation/in-use", "")?;
    let waiting = json!({ "version": NEWER, "forced": false, "since": AT });
    machine.put_state(&json!({ "waiting": waiting }))?;
    let _reader = open_door(story, words).await?;
    story.window()?.wait_for_text("notice-update_waits", NEWER).await?;
    let checker = hold_alone(&in_use).await?;
    let mut look = Look::new(story);
    wait_stage(look.window()?, "at_work").await?;
    look.look_at("updating").await?;
    look.window()?.press("Esc").await?;
    look.window()?.wait_gone("updating").await?;
    look.window()?.find("sign-in").await?;
    drop(checker);
    look_at_steps(&mut look).await?;
    look_at_joined(&mut look, &centre).await?;
    look.end()
}

/// Each device before and after it is tried, the other screen, the sample case, the summary.
async fn look_at_steps(look: &mut Look<'_>) -> TestResult {
    look.window()?.find("to-setup").await?;
    look.window()?.press("Alt+7").await?;
    wait_part(look.window()?, "join").await?;
    look.window()?.press("Down").await?;
    for step in ["reader", "scanner", "printer"] {
        wait_part(look.window()?, step).await?;
        look.window()?.wait_focus("primary").await?;
        look.look_at(&format!("setup-{step}")).await?;
        look.window()?.press("Ctrl+Enter").await?;
        wait_outcome(look.window()?, step, "good").await?;
        look.window()?.find("setup-result").await?;
        if step == "scanner" {
            wait_drawn(look.window()?, "setup-picture").await?;
        }
        look.look_at(&format!("setup-{step}-tried")).await?;
        look.window()?.press("Ctrl+Enter").await?;
    }
    wait_part(look.window()?, "screen").await?;
    look.look_at("setup-screen").await?;
    look.window()?.press("Ctrl+Enter").await?;
    look.window()?.find("setup-not-seen").await?;
    look.look_at("setup-screen-shown").await?;
    look.window()?.press("1").await?;
    wait_part(look.window()?, "sample").await?;
    look.look_at("setup-sample").await?;
    look.window()?.press("F8").await?;
    wait_part(look.window()?, "summary").await?;
    look.look_at("setup-summary").await?;
    look.window()?.press("Esc").await?;
    look.window()?.find("sign-in").await.map(drop)
}

async fn look_at_joined(look: &mut Look<'_>, centre: &Centre) -> TestResult {
    fill_join_page(look.window()?, centre).await?;
    send_join_code(look.window()?).await?;
    look.look_at("join-result").await?;
    go_to_door(look.window()?).await?;
    look.look_at("door-of-a-centre").await?;
    sign_in_by(look.window()?, CLERK, PASSWORD, "home").await?;
    look.window()?.press("Alt+8").await?;
    look.window()?.wait_focus("set-language").await?;
    look.window()?.tab_to("technician-code").await?;
    look.look_at("technician").await
}
