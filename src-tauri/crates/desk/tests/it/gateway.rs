//! A gateway between the station and the office: what it refuses is told in its name, holds up that
//! request alone, and ends nothing.
use crate::counter::{Station, point_to};
use crate::main_story::filled_case;
use crate::revisions::decide;
use axum::body::Body;
use axum::extract::Request;
use axum::http::Response;
use axum::middleware::{Next, from_fn};
use counter_backoffice::Problem;
use counter_office::Office;
use parking_lot::Mutex;
use serde_json::{Value, json};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

pub type Answer = Response<Body>;
pub type Rule = fn(&Request) -> Option<Answer>;

/// The office behind a gateway whose rule can be changed.
pub struct Gated {
    pub address: String,
    rule: Arc<Mutex<Option<Rule>>>,
    /// Headers of the answers that it takes away.
    strips: Arc<Mutex<&'static [&'static str]>>,
    /// What was asked, refused or not.
    asked: Arc<Mutex<Vec<String>>>,
}

impl Gated {
    async fn open(folder: &Path) -> Gated {
        let pack = counter_catalog::Pack::builtin_signed().unwrap();
        let office = Office::open(Some(folder), pack, true).unwrap();
        let (rule, asked) =
            (Arc::new(Mutex::new(None::<Rule>)), Arc::<Mutex<Vec<String>>>::default());
        let strips = Arc::<Mutex<&'static [&'static str]>>::default();
        let (rules, heard, taken) = (rule.clone(), asked.clone(), strips.clone());
        let gateway = from_fn(move |request: Request, next: Next| {
            let refused = rules.lock().and_then(|rule| rule(&request));
            heard.lock().push(format!("{} {}", request.method(), request.uri().path()));
            let taken = *taken.lock();
            async move {
                match refused {
                    Some(answer) => answer,
                    None => {
                        let mut answer = next.run(request).await;
                        for name in taken {
                            answer.headers_mut().remove(*name);
                        }
                        answer
                    }
                }
            }
        });
        let router = counter_office::build_router(&office).layer(gateway);
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Gated { address, rule, strips, asked }
    }

    /// With a station behind it, a clerk signed in while everything passes.
    pub async fn open_station() -> (tempfile::TempDir, Gated, Station) {
        let home = tempfile::tempdir().unwrap();
        let gated = Gated::open(&home.path().join("office")).await;
        point_to(home.path(), &gated.address);
        let station = Station::open(home.path()).await;
        station.sign_in_again().await.unwrap();
        (home, gated, station)
    }

    pub fn set(&self, rule: Option<Rule>) {
        *self.rule.lock() = rule;
    }

    fn count(&self, begins: &str) -> usize {
        self.asked.lock().iter().filter(|line| line.starts_with(begins)).count()
    }
}

fn page(status: u16) -> Option<Answer> {
    let answer = Response::builder().status(status).header("content-type", "text/html");
    Some(answer.body(Body::from("<html><h1>gateway</h1></html>")).unwrap())
}

/// As the office says no.
pub fn problem(status: u16, code: &str) -> Option<Answer> {
    let body = serde_json::to_vec(&Problem::new(status, code, "")).unwrap();
    let answer = Response::builder()
        .status(status)
        .header("content-type", "application/problem+json; charset=utf-8")
        .header("counter-office", "1");
    Some(answer.body(Body::from(body)).unwrap())
}

pub fn is(request: &Request, method: &str, path: &str) -> bool {
    request.method() == method && request.uri().path().starts_with(path)
}

async fn until(station: &Station, what: &str, holds: impl AsyncFn() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(30);
    while !holds().await {
        let outbox = station.call("outbox", json!({})).await;
        assert!(Instant::now() < deadline, "never came: {what}: {outbox}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// The one line that waits, once it says so.
async fn line_that_says(station: &Station, code: &str) -> Value {
    let line = async || station.call("outbox", json!({})).await["lines"][0].clone();
    until(station, code, async || line().await["last_code"] == code).await;
    line().await
}

async fn delivered(station: &Station, case: &str) {
    station.call("retry", json!({ "case": case })).await;
    station.until(case, "the acknowledgement", |view| view["delivery"] == "acknowledged").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_refusal_is_told_in_its_own_name_and_ends_nothing() {
    let (_home, gated, station) = Gated::open_station().await;
    let refusals: [(&str, Rule); 11] = [
        ("gateway_forbids", |r| is(r, "POST", "/cases").then(|| page(403)).flatten()),
        ("gateway_too_large", |r| is(r, "POST", "/cases").then(|| page(413)).flatten()),
        ("gateway_page", |r| is(r, "POST", "/cases").then(|| page(200)).flatten()),
        ("gateway_busy", |r| is(r, "POST", "/cases").then(|| page(429)).flatten()),
        ("gateway_busy", |r| is(r, "PATCH", "/uploads").then(|| page(429)).flatten()),
        ("gateway_no_answer", |r| is(r, "POST", "/cases").then(|| page(502)).flatten()),
        ("gateway_no_answer", |r| is(r, "PATCH", "/uploads").then(|| page(504)).flatten()),
        ("gateway_length", |r| is(r, "POST", "/uploads").then(|| page(411)).flatten()),
        ("gateway_method", |r| (r.uri().path().len() > 9).then(|| page(405)).flatten()),
        ("office_forbids", |r| is(r, "POST", "/cases").then(|| problem(403, "nobody")).flatten()),
        ("office_quota", |r| {
            is(r, "POST", "/uploads").then(|| problem(422, "quota_full")).flatten()
        }),
    ];
    for (code, rule) in refusals {
        let case = filled_case(&station).await;
        gated.set(Some(rule));
        decide(&station, &case, "accept", json!([])).await;
        let line = line_that_says(&station, code).await;
        assert_ne!(line["waits"], "person", "{code}: nothing is set aside");
        let status = station.call("status", json!({})).await;
        assert_eq!((&status["line"], &status["parked"]), (&json!("up"), &json!(0)), "{code}");
        gated.set(None);
        delivered(&station, &case).await;
    }
}

/// Whichever it is, and all of them: what goes on goes on, the line is up the whole time.
#[tokio::test(flavor = "multi_thread")]
async fn headers_that_a_gateway_takes_away_are_no_dead_line() {
    static HEADERS: [&str; 7] = [
        "counter-office",
        "upload-offset",
        "upload-length",
        "tus-resumable",
        "location",
        "etag",
        "content-digest",
    ];
    let (_home, gated, station) = Gated::open_station().await;
    let each = HEADERS.chunks(1).chain([HEADERS.as_slice()]);
    for taken in each {
        let case = filled_case(&station).await;
        *gated.strips.lock() = taken;
        decide(&station, &case, "accept", json!([])).await;
        until(&station, "the acknowledgement", async || {
            let status = station.call("status", json!({})).await;
            assert_eq!(
                (&status["line"], &status["parked"]),
                (&json!("up"), &json!(0)),
                "{taken:?}"
            );
            let view = station.call("case", json!({ "case": case })).await;
            view["delivery"] == "acknowledged"
        })
        .await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_offset_that_does_not_move_is_a_failed_try_with_its_pause() {
    let (_home, gated, station) = Gated::open_station().await;
    let case = filled_case(&station).await;
    gated.set(Some(|request| {
        let mut answer = problem(409, "wrong_offset").filter(|_| is(request, "PATCH", "/"))?;
        answer.headers_mut().insert("upload-offset", "3".parse().unwrap());
        Some(answer)
    }));
    decide(&station, &case, "accept", json!([])).await;
    let line = line_that_says(&station, "office_garbage").await;
    assert_eq!(line["state"], "awaiting_materials");
    assert!(line["attempts"].as_u64().unwrap() >= 1, "{line}");
    // Pieces that went without a pause would be there by hundreds when the next try has failed.
    until(&station, "the next try", async || {
        station.call("outbox", json!({})).await["lines"][0]["attempts"].as_u64() >= Some(2)
    })
    .await;
    let pieces = gated.count("PATCH");
    assert!(pieces <= 12, "{pieces} pieces in two tries");
    gated.set(None);
    delivered(&station, &case).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_nothing_passes_the_gateway_is_named_and_work_goes_on() {
    let home = tempfile::tempdir().unwrap();
    let gated = Gated::open(&home.path().join("office")).await;
    gated.set(Some(|_| page(200)));
    point_to(home.path(), &gated.address);
    let station = Station::open(home.path()).await;
    let hello = async || station.call("hello", json!({})).await;
    until_hello(&hello, |hello| hello["barrier"] == "gateway_page").await;
    assert_eq!(hello().await["line_up"], false);
    assert_eq!(station.sign_in_again().await.unwrap_err(), "gateway_page", "nobody is known here");
    gated.set(None);
    until_hello(&hello, |hello| hello["line_up"] == true && hello["barrier"].is_null()).await;
    station.sign_in_again().await.unwrap();
    station.call("sign_out", json!({})).await;

    // Only the greeting passes: the line is up, and a clerk who was here before works on.
    gated.set(Some(|request| page(200).filter(|_| request.uri().path() != "/hello")));
    station.sign_in_again().await.unwrap();
    let status = station.call("status", json!({})).await;
    assert_eq!((&status["line"], &status["signed_in"]["offline"]), (&json!("up"), &json!(true)));
    let case = filled_case(&station).await;
    let decided = decide(&station, &case, "accept", json!([])).await;
    assert!(decided["number"].is_null() && decided["provisional"].is_string());
    line_that_says(&station, "gateway_page").await;
    gated.set(None);
    delivered(&station, &case).await;
}

/// Its office is away, or it says so: a clerk who was here before works on, and is told who
/// answered.
#[tokio::test(flavor = "multi_thread")]
async fn a_gateway_without_its_office_is_named_and_work_goes_on() {
    let (_home, gated, station) = Gated::open_station().await;
    let case = filled_case(&station).await;
    gated.set(Some(|_| page(503)));
    let hello = async || station.call("hello", json!({})).await;
    until_hello(&hello, |hello| hello["barrier"] == "gateway_no_answer").await;
    assert_eq!(hello().await["line_up"], false);
    let decided = decide(&station, &case, "accept", json!([])).await;
    assert!(decided["number"].is_null() && decided["provisional"].is_string());
    station.call("sign_out", json!({})).await;
    assert!(station.sign_in_again().await.is_ok(), "as without the line");
    gated.set(None);
    until_hello(&hello, |hello| hello["line_up"] == true && hello["barrier"].is_null()).await;
    delivered(&station, &case).await;
}

/// Greetings pass; what files a case is cut off without an answer.
#[tokio::test(flavor = "multi_thread")]
async fn a_gateway_that_hangs_up_on_one_kind_of_request_is_no_dead_line() {
    let (_home, gated, station) = Gated::open_station().await;
    let case = filled_case(&station).await;
    // A gateway that falls over closes the connection.
    gated.set(Some(|request| {
        assert!(!is(request, "POST", "/cases"), "hangs up");
        None
    }));
    decide(&station, &case, "accept", json!([])).await;
    until(&station, "two tries", async || {
        let status = station.call("status", json!({})).await;
        assert_eq!(status["line"], "up", "it answers greetings");
        station.call("outbox", json!({})).await["lines"][0]["attempts"].as_u64() >= Some(2)
    })
    .await;
    gated.set(None);
    delivered(&station, &case).await;
}

async fn until_hello(hello: &impl AsyncFn() -> Value, holds: impl Fn(&Value) -> bool) {
    let deadline = Instant::now() + Duration::from_secs(30);
    while !holds(&hello().await) {
        assert!(Instant::now() < deadline, "never came: {}", hello().await);
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}
