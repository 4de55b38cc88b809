//! How many papers came for a row, by their kind: noted by a scan, else counted by the clerk's key.
//! What the checklist wanted is never in here.
use super::Case;
use crate::item::{Accept, MaterialDef, Supply};
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaperKind {
    Original,
    Copy,
    /// 电子材料: a file or a certificate that was shown on a screen or sent.
    Electronic,
}

/// What was handed over for one row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperCount {
    pub originals: u32,
    pub copies: u32,
    pub electronic: u32,
    /// Things, such as a photograph.
    pub objects: u32,
}

impl PaperCount {
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Case {
    /// A page scanned under the row is one paper in the clerk's hand: the original, or the copy
    /// where the row takes copies alone; an original that was compared was there too. The picture of
    /// an object is a page and no paper: how many objects came is counted by key alone. A count by
    /// key says otherwise, kind by kind.
    pub fn count_papers(&self, material: &MaterialDef) -> PaperCount {
        let state = self.materials.get(&material.id);
        let counted = |kind| state.and_then(|state| state.papers.get(&kind).copied());
        let is_paper = material.supply != Supply::Object;
        let is_scanned = self.pages_of(&material.id).any(|page| page.source == "scan");
        let scanned = u32::from(is_paper && is_scanned);
        let compared = u32::from(state.is_some_and(|state| state.checked.is_some()));
        let is_copy = material.accept == Accept::Copy;
        let original = if is_copy { compared } else { scanned.max(compared) };
        PaperCount {
            originals: counted(PaperKind::Original).unwrap_or(original),
            copies: counted(PaperKind::Copy).unwrap_or(if is_copy { scanned } else { 0 }),
            electronic: counted(PaperKind::Electronic).unwrap_or(0),
            objects: state.map_or(0, |state| state.count),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::fact::Fact;
    use crate::case::page::PageOf;
    use crate::time::date::Moment;

    fn page(source: &str) -> Fact {
        Fact::PageAdded {
            page: PageOf {
                id: "1".into(),
                file: "1".into(),
                index: 0,
                media: "image/png".into(),
                sha256: "0a".repeat(32),
                len: 9,
                source: source.into(),
                material: Some("hukou".into()),
                turns: 0,
            },
        }
    }

    fn count(kind: PaperKind, count: u32) -> Fact {
        Fact::PapersCounted { material: "hukou".into(), kind, count }
    }

    fn papers(accept: &str, facts: &[Fact]) -> PaperCount {
        papers_of(&format!(r#"{{"id":"hukou","name":"户口簿","accept":"{accept}"}}"#), facts)
    }

    fn papers_of(row: &str, facts: &[Fact]) -> PaperCount {
        let material = serde_json::from_str(row).unwrap();
        let at = Moment::from_millis(1_790_000_000_000);
        let mut case = Case::empty(at);
        facts.iter().for_each(|fact| case.apply(fact, at, "1001"));
        case.count_papers(&material)
    }

    #[test]
    fn a_scan_notes_one_paper_and_a_key_counts() {
        let none = PaperCount::default();
        assert_eq!(papers("see", &[]), none);
        assert_eq!(papers("see", &[page("scan")]), PaperCount { originals: 1, ..none });
        assert_eq!(papers("copy", &[page("scan")]), PaperCount { copies: 1, ..none });
        assert_eq!(papers("see", &[page("import")]), none, "a file is no original");
        let compared = Fact::OriginalChecked { material: "hukou".into() };
        let both = [page("scan"), compared.clone()];
        assert_eq!(papers("copy", &both), PaperCount { originals: 1, copies: 1, ..none });
        assert_eq!(papers("see", &[page("import"), compared]), PaperCount { originals: 1, ..none });
        let counted = [page("scan"), count(PaperKind::Copy, 2), count(PaperKind::Original, 0)];
        assert_eq!(papers("see", &counted), PaperCount { copies: 2, ..none });
        let taken_out = [page("scan"), Fact::PageDeleted { page: "1".into() }];
        assert!(papers("see", &taken_out).is_empty());
    }

    #[test]
    fn the_picture_of_an_object_is_no_paper() {
        let none = PaperCount::default();
        for accept in ["original", "copy", "see"] {
            let row =
                format!(r#"{{"id":"hukou","name":"照片","accept":"{accept}","supply":"object"}}"#);
            assert!(papers_of(&row, &[page("scan")]).is_empty(), "{accept}");
            assert!(papers_of(&row, &[page("import")]).is_empty(), "{accept}");
            let objects = Fact::ObjectCounted { material: "hukou".into(), count: 2 };
            let counted = papers_of(&row, &[page("scan"), objects]);
            assert_eq!(counted, PaperCount { objects: 2, ..none }, "{accept}");
            let by_key = papers_of(&row, &[page("scan"), count(PaperKind::Original, 1)]);
            assert_eq!(by_key, PaperCount { originals: 1, ..none }, "{accept}: a key said so");
        }
    }
}
