//! Files that nobody reads, and names that stand twice in one. Not what the files say.

use super::place::find_repeated_keys;
use super::{Lint, LintCode};
use crate::pack::Source;

const READ: &str =
    "only items/<id>.yaml, forms/<id>.yaml, pack.yaml, cases.yaml and calendar.yaml are read";

pub(super) fn lint_files(source: &Source) -> Vec<Lint> {
    let ignored =
        source.ignored().iter().map(|file| lint(file, (0, 0), LintCode::IgnoredFile, READ));
    let repeated = source.files().flat_map(|(file, text)| {
        let keys = find_repeated_keys(text).into_iter();
        keys.map(move |(place, path)| {
            lint(file, (place.line, place.column), LintCode::DuplicateKey, &path)
        })
    });
    ignored.chain(repeated).collect()
}

fn lint(file: &str, (line, column): (usize, usize), code: LintCode, at: &str) -> Lint {
    let own = file.rsplit('/').next().unwrap_or(file);
    let of = own.split('.').next().unwrap_or(own).to_owned();
    Lint { file: file.to_owned(), line, column, code, of, at: at.to_owned(), legacy: false }
}
