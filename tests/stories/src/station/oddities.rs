//! What is odd about the computer: the program started twice, its clock and its time zone.

use std::path::Path;

use crate::steps::*;
use kit::office::peer::{Office, nobody};
use kit::{Fault, Story, Told, program, until};

/// Debian's package `faketime`; the program and all it starts see the time that the variable names.
const OTHER_CLOCK: &str = "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1";

/// Over the bus the second start ends at once and the first window stays; without a bus a window says what to do.
/// Another home on the same screen is another counter.
pub async fn a_second_start(story: &mut Story) -> Told {
    sign_in(story.start().await?).await?;
    begin(story.window()?, &PENSION).await?;
    let case = case_id(story.window()?).await?;
    let before = remembered(story.window()?, &case).await?;
    let second = story.start_again().await?;
    let said = String::from_utf8_lossy(&second.stdout).into_owned();
    if !second.status.success() || !said.contains("already_running") {
        return Err(Fault::wrong(format!("the second start ended with {} and said “{said}”", second.status)));
    }
    refused_without_a_bus(story).await?;
    other_home(story).await?;
    if remembered(story.window()?, &case).await? != before {
        return Err(Fault::wrong("the second start changed the case"));
    }
    read_cards(story.window()?, &["applicant"]).await
}

async fn refused_without_a_bus(story: &mut Story) -> Told {
    let no_bus = |environment: &mut Vec<(String, String)>| {
        environment.retain(|(name, _)| name != "DBUS_SESSION_BUS_ADDRESS");
    };
    let mut refused = story.beside(&program("counter-desktop")?, no_bus).await?;
    refused.window.find("already-running").await?;
    refused.window.picture(&kit::demo_folder()?.join("second-01-refused.png")).await?;
    // The program can end before the driver has told of the key.
    let _ = refused.window.press("Enter").await;
    until("the end of the refused start", async || {
        Ok(refused.window.run("return 1", vec![]).await.is_err().then_some(()))
    })
    .await
}

async fn other_home(story: &Story) -> Told {
    let home = story.everything_written().join("other-counter");
    std::fs::create_dir(&home)?;
    let other = story
        .beside(&program("counter-desktop")?, |environment| {
            environment.retain(|(name, _)| name != "COUNTER_HOME");
            environment.push(("COUNTER_HOME".to_owned(), home.to_string_lossy().into_owned()));
        })
        .await?;
    other.window.find("sign-in").await.map(drop)
}

/// Three days behind the office and in New York: said in one line each, and a case goes through to the acknowledgement.
pub async fn wrong_clock_and_zone(story: &mut Story) -> Told {
    if !Path::new(OTHER_CLOCK).exists() {
        return Err(Fault::wrong("faketime is not installed: run `make setup`"));
    }
    let port = nobody()?;
    point_to_office(story, port)?;
    let data = story.everything_written().join("office");
    let _office = Office::open(port, &data).await?;
    for (name, value) in [
        ("LD_PRELOAD", OTHER_CLOCK),
        ("FAKETIME", "-3d"),
        ("FAKETIME_DONT_FAKE_MONOTONIC", "1"),
        ("TZ", "America/New_York"),
    ] {
        story.set(name, value);
    }
    sign_in(story.start().await?).await?;
    story.window()?.wait_for_text("notice-clock_behind", "3 天").await?;
    story.window()?.wait_for_text("notice-zone_changed", "UTC-").await?;
    story.picture("said").await?;
    story.window()?.click("notice-read-zone_changed").await?;
    story.window()?.wait_gone("notice-zone_changed").await?;
    begin(story.window()?, &PENSION).await?;
    read_cards(story.window()?, &["applicant"]).await?;
    take_papers(story.window()?).await?;
    story.picture("at-work").await?;
    fill_form(story.window()?, false).await?;
    decide(story.window()?).await?;
    delivered(story.window()?).await?;
    // The clock is put right: the line goes, and what was read stays read.
    for (name, value) in [("LD_PRELOAD", ""), ("FAKETIME", "+0")] {
        story.set(name, value);
    }
    sign_in(story.restart().await?).await?;
    story.window()?.wait_gone("notices").await
}
