//! Forms of invented people: one filled here, one to be filled by pen.

use super::notices::{fill_head, words};
use crate::sheet::{
    ApplicationForm, BlankField, BlankForm, BlankSection, FieldKind, SheetField, SheetSection,
    SignerLine,
};

pub fn fill_application() -> ApplicationForm {
    let field = |number: usize| SheetField {
        label: format!("第{number}栏"),
        value: words(),
        wide: number.is_multiple_of(3),
    };
    let signer = |label: &str, signs_for| SignerLine {
        label: label.to_owned(),
        name: "陈示例".into(),
        signs_for,
    };
    ApplicationForm {
        head: fill_head(),
        title: "示例申请表".into(),
        sections: vec![SheetSection {
            title: "申请人".into(),
            fields: (1..=20).map(field).collect(),
        }],
        declaration: vec![words()],
        remarks: vec![words()],
        form_code: "3f2a 91bc 0d4e 77aa".into(),
        terms: vec![words()],
        signers: vec![signer("申请人签名（盖章）", false), signer("监护人签名", true)],
    }
}

pub fn fill_blank() -> BlankForm {
    let kinds = [
        (FieldKind::Text, "陈示例"),
        (FieldKind::LongText, "示例原因"),
        (FieldKind::Number, "3"),
        (FieldKind::Date, "2026-11-23"),
        (FieldKind::Choice, "本人领取"),
        (FieldKind::Phone, "138××××××××"),
        (FieldKind::IdNumber, "440699××××××××××××"),
        (FieldKind::BankAccount, "6200×××××××××××××××"),
        (FieldKind::Money, "1200"),
    ];
    let field = |(kind, value): (FieldKind, &str)| BlankField {
        label: "示例栏".into(),
        kind,
        required: true,
        hint: words(),
        options: match kind {
            FieldKind::Choice => vec!["本人领取".into(), "邮寄".into()],
            _ => Vec::new(),
        },
        max_len: Some(100),
        value: value.to_owned(),
    };
    BlankForm {
        station: "示例市示例街道政务服务中心".into(),
        window: "3号窗".into(),
        printed_at: "2026年11月20日".into(),
        mark: None,
        sample: true,
        title: "示例表".into(),
        item_name: "示例事项".into(),
        material: "示例材料".into(),
        version: "2026.12.1".into(),
        sections: vec![BlankSection {
            title: "示例".into(),
            fields: kinds.into_iter().map(field).collect(),
        }],
        declaration: vec![words()],
        signs: vec!["委托人签名".into(), "受托人签名".into()],
    }
}
