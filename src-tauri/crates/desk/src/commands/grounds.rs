//! What is put on record before a case goes on: why a card that is not valid will do, and by what,
//! how far and until when somebody acts for the applicant.
use super::editing::{record_facts, require_editable, show_case};
use super::people::find_person;
use crate::Failure;
use crate::cases::case_file::CaseFile;
use crate::contract::views::CaseView;
use crate::contract::{ConfirmCard, FailureCode, SetMandate};
use crate::desk::Desk;
use crate::station::limits::require_length;
use counter_core::case::{
    ExpiryGround, ExpiryReason, Mandate, MandateEnd, MandateGround, Person, SecondPaper,
};
use counter_core::code::variant_code;
use counter_core::date::{Date, date_text};
use counter_core::fact::Fact;
use counter_core::item::ExpiredCard;
use counter_core::limits::MAX_TEXT_CHARS;
use counter_core::private::Private;
use counter_core::text::{normalize_line, normalize_number};
use counter_core::written::read_date;

/// The card is held against its holder, and the case goes on with it for this reason: a fact of its
/// own in the journal, so that papers may say so.
pub async fn confirm_card(desk: &Desk, payload: ConfirmCard) -> Result<CaseView, Failure> {
    let file = require_editable(desk, &payload.case)?;
    let person = find_person(&file, &payload.person)?.clone();
    // No reason helps, and so none is asked for: what is said all the same is refused in words.
    if file.assess().expired_card() == Some(ExpiredCard::Block) {
        return Err(Failure::new(FailureCode::NotAllowed));
    }
    if !file.assess().asks_confirmation(&person) {
        return show_case(desk, &file);
    }
    let reason = check_reason(&file, payload.ground, &payload.text)?;
    let paper = read_second_paper(&file, &person, &payload)?;
    let reason = ExpiryReason { paper: paper.map(Box::new), ..reason };
    record_facts(desk, file, confirmation_facts(person, reason))
}

/// Said once more since the paper beside the card ended: the earlier word is taken back first, so
/// that by whom and when is that of the new one.
fn confirmation_facts(person: Person, reason: ExpiryReason) -> Vec<Fact> {
    let earlier = person.expiry_confirmed.then(|| take_back(&person));
    let person = Person { expiry_confirmed: true, expiry_reason: Some(reason), ..person };
    earlier.into_iter().chain([Fact::PersonPut { person }]).collect()
}

fn take_back(person: &Person) -> Fact {
    let person = Person { expiry_confirmed: false, expiry_reason: None, ..person.clone() };
    Fact::PersonPut { person }
}

/// Where the item blocks no reason will do; that the item allows it only the item can say, as it is in
/// this situation.
fn check_reason(
    file: &CaseFile,
    ground: ExpiryGround,
    text: &str,
) -> Result<ExpiryReason, Failure> {
    let rule = file.assess().expired_card();
    let is_allowed = match ground {
        ExpiryGround::ItemAllows => rule == Some(ExpiredCard::Allow),
        ExpiryGround::TemporaryCard | ExpiryGround::HouseholdRegister | ExpiryGround::Other => true,
    };
    if !is_allowed {
        return Err(Failure::new(FailureCode::NotAllowed));
    }
    let text = match ground {
        ExpiryGround::Other => normalize_line(text),
        _ => String::new(),
    };
    require_length(&text, MAX_TEXT_CHARS)?;
    if ground == ExpiryGround::Other && text.is_empty() {
        return Err(Failure::new(FailureCode::ReasonMissing));
    }
    Ok(ExpiryReason { ground, text: Private::new(text), paper: None })
}

/// A ground that speaks of a second paper records that paper: its number, or the row under which
/// its page lies, and of a temporary card its last day.
fn read_second_paper(
    file: &CaseFile,
    person: &Person,
    payload: &ConfirmCard,
) -> Result<Option<SecondPaper>, Failure> {
    let is_temporary = match payload.ground {
        ExpiryGround::TemporaryCard => true,
        ExpiryGround::HouseholdRegister => false,
        ExpiryGround::ItemAllows | ExpiryGround::Other => return Ok(None),
    };
    let row = payload.row.as_deref().map(|row| name_scanned_row(file, row)).transpose()?;
    let row = row.unwrap_or_default();
    let typed = payload.number.as_deref().unwrap_or_default();
    require_length(typed, MAX_TEXT_CHARS)?;
    let number = normalize_number(typed);
    let number = match is_temporary && row.is_empty() && number.is_empty() {
        true => person.number.clone(),
        false => Private::new(number),
    };
    if number.is_empty() && row.is_empty() {
        return Err(Failure::new(FailureCode::SecondPaperMissing));
    }
    // A temporary card bears its holder's own number.
    if is_temporary && !number.is_empty() && !person.is_numbered(person.id_kind, number.expose()) {
        return Err(Failure::new(FailureCode::SecondPaperDiffers));
    }
    let until = match is_temporary {
        true => Some(read_temporary_end(file, payload.until.as_deref().unwrap_or_default())?),
        false => None,
    };
    Ok(Some(SecondPaper { number, until, row }))
}

/// Good on its last day, like the card itself; of a slip the day on which it came counts.
fn read_temporary_end(file: &CaseFile, text: &str) -> Result<Date, Failure> {
    let until = read_date(text).map_err(|_| Failure::new(FailureCode::DayUnreadable))?;
    if until < file.case.counter_day(file.today) {
        return Err(Failure::new(FailureCode::SecondPaperExpired).with("day", date_text(until)));
    }
    Ok(until)
}

/// A row without a page shows nothing.
fn name_scanned_row(file: &CaseFile, row: &str) -> Result<String, Failure> {
    let assessment = file.assess();
    let row = assessment.materials.iter().find(|material| material.id() == row);
    let scanned = row.filter(|material| !material.pages.is_empty());
    let scanned = scanned.ok_or_else(|| Failure::new(FailureCode::SecondPaperMissing))?;
    Ok(scanned.def.name.clone())
}

/// Who was confirmed because the item allows such a card is asked about anew where it does not, under
/// another item or after another answer: the reason would be a false one there. What stands accepted
/// stays as it was said.
fn withdraw_confirmations(file: &CaseFile) -> Vec<Fact> {
    let mut people = file.case.people.iter().filter(|person| person.rests_on_item()).peekable();
    if people.peek().is_none() || file.case.accepted_at().is_some() {
        return Vec::new();
    }
    match file.assess().expired_card() {
        Some(ExpiredCard::Allow) => Vec::new(),
        Some(ExpiredCard::Block) | None => people.map(take_back).collect(),
    }
}

/// Another item or another answer, with what no longer holds once it is said.
pub(super) fn record_with_confirmations(
    desk: &Desk,
    file: CaseFile,
    fact: Fact,
) -> Result<CaseView, Failure> {
    let mut after = file.clone();
    after.case.apply(&fact, desk.station.now(), file.case.acting_clerk());
    after.catalog = desk.catalog.pinned(&after.case.pack_version);
    let facts = std::iter::once(fact).chain(withdraw_confirmations(&after)).collect();
    record_facts(desk, file, facts)
}

/// By what, how far and until when somebody may act for the applicant, as the paper says.
pub async fn set_mandate(desk: &Desk, payload: SetMandate) -> Result<CaseView, Failure> {
    let file = require_editable(desk, &payload.case)?;
    let person = find_person(&file, &payload.person)?.clone();
    if !MandateGround::of_role(person.role).contains(&payload.ground) {
        return Err(Failure::new(FailureCode::NotAllowed));
    }
    let extent = normalize_line(&payload.extent);
    require_length(&extent, MAX_TEXT_CHARS)?;
    if extent.is_empty() {
        return Err(Failure::new(FailureCode::MandateExtentMissing));
    }
    let mandate = Mandate {
        extent: Private::new(extent),
        until: Some(read_end(&file, &payload)?),
        ground: Some(payload.ground),
        paper: Private::new(read_paper(&payload)?),
    };
    let person = Person { mandate: Some(mandate), ..person };
    record_facts(desk, file, vec![Fact::PersonPut { person }])
}

/// A parent's is the law's, whatever was written; of the others it is what the clerk chose.
fn read_end(file: &CaseFile, payload: &SetMandate) -> Result<MandateEnd, Failure> {
    if payload.ground == MandateGround::Parent {
        return find_majority(file).map(MandateEnd::Day);
    }
    let until = normalize_line(&payload.until);
    if until.is_empty() {
        return Err(Failure::new(FailureCode::MandateEndMissing));
    }
    if until == variant_code(&MandateEnd::CaseEnd) {
        return Ok(MandateEnd::CaseEnd);
    }
    read_date(&until).map(MandateEnd::Day).map_err(|_| Failure::new(FailureCode::DayUnreadable))
}

/// The last day on which the applicant is under age: on the day of the counter they are.
fn find_majority(file: &CaseFile) -> Result<Date, Failure> {
    let last_day = file.case.last_day_under_age();
    let last_day = last_day.ok_or_else(|| Failure::new(FailureCode::BirthMissing))?;
    if last_day < file.case.counter_day(file.today) {
        return Err(Failure::new(FailureCode::ApplicantOfAge).with("to", date_text(last_day)));
    }
    Ok(last_day)
}

fn read_paper(payload: &SetMandate) -> Result<String, Failure> {
    if !payload.ground.names_paper() {
        return Ok(String::new());
    }
    let paper = normalize_line(&payload.paper);
    if paper.is_empty() {
        return Err(Failure::new(FailureCode::MandatePaperMissing));
    }
    Ok(paper)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::loaded_pack::LoadedPack;
    use crate::papers::example::case_file;
    use counter_catalog::{Pack, Source};
    use serde_json::json;
    use std::sync::Arc;

    /// Of an item that allows such a card where it is urgent, and says nothing of it else.
    fn file(facts: &[Fact]) -> CaseFile {
        let options = json!([{ "id": "yes", "label": "紧急" }, { "id": "no", "label": "不紧急" }]);
        let item = json!({
            "id": "shili", "name": "示例", "department": "示例局", "task_type": "01",
            "form": "general", "project_type": "commitment",
            "questions": [{ "id": "urgent", "text": "紧急吗？", "options": options }],
            "terms": [{ "when": "urgent == 'yes'", "expired_card": "allow" }],
        });
        let head = json!({ "id": "shili", "version": "1", "title": "示例", "note": "示例" });
        let form = Source::builtin().text("forms/general.yaml").unwrap().to_owned();
        let files = [
            ("pack.yaml".to_owned(), head.to_string()),
            ("items/shili.yaml".to_owned(), item.to_string()),
            ("forms/general.yaml".to_owned(), form),
        ];
        let pack = Pack::from_source(&files.into_iter().collect::<Source>()).unwrap();
        let catalog = Arc::new(LoadedPack::new(pack));
        CaseFile { catalog, ..case_file("shili", facts) }
    }

    fn answered(option: &str) -> Fact {
        Fact::Answered { question: "urgent".into(), option: option.into() }
    }

    fn person(id: &str, ground: ExpiryGround) -> Person {
        let json = json!({
            "id": id, "role": "applicant", "name": "陈示例", "sex": "女", "ethnic": "", "birth": "",
            "id_kind": "resident", "number": "440699194001010029", "address": "",
            "valid_to": "2020-01-01", "phone": "", "relation": "", "reading": "card", "raw": "",
            "warnings": ["card_expired"], "expiry_confirmed": true, "present": true, "signs": true,
        });
        let reason = ExpiryReason { ground, text: Private::default(), paper: None };
        Person { expiry_reason: Some(reason), ..serde_json::from_value(json).unwrap() }
    }

    #[test]
    fn a_word_that_is_said_again_takes_the_earlier_one_back_first() {
        let reason = || ExpiryReason {
            ground: ExpiryGround::HouseholdRegister,
            text: Private::default(),
            paper: None,
        };
        let told = person("p1", ExpiryGround::TemporaryCard);
        let facts = confirmation_facts(told.clone(), reason());
        let [Fact::PersonPut { person: taken_back }, Fact::PersonPut { person: anew }] = &facts[..]
        else {
            panic!("{} facts", facts.len())
        };
        assert!(taken_back.asks_confirmation() && taken_back.expiry_reason.is_none());
        assert_eq!((anew.expiry_confirmed, &anew.expiry_reason), (true, &Some(reason())));
        let untold = Person { expiry_confirmed: false, expiry_reason: None, ..told };
        assert_eq!(confirmation_facts(untold, reason()).len(), 1);
    }

    #[test]
    fn that_an_item_allows_it_is_no_reason_where_it_does_not() {
        let put = |person: Person| Fact::PersonPut { person };
        let people = [
            put(person("p1", ExpiryGround::ItemAllows)),
            put(person("p2", ExpiryGround::TemporaryCard)),
        ];
        let withdraw = |option: &str| {
            let facts: Vec<Fact> = people.iter().cloned().chain([answered(option)]).collect();
            withdraw_confirmations(&file(&facts))
        };
        assert!(withdraw("yes").is_empty());
        let facts = withdraw("no");
        let [Fact::PersonPut { person }] = facts.as_slice() else {
            panic!("{} facts", facts.len())
        };
        assert_eq!((person.id.as_str(), &person.expiry_reason), ("p1", &None));
        assert!(person.asks_confirmation());
    }

    #[test]
    fn the_item_is_asked_as_it_is_in_this_situation() {
        let check = |facts: &[Fact], ground| {
            check_reason(&file(facts), ground, "").map_err(|failure| failure.code)
        };
        assert_eq!(check(&[], ExpiryGround::ItemAllows), Err(FailureCode::NotAllowed));
        let urgent = [answered("yes")];
        let reason = check(&urgent, ExpiryGround::ItemAllows).unwrap();
        assert_eq!(reason.ground, ExpiryGround::ItemAllows);
        let calm = [answered("no")];
        assert_eq!(check(&calm, ExpiryGround::ItemAllows), Err(FailureCode::NotAllowed));
        assert!(check(&calm, ExpiryGround::HouseholdRegister).is_ok());
    }
}
