//! The disks that a power cut can leave: at every recorded boundary five of them.

use std::collections::BTreeSet;

use super::disk::Disk;
use super::log::{Change, Step};

/// What of the unsynced changes the cut let through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    All,
    OnlySynced,
    /// Of the newest write only the first sectors.
    Torn,
    SomeOne,
    SomeOther,
}

pub const KINDS: [Kind; 5] =
    [Kind::All, Kind::OnlySynced, Kind::Torn, Kind::SomeOne, Kind::SomeOther];
const SECTOR: u64 = 512;

pub struct State {
    /// After how many steps the power went.
    pub boundary: usize,
    pub kind: Kind,
    pub disk: Disk,
    /// What had been said by then.
    pub said: Vec<u8>,
}

/// Every state in turn while they are wanted, the same ones for the same seed; a disk that was
/// there before with the same words is left out.
pub fn each_state(steps: &[Step], seed: u64, mut each: impl FnMut(State) -> bool) {
    let (mut synced, mut waiting, mut said) = (Disk::default(), Vec::new(), Vec::new());
    let mut fingerprints = BTreeSet::new();
    for (at, step) in steps.iter().enumerate() {
        take_step(step, &mut synced, &mut waiting, &mut said);
        for kind in KINDS {
            let mut dice = fastrand::Rng::with_seed(seed ^ ((at as u64) << 8) ^ kind as u64);
            let disk = surviving_disk(&synced, &waiting, kind, &mut dice);
            if fingerprints.insert((disk.fingerprint(), said.len()))
                && !each(State { boundary: at + 1, kind, disk, said: said.clone() })
            {
                return;
            }
        }
    }
}

fn take_step(step: &Step, synced: &mut Disk, waiting: &mut Vec<Change>, said: &mut Vec<u8>) {
    let settles: Box<dyn Fn(&Change) -> bool> = match step {
        Step::Said(words) => return said.extend(words),
        Step::Change(change) => return waiting.push(change.clone()),
        Step::Synced(file) => {
            let file = *file;
            Box::new(move |change| {
                matches!(change, Change::Written { file: f,
                    .. } | Change::Cut { file: f, .. } if *f == file)
            })
        }
        Step::NamesSynced(folder) => {
            let folder = folder.clone();
            Box::new(move |change| name_of(change).is_some_and(|name| parent(name) == folder))
        }
    };
    waiting.retain(|change| {
        let settled = settles(change);
        if settled {
            synced.apply_change(change);
        }
        !settled
    });
}

/// The name that a change of names is about; the file's content is another matter.
fn name_of(change: &Change) -> Option<&str> {
    match change {
        Change::Made { name, .. } | Change::Folder { name } | Change::Gone { name } => Some(name),
        Change::Renamed { to, .. } => Some(to),
        Change::Written { .. } | Change::Cut { .. } => None,
    }
}

fn parent(name: &str) -> &str {
    name.rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn surviving_disk(synced: &Disk, waiting: &[Change], kind: Kind, dice: &mut fastrand::Rng) -> Disk {
    let mut disk = synced.clone();
    let newest = waiting.iter().rposition(|change| matches!(change, Change::Written { .. }));
    for (n, change) in waiting.iter().enumerate() {
        match kind {
            Kind::All => disk.apply_change(change),
            Kind::OnlySynced => {}
            Kind::Torn if Some(n) == newest => disk.apply_change(&tear_write(change)),
            Kind::Torn => disk.apply_change(change),
            Kind::SomeOne | Kind::SomeOther => {
                if dice.bool() {
                    disk.apply_change(change);
                }
            }
        }
    }
    disk
}

/// Sectors are whole; a write of several ends after about half of them.
fn tear_write(change: &Change) -> Change {
    let Change::Written { file, at, bytes } = change else { return change.clone() };
    let end = (at + bytes.len() as u64 / 2) / SECTOR * SECTOR;
    let length = end.saturating_sub(*at).min(bytes.len() as u64) as usize;
    Change::Written { file: *file, at: *at, bytes: bytes[..length].to_vec() }
}
