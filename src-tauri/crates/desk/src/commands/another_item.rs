//! Another item for the same person: people, pages and answers are copied into a new case; the old one stays as it is.
//! The stamp of receipt is not copied: papers handed over for one item are not handed over for another.
use super::opening::{answered, filable, opened_facts};
use crate::cases::journal::Open;
use crate::cases::materials::CERTIFICATE;
use crate::contract::AnotherItem;
use crate::contract::views::CaseView;
use crate::station::errors::store_failure;
use crate::station::session::require_clerk;
use crate::views::case;
use crate::{Desk, Failure};
use counter_core::case::{Case, PageOf};
use counter_core::fact::Fact;
use counter_core::form::{FieldDef, FieldKind};
use counter_core::item::{Item, MaterialDef, Supply};
use std::collections::BTreeMap;

/// Where a carried page says it comes from.
const CARRIED: &str = "carried";

pub async fn another_item(desk: &Desk, payload: AnotherItem) -> Result<CaseView, Failure> {
    let clerk = require_clerk(desk)?;
    let from = desk.read_case(&payload.case)?;
    let shelf = desk.shelf();
    let item = filable(&shelf.pack, &payload.item, desk.now().date())?.clone();
    let id = desk.fresh_id();
    let mut facts = opened_facts(&clerk, &shelf);
    facts.push(Fact::ItemChosen { item: item.id.clone(), pack_version: shelf.pack.version().to_owned() });
    facts.push(Fact::CarriedFrom { case: from.id.clone() });
    facts.extend(from.case.people.iter().map(|person| Fact::PersonPut { person: person.clone() }));
    facts.extend(from.case.answers.iter().filter_map(|(question, option)| answered(&item, question, option).ok()));
    let form = shelf.pack.form(&item.form).map(|form| form.fields().collect::<Vec<_>>()).unwrap_or_default();
    facts.extend(fields(&from, &form));
    // Sealed anew under the new case's key before the journal names them: each case stands and is purged by itself.
    facts.extend(pages(desk, &from, &item, &id)?);
    let open = Open { id, case: Case::empty(desk.now()), shelf, outbox: None };
    let open = desk.change(open, facts)?;
    let next = open.progress().next.section;
    let facts = if next == open.case.section { vec![] } else { vec![Fact::SectionOpened { section: next }] };
    let open = desk.change(open, facts)?;
    desk.notify("status");
    case::case_view(desk, &open)
}

/// What was filled in by hand, where the new form asks the same thing in the same way.
fn fields(from: &Open, form: &[&FieldDef]) -> Vec<Fact> {
    let Some(old) = from.form() else { return Vec::new() };
    let same = |id: &str, value: &str| {
        let (Some(was), Some(is)) = (old.field(id), form.iter().find(|field| field.id == id)) else { return false };
        let offered = is.kind != FieldKind::Choice || is.options.iter().any(|option| option.value == value);
        was.kind == is.kind && offered
    };
    let filled = from.case.fields.iter().filter(|(id, value)| same(id, value.expose()));
    filled.map(|(field, value)| Fact::FieldFilled { field: field.clone(), value: value.clone() }).collect()
}

fn pages(desk: &Desk, from: &Open, item: &Item, case: &str) -> Result<Vec<Fact>, Failure> {
    let Some(old) = from.item() else { return Ok(Vec::new()) };
    let mut sealed: BTreeMap<&str, String> = BTreeMap::new();
    let mut facts = Vec::new();
    // What the library gave was asked for that case alone.
    for page in from.case.pages.iter().filter(|page| page.source != CERTIFICATE) {
        let was = page.material.as_deref().and_then(|id| old.materials.iter().find(|m| m.id == id));
        let Some(is) = was.and_then(|was| same_paper(old, was, item)) else { continue };
        let file = match sealed.get(page.file.as_str()) {
            Some(file) => file.clone(),
            None => {
                let kept = desk.with_store(|s| {
                    let (row, bytes) = s.page(&from.id, &page.file).map_err(store_failure)?;
                    s.put_page(case, &row.media, &bytes).map_err(store_failure)
                })?;
                sealed.insert(&page.file, kept.id.clone());
                kept.id
            }
        };
        let (material, source) = (Some(is.id.clone()), CARRIED.to_owned());
        let carried = PageOf { id: desk.fresh_id(), file, source, material, ..page.clone() };
        facts.push(Fact::PageAdded { page: carried });
    }
    Ok(facts)
}

/// The same paper in the other list: by id or by its very name; by kind of certificate only where neither list wants two of the
/// kind, for an agent's card is not the applicant's.
fn same_paper<'a>(old: &Item, was: &MaterialDef, new: &'a Item) -> Option<&'a MaterialDef> {
    let papers = |m: &&MaterialDef| m.supply != Supply::Form && m.supply != Supply::Object;
    let named = new.materials.iter().filter(papers).find(|is| is.id == was.id || is.name == was.name);
    let of_kind = |item: &Item| item.materials.iter().filter(|m| m.cert == was.cert).count();
    let by_kind = || {
        let one = was.cert.is_some() && of_kind(old) == 1 && of_kind(new) == 1;
        new.materials.iter().filter(papers).find(|is| one && is.cert == was.cert)
    };
    named.or_else(by_kind)
}
