//! 快捷键卡: the window's keys in both languages, as the page's own tables have them.
use super::context::PaperContext;
use crate::contract::{KeyCardGroup, KeyCardRow};
use counter_documents::Sheet;
use counter_documents::sheet::{KeyCard, KeyLine, KeyLines};

pub fn key_card(context: &PaperContext, groups: Vec<KeyCardGroup>) -> Sheet {
    let line = |KeyCardRow { keys, says, also }| KeyLine { keys, says, also };
    let lines = |KeyCardGroup { title, also, rows }| KeyLines {
        title,
        also,
        rows: rows.into_iter().map(line).collect(),
    };
    Sheet::KeyCard(KeyCard {
        station: context.station_line(),
        window: context.clerk.window.clone(),
        printed_at: context.printed_at(),
        mark: context.mark.clone(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        groups: groups.into_iter().map(lines).collect(),
    })
}
