//! From the second F9 to the office's number on the screen, with the office on loopback. The peer
//! is the least that any program must do for a number: one request with a case to the same office,
//! and its answer.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::time::Instant;

use serde_json::{Value, json};

use super::figure::Figure;
use super::start::OURS;
use kit::network::free_port;
use kit::office::Office;
use kit::{Fault, Story, TestResult, Window, wait_until};
use stories::steps::*;

pub const REQUEST: &str = "one request to the same office";

const WATCH: &str = "window.benchPressed = 0; window.benchShown = 0; \
    window.addEventListener('keydown', event => { if (event.key === 'F9') window.benchPressed = performance.now(); }, true); \
    const look = () => { const one = document.querySelector('[data-test=\"number\"][data-official=\"true\"]'); \
        if (one && one.textContent.trim() !== '' && window.benchShown < window.benchPressed) \
            window.benchShown = performance.now(); }; \
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });";

pub async fn measure_numbers(story: &mut Story, rounds: usize) -> TestResult<Figure> {
    let port = free_port()?;
    point_to_office(story, port)?;
    let data = story.everything_written().join("office");
    let _office = Office::open(port, &data).await?;
    sign_in(story.start().await?).await?;
    let credential = credential(port)?;
    let mut figure = Figure::new("accept to the office's number", "ms", &[OURS, REQUEST]);
    story.window()?.run_script(WATCH, vec![]).await?;
    let spare = spare_case(story.window()?).await?;
    for round in 0..rounds {
        figure.add(OURS, accept(story).await?);
        first_card_again(story.window()?, &spare).await?;
        figure.add(REQUEST, one_request(port, &credential, round)?);
    }
    Ok(figure)
}

/// Cards come in turn, and every case is to be the first card's: the others are read into a case
/// that nobody decides.
const OTHER_CARDS: usize = 6;
const CALL: &str = "const done = arguments[2]; window.__TAURI_INTERNALS__.invoke('call', { name: arguments[0], payload: arguments[1] }) \
    .then(view => done(view), failure => done({ failure }));";

async fn spare_case(window: &Window) -> TestResult<String> {
    let payload = json!({ "item": "chengxiang-yanglao", "answers": {} });
    let view = window.run_script_async(CALL, vec![json!("open_case"), payload]).await?;
    view["id"].as_str().map(str::to_owned).ok_or_else(|| Fault::wrong("no spare case"))
}

async fn first_card_again(window: &Window, spare: &str) -> TestResult {
    for _ in 0..OTHER_CARDS {
        let payload = json!({ "case": spare, "role": "applicant" });
        let view = window.run_script_async(CALL, vec![json!("read_card"), payload]).await?;
        if !view["failure"].is_null() {
            return Err(Fault::wrong(format!("a card was not read: {}", view["failure"]["code"])));
        }
    }
    Ok(())
}

async fn accept(story: &mut Story) -> TestResult<f64> {
    let window = story.window()?;
    begin_case(window, &PENSION).await?;
    read_cards(window, &["applicant"]).await?;
    take_papers(window).await?;
    fill_form(window, false).await?;
    issue_decision(window).await?;
    let took = wait_until("the office's number", async || {
        let times =
            window.run_script("return [window.benchPressed, window.benchShown]", vec![]).await?;
        let (pressed, shown) =
            (times[0].as_f64().unwrap_or_default(), times[1].as_f64().unwrap_or_default());
        Ok((shown > pressed).then_some(shown - pressed))
    })
    .await?;
    window.press("Alt+0").await?;
    window.find("home").await?;
    Ok(took)
}

fn credential(port: u16) -> TestResult<String> {
    let person = json!({ "number": "1001", "password": "demo-1001" });
    let answer = post(port, "/sign-in", &[], &person)?;
    answer["delivery_credential"]
        .as_str()
        .map(str::to_owned)
        .ok_or_else(|| Fault::wrong("no credential"))
}

fn one_request(port: u16, credential: &str, round: usize) -> TestResult<f64> {
    let case = format!("00000000-0000-4000-8000-{round:012}");
    let submission = submission(&case, round);
    let bearer = format!("Bearer {credential}");
    let key = format!("\"{case}\"");
    let start = Instant::now();
    let answer = post(
        port,
        "/cases",
        &[("Authorization", &bearer), ("Idempotency-Key", &key)],
        &submission,
    )?;
    let took = start.elapsed().as_secs_f64() * 1000.0;
    answer["number"]
        .as_str()
        .map(|_| took)
        .ok_or_else(|| Fault::wrong(format!("the office gave no number: {answer}")))
}

/// As large as a real one of the same item: an applicant, a page, a form. Nobody's data.
fn submission(case: &str, round: usize) -> Value {
    let part = |n: usize, kind: &str| {
        let sha256 = format!("{:064x}", round * 10 + n);
        json!({ "id": format!("part-{n}"), "material": "hukou", "kind": kind, "media": "image/png",
            "sha256": sha256, "len": 1000 })
    };
    json!({
        "case": case, "provisional": format!("临BENCH-{round:04}"), "item": "chengxiang-yanglao",
        "pack_version": "bench",
        "decision": "accepted", "received_at": "2026-11-22T02:00:00Z",
        "decided_at": "2026-11-22T02:05:00Z",
        "clerk": "1001", "station_code": "DEMO01", "window": "3号窗",
        "people": [{ "role": "applicant", "name": "陈示例", "id_kind": "resident",
            "number": "440699199001010014",
            "source": "chip", "present": true, "signs": true,
            "details": { "sex": "男", "phone": "10012345678" } }],
        "answers": { "group": "normal", "agent": "self" },
        "form": { "phone": "10012345678", "level": "180" },
        "materials": [{ "id": "hukou", "name": "居民户口簿", "original": 1, "copy": 0,
            "need": "required", "state": "received" }],
        "manifest": [part(1, "page"), part(2, "document")],
        "journal_head": "0".repeat(64), "entries": 20, "revision": 1,
    })
}

fn post(port: u16, path: &str, headers: &[(&str, &str)], body: &Value) -> TestResult<Value> {
    let body = body.to_string();
    let mut request = format!(
        "POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: {}\r\n",
        body.len()
    );
    for (name, value) in headers {
        request.push_str(&format!("{name}: {value}\r\n"));
    }
    request.push_str("\r\n");
    let mut line = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
    line.write_all(request.as_bytes())?;
    line.write_all(body.as_bytes())?;
    let mut answer = String::new();
    line.read_to_string(&mut answer)?;
    let body = answer.split_once("\r\n\r\n").map(|(_, body)| body).unwrap_or_default();
    serde_json::from_str(body).map_err(|_| Fault::wrong("the office's answer is no JSON"))
}
