//! 文号 given to an installation in advance: to it alone, each once, and held against what it decides.

use counter_backoffice::{Ability, EventFiling, NumberRangeWire, SignIn};
use counter_core::case::{Event, EventAnswer};
use uuid::Uuid;

use crate::place::{Place, on_both};
use crate::support::{hand_over, refused, submission};

on_both!(
    numbers_are_given_to_one_installation_and_no_other,
    a_decision_bears_a_number_that_was_given_here_and_bears_it_once,
);

fn range(first: u64, last: u64) -> NumberRangeWire {
    NumberRangeWire {
        id: Uuid::new_v4(),
        department: "卫生健康局".into(),
        prefix: "示卫准〔2026〕".into(),
        suffix: "号".into(),
        first,
        last,
    }
}

async fn numbers_are_given_to_one_installation_and_no_other(place: Place) {
    let running = place.start().await;
    let client = &running.client;
    let hello = client.get_hello().await.expect("hello").hello;
    assert!(hello.can(Ability::NumberRanges));
    let (id, other) = (Uuid::new_v4(), Uuid::new_v4());
    let signed = client.sign_in_at(id, "1001", "demo-1001").await.expect("sign in");
    let cred = signed.delivery_credential.expose();
    let second = client.sign_in_at(other, "1001", "demo-1001").await.expect("sign in");
    assert_eq!(client.list_number_ranges(cred).await, Ok(vec![]), "nothing was given yet");

    let office = place.find_records().expect("records");
    let (first, next) = (range(1, 50), range(101, 150));
    assert!(office.give_numbers(id, &first).expect("given"));
    assert!(office.give_numbers(id, &next).expect("given"));
    for (to, wrong) in [(other, range(50, 60)), (id, first.clone()), (id, range(9, 3))] {
        assert!(!office.give_numbers(to, &wrong).expect("refused"), "{wrong:?}");
    }
    assert!(!office.give_numbers(Uuid::new_v4(), &range(200, 201)).expect("to nobody"));
    assert_eq!(client.list_number_ranges(cred).await, Ok(vec![first, next]));
    let elsewhere = client.list_number_ranges(second.delivery_credential.expose()).await;
    assert_eq!(elsewhere, Ok(vec![]), "each has its own");
    let token = client.list_number_ranges(signed.token.expose()).await;
    assert_eq!(token, Err(refused(403, "installation_only")));
    running.end().await;
}

async fn a_decision_bears_a_number_that_was_given_here_and_bears_it_once(place: Place) {
    let running = place.start().await;
    let client = &running.client;
    let sign_in = async |id: Uuid| -> SignIn {
        client.sign_in_at(id, "1001", "demo-1001").await.expect("sign in")
    };
    let (id, other) = (Uuid::new_v4(), Uuid::new_v4());
    let (here, there) = (sign_in(id).await, sign_in(other).await);
    let office = place.find_records().expect("records");
    assert!(office.give_numbers(id, &range(1, 2)).expect("given"));
    let number_marks = async |signed: &SignIn, number: &str| -> Vec<String> {
        let case = submission(signed, vec![]);
        let cred = signed.delivery_credential.expose();
        hand_over(client, cred, &case).await;
        let event = EventFiling {
            id: Uuid::new_v4(),
            case: case.case,
            after: case.revision,
            event: Event::Decided {
                granted: true,
                number: number.to_owned(),
                entrusted_by: "示例委托书".into(),
                points: vec!["identity".into()],
                reasons: Vec::new(),
            },
            at: "2026-11-23T01:00:00Z".parse().expect("time"),
            clerk: case.clerk.clone(),
            station_code: case.station_code.clone(),
            window: case.window.clone(),
            manifest: vec![],
            journal_head: "0e".repeat(32),
            entries: case.entries + 4,
            permit: None,
            consented_by: None,
            audit: None,
        };
        let filed = client.submit_event(cred, &event).await.expect("filed");
        let again = client.submit_event(cred, &event).await.expect("a repeat");
        assert_eq!(again.verdict, filed.verdict, "a repeat uses no number twice");
        let EventAnswer::Taken { marks } = filed.verdict else { panic!("refused") };
        marks.into_iter().filter(|mark| mark.starts_with("number_")).collect()
    };
    let none: [&str; 0] = [];
    assert_eq!(number_marks(&here, "示卫准〔2026〕1号").await, none);
    assert_eq!(number_marks(&here, "示卫准〔2026〕1号").await, ["number_used"]);
    assert_eq!(number_marks(&there, "示卫准〔2026〕2号").await, ["number_not_given"]);
    assert_eq!(number_marks(&here, "示卫准〔2026〕3号").await, ["number_not_given"]);
    running.end().await;
}
