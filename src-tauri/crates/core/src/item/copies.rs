//! How a window meets what a department wants copied: by the citizen's own copy, or by its scan. What
//! the department wants stays in the pack as it was written.

use serde::{Deserialize, Serialize};

/// Words of papers and of the citizen's list where nobody has to bring the copy.
pub const NO_COPY_NEEDED: &str = "复印件不用带，窗口扫描";

/// Who makes the copy that is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CopyBy {
    Citizen,
    Window,
}

/// None where no copy is wanted. A scan is made of an original that is shown, so a row that wants a
/// copy alone stays a copy.
pub fn copy_by(original: u32, copy: u32, window_scans: bool) -> Option<CopyBy> {
    let by_scan = window_scans && original > 0;
    (copy > 0).then_some(if by_scan { CopyBy::Window } else { CopyBy::Citizen })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scan_of_the_original_stands_for_the_copy_and_a_copy_alone_stays_one() {
        for (original, copy, scans, by) in [
            (1, 1, true, Some(CopyBy::Window)),
            (1, 2, true, Some(CopyBy::Window)),
            (0, 1, true, Some(CopyBy::Citizen)),
            (1, 0, true, None),
            (1, 1, false, Some(CopyBy::Citizen)),
            (0, 2, false, Some(CopyBy::Citizen)),
            (0, 0, false, None),
        ] {
            assert_eq!(copy_by(original, copy, scans), by, "{original} {copy} {scans}");
        }
    }
}
