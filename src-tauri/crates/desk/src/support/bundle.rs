//! The diagnostics bundle: a ZIP archive made in memory, to be handed to a technician.
//!
//! Every word in it went through `scrub`, whoever wrote it.
use super::log_lines::read_last_lines;
use super::scrub::scrub_value;
use crate::station::crash::read_crash_reports;
use serde_json::Value;
use std::io::{Cursor, Result, Write};
use std::path::Path;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Fields of what is told that may hold other than plain words: the catalogue's title, and the
/// office's address without what lets anybody in.
const KNOWN: [&str; 2] = ["title", "office"];
const READ_ME: &str = "\
诊断包：给技术人员看的本机情况。
里面没有办件内容，没有任何人的姓名、证件号码、电话、住址和账号，也没有口令和凭据；
看起来可能是这些的文字都换成了 [left out]。用拉丁字母写的姓名认不出来：交出去以前看一眼 log/。

about.json   版本、事项包、设置、设备、线路，以及各状态办件的件数
crash/       程序故障的时间和位置
log/         技术日志的最后部分

Diagnostics bundle: how this computer stands, for a technician.
No content of any case, nobody's name, ID number, telephone, address or account, no password and no
credential. What might be one of these stands as [left out]. A name in Latin letters cannot be told from a
word: look into log/ before you hand it on.

about.json   versions, catalogue, settings, devices, line, and how many cases there are of each state
crash/       when and where the program met a fault
log/         the end of the technical log
";

/// `about` as the caller tells it; reports and log lines as they lie in `logs`.
///
/// # Errors
/// None that memory does not cause.
pub fn make_bundle(mut about: Value, logs: &Path) -> Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |name: &str, text: &str| -> Result<()> {
        // No time of its own: the archive tells when it was made inside.
        zip.start_file(name, SimpleFileOptions::default())?;
        zip.write_all(text.as_bytes())
    };
    add("README.txt", READ_ME)?;
    scrub_value(&mut about, &KNOWN);
    add("about.json", &serde_json::to_string_pretty(&about)?)?;
    for (name, report) in read_crash_reports(logs).into_iter().filter(|(name, _)| is_plain(name)) {
        let mut report = serde_json::to_value(report)?;
        scrub_value(&mut report, &[]);
        add(&format!("crash/{name}"), &report.to_string())?;
    }
    for file in read_last_lines(logs) {
        let lines = file.lines.iter().flat_map(|line| [line.as_str(), "\n"]);
        add(&format!("log/{}", file.name), &lines.collect::<String>())?;
    }
    Ok(zip.finish()?.into_inner())
}

fn is_plain(name: &str) -> bool {
    name.chars().all(|c| c.is_ascii_alphanumeric() || ['.', '-'].contains(&c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use std::io::Read;

    #[test]
    fn each_part_is_in_it_and_goes_through_the_gate() {
        let logs = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| std::fs::write(logs.path().join(name), text).unwrap();
        write("counter.2026-12-01.jsonl", "{\"level\":\"INFO\",\"who\":\"陈示例\"}\n");
        let report = json!({
            "at": "2026-12-01T07:16:49.123Z", "program": "device_host", "version": "0.2.0",
            "process": 12, "thread": null, "place": "陈示例.rs:1", "signal": 11,
        });
        write("crash-20261201T151649-123.json", &report.to_string());
        write("crash-陈示例.json", &report.to_string());
        let about =
            json!({ "title": "示例事项包", "printer": "陈示例的打印机", "office": "http://a" });
        let bytes = make_bundle(about, logs.path()).unwrap();

        let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut parts = std::collections::BTreeMap::new();
        for at in 0..zip.len() {
            let mut part = zip.by_index(at).unwrap();
            let mut text = String::new();
            part.read_to_string(&mut text).unwrap();
            parts.insert(part.name().unwrap().to_string(), text);
        }
        let names: Vec<&str> = parts.keys().map(String::as_str).collect();
        let crash = "crash/crash-20261201T151649-123.json";
        assert_eq!(names, ["README.txt", "about.json", crash, "log/counter.2026-12-01.jsonl"]);
        assert!(parts[crash].contains("2026-12-01T07:16:49.123Z") && parts[crash].contains("11"));
        assert!(parts["about.json"].contains("示例事项包"));
        for (name, text) in parts.iter().filter(|(name, _)| *name != "README.txt") {
            assert!(!text.contains("陈示例"), "{name}: {text}");
            assert!(text.contains("[left out]"), "{name}: {text}");
        }
    }
}
