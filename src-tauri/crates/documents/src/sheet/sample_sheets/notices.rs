//! What applicants get, as a busy day fills it.

use crate::sheet::{
    AcceptanceReceipt, DeemedNote, Head, Letter, LetterFact, LetterKind, ListRow, MaterialRow,
    NoticeItem, OneTimeList, Refusal, RightOffice, Situation,
};

/// Enough of a list to run over a page.
const ROWS: usize = 40;

pub fn words() -> String {
    "示例文字：第一行。\n第二行 *不是标记* #let x = 1。".to_owned()
}

pub fn fill_head() -> Head {
    Head {
        station: "示例市示例街道政务服务中心".into(),
        window: "3号窗".into(),
        clerk_name: "李示例".into(),
        number: Some("SL-20261120-000123".into()),
        provisional: true,
        printed_at: "2026年11月20日".into(),
        mark: Some("练习".into()),
        item_name: "示例事项".into(),
        department: "示例局".into(),
        applicant_name: "陈示例".into(),
        agent_name: Some("陈示范".into()),
        agent_role: Some("代办人".into()),
        agent_mandate: Some("代为办理本事项；至2026年12月31日止".into()),
        typed_numbers: Some("申请人陈示例的号码为手工录入".into()),
        place: vec!["地址：示例路 1 号".into(), "办公时间：\n周一至周五".into()],
    }
}

pub fn fill_materials() -> Vec<MaterialRow> {
    let row = |number| MaterialRow {
        name: format!("第{number}份示例材料"),
        original: 1,
        copy: 0,
        state: "扫描 3 页，已验原件（工号1001，2026年11月20日 10:31），原件已退还".into(),
        wanted: "应交 原件1 复印件1".into(),
    };
    (1..=ROWS).map(row).collect()
}

pub fn fill_faults() -> Vec<NoticeItem> {
    let fault = |number| NoticeItem {
        material: format!("第{number}份示例材料"),
        problem: words(),
        how_to_fix: words(),
    };
    (1..=3).map(fault).collect()
}

pub fn fill_acceptance() -> AcceptanceReceipt {
    AcceptanceReceipt {
        head: fill_head(),
        opening: words(),
        received_on: "2026年11月20日 10:26".into(),
        accepted_on: "2026年11月20日 10:40".into(),
        deadline: "承诺办结：2026年12月18日前".into(),
        materials: fill_materials(),
        card_remarks: vec![words()],
        deemed: Some(DeemedNote { law: vec![words()], papers: fill_faults(), note: words() }),
        notes: vec![words()],
        receipt_code: "0000-0000-0000-00000".into(),
        receipt_note: words(),
        clock_note: words(),
    }
}

pub fn fill_refusal() -> Refusal {
    let office = RightOffice {
        name: "邻市示例局".into(),
        address: Some("示例路 2 号".into()),
        phone: Some("12345".into()),
    };
    Refusal {
        head: fill_head(),
        opening: words(),
        reasons: vec![words()],
        law: vec![words()],
        remedies: vec![words()],
        right_office: Some(office),
        notes: vec![words()],
    }
}

pub fn fill_letter(kind: LetterKind) -> Letter {
    let letter = Letter {
        kind,
        head: fill_head(),
        opening: words(),
        facts: vec![LetterFact { label: "补交期限".into(), value: words() }],
        materials: fill_materials(),
        points: vec![words()],
        law: vec![words()],
        ..Letter::default()
    };
    match kind {
        LetterKind::DeferredNotice => Letter {
            receipt_code: "0000-0000-0000-00000".into(),
            receipt_note: words(),
            clock_note: words(),
            ..letter
        },
        _ => letter,
    }
}

pub fn fill_list() -> OneTimeList {
    let row = |number| ListRow {
        name: format!("第{number}份示例材料"),
        original: 1,
        copy: 1,
        need: "必要".into(),
        why: words(),
    };
    OneTimeList {
        station: "示例市示例街道政务服务中心".into(),
        window: "3号窗".into(),
        clerk_name: "李示例".into(),
        printed_at: "2026年11月20日".into(),
        mark: Some("练习".into()),
        item_name: "示例事项".into(),
        department: "示例局".into(),
        situations: vec![Situation { question: "由谁来办".into(), answer: "本人".into() }],
        conditions: vec![words()],
        materials: (1..=ROWS).map(row).collect(),
        limit: Some("20 个工作日".into()),
        fee: Some("不收费".into()),
        notes: vec![words()],
        version: Some("2026.12.1".into()),
    }
}
