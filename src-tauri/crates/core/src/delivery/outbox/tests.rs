//! What one outcome makes of one submission.
use super::*;

const NOW: i64 = 1_790_000_000_000;

fn run(from: &OutboxState, outcomes: &[Outcome]) -> OutboxState {
    outcomes
        .iter()
        .fold(from.clone(), |state, outcome| next_state(&state, outcome.clone(), NOW, 0.5))
}

fn http(status: u16, retry_after_ms: Option<i64>) -> Outcome {
    Outcome::Http { status, code: None, retry_after_ms }
}

#[test]
fn the_good_way() {
    let mut state = OutboxState::default();
    let way = [
        (Outcome::Queued, Delivery::Queued),
        (Outcome::Began, Delivery::Sending),
        (Outcome::Created, Delivery::AwaitingMaterials),
        (Outcome::Progressed, Delivery::AwaitingMaterials),
        (Outcome::Acknowledged, Delivery::Acknowledged),
    ];
    for (outcome, expected) in way {
        state = next_state(&state, outcome, NOW, 0.5);
        assert_eq!(state.state, expected);
    }
    assert!(!is_due(&state, NOW + 1));
}

#[test]
fn an_acknowledged_case_stays_acknowledged() {
    let done = run(&OutboxState::default(), &[Outcome::Queued, Outcome::Acknowledged]);
    for outcome in [Outcome::Queued, Outcome::Unknown, http(500, None), http(400, None)] {
        assert_eq!(next_state(&done, outcome, NOW, 0.9), done);
    }
}

#[test]
fn a_4xx_parks_and_only_a_clerk_releases() {
    let parked = run(&OutboxState::default(), &[Outcome::Queued, Outcome::Began, http(422, None)]);
    assert_eq!((parked.state, parked.last_code.as_deref()), (Delivery::Parked, Some("http_422")));
    assert!(!is_due(&parked, i64::MAX));
    assert_eq!(run(&parked, &[http(503, None)]).state, Delivery::Parked);
    assert_eq!(run(&parked, &[Outcome::Began]).state, Delivery::Parked);
    assert_eq!(run(&parked, &[Outcome::Queued]), fresh(Delivery::Queued, NOW));
}

#[test]
fn patience_is_not_parking() {
    for status in [401, 408, 409, 425, 429, 500, 502, 503] {
        let state =
            run(&OutboxState::default(), &[Outcome::Queued, Outcome::Began, http(status, None)]);
        assert_eq!((state.state, state.attempts), (Delivery::Queued, 1), "{status}");
        assert!(state.next_at_ms > NOW);
    }
}

#[test]
fn what_is_about_others_never_ends_a_case() {
    let said = |status, code: &str| Outcome::Http {
        status,
        code: Some(code.to_owned()),
        retry_after_ms: None,
    };
    let others = [
        said(403, "other_station"),
        said(403, "forbidden"),
        said(402, "payment"),
        said(413, "quota_exceeded"),
        said(422, "station_quota"),
        said(422, "case_quota"),
        said(422, "upload_quota"),
        said(403, "wrong_host"),
        said(408, "body_late"),
        said(429, "too_many_requests"),
        said(503, "sign_in_busy"),
        said(409, "wrong_offset"),
        Outcome::Barred { code: "gateway_forbids".into() },
    ];
    for outcome in others {
        let state =
            run(&OutboxState::default(), &[Outcome::Queued, Outcome::Began, outcome.clone()]);
        assert_eq!((state.state, state.attempts), (Delivery::Queued, 1), "{outcome:?}");
        let again = run(&state, std::slice::from_ref(&outcome));
        assert!(is_waiting(again.state) && again.next_at_ms > NOW, "{outcome:?}");
    }
    assert_eq!(
        run(&OutboxState::default(), &[Outcome::Queued, said(422, "bad_case")]).state,
        Delivery::Parked
    );
}

#[test]
fn a_gateways_refusal_is_tried_again_at_once_and_then_with_pauses() {
    let barred = || Outcome::Barred { code: "gateway_page".into() };
    let mut state = run(&OutboxState::default(), &[Outcome::Queued]);
    let mut widest = Vec::new();
    for _ in 0..4 {
        state = next_state(&state, barred(), NOW, 1.0);
        widest.push(state.next_at_ms - NOW);
    }
    assert_eq!(widest, [0, 2_000, 4_000, 8_000]);
    let numbered = run(&OutboxState::default(), &[Outcome::Created, barred()]);
    assert_eq!(numbered.state, Delivery::AwaitingMaterials, "the number stays");
}

#[test]
fn retry_after_is_kept_but_not_an_absurd_one() {
    let queued = run(&OutboxState::default(), &[Outcome::Queued]);
    let wait = |asked| next_state(&queued, http(503, Some(asked)), NOW, 0.0).next_at_ms - NOW;
    assert_eq!(wait(60_000), 60_000);
    assert_eq!(wait(i64::MAX), RETRY_AFTER_CAP_MS);
    assert_eq!(wait(-5), FLOOR_MS);
}

#[test]
fn the_pause_doubles_under_full_jitter_up_to_the_cap() {
    let mut state = run(&OutboxState::default(), &[Outcome::Queued]);
    let mut widest = Vec::new();
    for _ in 0..40 {
        let lowest = next_state(&state, http(500, None), NOW, 0.0).next_at_ms - NOW;
        assert_eq!(lowest, FLOOR_MS);
        state = next_state(&state, http(500, None), NOW, 1.0);
        widest.push(state.next_at_ms - NOW);
    }
    assert_eq!(&widest[..4], [2_000, 4_000, 8_000, 16_000]);
    assert_eq!(widest[39], CAP_MS);
    assert_eq!(state.attempts, 40);
}

#[test]
fn an_unknown_outcome_keeps_the_state_and_comes_again() {
    let sent = run(&OutboxState::default(), &[Outcome::Queued, Outcome::Began, Outcome::Unknown]);
    assert_eq!((sent.state, sent.last_code.as_deref()), (Delivery::Sending, Some(OUTCOME_UNKNOWN)));
    assert!(!is_due(&sent, NOW) && is_due(&sent, sent.next_at_ms));
    let late = run(&sent, &[Outcome::Created, Outcome::Unknown]);
    assert_eq!(late.state, Delivery::AwaitingMaterials);
    assert_eq!(run(&sent, &[Outcome::Created]).last_code, None);
}

#[test]
fn the_office_number_survives_failures() {
    let known = run(&OutboxState::default(), &[Outcome::Queued, Outcome::Began, Outcome::Created]);
    let after = run(
        &known,
        &[Outcome::Began, http(500, None), Outcome::Unreachable { code: "refused".into() }],
    );
    assert_eq!((after.state, after.attempts), (Delivery::AwaitingMaterials, 2));
}

#[test]
fn a_clock_set_back_does_not_silence_the_queue() {
    let waiting =
        next_state(&run(&OutboxState::default(), &[Outcome::Queued]), http(500, None), NOW, 1.0);
    assert!(!is_due(&waiting, NOW));
    assert!(is_due(&waiting, NOW + 2_000));
    assert!(is_due(&waiting, NOW - 315_360_000_000));
}

#[test]
fn broken_dice_are_survived() {
    let queued = run(&OutboxState::default(), &[Outcome::Queued]);
    for dice in [f64::NAN, f64::INFINITY, -3.0, 7.0] {
        let wait = next_state(&queued, http(500, None), NOW, dice).next_at_ms - NOW;
        assert!((FLOOR_MS..=BASE_MS).contains(&wait), "{dice}");
    }
}

#[test]
fn what_was_replaced_or_handed_over_is_never_sent_again() {
    let refused =
        Outcome::Http { status: 422, code: Some("bad_manifest".into()), retry_after_ms: None };
    let parked = run(&OutboxState::default(), &[Outcome::Queued, refused]);
    for how in [Delivery::Replaced, Delivery::HandedOver] {
        let settled = settle_aside(&parked, how);
        assert_eq!((settled.state, settled.last_code.as_deref()), (how, Some("bad_manifest")));
        for late in [Outcome::Queued, Outcome::Began, Outcome::Created, Outcome::Acknowledged] {
            assert_eq!(run(&settled, &[late]), settled);
        }
        assert!(!is_due(&settled, NOW + CAP_MS));
    }
    let done = run(&parked, &[Outcome::Acknowledged]);
    assert_eq!(settle_aside(&done, Delivery::Replaced), done, "the office has it");
}
