//! How much room is left where the records lie, or will.
use super::{Condition, Finding, find_existing};
use crate::station::settings::{Folders, Settings};
use crate::upkeep::disk_space::{MIB, is_low};
use counter_store::{Space, disk_space};

/// A document may have tens of megabytes, and the database's log as many.
const TOO_LITTLE: u64 = 256 * MIB;

pub fn examine_disk(folders: &Folders, settings: Option<&Settings>) -> Finding {
    let gib = settings.map_or(Settings::default().warn_free_gib, |settings| settings.warn_free_gib);
    let path = find_existing(&folders.data);
    match disk_space(path) {
        Ok(space) => judge_space(space, u64::from(gib) * 1024 * MIB),
        Err(_) => Finding::new(Condition::DiskUnknown).with("path", path.display()),
    }
}

fn judge_space(space: Space, minimum: u64) -> Finding {
    let condition = match (space.free < TOO_LITTLE, is_low(space.free, space.whole, minimum)) {
        (true, _) => Condition::DiskFull,
        (_, true) => Condition::DiskLow,
        _ => Condition::DiskFine,
    };
    let text = |bytes: u64| match bytes / MIB {
        mib @ 0..=10_239 => format!("{mib} MiB"),
        mib => format!("{} GiB", mib / 1024),
    };
    Finding::new(condition).with("free", text(space.free)).with("whole", text(space.whole))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn room_is_judged_by_the_setting_and_by_what_work_takes() {
        const GIB: u64 = 1024 * MIB;
        let judge = |free, whole| {
            let finding = judge_space(Space { free, whole }, 10 * GIB);
            (finding.condition, finding.params["free"].clone())
        };
        assert_eq!(judge(40 * GIB, 256 * GIB), (Condition::DiskFine, "40 GiB".to_owned()));
        assert_eq!(judge(9 * GIB, 256 * GIB), (Condition::DiskLow, "9216 MiB".to_owned()));
        assert_eq!(judge(100 * MIB, 256 * GIB), (Condition::DiskFull, "100 MiB".to_owned()));
        assert_eq!(judge(0, 0).0, Condition::DiskFull);
    }
}
