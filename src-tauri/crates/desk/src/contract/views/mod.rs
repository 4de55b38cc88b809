//! What the screens show, as plain data: a file a screen. Everything here is derived from journal,
//! catalogue and devices; nothing is stored.

/// The TypeScript declarations of a file's views, in the order of the file.
macro_rules! declare {
    ($($name:ident),* $(,)?) => {
        pub(super) fn declarations(config: &ts_rs::Config) -> Vec<String> {
            vec![$(<$name as TS>::decl(config)),*]
        }
    };
}
use declare;

macro_rules! screens {
    ($($name:ident),* $(,)?) => {
        $(mod $name;)*
        $(pub use $name::*;)*
        /// The TypeScript declarations of all views.
        pub fn declarations(config: &ts_rs::Config) -> Vec<String> {
            [$($name::declarations(config)),*].concat()
        }
    };
}

screens! { centre, station, items, catalog, citizen, people, materials, form, signing, clock, decision, case,
practice, settings, setup, outbox, day_sheet, register, queue, review, any_window,
receipt, audit }
