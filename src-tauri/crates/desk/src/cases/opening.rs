//! The first entries of a case, and what may be opened as one.
use super::Cases;
use super::case_file::CaseFile;
use crate::Failure;
use crate::catalog::loaded_pack::LoadedPack;
use crate::contract::FailureCode;
use crate::station::Station;
use crate::station::ids::new_id;
use crate::station::session::Clerk;
use counter_catalog::Pack;
use counter_core::case::Case;
use counter_core::casework::Section;
use counter_core::code::variant_code;
use counter_core::fact::Fact;
use counter_core::item::{ForWhom, Item};
use counter_core::journal::Chain;
use std::sync::Arc;

/// The first entry of every case.
pub fn opening_facts(clerk: &Clerk, catalog: &LoadedPack) -> Vec<Fact> {
    let pack_version = catalog.pack.version().to_owned();
    vec![Fact::Opened {
        station: clerk.station.clone(),
        window: clerk.window.clone(),
        pack_version,
        chain: Chain::Second,
        continues: None,
    }]
}

/// The item, where a case of it can be filed here today.
pub fn find_filable_item<'a>(
    station: &Station,
    pack: &'a Pack,
    id: &str,
) -> Result<&'a Item, Failure> {
    let item = pack.item(id).ok_or_else(|| Failure::new(FailureCode::UnknownItem))?;
    if !item.in_force(station.now().date()) {
        return Err(Failure::new(FailureCode::ItemNotInForce));
    }
    if let Some(legacy) = &item.legacy {
        let instead = legacy.instead.as_deref().unwrap_or("");
        return Err(Failure::new(FailureCode::LegacyItem).with("instead", instead));
    }
    // Said before a firm's item is: whoever comes with one has to go to that window in any case.
    if let Err(by) = station.window_scope().takes_item(item) {
        return Err(Failure::new(FailureCode::ItemNotThisWindow).with("by", variant_code(&by)));
    }
    if item.for_whom == ForWhom::Firm {
        return Err(Failure::new(FailureCode::FirmItemLater));
    }
    Ok(item)
}

pub fn answer_fact(item: &Item, question: &str, option: &str) -> Result<Fact, Failure> {
    let definition = item
        .questions
        .iter()
        .find(|q| q.id == question)
        .ok_or_else(|| Failure::new(FailureCode::UnknownQuestion))?;
    if !definition.options.iter().any(|o| o.id == option) {
        return Err(Failure::new(FailureCode::UnknownOption));
    }
    Ok(Fact::Answered { question: question.to_owned(), option: option.to_owned() })
}

impl Cases {
    /// A case that no entry was written of yet.
    pub fn new_case(&self, catalog: Arc<LoadedPack>) -> CaseFile {
        let now = self.station.now();
        let (case, today) = (Case::empty(now), now.date());
        let in_use = self.catalog.current();
        CaseFile { id: new_id(), case, catalog, in_use, outbox: None, today }
    }

    /// Writes the first entries, then opens the section where the next step is.
    pub fn open_case(&self, file: CaseFile, facts: Vec<Fact>) -> Result<CaseFile, Failure> {
        let (file, section) =
            self.append_and_read(file, facts, |_, assessment| assessment.readiness.next.section)?;
        let facts = section_facts(&file, section);
        self.append_facts(file, facts)
    }
}

/// None where the section is open already.
pub fn section_facts(file: &CaseFile, section: Section) -> Vec<Fact> {
    let section = u8::from(section);
    if file.case.section == section { Vec::new() } else { vec![Fact::SectionOpened { section }] }
}
