//! What the figures were measured on. Nothing that names a machine or a person.

use std::fs;

use serde_json::{Value, json};

pub fn read_machine() -> Value {
    let read = |path: &str| fs::read_to_string(path).unwrap_or_default();
    let field = |text: &str, name: &str| {
        let line = text.lines().find(|line| line.starts_with(name));
        line.and_then(|line| line.split_once(':')).map(|(_, value)| value.trim().to_owned())
    };
    let (cpu, memory) = (read("/proc/cpuinfo"), read("/proc/meminfo"));
    json!({
        "cpu": field(&cpu, "model name"),
        "cores": std::thread::available_parallelism().map_or(0, usize::from),
        "memory": field(&memory, "MemTotal"),
        "kernel": read("/proc/sys/kernel/osrelease").trim(),
        "load": read("/proc/loadavg").split_whitespace().take(3).collect::<Vec<_>>(),
    })
}

/// The build measured: that of the programs lying beside this one.
pub fn build_profile() -> &'static str {
    if cfg!(debug_assertions) { "dev" } else { "release" }
}

pub fn describe_machine(facts: &Value) -> String {
    let machine = &facts["before"];
    let text = |value: &Value| value.as_str().unwrap_or("unknown").to_owned();
    format!(
        "Build: {}. {} cores of {}, {}, Linux {}. Load before {}, after {}.",
        text(&facts["profile"]),
        machine["cores"],
        text(&machine["cpu"]),
        text(&machine["memory"]),
        text(&machine["kernel"]),
        text(&machine["load"][0]),
        text(&facts["after"]["load"][0]),
    )
}
