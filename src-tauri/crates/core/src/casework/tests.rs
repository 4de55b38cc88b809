//! Cases of one made-up item that has a paper of every kind, and a form with a field from every
//! source.

mod agreement;
mod amendment;
mod corrections;
mod decision;
mod deferral;
mod entrustment;
mod further_notice;
mod identity;
mod materials;
mod next_thing;
mod notice;
mod ownership;
mod prefill;
mod readiness;
mod signing;
mod silence;
mod situation;

use serde_json::json;

use super::*;
use crate::case::{
    Case, Custody, Decision, DecisionKind, Document, Fault, Mandate, MandateEnd, MandateGround,
    PageOf, Person, Reading,
};
use crate::date::{Date, Moment};
use crate::fact::Fact;
use crate::form::FormDef;
use crate::idnum::IdKind;
use crate::item::{Item, PersonRole};
use crate::private::Private;

const NUMBER: &str = "440699199001010014";

fn item() -> Item {
    let option = |id: &str, label: &str| json!({ "id": id, "label": label });
    let group = [option("normal", "普通"), option("poor", "低保")];
    let agent = [
        option("self", "本人"),
        json!({ "id": "agent", "label": "代办", "known_when": "people.agent == 'yes'" }),
        option("spouse", "配偶"),
        option("guardian", "监护人"),
    ];
    let json = json!({
        "id": "shili", "name": "示例事项", "department": "示例局", "task_type": "05",
        "project_type": "commitment",
        "form": "general", "signature": "none", "limit": { "promise_days": 20 },
        "questions": [
            { "id": "group", "text": "哪一类？", "options": group },
            { "id": "agent", "text": "谁来办？", "options": agent },
        ],
        "materials": [
            { "id": "application", "name": "申请表", "original": 1, "supply": "form" },
            { "id": "card", "name": "身份证", "supply": "chip" },
            { "id": "agent_card", "name": "代办人身份证", "supply": "chip", "person": "agent",
                "when": "agent == 'agent'" },
            { "id": "hukou", "name": "居民户口簿", "original": 1, "copy": 2, "accept": "see_and_copy",
                "cert": "居民户口簿" },
            { "id": "photo", "name": "照片", "original": 2, "supply": "object" },
            { "id": "deed", "name": "房产证", "original": 1, "any_group": "home" },
            { "id": "lease", "name": "租赁合同", "copy": 1, "any_group": "home" },
            { "id": "proof", "name": "低保证明", "when": "group == 'poor'" },
            { "id": "later", "name": "体检报告", "need": "later" },
            { "id": "extra", "name": "奖状", "need": "optional", "accept": "see_only" },
        ],
    });
    serde_json::from_value(json).unwrap()
}

fn form() -> FormDef {
    let field = |id: &str, kind: &str, prefill: &str| {
        json!({ "id": id, "label": format!("{id}栏"),
        "kind": kind, "prefill": prefill })
    };
    let with = |mut field: serde_json::Value, key: &str, value: serde_json::Value| {
        field[key] = value;
        field
    };
    let sexes = json!([{ "value": "1", "label": "男" }, { "value": "2", "label": "女" }]);
    let groups = json!([{ "value": "n", "label": "普通" }, { "value": "poor", "label": "困难" }]);
    let people = [
        with(field("name", "text", "applicant.name"), "required", json!(true)),
        with(field("sex", "choice", "applicant.sex"), "options", sexes),
        with(field("phone", "phone", "applicant.phone"), "required", json!(true)),
        field("deputy", "text", "agent.name"),
    ];
    let matter = [
        field("item", "text", "item.name"),
        field("office", "text", "item.department"),
        with(field("group", "choice", "answer.group"), "options", groups),
        field("who", "text", "answer.agent"),
        field("day", "date", "today"),
        json!({ "id": "reason", "label": "理由栏", "kind": "text", "required": true, "max_len": 4 }),
    ];
    let json = json!({
        "id": "general", "title": "示例表",
        "sections": [{ "title": "人", "fields": people }, { "title": "事", "fields": matter }],
    });
    serde_json::from_value(json).unwrap()
}

fn at(minute: usize) -> Moment {
    Moment::from_millis(1_790_000_000_000 + minute as i64 * 60_000)
}

fn today() -> Date {
    at(0).date()
}

fn case(facts: impl IntoIterator<Item = Fact>) -> Case {
    let mut case = Case::empty(at(0));
    for (minute, fact) in facts.into_iter().enumerate() {
        case.apply(&fact, at(minute), "1001");
    }
    case
}

fn person(role: PersonRole, reading: Reading) -> Person {
    Person {
        id: format!("{role:?}"),
        role,
        name: "陈示例".into(),
        name_latin: Private::default(),
        sex: "女".into(),
        ethnic: "汉".into(),
        birth: "1990-01-01".into(),
        id_kind: IdKind::Resident,
        number: NUMBER.into(),
        address: "示例路".into(),
        valid_from: String::new(),
        valid_to: String::new(),
        phone: "10012345678".into(),
        relation: "同事".into(),
        reading,
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

/// By the role's own ground, with the paper that it names.
fn mandate_until(role: PersonRole, until: MandateEnd) -> Mandate {
    let is_agent = role == PersonRole::Agent;
    Mandate {
        extent: "办理本事项".into(),
        until: Some(until),
        ground: Some(if is_agent { MandateGround::Letter } else { MandateGround::OtherGuardian }),
        paper: if is_agent { "".into() } else { "监护关系证明".into() },
    }
}

fn acting_until(role: PersonRole, until: MandateEnd) -> Fact {
    let mandate = Some(mandate_until(role, until));
    Fact::PersonPut { person: Person { mandate, ..person(role, Reading::Typed) } }
}

fn by_card(role: PersonRole) -> Fact {
    Fact::PersonPut { person: person(role, Reading::Card) }
}

fn typed(role: PersonRole) -> Fact {
    Fact::PersonPut { person: person(role, Reading::Typed) }
}

fn answered(question: &str, option: &str) -> Fact {
    Fact::Answered { question: question.into(), option: option.into() }
}

fn filled(field: &str, value: &str) -> Fact {
    Fact::FieldFilled { field: field.into(), value: Private::new(value) }
}

/// Page and file have the same id.
fn page(id: &str, material: Option<&str>) -> Fact {
    Fact::PageAdded {
        page: PageOf {
            id: id.into(),
            file: id.into(),
            index: 0,
            media: "image/png".into(),
            sha256: id.into(),
            len: 1,
            source: "scan".into(),
            material: material.map(str::to_owned),
            turns: 0,
        },
    }
}

fn shown(page: &str) -> Fact {
    Fact::PageShown { page: page.into() }
}

fn checked(material: &str) -> Fact {
    Fact::OriginalChecked { material: material.into() }
}

fn problem(material: &str) -> Fact {
    Fact::ProblemSet { material: material.into(), problem: Some("印章不清".into()) }
}

fn counted(material: &str, count: u32) -> Fact {
    Fact::ObjectCounted { material: material.into(), count }
}

fn custody(material: &str, custody: Custody) -> Fact {
    let place = (custody == Custody::Held).then(|| "3号窗".into());
    Fact::CustodySet { material: material.into(), custody, place }
}

fn decided(kind: DecisionKind) -> Fact {
    Fact::Decided { decision: Decision::of_kind(kind) }
}

fn issued(form: &str) -> Fact {
    let document = Document {
        id: form.into(),
        form: form.into(),
        file: form.into(),
        number: None,
        pages: 1,
        sha256: form.into(),
        len: 1,
        values: None,
        signature_boxes: Vec::new(),
        code: None,
    };
    Fact::DocumentIssued { document }
}

fn sent_back(revision: u32, targets: &[&str]) -> Fact {
    let comment =
        |target: &&str| crate::case::Comment { target: (*target).into(), text: "请核对".into() };
    Fact::SentBack {
        id: format!("r{revision}"),
        revision,
        by: "2001".into(),
        by_name: "赵示例".into(),
        at: at(0),
        comments: targets.iter().map(comment).collect(),
    }
}

/// Everything that accepting wants: each paper of the list, each field of the form.
fn complete() -> Vec<Fact> {
    vec![
        by_card(PersonRole::Applicant),
        answered("group", "normal"),
        answered("agent", "self"),
        Fact::Received,
        page("h", Some("hukou")),
        shown("h"),
        checked("hukou"),
        custody("hukou", Custody::Returned),
        counted("photo", 2),
        page("d", Some("deed")),
        page("l", Some("later")),
        custody("photo", Custody::Held),
        custody("deed", Custody::Held),
        custody("later", Custody::Held),
        filled("reason", "搬家"),
    ]
}

fn assess<'a>(case: &'a Case, item: &'a Item, form: &'a FormDef) -> CaseAssessment<'a> {
    CaseAssessment::new(case, Some(item), Some(form), today())
}

/// Codes of the lacks, each with the parameters of `names`.
fn lacks_of(facts: impl IntoIterator<Item = Fact>) -> Vec<String> {
    let (case, item, form) = (case(facts), item(), form());
    let name = |lack: &Lack| serde_json::to_value(lack.code).unwrap().as_str().unwrap().to_owned();
    assess(&case, &item, &form).readiness.lacks.iter().map(name).collect()
}
