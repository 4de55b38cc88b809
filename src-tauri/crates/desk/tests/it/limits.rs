//! What the office would refuse for ever is refused at the counter, with its count and the limit,
//! while it can still be replaced.
use crate::counter::{Station, store_of};
use crate::main_story::{filled_case, page, text};
use counter_core::case::PageOf;
use counter_core::fact::Fact;
use counter_core::journal::{Chain, Tail, make_line};
use counter_core::limits::{
    KEEP_DAYS, MAX_PAGE_FILES, MAX_TEXT_CHARS, WARN_CARD_DAYS, WARN_FREE_GIB,
};
use counter_desk::Failure;
use counter_store::{CaseWrite, EntryRow};
use serde_json::{Value, json};
use std::path::Path;

async fn import(station: &Station, case: &str, bytes: Vec<u8>) -> Result<Value, Failure> {
    station.desk.upload("main", &format!("/import/{case}"), bytes).await
}

async fn opened(station: &Station) -> String {
    station.sign_in().await;
    let view = station.open_allowance().await;
    text(&view["id"])
}

fn param(failure: &Failure, name: &str) -> String {
    failure.params.get(name).cloned().unwrap_or_default()
}

/// A sound document of one page with so many bytes that nobody looks at.
pub fn document_of(len: usize) -> Vec<u8> {
    let mut pdf = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    let mut object = |pdf: &mut Vec<u8>, body: &[u8]| {
        places.push(pdf.len());
        pdf.extend_from_slice(format!("{} 0 obj\n", places.len()).as_bytes());
        pdf.extend_from_slice(body);
        pdf.extend_from_slice(b"\nendobj\n");
    };
    object(&mut pdf, b"<< /Type /Catalog /Pages 2 0 R >>");
    object(&mut pdf, b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
    object(&mut pdf, b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>");
    let mut stream = format!("<< /Length {len} >>\nstream\n").into_bytes();
    stream.resize(stream.len() + len, b'x');
    stream.extend_from_slice(b"\nendstream");
    object(&mut pdf, &stream);
    let table = pdf.len();
    pdf.extend_from_slice(b"xref\n0 5\n0000000000 65535 f \n");
    for place in places {
        pdf.extend_from_slice(format!("{place:010} 00000 n \n").as_bytes());
    }
    pdf.extend_from_slice(b"trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n");
    pdf.extend_from_slice(format!("{table}\n%%EOF\n").as_bytes());
    pdf
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_larger_than_the_office_takes_is_told_by_its_size() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    let case = opened(&station).await;
    let refused = import(&station, &case, document_of(70 << 20)).await.unwrap_err();
    assert_eq!(refused.code, "file_over_limit");
    assert_eq!((param(&refused, "size"), param(&refused, "limit")), ("71".into(), "64".into()));
    let view = import(&station, &case, document_of(1 << 20)).await.unwrap();
    assert_eq!(view["pages"].as_array().unwrap().len(), 1, "only what is taken in is there");
}

/// Pages of so many files, written past the window.
fn fill_with_pages(home: &Path, case: &str, count: usize) {
    let mut store = store_of(home);
    let last = store.entries(case).unwrap().pop().unwrap();
    let at = serde_json::from_value(last.at.into()).unwrap();
    let (mut prev, mut entries) = (last.hash, Vec::new());
    for (n, seq) in (0..count).zip(last.seq + 1..) {
        let text = |t: &str| t.to_owned();
        let page = PageOf {
            id: format!("page-{n}"),
            file: format!("file-{n}"),
            index: 0,
            media: text("image/png"),
            sha256: format!("{n:064x}"),
            len: 9,
            source: text("scan"),
            material: None,
            turns: 0,
        };
        let tail = Tail { case, chain: Chain::Second, prev: &prev, length: seq };
        let line = make_line(tail, at, &last.by, &Fact::PageAdded { page }).unwrap();
        prev.clone_from(&line.hash);
        entries.push(EntryRow {
            case: case.to_owned(),
            seq: line.seq,
            at: line.at,
            by: line.by,
            body: line.body,
            prev: line.prev,
            hash: line.hash,
        });
    }
    let head = store.head(case).unwrap().unwrap();
    let expected_seq = last.seq + 1;
    let write = CaseWrite { case, expected_seq, entries: &entries, head: &head, outbox: &[] };
    store.append(&write).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_beyond_the_most_is_told_by_count_and_limit() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    let case = opened(&station).await;
    station.close(home.path()).await;
    fill_with_pages(home.path(), &case, MAX_PAGE_FILES - 1);
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    import(&station, &case, page()).await.unwrap();
    let refused = import(&station, &case, page()).await.unwrap_err();
    assert_eq!(refused.code, "too_many_files");
    let told = (param(&refused, "count"), param(&refused, "limit"));
    assert_eq!(told, ((MAX_PAGE_FILES + 1).to_string(), MAX_PAGE_FILES.to_string()));
    let view = station.call("case", json!({ "case": case })).await;
    station.call("delete_page", json!({ "case": case, "page": view["pages"][0]["id"] })).await;
    import(&station, &case, page()).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_that_is_too_long_is_told_where_it_is_typed() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let case = filled_case(&station).await;
    let megabyte = "示".repeat(350_000);
    let fill = |value: &str| json!({ "case": case, "field": "phone", "value": value });
    let refused = station.desk.dispatch("main", "fill", fill(&megabyte)).await.unwrap_err();
    assert_eq!(refused.code, "text_too_long");
    let told = (param(&refused, "count"), param(&refused, "limit"));
    assert_eq!(told, ("350000".into(), MAX_TEXT_CHARS.to_string()));
    // Letters with two marks each: what people count would fit, what the office counts does not.
    let marked = "e\u{33f}\u{33f}".repeat(5_000);
    let refused = station.desk.dispatch("main", "fill", fill(&marked)).await.unwrap_err();
    assert_eq!(refused.code, "text_too_long");
    let told = ["count", "marks", "limit"].map(|name| param(&refused, name));
    assert_eq!(told, ["5000".to_owned(), "10000".to_owned(), MAX_TEXT_CHARS.to_string()]);
    let items = json!([{ "material": null, "name": "说明", "problem": megabyte, "fix": "" }]);
    let propose = |items: &Value| {
        json!({ "case": case, "kind": "correction", "items": items, "reasons": [],
            "right_office": null })
    };
    assert_eq!(station.try_call("propose", propose(&items)).await.unwrap_err(), "text_too_long");
    // Each text fits; together they are more than the office takes in one case.
    let reason = "示".repeat(MAX_TEXT_CHARS);
    let many = vec![
        json!({ "material": null, "name": "另要的", "problem": "没有", "fix": "", "reason": reason });
        40
    ];
    let together = propose(&many.into());
    let refused = station.desk.dispatch("main", "propose", together).await.unwrap_err();
    assert_eq!(refused.code, "case_too_large");
    assert_eq!(param(&refused, "limit"), "1024");
    let view = station.call("case", json!({ "case": case })).await;
    assert!(view["decision"]["preview"].is_null() && view["revision"] == 0, "nothing was decided");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_of_the_settings_out_of_its_range_is_refused_by_that_range() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let before = station.call("settings", json!({})).await["settings"].clone();
    let ranges = [
        ("keep_days", KEEP_DAYS),
        ("warn_free_gib", WARN_FREE_GIB),
        ("warn_card_days", WARN_CARD_DAYS),
    ];
    for (field, range) in ranges {
        let with = |number: u32| {
            let mut page = before.clone();
            page[field] = number.into();
            json!({ "settings": page })
        };
        let beyond = with(range.end() + 1);
        let refused = station.desk.dispatch("main", "save_settings", beyond).await.unwrap_err();
        assert_eq!(refused.code.to_string(), "setting_out_of_range", "{field}");
        assert_eq!(param(&refused, "field"), field);
        assert_eq!(param(&refused, "max"), range.end().to_string());
        assert_eq!(station.call("settings", json!({})).await["settings"], before, "{field}");
        let saved = station.call("save_settings", with(*range.end())).await;
        assert_eq!(saved["settings"][field], *range.end());
        station.call("save_settings", json!({ "settings": before })).await;
    }
}
