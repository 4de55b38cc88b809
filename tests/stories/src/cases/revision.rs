//! A case decided twice: the correction notice, then the same case completed under the same number; what the office has of it.

use serde_json::Value;

use crate::steps::*;
use kit::office::peer::{Office, nobody};
use kit::office::wire::Asker;
use kit::{Fault, Story, Told, Window, until};

/// The notice names the missing register; the receipt stays as it is and the clerk goes on to the next person.
async fn notice_given(story: &mut Story) -> Told<(String, String)> {
    begin(story.window()?, &PENSION).await?;
    let case = case_id(story.window()?).await?;
    read_cards(story.window()?, &["applicant"]).await?;
    go_on(story.window()?, "receive").await?;
    wait_step(story.window()?, "scan").await?;
    let window = story.window()?;
    window.press("Alt+5").await?;
    window.focus("decide-accept").await?;
    window.press("Down").await?;
    window.wait_for_text("item-name-0", "户口簿").await?;
    decide(window).await?;
    window.find("document-correction_notice").await?;
    delivered(window).await?;
    let number = window.text("number").await?;
    wait_step(window, "done").await?;
    story.picture("notice").await?;
    story.window()?.press("Ctrl+Enter").await?;
    story.window()?.find("home").await?;
    Ok((case, number))
}

/// From the chip to the case, by keys alone.
pub async fn open_from_chip(window: &mut Window, chip: &str, case: &str) -> Told {
    window.wait_for_text(chip, "1").await?;
    window.focus(chip).await?;
    window.press("Enter").await?;
    let wanted = format!("case-{case}");
    until("the list of the chip", async || Ok((window.focused().await? == wanted).then_some(()))).await?;
    window.press("Enter").await?;
    window.find("section-1").await.map(drop)
}

/// The plug is pulled while the second decision is being issued. Whatever was reached, it ends with one paper and one number.
async fn issued_through_a_power_cut(story: &mut Story, case: &str) -> Told {
    let window = story.window()?;
    window.press("F9").await?;
    window.find("preview").await?;
    enabled(window, "issue").await?;
    story.picture("second-preview").await?;
    story.window()?.press("F9").await?;
    sign_in(story.restart().await?).await?;
    let window = story.window()?;
    let script = "location.hash = `#/case/${arguments[0]}`";
    window.run(script, vec![case.into()]).await?;
    window.find("section-1").await?;
    until("a next step", async || {
        Ok((!step(window).await?.is_empty() || window.is_shown("decide").await?).then_some(()))
    })
    .await?;
    match step(window).await?.as_str() {
        "finish_issue" => window.press("Ctrl+Enter").await?,
        "done" => {}
        _ => decide(window).await?,
    }
    window.find("document-acceptance_receipt").await.map(drop)
}

fn checked(office: &Asker, case: &str, number: &str) -> Told {
    let first = office.get(&format!("/cases/{case}/revisions/1"))?;
    let second = office.get(&format!("/cases/{case}/revisions/2"))?;
    let told = |view: &Value| {
        let decision = view["submission"]["decision"].as_str().unwrap_or_default().to_owned();
        (view["number"] == number, view["of"].as_u64().unwrap_or_default(), decision)
    };
    if told(&first) != (true, 2, "correction".into()) || told(&second) != (true, 2, "accepted".into()) {
        return Err(Fault::wrong(format!("the office has {:?} and {:?}", told(&first), told(&second))));
    }
    if second["state"] != "acknowledged" || first["submission"]["form"] == second["submission"]["form"] {
        return Err(Fault::wrong("the second revision is not the amended one"));
    }
    for part in second["submission"]["manifest"].as_array().into_iter().flatten() {
        let sha256 = part["sha256"].as_str().unwrap_or_default();
        if !office.has_part(case, sha256)? {
            return Err(Fault::wrong(format!("a part of the second revision is missing: {}", part["kind"])));
        }
    }
    Ok(())
}

pub async fn completed_after_the_notice(story: &mut Story) -> Told {
    let port = nobody()?;
    point_to_office(story, port)?;
    let data = story.everything_written().join("office");
    let _office = Office::open(port, &data).await?;
    sign_in(story.start().await?).await?;
    let (case, number) = notice_given(story).await?;
    open_from_chip(story.window()?, "count-correction", &case).await?;
    story.window()?.wait_for_text("asked-0", "户口簿").await?;
    story.picture("asked").await?;
    go_on(story.window()?, "scan").await?;
    go_on(story.window()?, "check_original").await?;
    go_on(story.window()?, "give_back").await?;
    wait_step(story.window()?, "fill").await?;
    fill_form(story.window()?, false).await?;
    issued_through_a_power_cut(story, &case).await?;
    delivered(story.window()?).await?;
    if story.window()?.text("number").await? != number {
        return Err(Fault::wrong("the number changed with the second revision"));
    }
    drawn(story.window()?, "document-image").await?;
    story.picture("completed").await?;
    checked(&Asker::sign_in(port, "2001", "demo-2001")?, &case, &number)?;
    keep_forms(story, "revision").map(drop)
}
