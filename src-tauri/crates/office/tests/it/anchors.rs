//! How far an installation's audit trail went: kept with each delivery, given back to that
//! installation alone, never a reason to refuse.

use counter_backoffice::{AuditAnchor, EventFiling, Submission};
use uuid::Uuid;

use crate::events::asked;
use crate::place::{Place, on_both};
use crate::support::{hand_over, refused, submission};

on_both!(the_longest_trail_is_kept_and_none_is_refused_for_its_own);

pub fn anchor(lines: u64, letter: &str, minute: u32) -> Option<AuditAnchor> {
    let at = format!("2026-11-22T02:{minute:02}:00Z").parse().expect("time");
    Some(AuditAnchor { lines, head: letter.repeat(64), at })
}

async fn the_longest_trail_is_kept_and_none_is_refused_for_its_own(place: Place) {
    let running = place.start().await;
    let client = &running.client;
    let signed = client.sign_in_at(Uuid::new_v4(), "1001", "demo-1001").await.expect("sign in");
    let cred = signed.delivery_credential.expose();
    assert_eq!(client.get_audit_anchor(cred).await, Ok(None), "nothing was delivered yet");

    let mut case = submission(&signed, vec![]);
    case.audit = anchor(10, "a", 10);
    hand_over(client, cred, &case).await;
    assert_eq!(client.get_audit_anchor(cred).await, Ok(case.audit.clone()));
    let longer = Submission { audit: anchor(14, "b", 20), ..submission(&signed, vec![]) };
    hand_over(client, cred, &longer).await;
    assert_eq!(client.get_audit_anchor(cred).await, Ok(longer.audit.clone()));
    // Older ones, one that went back, another one, none, and what is no hash: all are taken in.
    let other = AuditAnchor { head: "none".into(), ..anchor(99, "c", 50).expect("an anchor") };
    for audit in [anchor(12, "c", 15), anchor(9, "d", 30), anchor(14, "e", 40), None, Some(other)] {
        let case = Submission { audit, ..submission(&signed, vec![]) };
        hand_over(client, cred, &case).await;
        assert_eq!(client.get_audit_anchor(cred).await, Ok(longer.audit.clone()));
    }
    // A repeat with it is the same submission as one that an office of before kept without.
    let bare = Submission { audit: None, ..submission(&signed, vec![]) };
    client.submit_case(cred, &bare).await.expect("as of before");
    let again = Submission { audit: anchor(20, "f", 55), ..bare };
    client.submit_case(cred, &again).await.expect("the same");

    // What is told of a case later has it too; a repeat is none.
    let told = EventFiling { audit: anchor(30, "7", 56), ..asked(&case, vec![]) };
    for _ in 0..2 {
        client.submit_event(cred, &told).await.expect("told");
        assert_eq!(client.get_audit_anchor(cred).await, Ok(told.audit.clone()));
    }

    let other = client.sign_in_at(Uuid::new_v4(), "1001", "demo-1001").await.expect("sign in");
    let other = other.delivery_credential.expose();
    assert_eq!(client.get_audit_anchor(other).await, Ok(None), "each has its own");
    let token = client.get_audit_anchor(signed.token.expose()).await;
    assert_eq!(token, Err(refused(403, "installation_only")));
}
