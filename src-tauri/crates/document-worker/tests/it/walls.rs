//! The walls from inside: what an intruder would try is refused, in the thread that works and in one
//! that it starts, and goes through where the walls are left out.

use crate::samples::{encoded, list, paper};
use counter_child_pipe::{PipeError, Program, Supervisor};
use counter_documents::sheet::Letterhead;
use counter_documents::wire::{LIMITS, Reply, Request, Role};
use counter_documents::{StrokeLayer, WorkerTools};
use image::ImageFormat;
use serde_json::{Value, json};
use std::fs;
use std::net::{TcpListener, UdpSocket};
use std::os::unix::net::UnixListener;
use std::sync::Arc;
use std::time::Duration;
use tempfile::TempDir;

const PATIENCE: Duration = Duration::from_secs(60);
const ROLES: [Role; 3] = [Role::Open, Role::Typeset, Role::Template];
/// `ENOSYS` and `EACCES`.
const NO_SUCH_CALL: i64 = 38;
const NOT_ALLOWED: i64 = 13;

pub fn start(role: Role, planted: &[&str]) -> Supervisor {
    let exe = env!("CARGO_BIN_EXE_document-worker").into();
    let program = Program::new(exe, LIMITS).with_arguments(vec![role.argument().into()]);
    let planted = planted.iter().map(|name| ("COUNTER_PLANTED".to_owned(), (*name).to_owned()));
    Supervisor::new(program.without_environment().with_environment(planted.collect()))
}

async fn ask(worker: &Supervisor, request: &Request, body: Vec<u8>) -> Result<Reply, PipeError> {
    let header = serde_json::to_vec(request).unwrap();
    let answer = worker.call_within(PATIENCE, header, Arc::new(body)).await?;
    Ok(serde_json::from_slice(&answer.header).unwrap())
}

async fn list_tools(worker: &Supervisor) -> WorkerTools {
    match ask(worker, &Request::Tools, Vec::new()).await {
        Ok(Reply::Tools(tools)) => tools,
        _ => panic!("no answer"),
    }
}

/// What there is to be reached.
struct Outside {
    folder: TempDir,
    web: TcpListener,
    post: UdpSocket,
    _bus: UnixListener,
}

impl Outside {
    fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("file"), "a clerk's own").unwrap();
        let _bus = UnixListener::bind(folder.path().join("bus")).unwrap();
        let (web, post) = (TcpListener::bind("127.0.0.1:0"), UdpSocket::bind("127.0.0.1:0"));
        Self { folder, web: web.unwrap(), post: post.unwrap(), _bus }
    }

    fn find_target(&self, attack: &str, beside: bool) -> String {
        let file = |name: &str| self.folder.path().join(name).to_string_lossy().into_owned();
        match attack {
            "OpenFile" => file("file"),
            "MakeFile" => file(if beside { "made-beside" } else { "made" }),
            "ConnectTcp" => self.web.local_addr().unwrap().to_string(),
            "SendUdp" => self.post.local_addr().unwrap().to_string(),
            "ConnectBus" => file("bus"),
            "StartProgram" | "BecomeProgram" => "/bin/true".to_owned(),
            _ => String::new(),
        }
    }
}

/// What it was refused with, or nothing.
async fn attack(
    worker: &Supervisor,
    outside: &Outside,
    attack: &str,
    beside: bool,
) -> Result<Option<i64>, PipeError> {
    try_attack(worker, attack, &outside.find_target(attack, beside), beside).await
}

/// The same on any target.
pub async fn try_attack(
    worker: &Supervisor,
    attack: &str,
    target: &str,
    beside: bool,
) -> Result<Option<i64>, PipeError> {
    let header = json!({ "attack_from_inside": attack, "target": target, "beside": beside });
    let header = header.to_string().into_bytes();
    let answer = worker.call_within(PATIENCE, header, Arc::default()).await?;
    let answer: Value = serde_json::from_slice(&answer.header).unwrap();
    Ok(answer["refused"].as_i64())
}

async fn check_attack(name: &str) {
    let outside = Outside::open();
    let walled = start(Role::Open, &[]);
    let bare = start(Role::Open, &["WallsLeftOut"]);
    // Another program in the worker's place gives no answer.
    let reached = if name == "BecomeProgram" { Err(PipeError::Ended) } else { Ok(None) };
    for beside in [false, true] {
        let outcome = attack(&walled, &outside, name, beside).await;
        assert_eq!(outcome, Ok(Some(NO_SUCH_CALL)), "{name}, beside: {beside}");
        let outcome = attack(&bare, &outside, name, beside).await;
        assert_eq!(outcome, reached, "{name} without walls, beside: {beside}");
    }
}

macro_rules! attacks {
    ($($test:ident: $attack:literal,)+) => {
        $(#[tokio::test]
        async fn $test() {
            check_attack($attack).await;
        })+
    };
}

attacks! {
    no_file_is_opened: "OpenFile",
    no_file_is_made: "MakeFile",
    nothing_is_connected_to_by_tcp: "ConnectTcp",
    nothing_is_sent_by_udp: "SendUdp",
    the_bus_of_the_keyring_is_not_reached: "ConnectBus",
    the_kernels_keyring_is_not_asked: "AskKeyring",
    no_program_is_started: "StartProgram",
    no_program_takes_its_place: "BecomeProgram",
    no_process_is_traced: "TraceProcess",
    no_process_is_read: "ReadMemory",
    no_ring_of_calls_is_made: "MakeRing",
    no_file_in_memory_is_made: "MakeMemoryFile",
}

#[tokio::test]
async fn every_role_has_the_same_walls() {
    let outside = Outside::open();
    for role in ROLES {
        let worker = start(role, &[]);
        for name in ["OpenFile", "ConnectTcp", "SendUdp", "StartProgram", "AskKeyring"] {
            let outcome = attack(&worker, &outside, name, false).await;
            assert_eq!(outcome, Ok(Some(NO_SUCH_CALL)), "{role:?}: {name}");
        }
    }
}

/// A second wall, where the kernel has one: the first is left out here.
#[tokio::test]
async fn landlock_alone_shuts_files_programs_and_tcp() {
    let outside = Outside::open();
    let worker = start(Role::Open, &["CallsLeftOpen"]);
    let Some(version) = list_tools(&worker).await.walls.landlock else {
        eprintln!("this kernel has no Landlock");
        return;
    };
    for name in ["OpenFile", "MakeFile", "StartProgram", "BecomeProgram", "ConnectTcp"] {
        // TCP since the fourth version.
        if name != "ConnectTcp" || version >= 4 {
            let outcome = attack(&worker, &outside, name, true).await;
            assert_eq!(outcome, Ok(Some(NOT_ALLOWED)), "{name}");
        }
    }
}

#[tokio::test]
async fn every_thread_of_every_role_is_behind_the_walls() {
    for role in ROLES {
        let worker = start(role, &[]);
        let walls = list_tools(&worker).await.walls;
        assert!(walls.no_new_privileges && walls.system_calls, "{role:?}: {walls:?}");
        if role == Role::Typeset {
            let (sheet, letterhead) = (Box::new(list()), Letterhead::default());
            let request = Request::Typeset { sheet, letterhead };
            assert!(matches!(ask(&worker, &request, Vec::new()).await, Ok(Reply::Typeset { .. })));
        }
        let place = format!("/proc/{}", worker.process_id().unwrap());
        let mut threads = 0;
        for thread in fs::read_dir(format!("{place}/task")).unwrap() {
            let status = fs::read_to_string(thread.unwrap().path().join("status")).unwrap();
            for line in ["NoNewPrivs:\t1", "Seccomp:\t2"] {
                assert!(status.lines().any(|known| known == line), "{role:?}: {status}");
            }
            threads += 1;
        }
        assert!(threads >= 3, "{role:?}: {threads}");
        assert_eq!(fs::read(format!("{place}/environ")).unwrap(), b"", "{role:?}");
        let limits = fs::read_to_string(format!("{place}/limits")).unwrap();
        for name in ["Max core file size", "Max file size", "Max open files"] {
            let limit = limits.lines().find_map(|line| line.strip_prefix(name)).unwrap();
            let numbers: Vec<&str> = limit.split_whitespace().take(2).collect();
            assert_eq!(numbers, ["0", "0"], "{role:?}: {name}");
        }
        let time = limits.lines().find_map(|line| line.strip_prefix("Max cpu time")).unwrap();
        let numbers: Vec<&str> = time.split_whitespace().take(2).collect();
        assert_eq!(numbers, ["3600", "3600"], "{role:?}");
    }
}

#[tokio::test]
async fn no_role_does_anothers_work() {
    let png = || encoded(&paper(30, 20), ImageFormat::Png);
    let typeset =
        || Request::Typeset { sheet: Box::new(list()), letterhead: Letterhead::default() };
    let picture = || Request::Picture { page: 0, quarter_turns: 0, max_width: 100 };
    let by_template = || Request::TypesetByTemplate {
        sheet: Box::new(list()),
        letterhead: Letterhead::default(),
        template: String::new(),
    };
    let sign = || Request::SignForm { layers: Vec::<StrokeLayer>::new() };
    let reprint = || Request::Reprint { pages: 1, line: String::new() };
    let try_template = || Request::TryTemplate { sheet: Box::new(list()), template: String::new() };
    for (role, request) in [
        (Role::Typeset, Request::Inspect),
        (Role::Typeset, Request::Open),
        (Role::Typeset, picture()),
        (Role::Typeset, Request::RewriteLogo),
        (Role::Typeset, Request::ReadFormCode),
        (Role::Typeset, by_template()),
        (Role::Typeset, try_template()),
        (Role::Template, Request::Inspect),
        (Role::Template, Request::Open),
        (Role::Template, picture()),
        (Role::Template, Request::RewriteLogo),
        (Role::Template, Request::ReadFormCode),
        (Role::Template, typeset()),
        (Role::Template, reprint()),
        (Role::Template, sign()),
        (Role::Open, typeset()),
        (Role::Open, by_template()),
        (Role::Open, try_template()),
        (Role::Open, reprint()),
        (Role::Open, sign()),
    ] {
        let what = serde_json::to_string(&request).unwrap();
        let outcome = ask(&start(role, &[]), &request, png()).await;
        assert_eq!(outcome.err(), Some(PipeError::Ended), "{role:?}: {what}");
    }
}

#[tokio::test]
async fn without_a_role_nothing_is_served() {
    let exe = env!("CARGO_BIN_EXE_document-worker").into();
    let worker = Supervisor::new(Program::new(exe, LIMITS));
    let outcome = ask(&worker, &Request::Tools, Vec::new()).await;
    assert_eq!(outcome.err(), Some(PipeError::Ended));
}
