//! Who may call what: every command of the contract, by everybody and from everywhere. A new
//! command is in here by itself. The payload is one that no command takes: who is let in hears
//! `bad_request`, and nothing is done.
use crate::counter::{Station, point_to};
use counter_desk::contract::{Access, COMMANDS, Command};
use counter_office::{Account, Office};
use serde_json::json;
use std::sync::Arc;

const ROLES: [(&str, &str); 4] =
    [("clerk", "9001"), ("supervisor", "9002"), ("trainer", "9003"), ("trainee", "9004")];

fn account(role: &str, number: &str) -> Account {
    Account {
        number: number.into(),
        name: "李示例".into(),
        role: role.into(),
        station: "三水·西南街道".into(),
        station_code: "DEMO01".into(),
        window: "3号窗".into(),
    }
}

fn expected(access: Access, role: Option<&str>) -> &'static str {
    match (access, role) {
        (Access::Citizen, _) => "role_not_allowed",
        (Access::Anyone, _) | (Access::Signed, Some(_)) => "bad_request",
        (_, None) => "not_signed_in",
        (Access::Supervisor, Some("supervisor")) => "bad_request",
        (Access::Clerk, Some("clerk" | "trainer" | "trainee")) => "bad_request",
        _ => "role_not_allowed",
    }
}

async fn every_command(station: &Station, role: Option<&str>) {
    for Command { name: command, access, .. } in COMMANDS {
        let wanted = expected(*access, role);
        let unheard_of = json!({ "nobody asks for this": true });
        let heard = station.try_call(command, unheard_of.clone()).await.unwrap_err();
        assert_eq!(heard, wanted, "{command} by {role:?}");
        let elsewhere = station.desk.dispatch("other", command, unheard_of).await.unwrap_err();
        assert_eq!(elsewhere.code, "role_not_allowed", "{command} by {role:?} from another window");
        let own = *access == Access::Citizen;
        let citizen = station
            .desk
            .dispatch("citizen", command, json!({ "nobody asks for this": true }))
            .await;
        let wanted = if own { "bad_request" } else { "role_not_allowed" };
        assert_eq!(
            citizen.unwrap_err().code,
            wanted,
            "{command} by {role:?} from the citizen's screen"
        );
    }
}

/// The page's own addresses: bytes for who is signed in, files from who works at a window.
async fn the_addresses(station: &Station, role: Option<&str>) {
    let seen = station.desk.bytes("main", "/doc/none/none").await.unwrap_err().code;
    assert_eq!(seen, if role.is_some() { "no_such_case" } else { "not_signed_in" }, "{role:?}");
    let put = station.desk.upload("main", "/import/none", b"x".to_vec()).await.unwrap_err().code;
    let wanted = match expected(Access::Clerk, role) {
        "bad_request" => "file_unknown_kind",
        refused => refused,
    };
    assert_eq!(put, wanted, "{role:?}");
    assert_eq!(
        station.desk.bytes("other", "/doc/none/none").await.unwrap_err().code,
        "role_not_allowed"
    );
    let elsewhere = station.desk.upload("other", "/import/none", b"x".to_vec()).await.unwrap_err();
    assert_eq!(elsewhere.code, "role_not_allowed");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_command_lets_in_whom_it_is_for_and_nobody_else() {
    let home = tempfile::tempdir().unwrap();
    let office = Office::open(None, Vec::new(), false).unwrap();
    for (role, number) in ROLES {
        office.enrol(&account(role, number), "a password").unwrap();
    }
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    point_to(home.path(), &format!("http://{}", listener.local_addr().unwrap()));
    tokio::spawn(counter_office::serve(listener, Arc::new(office), std::future::pending()));
    let station = Station::open(home.path()).await;
    every_command(&station, None).await;
    the_addresses(&station, None).await;
    for (role, number) in ROLES {
        station.call("sign_in", json!({ "number": number, "password": "a password" })).await;
        every_command(&station, Some(role)).await;
        the_addresses(&station, Some(role)).await;
        station.call("sign_out", json!({})).await;
    }
    assert_eq!(
        station.try_call("no_such_command", json!({})).await.unwrap_err(),
        "unknown_command"
    );
}
