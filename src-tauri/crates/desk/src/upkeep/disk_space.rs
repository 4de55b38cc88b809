//! How much room is left on the disk of the records, and when the clerk is warned.
use super::Upkeep;
use crate::contract::views::{Notice, NoticeKind, SpaceView};
use counter_store::disk_space;

pub const MIB: u64 = 1 << 20;

impl Upkeep {
    /// `None` where the system does not tell.
    pub fn measure_space(&self) -> Option<SpaceView> {
        let disk = disk_space(&self.station.environment.home).ok()?;
        let minimum = u64::from(self.station.settings().warn_free_gib) * 1024 * MIB;
        let mib = |bytes: u64| u32::try_from(bytes / MIB).unwrap_or(u32::MAX);
        let low = is_low(disk.free, disk.whole, minimum);
        Some(SpaceView { free_mib: mib(disk.free), whole_mib: mib(disk.whole), low })
    }

    pub fn space_notice(&self) -> Option<Notice> {
        let space = self.measure_space().filter(|space| space.low)?;
        // In steps, so that it does not change under the eye.
        let step = if space.free_mib >= 2048 { 512 } else { 64 };
        Some(Notice::new(
            NoticeKind::SpaceLow,
            false,
            &[("mib", (space.free_mib / step * step).to_string())],
        ))
    }
}

/// On a small disk the setting would always warn; a fifth of it is early enough.
pub fn is_low(free: u64, whole: u64, minimum: u64) -> bool {
    free < minimum.min(whole / 5)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn warns_well_before_the_end_and_not_for_ever() {
        const GIB: u64 = 1024 * MIB;
        for (free, whole, minimum, low) in [
            (9 * GIB, 256 * GIB, 10 * GIB, true),
            (11 * GIB, 256 * GIB, 10 * GIB, false),
            (7 * GIB, 32 * GIB, 10 * GIB, false),
            (6 * GIB, 32 * GIB, 10 * GIB, true),
            (0, 256 * GIB, 10 * GIB, true),
            (5 * GIB, 256 * GIB, 0, false),
        ] {
            assert_eq!(is_low(free, whole, minimum), low, "{free} of {whole}");
        }
    }
}
