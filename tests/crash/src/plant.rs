//! Planted faults: the log as a program would have left it that does one thing in the wrong order
//! or not at all. The proof is worth something only if each of them is caught.

use std::collections::BTreeSet;

use super::log::{Change, Step};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bug {
    /// The database's log is not synced at a commit (`synchronous=NORMAL`).
    NormalCommit,
    PageNotSynced,
    /// The rename of a page is not made durable.
    FolderNotSynced,
    /// The new database's own name is not made durable.
    DatabaseNameNotSynced,
    /// The row of a page is committed before its file is on the disk.
    CommitBeforeFile,
    /// The number is on the screen before its commit.
    SaidBeforeCommit,
}

pub const BUGS: [Bug; 6] = [
    Bug::NormalCommit,
    Bug::PageNotSynced,
    Bug::FolderNotSynced,
    Bug::DatabaseNameNotSynced,
    Bug::CommitBeforeFile,
    Bug::SaidBeforeCommit,
];

pub fn plant_bug(steps: &[Step], bug: Bug) -> Vec<Step> {
    let files = Files::of(steps);
    let filtered =
        |keep: &dyn Fn(&Step) -> bool| steps.iter().filter(|step| keep(step)).cloned().collect();
    match bug {
        Bug::NormalCommit => {
            filtered(&|step| !matches!(step, Step::Synced(file) if files.wal.contains(file)))
        }
        Bug::PageNotSynced => {
            filtered(&|step| !matches!(step, Step::Synced(file) if files.pages.contains(file)))
        }
        Bug::FolderNotSynced => {
            filtered(&|step| !matches!(step, Step::NamesSynced(name) if name.starts_with("pages/")))
        }
        Bug::DatabaseNameNotSynced => {
            filtered(&|step| !matches!(step, Step::NamesSynced(name) if name.is_empty()))
        }
        Bug::CommitBeforeFile => move_pages_after_commit(steps, &files),
        Bug::SaidBeforeCommit => move_words_before_commit(steps, &files),
    }
}

struct Files {
    wal: BTreeSet<u64>,
    pages: BTreeSet<u64>,
}

impl Files {
    fn of(steps: &[Step]) -> Self {
        let files_named = |part: &str| {
            let files = steps.iter().filter_map(|step| match step {
                Step::Change(Change::Made { name, file }) if name.contains(part) => Some(*file),
                _ => None,
            });
            files.collect()
        };
        Self { wal: files_named("station.db-wal"), pages: files_named("pages/") }
    }

    fn is_commit(&self, step: &Step) -> bool {
        matches!(step, Step::Synced(file) if self.wal.contains(file))
    }

    /// What brings a page's file to the disk.
    fn is_page(&self, step: &Step) -> bool {
        match step {
            Step::Change(Change::Written { file, .. } | Change::Cut { file, .. })
            | Step::Synced(file) => self.pages.contains(file),
            Step::Change(Change::Made { name, .. } | Change::Renamed { to: name, .. }) => {
                name.starts_with("pages/")
            }
            Step::NamesSynced(name) => name.starts_with("pages/"),
            _ => false,
        }
    }
}

/// A page's row and the entry that names it are two commits: what brings the file comes after both.
fn move_pages_after_commit(steps: &[Step], files: &Files) -> Vec<Step> {
    let (mut out, mut pages, mut commits) = (Vec::new(), Vec::new(), 0);
    for step in steps {
        if files.is_page(step) {
            pages.push(step.clone());
            commits = 0;
            continue;
        }
        out.push(step.clone());
        commits += usize::from(files.is_commit(step));
        if commits == 2 {
            out.append(&mut pages);
        }
    }
    out.append(&mut pages);
    out
}

/// Some commits too early: after that of the number come those of the paper with it, and delivery
/// writes down its own.
fn move_words_before_commit(steps: &[Step], files: &Files) -> Vec<Step> {
    const COMMITS: usize = 16;
    let mut out: Vec<Step> = Vec::new();
    for step in steps {
        let mut commits = (0..out.len()).rev().filter(|at| files.is_commit(&out[*at]));
        let early = commits.by_ref().take(COMMITS).last();
        match (step, early) {
            (Step::Said(_), Some(at)) => out.insert(at, step.clone()),
            _ => out.push(step.clone()),
        }
    }
    out
}
