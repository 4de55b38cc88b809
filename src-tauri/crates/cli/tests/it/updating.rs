//! `counter update`: from a key to an installed package, and each attack refused with the version
//! before left alone. The package manager is one that only writes down what it is told.
use counter_core::update::UpdateState;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

const OURS: &str = env!("CARGO_PKG_VERSION");
const NEWER: &str = "99.0.1";
const PACKAGE: &[u8] = b"a package of invented bytes";
/// What would ask somebody for a password.
const TRAPS: [&str; 4] = ["pkexec", "sudo", "zenity", "kdialog"];

/// A publisher's tree and a computer that takes updates from it.
struct Place {
    home: tempfile::TempDir,
}

fn architecture() -> &'static str {
    match std::env::consts::ARCH {
        "x86_64" => "amd64",
        "aarch64" => "arm64",
        other => other,
    }
}

fn body(number: u64, version: &str) -> Value {
    json!({
        "shape": 1, "number": number, "made_at": "2026-12-01T08:00:00Z",
        "until": "2099-01-01T00:00:00Z", "minimum": "0.0.1", "share": 100,
        "news": ["换证提醒更早"],
        "packages": [{
            "name": "counter-workstation", "version": version, "kind": "deb",
            "architecture": architecture(), "path": format!("deb/pool/counter_{version}.deb"),
            "bytes": PACKAGE.len(), "sha256": hex::encode(Sha256::digest(PACKAGE)),
        }],
    })
}

impl Place {
    /// A signed manifest of a newer version, its package, and a computer that knows of neither.
    fn new() -> Place {
        let place = Place { home: tempfile::tempdir().unwrap() };
        std::fs::create_dir_all(place.at("tree/deb/pool")).unwrap();
        std::fs::create_dir(place.at("bin")).unwrap();
        let writes = "printf '%s\\n' \"$DEBIAN_FRONTEND\" \"$@\" >\"$0.told\"\n\
                      cat \"$0.code\" >/dev/null 2>&1 && exit \"$(cat \"$0.code\")\"\nexit 0\n";
        for program in ["apt-get", "dpkg"].iter().chain(&TRAPS) {
            let file = place.at(&format!("bin/{program}"));
            std::fs::write(&file, format!("#!/bin/sh\n{writes}")).unwrap();
            std::fs::set_permissions(&file, PermissionsExt::from_mode(0o755)).unwrap();
        }
        let key = place.update(&["key", &place.word("key")]).1["key"].clone();
        let source = format!("file://{}", place.word("tree"));
        place.put("config", &json!({ "source": source, "key": key }).to_string());
        place.put("in-use", "");
        place.publish(&body(7, NEWER));
        place.put_package(NEWER, PACKAGE);
        place
    }

    fn at(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    fn word(&self, name: &str) -> String {
        self.at(name).to_str().unwrap().to_owned()
    }

    fn put(&self, name: &str, text: &str) {
        std::fs::write(self.at(name), text).unwrap();
    }

    fn put_package(&self, version: &str, bytes: &[u8]) {
        std::fs::write(self.at(&format!("tree/deb/pool/counter_{version}.deb")), bytes).unwrap();
    }

    fn update(&self, args: &[&str]) -> (bool, Value) {
        let path = std::env::join_paths(
            [self.at("bin")]
                .into_iter()
                .chain(std::env::split_paths(&std::env::var_os("PATH").unwrap())),
        );
        let mut command = Command::new(env!("CARGO_BIN_EXE_counter"));
        let out = command.args(["--json", "update"]).args(args).env("PATH", path.unwrap());
        let out = out.output().unwrap();
        let said = String::from_utf8_lossy(&out.stdout);
        (out.status.success(), serde_json::from_str(&said).unwrap_or_else(|_| panic!("{said}")))
    }

    fn publish_with(&self, body: &Value, key: &str) -> (bool, Value) {
        self.put("body", &body.to_string());
        let (body, key, out) = (self.word("body"), self.word(key), self.word("tree/manifest.json"));
        self.update(&["sign", "--body", &body, "--key", &key, "--out", &out])
    }

    fn publish(&self, body: &Value) {
        let (fine, answer) = self.publish_with(body, "key");
        assert!(fine, "{answer}");
    }

    fn look(&self, what: &str, more: &[&str]) -> (bool, Value) {
        let (config, state) = (self.word("config"), self.word("var/state.json"));
        let args = [what, "--config", &config, "--state", &state, "--kind", "deb"];
        self.update(&[&args[..], more].concat())
    }

    /// Its word, as it was said and as it was written down.
    fn run(&self) -> String {
        let in_use = self.word("in-use");
        let (fine, answer) = self.look("run", &["--in-use", &in_use, "--wait", "0"]);
        let word = answer["result"].as_str().unwrap().to_owned();
        let is_calm = ["installed", "up_to_date", "waiting_in_use", "refused_share", "no_answer"];
        assert_eq!(fine, is_calm.contains(&word.as_str()), "{answer}");
        assert_eq!(self.state().result.as_deref(), Some(word.as_str()));
        for trap in TRAPS {
            assert!(!self.at(&format!("bin/{trap}.told")).exists(), "{trap} was asked");
        }
        word
    }

    fn state(&self) -> UpdateState {
        let text = std::fs::read_to_string(self.at("var/state.json")).unwrap();
        serde_json::from_str(&text).unwrap()
    }

    /// What the package manager was told, if anything.
    fn told(&self) -> Option<Vec<String>> {
        let text = std::fs::read_to_string(self.at("bin/apt-get.told")).ok()?;
        Some(text.lines().map(str::to_owned).collect())
    }

    fn assert_untouched(&self, what: &str) {
        assert_eq!(self.told(), None, "{what}");
        assert_eq!(self.state().installed, None, "{what}");
    }
}

fn flip(file: &Path, at: usize) {
    let mut bytes = std::fs::read(file).unwrap();
    bytes[at] ^= 1;
    std::fs::write(file, bytes).unwrap();
}

#[test]
fn a_newer_version_is_checked_and_installed_without_asking_anybody() {
    let place = Place::new();
    let (fine, seen) = place.look("check", &[]);
    assert!(fine, "{seen}");
    assert_eq!((&seen["plan"], &seen["version"]), (&json!("install"), &json!(NEWER)));
    assert!(!place.at("var").exists(), "a look writes nothing");

    assert_eq!(place.run(), "installed");
    let told = place.told().unwrap();
    assert_eq!(&told[..3], ["noninteractive", "install", "-y"]);
    assert!(!told.contains(&"--download-only".to_owned()), "{told:?}");
    let finished = std::fs::read_to_string(place.at("bin/dpkg.told")).unwrap();
    assert!(finished.ends_with("--configure\n-a\n"), "after a power cut apt takes nothing before");
    assert!(told.contains(&"Dpkg::Options::=--force-confold".to_owned()), "{told:?}");
    let file = place.word(&format!("var/packages/counter_{NEWER}.deb"));
    assert_eq!(told.last(), Some(&file));
    assert!(!Path::new(&file).exists(), "what was installed is not kept twice");
    let state = place.state();
    assert_eq!((state.highest_number, state.highest_version.as_deref()), (7, Some(NEWER)));
    assert_eq!(state.waiting, None);
    let installed = state.installed.unwrap();
    assert_eq!(
        (installed.version.as_str(), installed.news),
        (NEWER, vec!["换证提醒更早".to_owned()])
    );
    let mode = std::fs::metadata(place.at("var/state.json")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o644, "the window reads it");
    let shown = place.update(&["state", "--state", &place.word("var/state.json")]);
    assert_eq!(shown.1["result"], "installed");
}

#[test]
fn what_is_installed_already_is_not_installed_again() {
    let place = Place::new();
    place.publish(&body(7, OURS));
    assert_eq!(place.run(), "up_to_date");
    place.assert_untouched("the same version");
    assert_eq!(place.look("check", &[]).1["plan"], "up_to_date");
}

#[test]
fn each_attack_is_refused_and_nothing_is_installed() {
    type Attack = fn(&Place);
    let attacks: [(&str, &str, Attack); 11] = [
        ("another's key", "refused_signature", |place| {
            place.update(&["key", &place.word("other")]);
            assert!(place.publish_with(&body(7, NEWER), "other").0);
        }),
        ("a flipped bit in the signature", "refused_signature", |place| {
            let manifest = place.at("tree/manifest.json");
            let text = std::fs::read_to_string(&manifest).unwrap();
            flip(&manifest, text.rfind(":\"").unwrap() + 10);
        }),
        ("another version in a signed manifest", "refused_signature", |place| {
            let manifest = place.at("tree/manifest.json");
            let text = std::fs::read_to_string(&manifest).unwrap();
            std::fs::write(&manifest, text.replacen(NEWER, "99.0.2", 1)).unwrap();
        }),
        ("half a manifest", "refused_manifest", |place| {
            let manifest = place.at("tree/manifest.json");
            let bytes = std::fs::read(&manifest).unwrap();
            std::fs::write(&manifest, &bytes[..bytes.len() / 2]).unwrap();
        }),
        ("a manifest without end", "refused_manifest", |place| {
            File::create(place.at("tree/manifest.json")).unwrap().set_len(1 << 30).unwrap();
        }),
        ("older than installed", "refused_downgrade", |place| place.publish(&body(8, "0.0.1"))),
        ("a flipped bit in the package", "refused_digest", |place| {
            flip(&place.at(&format!("tree/deb/pool/counter_{NEWER}.deb")), 3);
        }),
        ("half a package", "refused_digest", |place| {
            place.put_package(NEWER, &PACKAGE[..PACKAGE.len() / 2]);
        }),
        ("more than the package", "refused_digest", |place| {
            place.put_package(NEWER, &[PACKAGE, b"!"].concat());
        }),
        ("a package for another system", "refused_package", |place| {
            let mut body = body(7, NEWER);
            body["packages"][0]["kind"] = json!("rpm");
            place.publish(&body);
        }),
        ("a stick without the package", "no_answer", |place| {
            std::fs::remove_file(place.at(&format!("tree/deb/pool/counter_{NEWER}.deb"))).unwrap();
        }),
    ];
    for (what, code, attack) in attacks {
        let place = Place::new();
        attack(&place);
        assert_eq!(place.run(), code, "{what}");
        place.assert_untouched(what);
        assert_eq!(place.state().waiting, None, "{what}");
        let packages = std::fs::read_dir(place.at("var/packages"));
        assert_eq!(packages.map_or(0, Iterator::count), 0, "{what}: nothing half is left");
    }
}

/// The end and the numbers are what the computer remembers, so these come after a good run.
#[test]
fn an_old_tree_shown_again_is_refused() {
    let place = Place::new();
    assert_eq!(place.run(), "installed");
    std::fs::remove_file(place.at("bin/apt-get.told")).unwrap();
    for (what, number, version) in [("number", 6, "99.0.2"), ("version", 8, "99.0.0")] {
        place.publish(&body(number, version));
        place.put_package(version, PACKAGE);
        assert_eq!(place.run(), "refused_downgrade", "by its {what}");
        assert_eq!(place.told(), None);
    }
    assert_eq!((place.state().highest_number, place.state().result_at.is_some()), (7, true));

    // Signed in its time: its end comes after it was published.
    let mut ended = body(9, "99.0.2");
    ended["until"] = json!("2026-01-01T00:00:00Z");
    ended["made_at"] = json!("2025-12-01T00:00:00Z");
    let (fine, refused) = place.publish_with(&ended, "key");
    assert_eq!(
        (fine, &refused["code"]),
        (false, &json!("refused_expired")),
        "not signed by mistake"
    );
    let secret = std::fs::read_to_string(place.at("key")).unwrap();
    let key = counter_centre::CentreKey::from_secret(&secret.into()).unwrap();
    let signed = counter_centre::sign_update(&ended.to_string(), &key).unwrap();
    place.put("tree/manifest.json", &signed);
    assert_eq!(place.run(), "refused_expired");
    assert_eq!(place.told(), None);
    assert_eq!(place.state().highest_number, 7, "what does not count raises nothing");
}

#[test]
fn a_window_in_use_is_waited_for_and_what_was_fetched_waits_with_it() {
    let place = Place::new();
    let mut forced = body(7, NEWER);
    forced["minimum"] = json!(NEWER);
    forced["share"] = json!(0);
    place.publish(&forced);
    let window = File::open(place.at("in-use")).unwrap();
    window.try_lock_shared().unwrap();
    assert_eq!(place.run(), "waiting_in_use");
    assert!(place.told().unwrap().contains(&"--download-only".to_owned()), "nothing but fetched");
    let waiting = place.state().waiting.unwrap();
    assert_eq!((waiting.version.as_str(), waiting.forced), (NEWER, true));

    // The server is gone: what waits still does. Then the window is free, and nothing is asked for.
    let source = format!("file://{}", place.word("nowhere"));
    let in_use = place.word("in-use");
    let (fine, answer) = place.look("run", &["--in-use", &in_use, "--source", &source]);
    assert_eq!((fine, &answer["result"]), (true, &json!("no_answer")));
    assert_eq!(answer["waiting"], NEWER);
    drop(window);
    std::fs::remove_file(place.at(&format!("tree/deb/pool/counter_{NEWER}.deb"))).unwrap();
    assert_eq!(place.run(), "installed");
}

#[test]
fn who_is_not_in_the_share_waits_unless_below_the_minimum() {
    let place = Place::new();
    let mut few = body(7, NEWER);
    few["share"] = json!(0);
    place.publish(&few);
    assert_eq!(place.run(), "refused_share");
    place.assert_untouched("share");
    let id = place.state().id;
    assert_eq!(place.run(), "refused_share");
    assert_eq!(place.state().id, id, "always the same computers");
    few["minimum"] = json!(NEWER);
    few["number"] = json!(8);
    place.publish(&few);
    assert_eq!(place.look("check", &[]).1["plan"], "force");
    assert_eq!(place.run(), "installed");
}

#[test]
fn a_failed_installation_says_so_and_is_tried_again() {
    let place = Place::new();
    place.put("bin/apt-get.code", "100");
    assert_eq!(place.run(), "failed_install");
    assert_eq!((place.state().installed, place.state().waiting), (None, None));
    std::fs::remove_file(place.at("bin/apt-get.code")).unwrap();
    assert_eq!(place.run(), "installed");
}

#[test]
fn nothing_is_downloaded_before_what_was_seen_is_on_the_disk() {
    let place = Place::new();
    // A file where the folder should be: nothing can be written there, also by root.
    place.put("var", "");
    let in_use = place.word("in-use");
    let (fine, answer) = place.look("run", &["--in-use", &in_use]);
    assert_eq!((fine, &answer["code"]), (false, &json!("failed_store")), "{answer}");
    assert_eq!(place.told(), None);
}

#[test]
fn where_no_source_is_set_up_nothing_is_done() {
    let place = Place::new();
    std::fs::remove_file(place.at("config")).unwrap();
    assert_eq!(place.look("run", &[]), (true, json!({ "result": "not_configured" })));
    assert!(!place.at("var").exists());
    assert_eq!(place.look("check", &[]).1["code"], "not_configured");
    place.put("config", "{");
    assert_eq!(place.look("run", &[]).1["code"], "update_config");
}

/// Serves a folder on loopback; of a package at most so many bytes, whatever length it said.
fn serve(folder: PathBuf, most: usize) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut asked = BufReader::new(stream.try_clone().unwrap()).lines();
            let first = asked.next().unwrap().unwrap();
            while asked.next().is_some_and(|line| line.is_ok_and(|line| !line.is_empty())) {}
            let path = first.split(' ').nth(1).unwrap().trim_start_matches('/').to_owned();
            let Ok(mut file) = File::open(folder.join(&path)) else {
                let _ = stream.write_all(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
                continue;
            };
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            let head = format!(
                "HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
                bytes.len()
            );
            if path.ends_with(".deb") {
                bytes.truncate(most);
            }
            let _ = stream.write_all(&[head.as_bytes(), &bytes].concat());
        }
    });
    address
}

#[test]
fn a_server_gives_it_whole_or_not_at_all() {
    let place = Place::new();
    let in_use = place.word("in-use");
    let run = |source: &str| {
        place.look("run", &["--in-use", &in_use, "--wait", "0", "--source", source]).1
    };
    let gone = {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        format!("http://{}", listener.local_addr().unwrap())
    };
    let cut = serve(place.at("tree"), PACKAGE.len() - 1);
    for (what, source) in [
        ("gone", gone.as_str()),
        ("cut off", &cut),
        ("in the clear", "http://updates.example.org"),
        ("no address", "updates.example.org"),
    ] {
        assert_eq!(run(source)["result"], "no_answer", "{what}");
        place.assert_untouched(what);
    }
    assert_eq!(run(&serve(place.at("tree"), usize::MAX))["result"], "installed");
}

#[test]
fn what_no_computer_would_take_is_not_signed_and_what_is_signed_is_shown() {
    let place = Place::new();
    let manifest = place.word("tree/manifest.json");
    let key = std::fs::read_to_string(place.at("config")).unwrap();
    let key: Value = serde_json::from_str(&key).unwrap();
    let key = key["key"].as_str().unwrap();
    let (fine, shown) = place.update(&["show", &manifest, "--key", key]);
    assert!(fine && shown["number"] == 7 && shown["packages"][0]["version"] == NEWER, "{shown}");
    let other = "0".repeat(64);
    let refused = |args: &[&str]| place.update(args).1["code"].as_str().unwrap().to_owned();
    assert_eq!(refused(&["show", &manifest, "--key", &other]), "update_other_key");
    flip(Path::new(&manifest), 12);
    assert_eq!(refused(&["show", &manifest]), "update_forged");

    let mut wrong = body(7, NEWER);
    wrong["packages"][0]["path"] = json!("../x.deb");
    assert_eq!(place.publish_with(&wrong, "key").1["code"], "refused_manifest");
    wrong["shape"] = json!(2);
    assert_eq!(place.publish_with(&wrong, "key").1["code"], "refused_later_shape");
    assert_eq!(place.publish_with(&body(7, NEWER), "config").1["code"], "update_not_a_key");
    let again = place.word("key");
    assert_eq!(refused(&["key", &again]), "update_unreadable", "never over an older key");
}
