//! 一次性告知书: everything to bring for an item in a situation, to take along. Names nobody.
use super::context::PaperContext;
use counter_catalog::Pack;
use counter_core::item::{
    Accept, CopyBy, Item, Limit, MaterialDef, NO_COPY_NEEDED, Row, RowNeed, asking_order,
    build_checklist, copy_by, known_answers, questions_open, settle_item,
};
use counter_documents::Sheet;
use counter_documents::sheet::{ListRow, OneTimeList, Situation};
use std::collections::BTreeMap;

/// In place of [`NO_COPY_NEEDED`] while the scanner is out.
const COPIED_HERE: &str = "窗口代为复印";

pub fn one_time_list(
    context: &PaperContext,
    pack: &Pack,
    item: &Item,
    answers: &BTreeMap<String, String>,
) -> Sheet {
    let rows = build_checklist(item, answers).into_iter();
    let no_copy = if context.is_scanner_out { COPIED_HERE } else { NO_COPY_NEEDED };
    let rows = rows.filter_map(|row| list_row(pack, item, row, context.scans.then_some(no_copy)));
    let settled = settle_item(item, answers);
    let required = item.requires.iter().map(|requirement| requirement.text.clone());
    Sheet::OneTimeList(OneTimeList {
        station: context.station_line(),
        window: context.clerk.window.clone(),
        clerk_name: context.clerk.name.clone(),
        printed_at: context.printed_at(),
        mark: context.mark.clone(),
        item_name: item.name.clone(),
        department: item.department.clone(),
        situations: situations(item, answers),
        conditions: required.chain(item.conditions.iter().cloned()).collect(),
        materials: rows.collect(),
        limit: settled.limit.as_ref().and_then(Limit::describe),
        fee: settled.fee.clone(),
        notes: context.place_lines(),
        version: Some(pack.version().to_owned()),
    })
}

/// None for a row that this citizen need not bring. `no_copy`: what is said of a copy where the window
/// makes it.
fn list_row(pack: &Pack, item: &Item, row: Row, no_copy: Option<&str>) -> Option<ListRow> {
    let definition = item.materials.iter().find(|material| material.id == row.material)?;
    let need = match row.need {
        RowNeed::Required => "必要",
        RowNeed::Optional => "如有请带",
        RowNeed::Later => "可后补",
        RowNeed::OneOf(_) => "任选其一",
        RowNeed::NotNeeded => return None,
    };
    let by = copy_by(row.original, row.copy, no_copy.is_some());
    let no_copy = no_copy.filter(|_| by == Some(CopyBy::Window));
    Some(ListRow {
        name: row.name,
        original: row.original,
        copy: if no_copy.is_some() { 0 } else { row.copy },
        need: need.to_owned(),
        why: how_to_hand_in(pack, item, definition, no_copy),
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

fn how_to_hand_in(
    pack: &Pack,
    item: &Item,
    material: &MaterialDef,
    no_copy: Option<&str>,
) -> String {
    let accept = match (material.accept, no_copy.is_some()) {
        (Accept::Original, _) | (Accept::Both, true) => "收原件",
        (Accept::SeeAndCopy, true) => "验原件",
        (Accept::SeeAndCopy, false) => "验原件，收复印件",
        (Accept::SeeOnly, _) => "只验原件",
        (Accept::Copy, _) => "收复印件",
        (Accept::Both, false) => "收原件及复印件",
    };
    let no_copy = no_copy.map(|words| format!("，{words}")).unwrap_or_default();
    let has_blank = item.blank_of(material).is_some_and(|form| pack.form(form).is_some());
    format!("{accept}{no_copy}{}", if has_blank { "；窗口有空白表" } else { "" })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_row(item: &str, material: &str, no_copy: Option<&str>) -> (u32, u32, String) {
        let pack = Pack::builtin().unwrap();
        let item = pack.item(item).unwrap();
        let rows = build_checklist(item, &BTreeMap::new());
        let row = rows.into_iter().find(|row| row.material == material).unwrap();
        let row = list_row(&pack, item, row, no_copy).unwrap();
        (row.original, row.copy, row.why)
    }

    #[test]
    fn the_column_of_copies_asks_for_nothing_that_the_next_says_need_not_be_brought() {
        let pension = |no_copy| read_row("chengxiang-yanglao", "household_register", no_copy);
        let scanned = (1, 0, "验原件，复印件不用带，窗口扫描".to_owned());
        assert_eq!(pension(Some(NO_COPY_NEEDED)), scanned);
        assert_eq!(pension(Some(COPIED_HERE)), (1, 0, "验原件，窗口代为复印".to_owned()));
        assert_eq!(pension(None), (1, 1, "验原件，收复印件".to_owned()));
        for no_copy in [Some(NO_COPY_NEEDED), None] {
            let account = read_row("binzang", "bank_account", no_copy);
            assert_eq!(account, (0, 1, "收复印件".to_owned()), "a copy alone stays one");
        }
    }
}
