//! `counter office`: the reference back office on a socket, as a trial.
use crate::say::{Fault, Outcome};
use counter_catalog::Pack;
use counter_office::{Office, Setup, demo};
use serde_json::json;
use std::path::PathBuf;
use std::sync::Arc;

/// Where it keeps what it is given.
pub struct Place {
    pub data: Option<PathBuf>,
    pub database: Option<String>,
    pub materials: Option<String>,
}

pub async fn run(listen: &str, place: &Place, pace: u32, json: bool) -> Outcome {
    let catalogue = Pack::builtin().and_then(|p| p.to_bytes()).map_err(|e| Fault::new(e.code(), e.to_string()))?;
    let setup = Setup {
        data: place.data.as_deref(),
        database: place.database.as_deref(),
        materials: place.materials.as_deref(),
        catalogue,
        demo: demo(),
        ..Setup::default()
    };
    let office = Office::set_up(setup).map_err(|e| Fault::new(e.code(), e.to_string()))?.with_pace(pace);
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
