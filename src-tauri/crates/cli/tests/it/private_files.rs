//! Nothing that a command makes is open to others of the computer, and nobody reads its memory.
use crate::drilling::{Office, counter, drill};
use crate::open_files::{find_open, list_files, open_up};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

const NONE: [PathBuf; 0] = [];

#[test]
fn an_office_its_stations_and_their_bundles_are_their_users_alone() {
    let home = tempfile::tempdir().unwrap();
    let at = |name: &str| home.path().join(name);
    let office = Office::start(&at("office"));
    let more = ["--cases", "2", "--seed", "2", "--office", &office.address, "--wait", "60"];
    drill(&at("station"), &more);
    let (data, bundle) = (at("station"), at("bundle.zip"));
    let (data, bundle) = (data.to_str().unwrap(), bundle.to_str().unwrap());
    let saved = counter(&["support", "--data", data, "--out", bundle, "--json"]).output().unwrap();
    assert!(saved.status.success(), "{}", String::from_utf8_lossy(&saved.stdout));
    assert_eq!(find_open(home.path()), NONE);
    let files = list_files(home.path());
    let is_there = |end: &str| files.iter().any(|file| file.to_string_lossy().ends_with(end));
    for end in ["office.db", "office.db-wal", "office/parts", "station.db", ".page", "bundle.zip"] {
        assert!(is_there(end), "{end}: {files:?}");
    }
    drop(office);

    open_up(&at("office"));
    let others = ["office", "office/somebodys-list"].map(at);
    std::fs::write(&others[1], "").unwrap();
    std::fs::set_permissions(&others[1], PermissionsExt::from_mode(0o644)).unwrap();
    let office = Office::start(&at("office"));
    let mut open = find_open(&at("office"));
    open.sort();
    assert_eq!(open, others, "only what is the office's own is closed");
    drop(office);
    std::fs::remove_file(&others[1]).unwrap();
    let _office = Office::start(&at("office"));
    assert_eq!(find_open(&at("office")), NONE);
}

/// Started with a group of its own where the test is root: what `/proc` has of a process is its
/// user's and group's, and root's once its memory is closed to them.
fn start_apart(command: &mut Command) -> Child {
    if std::fs::metadata("/proc/self").unwrap().uid() == 0 {
        command.gid(65_534);
    }
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap()
}

fn is_closed(child: &Child) -> bool {
    let limits = format!("/proc/{}/limits", child.id());
    let known = std::fs::metadata(&limits).unwrap();
    let limits = std::fs::read_to_string(limits).unwrap();
    let core = limits.lines().find_map(|line| line.strip_prefix("Max core file size"));
    let core: Vec<&str> = core.unwrap().split_whitespace().take(2).collect();
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
    let is_masked = status.lines().any(|line| line == "Umask:\t0077");
    core == ["0", "0"] && (known.uid(), known.gid()) == (0, 0) && is_masked
}

#[test]
fn an_office_dumps_no_core_and_nobody_else_opens_its_memory() {
    use std::io::{BufRead, BufReader};
    let mut office = start_apart(&mut counter(&["office", "--listen", "127.0.0.1:0", "--json"]));
    let mut line = String::new();
    BufReader::new(office.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let mut other = start_apart(&mut Command::new("cat"));
    let found = (is_closed(&office), is_closed(&other));
    for child in [&mut office, &mut other] {
        child.kill().unwrap();
        child.wait().unwrap();
    }
    assert_eq!(found, (true, false), "a program that says nothing is not closed");
}
