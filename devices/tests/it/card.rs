//! Reading cards over a real pseudo-terminal: what comes out, and what is said when it does not.

use std::time::{Duration, Instant};

use counter_devices::{CardKind, DeviceError, DeviceKind, DeviceState};

use crate::fixture::{Reader, exe, host, until};

const AT_ONCE: Duration = Duration::from_millis(200);
const USUAL: Option<u32> = Some(115_200);
/// The number of the emulated reader's security module.
const READER: &str = "05.01-20260101-0001234567-0987654321";

#[tokio::test]
async fn every_kind_of_card_is_read_one_after_the_other() {
    let (reader, host) = (Reader::trial().await, host());
    let mut kinds = Vec::new();
    let mut names = Vec::new();
    for _ in 0..7 {
        let card = host.read_card(&reader.port, USUAL).await.unwrap();
        assert_eq!(card.raw.len(), 512);
        kinds.push(card.kind);
        names.push(card.name);
    }
    use CardKind::{Foreign2017, Foreign2023, Hmt, Resident};
    let expected = [Resident, Resident, Resident, Resident, Hmt, Foreign2017, Foreign2023];
    assert_eq!(kinds, expected);
    assert_eq!(names[..4], ["陈示例", "陈甲示例", "陈长者示例", "𬱖䶮\u{E188}示例"]);
}

#[tokio::test]
async fn a_reading_is_whole_when_it_arrives() {
    let (reader, host) = (Reader::trial().await, host());
    reader.control("place rare").await;
    let card = host.read_card(&reader.port, USUAL).await.unwrap();
    assert_eq!((card.sex.as_str(), card.sex_code.as_str()), ("女", "2"));
    assert_eq!((card.ethnic.as_deref(), card.number.as_str()), (Some("58"), "440699199001010022"));
    assert_eq!((card.birth.as_str(), card.valid_to.as_str()), ("1990-01-01", "2040-01-01"));
    assert_eq!(card.new_address.as_deref(), Some("广东省佛山市示例区新示例街道新示例路44号"));
    assert!(card.warnings.contains(&"private_use_character".to_owned()));
}

#[tokio::test]
async fn a_card_must_be_lifted_before_the_next_is_read() {
    let (reader, host) = (Reader::with("placing: by_hand").await, host());
    let read = || host.read_card_within(&reader.port, USUAL, AT_ONCE);
    assert_eq!(read().await.unwrap_err(), DeviceError::NoCard);
    reader.control("place applicant").await;
    assert_eq!(read().await.unwrap().name, "陈示例");
    assert_eq!(read().await.unwrap_err(), DeviceError::CardMustBeLifted);
    reader.control("lift").await;
    reader.control("place agent").await;
    assert_eq!(read().await.unwrap().name, "陈甲示例");
}

#[tokio::test]
async fn a_card_laid_down_late_is_waited_for() {
    let (reader, host) = (Reader::with("placing: by_hand").await, host());
    let waiting = host.read_card(&reader.port, USUAL);
    let (card, ()) = tokio::join!(waiting, async {
        until("the reader is asked", async || host.is_running()).await;
        reader.control("place elder").await;
    });
    assert_eq!(card.unwrap().valid_to, "长期");
}

#[tokio::test]
async fn damage_on_the_line_is_noticed_and_tried_once_more() {
    let host = host();
    for step in ["status", "find", "select", "read_text", "newest_address", "sam_id"] {
        for fault in ["bad_checksum", "noise", "half_reply"] {
            let reader = Reader::with(&format!("faults: [{{at: {step}, what: {fault}}}]")).await;
            let card = host.read_card(&reader.port, USUAL).await;
            let told = card.map(|card| (card.warnings, card.reader));
            assert_eq!(told, Ok((Vec::new(), Some(READER.into()))), "{fault} at {step}");
        }
    }
    let reader = Reader::with("faults: [{at: read_text, what: bad_checksum, times: 2}]").await;
    let error = host.read_card(&reader.port, USUAL).await.unwrap_err();
    assert_eq!(error, DeviceError::ReaderGarbled);
}

#[tokio::test]
async fn a_card_moved_while_read_is_told_from_a_refusal() {
    let host = host();
    for (fault, expected) in [
        ("at: read_text, what: lift", DeviceError::CardMovedTooSoon),
        ("at: select, what: lift, times: 9", DeviceError::CardMovedTooSoon),
        ("at: status, what: status, status: 0x66", DeviceError::ReaderRefused { status: 0x66 }),
        ("at: read_text, what: status, status: 0x40", DeviceError::CardNotRecognised),
        ("at: read_text, what: half_reply, times: 2", DeviceError::ReaderInterrupted),
        ("at: status, what: half_reply, times: 2", DeviceError::ReaderInterrupted),
        ("at: read_text, what: silence, times: 9", DeviceError::ReaderTimedOut),
    ] {
        let reader = Reader::with(&format!("faults: [{{{fault}}}]")).await;
        let error = host.read_card(&reader.port, USUAL).await.unwrap_err();
        assert_eq!(error, expected, "{fault}");
    }
}

#[tokio::test]
async fn the_newest_address_is_not_worth_failing_for() {
    let reader = Reader::with("faults: [{at: newest_address, what: status, status: 0x21}]").await;
    let card = host().read_card(&reader.port, USUAL).await.unwrap();
    assert_eq!((card.new_address, card.warnings), (None, vec!["newest_address_unread".into()]));
}

#[tokio::test]
async fn a_reader_that_tells_no_number_reads_the_card_all_the_same() {
    let host = host();
    for fault in [
        "what: status, status: 0x21",
        "what: bad_checksum, times: 2",
        "what: half_reply, times: 2",
        "what: silence",
        "what: unplug",
    ] {
        let reader = Reader::with(&format!("faults: [{{at: sam_id, {fault}}}]")).await;
        let card = host.read_card(&reader.port, USUAL).await.unwrap();
        assert_eq!((card.name.as_str(), card.reader), ("陈示例", None), "{fault}");
        assert_eq!(card.warnings, Vec::<String>::new(), "{fault}");
    }
}

#[tokio::test]
async fn a_cable_pulled_in_the_middle_and_plugged_in_again() {
    let reader = Reader::with("faults: [{at: read_text, what: unplug}]").await;
    let host = host();
    let error = host.read_card(&reader.port, USUAL).await.unwrap_err();
    assert_eq!(error, DeviceError::ReaderNotConnected);
    reader.control("unplug").await;
    let error = host.read_card(&reader.port, USUAL).await.unwrap_err();
    assert_eq!(error, DeviceError::ReaderNotConnected);
    reader.control("replug").await;
    reader.control("place agent").await;
    assert_eq!(host.read_card(&reader.port, USUAL).await.unwrap().name, "陈甲示例");
}

#[tokio::test]
async fn a_port_in_use_is_busy_and_then_free() {
    let (reader, host) = (Reader::trial().await, host());
    let other = serialport::new(&reader.port, 115_200).open_native().unwrap();
    let error = host.read_card(&reader.port, USUAL).await.unwrap_err();
    assert_eq!(error, DeviceError::ReaderBusy);
    drop(other);
    assert!(host.read_card(&reader.port, USUAL).await.is_ok());
}

#[tokio::test]
async fn a_reading_given_up_lets_go_of_the_port() {
    let (reader, host) = (Reader::with("placing: by_hand").await, host());
    let long = host.read_card_within(&reader.port, USUAL, Duration::from_secs(600));
    assert!(tokio::time::timeout(AT_ONCE, long).await.is_err());
    reader.control("place agent").await;
    until("the port is free", async || {
        host.read_card_within(&reader.port, USUAL, AT_ONCE).await.is_ok()
    })
    .await;
}

#[tokio::test]
async fn the_wire_is_as_slow_as_its_speed_and_the_driver_waits() {
    for (speed, floor) in [(9_600, 1_300), (115_200, 112)] {
        let reader = Reader::with(&format!("speed: {speed}")).await;
        let started = Instant::now();
        let card = host().read_card(&reader.port, Some(speed)).await;
        assert!(card.is_ok(), "{speed}");
        assert!(started.elapsed() >= Duration::from_millis(floor), "{speed}");
    }
}

#[tokio::test]
async fn an_unknown_speed_is_found_and_a_wrong_one_is_silence() {
    let (reader, host) = (Reader::with("speed: 19200").await, host());
    assert!(host.read_card(&reader.port, None).await.is_ok());
    let error = host.read_card(&reader.port, USUAL).await.unwrap_err();
    assert_eq!(error, DeviceError::ReaderTimedOut);
    let report = host.probe_reader(&reader.port).await.unwrap();
    assert_eq!(report.speed, 19_200);
    assert_eq!(report.sam_id.as_deref(), Some(READER));
}

#[tokio::test]
async fn configured_readers_are_listed_with_their_state() {
    let (reader, host) = (Reader::trial().await, host());
    let nowhere = reader.folder.path().join("nowhere").display().to_string();
    let devices = host.list_with_readers(&[reader.port.clone(), nowhere.clone()]).await.unwrap();
    let state = |name: &str| {
        let device = devices.iter().find(|device| device.name == name).unwrap();
        assert_eq!(device.kind, DeviceKind::IdReader);
        device.state
    };
    assert_eq!(state(&reader.port), DeviceState::Ready);
    assert_eq!(state(&nowhere), DeviceState::NotConnected);
}

#[tokio::test]
async fn looking_at_the_devices_does_not_disturb_a_reading() {
    let (reader, host) = (Reader::trial().await, host());
    let ports = [reader.port.clone()];
    for _ in 0..5 {
        let (listed, card) =
            tokio::join!(host.list_with_readers(&ports), host.read_card(&reader.port, USUAL));
        assert!(listed.is_ok() && card.is_ok());
    }
}

#[tokio::test]
async fn an_emulator_ends_with_whoever_started_it() {
    let reader = Reader::trial().await;
    let link = reader.folder.path().join("reader");
    assert!(link.is_symlink());
    let Reader { emulator, folder, .. } = reader;
    drop(emulator);
    until("nobody answers", async || {
        serialport::new(link.to_string_lossy(), 115_200).open_native().is_err()
    })
    .await;
    drop(folder);
}

#[tokio::test]
async fn a_scenario_that_makes_no_sense_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let scenario = folder.path().join("bad.yaml");
    std::fs::write(&scenario, "cards: []\nsurprise: 1\n").unwrap();
    let done = std::process::Command::new(exe()).arg("--emulate").arg(&scenario).output().unwrap();
    assert!(!done.status.success());
    assert!(String::from_utf8_lossy(&done.stderr).contains("scenario"));
}
