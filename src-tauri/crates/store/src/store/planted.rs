//! Writes that fail because a test says so, to see that nothing is lost by it. In a release build
//! every write is let through by a constant.

#[cfg(not(debug_assertions))]
#[inline(always)]
pub(super) fn allow_write(_: &std::path::Path) -> Result<(), crate::error::StoreError> {
    Ok(())
}

#[cfg(debug_assertions)]
pub use in_tests::FailingWrites;
#[cfg(debug_assertions)]
pub(super) use in_tests::allow_write;

#[cfg(debug_assertions)]
mod in_tests {
    use crate::error::StoreError;
    use std::collections::BTreeMap;
    use std::io::ErrorKind;
    use std::path::{Path, PathBuf};
    use std::sync::{Mutex, MutexGuard, PoisonError};

    struct Plan {
        writes: u64,
        fails: Box<dyn Fn(u64) -> bool + Send>,
    }

    /// By the path of the database.
    static PLANS: Mutex<BTreeMap<PathBuf, Plan>> = Mutex::new(BTreeMap::new());

    fn plans() -> MutexGuard<'static, BTreeMap<PathBuf, Plan>> {
        PLANS.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Until this is dropped, writes of one database are counted, and those fail that it says.
    pub struct FailingWrites(PathBuf);

    impl FailingWrites {
        /// `fails` is given the number of each write, from 1.
        pub fn plant(db: &Path, fails: impl Fn(u64) -> bool + Send + 'static) -> Self {
            plans().insert(db.to_owned(), Plan { writes: 0, fails: Box::new(fails) });
            Self(db.to_owned())
        }

        /// How many writes there have been.
        pub fn count(&self) -> u64 {
            plans().get(&self.0).map_or(0, |plan| plan.writes)
        }
    }

    impl Drop for FailingWrites {
        fn drop(&mut self) {
            plans().remove(&self.0);
        }
    }

    /// Asked before each transaction, and before each file and row that is written outside of one.
    pub(in crate::store) fn allow_write(db: &Path) -> Result<(), StoreError> {
        let mut plans = plans();
        let Some(plan) = plans.get_mut(db) else { return Ok(()) };
        plan.writes += 1;
        match (plan.fails)(plan.writes) {
            true => Err(StoreError::Io(ErrorKind::Other)),
            false => Ok(()),
        }
    }
}
