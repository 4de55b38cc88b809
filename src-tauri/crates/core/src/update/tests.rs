//! Attacks and mistakes as tables: what is not admitted, what is done with what is.

use super::*;
use crate::time::date::Moment;
use serde_json::{Value, json};

const NOW: &str = "2026-12-10T08:00:00Z";

fn moment(text: &str) -> Moment {
    text.parse().unwrap()
}

fn package(version: &str, kind: &str, architecture: &str) -> Value {
    json!({
        "name": "counter-workstation", "version": version, "kind": kind, "architecture": architecture,
        "path": format!("{kind}/pool/counter-workstation_{version}_{architecture}.{kind}"),
        "bytes": 9, "sha256": "0a".repeat(32),
    })
}

fn body(change: impl FnOnce(&mut Value)) -> String {
    let mut body = json!({
        "shape": 1, "number": 7, "made_at": "2026-12-01T08:00:00Z", "until": "2027-01-15T00:00:00Z",
        "minimum": "0.3.0", "share": 100, "news": ["换证提醒更早"], "a_later_field": true,
        "packages": [package("0.3.1", "deb", "amd64"), package("0.3.1", "rpm", "x86_64")],
    });
    change(&mut body);
    body.to_string()
}

const SYSTEM: System = System { name: "counter-workstation", kind: "deb", architecture: "amd64" };

fn here(installed: &'static str, number: u64, version: Option<&'static str>) -> Here<'static> {
    Here { installed, highest_number: number, highest_version: version }
}

fn judge(body: &str, here: Here, now: &str) -> Result<(bool, bool), UpdateCode> {
    let manifest = Manifest::read(body)?;
    let offer = judge_manifest(&manifest, SYSTEM, here, moment(now))?;
    Ok((offer.is_newer, offer.is_forced))
}

#[test]
fn an_attack_is_refused_by_its_name() {
    use UpdateCode::*;
    let fresh = here("0.3.0", 0, None);
    for (what, body, here, now, code) in [
        ("shown again after its end", body(|_| ()), fresh, "2027-01-15T00:00:00Z", RefusedExpired),
        ("an older number", body(|_| ()), here("0.3.0", 8, None), NOW, RefusedDowngrade),
        ("older than installed", body(|_| ()), here("0.3.2", 0, None), NOW, RefusedDowngrade),
        ("older than seen", body(|_| ()), here("0.3.0", 7, Some("0.3.10")), NOW, RefusedDowngrade),
        (
            "a draft of what is installed",
            body(|body| body["packages"][0]["version"] = json!("0.3.1-rc.1")),
            here("0.3.1", 0, None),
            NOW,
            RefusedDowngrade,
        ),
        ("a later shape", body(|body| body["shape"] = json!(2)), fresh, NOW, RefusedLaterShape),
        (
            "none for this system",
            body(|body| body["packages"][0]["architecture"] = json!("arm64")),
            fresh,
            NOW,
            RefusedPackage,
        ),
        (
            "two for this system",
            body(|body| body["packages"][1] = package("0.3.2", "deb", "amd64")),
            fresh,
            NOW,
            RefusedManifest,
        ),
    ] {
        assert_eq!(judge(&body, here, now), Err(code), "{what}");
    }
}

#[test]
fn what_is_no_possible_manifest_is_refused_before_anything_in_it_counts() {
    let of_package = |field: &str, value: Value| {
        let field = field.to_owned();
        body(move |body| body["packages"][0][field] = value)
    };
    let whole = body(|_| ());
    let half: String = whole.chars().take(whole.chars().count() / 2).collect();
    for (what, body) in [
        ("half a file", half),
        ("no shape", body(|body| body["shape"] = Value::Null)),
        ("shape 0", body(|body| body["shape"] = json!(0))),
        ("more than all", body(|body| body["share"] = json!(101))),
        ("less than none", body(|body| body["share"] = json!(-1))),
        ("ends before it begins", body(|body| body["until"] = json!("2026-11-01T00:00:00Z"))),
        ("a minimum that it has not", body(|body| body["minimum"] = json!("0.4.0"))),
        ("no version", of_package("version", json!("0.3"))),
        ("out of the tree", of_package("path", json!("deb/../../etc/shadow"))),
        ("from the root", of_package("path", json!("/etc/shadow"))),
        ("an option", of_package("path", json!("deb/--force-all"))),
        ("another server", of_package("path", json!("https://example.org/x.deb"))),
        ("a query", of_package("path", json!("deb/x.deb?who"))),
        ("nothing", of_package("bytes", json!(0))),
        ("a disk full", of_package("bytes", json!(u64::MAX))),
        ("a digest in capitals", of_package("sha256", json!("0A".repeat(32)))),
        ("a short digest", of_package("sha256", json!("0a"))),
        ("no package", body(|body| body["packages"] = json!([]))),
        ("news of two lines", body(|body| body["news"] = json!(["a\nb"]))),
        ("news without end", body(|body| body["news"] = json!(["长".repeat(201)]))),
    ] {
        assert_eq!(Manifest::read(&body), Err(UpdateCode::RefusedManifest), "{what}");
    }
}

#[test]
fn what_is_offered_is_nothing_new_taken_now_taken_later_or_forced() {
    for (installed, share, plan) in [
        ("0.3.1", true, Plan::Nothing),
        ("0.3.1+build.7", false, Plan::Nothing),
        ("0.3.0", true, Plan::Install),
        ("0.3.0", false, Plan::Later),
        ("0.2.9", false, Plan::Force),
        ("0.3.0-rc.1", false, Plan::Force),
    ] {
        let manifest = Manifest::read(&body(|_| ())).unwrap();
        let here = here(installed, 7, Some("0.3.1"));
        let offer = judge_manifest(&manifest, SYSTEM, here, moment(NOW)).unwrap();
        assert_eq!(plan_update(&offer, share), plan, "{installed} {share}");
    }
}

#[test]
fn versions_are_compared_by_their_numbers() {
    for (a, b) in [
        ("0.3.10", "0.3.9"),
        ("0.10.0", "0.9.9"),
        ("1.0.0", "1.0.0-rc.1"),
        ("1.0.0-rc.11", "1.0.0-rc.2"),
    ] {
        assert!(is_newer_version(a, b) && !is_newer_version(b, a), "{a} after {b}");
    }
    assert!(is_same_version("0.3.1+a", "0.3.1+b"));
    assert!(!is_newer_version("9", "0.3.1") && !is_same_version("", ""));
}

#[test]
fn a_share_is_always_of_the_same_computers_and_about_as_large_as_it_says() {
    let ids: Vec<String> = (0..2000).map(|n| format!("computer {n}")).collect();
    let taking = |share: u32| ids.iter().filter(|id| is_in_share(id, share)).collect::<Vec<_>>();
    assert_eq!((taking(0).len(), taking(100).len()), (0, ids.len()));
    let (few, more) = (taking(1), taking(10));
    assert!((5..=40).contains(&few.len()) && (140..=260).contains(&more.len()));
    assert!(few.iter().all(|id| more.contains(id)), "a higher share takes nobody out");
}

#[test]
fn what_was_seen_only_goes_up_and_what_waits_goes_with_the_answer() {
    let (now, later) = (moment(NOW), moment("2026-12-11T08:00:00Z"));
    let manifest = Manifest::read(&body(|_| ())).unwrap();
    let mut state = UpdateState { highest_number: 3, ..UpdateState::default() };
    let seen = state.clone();
    let offer = judge_manifest(&manifest, SYSTEM, seen.here("0.3.0"), now).unwrap();
    state.note_seen(&manifest, &offer);
    assert_eq!((state.highest_number, state.highest_version.as_deref()), (7, Some("0.3.1")));
    state.highest_version = Some("0.4.0".into());
    state.note_seen(&manifest, &offer);
    assert_eq!(state.highest_version.as_deref(), Some("0.4.0"));

    state.note_waiting(&offer, now);
    state.note_result(UpdateCode::WaitingInUse, now);
    state.note_waiting(&offer, later);
    state.note_result(UpdateCode::NoAnswer, later);
    assert_eq!(state.waiting.as_ref().map(|waiting| waiting.since), Some(now));
    state.note_installed(&manifest, &offer, later);
    state.note_result(UpdateCode::Installed, later);
    assert_eq!((state.waiting.as_ref(), state.result.as_deref()), (None, Some("installed")));
    assert_eq!(state.installed.as_ref().unwrap().news, ["换证提醒更早"]);
    let text = serde_json::to_string(&state).unwrap();
    assert_eq!(serde_json::from_str::<UpdateState>(&text).unwrap(), state);
    let former: UpdateState = serde_json::from_str(r#"{"result":"of_a_later_program"}"#).unwrap();
    assert_eq!(former.result.as_deref(), Some("of_a_later_program"));
}
