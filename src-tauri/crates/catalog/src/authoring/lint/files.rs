//! Files that nobody reads, templates of papers that there are not, names that stand twice in one
//! file, and what nobody sees in it. Not what the files say.

use counter_core::form::TEMPLATE_FORMS;
use counter_core::text::is_invisible;

use super::place::find_repeated_keys;
use super::{Lint, LintCode};
use crate::pack::Source;

const READ: &str = "only items/<id>.yaml, forms/<id>.yaml, templates/<form>.typ, pack.yaml, \
                    cases.yaml and calendar.yaml are read";

pub(super) fn lint_files(source: &Source) -> Vec<Lint> {
    let ignored =
        source.ignored().iter().map(|file| lint(file, (0, 0), LintCode::IgnoredFile, READ));
    let yaml = || source.files().filter(|(file, _)| file.ends_with(".yaml"));
    let unseen = yaml().flat_map(|(file, text)| {
        find_unseen(text).map(move |(place, c)| {
            let code = format!("U+{:04X}", u32::from(c));
            lint(file, place, LintCode::UnseenCharacter, &code)
        })
    });
    let repeated = yaml().flat_map(|(file, text)| {
        let keys = find_repeated_keys(text).into_iter();
        keys.map(move |(place, path)| {
            lint(file, (place.line, place.column), LintCode::DuplicateKey, &path)
        })
    });
    let unknown = source.templates().filter(|(form, _)| !TEMPLATE_FORMS.contains(form));
    let unknown = unknown.map(|(form, _)| {
        lint(&format!("templates/{form}.typ"), (0, 0), LintCode::UnknownTemplate, form)
    });
    ignored.chain(unseen).chain(repeated).chain(unknown).collect()
}

/// The first of each line, with its place. The mark that some editors begin a file with is none.
fn find_unseen(text: &str) -> impl Iterator<Item = ((usize, usize), char)> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    text.lines().zip(1..).filter_map(|(line, number)| {
        let mut letters = line.chars().zip(1..);
        let (c, column) = letters.find(|(c, _)| is_invisible(*c))?;
        Some(((number, column), c))
    })
}

fn lint(file: &str, (line, column): (usize, usize), code: LintCode, at: &str) -> Lint {
    let own = file.rsplit('/').next().unwrap_or(file);
    let of = own.split('.').next().unwrap_or(own).to_owned();
    Lint { file: file.to_owned(), line, column, code, of, at: at.to_owned(), legacy: false }
}
