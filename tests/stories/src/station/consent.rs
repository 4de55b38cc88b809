//! A trainee works at the counter: everything is prepared alone, and the stamp wants a mentor's word.
//! Esc leaves it undone, and nothing is lost.

use super::centre::{CLERK, Centre, PASSWORD};
use super::look::Look;
use crate::steps::*;
use kit::reader::Reader;
use kit::{Fault, Story, TestResult};

/// Of nobody's trial.
const TRAINEE: &str = "6102";

pub async fn stamped_with_a_mentors_word(story: &mut Story) -> TestResult {
    let centre = Centre::open(story).await?;
    centre.enrol(TRAINEE, "学员示例", "trainee")?;
    let port = centre.address.rsplit(':').next().and_then(|port| port.parse().ok());
    let port = port.ok_or_else(|| Fault::wrong("the office has no port"))?;
    let reader = Reader::open(&story.everything_written().join("reader"), "").await?;
    point_to_office_by_reader(story, port, &reader.port())?;
    reader.send_command("place applicant")?;
    sign_in_by(story.start().await?, TRAINEE, PASSWORD, "home").await?;
    let window = story.window()?;
    begin_case(window, &PENSION).await?;
    read_cards(window, &["applicant"]).await?;
    go_on(window, "receive").await?;
    window.find("consent").await?;
    window.wait_focus("consent-number").await?;
    window.check_accessibility("a mentor is asked").await?;
    let mut look = Look::new(story);
    look.look_at("consent").await?;
    look.end()?;
    let window = story.window()?;
    window.press("Esc").await?;
    window.wait_gone("consent").await?;
    wait_step(window, "receive").await?;

    go_on(window, "receive").await?;
    window.wait_focus("consent-number").await?;
    window.type_text(CLERK).await?;
    // The mentor has no screen code at this window.
    window.press("Alt+P").await?;
    window.wait_focus("consent-password").await?;
    window.type_text("not the password").await?;
    window.press("Enter").await?;
    window.find("failure").await?;
    story.take_picture("asked").await?;
    let window = story.window()?;
    window.wait_focus("consent-password").await?;
    window.type_text(PASSWORD).await?;
    window.press("Enter").await?;
    window.wait_gone("consent").await?;
    wait_step(window, "scan").await?;
    // Whoever works on it is who did before.
    window.wait_for_text("clerk", "学员示例").await?;
    story.take_picture("stamped").await?;
    story.window()?.by_keys_alone()
}
