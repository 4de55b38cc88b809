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
}
