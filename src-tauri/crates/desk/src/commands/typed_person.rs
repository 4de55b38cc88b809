//! A person who is typed, or whose words are changed by hand: judged, and held against what the
//! number says.
use super::editing::{record_facts, require_editable, show_case};
use super::people::is_of_day;
use crate::Failure;
use crate::contract::views::CaseView;
use crate::contract::{FailureCode, TypedPerson};
use crate::desk::Desk;
use crate::station::ids::new_id;
use crate::station::limits::require_length;
use counter_core::card::{ChipFacts, judge_typed};
use counter_core::case::{Person, Reading};
use counter_core::date::{Date, date_text};
use counter_core::fact::Fact;
use counter_core::form::judge_phone;
use counter_core::idnum::{IdKind, Judgement, Verdict, judge_number};
use counter_core::limits::MAX_TEXT_CHARS;
use counter_core::private::Private;
use counter_core::text::{is_same_name, normalize_line, normalize_name};
use counter_core::written::read_date;

/// What a document says that has no last day.
const LONG_TERM: &str = "长期";
/// How people say the same.
const AS_LONG: [&str; 4] = ["长期有效", "永久", "永久有效", "无固定期限"];

/// Wrong length or alphabet is refused; a wrong check digit is kept and warned about: real
/// documents have them.
pub async fn put_person(desk: &Desk, payload: TypedPerson) -> Result<CaseView, Failure> {
    require_fitting_texts(&payload)?;
    let file = require_editable(desk, &payload.case)?;
    let name = normalize_name(&payload.name);
    if name.is_empty() {
        return Err(Failure::new(FailureCode::NameMissing));
    }
    let id_kind: IdKind = serde_json::from_value(payload.id_kind.clone().into())
        .map_err(|_| Failure::new(FailureCode::BadRequest))?;
    let judgement = judge_number(id_kind, &payload.number);
    if let Verdict::Refuse(code) = judgement.verdict {
        return Err(Failure::new(FailureCode::IdNumberRefused).with("why", code));
    }
    let existing = match &payload.person {
        Some(id) => file.case.people.iter().find(|p| p.id == *id),
        None => file.case.find_person(payload.role),
    };
    let before = Before::of(existing, id_kind, &judgement, &name);
    let person = typed_person(&payload, &name, id_kind, &judgement, &before)?;
    let soon_days = desk.station.settings().warn_card_days;
    let list = |day: Date| list_warnings(&person, before.still_card, day, soon_days);
    let (mut warnings, now) = (list(file.case.counter_day(file.today)), list(file.today));
    warnings.retain(|code| is_of_day(code, &now));
    let person = Person { warnings, ..person };
    // The same card put again would say that it was read again.
    if before.still_card == Some(&person) {
        return show_case(desk, &file);
    }
    record_facts(desk, file, vec![Fact::PersonPut { person }])
}

fn require_fitting_texts(payload: &TypedPerson) -> Result<(), Failure> {
    let texts = [&payload.name, &payload.number, &payload.sex, &payload.address, &payload.phone];
    let days = payload.birth.iter().chain(&payload.valid_to);
    let mut texts = texts.into_iter().chain([&payload.relation]).chain(days);
    texts.try_for_each(|text| require_length(&normalize_line(text), MAX_TEXT_CHARS))
}

/// Whom the typed words take the place of.
struct Before<'a> {
    existing: Option<&'a Person>,
    /// The same document of the same person.
    same: Option<&'a Person>,
    /// What the card said stays the card's as long as it is its person.
    still_card: Option<&'a Person>,
}

impl<'a> Before<'a> {
    fn of(
        existing: Option<&'a Person>,
        id_kind: IdKind,
        judgement: &Judgement,
        name: &str,
    ) -> Self {
        let has_name = |p: &&Person| is_same_name(p.name.expose(), name);
        let same = existing.filter(|p| p.is_numbered(id_kind, &judgement.normal)).filter(has_name);
        Self { existing, same, still_card: same.filter(|p| p.reading == Reading::Card) }
    }

    /// Somebody whose number alone or whose name alone was put right is who it was: acts under the
    /// same mandate, and has the same other name.
    fn find_same_person(
        &self,
        id_kind: IdKind,
        judgement: &Judgement,
        name: &str,
    ) -> Option<&'a Person> {
        self.existing.filter(|p| {
            p.is_numbered(id_kind, &judgement.normal) || is_same_name(p.name.expose(), name)
        })
    }
}

fn typed_person(
    payload: &TypedPerson,
    name: &str,
    id_kind: IdKind,
    judgement: &Judgement,
    before: &Before<'_>,
) -> Result<Person, Failure> {
    let Before { existing, same, still_card } = *before;
    let sex = match (normalize_line(&payload.sex), judgement.sex) {
        (typed, Some(sex)) if typed.is_empty() => sex.label().to_owned(),
        (typed, _) => typed,
    };
    let of_number = || Private::new(judgement.birth.map(date_text).unwrap_or_default());
    let same_person = before.find_same_person(id_kind, judgement, name);
    let of_same = |part: fn(&Person) -> String| same.map(part).unwrap_or_default();
    let birth = read_birth(payload, existing)?;
    let valid_to = read_last_day(payload, before)?;
    let confirmed_person = same.filter(|p| p.valid_to == valid_to);
    Ok(Person {
        id: existing.map_or_else(new_id, |p| p.id.clone()),
        role: payload.role,
        name: Private::new(name),
        name_latin: same_person.map(|p| p.name_latin.clone()).unwrap_or_default(),
        sex,
        ethnic: same_person.map(|p| p.ethnic.clone()).unwrap_or_default(),
        birth: birth.unwrap_or_else(|| still_card.map_or_else(of_number, |p| p.birth.clone())),
        id_kind,
        number: Private::new(judgement.normal.clone()),
        address: Private::new(normalize_line(&payload.address)),
        valid_from: of_same(|p| p.valid_from.clone()),
        valid_to,
        phone: Private::new(judge_phone(&payload.phone).normal),
        relation: normalize_line(&payload.relation),
        reading: if still_card.is_some() { Reading::Card } else { Reading::Typed },
        raw: still_card.map(|p| p.raw.clone()).unwrap_or_default(),
        warnings: Vec::new(),
        reader: still_card.and_then(|p| p.reader.clone()),
        expiry_confirmed: confirmed_person.is_some_and(|p| p.expiry_confirmed),
        expiry_reason: confirmed_person.and_then(|p| p.expiry_reason.clone()),
        mandate: same_person.and_then(|p| p.mandate.clone()),
        present: existing.is_none_or(|p| p.present),
        signs: existing.is_none_or(|p| p.signs),
    })
}

/// None where nobody typed one: then the card or the number says it.
fn read_birth(
    payload: &TypedPerson,
    existing: Option<&Person>,
) -> Result<Option<Private>, Failure> {
    let typed = normalize_line(payload.birth.as_deref().unwrap_or_default());
    if typed.is_empty() {
        return Ok(None);
    }
    if existing.is_some_and(|p| p.birth.expose() == typed) {
        return Ok(Some(Private::new(typed)));
    }
    let day = read_date(&typed).map_err(|_| Failure::new(FailureCode::DayUnreadable))?;
    Ok(Some(Private::new(date_text(day))))
}

/// A card's own last day stays; of a document that is typed it is what the clerk reads on it.
fn read_last_day(payload: &TypedPerson, before: &Before<'_>) -> Result<String, Failure> {
    let Some(typed) = payload.valid_to.as_deref().filter(|_| before.still_card.is_none()) else {
        return Ok(before.same.map(|p| p.valid_to.clone()).unwrap_or_default());
    };
    let typed = normalize_line(typed);
    if AS_LONG.contains(&typed.as_str()) {
        return Ok(LONG_TERM.to_owned());
    }
    let is_unchanged = before.existing.is_some_and(|p| p.valid_to == typed);
    if typed.is_empty() || typed == LONG_TERM || is_unchanged {
        return Ok(typed);
    }
    let day = read_date(&typed).map_err(|_| Failure::new(FailureCode::DayUnreadable))?;
    Ok(date_text(day))
}

/// What a card was noted with stays noted; what disagrees since is noted beside it.
fn list_warnings(
    person: &Person,
    still_card: Option<&Person>,
    today: Date,
    soon_days: u32,
) -> Vec<String> {
    let typed = ChipFacts {
        kind: person.id_kind,
        number: person.number.expose(),
        birth: person.birth.expose(),
        sex: &person.sex,
        valid_from: &person.valid_from,
        valid_to: &person.valid_to,
    };
    let codes = judge_typed(&typed, today, soon_days).into_iter();
    let Some(card) = still_card else { return codes.map(str::to_owned).collect() };
    let is_news = |code: &&str| match *code {
        "typed_birth_differs" => {
            !(card.was_noted("chip_birth_differs") && card.birth == person.birth)
        }
        "typed_sex_differs" => !(card.was_noted("chip_sex_differs") && card.sex == person.sex),
        _ => false,
    };
    let of_card = card.warnings.iter().filter(|code| !code.starts_with("typed_")).cloned();
    of_card.chain(codes.filter(is_news).map(str::to_owned)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use counter_core::item::PersonRole;
    use jiff::civil::date;

    const TODAY: Date = date(2026, 11, 30);

    fn payload(number: &str, sex: &str) -> TypedPerson {
        TypedPerson {
            case: String::new(),
            person: None,
            role: PersonRole::Agent,
            name: "陈示例".into(),
            id_kind: "resident".into(),
            number: number.into(),
            sex: sex.into(),
            address: String::new(),
            phone: String::new(),
            relation: String::new(),
            birth: None,
            valid_to: None,
        }
    }

    fn put(payload: &TypedPerson, existing: Option<&Person>) -> Person {
        let judgement = judge_number(IdKind::Resident, &payload.number);
        let before = Before::of(existing, IdKind::Resident, &judgement, &payload.name);
        let person = typed_person(payload, &payload.name, IdKind::Resident, &judgement, &before)
            .unwrap_or_else(|failure| panic!("{:?}", failure.code));
        let warnings = list_warnings(&person, before.still_card, TODAY, 30);
        Person { warnings, ..person }
    }

    #[test]
    fn sex_and_birth_that_disagree_with_the_number_are_noted() {
        let typed = put(&payload("440699199001010014", ""), None);
        assert!(typed.sex == "男" && typed.warnings.is_empty());
        let woman = put(&payload("440699199001010014", "女"), None);
        assert_eq!(woman.warnings, ["typed_sex_differs"]);
        let born = TypedPerson {
            birth: Some("1990年1月2日".into()),
            ..payload("440699199001010014", "男")
        };
        assert_eq!(put(&born, None).warnings, ["typed_birth_differs"]);
        assert_eq!(put(&born, None).birth.expose(), "1990-01-02");
    }

    #[test]
    fn what_the_card_was_noted_with_stays_and_a_change_is_noted_beside_it() {
        let typed = put(&payload("440699199001010014", "女"), None);
        let noted = vec!["chip_sex_differs".to_owned(), "card_expired".to_owned()];
        let card = Person {
            reading: Reading::Card,
            warnings: noted.clone(),
            valid_to: "2020-01-01".into(),
            expiry_confirmed: true,
            ..typed
        };
        let same = put(&payload("440699199001010014", "女"), Some(&card));
        assert_eq!((&same.warnings, same.expiry_confirmed), (&noted, true), "the card's own word");
        let plain = Person { warnings: Vec::new(), sex: "男".into(), ..card.clone() };
        let changed = put(&payload("440699199001010014", "女"), Some(&plain));
        assert_eq!(changed.warnings, ["typed_sex_differs"]);
        let again = put(&payload("440699199001010014", "女"), Some(&changed));
        assert_eq!(again.warnings, ["typed_sex_differs"], "once");
        let back = put(&payload("440699199001010014", "男"), Some(&changed));
        assert_eq!(back.warnings, [""; 0]);
    }

    #[test]
    fn a_typed_document_has_its_last_day_and_is_asked_about_like_a_card() {
        let until = |day: &str| TypedPerson {
            valid_to: Some(day.into()),
            ..payload("440699199001010014", "")
        };
        let temporary = put(&until("2026-11-29"), None);
        assert_eq!(temporary.warnings, ["card_expired"]);
        assert!(temporary.asks_confirmation());
        assert_eq!(put(&until("2026-12-10"), None).warnings, ["card_expires_soon"]);
        for for_life in ["长期", "长期有效", " 永久 ", "永久有效", "无固定期限"] {
            assert_eq!(put(&until(for_life), None).valid_to, "长期", "{for_life}");
        }
        let confirmed = Person { expiry_confirmed: true, ..temporary };
        assert!(put(&until("2026-11-29"), Some(&confirmed)).expiry_confirmed, "another phone");
        assert!(!put(&until("2026-11-28"), Some(&confirmed)).expiry_confirmed, "another paper");
    }

    #[test]
    fn another_person_has_no_name_and_no_people_of_the_card_before() {
        let card = Person {
            name_latin: "SANTOS, MARIA".into(),
            ethnic: "壮".into(),
            reading: Reading::Card,
            ..put(&payload("440699199001010014", ""), None)
        };
        let typed = |number: &str, name: &str| {
            let payload = TypedPerson { name: name.into(), ..payload(number, "") };
            let person = put(&payload, Some(&card));
            (person.name_latin.expose().to_owned(), person.ethnic)
        };
        let kept = ("SANTOS, MARIA".to_owned(), "壮".to_owned());
        assert_eq!(typed("440699199001010014", "黄示例"), kept, "the name put right");
        assert_eq!(typed("440699194001010029", "陈示例"), kept, "the number put right");
        let other = (String::new(), String::new());
        assert_eq!(typed("440699194001010029", "黄示例"), other);
    }
}
