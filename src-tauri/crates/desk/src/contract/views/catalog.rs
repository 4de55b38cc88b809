//! What a newer catalogue changed.
use counter_core::item::CopyBy;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct CatalogueNews {
    pub version: String,
    pub title: String,
    pub note: String,
    pub items: u32,
    pub known_until: Option<i32>,
    pub until: Option<String>,
    pub added: Vec<String>,
    pub removed: Vec<String>,
    pub changed: Vec<ItemNews>,
}

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ItemNews {
    pub id: String,
    pub name: String,
    pub lists: Vec<ListNews>,
    pub also: Vec<String>,
}

/// `when`: question and answer in turn; empty: in every situation.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ListNews {
    pub when: Vec<String>,
    pub bring: Vec<PaperNews>,
    pub no_longer: Vec<PaperNews>,
    pub otherwise: Vec<PaperNews>,
}

#[derive(Clone, Serialize, Deserialize, TS)]
pub struct PaperNews {
    pub name: String,
    pub original: u32,
    pub copy: u32,
    #[ts(type = "CopyBy | null")]
    pub copy_by: Option<CopyBy>,
    pub optional: bool,
}

super::declare! { CatalogueNews, ItemNews, ListNews, PaperNews }
