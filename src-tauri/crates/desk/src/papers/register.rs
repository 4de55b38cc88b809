//! 用印登记: every paper with a place for the window's or a department's seal that was issued on a day,
//! with the number that it bears; and each 文号 that was taken and that no decision bears. When the seal
//! was put on it is nobody's record: the time is that of issuing. Without anybody's name.
use super::day_sheet::csv_line;
use counter_core::case::{Case, Event};
use counter_core::date::{Date, Moment, date_text, moment_text};
use counter_store::TakenNumber;

/// What bears no seal: citizens' own words, the record of what was checked, and how far a case is.
const UNSEALED: [&str; 6] = [
    "application_form",
    "check_record",
    "course_slip",
    "deferred_commitment",
    "mandate",
    "withdrawal_request",
];

/// A case of the station, as far as its papers go.
pub struct RegisteredCase {
    pub id: String,
    pub item_name: String,
    pub case: Case,
}

pub struct RegisterRow {
    pub case: String,
    pub case_number: Option<String>,
    pub item_name: String,
    pub issued_at: Moment,
    pub form: String,
    /// 文号 of a decision; of other papers the number that the case had.
    pub number: Option<String>,
    pub prints: u32,
    /// As a file, where no printer is set.
    pub saves: u32,
}

pub struct PaperRegister {
    pub day: Date,
    pub as_of: Moment,
    /// In the order in which they were issued.
    pub rows: Vec<RegisterRow>,
    /// Of every day.
    pub spoilt: Vec<TakenNumber>,
}

impl PaperRegister {
    /// `cases`: all of the station's; `taken`: every 文号 that was taken here.
    pub fn new(
        day: Date,
        as_of: Moment,
        cases: &[RegisteredCase],
        taken: Vec<TakenNumber>,
    ) -> PaperRegister {
        let mut rows: Vec<RegisterRow> =
            cases.iter().flat_map(list_rows).filter(|row| row.issued_at.date() == day).collect();
        rows.sort_by_key(|row| row.issued_at.millis());
        let is_borne = |taken: &TakenNumber| {
            let case = cases.iter().find(|one| one.id == taken.case);
            case.is_some_and(|one| bears_number(&one.case, &taken.number))
        };
        let spoilt = taken.into_iter().filter(|taken| !is_borne(taken)).collect();
        PaperRegister { day, as_of, rows, spoilt }
    }

    /// The name of the file without its ending.
    pub fn file_name(&self) -> String {
        format!("paper-register-{}", date_text(self.day))
    }

    /// UTF-8 with lines as RFC 4180 wants them; the spoilt numbers after the papers.
    pub fn csv(&self) -> String {
        let mut out = csv_line(&[
            "出具时间",
            "文书",
            "文号或编号",
            "办件编号",
            "事项",
            "打印次数",
            "存为文件次数",
            "标识",
        ]);
        for row in &self.rows {
            let issued_at = moment_text(row.issued_at);
            let (prints, saves) = (row.prints.to_string(), row.saves.to_string());
            let number = row.number.as_deref().unwrap_or_default();
            let case_number = row.case_number.as_deref().unwrap_or_default();
            let form = form_label(&row.form);
            out += &csv_line(&[
                issued_at.as_str(),
                form,
                number,
                case_number,
                &row.item_name,
                &prints,
                &saves,
                &row.case,
            ]);
        }
        for taken in &self.spoilt {
            let TakenNumber { department, number, case } = taken;
            out += &csv_line(&["", "作废文号", number, "", department, "0", "0", case]);
        }
        out
    }
}

/// Whether a decision of the counter bears it.
pub fn bears_number(case: &Case, number: &str) -> bool {
    case.events
        .iter()
        .any(|told| matches!(&told.event, Event::Decided { number: own, .. } if own == number))
}

fn list_rows(entry: &RegisteredCase) -> impl Iterator<Item = RegisterRow> + '_ {
    let documents = entry.case.documents.iter();
    let sealed = documents.filter(|(paper, _)| !UNSEALED.contains(&paper.form.as_str()));
    sealed.map(|(paper, issued_at)| RegisterRow {
        case: entry.id.clone(),
        case_number: entry.case.display_number().map(str::to_owned),
        item_name: entry.item_name.clone(),
        issued_at: *issued_at,
        form: paper.form.clone(),
        number: paper.number.clone(),
        prints: entry.case.count_prints(&paper.id),
        saves: entry.case.count_saves(&paper.id),
    })
}

/// The name of a paper that this version does not know is its own.
fn form_label(form: &str) -> &str {
    match form {
        "acceptance_receipt" => "受理回执",
        "correction_notice" => "申请材料补正告知书",
        "deferred_notice" => "容缺受理通知书",
        "entrusted_grant" => "准予决定书",
        "entrusted_refusal" => "不予决定书",
        "extension_notice" => "延长办理期限通知书",
        "handover_slip" => "纸质移交单",
        "lapse_notice" => "终止办理告知书",
        "materials_receipt" => "接收回执",
        "refiling_notice" => "更正告知书",
        "refusal" => "不予受理通知书",
        "special_notice" => "特殊程序审查期限告知书",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use counter_core::case::Document;
    use counter_core::fact::Fact;

    fn at(text: &str) -> Moment {
        text.parse().unwrap()
    }

    fn sealed(id: &str, form: &str, number: &str) -> Fact {
        let document = Document {
            id: id.into(),
            form: form.into(),
            file: format!("f{id}"),
            number: Some(number.into()),
            pages: 1,
            sha256: String::new(),
            len: 1,
            values: None,
            signature_boxes: Vec::new(),
            code: None,
        };
        Fact::DocumentIssued { document }
    }

    fn taken(case: &str, number: &str) -> TakenNumber {
        TakenNumber { department: "卫".into(), number: number.into(), case: case.into() }
    }

    fn register() -> PaperRegister {
        let (before, day) = (at("2026-12-01T16:00:00+08:00"), at("2026-12-02T09:00:00+08:00"));
        let mut case = Case::empty(before);
        case.apply(&sealed("d1", "acceptance_receipt", "SL-1"), before, "1001");
        let event = Event::Decided {
            granted: true,
            number: "示1号".into(),
            entrusted_by: "示例委托书".into(),
            points: Vec::new(),
            reasons: Vec::new(),
        };
        case.apply(&Fact::EventMade { id: "e".into(), event }, day, "1001");
        case.apply(&sealed("d2", "entrusted_grant", "示1号"), day, "1001");
        case.apply(&sealed("d3", "application_form", ""), day, "1001");
        let printed =
            Fact::Printed { document: "d2".into(), reprint: false, printer: Some("p".into()) };
        case.apply(&printed, day, "1001");
        let file = Fact::PaperSaved { document: "d2".into(), reprint: true };
        case.apply(&file, day, "1001");
        let cases = [RegisteredCase { id: "a".into(), item_name: "示例事项".into(), case }];
        let taken = vec![taken("a", "示1号"), taken("a", "示2号"), taken("gone", "示3号")];
        PaperRegister::new(day.date(), day, &cases, taken)
    }

    #[test]
    fn it_has_the_sealed_papers_of_its_day_with_what_they_bear() {
        let register = register();
        let rows: Vec<_> = register
            .rows
            .iter()
            .map(|row| (row.form.as_str(), row.number.as_deref(), row.prints, row.saves))
            .collect();
        assert_eq!(rows, [("entrusted_grant", Some("示1号"), 1, 1)], "a file is no print");
        let csv = register.csv();
        assert!(csv.contains("准予决定书,示1号,") && csv.contains(",示例事项,1,1,a"), "{csv}");
    }

    #[test]
    fn a_number_that_no_decision_bears_is_named_whatever_became_of_its_case() {
        let register = register();
        let spoilt: Vec<_> = register.spoilt.iter().map(|one| one.number.as_str()).collect();
        assert_eq!(spoilt, ["示2号", "示3号"]);
        let csv = register.csv();
        assert!(csv.contains("作废文号,示2号,") && csv.contains("作废文号,示3号,"), "{csv}");
    }
}
