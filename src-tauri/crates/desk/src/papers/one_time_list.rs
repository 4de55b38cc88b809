//! 一次性告知书: everything to bring for an item in a situation, to take along. Names nobody.
use super::context::PaperContext;
use counter_catalog::Pack;
use counter_core::item::{
    Accept, Item, MaterialDef, RowNeed, asking_order, build_checklist, known_answers,
    questions_open,
};
use counter_documents::Sheet;
use counter_documents::sheet::{ListRow, OneTimeList, Situation};
use std::collections::BTreeMap;

pub fn one_time_list(
    context: &PaperContext,
    pack: &Pack,
    item: &Item,
    answers: &BTreeMap<String, String>,
) -> Sheet {
    let rows = build_checklist(item, answers).into_iter().filter_map(|row| {
        let definition = item.materials.iter().find(|material| material.id == row.material)?;
        let need = match row.need {
            RowNeed::Required => "必要",
            RowNeed::Optional => "如有请带",
            RowNeed::Later => "可后补",
            RowNeed::OneOf(_) => "任选其一",
            RowNeed::NotNeeded => return None,
        };
        Some(ListRow {
            name: row.name,
            original: row.original,
            copy: row.copy,
            need: need.to_owned(),
            why: how_to_hand_in(pack, item, definition),
        })
    });
    Sheet::OneTimeList(OneTimeList {
        station: context.station_line(),
        window: context.clerk.window.clone(),
        clerk_name: context.clerk.name.clone(),
        printed_at: context.printed_at(),
        mark: context.mark.clone(),
        item_name: item.name.clone(),
        department: item.department.clone(),
        situations: situations(item, answers),
        conditions: item.conditions.clone(),
        materials: rows.collect(),
        limit: item.limit.as_ref().and_then(|limit| limit.text.clone()),
        fee: item.fee.clone(),
        notes: context.place_lines(),
        version: Some(pack.version().to_owned()),
    })
}

/// The questions that settled the list, with their answers.
fn situations(item: &Item, answers: &BTreeMap<String, String>) -> Vec<Situation> {
    let open = questions_open(item, answers);
    let implied = known_answers(item, answers);
    let order = asking_order(item);
    let questions =
        order.iter().filter_map(|id| item.questions.iter().find(|question| question.id == *id));
    let relevant = questions
        .filter(|question| open.contains(&question.id) || answers.contains_key(&question.id));
    let situations = relevant.filter_map(|question| {
        let answer = answers.get(&question.id).or(implied.get(&question.id))?;
        let option = question.options.iter().find(|option| option.id == *answer)?;
        Some(Situation { question: question.text.clone(), answer: option.label.clone() })
    });
    situations.collect()
}

fn how_to_hand_in(pack: &Pack, item: &Item, material: &MaterialDef) -> String {
    let accept = match material.accept {
        Accept::Original => "收原件",
        Accept::SeeAndCopy => "验原件，窗口扫描留存，不用复印",
        Accept::SeeOnly => "只验原件",
        Accept::Copy => "收复印件",
        Accept::Both => "收原件及复印件",
    };
    let has_blank = item.blank_of(material).is_some_and(|form| pack.form(form).is_some());
    format!("{accept}{}", if has_blank { "；窗口有空白表" } else { "" })
}
