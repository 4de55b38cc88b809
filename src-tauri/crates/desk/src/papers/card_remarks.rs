//! What was noted of a person's document when it was read or typed, in the words of papers. A paper
//! that says that all is complete and in order says beside it what the journal has against that.
use super::card_warnings::warning_words;
use super::sentences::{Ground, Sentence};
use super::wording::{long_date, long_moment};
use crate::cases::case_file::CaseFile;
use crate::cases::masking::mask_number;
use counter_core::case::{ExpiryGround, ExpiryReason, Person, Reading};

/// One line for each person whose document was noted with anything that speaks against it.
pub fn card_remarks(file: &CaseFile) -> Vec<String> {
    file.case.people.iter().filter_map(|person| remark(file, person)).collect()
}

fn remark(file: &CaseFile, person: &Person) -> Option<String> {
    let words: Vec<String> =
        person.warnings.iter().filter_map(|code| warning_words(person, code)).collect();
    if words.is_empty() {
        return None;
    }
    let confirmation = file.case.expiry_confirmation(person).map(|(by, at)| {
        let reason = person.expiry_reason.as_ref().map(reason_words).unwrap_or_default();
        format!("；工作人员{by}于{}核对后仍按此证办理{reason}", long_moment(*at))
    });
    let (role, name) = (person.role.word(), person.full_name());
    Some(format!("{role}{name}：{}{}。", words.join("，"), confirmation.unwrap_or_default()))
}

/// Why somebody goes on with a card that is not valid.
pub fn reason_words(reason: &ExpiryReason) -> String {
    use Sentence::{ReasonAllowed, ReasonRegister, ReasonTemporary};
    let words = match reason.ground {
        ExpiryGround::Other => reason.text.expose().to_owned(),
        _ => Ground::of_expiry(reason).say(&[ReasonTemporary, ReasonRegister, ReasonAllowed]),
    };
    format!("，理由：{words}{}", second_paper_words(reason))
}

/// What is on record of the second paper, or that nothing is.
fn second_paper_words(reason: &ExpiryReason) -> String {
    use Sentence::{SecondNumber, SecondRow, SecondUnrecorded, SecondUntil};
    let ground = Ground::of_expiry(reason);
    let paper = reason.paper.clone().unwrap_or_default();
    let number = mask_number(paper.number.expose());
    let day = paper.until.map(long_date).unwrap_or_default();
    let fill_in = |words: &str| {
        words.replace("{number}", &number).replace("{day}", &day).replace("{row}", &paper.row)
    };
    let words: Vec<String> = [SecondNumber, SecondUntil, SecondRow, SecondUnrecorded]
        .into_iter()
        .filter_map(|sentence| ground.find_words(sentence))
        .map(fill_in)
        .collect();
    if words.is_empty() { String::new() } else { format!("（{}）", words.join("，")) }
}

/// Both names of whoever's document has two, one line a person: papers that bear one of them alone
/// say the other beside it.
pub fn name_remarks(file: &CaseFile) -> Vec<String> {
    let with_two_names = file.case.people.iter().filter(|person| !person.name_latin.is_empty());
    with_two_names
        .map(|person| format!("{}证件上的两个姓名：{}。", person.role.word(), person.full_name()))
        .collect()
}

/// Whose number was typed and not read from a card; none where all were read.
pub fn typed_numbers(file: &CaseFile) -> Option<String> {
    let people = file.case.people.iter().filter(|person| person.reading == Reading::Typed);
    let people: Vec<String> =
        people.map(|person| format!("{}{}", person.role.word(), person.full_name())).collect();
    (!people.is_empty()).then(|| format!("{}的号码为手工录入", people.join("、")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use counter_core::card::{CODES, READER_NOT_ALLOWED};
    use counter_core::case::SecondPaper;
    use counter_core::idnum::IdKind;
    use counter_core::item::PersonRole;

    fn person() -> Person {
        Person {
            id: "p".into(),
            role: PersonRole::Applicant,
            name: "陈示例".into(),
            name_latin: "".into(),
            sex: String::new(),
            ethnic: String::new(),
            birth: "".into(),
            id_kind: IdKind::Resident,
            number: "440699199001010014".into(),
            address: "".into(),
            valid_from: String::new(),
            valid_to: String::new(),
            phone: "".into(),
            relation: String::new(),
            reading: Reading::Card,
            raw: "".into(),
            warnings: Vec::new(),
            reader: None,
            expiry_confirmed: false,
            expiry_reason: None,
            mandate: None,
            present: true,
            signs: true,
        }
    }

    #[test]
    fn every_code_but_the_harmless_one_has_its_words() {
        let person = person();
        let silent: Vec<&str> =
            CODES.into_iter().filter(|code| warning_words(&person, code).is_none()).collect();
        assert_eq!(silent, ["card_expires_soon"]);
    }

    #[test]
    fn a_reason_is_said_in_its_own_words() {
        let words = |ground, text: &str, paper: Option<SecondPaper>| {
            reason_words(&ExpiryReason { ground, text: text.into(), paper: paper.map(Box::new) })
        };
        assert_eq!(words(ExpiryGround::ItemAllows, "", None), "，理由：本事项允许使用此证");
        assert_eq!(words(ExpiryGround::Other, "原籍补办中", None), "，理由：原籍补办中");
        // Of before second papers were recorded: no more than the clerk told.
        assert_eq!(
            words(ExpiryGround::TemporaryCard, "", None),
            "，理由：换证中，持临时居民身份证（工作人员所述，未记录证件）"
        );
        assert_eq!(
            words(ExpiryGround::HouseholdRegister, "", None),
            "，理由：另持户口簿（工作人员所述，未记录证件）"
        );
        let paper = |number: &str, until: Option<&str>, row: &str| {
            let until = until.map(|day| day.parse().unwrap());
            Some(SecondPaper { number: number.into(), until, row: row.to_owned() })
        };
        let temporary = paper("440699199001010014", Some("2026-12-31"), "");
        assert_eq!(
            words(ExpiryGround::TemporaryCard, "", temporary),
            "，理由：换证中，持临时居民身份证（号码4406…0014，有效期至2026年12月31日）"
        );
        let in_row = paper("", None, "户口簿");
        assert_eq!(
            words(ExpiryGround::HouseholdRegister, "", in_row),
            "，理由：另持户口簿（核对时其页在“户口簿”一行）"
        );
    }

    #[test]
    fn a_reader_that_is_not_allowed_is_named() {
        let words = |number: Option<&str>| {
            let person = Person { reader: number.map(str::to_owned), ..person() };
            warning_words(&person, READER_NOT_ALLOWED).unwrap()
        };
        assert_eq!(words(Some("05.01-1")), "读卡器（安全模块号05.01-1）不在中心登记的名单内");
        assert_eq!(words(None), "读卡器未报出安全模块号，不能确认在中心登记的名单内");
    }
}
