//! The line that a paper bears when it is printed again (补打). The paper under it is the sealed one.
use super::wording::long_date;
use counter_core::case::{Case, Document};
use counter_core::date::Moment;

/// An offline paper has the provisional number alone: both are named once the office has given its
/// own, so that whoever holds the paper can ask for it by either.
pub fn reprint_line(case: &Case, document: &Document, now: Moment) -> String {
    let mark = format!("补打 · {}", long_date(now.date()));
    let provisional =
        document.number.as_ref().filter(|number| case.provisional.as_ref() == Some(*number));
    let official =
        case.official.as_ref().filter(|official| document.number.as_ref() != Some(*official));
    match provisional.zip(official) {
        Some((provisional, official)) => {
            format!("{mark}　临时编号 {provisional}，正式编号 {official}")
        }
        None => mark,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use counter_core::fact::Fact;

    #[test]
    fn an_offline_paper_names_both_numbers_once_the_official_one_is_known() {
        let at: Moment = "2026-12-01T09:00:00+08:00".parse().unwrap();
        let paper = |number: Option<&str>| Document {
            id: "d".into(),
            form: "acceptance_receipt".into(),
            file: "f".into(),
            number: number.map(str::to_owned),
            pages: 1,
            sha256: String::new(),
            len: 1,
            values: None,
            signature_boxes: Vec::new(),
            code: None,
        };
        let mut case = Case::empty(at);
        case.apply(&Fact::ProvisionalNumber { number: "临1".into() }, at, "1001");
        let line = |case: &Case, number| reprint_line(case, &paper(number), at);
        assert_eq!(line(&case, Some("临1")), "补打 · 2026年12月1日");
        case.apply(&Fact::OfficialNumber { number: "SL-1".into() }, at, "1001");
        assert_eq!(line(&case, Some("临1")), "补打 · 2026年12月1日　临时编号 临1，正式编号 SL-1");
        assert_eq!(line(&case, Some("SL-1")), "补打 · 2026年12月1日", "it says so itself");
        assert_eq!(line(&case, None), "补打 · 2026年12月1日", "a form has no number");
    }
    /// A journal of before names no code, no digest of the form and no boxes of signatures.
    #[test]
    fn a_paper_of_before_is_known_by_what_its_journal_says_and_has_the_line() {
        let at: Moment = "2026-12-01T09:00:00+08:00".parse().unwrap();
        let issued = r#"{"fact":"document_issued","document":{"id":"d",
            "form":"acceptance_receipt","file":"f","number":"临1","pages":2,"sha256":"0a","len":9}}"#;
        let printed = r#"{"fact":"printed","document":"d","reprint":false,"printer":"示例"}"#;
        let mut case = Case::empty(at);
        for text in [issued, printed] {
            case.apply(&serde_json::from_str::<Fact>(text).unwrap(), at, "1001");
        }
        let (paper, _) = &case.documents[0];
        assert_eq!((paper.file.as_str(), paper.pages, &paper.code), ("f", 2, &None));
        assert!(case.is_given_out("d"), "so that it comes out as one more copy");
        assert_eq!(reprint_line(&case, paper, at), "补打 · 2026年12月1日");
    }
}
