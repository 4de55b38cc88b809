//! The one place that writes to the terminal: JSON for programs, lines for people.
use serde_json::{Value, json};
use std::io::Write;
use std::process::ExitCode;

/// Why a command failed.
pub struct Fault {
    /// A stable word.
    pub code: String,
    pub message: String,
    /// What there is to say beside it, field by field.
    pub detail: Option<Value>,
}

impl Fault {
    pub fn new(code: &str, message: impl Into<String>) -> Fault {
        Fault { code: code.to_owned(), message: message.into(), detail: None }
    }

    pub fn with_detail(code: &str, detail: Value) -> Fault {
        Fault { code: code.to_owned(), message: detail.to_string(), detail: Some(detail) }
    }

    pub fn wrong_usage(message: &str) -> Fault {
        Fault::new("usage", message.trim())
    }

    pub fn internal(cause: impl ToString) -> Fault {
        Fault::new("internal", cause.to_string())
    }
}

pub type Outcome = Result<Value, Fault>;

/// Writes to standard output, and fails where nobody reads it any more.
pub fn write_text(text: &str) -> Result<(), Fault> {
    let mut out = std::io::stdout().lock();
    let result = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    result.map_err(|_| Fault::new("cannot_write", "nobody reads what is said"))
}

pub fn write_line(line: &str) -> Result<(), Fault> {
    write_text(&format!("{line}\n"))
}

/// For people beside the lines that programs read: on standard error.
pub fn write_note(line: &str) {
    eprintln!("{line}");
}

/// Asks somebody at a terminal, on standard error as well; what is typed follows on the same line.
pub fn write_prompt(text: &str) {
    eprint!("{text}");
}

pub fn print_answer(value: &Value, json: bool) -> ExitCode {
    let text = if json { format!("{value}\n") } else { readable(value, 0) };
    write_text(&text).map_or(ExitCode::FAILURE, |()| ExitCode::SUCCESS)
}

pub fn print_fault(fault: &Fault, json: bool) -> ExitCode {
    // Where the output cannot be written the exit code still says that the command failed.
    let _ = match (&fault.detail, json) {
        (Some(Value::Object(detail)), true) => {
            let mut fields = detail.clone();
            fields.insert("code".to_owned(), json!(fault.code));
            fields.insert("message".to_owned(), json!(fault.message));
            write_line(&Value::Object(fields).to_string())
        }
        (_, true) => {
            write_line(&json!({ "code": fault.code, "message": fault.message }).to_string())
        }
        (Some(detail), false) => {
            let result = write_text(&readable(detail, 0));
            write_note(&fault.code);
            result
        }
        _ => {
            write_note(&format!("{}: {}", fault.code, fault.message));
            Ok(())
        }
    };
    ExitCode::FAILURE
}

/// A value in lines: a field a line, a row a line.
fn readable(value: &Value, depth: usize) -> String {
    let indent = "  ".repeat(depth);
    match value {
        Value::Object(map) => map
            .iter()
            .map(|(key, inner)| match inner {
                Value::Object(_) | Value::Array(_) => {
                    format!("{indent}{key}:\n{}", readable(inner, depth + 1))
                }
                scalar => format!("{indent}{key}: {}\n", word(scalar)),
            })
            .collect(),
        Value::Array(rows) => rows
            .iter()
            .map(|row| match row {
                Value::Object(map) => {
                    let cells: Vec<String> = map.values().map(word).collect();
                    format!("{indent}{}\n", cells.join("  "))
                }
                scalar => format!("{indent}{}\n", word(scalar)),
            })
            .collect(),
        scalar => format!("{indent}{}\n", word(scalar)),
    }
}

fn word(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => "-".to_owned(),
        scalar => scalar.to_string(),
    }
}
