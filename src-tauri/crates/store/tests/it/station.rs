//! A station in a temporary folder, and rows to put into it.

use counter_store::{
    CaseWrite, EntryRow, HeadRow, OutboxRow, Place, StationKey, Store, StoreError,
};
use std::path::Path;

pub struct Station {
    pub place: Place,
    pub key: StationKey,
}

impl Station {
    pub fn at(folder: &Path) -> Self {
        Self { place: place(folder), key: StationKey::random() }
    }

    pub fn open(&self) -> Result<Store, StoreError> {
        Store::open(&self.place, &self.key)
    }
}

pub fn place(folder: &Path) -> Place {
    Place { db: folder.join("counter.db"), vault: folder.join("vault"), application_id: 0x5a43 }
}

pub fn entry(case: &str, seq: u64) -> EntryRow {
    EntryRow {
        case: case.into(),
        seq,
        at: "2026-03-02T09:00:00+08:00".into(),
        by: "c1".into(),
        body: format!(r#"{{"fact":{seq}}}"#),
        prev: seq.checked_sub(1).map_or_else(String::new, |before| format!("hash {before}")),
        hash: format!("hash {seq}"),
    }
}

pub fn head(case: &str, updated_ms: i64) -> HeadRow {
    HeadRow {
        case: case.into(),
        status: "draft".into(),
        delivery: "none".into(),
        clerk: "c1".into(),
        item: "pension-join".into(),
        provisional: None,
        official: None,
        updated_ms,
        summary: r#"{"name":"陈示例"}"#.into(),
        search: "陈示例".into(),
    }
}

pub fn submission(case: &str, state: &str, next_at_ms: i64) -> OutboxRow {
    OutboxRow {
        case: case.into(),
        office: "office".into(),
        revision: 1,
        event: None,
        payload: r#"{"manifest":[]}"#.into(),
        key: format!("key of {case}"),
        state: state.into(),
        attempts: 0,
        next_at_ms,
        last_code: None,
        progress: "{}".into(),
    }
}

/// The first step of a case: one entry and a head.
pub fn begin(store: &mut Store, head: &HeadRow) -> Result<(), StoreError> {
    store.append(&CaseWrite {
        case: &head.case,
        expected_seq: 0,
        entries: &[entry(&head.case, 0)],
        head,
        outbox: &[],
    })
}
