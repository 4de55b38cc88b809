//! Wrong imports of every kind, planted in a small crate: each is found, and nothing else is.

use layers::{Folders, Source, check_folders};

const ORDER: Folders = Folders {
    rows: &["contract", "cases", "views", "desk", "app"],
    restricted: &[
        ("Desk", &["desk", "app"]),
        ("contract::views", &["contract", "views", "desk", "app"]),
    ],
    exceptions: &[],
};

/// A crate in order, this text in the place of one file or beside the others.
fn with(name: &str, text: &str) -> Vec<Source> {
    let files = [
        (
            "lib.rs",
            "mod app; mod cases; mod contract; mod desk; mod views; pub use desk::Desk; pub use cases::Case; fn helper() {} pub use serde::Value;",
        ),
        (
            "contract/mod.rs",
            "pub mod views; mod failure; pub use failure::Failure; pub use views::CaseView as Shown;",
        ),
        ("contract/views.rs", "pub struct CaseView;"),
        ("contract/failure.rs", "pub struct Failure;"),
        ("cases/mod.rs", "pub mod form; pub mod hold; pub struct Case; #[cfg(test)] mod tests;"),
        ("cases/form.rs", "use super::hold::{self, Hold}; use crate::{Case, contract::{Failure}};"),
        (
            "cases/hold.rs",
            "//! As crate::app::run says.\npub struct Hold; const TEXT: &str = r#\"crate::desk::Desk\"#;",
        ),
        ("cases/tests.rs", "use crate::app::run;"),
        ("views.rs", "use crate::cases::form; use crate::contract::views::CaseView;"),
        (
            "desk.rs",
            "use crate::views; pub struct Desk; #[cfg(test)] mod tests { use crate::app::run; }",
        ),
        (
            "app.rs",
            "use crate::Desk; pub fn run(desk: &Desk) -> crate::contract::Shown { loop {} }",
        ),
    ];
    let mut files: Vec<Source> =
        files.map(|(name, text)| (name.to_owned(), text.to_owned())).into();
    files.retain(|(known, _)| known != name);
    files.push((name.to_owned(), text.to_owned()));
    files
}

fn found(name: &str, text: &str) -> Vec<String> {
    check_folders(&ORDER, &with(name, text))
}

#[test]
fn a_crate_in_order_is_clean() {
    assert_eq!(check_folders(&ORDER, &with("views.rs", "use crate::cases;")), Vec::<String>::new());
}

#[test]
fn a_planted_import_is_found() {
    for import in [
        "use crate::app::run;",
        "use crate::{cases::{self, Case}, app};",
        "use super::super::app::{run as go};",
        "pub(crate) use super::super::app::*;",
        "fn go() { crate::app::run() }",
        "type Go<'a> = &'a super::super::app::Run;",
        "fn go(c: char) -> bool { c == '\\'' || c == '\"' || super::super::app::is(c) }",
        "#[cfg(test)] mod tests { fn go() {} } use crate::app;",
    ] {
        assert_eq!(found("cases/form.rs", import), ["cases/form.rs → app"], "{import}");
    }
}

#[test]
fn a_name_that_lib_exports_again_is_followed_to_its_folder() {
    assert_eq!(
        found("views.rs", "use crate::Desk as Other;"),
        ["views.rs names Desk", "views.rs → desk"]
    );
    assert_eq!(found("views.rs", "use crate::helper;"), ["views.rs → lib.rs: helper"]);
    assert_eq!(found("views.rs", "use crate::{Value, exported_macro};"), Vec::<String>::new());
}

#[test]
fn what_only_some_may_name_is_found_under_every_path() {
    for import in [
        "use crate::contract::views::CaseView;",
        "use crate::contract::Shown;",
        "use crate::contract; fn show() -> contract::views::CaseView { loop {} }",
        "use crate::contract::{self as wire}; fn show(view: wire::Shown) {}",
    ] {
        assert_eq!(
            found("cases/form.rs", import),
            ["cases/form.rs names contract::views"],
            "{import}"
        );
    }
    assert_eq!(found("cases/form.rs", "impl Desk {}"), ["cases/form.rs names Desk"]);
}

#[test]
fn files_that_use_each_other_are_found() {
    let both = ["cases/form.rs is in a circle", "cases/hold.rs is in a circle"];
    assert_eq!(found("cases/hold.rs", "use super::form::Form;"), both);
    assert_eq!(found("cases/hold.rs", "fn go() { crate::cases::form::go() }"), both);
}

#[test]
fn a_file_without_a_row_and_a_row_without_a_file_are_found() {
    assert_eq!(found("clock.rs", ""), ["clock.rs: not in a row"]);
    let more = Folders { rows: &["contract", "cases", "views", "desk", "app", "upkeep"], ..ORDER };
    assert_eq!(check_folders(&more, &with("app.rs", "")), ["row upkeep: no such folder or file"]);
}

#[test]
fn an_exception_is_obeyed_and_must_go_when_it_is_no_longer_needed() {
    let excepting = Folders { exceptions: &["views.rs → app"], ..ORDER };
    assert_eq!(
        check_folders(&excepting, &with("views.rs", "use crate::app;")),
        Vec::<String>::new()
    );
    let idle = ["exception no longer needed: views.rs → app"];
    assert_eq!(check_folders(&excepting, &with("views.rs", "")), idle);
}
