//! Another item for the same person: people, pages and answers are copied into a new case; the old
//! one stays as it is. The stamp of receipt is not copied: papers handed over for one item are not
//! handed over for another.
//!
//! Invariant: what is carried into another case is copied and sealed anew; the other case is not
//! touched, and no receipt, check or custody comes along.
use super::editing::show_case;
use crate::Failure;
use crate::cases::case_file::CaseFile;
use crate::cases::opening::{answer_fact, find_filable_item, opening_facts};
use crate::cases::sealed_pages::CERTIFICATE;
use crate::contract::views::CaseView;
use crate::contract::{AnotherItem, Topic};
use crate::desk::Desk;
use crate::station::ids::new_id;
use counter_core::case::{PageOf, Person};
use counter_core::fact::Fact;
use counter_core::form::{FieldKind, FormDef};
use counter_core::item::{Item, MaterialDef, Supply};
use std::collections::BTreeMap;

/// Where a carried page says it comes from.
const CARRIED: &str = "carried";

pub async fn another_item(desk: &Desk, payload: AnotherItem) -> Result<CaseView, Failure> {
    let clerk = desk.station.require_clerk()?;
    let from = desk.cases.read_case(&payload.case)?;
    let loaded = desk.catalog.current();
    let item = find_filable_item(&desk.station, &loaded.pack, &payload.item)?;
    let file = desk.cases.new_case(loaded.clone());
    let mut facts = opening_facts(&clerk, &loaded);
    facts.push(Fact::ItemChosen {
        item: item.id.clone(),
        pack_version: loaded.pack.version().to_owned(),
    });
    facts.push(Fact::CarriedFrom { case: from.id.clone() });
    // What was confirmed was confirmed for the other case.
    let person = |person: &Person| Person { expiry_confirmed: false, ..person.clone() };
    facts.extend(from.case.people.iter().map(|p| Fact::PersonPut { person: person(p) }));
    let answers = from.case.answers.iter();
    facts.extend(answers.filter_map(|(question, option)| answer_fact(item, question, option).ok()));
    facts.extend(
        loaded.pack.form(&item.form).map(|form| carry_fields(&from, form)).unwrap_or_default(),
    );
    // Sealed anew under the new case's key before the journal names them: each case stands and is
    // purged by itself.
    facts.extend(carry_pages(desk, &from, item, &file.id)?);
    let file = desk.cases.open_case(file, facts)?;
    desk.station.announce(Topic::Status);
    show_case(desk, &file)
}

/// What was filled in by hand, where the new form asks the same thing in the same way.
fn carry_fields(from: &CaseFile, form: &FormDef) -> Vec<Fact> {
    let Some(old) = from.form() else { return Vec::new() };
    let is_same = |id: &str, value: &str| {
        let (Some(source), Some(field)) = (old.field(id), form.field(id)) else { return false };
        let offered = field.kind != FieldKind::Choice
            || field.options.iter().any(|option| option.value == value);
        source.kind == field.kind && offered
    };
    let filled = from.case.fields.iter().filter(|(id, value)| is_same(id, value.expose()));
    filled
        .map(|(field, value)| Fact::FieldFilled { field: field.clone(), value: value.clone() })
        .collect()
}

fn carry_pages(
    desk: &Desk,
    from: &CaseFile,
    item: &Item,
    case: &str,
) -> Result<Vec<Fact>, Failure> {
    let Some(old) = from.item() else { return Ok(Vec::new()) };
    let mut sealed: BTreeMap<&str, String> = BTreeMap::new();
    let mut facts = Vec::new();
    // What the library gave was asked for that case alone.
    for page in from.case.pages.iter().filter(|page| page.source != CERTIFICATE) {
        let source =
            page.material.as_deref().and_then(|id| old.materials.iter().find(|m| m.id == id));
        let Some(paper) = source.and_then(|source| find_same_paper(old, source, item)) else {
            continue;
        };
        let file = match sealed.get(page.file.as_str()) {
            Some(file) => file.clone(),
            None => {
                let (media, bytes) = desk.cases.read_file(&from.id, &page.file)?;
                let row = desk.cases.seal_file(case, &media, &bytes)?;
                sealed.insert(&page.file, row.id.clone());
                row.id
            }
        };
        let (material, source) = (Some(paper.id.clone()), CARRIED.to_owned());
        facts.push(Fact::PageAdded {
            page: PageOf { id: new_id(), file, source, material, ..page.clone() },
        });
    }
    Ok(facts)
}

/// The same paper in the other list: by id or by its very name; by kind of certificate only where
/// neither list wants two of the kind, for an agent's card is not the applicant's.
fn find_same_paper<'a>(old: &Item, source: &MaterialDef, new: &'a Item) -> Option<&'a MaterialDef> {
    let papers = |m: &&MaterialDef| m.supply != Supply::Form && m.supply != Supply::Object;
    let by_name =
        new.materials.iter().filter(papers).find(|m| m.id == source.id || m.name == source.name);
    let count_kind = |item: &Item| item.materials.iter().filter(|m| m.cert == source.cert).count();
    let by_kind = || {
        let only = source.cert.is_some() && count_kind(old) == 1 && count_kind(new) == 1;
        new.materials.iter().filter(papers).find(|m| only && m.cert == source.cert)
    };
    by_name.or_else(by_kind)
}
