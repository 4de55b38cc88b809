//! What opens over a screen or stands in its foot, and the citizen's window; the stories of the
//! sizes come by here.

use serde_json::json;

use super::locking::LIST;
use super::look::{Look, is_pictured, list_sizes, page_of};
use crate::steps::*;
use kit::reader::Reader;
use kit::{TestResult, wait_until};

/// One more card of the reader: expired in 2020.
pub(super) const EXPIRED_CARD: &str = r#"  - id: expired
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
/// Of no record: its letters are of nothing but zeros.
const NOBODYS: &str = "0000-0000-0000-00000";

/// In the place of the card that lies there.
pub(super) fn lay_card(reader: &Reader, card: &str) -> TestResult {
    reader.send_command("lift")?;
    reader.send_command(&format!("place {card}"))
}

/// Both cards are read; how far the agent may act is asked for, and put on record.
pub(super) async fn look_at_mandate(look: &mut Look<'_>, reader: &Reader) -> TestResult {
    go_on(look.window()?, "read_card").await?;
    look.window()?.find("person-applicant").await?;
    lay_card(reader, "agent")?;
    go_on(look.window()?, "read_card").await?;
    wait_step(look.window()?, "mandate").await?;
    look.window()?.wait_focus("mandate-extent").await?;
    look.look_at("mandate").await?;
    record_mandate(look.window()?).await
}

/// Put aside while its owner has the originals, seen in the list, and taken up again.
pub(super) async fn look_at_held(look: &mut Look<'_>) -> TestResult {
    let case = case_id(look.window()?).await?;
    look.window()?.press("Ctrl+H").await?;
    look.window()?.find("hold-bar").await?;
    look.window()?.press("1").await?;
    look.window()?.find("originals-with_owner").await?;
    look.look_at("hold-originals").await?;
    look.window()?.press("1").await?;
    look.window()?.find("home").await?;
    look.window()?.wait_focus("item-search").await?;
    look.window()?.find(&format!("held-{case}")).await?;
    look.look_at("held").await?;
    look.window()?.press("Alt+H").await?;
    look.window()?.press("1").await?;
    look.window()?.find("was-held").await.map(drop)
}

/// 补录 in the foot of the first screen, and 核验回执 over it.
pub(super) async fn look_at_bars(look: &mut Look<'_>) -> TestResult {
    look.window()?.press("Alt+0").await?;
    look.window()?.find("home").await?;
    look.window()?.press("Ctrl+B").await?;
    look.window()?.wait_focus("slip-number").await?;
    look.look_at("slip").await?;
    look.window()?.press("Esc").await?;
    look.window()?.wait_gone("slip-bar").await?;
    look.window()?.press("Alt+K").await?;
    look.window()?.wait_focus("receipt-code").await?;
    look.look_at("receipt-code").await?;
    look.window()?.type_text(NOBODYS).await?;
    look.window()?.press("Enter").await?;
    look.window()?.find("receipt-answer").await?;
    look.look_at("receipt-answer").await?;
    look.window()?.press("Esc").await?;
    look.window()?.wait_gone("receipt-check").await
}

/// A case of its own, of which nothing but the question is wanted.
pub(super) async fn look_at_confirm_card(look: &mut Look<'_>, reader: &Reader) -> TestResult {
    lay_card(reader, "expired")?;
    look.window()?.press("Alt+0").await?;
    begin_case(look.window()?, &PENSION).await?;
    read_cards(look.window()?, &["applicant"]).await?;
    wait_step(look.window()?, "confirm_card").await?;
    look.window()?.wait_focus("card-temporary_card").await?;
    look.look_at("confirm-card").await?;
    look.window()?.press("1").await?;
    look.window()?.wait_focus("second-until").await?;
    look.look_at("second-paper").await?;
    look.window()?.press("Esc").await?;
    look.window()?.wait_gone("confirm-card").await?;
    look.window()?.press("Alt+0").await?;
    look.window()?.find("home").await.map(drop)
}

/// The citizen's window, whose words are large of themselves: the list, what is read back, what is
/// kept of a signature, the box for the name, the thanks.
pub(super) async fn look_at_citizen(look: &mut Look<'_>, reader: &Reader) -> TestResult {
    lay_card(reader, "applicant")?;
    switch_citizens_screen(look.window()?).await?;
    look.window()?.press("Alt+0").await?;
    choose_item(look.window()?, &PENSION).await?;
    look.window()?.press("Alt+S").await?;
    wait_citizens_words(look.window()?, "the list", |words| words.contains(LIST)).await?;
    look_across(look, "citizen-list").await?;
    look.window()?.press("Ctrl+Enter").await?;
    wait_step(look.window()?, "read_card").await?;
    read_cards(look.window()?, &["applicant"]).await?;
    take_papers(look.window()?).await?;
    fill_fields(look.window()?, false).await?;
    put_before_citizen(look.window()?).await?;
    look_across(look, "read-back").await?;
    confirm_until(look.window()?, "terms").await?;
    look_across(look, "terms").await?;
    confirm_until(look.window()?, "sign").await?;
    write_name(look.window()?).await?;
    look_across(look, "strokes").await?;
    finish_signature(look.window()?).await?;
    look_across(look, "signed").await?;
    switch_citizens_screen(look.window()?).await?;
    look.window()?.press("Alt+0").await?;
    look.window()?.find("home").await.map(drop)
}

/// At every size, and at last with room enough to go on.
pub(super) async fn look_across(look: &mut Look<'_>, screen: &str) -> TestResult {
    for size in list_sizes().chain([(1366, 768, 100)]) {
        let (width, height) = page_of(size);
        let faults = look.window()?.find_citizen_unreadable(width, height).await?;
        look.note(screen, size, faults);
        if is_pictured(size) {
            let (width, _, percent) = size;
            let name = format!("sizes-{screen}-{width}-{percent}");
            take_other_picture(look.window()?, &name).await?;
        }
    }
    Ok(())
}

/// A notice where an acceptance was right: the plain result has lines of every kind.
pub(super) async fn look_at_result(look: &mut Look<'_>) -> TestResult {
    begin_case(look.window()?, &PENSION).await?;
    read_cards(look.window()?, &["applicant"]).await?;
    go_on(look.window()?, "receive").await?;
    wait_step(look.window()?, "scan").await?;
    look.window()?.press("Alt+5").await?;
    look.window()?.click("decide-correction").await?;
    look.window()?.find("item-name-0").await?;
    issue_decision(look.window()?).await?;
    go_on(look.window()?, "done").await?;
    look.window()?.find("score").await?;
    let is_listed =
        "return document.querySelectorAll('[data-test^=\"line-\"][data-verdict]').length > 1";
    let window = look.window()?;
    wait_until("the lines of the result", async || {
        Ok((window.run_script(is_listed, vec![]).await? == json!(true)).then_some(()))
    })
    .await?;
    look.look_at("practice-result").await
}
