//! The table of all cases that were played.

use std::fmt::Write;
use std::time::Duration;

use crate::count::Count;
use crate::script::Script;

const HEAD: &str = "\
| item | situation | papers | keys | at most | letters of the search | form: keys | form: letters | signatures | machine, s |
|---|---|---|---|---|---|---|---|---|---|
";

/// One case as it was played, and how long it took with nobody waiting.
pub struct Row<'a> {
    pub script: &'a Script,
    pub count: Count,
    pub machine: Duration,
}

/// As tests/README.md has it.
pub fn write_table(rows: &[Row]) -> String {
    let mut table = HEAD.to_owned();
    for Row { script, count, machine } in rows {
        let Script { item, title, papers, .. } = script;
        let Count { keys, letters, form_keys, form_letters, signatures } = count;
        let (most, machine) = (script.most_keys(), machine.as_secs_f32());
        // Writing into a string does not fail.
        let _ = writeln!(
            table,
            "| {item} | {title} | {papers} | {keys} | {most} | {letters} | {form_keys} \
             | {form_letters} | {signatures} | {machine:.1} |"
        );
    }
    table
}
