//! `counter office`: the reference back office on a socket, as a trial.
use crate::say::{Fault, Outcome};
use counter_catalog::Pack;
use counter_office::Office;
use serde_json::json;
use std::path::Path;
use std::sync::Arc;

pub async fn run(listen: &str, data: Option<&Path>, pace: u32, json: bool) -> Outcome {
    let catalogue = Pack::builtin().and_then(|p| p.to_bytes()).map_err(|e| Fault::new(e.code(), e.to_string()))?;
    let office = Office::open(data, catalogue, true).map_err(|e| Fault::new("office_unusable", e.to_string()))?;
    let office = office.with_pace(pace);
    let listener =
        tokio::net::TcpListener::bind(listen).await.map_err(|e| Fault::new("cannot_listen", e.to_string()))?;
    let address = listener.local_addr().map_err(|e| Fault::new("cannot_listen", e.to_string()))?;
    // Said at once, before the long wait: whoever started it needs the port.
    if json {
        println!("{}", json!({ "listening": format!("http://{address}") }));
    } else {
        println!("http://{address}  (trial)");
    }
    let stop = async {
        let _ = tokio::signal::ctrl_c().await;
    };
    counter_office::serve(listener, Arc::new(office), stop)
        .await
        .map_err(|e| Fault::new("office_failed", e.to_string()))?;
    Ok(json!({ "stopped": true }))
}
