//! Blanks: each kind of field has a box that a pen can fill, and a sample says what it is on every
//! page.

use crate::forms::with;
use crate::samples::{blank, blank_field};
use crate::worker;
use counter_documents::Sheet;
use counter_documents::sheet::FieldKind;

/// Label, kind, what an invented person writes there, and how the sample shows it.
const KINDS: [(&str, FieldKind, &str, &str); 9] = [
    ("姓名", FieldKind::Text, "张三示例", "张三示例"),
    (
        "原因",
        FieldKind::LongText,
        "本人行动不便，不能到窗口办理。",
        "本人行动不便，不能到窗口办理。",
    ),
    ("人数", FieldKind::Number, "3", "3"),
    ("日期", FieldKind::Date, "2026-11-23", "2026年11月23日"),
    ("领取方式", FieldKind::Choice, "邮寄到家", "√邮寄到家"),
    ("电话", FieldKind::Phone, "138××××××××", "138××××××××"),
    ("证件号码", FieldKind::IdNumber, "440699××××××××××××", "440699××××××××××××"),
    ("账号", FieldKind::BankAccount, "6200×××××××××××××××", "6200×××××××××××××××"),
    ("收入", FieldKind::Money, "1200", "1200元"),
];

/// How much of the page is dark.
async fn ink(sheet: &Sheet) -> usize {
    let worker = worker();
    let made = worker.typeset_sheet(sheet).await.unwrap();
    let picture = worker.render_page("case", made.pdf, 0, 0, 1000).await.unwrap();
    let picture = image::load_from_memory(&picture.bytes).unwrap().to_luma8();
    picture.pixels().filter(|pixel| pixel.0[0] < 200).count()
}

#[test]
fn every_kind_of_field_on_one_blank() {
    let fields = KINDS.map(|(label, kind, ..)| blank_field(label, kind, "")).to_vec();
    let mut expected: Vec<String> = KINDS.iter().map(|(label, ..)| format!("{label}*")).collect();
    for words in [
        "授权委托书",
        "委托书及代办人身份证",
        "参保登记",
        "年月日",
        "□到窗口领取□邮寄到家",
        "元",
        "委托人签名",
        "式样为示例",
    ] {
        expected.push(words.to_owned());
    }
    let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
    let (text, pages) = with(&blank(fields, false), "blank", &expected);
    assert_eq!(pages, 1);
    assert!(!text.contains("样表") && !text.contains('×') && !text.contains('√'), "{text}");
}

#[tokio::test]
async fn numbers_have_a_box_a_character_and_long_text_has_lines() {
    let of = async |kind| ink(&blank(vec![blank_field("一栏", kind, "")], false)).await;
    let plain = of(FieldKind::Text).await;
    for kind in [FieldKind::IdNumber, FieldKind::BankAccount, FieldKind::LongText] {
        let drawn = of(kind).await;
        assert!(drawn > plain + 600, "{kind:?}: {drawn}, a plain box {plain}");
    }
}

#[test]
fn a_sample_is_filled_and_says_so() {
    let fields = KINDS.map(|(label, kind, value, _)| blank_field(label, kind, value)).to_vec();
    let mut expected: Vec<&str> = KINDS.iter().map(|(.., shown)| *shown).collect();
    expected.push("样表·照此填写");
    with(&blank(fields, true), "sample", &expected);
}
