//! Mutants: faults that a test plants in the program to see that it would be caught, on its own
//! thread or by name in the environment of a program that it starts. This is the mechanism; which
//! mutants there are, each crate declares for itself.
//!
//! In a release build the answer is a constant, so that neither the question nor the fault is in
//! it.

/// Declares a crate's own list: an enum `Mutant`, each asked for with `is_planted` where its fault
/// would be.
#[macro_export]
macro_rules! declare_mutants {
    ($($(#[$doc:meta])* $name:ident,)+) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Mutant {
            $($(#[$doc])* $name,)+
        }

        impl Mutant {
            /// What it is planted by.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$name => stringify!($name),)+
                }
            }

            #[inline(always)]
            pub fn is_planted(self) -> bool {
                $crate::mutants::is_planted(self.name())
            }
        }
    };
}

#[cfg(debug_assertions)]
thread_local! {
    static PLANTED: std::cell::Cell<Option<&'static str>> = const { std::cell::Cell::new(None) };
}

/// Runs `act` with a mutant planted on this thread only: tests beside it are not touched.
#[cfg(debug_assertions)]
pub fn with_mutant<T>(name: &'static str, act: impl FnOnce() -> T) -> T {
    /// Also when a test's assertion ends it.
    struct Pulled;
    impl Drop for Pulled {
        fn drop(&mut self) {
            PLANTED.set(None);
        }
    }
    let _pulled = Pulled;
    PLANTED.set(Some(name));
    act()
}

#[cfg(debug_assertions)]
pub fn is_planted(name: &str) -> bool {
    static FROM_ENVIRONMENT: std::sync::OnceLock<Option<String>> = std::sync::OnceLock::new();
    let from_environment = FROM_ENVIRONMENT.get_or_init(|| std::env::var("COUNTER_PLANTED").ok());
    PLANTED.get() == Some(name) || from_environment.as_deref() == Some(name)
}

#[cfg(not(debug_assertions))]
#[inline(always)]
pub const fn is_planted(_: &str) -> bool {
    false
}
