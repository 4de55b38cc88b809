//! The printed forms of a case as data for the typesetter. Forms are in Chinese only; their wording is an example.
mod blank;
pub mod letters;

use crate::journal::Open;
use crate::show::{decision::REMEDIES, form, materials};
use crate::view::{AcceptAs, ChecklistRow, ChecklistView, ClerkView, Custody, MaterialState, MaterialView, Need};
use crate::{Desk, Failure};
use counter_core::case::{Decision, DecisionKind, Document, Person};
use counter_core::date::{Date, Moment};
use counter_core::item::PersonRole;
use counter_documents::Sheet;
use counter_documents::sheet::*;

pub use blank::Blank;

const LAW: &str = "依据《中华人民共和国行政许可法》第三十二条";

pub struct Stamp {
    pub printed_at: String,
    pub mark: Option<String>,
}

fn long_date(date: Date) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

fn long_moment(at: Moment) -> String {
    format!("{} {}", long_date(at.date()), at.local().strftime("%H:%M"))
}

/// Papers that have no effect say so: the ground's mark, or a trial's.
pub fn stamp(desk: &Desk) -> Stamp {
    let mark = desk.ground.mark.or(desk.face().trial.then_some("试用")).map(str::to_owned);
    Stamp { printed_at: long_date(desk.now().date()), mark }
}

pub fn form_name(sheet: &Sheet) -> &'static str {
    match sheet {
        Sheet::AcceptanceReceipt(_) => "acceptance_receipt",
        Sheet::CorrectionNotice(_) => "correction_notice",
        Sheet::Refusal(_) => "refusal",
        Sheet::MaterialsReceipt(_) => "materials_receipt",
        Sheet::OneTimeList(_) => "one_time_list",
        Sheet::DaySheet(_) => "day_sheet",
        Sheet::Letter(letter) => letter.kind.form_name(),
        Sheet::ApplicationForm(_) => "application_form",
        Sheet::BlankForm(_) => "blank_form",
    }
}

/// Paper that people carry about names them, and no more.
fn person_line(person: &Person) -> String {
    person.name.expose().to_owned()
}

fn head(desk: &Desk, open: &Open, clerk: &ClerkView, number: Option<&str>) -> Head {
    let stamp = stamp(desk);
    let agent = [PersonRole::Agent, PersonRole::Guardian, PersonRole::Spouse]
        .into_iter()
        .find_map(|role| open.case.person(role));
    Head {
        station: format!("{}综合服务窗口", clerk.station),
        window: clerk.window.clone(),
        clerk_name: clerk.name.clone(),
        number: number.map(str::to_owned),
        provisional: number.is_some() && open.case.official.is_none(),
        printed_at: stamp.printed_at,
        reprint: false,
        mark: stamp.mark,
        item_name: open.item().map(|i| i.name.clone()).unwrap_or_default(),
        department: open.item().map(|i| i.department.clone()).unwrap_or_default(),
        applicant_name: open.case.person(PersonRole::Applicant).map(person_line).unwrap_or_default(),
        agent_name: agent.map(person_line),
    }
}

fn received_on(open: &Open) -> String {
    open.case.received.map(long_moment).unwrap_or_default()
}

fn material_row(row: &MaterialView) -> MaterialRow {
    let mut said = Vec::new();
    match row.supply {
        crate::view::Supply::Chip if row.pages.is_empty() => said.push("读卡核验".to_owned()),
        crate::view::Supply::Form => said.push("系统生成，签字确认".to_owned()),
        crate::view::Supply::Object => said.push(format!("收实物 {} 件", row.in_hand)),
        _ => {}
    }
    if !row.pages.is_empty() {
        said.push(format!("扫描留存 {} 页", row.pages.len()));
    }
    if row.checked_by.is_some() {
        said.push("已验原件".to_owned());
    }
    match row.custody {
        Custody::Returned => said.push("原件已退还".to_owned()),
        Custody::Held => said.push("原件留存".to_owned()),
        Custody::None => {}
    }
    MaterialRow { name: row.name.clone(), original: row.original, copy: row.copy, state: said.join("，") }
}

/// What was brought, faulty or not.
fn in_hand(open: &Open) -> Vec<MaterialRow> {
    let rows = materials::rows(open);
    let there = rows.iter().filter(|r| matches!(r.state, MaterialState::Received | MaterialState::Problem));
    there.map(material_row).collect()
}

/// The sentence about the deadline that now counts, with `暂定` where the calendar is not known yet.
fn deadline(desk: &Desk, open: &Open, accepted: bool) -> String {
    let Some(item) = open.item() else { return String::new() };
    let today = desk.now();
    let status = if accepted { counter_core::state::Status::Accepted } else { counter_core::state::Status::Received };
    let accepted = accepted.then_some(open.case.accepted_at().unwrap_or(today).date());
    let course = counter_core::clock::Course { accepted, ..open.course() };
    let clock = counter_core::clock::legal_clock(item, &course, status, &desk.shelf().calendar, today.date());
    let day = clock.deadline.map(|d| format!("{}{}", long_date(d.date), if d.provisional { "（暂定）" } else { "" }));
    match (clock.kind, day) {
        (counter_core::clock::ClockKind::OnTheSpot, _) => "即办 · 今天办结".to_owned(),
        (counter_core::clock::ClockKind::CorrectionNotice, Some(day)) => {
            format!("补正告知期限 {day}，逾期未告知视为受理")
        }
        // What only a class or the statute gives was promised by nobody.
        (counter_core::clock::ClockKind::Promise, Some(day)) if !clock.from_class && !clock.from_statute => {
            format!("承诺办结：{day}前")
        }
        _ => "办理期限以办事指南为准".to_owned(),
    }
}

/// The form that carries a decision; without a number it is a preview.
pub fn decided(
    desk: &Desk,
    open: &Open,
    decision: &Decision,
    clerk: &ClerkView,
    number: Option<&str>,
) -> Result<Sheet, Failure> {
    if let Some(letter) = letters::notice(desk, open, decision, clerk, number) {
        return Ok(letter);
    }
    let head = head(desk, open, clerk, number);
    Ok(match decision.kind {
        DecisionKind::Accept => Sheet::AcceptanceReceipt(AcceptanceReceipt {
            head,
            received_on: received_on(open),
            accepted_on: long_moment(open.case.accepted_at().unwrap_or(desk.now())),
            deadline: deadline(desk, open, true),
            materials: in_hand(open),
            notes: open.item().and_then(|i| i.fee.clone()).map(|fee| format!("收费：{fee}")).into_iter().collect(),
        }),
        DecisionKind::Correction => Sheet::CorrectionNotice(CorrectionNotice {
            head,
            received_on: received_on(open),
            items: decision
                .faults
                .iter()
                .map(|f| NoticeItem { material: f.name.clone(), problem: f.problem.clone(), how_to_fix: f.fix.clone() })
                .collect(),
            deadline: "请备齐后到本窗口一次补正；全部补正材料收齐之日为受理之日。".to_owned(),
            law: law(open, "第（四）项"),
            notes: vec!["本告知书一次列明全部需要补正的内容。".to_owned()],
        }),
        DecisionKind::Refuse | DecisionKind::Redirect => Sheet::Refusal(Refusal {
            head,
            received_on: received_on(open),
            reasons: refusal_reasons(decision),
            law: law(open, if decision.kind == DecisionKind::Redirect { "第（二）项" } else { "" }),
            remedies: vec![REMEDIES.to_owned()],
            right_office: decision.right_office.as_ref().map(|name| RightOffice {
                name: name.clone(),
                address: None,
                phone: None,
            }),
            notes: Vec::new(),
        }),
    })
}

fn refusal_reasons(decision: &Decision) -> Vec<String> {
    if decision.reasons.is_empty() {
        return vec!["申请事项依法不属于本机关职权范围。".to_owned()];
    }
    decision.reasons.clone()
}

/// The licence law speaks for licences only (task type 01).
fn law(open: &Open, part: &str) -> Vec<String> {
    let licence = open.item().is_some_and(|i| i.task_type == "01");
    if licence { vec![format!("{LAW}{part}。")] } else { Vec::new() }
}

pub fn materials_receipt(desk: &Desk, open: &Open, clerk: &ClerkView) -> Result<Sheet, Failure> {
    Ok(Sheet::MaterialsReceipt(MaterialsReceipt {
        head: head(desk, open, clerk, open.case.number()),
        received_on: received_on(open),
        deadline: deadline(desk, open, false),
        materials: in_hand(open),
        notes: Vec::new(),
    }))
}

/// Without a number: the form is part of what gets the number.
pub fn application_form(desk: &Desk, open: &Open, clerk: &ClerkView) -> Result<Sheet, Failure> {
    let def = open.form().ok_or_else(|| Failure::new("no_item"))?;
    let sections = def.sections.iter().map(|section| SheetSection {
        title: section.title.clone(),
        fields: section
            .fields
            .iter()
            .map(|field| {
                let value = form::filled(open, field).value;
                let label = field.options.iter().find(|o| o.value == value).map(|o| o.label.clone());
                let wide = matches!(field.kind, counter_core::form::FieldKind::LongText) || value.chars().count() > 16;
                SheetField { label: field.label.clone(), value: label.unwrap_or(value), wide }
            })
            .collect(),
    });
    Ok(Sheet::ApplicationForm(ApplicationForm {
        head: head(desk, open, clerk, None),
        title: def.title.clone(),
        sections: sections.collect(),
        declaration: def.declaration.clone(),
    }))
}

/// The paper as it was issued, with the mark 补打; `None` where it cannot be made again and the kept PDF serves.
pub fn reprinted(desk: &Desk, open: &Open, document: &Document) -> Option<Sheet> {
    let clerk = desk.signed().as_ref().map(|s| s.view.clone())?;
    let (decision, _) = open.case.decision_of(document)?.clone();
    // What has been amended since can no longer be set as it was.
    if open.case.papers().all(|paper| paper.id != document.id) || !open.case.touched.is_empty() {
        return None;
    }
    let number = document.number.as_deref();
    let mut sheet = match document.form.as_str() {
        "materials_receipt" => materials_receipt(desk, open, &clerk).ok()?,
        "application_form" => return None,
        "deferred_commitment" => letters::commitment(desk, open, decision.deferred.as_ref()?, &clerk),
        "special_notice" | "extension_notice" => {
            letters::step(desk, open, open.case.told.iter().find(|told| told.id == document.id)?, &clerk).ok()?
        }
        _ => decided(desk, open, &decision, &clerk, number).ok()?,
    };
    let head = match &mut sheet {
        Sheet::AcceptanceReceipt(s) => &mut s.head,
        Sheet::CorrectionNotice(s) => &mut s.head,
        Sheet::Refusal(s) => &mut s.head,
        Sheet::MaterialsReceipt(s) => &mut s.head,
        Sheet::Letter(s) => &mut s.head,
        Sheet::OneTimeList(_) | Sheet::ApplicationForm(_) | Sheet::BlankForm(_) | Sheet::DaySheet(_) => return None,
    };
    head.reprint = true;
    head.number = number.map(str::to_owned);
    Some(sheet)
}

fn with_blank(row: &ChecklistRow, accept: &str) -> String {
    format!("{accept}{}", if row.blank.is_some() { "；窗口有空白表" } else { "" })
}

pub fn one_time_list(view: &ChecklistView, clerk: &ClerkView, stamp: &Stamp) -> Sheet {
    let asked = view.questions.iter().filter_map(|q| {
        let answer = q.options.iter().find(|o| Some(&o.id) == q.answer.as_ref())?;
        Some(Situation { question: q.text.clone(), answer: answer.label.clone() })
    });
    let rows = view.rows.iter().filter(|r| r.need != Need::NotNeeded).map(|row| ListRow {
        name: row.name.clone(),
        original: row.original,
        copy: row.copy,
        need: match row.need {
            Need::Required => "必要",
            Need::Optional => "如有请带",
            Need::Later => "可后补",
            Need::OneOf => "任选其一",
            Need::NotNeeded => "",
        }
        .to_owned(),
        why: with_blank(
            row,
            match row.accept {
                AcceptAs::Original => "收原件",
                AcceptAs::SeeAndCopy => "验原件，窗口扫描留存，不用复印",
                AcceptAs::SeeOnly => "只验原件",
                AcceptAs::Copy => "收复印件",
                AcceptAs::Both => "收原件及复印件",
            },
        ),
    });
    Sheet::OneTimeList(OneTimeList {
        station: format!("{}综合服务窗口", clerk.station),
        window: clerk.window.clone(),
        clerk_name: clerk.name.clone(),
        printed_at: stamp.printed_at.clone(),
        mark: stamp.mark.clone(),
        item_name: view.item.name.clone(),
        department: view.item.department.clone(),
        situations: asked.collect(),
        conditions: view.item.conditions.clone(),
        materials: rows.collect(),
        limit: view.item.limit_text.clone(),
        fee: view.item.fee.clone(),
        notes: Vec::new(),
        version: Some(view.item.pack_version.clone()),
    })
}
