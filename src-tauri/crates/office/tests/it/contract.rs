//! The router and `openapi.yaml` have the same paths; each is reachable.

use std::collections::BTreeSet;
use std::sync::Arc;

use counter_backoffice::Transport;
use counter_office::InProcess;

use crate::support::trial;
use crate::watched::contract;

const METHODS: [&str; 7] = ["get", "post", "put", "patch", "delete", "head", "options"];

fn published() -> BTreeSet<(String, String)> {
    let contract = contract();
    let paths = contract["paths"].as_object().expect("paths");
    let methods = paths.iter().flat_map(|(path, item)| {
        let methods = item
            .as_object()
            .expect("path item")
            .keys()
            .filter(|key| METHODS.contains(&key.as_str()));
        methods.map(move |method| (method.clone(), path.clone()))
    });
    methods.collect()
}

#[test]
fn router_and_contract_have_the_same_routes() {
    let routed: BTreeSet<_> = counter_office::list_routes()
        .into_iter()
        .map(|(m, p)| (m.as_str().to_lowercase(), p.to_owned()))
        .collect();
    assert_eq!(routed, published());
}

#[tokio::test]
async fn every_published_route_is_answered() {
    let office = InProcess::new(Arc::new(trial(None)));
    for (method, path) in published() {
        let path = path.replace(['{', '}'], "");
        let request = http::Request::builder().method(method.to_uppercase().as_str()).uri(&path);
        let answer =
            office.call(request.body(bytes::Bytes::new()).expect("request")).await.expect("answer");
        let text = String::from_utf8_lossy(answer.body());
        assert!(
            !text.contains("unknown_path") && answer.status() != 405,
            "{method} {path}: {text}"
        );
    }
}

#[test]
fn every_reference_leads_somewhere_and_every_operation_says_how_it_fails() {
    fn walk(whole: &serde_json::Value, value: &serde_json::Value) {
        if let Some(name) = value.get("$ref").and_then(|r| r.as_str()) {
            assert!(whole.pointer(name.trim_start_matches('#')).is_some(), "{name}");
        }
        value.as_object().into_iter().flatten().for_each(|(_, v)| walk(whole, v));
        value.as_array().into_iter().flatten().for_each(|v| walk(whole, v));
    }
    let contract = contract();
    assert_eq!(contract["openapi"], "3.1.0");
    walk(&contract, &contract);
    for (method, path) in published() {
        let operation = &contract["paths"][&path][&method];
        assert!(
            operation["operationId"].is_string() && operation["summary"].is_string(),
            "{method} {path}"
        );
        assert!(operation["responses"]["500"].is_object(), "{method} {path}");
        let security = operation["security"].as_array().expect("security");
        let nothing = serde_json::json!({});
        let open = security.is_empty() || security.contains(&nothing);
        assert_eq!(
            open,
            operation["responses"]["401"].is_null() || path == "/sign-in",
            "{method} {path}"
        );
    }
}
