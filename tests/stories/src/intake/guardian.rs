//! A guardian came with the applicant and signs for them; and where each paper is afterwards: an
//! original given back, its photocopy and two photographs kept.

use serde_json::Value;

use super::citizen::{sign_for_applicant, start_with_citizens_screen};
use crate::steps::*;
use kit::{Story, TestResult, wait_until};

/// 残疾人证, lost: two photographs, and the guardian's papers.
const CERTIFICATE: Wish = Wish { typed: "残疾证", answers: &["4", "1", "2"] };
const PHOTOGRAPHS: &str = "photo_reissue";
const GUARDIANSHIP: &str = "guardian_documents";

fn find_row(view: &Value, id: &str) -> Value {
    let mut rows = view["materials"].as_array().into_iter().flatten();
    rows.find(|row| row["id"] == id).cloned().unwrap_or_default()
}

/// The original goes back, its copy and the photographs stay: read on the citizen's screen, then said
/// by one key.
async fn settle_papers(story: &mut Story, case: &str) -> TestResult {
    let window = story.window()?;
    for step in ["receive", "count_object", "scan", "check_original"] {
        go_on(window, step).await?;
    }
    wait_step(window, "give_back").await?;
    // A photocopy came too, beside the scan.
    window.press("Alt+C").await?;
    window.wait_focus("papers-original").await?;
    window.tab_to("papers-copy").await?;
    window.type_text("1").await?;
    window.press("Enter").await?;
    wait_until("the photocopy on record", async || {
        let view = load_case(window, case).await?;
        Ok((find_row(&view, GUARDIANSHIP)["copies"] == 1).then_some(()))
    })
    .await?;
    wait_citizens_words(window, "what goes back and what stays", |words| {
        let parts =
            ["现在退还给您", "监护关系证明", "留在窗口", "免冠白底彩色照片", "复印件留在窗口"];
        parts.iter().all(|part| words.contains(part))
    })
    .await?;
    take_other_picture(window, "papers").await?;
    window.check_citizen_accessibility("what goes back and what stays").await?;
    story.take_picture("given-back").await?;
    let window = story.window()?;
    give_back(window).await?;
    wait_step(window, "fill").await?;
    let view = load_case(window, case).await?;
    let (papers, photographs) = (find_row(&view, GUARDIANSHIP), find_row(&view, PHOTOGRAPHS));
    expect("the original is back", papers["custody"] == "returned" && papers["copies"] == 1)?;
    expect("its copy is kept", papers["copies_custody"] == "held")?;
    expect("the photographs are kept", photographs["custody"] == "held")?;
    expect("both of them", photographs["in_hand"] == 2 && photographs["place"] == "3号窗")
}

pub async fn signed_by_guardian(story: &mut Story) -> TestResult {
    start_with_citizens_screen(story).await?;
    begin_case(story.window()?, &CERTIFICATE).await?;
    let case = case_id(story.window()?).await?;
    read_cards(story.window()?, &["applicant", "guardian"]).await?;
    settle_papers(story, &case).await?;
    fill_general_form(story.window()?, "残疾人证遗失，申请补办").await?;
    sign_for_applicant(story, "陈甲示例", "guardian").await?;
    let window = story.window()?;
    window.press("Alt+4").await?;
    expect("the guardian signed", wait_signed(window, "guardian").await? == "strokes")?;
    let signing = load_case(window, &case).await?["signing"].clone();
    expect("for the applicant", signing[3][0]["signs_for"] == true && signing[3][1].is_null())?;
    story.take_picture("signed").await?;
    issue_decision(story.window()?).await?;
    wait_delivered(story.window()?).await?;
    story.window()?.by_keys_alone()?;
    let receipt = printed_text(story)?;
    let lines = [
        "（代）",
        "（手写屏",
        "申请人（监护人）签收",
        "依据：监护人",
        "至本件办结为止",
        "原件已退还",
        "复印件留存于3号窗",
        "实物2件",
        "实物留存于3号窗",
    ];
    expect_on_paper(&receipt, &lines)?;
    keep_forms(story, "guardian").map(drop)
}
