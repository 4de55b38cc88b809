//! What goes wrong at a counter: files that are none, a reader that is not there, a device program
//! that dies. Each is told by its code, and the case stays as it was.
use crate::counter::Station;
use crate::limits::document_of;
use crate::main_story::{page, text};
use serde_json::{Value, json};

#[tokio::test(flavor = "multi_thread")]
async fn a_bad_file_is_refused_by_name_and_the_case_stays() {
    let home = tempfile::tempdir().unwrap();
    let (station, opened) = Station::with_allowance(home.path()).await;
    let case = opened["id"].as_str().unwrap().to_owned();
    let files: [(&[u8], &str); 4] = [
        (b"", "file_empty"),
        (b"neither a picture nor a document", "file_not_taken"),
        (&[1, 2, 3, 4, 5], "file_unknown_kind"),
        (b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog", "file_damaged"),
    ];
    for (bytes, code) in files {
        let refused = station
            .desk
            .upload("main", &format!("/import/{case}"), bytes.to_vec())
            .await
            .unwrap_err();
        assert_eq!(refused.code, code);
        assert_eq!(refused.incident.len(), 8, "a technician can find it in the log");
    }
    let after = station.call("case", json!({ "case": case })).await;
    for part in ["pages", "people", "status", "section", "form"] {
        assert_eq!(after[part], opened[part], "{part}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_that_is_gone_is_told_and_found_again() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let opened = station.call("open_case", json!({ "item": null, "answers": {} })).await;
    let case = opened["id"].as_str().unwrap().to_owned();
    let settings = station.call("settings", json!({})).await["settings"].clone();
    let mut unplugged = settings.clone();
    unplugged["reader_port"] = home.path().join("no-such-port").to_string_lossy().into();
    station.call("save_settings", json!({ "settings": unplugged })).await;
    let read = json!({ "case": case, "role": "applicant" });
    assert_eq!(
        station.try_call("read_card", read.clone()).await.unwrap_err(),
        "reader_not_connected"
    );
    assert_eq!(station.call("status", json!({})).await["reader"], "fault");
    station.call("save_settings", json!({ "settings": settings })).await;
    let view = station.call("read_card", read).await;
    assert_eq!(view["people"][0]["role"], "applicant");
}

/// As the window sends a batch: file by file, whatever became of the one before.
#[tokio::test(flavor = "multi_thread")]
async fn of_a_batch_the_sound_files_come_in_in_their_order() {
    let home = tempfile::tempdir().unwrap();
    let (station, opened) = Station::with_allowance(home.path()).await;
    let case = text(&opened["id"]);
    let sound = page();
    let cut = &sound[..sound.len() / 2];
    let letter = b"PK\x03\x04 a letter of another program";
    let (mut came_in, mut count) = (Vec::new(), 0);
    for bytes in [&sound[..], letter, &sound, cut, b"", &sound] {
        let outcome = station.desk.upload("main", &format!("/import/{case}"), bytes.to_vec()).await;
        came_in.push(outcome.is_ok());
        if let Ok(view) = outcome {
            count += 1;
            assert_eq!(view["pages"].as_array().unwrap().len(), count);
        }
    }
    assert_eq!(came_in, [true, false, true, false, false, true]);
}

/// Numbers by chance, the same at every run.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }
}

fn grey_map() -> Vec<u8> {
    let mut map = b"P5\n60 90\n255\n".to_vec();
    map.resize(map.len() + 60 * 90, 90);
    map
}

fn digests(view: &Value) -> Vec<String> {
    view["pages"].as_array().unwrap().iter().map(|page| text(&page["sha256"])).collect()
}

/// A dozen batches by the dice, some files of them twice: each page of the case is one that was
/// sound, in its order, and each other file is told by its own cause.
#[tokio::test(flavor = "multi_thread")]
async fn of_any_batch_exactly_the_sound_files_come_in() {
    let home = tempfile::tempdir().unwrap();
    let (station, opened) = Station::with_allowance(home.path()).await;
    let case = text(&opened["id"]);
    let path = format!("/import/{case}");
    let sound = [page(), grey_map(), document_of(1 << 10)];
    let cut = |file: &[u8]| file[..file.len() / 2].to_vec();
    let bad = [
        (Vec::new(), "file_empty"),
        (vec![0; 4_096], "file_empty"),
        // Beside a photograph on a stick that was in a Mac.
        (b"\0\x05\x16\x07\0\x02\0\0Mac OS X        ".to_vec(), "file_not_taken"),
        (b"neither a picture nor a document".to_vec(), "file_not_taken"),
        (vec![1, 2, 3, 4, 5], "file_unknown_kind"),
        (b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog".to_vec(), "file_damaged"),
        (cut(&sound[0]), "file_damaged"),
        (cut(&sound[1]), "file_damaged"),
    ];
    // What each sound file is once it is a page.
    let mut expected = Vec::new();
    for file in &sound {
        let view = station.desk.upload("main", &path, file.clone()).await.unwrap();
        expected.push(digests(&view).last().unwrap().clone());
    }
    let known = expected.clone();
    let mut dice = Dice(20_261_130);
    let mut refused = 0;
    for _ in 0..12 {
        for _ in 0..=dice.throw(7) {
            if dice.throw(3) > 0 {
                let which = dice.throw(sound.len());
                let view = station.desk.upload("main", &path, sound[which].clone()).await.unwrap();
                expected.push(known[which].clone());
                assert_eq!(digests(&view), expected);
            } else {
                let (file, code) = &bad[dice.throw(bad.len())];
                let failure = station.desk.upload("main", &path, file.clone()).await.unwrap_err();
                assert_eq!(failure.code, *code);
                refused += 1;
            }
        }
        let view = station.call("case", json!({ "case": case })).await;
        assert_eq!(digests(&view), expected);
    }
    assert!(refused > 5 && expected.len() > 20, "{refused} refused, {} pages", expected.len());
}
