//! What is odd about the computer: the program started twice, its clock and its time zone.

use std::path::Path;

use crate::steps::*;
use kit::network::free_port;
use kit::office::Office;
use kit::{Fault, Story, TestResult, program_path, wait_until};

/// Debian's package `faketime`; the program and all it starts see the time that the variable names.
const OTHER_CLOCK: &str = "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1";

/// Over the bus the second start ends at once and the first window stays; without a bus a window
/// says what to do. Another home on the same screen is another counter.
pub async fn a_second_start(story: &mut Story) -> TestResult {
    sign_in(story.start().await?).await?;
    begin_case(story.window()?, &PENSION).await?;
    let case = case_id(story.window()?).await?;
    let original = load_case(story.window()?, &case).await?;
    let second = story.start_again().await?;
    let output = String::from_utf8_lossy(&second.stdout).into_owned();
    if !second.status.success() || !output.contains("already_running") {
        return Err(Fault::wrong(format!(
            "the second start ended with {} and said “{output}”",
            second.status
        )));
    }
    start_without_bus(story).await?;
    start_in_other_home(story).await?;
    if load_case(story.window()?, &case).await? != original {
        return Err(Fault::wrong("the second start changed the case"));
    }
    read_cards(story.window()?, &["applicant"]).await
}

async fn start_without_bus(story: &mut Story) -> TestResult {
    let no_bus = |environment: &mut Vec<(String, String)>| {
        environment.retain(|(name, _)| name != "DBUS_SESSION_BUS_ADDRESS");
    };
    let mut refused = story.start_beside(&program_path("counter-desktop")?, no_bus).await?;
    refused.window.find("already-running").await?;
    refused.window.take_picture(&kit::demo_folder()?.join("second-01-refused.png")).await?;
    // The program can end before the driver has told of the key.
    let _ = refused.window.press("Enter").await;
    wait_until("the end of the refused start", async || {
        Ok(refused.window.run_script("return 1", vec![]).await.is_err().then_some(()))
    })
    .await
}

async fn start_in_other_home(story: &Story) -> TestResult {
    let home = story.everything_written().join("other-counter");
    std::fs::create_dir(&home)?;
    let second = story
        .start_beside(&program_path("counter-desktop")?, |environment| {
            environment.retain(|(name, _)| name != "COUNTER_HOME");
            environment.push(("COUNTER_HOME".to_owned(), home.to_string_lossy().into_owned()));
        })
        .await?;
    second.window.find("sign-in").await.map(drop)
}

/// The variables under which the program sees another time than the machine has.
pub fn other_clock(shift: &'static str) -> TestResult<[(&'static str, &'static str); 3]> {
    if !Path::new(OTHER_CLOCK).exists() {
        return Err(Fault::wrong("faketime is not installed: run `make setup`"));
    }
    Ok([("LD_PRELOAD", OTHER_CLOCK), ("FAKETIME", shift), ("FAKETIME_DONT_FAKE_MONOTONIC", "1")])
}

/// Three days behind the office and in New York: said in one line each, and a case goes through to
/// the acknowledgement.
pub async fn wrong_clock_and_zone(story: &mut Story) -> TestResult {
    let clock = other_clock("-3d")?;
    let port = free_port()?;
    point_to_office(story, port)?;
    let data = story.everything_written().join("office");
    let _office = Office::open(port, &data).await?;
    for (name, value) in clock.into_iter().chain([("TZ", "America/New_York")]) {
        story.set_variable(name, value);
    }
    sign_in(story.start().await?).await?;
    story.window()?.wait_for_text("notice-clock_behind", "3 天").await?;
    story.window()?.wait_for_text("notice-zone_changed", "UTC-").await?;
    story.take_picture("said").await?;
    story.window()?.click("notice-read-zone_changed").await?;
    story.window()?.wait_gone("notice-zone_changed").await?;
    begin_case(story.window()?, &PENSION).await?;
    read_cards(story.window()?, &["applicant"]).await?;
    take_papers(story.window()?).await?;
    story.take_picture("at-work").await?;
    fill_form(story.window()?, false).await?;
    issue_decision(story.window()?).await?;
    wait_delivered(story.window()?).await?;
    // The clock is put right: the line goes, and what was read stays read.
    for (name, value) in [("LD_PRELOAD", ""), ("FAKETIME", "+0")] {
        story.set_variable(name, value);
    }
    sign_in(story.restart().await?).await?;
    story.window()?.wait_gone("notices").await
}
