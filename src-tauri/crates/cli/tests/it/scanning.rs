//! `counter devices scan` with a scanner that has words of its own.
use crate::open_files::find_open;
use serde_json::Value;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

const SCANIMAGE: &str = include_str!("../../../../../devices/tests/it/scanimage.sh");

fn scan(home: &Path, arguments: &[&str]) -> Value {
    let path = format!("{}:{}", home.display(), std::env::var("PATH").unwrap());
    let out = Command::new(env!("CARGO_BIN_EXE_counter"))
        .args(["--json", "devices", "scan", "--device", "fake:0", "--out"])
        .arg(home.join("out"))
        .args(arguments)
        .env("PATH", path)
        .env("FAKE", home)
        .output()
        .unwrap();
    serde_json::from_slice(&out.stdout).unwrap()
}

#[test]
fn all_sheets_come_in_and_none_is_written_over() {
    let home = tempfile::tempdir().unwrap();
    let file = |name: &str| home.path().join(name);
    std::fs::write(file("scanimage"), SCANIMAGE).unwrap();
    std::fs::set_permissions(file("scanimage"), PermissionsExt::from_mode(0o755)).unwrap();
    std::fs::write(file("options"), "    --mode Lineart|Gray|Color [Color]\n").unwrap();
    std::fs::write(file("kind"), "sheetfed scanner").unwrap();
    std::fs::write(file("sheets"), "5").unwrap();
    for (arguments, count) in [(&[][..], 5), (&["--source", "adf"], 10), (&["--limit", "2"], 12)] {
        let answer = scan(home.path(), arguments);
        assert!(answer["pages"].is_array(), "{answer}");
        assert_eq!(std::fs::read_dir(file("out")).unwrap().count(), count);
    }
    assert!(file("out/page-012.png").exists());
    assert_eq!(find_open(&file("out")), [] as [PathBuf; 0]);

    std::fs::write(file("refused"), "mode").unwrap();
    let refused = scan(home.path(), &["--mode", "Gray"]);
    assert_eq!(refused["code"], "setting_refused");
    assert!(refused["message"].as_str().unwrap().contains("mode = Gray"), "{refused}");
}
