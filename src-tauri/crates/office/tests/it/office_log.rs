//! What was refused to whom: address, what the credential is called, code; never a secret.

use counter_backoffice::LookReason;
use counter_office::ListedLine;
use uuid::Uuid;

use crate::place::{Place, on_both};
use crate::support::{hand_over, submission};

on_both!(
    each_refusal_is_written_down_and_no_secret,
    looks_of_all_stations_are_read_by_the_administrator,
    a_trail_that_went_back_is_written_down,
);

fn told(line: &ListedLine) -> (Option<&str>, &str, &str, u32, u32) {
    let peer = line.peer.as_deref();
    (peer, line.credential.as_str(), line.code.as_str(), line.status, line.times)
}

async fn each_refusal_is_written_down_and_no_secret(place: Place) {
    let running = place.start().await;
    let client = &running.client;
    let desk = Uuid::new_v4();
    let signed = client.sign_in_at(desk, "1001", "demo-1001").await.expect("sign in");
    let (cred, token) = (signed.delivery_credential.expose(), signed.token.expose());
    client.sign_in("1001", "a wrong word").await.expect_err("wrong");
    client.sign_in("440699199001010014", "demo-1001").await.expect_err("nobody");
    client.get_looks(token, None).await.expect_err("no supervisor");
    client.get_looks(cred, None).await.expect_err("no person");
    client.get_looks("a strange secret", None).await.expect_err("unknown");
    let case = submission(&signed, vec![]);
    client.case_status(cred, case.case).await.expect_err("not filed");
    running.raw(http::Request::get("/looks"), "").await;
    let office = place.find_records().expect("the records");
    assert!(office.end_installation(desk).expect("ended"));
    client.case_status(cred, case.case).await.expect_err("ended");

    let lines = office.list_log(20).expect("lines");
    let (installation, here) = (format!("installation {desk}"), Some("127.0.0.1"));
    let wanted = [
        (here, installation.as_str(), "installation_ended", 401, 1),
        (here, "none", "unauthorized", 401, 1),
        (here, installation.as_str(), "unknown_case", 404, 1),
        (here, "unknown", "unauthorized", 401, 1),
        (here, installation.as_str(), "supervisor_only", 403, 1),
        (here, "clerk 1001", "supervisor_only", 403, 1),
        (here, "none", "wrong_password", 401, 1),
        (here, "account 1001", "wrong_password", 401, 1),
    ];
    assert_eq!(lines.iter().map(told).collect::<Vec<_>>(), wanted);
    assert_eq!(office.list_log(3).expect("lines"), lines[..3], "the newest");
    let kept = place.texts("SELECT coalesce(peer, '') || credential || code FROM office_log").await;
    let kept = format!("{kept:?}");
    for secret in [cred, token, "a wrong word", "a strange secret", "440699199001010014"] {
        assert!(!kept.contains(secret), "{secret}");
    }
    running.end().await;
}

async fn looks_of_all_stations_are_read_by_the_administrator(place: Place) {
    let running = place.start().await;
    let client = &running.client;
    let signed = running.sign_in().await;
    let case = submission(&signed, vec![]);
    hand_over(client, signed.delivery_credential.expose(), &case).await;
    let elsewhere = client.sign_in("9001", "demo-9001").await.expect("another station");
    client.check_receipt(elsewhere.token.expose(), &case.receipt_code()).await.expect("answer");
    let supervisor = running.supervisor().await;
    let typed = LookReason::Typed { text: "投诉核对".into() };
    let looking = client.looking_for(typed.clone());
    looking.get_revision(supervisor.token.expose(), case.case, 1).await.expect("revision");
    let looks = place.find_records().expect("the records").list_looks(9).expect("looks");
    let of: Vec<_> = looks.iter().map(|look| (look.clerk.as_str(), look.what.as_str())).collect();
    assert_eq!(of, [("2001", "revision 1"), ("9001", "receipt of revision 1: unchanged")]);
    assert!(looks.iter().all(|look| look.case == case.case.to_string()));
    assert_eq!(looks[0].reason, Some(typed));
    running.end().await;
}

async fn a_trail_that_went_back_is_written_down(place: Place) {
    let running = place.start().await;
    let client = &running.client;
    let desk = Uuid::new_v4();
    let signed = client.sign_in_at(desk, "1001", "demo-1001").await.expect("sign in");
    let cred = signed.delivery_credential.expose();
    for (lines, minute) in [(10, 10), (9, 5), (4, 30)] {
        let mut case = submission(&signed, vec![]);
        case.audit = crate::anchors::anchor(lines, "a", minute);
        hand_over(client, cred, &case).await;
    }
    let lines = place.find_records().expect("the records").list_log(20).expect("lines");
    let installation = format!("installation {desk}");
    let wanted = [(None, installation.as_str(), "audit_went_back", 0, 1)];
    assert_eq!(lines.iter().map(told).collect::<Vec<_>>(), wanted);
    running.end().await;
}
