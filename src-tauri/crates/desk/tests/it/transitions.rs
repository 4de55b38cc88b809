//! What the table of states does not name for a case is done to it by no command: it is refused, and
//! the case stands as it stood. Who may call a command at all is `access`.
use crate::counter::Station;
use crate::main_story::{filled_case, text};
use counter_core::state::{Action, Role, Status, is_allowed};
use serde_json::{Value, json};

fn proposal(case: &str, kind: &str) -> Value {
    let item = json!({ "material": null, "name": "联系电话", "problem": "空号", "fix": "请更正" });
    let (items, reasons, office) = match kind {
        "correction" => (json!([item]), json!([]), Value::Null),
        "refuse" => (json!([]), json!(["示例"]), Value::Null),
        "redirect" => (json!([]), json!(["示例"]), json!("示例局")),
        _ => (json!([]), json!([]), Value::Null),
    };
    json!({ "case": case, "kind": kind, "items": items, "reasons": reasons,
        "right_office": office })
}

/// Each action that a command asks for by itself, with a payload that is taken where it is allowed.
fn attempts(case: &str) -> Vec<(Action, &'static str, Value)> {
    let of_case = || json!({ "case": case });
    let why = json!({ "case": case, "reason": "示例" });
    let aside = json!({ "case": case, "reason": "copying", "note": "", "originals": "at_window" });
    let wish = json!({ "case": case, "scan": false });
    let grant = json!({ "case": case, "granted": true, "reasons": [] });
    let void = json!({ "case": case, "item": "gaoling-jintie", "reason": "示例",
        "receipt_back": true, "telephoned": null });
    let no_supervisor =
        json!({ "case": case, "reason": "void_consent", "note": "示例", "originals": "at_window" });
    let phone = json!({ "case": case, "field": "phone", "value": "10012345678" });
    vec![
        (Action::Edit, "fill", phone),
        (Action::Receive, "receive", of_case()),
        (Action::ReceiveCorrections, "corrections_in", of_case()),
        (Action::Accept, "propose", proposal(case, "accept")),
        (Action::NotifyCorrection, "propose", proposal(case, "correction")),
        (Action::Refuse, "propose", proposal(case, "refuse")),
        (Action::Redirect, "propose", proposal(case, "redirect")),
        (Action::Abandon, "abandon", why),
        (Action::Hold, "hold", aside),
        (Action::Replace, "replace_refused", of_case()),
        (Action::HandOver, "hand_over", of_case()),
        (Action::AskWithdrawal, "ask_withdrawal", wish),
        (Action::DecideForDepartment, "propose_for_department", grant),
        (Action::Lapse, "end_lapsed", of_case()),
        (Action::Void, "void_case", void),
        (Action::AwaitVoid, "hold", no_supervisor),
    ]
}

async fn decided(station: &Station, kind: &str) -> String {
    let case = filled_case(station).await;
    station.call("propose", proposal(&case, kind)).await;
    station.call("issue", json!({ "case": case })).await;
    case
}

/// What a transition would change. Delivery goes on meanwhile.
async fn standing(station: &Station, case: &str) -> Value {
    let view = station.call("case", json!({ "case": case })).await;
    let parts = ["status", "revision", "form", "hold", "asked", "events", "documents"];
    parts.map(|part| view[part].clone()).into_iter().collect()
}

async fn refuse_what_is_not_named(station: &Station, case: &str, status: Status) {
    let view = station.call("case", json!({ "case": case })).await;
    assert_eq!(serde_json::from_value::<Status>(view["status"].clone()).unwrap(), status);
    let before = standing(station, case).await;
    let named = |action| is_allowed(status, Role::Clerk, action);
    for (action, command, payload) in attempts(case) {
        if named(action) {
            continue;
        }
        match station.try_call(command, payload).await {
            Err(code) if command == "propose" => {
                let codes = [
                    "not_allowed",
                    "bad_request",
                    "not_received",
                    "decision_lacks",
                    "further_reason_missing",
                ];
                assert!(codes.contains(&code.as_str()), "{status:?} {action:?}: {code}");
            }
            // A supervisor's word is asked for before anything else.
            Err(code) if action == Action::Void => {
                assert_eq!(code, "consent_needed", "{status:?} {action:?}");
            }
            Err(code) => assert_eq!(code, "not_allowed", "{status:?} {action:?}"),
            // A stamp that is there already is shown.
            Ok(_) => assert_eq!(command, "receive", "{status:?} {action:?}"),
        }
        if command == "propose" && named(Action::Edit) {
            let issued = station.try_call("issue", json!({ "case": case })).await;
            assert_eq!(issued.unwrap_err(), "no_preview", "{status:?} {action:?}");
        }
        assert_eq!(standing(station, case).await, before, "{status:?} {action:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_table_does_not_name_is_refused_and_moves_nothing() {
    let home = tempfile::tempdir().unwrap();
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let draft = text(&station.open_allowance().await["id"]);
    refuse_what_is_not_named(&station, &draft, Status::Draft).await;
    station.call("abandon", json!({ "case": draft, "reason": "示例" })).await;
    refuse_what_is_not_named(&station, &draft, Status::Voided).await;
    let received = filled_case(&station).await;
    refuse_what_is_not_named(&station, &received, Status::Received).await;
    let ends = [
        ("correction", Status::Correction),
        ("accept", Status::Accepted),
        ("refuse", Status::Refused),
        ("redirect", Status::Redirected),
    ];
    for (kind, status) in ends {
        let case = decided(&station, kind).await;
        // The papers and the number have come by then.
        station.until(&case, "it is there", |view| view["delivery"] == "acknowledged").await;
        refuse_what_is_not_named(&station, &case, status).await;
    }
}
