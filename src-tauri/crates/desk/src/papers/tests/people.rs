//! Invented people, with what cards and clerks say of them.
use super::dice::Dice;
use counter_core::card::READER_NOT_ALLOWED;
use counter_core::case::{
    ExpiryGround, ExpiryReason, Mandate, MandateEnd, MandateGround, Person, Reading, SecondPaper,
};
use counter_core::idnum::IdKind;
use counter_core::item::PersonRole;
use jiff::civil::date;

/// A name, and the same in Latin letters where a card has both; characters beyond the first plane and
/// of private use among them.
const NAMES: [(&str, &str); 8] = [
    ("陈示例", ""),
    ("李示范", ""),
    ("陈\u{2CC56}示例", ""),
    ("王\u{3F06}\u{20164}", ""),
    ("陈\u{E863}示例", ""),
    ("珍示例", "SAMPLE JANE MARIE"),
    ("买买提·示例", ""),
    ("Zoë Nguyễn", ""),
];
/// One a person: no number is two people's.
const NUMBERS: [&str; 6] = [
    "440699199001010014",
    "440699199001010022",
    "99000020000229001X",
    "440699189901010010",
    "440699194001010029",
    "示例-1",
];
const READER: &str = "05.01-20260101-0001234567-0987654321";
const CODES: [&str; 10] = [
    "card_expired",
    "card_not_yet_valid",
    "card_expires_soon",
    "chip_birth_differs",
    "private_use_character",
    "unknown_ethnic",
    "newest_address_unread",
    READER_NOT_ALLOWED,
    "fifteen_digits",
    "typed_sex_differs",
];

/// `place`: whose number it is.
pub fn roll_person(dice: &mut Dice, place: usize, role: PersonRole) -> Person {
    let (name, latin) = *dice.pick(&NAMES);
    let kinds = [IdKind::Resident, IdKind::Resident, IdKind::HmtResidence, IdKind::ForeignPr];
    let reading = if dice.chance(65) { Reading::Card } else { Reading::Typed };
    let mut warnings: Vec<String> = Vec::new();
    while warnings.len() < 3 && dice.chance(30) {
        let code = (*dice.pick(&CODES)).to_owned();
        if !warnings.contains(&code) {
            warnings.push(code);
        }
    }
    let is_noted = |code: &str| warnings.iter().any(|warning| warning == code);
    let valid_from = if is_noted("card_not_yet_valid") { "2099-01-01" } else { "" };
    let valid_to = if is_noted("card_expired") { "2020-01-01" } else { "2036-01-01" };
    Person {
        id: format!("person-{place}"),
        role,
        name: name.into(),
        name_latin: latin.into(),
        sex: (*dice.pick(&["男", "女", ""])).to_owned(),
        ethnic: (*dice.pick(&["汉族", "傣族", ""])).to_owned(),
        birth: (*dice.pick(&["1940-01-01", "1990-01-01", ""])).into(),
        id_kind: *dice.pick(&kinds),
        number: NUMBERS[place % NUMBERS.len()].into(),
        address: (*dice.pick(&["示例市示例镇示例路 1 号", ""])).into(),
        valid_from: valid_from.to_owned(),
        valid_to: valid_to.to_owned(),
        phone: (*dice.pick(&["10012345678", ""])).into(),
        relation: (*dice.pick(&["女儿", "丈夫", ""])).to_owned(),
        reading,
        raw: (*dice.pick(&["0a0b", ""])).into(),
        reader: dice.chance(60).then(|| READER.to_owned()),
        warnings,
        expiry_confirmed: false,
        expiry_reason: None,
        mandate: roll_mandate(dice, role),
        present: dice.chance(90),
        signs: dice.chance(80),
    }
}

fn roll_mandate(dice: &mut Dice, role: PersonRole) -> Option<Mandate> {
    let percent = if MandateGround::of_role(role).is_empty() { 10 } else { 75 };
    let extents = ["代为办理本事项", "领取结果", "提交材料、签收文书"];
    let extent = (*dice.pick(&extents)).into();
    // A journal of before 0.7.0 has no ground, and may have no end.
    let is_old = dice.chance(25);
    let grounds = MandateGround::of_role(role);
    let ground = (!is_old && !grounds.is_empty()).then(|| *dice.pick(grounds));
    let until = match dice.chance(60) {
        true => Some(MandateEnd::Day(date(2026, 12, 31))),
        false => (!is_old).then_some(MandateEnd::CaseEnd),
    };
    let paper =
        if ground.is_some_and(MandateGround::names_paper) { "监护关系证明" } else { "" };
    dice.chance(percent).then_some(Mandate { extent, until, ground, paper: paper.into() })
}

/// The same, with what is asked for now.
pub fn give_mandate(dice: &mut Dice, person: &Person) -> Person {
    // A parent's end is the law's, which the story does not know.
    let grounds: Vec<MandateGround> = MandateGround::of_role(person.role)
        .iter()
        .copied()
        .filter(|ground| *ground != MandateGround::Parent)
        .collect();
    let ground = *dice.pick(&grounds);
    let paper = if ground.names_paper() { "居委会出具的介绍信" } else { "" };
    let mandate = Mandate {
        extent: "代为办理本事项".into(),
        until: Some(MandateEnd::CaseEnd),
        ground: Some(ground),
        paper: paper.into(),
    };
    Person { mandate: Some(mandate), ..person.clone() }
}

/// The same, whose document the clerk goes on with all the same.
pub fn confirm_document(dice: &mut Dice, person: &Person) -> Person {
    let grounds = [
        (ExpiryGround::TemporaryCard, ""),
        (ExpiryGround::HouseholdRegister, ""),
        (ExpiryGround::ItemAllows, ""),
        (ExpiryGround::Other, "原籍补办中"),
    ];
    let (ground, text) = *dice.pick(&grounds);
    let paper = roll_second_paper(dice, ground, person);
    let reason = ExpiryReason { ground, text: text.into(), paper: paper.map(Box::new) };
    Person {
        expiry_confirmed: true,
        expiry_reason: dice.chance(85).then_some(reason),
        ..person.clone()
    }
}

/// None in old journals, whatever the ground.
fn roll_second_paper(
    dice: &mut Dice,
    ground: ExpiryGround,
    person: &Person,
) -> Option<SecondPaper> {
    let is_temporary = match ground {
        ExpiryGround::TemporaryCard => true,
        ExpiryGround::HouseholdRegister => false,
        ExpiryGround::ItemAllows | ExpiryGround::Other => return None,
    };
    let number = if is_temporary { person.number.clone() } else { "粤示0001234".into() };
    let until = is_temporary.then_some(date(2026, 12, 31));
    let in_row = |number, row: &str| SecondPaper { number, until, row: row.to_owned() };
    let papers =
        [in_row(number.clone(), ""), in_row(number, "户口簿"), in_row("".into(), "身份证件")];
    let paper = dice.pick(&papers).clone();
    dice.chance(75).then_some(paper)
}
