//! How far the walls reach that a worker builds round itself before it opens a file.

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct WallLevel {
    pub no_new_privileges: bool,
    /// The version of Landlock that is in force; an older kernel has none.
    pub landlock: Option<u32>,
    /// Only the system calls that a worker needs are made.
    pub system_calls: bool,
}

impl WallLevel {
    /// What both have.
    pub fn join(self, other: WallLevel) -> WallLevel {
        WallLevel {
            no_new_privileges: self.no_new_privileges && other.no_new_privileges,
            landlock: self.landlock.min(other.landlock),
            system_calls: self.system_calls && other.system_calls,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn together_they_have_what_each_has() {
        let whole = WallLevel { no_new_privileges: true, landlock: Some(7), system_calls: true };
        let older = WallLevel { landlock: Some(2), ..whole };
        let bare = WallLevel { no_new_privileges: true, landlock: None, system_calls: false };
        assert_eq!(whole.join(whole), whole);
        assert_eq!(whole.join(older), older);
        assert_eq!(bare.join(whole), bare);
    }
}
