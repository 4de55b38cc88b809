//! 准予决定书 and 不予决定书 of what a department entrusted to the counter: in the department's name, with by
//! which document, and the clerk as 经办人. Their wording is an example.
use super::context::PaperContext;
use super::parts::{opening_words, paper_head};
use super::sentences::{Ground, Sentence};
use super::wording::long_date;
use crate::cases::case_file::CaseFile;
use counter_core::case::Event;
use counter_core::item::Item;
use counter_documents::Sheet;
use counter_documents::sheet::{Head, Letter, LetterFact, LetterKind};

/// None of an event that is no decision. One that is only looked at bears no number yet.
pub fn entrusted_decision(context: &PaperContext, file: &CaseFile, event: &Event) -> Option<Sheet> {
    use Sentence::{
        Applied, AppliedOn, EntrustedBy, EntrustedGranted, EntrustedRefused, EntrustedRemedies,
    };
    let Event::Decided { granted, number, entrusted_by, points, reasons } = event else {
        return None;
    };
    let ground = Ground { entrusted: Some(*granted), ..Ground::new(file, None) };
    let department = file.item().map(|item| item.department.clone()).unwrap_or_default();
    let name = |words: &str| {
        words.replace("{department}", &department).replace("{document}", entrusted_by)
    };
    let sentences = [EntrustedBy, EntrustedRemedies].iter();
    let fact = |label: &str, value: String| LetterFact { label: label.to_owned(), value };
    Some(Sheet::Letter(Letter {
        kind: if *granted { LetterKind::EntrustedGrant } else { LetterKind::EntrustedRefusal },
        // 文号 is the department's, and is never a provisional one.
        head: Head {
            number: Some(number.clone()).filter(|number| !number.is_empty()),
            provisional: false,
            ..paper_head(context, file, None)
        },
        opening: opening_words(
            file,
            &ground,
            &[AppliedOn, Applied, EntrustedGranted, EntrustedRefused],
        ),
        facts: vec![
            fact("决定机关", department.clone()),
            fact("委托文件", entrusted_by.clone()),
            fact("受理编号", file.case.display_number().unwrap_or_default().to_owned()),
            fact("决定日期", long_date(context.now.date())),
            fact("符合的要点", name_points(file.item(), points).join("\n")),
            fact("不予的理由", reasons.join("\n")),
        ],
        points: sentences.filter_map(|one| ground.find_words(*one)).map(name).collect(),
        ..Letter::default()
    }))
}

/// As the item's entrustment words them; the id of one that it does not name.
pub fn name_points(item: Option<&Item>, points: &[String]) -> Vec<String> {
    let entrustment = item.and_then(|item| item.entrustment.as_ref());
    let name = |id: &String| {
        let point = entrustment.and_then(|own| own.find_point(id));
        point.map_or_else(|| id.clone(), |point| point.text.clone())
    };
    points.iter().map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::papers::example::*;
    use counter_core::case::{Decision, DecisionKind};
    use counter_core::fact::Fact;
    use counter_core::item::PersonRole;

    fn decided(granted: bool, number: &str) -> Letter {
        let accepted = Fact::Decided { decision: Decision::of_kind(DecisionKind::Accept) };
        let file = case_file("shengyu-dengji", &[Fact::Received, accepted]);
        let event = Event::Decided {
            granted,
            number: number.into(),
            entrusted_by: "示例委托书".into(),
            points: if granted { vec!["place".into(), "gone".into()] } else { Vec::new() },
            reasons: if granted { Vec::new() } else { vec!["户籍不在本镇街".into()] },
        };
        let Some(Sheet::Letter(letter)) = entrusted_decision(&context(), &file, &event) else {
            panic!("no letter")
        };
        letter
    }

    fn value<'a>(letter: &'a Letter, label: &str) -> &'a str {
        let fact = letter.facts.iter().find(|fact| fact.label == label);
        fact.map_or("", |fact| fact.value.as_str())
    }

    #[test]
    fn a_grant_names_the_department_its_document_and_each_point() {
        let letter = decided(true, "示卫准〔2026〕7号");
        assert_eq!(letter.kind, LetterKind::EntrustedGrant);
        let head = (letter.head.number.as_deref(), letter.head.provisional);
        assert_eq!(head, (Some("示卫准〔2026〕7号"), false));
        assert_eq!(value(&letter, "决定机关"), "卫生健康局");
        assert_eq!(value(&letter, "符合的要点"), "户籍地或现居住地在本镇街\ngone");
        let by = "本决定由受理窗口受卫生健康局委托（示例委托书），以卫生健康局的名义作出。";
        assert_eq!(letter.points, [by]);
        assert!(letter.opening.ends_with("经审查，各项审查要点均符合，决定准予。"));
    }

    #[test]
    fn a_refusal_says_why_and_what_can_be_done_against_the_department() {
        let letter = decided(false, "");
        assert_eq!(letter.kind, LetterKind::EntrustedRefusal);
        assert_eq!(letter.head.number, None, "it is only looked at");
        assert_eq!(value(&letter, "不予的理由"), "户籍不在本镇街");
        assert!(letter.opening.ends_with("决定不予批准。"));
        assert_eq!(letter.points.len(), 2);
        let remedies = &letter.points[1];
        assert!(remedies.contains("以卫生健康局为被申请人依法申请行政复议"), "{remedies}");
        assert!(remedies.contains("以卫生健康局为被告依法向人民法院提起行政诉讼"), "{remedies}");
    }

    #[test]
    fn a_wish_has_no_such_paper() {
        let file = case_file("shengyu-dengji", &[Fact::Received]);
        let wish = Event::WithdrawalAsked { by: PersonRole::Applicant };
        assert!(entrusted_decision(&context(), &file, &wish).is_none());
    }
}
