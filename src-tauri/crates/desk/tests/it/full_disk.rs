//! A disk that is really full: a small tmpfs. It takes the right to mount (root, or a container that
//! may).
use crate::counter::{Station, point_to};
use crate::main_story::{filled_case, text};
use crate::revisions::office;
use serde_json::{Value, json};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};
use tempfile::TempDir;

struct SmallDisk(TempDir);

impl SmallDisk {
    fn mount() -> SmallDisk {
        let folder = tempfile::tempdir().unwrap();
        let mut mount = Command::new("mount");
        let done = mount.args(["-t", "tmpfs", "-o", "size=128m", "tmpfs"]).arg(folder.path());
        let is_done = done.status().unwrap().success();
        assert!(is_done, "this test must be allowed to mount a tmpfs: run it as root");
        SmallDisk(folder)
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    /// Takes all room that is left; removing the file gives it back.
    fn fill(&self) -> PathBuf {
        let path = self.path().join("ballast");
        let mut file = std::fs::File::create(&path).unwrap();
        while file.write_all(&[0; 4096]).is_ok() {}
        path
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // Lazily: a failed test may still hold a file open.
        let _ = Command::new("umount").arg("-l").arg(self.path()).status();
    }
}

/// A picture that nothing makes smaller.
fn noise(seed: u32) -> Vec<u8> {
    const SIDE: u32 = 640;
    let mut state = seed.wrapping_mul(2_654_435_761) | 1;
    let bytes = (0..SIDE * SIDE).map(|_| {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state as u8
    });
    let bytes: Vec<u8> = bytes.collect();
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, SIDE, SIDE);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.write_header().unwrap().write_image_data(&bytes).unwrap();
    out
}

async fn import(station: &Station, case: &str, seed: u32) -> Result<Value, String> {
    let imported = station.desk.upload("main", &format!("/import/{case}"), noise(seed)).await;
    imported.map_err(|failure| failure.code.to_string())
}

#[tokio::test(flavor = "multi_thread")]
async fn on_a_full_disk_the_case_on_the_screen_is_finished_and_nothing_else() {
    let disk = SmallDisk::mount();
    let station = Station::open(disk.path()).await;
    station.sign_in().await;
    let other = text(&station.open_allowance().await["id"]);
    let case = filled_case(&station).await;
    let ballast = disk.fill();

    // The case goes on, with pages too, until the last share of the reserve is reached.
    let (mut view, mut pages) = (Value::Null, 0);
    let refused = loop {
        match import(&station, &case, pages).await {
            Ok(imported) => (view, pages) = (imported, pages + 1),
            Err(code) => break code,
        }
        assert!(pages < 60, "the reserve has an end");
    };
    assert_eq!(refused, "disk_full");
    assert!(pages > 2, "{pages}");
    let unplaced = view["pages"].as_array().unwrap().iter().filter(|p| p["material"].is_null());
    for page in unplaced {
        station.call("delete_page", json!({ "case": case, "page": page["id"] })).await;
    }

    let of_other = json!({ "case": other });
    for (name, payload) in [
        ("case", of_other.clone()),
        ("open_case", json!({ "item": "gaoling-jintie", "answers": {} })),
        ("export_day_sheet", json!({ "day": null, "reason": "交中心对账" })),
        ("print_day_sheet", json!({ "day": null })),
        ("scan", json!({ "case": case, "material": null })),
    ] {
        let refused = station.try_call(name, payload).await;
        assert_eq!(refused.unwrap_err(), "disk_full", "{name}");
    }
    assert_eq!(import(&station, &case, 99).await.unwrap_err(), "disk_full");

    let accept = json!({ "case": case, "kind": "accept", "items": [], "reasons": [],
        "right_office": null });
    station.call("propose", accept).await;
    let issued = station.call("issue", json!({ "case": case })).await;
    assert!(Path::new(&text(&issued["print"]["file"])).exists(), "{}", issued["print"]);
    let paper = issued["case"]["documents"][0]["id"].clone();
    let again = station.call("print", json!({ "case": case, "document": paper })).await;
    assert!(Path::new(&text(&again["print"]["file"])).exists(), "{}", again["print"]);

    std::fs::remove_file(ballast).unwrap();
    // The system gives the room back a moment later, when the machine is busy.
    let deadline = Instant::now() + Duration::from_secs(10);
    while station.try_call("case", of_other.clone()).await.is_err() {
        assert!(Instant::now() < deadline, "there is room again");
    }
    station.close(disk.path()).await;
}

/// Pages come in until the disk, and then the reserve, has room for none.
async fn use_up_room(station: &Station, case: &str) {
    for seed in 0..60 {
        match import(station, case, seed).await {
            Ok(view) => {
                let page =
                    view["pages"].as_array().unwrap().iter().find(|p| p["material"].is_null());
                let page = page.unwrap()["id"].clone();
                station.call("delete_page", json!({ "case": case, "page": page })).await;
            }
            Err(code) => {
                assert_eq!(code, "disk_full");
                return;
            }
        }
    }
    panic!("the reserve has an end");
}

/// The supervisor's office is elsewhere: it has room.
#[tokio::test(flavor = "multi_thread")]
async fn on_a_full_disk_whose_reserve_is_gone_nothing_is_revealed() {
    let (disk, address) = (SmallDisk::mount(), office().await);
    point_to(disk.path(), &address);
    let station = Station::open(disk.path()).await;
    station.sign_in_as("1001").await;
    let case = filled_case(&station).await;
    let ballast = disk.fill();
    use_up_room(&station, &case).await;
    let accept = json!({ "case": case, "kind": "accept", "items": [], "reasons": [],
        "right_office": null });
    station.call("propose", accept).await;
    station.call("issue", json!({ "case": case })).await;

    station.sign_in_as("2001").await;
    let shown = json!({ "case": case, "revision": null });
    let reveal = json!({ "case": case, "revision": null, "reason": "投诉核对" });
    for _ in 0..2 {
        let refused = station.try_call("reveal", reveal.clone()).await;
        assert_eq!(refused.unwrap_err(), "disk_full");
        let masked = station.call("review", shown.clone()).await;
        assert_eq!(masked["people"][0]["name"], "陈＊＊");
        let pages = masked["pages"].as_array().unwrap();
        assert!(!pages.is_empty() && pages.iter().all(|page| page["url"].is_null()), "{masked}");
        assert!(!masked.to_string().contains("440699199001010014"), "{masked}");
    }

    std::fs::remove_file(ballast).unwrap();
    let deadline = Instant::now() + Duration::from_secs(10);
    let view = loop {
        match station.try_call("reveal", reveal.clone()).await {
            Ok(view) => break view,
            Err(code) => assert_eq!(code, "disk_full"),
        }
        assert!(Instant::now() < deadline, "there is room again");
    };
    assert!(view.to_string().contains("陈示例"), "it was the room, and nothing else");
    station.close(disk.path()).await;
}
