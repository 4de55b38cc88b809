//! People without a card, or with the wrong one: typed and judged, rare characters kept, a strange
//! card asked about.

use crate::station::supervising::{sign_in_as, sign_out};
use crate::steps::*;
use kit::reader::Reader;
use kit::{Fault, Story, TestResult, Window, wait_until};

/// 㼆 is in the first plane, 𬱖 beyond it; both are in names that people have.
const RARE: &str = "㼆𬱖示例";

/// The agent left the card at home: a number too short is refused, one with a wrong check digit is
/// kept and warned about, and the name stands on the printed paper as it was typed.
pub async fn typed_agent(story: &mut Story) -> TestResult {
    sign_in(story.start().await?).await?;
    begin_case(story.window()?, &PENSION_BY_AGENT).await?;
    go_on(story.window()?, "read_card").await?;
    story.window()?.find("person-applicant").await?;
    wait_step(story.window()?, "read_card").await?;
    story.window()?.press("F3").await?;
    story.window()?.wait_focus("person-input-name").await?;
    story.window()?.type_text(RARE).await?;
    story.window()?.tab_to("person-input-number").await?;
    story.window()?.type_text("99000020000229001").await?;
    story.window()?.press("Ctrl+Enter").await?;
    story.window()?.find("number-refused").await?;
    story.window()?.wait_focus("person-input-number").await?;
    story.take_picture("refused").await?;
    // The refused number is selected: typing replaces it.
    story.window()?.type_text("990000200002290011").await?;
    story.window()?.tab_to("person-input-phone").await?;
    story.window()?.type_text("10012345679").await?;
    story.window()?.tab_to("person-input-relation").await?;
    story.window()?.type_text("子").await?;
    story.window()?.press("Ctrl+Enter").await?;
    record_mandate(story.window()?).await?;
    wait_step(story.window()?, "receive").await?;
    story.window()?.press("Alt+1").await?;
    story.window()?.wait_for_text("person-warning", "校验码").await?;
    story.window()?.wait_for_words("person-agent", "10012345679").await?;
    story.take_picture("warned").await?;
    // Without a chip the agent's card is a paper like the register: it comes after the letter.
    for step in ["receive", "scan", "check_original"] {
        go_on(story.window()?, step).await?;
    }
    scan_letter(story.window()?).await?;
    story.window()?.wait_for_text("primary", "代办人身份证").await?;
    // The scanner is free again: the key does nothing before.
    story.window()?.wait_gone("cancel-scan").await?;
    for step in ["scan", "check_original"] {
        go_on(story.window()?, step).await?;
    }
    give_back(story.window()?).await?;
    wait_step(story.window()?, "fill").await?;
    fill_form(story.window()?, false).await?;
    issue_decision(story.window()?).await?;
    wait_delivered(story.window()?).await?;
    story.take_picture("issued").await?;
    story.window()?.by_keys_alone()?;
    let words = printed_text(story)?;
    keep_forms(story, "typed")?;
    let words: String = words.split_whitespace().collect();
    for part in [RARE, "的号码为手工录入", "与申请人关系：子", "申请人（代办人）签收"]
    {
        if !words.contains(part) {
            return Err(Fault::wrong(format!("the paper does not say {part}:\n{words}")));
        }
    }
    Ok(())
}

/// Every answer to a card that is not the case's person, by its digit. The cards are laid down by
/// hand.
pub async fn strange_card(story: &mut Story) -> TestResult {
    let reader = Reader::open(&story.everything_written().join("reader"), "").await?;
    point_to_reader(story, &reader.port())?;
    reader.send_command("place applicant")?;
    sign_in(story.start().await?).await?;
    begin_case(story.window()?, &PENSION).await?;
    read_cards(story.window()?, &["applicant"]).await?;

    lay_strange_card(story.window()?, &reader, "elder").await?;
    story.take_picture("asked").await?;
    answer_question(story.window()?, "card-leave").await?;
    story.window()?.wait_for_words("person-applicant", "陈示例").await?;

    lay_strange_card(story.window()?, &reader, "agent").await?;
    answer_question(story.window()?, "card-agent").await?;
    story.window()?.wait_for_words("person-agent", "陈甲示例").await?;
    record_mandate(story.window()?).await?;

    lay_strange_card(story.window()?, &reader, "elder").await?;
    answer_question(story.window()?, "card-replace").await?;
    story.window()?.wait_for_words("person-applicant", "陈长者示例").await?;

    // The agent is the spouse too: 3 is the spouse's role.
    story.window()?.press("3").await?;
    lay_strange_card(story.window()?, &reader, "agent").await?;
    answer_question(story.window()?, "card-also").await?;
    story.window()?.wait_for_words("person-spouse", "陈甲示例").await?;
    story.take_picture("people").await?;
    story.window()?.by_keys_alone()
}

/// Expired in 2020; everything else of it is in order.
const EXPIRED: &str = r#"
cards:
  - id: expired
    kind: resident
    name: 陈示例
    sex: "1"
    ethnic: "01"
    birth: "19900101"
    address: 广东省佛山市示例区示例街道示例路1号
    number: "440699199001010014"
    valid_from: "20100101"
    valid_to: "20200101"
"#;

/// The clerk is asked where the card is read: Escape puts the question aside and loses no reading,
/// the primary key leads back to it, one key answers it with a reason. The receipt says what was noted and who
/// confirmed it, and a supervisor reads the same.
pub async fn expired_card(story: &mut Story) -> TestResult {
    let reader = Reader::open_scenario(&story.everything_written().join("reader"), EXPIRED).await?;
    point_to_reader(story, &reader.port())?;
    sign_in(story.start().await?).await?;
    begin_case(story.window()?, &PENSION).await?;
    read_cards(story.window()?, &["applicant"]).await?;
    wait_step(story.window()?, "confirm_card").await?;
    story.window()?.wait_focus("card-temporary_card").await?;
    story.take_picture("asked").await?;
    story.window()?.check_accessibility("an expired card").await?;
    story.window()?.press("Esc").await?;
    story.window()?.wait_gone("confirm-card").await?;
    story.window()?.wait_for_words("person-applicant", "陈示例").await?;
    story.window()?.press("Ctrl+Enter").await?;
    story.window()?.wait_focus("card-temporary_card").await?;
    story.window()?.press("1").await?;
    story.window()?.wait_focus("second-until").await?;
    story.window()?.type_text("20991231").await?;
    story.take_picture("second-paper").await?;
    story.window()?.press("Enter").await?;
    wait_step(story.window()?, "receive").await?;
    story.window()?.wait_for_words("people-warned", "已过有效期（2020-01-01）").await?;
    story.window()?.press("Alt+1").await?;
    story.window()?.wait_for_text("person-warning", "核对后仍按此证办理").await?;
    story.take_picture("warned").await?;
    take_papers(story.window()?).await?;
    fill_form(story.window()?, false).await?;
    issue_decision(story.window()?).await?;
    wait_delivered(story.window()?).await?;
    let words: String = printed_text(story)?.split_whitespace().collect();
    keep_forms(story, "expired")?;
    for part in [
        "证件已过有效期（2020-01-01）",
        "核对后仍按此证办理，理由：换证中，持临时居民身份证（号码4406…0014，有效期至2099年12月31日）",
    ] {
        if !words.contains(part) {
            return Err(Fault::wrong(format!("the receipt does not say {part}:\n{words}")));
        }
    }
    story.window()?.by_keys_alone()?;
    sign_out(story.window()?).await?;
    sign_in_as(story.window()?, "2001", "queue").await?;
    let window = story.window()?;
    wait_until("a case in the queue", async || {
        Ok(window.focused_mark().await?.starts_with("queue-").then_some(()))
    })
    .await?;
    story.window()?.press("Enter").await?;
    story.window()?.wait_for_text("person-warning", "证件已过有效期（2＊＊）").await?;
    let script = "document.querySelector('[data-test=\"person-warning\"]').scrollIntoView()";
    story.window()?.run_script(script, vec![]).await?;
    story.take_picture("reviewed").await.map(drop)
}

async fn lay_strange_card(window: &mut Window, reader: &Reader, card: &str) -> TestResult {
    reader.send_command("lift")?;
    reader.send_command(&format!("place {card}"))?;
    window.press("Ctrl+I").await?;
    window.find("pending-card").await.map(drop)
}

/// The digit that the screen shows beside the answer.
async fn answer_question(window: &mut Window, way: &str) -> TestResult {
    let label = window.text(way).await?;
    let digit: String = label.chars().take(1).collect();
    window.press(&digit).await?;
    window.wait_gone("pending-card").await?;
    wait_until("the people's section", async || {
        Ok(window.has_focus("section-1").await?.then_some(()))
    })
    .await
}
