//! `counter devices id-read` with a reader on a line of its own: what the window asks about a card
//! the command line tells too.
use crate::judging::told;
use jiff::ToSpan;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

struct Reader {
    emulator: Child,
    port: PathBuf,
}

impl Drop for Reader {
    fn drop(&mut self) {
        let _ = self.emulator.kill();
        let _ = self.emulator.wait();
    }
}

/// With these cards, laid down one after the other.
fn plug_in(home: &Path, cards: &[Value]) -> Reader {
    let (scenario, port) = (home.join("cards.yaml"), home.join("reader"));
    // JSON is YAML.
    let text = json!({ "speed": 115_200, "placing": "in_turn", "cards": cards }).to_string();
    std::fs::write(&scenario, text).unwrap();
    let host = Path::new(env!("CARGO_BIN_EXE_counter")).with_file_name("device-host");
    let emulator = Command::new(host)
        .args(["--emulate".as_ref(), scenario.as_os_str(), "--link".as_ref(), port.as_os_str()])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let reader = Reader { emulator, port };
    let deadline = Instant::now() + Duration::from_secs(30);
    while !reader.port.exists() {
        assert!(Instant::now() < deadline, "no port");
        std::thread::sleep(Duration::from_millis(20));
    }
    reader
}

#[test]
fn a_card_is_held_against_today_and_its_own_number() {
    let soon = jiff::Zoned::now().date().saturating_add(10.days()).strftime("%Y%m%d").to_string();
    let cases: [(Value, &[&str]); 8] = [
        (json!({}), &[]),
        (json!({ "valid_from": "20100101", "valid_to": "20200101" }), &["card_expired"]),
        (json!({ "valid_to": soon }), &["card_expires_soon"]),
        (json!({ "valid_from": "20950101", "valid_to": "21150101" }), &["card_not_yet_valid"]),
        (json!({ "birth": "19910101" }), &["chip_birth_differs"]),
        (json!({ "sex": "2" }), &["chip_sex_differs"]),
        (json!({ "number": "440699900101001" }), &["fifteen_digits"]),
        // What is judged here stands before what the reader noted.
        (json!({ "sex": "2", "ethnic": "57" }), &["chip_sex_differs", "unknown_ethnic"]),
    ];
    let cards: Vec<Value> = (0..)
        .zip(&cases)
        .map(|(at, (changes, _)): (u32, _)| {
            let mut card = json!({
                "id": format!("card-{at}"), "kind": "resident", "name": "陈示例", "sex": "1",
                "ethnic": "01", "birth": "19900101",
                "address": "广东省佛山市示例区示例街道示例路1号", "number": "440699199001010014",
                "issuer": "示例市公安局示例分局", "valid_from": "20200101", "valid_to": "长期",
            });
            card.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
            card
        })
        .collect();
    let home = tempfile::tempdir().unwrap();
    let reader = plug_in(home.path(), &cards);
    let port = reader.port.to_str().unwrap();
    for (changes, expected) in &cases {
        let (fine, card) = told(&["devices", "id-read", "--port", port, "--speed", "115200"]);
        assert!(fine, "{changes}: {card}");
        assert_eq!(card["warnings"], json!(expected), "{changes}");
    }
}
