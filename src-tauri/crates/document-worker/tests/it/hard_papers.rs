//! Each kind of paper with hard data, left with its pictures in `target/demo` to be looked at. What is
//! read back within the margins shows that nothing was cut.

use crate::hard_samples::{Hard, ITEM, MARKED, list_hard_papers};
use crate::{samples, worker};
use counter_documents::sheet::{CheckLine, DaySheetRow};
use counter_documents::{Sheet, Typeset, Worker};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

async fn keep(worker: &Worker, name: &str, made: &Typeset) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../target/demo");
    fs::create_dir_all(&folder).unwrap();
    let file = folder.join(format!("hard-{name}.pdf"));
    fs::write(&file, &made.pdf).unwrap();
    for page in 0..made.pages {
        let picture = worker.render_paper("case", made.pdf.clone(), page, 1_000).await.unwrap();
        let picture = image::load_from_memory(&picture.bytes).unwrap();
        picture.save(folder.join(format!("hard-{name}-{}.png", page + 1))).unwrap();
    }
    file
}

/// Without blanks, cell after cell as they were set, and nothing of what lies in the margins at the
/// sides: a name that runs over them is not whole here.
fn read_within_margins(file: &Path) -> String {
    let area = ["-r", "72", "-x", "60", "-y", "0", "-W", "475", "-H", "842"];
    let output =
        Command::new("pdftotext").arg("-raw").args(area).arg(file).arg("-").output().unwrap();
    assert!(output.status.success());
    without_blanks(&String::from_utf8(output.stdout).unwrap())
}

fn without_blanks(text: &str) -> String {
    text.split_whitespace().collect()
}

#[tokio::test]
async fn hard_data_is_whole_on_every_kind_of_paper() {
    let worker = worker();
    for Hard { name, sheet, wanted } in list_hard_papers() {
        let made = worker.typeset_paper(&sheet, &samples::look_of(&sheet)).await.unwrap();
        let text = read_within_margins(&keep(&worker, name, &made).await);
        for words in wanted.iter().map(String::as_str).chain([ITEM]) {
            let words = without_blanks(words);
            assert!(text.contains(&words), "{name} lacks {words}: {text}");
        }
        // What no font has is told before anybody prints it.
        let has_rare = wanted.iter().any(|words| words.contains(MARKED));
        assert_eq!(made.missing.iter().any(|missing| missing == "U+E863"), has_rare, "{name}");
    }
}

/// What must be together at the end of a paper: the clerk's line and the address never stand alone.
fn list_kept(name: &str) -> Option<[&'static str; 3]> {
    let before = match name {
        "list" | "day-sheet" | "mandate" => return None,
        "deferred_commitment" | "withdrawal_request" => "上述时间不计算在办理期限内",
        "check-record" => "核验码",
        "application" => "负责人签名",
        _ => "专用印章",
    };
    Some([before, "经办人：", "地址："])
}

/// The same paper with so many rows, so that its end comes to lie anywhere on a page.
fn keep_rows(sheet: &mut Sheet, rows: usize) {
    match sheet {
        Sheet::AcceptanceReceipt(paper) => paper.materials.truncate(rows),
        Sheet::MaterialsReceipt(paper) => paper.materials.truncate(rows),
        Sheet::CorrectionNotice(paper) => paper.items.truncate(rows),
        Sheet::CheckRecord(paper) => paper.checks.truncate(rows),
        Sheet::Letter(paper) => paper.materials.truncate(rows),
        _ => {}
    }
}

/// The words of the last page, without blanks.
async fn read_last_page(worker: &Worker, sheet: &Sheet, file: &Path) -> String {
    let made = worker.typeset_paper(sheet, &samples::look_of(sheet)).await.unwrap();
    fs::write(file, &made.pdf).unwrap();
    let last = made.pages.to_string();
    let page = ["-raw", "-f", &last, "-l", &last];
    let output = Command::new("pdftotext").args(page).arg(file).arg("-").output().unwrap();
    assert!(output.status.success());
    without_blanks(&String::from_utf8(output.stdout).unwrap())
}

#[tokio::test]
async fn a_signature_and_an_address_keep_to_what_they_stand_under() {
    let worker = worker();
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("last-page.pdf");
    for rows in 21..=30 {
        for Hard { name, mut sheet, .. } in list_hard_papers() {
            let Some(kept) = list_kept(name) else { continue };
            keep_rows(&mut sheet, rows);
            let text = read_last_page(&worker, &sheet, &file).await;
            for words in kept {
                assert!(text.contains(words), "{name}, {rows} rows, lacks {words}: {text}");
            }
        }
    }
}

/// Nothing but a table stands before the signature of a case that is not decided, and of a day.
#[tokio::test]
async fn the_last_row_of_a_table_keeps_to_the_signature_under_it() {
    let worker = worker();
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("last-row.pdf");
    let Sheet::CheckRecord(record) = samples::check_record() else { unreachable!() };
    let Sheet::DaySheet(day) = samples::day_sheet() else { unreachable!() };
    for rows in 18..=42 {
        let (mut record, mut day) = (record.clone(), day.clone());
        record.notices.clear();
        record.receipt_code.clear();
        let check =
            |row: usize| CheckLine { what: format!("核对{row:02}"), ..record.checks[0].clone() };
        let checks: Vec<CheckLine> = (1..=rows).map(check).collect();
        record.checks = checks;
        let line = |row: usize| DaySheetRow { number: format!("N{row:02}"), ..day.rows[0].clone() };
        let lines: Vec<DaySheetRow> = (1..=rows).map(line).collect();
        day.rows = lines;
        for (sheet, row, signed) in [
            (Sheet::CheckRecord(record), format!("核对{rows:02}"), "经办人签名"),
            (Sheet::DaySheet(day), format!("N{rows:02}"), "制表人签名"),
        ] {
            let text = read_last_page(&worker, &sheet, &file).await;
            let name = sheet.form_name();
            assert!(text.contains(&row) && text.contains(signed), "{name}, {rows} rows: {text}");
        }
    }
}
