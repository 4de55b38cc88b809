//! Who looked at the papers of a station, as its supervisor reads it: by ids and numbers, and
//! nobody else's.

use counter_backoffice::{
    CertificateSearch, Holder, LookKind, LookReason, LookWire, MAX_LOOKS, Private, REASON,
};
use counter_core::certificate::{Ground, HolderKey};
use uuid::Uuid;

use crate::place::{Place, on_both};
use crate::support::{hand_over, part, refused, send, submission};

on_both!(
    a_supervisor_reads_who_looked_at_what_and_where,
    looks_come_page_by_page_and_to_no_other_station,
    a_look_is_told_with_its_reason,
);

fn draft_search(purpose: &str) -> CertificateSearch {
    CertificateSearch {
        case: Uuid::new_v4(),
        item: "linghuo-jiuye".into(),
        purpose: purpose.into(),
        ground: Ground::Authorised,
        holder: Holder {
            key: HolderKey::ResidentNumber,
            number: Private::new("440699199001010014"),
        },
        kinds: vec!["居住证".into()],
    }
}

fn told(look: &LookWire) -> (&str, Uuid, LookKind, Option<u32>, bool) {
    (look.clerk.as_str(), look.case, look.kind, look.revision, look.here)
}

async fn a_supervisor_reads_who_looked_at_what_and_where(place: Place) {
    let running = place.start().await;
    let (signed, client) = (running.sign_in().await, &running.client);
    let cred = signed.delivery_credential.expose();
    let case = submission(&signed, vec![part("p1", b"a page")]);
    let number = client.submit_case(cred, &case).await.expect("submit").number;
    send(client, cred, case.case, &case.manifest[0], b"a page").await;
    client.complete_case(cred, case.case).await.expect("complete");
    let draft = draft_search("灵活就业登记");
    client.find_certificates(signed.token.expose(), &draft).await.expect("asked");
    let elsewhere = client.sign_in("9001", "demo-9001").await.expect("another station");
    let code = case.receipt_code();
    client.check_receipt(elsewhere.token.expose(), &code).await.expect("answer");
    let (desk, other) = (Uuid::new_v4(), Uuid::new_v4());
    let at_other = client.sign_in_at(other, "2001", "demo-2001").await.expect("sign in");
    client.get_revision(at_other.token.expose(), case.case, 1).await.expect("revision");
    let supervisor = client.sign_in_at(desk, "2001", "demo-2001").await.expect("sign in");
    let token = supervisor.token.expose();
    client.get_page(token, case.case, &case.manifest[0].sha256).await.expect("page");

    let looks = client.get_looks(token, None).await.expect("looks");
    let wanted = [
        ("2001", case.case, LookKind::Part, None, true),
        ("2001", case.case, LookKind::Revision, Some(1), false),
        ("9001", case.case, LookKind::Receipt, Some(1), false),
        ("1001", draft.case, LookKind::Certificates, None, false),
    ];
    assert_eq!(looks.iter().map(told).collect::<Vec<_>>(), wanted);
    let windows: Vec<_> = looks.iter().map(|look| look.window.as_deref()).collect();
    assert_eq!(windows, [Some("值班台"), Some("值班台"), None, None]);
    assert_eq!(looks[0].number.as_ref(), Some(&number));
    assert_eq!(looks[3].number, None, "not filed yet");
    let again = client.get_looks(token, None).await.expect("looks");
    assert_eq!(again, looks, "reading them is none");

    for wrong in [signed.token.expose(), cred] {
        let outcome = client.get_looks(wrong, None).await;
        assert_eq!(outcome, Err(refused(403, "supervisor_only")));
    }
    assert_eq!(client.get_looks(token, Some(0)).await, Err(refused(400, "bad_query")));
    running.end().await;
}

async fn looks_come_page_by_page_and_to_no_other_station(place: Place) {
    let running = place.start().await;
    let signed = running.sign_in().await;
    let case = submission(&signed, vec![]);
    hand_over(&running.client, signed.delivery_credential.expose(), &case).await;
    running.end().await;
    let count = MAX_LOOKS + 3;
    place
        .texts(&format!(
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count})
             INSERT INTO looks (clerk, case_uuid, what, at_ms, station_code)
             SELECT '2001', '{}', 'revision 1', 0, 'DEMO01' FROM n RETURNING clerk",
            case.case
        ))
        .await;
    let running = place.start().await;
    let (supervisor, client) = (running.supervisor().await, &running.client);
    let token = supervisor.token.expose();
    let newest = client.get_looks(token, None).await.expect("looks");
    assert_eq!(newest.len(), MAX_LOOKS as usize);
    let rest = client.get_looks(token, newest.last().map(|look| look.seq)).await.expect("looks");
    let seqs: Vec<u64> = newest.iter().chain(&rest).map(|look| look.seq).collect();
    assert_eq!(seqs.len(), count as usize);
    assert!(seqs.windows(2).all(|pair| pair[0] > pair[1]), "newest first, each once");
    let other = client.sign_in("9002", "demo-9002").await.expect("sign in");
    assert_eq!(client.get_looks(other.token.expose(), None).await.expect("looks"), []);
    running.end().await;
}

fn typed(text: &str) -> LookReason {
    LookReason::Typed { text: text.to_owned() }
}

async fn a_look_is_told_with_its_reason(place: Place) {
    let running = place.start().await;
    let (signed, client) = (running.sign_in().await, &running.client);
    let cred = signed.delivery_credential.expose();
    let case = submission(&signed, vec![part("p1", b"a page")]);
    client.submit_case(cred, &case).await.expect("submit");
    send(client, cred, case.case, &case.manifest[0], b"a page").await;
    client.complete_case(cred, case.case).await.expect("complete");
    let draft = draft_search("灵活就业登记");
    let at_counter = client.looking_for(LookReason::Case);
    at_counter.find_certificates(signed.token.expose(), &draft).await.expect("asked");
    let command = LookReason::Command { command: "check_receipt".into() };
    let checking = client.looking_for(command.clone());
    checking.check_receipt(signed.token.expose(), &case.receipt_code()).await.expect("answer");
    let supervisor = running.supervisor().await;
    let token = supervisor.token.expose();
    let complaint = client.looking_for(typed("投诉核对，3 号窗"));
    complaint.get_revision(token, case.case, 1).await.expect("revision");
    let sha256 = &case.manifest[0].sha256;
    complaint.get_page(token, case.case, sha256).await.expect("page");
    client.get_page(token, case.case, sha256).await.expect("page");
    // No reason, said by whoever it may be.
    let strange = http::Request::builder()
        .uri(format!("/cases/{}/revisions/1", case.case))
        .header("authorization", format!("Bearer {token}"))
        .header(REASON, "typed=%FF");
    assert_eq!(running.raw(strange, "").await.status(), 200);

    let looks = client.get_looks(token, None).await.expect("looks");
    let told: Vec<_> = looks.iter().map(|look| (look.kind, look.reason.clone())).collect();
    let wanted = [
        (LookKind::Revision, None),
        (LookKind::Part, None),
        (LookKind::Part, Some(typed("投诉核对，3 号窗"))),
        (LookKind::Revision, Some(typed("投诉核对，3 号窗"))),
        (LookKind::Receipt, Some(command)),
        (LookKind::Certificates, Some(LookReason::Case)),
    ];
    assert_eq!(told, wanted);
    running.end().await;
}
