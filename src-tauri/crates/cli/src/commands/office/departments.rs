//! A trial's departments beside its requests.
use counter_office::Office;
use std::time::Duration;

const PLAY_EVERY: Duration = Duration::from_secs(1);

/// Until it is stopped. What cannot be read or written now is tried again.
pub async fn play_departments(office: Office) {
    loop {
        tokio::time::sleep(PLAY_EVERY).await;
        let office = office.clone();
        let _ = tokio::task::spawn_blocking(move || office.play_departments()).await;
    }
}
