//! Calls that fail because a test says so, to see that nothing is lost by it. In a release build every
//! call is let through by a constant.

#[cfg(not(debug_assertions))]
#[inline(always)]
pub(super) fn allow_write(_: &std::path::Path) -> Result<(), crate::error::StoreError> {
    Ok(())
}

#[cfg(not(debug_assertions))]
#[inline(always)]
pub(super) fn allow_read(_: &std::path::Path) -> Result<(), crate::error::StoreError> {
    Ok(())
}

#[cfg(debug_assertions)]
pub use in_tests::FailingCalls;
#[cfg(debug_assertions)]
pub(super) use in_tests::{allow_read, allow_write};

#[cfg(debug_assertions)]
mod in_tests {
    use crate::error::StoreError;
    use std::collections::BTreeMap;
    use std::io::ErrorKind;
    use std::path::{Path, PathBuf};
    use std::sync::{Mutex, MutexGuard, PoisonError};

    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
    enum Call {
        Read,
        Write,
    }

    struct Plan {
        calls: u64,
        fails: Box<dyn Fn(u64) -> bool + Send>,
    }

    type Plans = BTreeMap<(PathBuf, Call), Plan>;

    /// By the path of the database.
    static PLANS: Mutex<Plans> = Mutex::new(BTreeMap::new());

    fn plans() -> MutexGuard<'static, Plans> {
        PLANS.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Until this is dropped, reads or writes of one database are counted, and those fail that it says.
    pub struct FailingCalls(PathBuf, Call);

    impl FailingCalls {
        /// `fails` is given the number of each write, from 1.
        pub fn plant_writes(db: &Path, fails: impl Fn(u64) -> bool + Send + 'static) -> Self {
            Self::plant(db, Call::Write, Box::new(fails))
        }

        /// The same of what is read, a look at a time.
        pub fn plant_reads(db: &Path, fails: impl Fn(u64) -> bool + Send + 'static) -> Self {
            Self::plant(db, Call::Read, Box::new(fails))
        }

        fn plant(db: &Path, call: Call, fails: Box<dyn Fn(u64) -> bool + Send>) -> Self {
            plans().insert((db.to_owned(), call), Plan { calls: 0, fails });
            Self(db.to_owned(), call)
        }

        /// How many there have been.
        pub fn count(&self) -> u64 {
            plans().get(&(self.0.clone(), self.1)).map_or(0, |plan| plan.calls)
        }
    }

    impl Drop for FailingCalls {
        fn drop(&mut self) {
            plans().remove(&(self.0.clone(), self.1));
        }
    }

    /// Asked before each transaction, and before each file and row that is written outside of one.
    pub(in crate::store) fn allow_write(db: &Path) -> Result<(), StoreError> {
        allow_call(db, Call::Write)
    }

    /// Asked before each look at rows or at a page.
    pub(in crate::store) fn allow_read(db: &Path) -> Result<(), StoreError> {
        allow_call(db, Call::Read)
    }

    fn allow_call(db: &Path, call: Call) -> Result<(), StoreError> {
        let mut plans = plans();
        // No test, no price.
        if plans.is_empty() {
            return Ok(());
        }
        let Some(plan) = plans.get_mut(&(db.to_owned(), call)) else { return Ok(()) };
        plan.calls += 1;
        match (plan.fails)(plan.calls) {
            true => Err(StoreError::Io(ErrorKind::Other)),
            false => Ok(()),
        }
    }
}
