//! How an answer or a fault is put on the terminal: JSON for programs, lines for people.
use serde_json::{Value, json};
use std::process::ExitCode;

pub struct Fault {
    pub code: String,
    pub message: String,
    /// What there is to say beside it, field by field.
    pub detail: Option<Value>,
}

impl Fault {
    pub fn new(code: &str, message: impl Into<String>) -> Fault {
        Fault { code: code.to_owned(), message: message.into(), detail: None }
    }

    pub fn with(code: &str, detail: Value) -> Fault {
        Fault { code: code.to_owned(), message: detail.to_string(), detail: Some(detail) }
    }

    pub fn usage(message: &str) -> Fault {
        Fault::new("usage", message.trim())
    }
}

pub type Outcome = Result<Value, Fault>;

pub fn answer(value: &Value, json: bool) -> ExitCode {
    if json {
        println!("{value}");
    } else {
        plain(value, 0);
    }
    ExitCode::SUCCESS
}

pub fn fault(fault: &Fault, json: bool) -> ExitCode {
    match (&fault.detail, json) {
        (Some(Value::Object(detail)), true) => {
            let mut told = detail.clone();
            told.insert("code".to_owned(), json!(fault.code));
            told.insert("message".to_owned(), json!(fault.message));
            println!("{}", Value::Object(told));
        }
        (_, true) => println!("{}", json!({ "code": fault.code, "message": fault.message })),
        (Some(detail), false) => {
            plain(detail, 0);
            eprintln!("{}", fault.code);
        }
        _ => eprintln!("{}: {}", fault.code, fault.message),
    }
    ExitCode::FAILURE
}

fn plain(value: &Value, depth: usize) {
    let indent = "  ".repeat(depth);
    match value {
        Value::Object(map) => {
            for (key, inner) in map {
                match inner {
                    Value::Object(_) | Value::Array(_) => {
                        println!("{indent}{key}:");
                        plain(inner, depth + 1);
                    }
                    other => println!("{indent}{key}: {}", word(other)),
                }
            }
        }
        Value::Array(rows) => {
            for row in rows {
                match row {
                    Value::Object(map) => {
                        let line: Vec<String> = map.values().map(word).collect();
                        println!("{indent}{}", line.join("  "));
                    }
                    other => println!("{indent}{}", word(other)),
                }
            }
        }
        other => println!("{indent}{}", word(other)),
    }
}

fn word(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => "-".to_owned(),
        other => other.to_string(),
    }
}
