//! `frontend/src/ipc/contract.ts`, whole: every view, payload and command, and the codes that need
//! words of their own.
use super::commands::{COMMANDS, WhileLocked, for_each_command};
use super::payloads::*;
use super::views::*;
use super::{Failure, Topic, core_types, failure, limits, payloads, views};
use counter_documents::{Kind, OtherKind};
use ts_rs::TS;

/// As `frontend/.prettierrc.json` has it.
const LINE_WIDTH: usize = 110;

macro_rules! command_lines {
    ($($name:ident($payload:ty) -> $reply:ty, $access:ident, $audit:ident, $lock:ident;)*) => {
        /// Command, payload, reply.
        fn command_lines(config: &ts_rs::Config) -> Vec<(&'static str, String, String)> {
            vec![$((stringify!($name), <$payload as TS>::name(config),
                <$reply as TS>::name(config))),*]
        }
    };
}
for_each_command!(command_lines);

pub fn write_typescript() -> String {
    let config = ts_rs::Config::default();
    let mut out = String::from(
        "// Generated from src-tauri/crates/desk/src/contract/. Do not edit: run `make types`.\n\n",
    );
    let others = vec![<Failure as TS>::decl(&config), core_types::declare_next_step()];
    for declaration in [
        core_types::declarations(),
        views::declarations(&config),
        payloads::declarations(&config),
        others,
    ]
    .concat()
    {
        out.push_str(&lay_out(&format!("export {declaration}")));
    }
    out.push_str("\nexport interface Commands {\n");
    for (name, payload, reply) in command_lines(&config) {
        out.push_str(&format!("  {name}: [{payload}, {reply}];\n"));
    }
    out.push_str("}\n");
    out.push_str(&code_list("failureCodes", failure::CODES));
    out.push_str("export type FailureCode = (typeof failureCodes)[number];\n");
    let determined = failure::DETERMINED.map(failure::FailureCode::as_str);
    out.push_str(&code_list("determinedCodes", &determined));
    out.push_str(&code_list("answersWhileLocked", &answers_while_locked()));
    out.push_str(&format!("\n{}", lay_out(&format!("export type Topic = {};", Topic::TYPESCRIPT))));
    out.push_str(&code_list("numberCodes", &counter_core::idnum::CODES));
    out.push_str(&code_list("cardCodes", &counter_core::card::CODES));
    out.push_str(&code_list(
        "findingCodes",
        &[&counter_core::form::CODES[..], &counter_core::idnum::CODES].concat(),
    ));
    out.push_str(&taken_files());
    out.push_str(&code_list("otherKinds", OtherKind::CODES));
    out.push_str("export type OtherKind = (typeof otherKinds)[number];\n");
    out.push_str(&format!("\nexport const mostPapers = {};\n", limits::PAPERS));
    out.push_str(&format!("export const mostCases = {};\n", limits::CASES));
    out.push_str(&setting_ranges());
    out
}

fn setting_ranges() -> String {
    let line = |(name, range): (&str, std::ops::RangeInclusive<u32>)| {
        format!("  {name}: {{ min: {}, max: {} }},\n", range.start(), range.end())
    };
    let lines: String = limits::SETTING_RANGES.into_iter().map(line).collect();
    format!("export const settingRanges = {{\n{lines}}} as const;\n")
}

/// One line where it is short, else a line for each field or word, as the frontend's own files have
/// it: what a change adds is then a line of the diff.
fn lay_out(declaration: &str) -> String {
    if !declaration.contains('\n') && declaration.len() <= LINE_WIDTH {
        return format!("{declaration}\n");
    }
    if !declaration.contains(" = {") {
        let words = declaration.replace(" = ", " =\n  | ");
        return words.replace("\" | ", "\"\n  | ").replace("` | ", "`\n  | ") + "\n";
    }
    let (mut out, mut depth) = (String::new(), 0);
    for line in declaration.lines() {
        if line.trim_start().starts_with(['/', '*']) {
            out.push_str(&format!("  {line}\n"));
            continue;
        }
        for letter in line.chars() {
            let at_start = out.is_empty() || out.ends_with('\n');
            match letter {
                '}' | ']' | '>' => depth -= 1,
                ' ' if at_start => continue,
                _ => {}
            }
            if at_start && depth > 0 {
                out.push_str("  ");
            }
            out.push(letter);
            match letter {
                '{' | '[' | '<' => depth += 1,
                _ => {}
            }
            if depth == 1 && matches!(letter, ',' | '{') {
                out.push('\n');
            }
        }
    }
    out + "\n"
}

/// The kinds of file that are taken: for the chooser, and for who is told what is.
fn taken_files() -> String {
    let lines: String = Kind::ALL
        .iter()
        .map(|kind| {
            let endings: Vec<String> =
                kind.extensions().iter().map(|ending| format!("\".{ending}\"")).collect();
            format!(
                "  {{ name: \"{}\", media: \"{}\", endings: [{}] }},\n",
                kind.name(),
                kind.media_type(),
                endings.join(", ")
            )
        })
        .collect();
    format!("\nexport const takenFiles = [\n{lines}] as const;\n")
}

/// Commands that the desk answers while the screen is locked.
fn answers_while_locked() -> Vec<&'static str> {
    let commands = COMMANDS.iter().filter(|command| command.while_locked == WhileLocked::Answers);
    commands.map(|command| command.name).collect()
}

/// Codes that need words of their own; the frontend's tests hold its texts against them.
fn code_list(name: &str, codes: &[&str]) -> String {
    let lines: String = codes.iter().map(|code| format!("  \"{code}\",\n")).collect();
    format!("\nexport const {name} = [\n{lines}] as const;\n")
}
