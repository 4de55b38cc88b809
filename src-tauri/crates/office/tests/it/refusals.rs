//! Every way of asking wrongly gets a problem with a code. That its body is one, `watched` checks.

use counter_backoffice::Problem;
use counter_core::limits::MAX_SUBMISSION_BYTES;
use uuid::Uuid;

use crate::support::{Running, refused, submission, trial};

#[tokio::test(flavor = "multi_thread")]
async fn wrong_requests_get_a_problem_with_a_code() {
    let running = Running::start(trial(None)).await;
    let signed = running.sign_in().await;
    let bearer = format!("Bearer {}", signed.delivery_credential.expose());
    let supervisor = format!("Bearer {}", running.supervisor().await.token.expose());
    let key = Uuid::new_v4().to_string();
    let json = "application/json";
    let post = || {
        http::Request::post("/cases").header("authorization", &bearer).header("content-type", json)
    };
    let keyed = || post().header("idempotency-key", &key);
    let get = |path: &str| http::Request::get(path.to_owned()).header("authorization", &bearer);
    let looks = |query: &str| {
        let path = format!("/looks?before={query}");
        http::Request::get(path).header("authorization", &supervisor)
    };
    let good = serde_json::to_string(&submission(&signed, vec![])).expect("json");
    let sign_in = || http::Request::post("/sign-in").header("content-type", json);
    let person = |number: &str, password: &str, more: &str| {
        format!(r#"{{"number":"{number}","password":"{password}"{more}}}"#)
    };

    let wrong: Vec<(http::request::Builder, String, u16, &str)> = vec![
        (http::Request::get("/nowhere"), String::new(), 404, "unknown_path"),
        (http::Request::delete("/cases"), String::new(), 405, "method"),
        (post(), good.clone(), 400, "idempotency_key_missing"),
        (post().header("idempotency-key", "no uuid"), good.clone(), 400, "idempotency_key_missing"),
        (keyed(), good.clone(), 422, "key_mismatch"),
        (keyed(), "{".into(), 400, "bad_json"),
        (keyed(), "{}".into(), 422, "bad_body"),
        (keyed(), "x".repeat(MAX_SUBMISSION_BYTES + 1), 413, "too_large"),
        (http::Request::post("/sign-in"), "{}".into(), 415, "media_type"),
        (sign_in(), r#"["1001","demo-1001"]"#.into(), 422, "bad_body"),
        (sign_in(), "[1".into(), 400, "bad_json"),
        (sign_in(), "{\"number\":1001}".into(), 422, "bad_body"),
        (sign_in(), person("1001", "demo-1001", ",\"more\":1"), 422, "bad_body"),
        (sign_in(), person(&"1".repeat(65), "x", ""), 422, "number_too_long"),
        (sign_in(), person("1001", &"x".repeat(1025), ""), 422, "password_too_long"),
        (sign_in(), person("1001", &"x".repeat(4096), ""), 413, "too_large"),
        (
            http::Request::post("/join")
                .header("content-type", json)
                .header("idempotency-key", &key),
            person("1001", &"x".repeat(4096), ""),
            413,
            "too_large",
        ),
        (get("/cases"), String::new(), 400, "bad_query"),
        (get("/cases?clerk=1001"), String::new(), 400, "bad_query"),
        (get("/cases?clerk=me&clerk=me"), String::new(), 400, "bad_query"),
        (get("/cases?clerk=me&before=1"), String::new(), 400, "bad_query"),
        (get("/steps?after=+1"), String::new(), 400, "bad_query"),
        (get("/steps?after=-1"), String::new(), 400, "bad_query"),
        (looks("+5"), String::new(), 400, "bad_query"),
        (looks("-5"), String::new(), 400, "bad_query"),
        (looks("5.0"), String::new(), 400, "bad_query"),
        (looks(""), String::new(), 400, "bad_query"),
        (get("/cases/no-uuid"), String::new(), 404, "unknown_case"),
        (get("/cases/%FF"), String::new(), 400, "bad_request"),
        (get("/hello/"), String::new(), 404, "unknown_path"),
    ];
    for (request, body, status, code) in wrong {
        let asked = format!("{:?} {:?}", request.method_ref(), request.uri_ref());
        let answer = running.raw(request, body).await;
        let problem: Problem = serde_json::from_slice(answer.body()).expect("problem");
        assert_eq!((answer.status().as_u16(), problem.code.as_str()), (status, code), "{asked}");
        if status == 405 {
            assert_eq!(answer.headers()["allow"], "POST,GET,HEAD");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn impossible_cases_are_refused_by_name() {
    let running = Running::start(trial(None)).await;
    let signed = running.sign_in().await;
    let cred = signed.delivery_credential.expose();
    let good = crate::support::part("p1", b"x");
    let fresh = || submission(&signed, vec![good.clone()]);
    let bad = |change: &dyn Fn(&mut counter_backoffice::Submission)| {
        let mut case = fresh();
        change(&mut case);
        case
    };
    let wrong = [
        (bad(&|c| c.journal_head = "beef".into()), "bad_journal"),
        (bad(&|c| c.entries = 0), "bad_journal"),
        (bad(&|c| c.manifest[0].sha256 = "AB".repeat(32)), "bad_manifest"),
        (bad(&|c| c.manifest[0].len = 0), "bad_manifest"),
        (bad(&|c| c.manifest[0].len = u64::MAX), "bad_manifest"),
        (bad(&|c| c.manifest[0].media = "text/html\r\nx: y".into()), "bad_manifest"),
        (bad(&|c| c.manifest.push(c.manifest[0].clone())), "bad_manifest"),
    ];
    for (case, code) in wrong {
        let error = running.client.submit_case(cred, &case).await.expect_err(code);
        assert_eq!(error, refused(422, code));
        assert!(!error.is_passing(), "parked, so that the queue goes on");
        let kept = running.client.case_status(cred, case.case).await;
        assert_eq!(kept, Err(refused(404, "unknown_case")), "nothing was kept");
    }
    running.client.submit_case(cred, &fresh()).await.expect("the queue goes on");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_is_heard_in_spite_of_a_large_body() {
    let running = Running::start(trial(None)).await;
    let client = &running.client;
    for _ in 0..8 {
        let refused = client.upload_bytes("nobody", "/uploads/x", 0, vec![7; 8_000_000]).await;
        assert_eq!(refused, Err(counter_backoffice::OfficeError::Unauthorized));
    }
}
