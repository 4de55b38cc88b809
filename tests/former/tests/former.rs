//! Program version 0.1.0 beside today's, both ways, over real HTTP.

use delivery::drilled::{CASES, drill_cases};
use former::office::serve_former_office;
use former::station::FormerStation;
use former::wire::{CaseState, compute_digest};
use kit::network::free_port;
use kit::office::Office;
use kit::{Fault, TestResult};

#[tokio::test(flavor = "multi_thread")]
async fn a_station_of_the_first_version_files_at_todays_office() -> TestResult {
    let (folder, port) = (tempfile::tempdir()?, free_port()?);
    let _office = Office::open(port, folder.path()).await?;
    let station = FormerStation::sign_in(port, "1001", "demo-1001").await?;
    let status = station.file_case(b"a page of the first version").await?;
    assert_eq!((status.state, status.revision), (CaseState::Acknowledged, 1));
    assert!(status.missing.is_empty());
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn todays_station_files_at_an_office_of_the_first_version() -> TestResult {
    let (office, port) = serve_former_office().await?;
    let folder = tempfile::tempdir()?;
    let home = folder.path().to_owned();
    let drill = tokio::task::spawn_blocking(move || drill_cases(&home, port, 16)).await;
    let drill = drill.map_err(|_| Fault::wrong("the drill was cut off"))??;
    assert!(drill.delivered, "{drill:?}");
    assert_eq!((drill.official, drill.cases), (CASES, CASES));
    let records = office.lock().map_err(|_| Fault::wrong("the office fell over"))?;
    assert_eq!(records.cases.len(), CASES as usize);
    assert!(records.with_words >= CASES, "words that it does not know are no reason to refuse");
    for (submission, digest) in records.cases.values() {
        assert_eq!(digest.as_deref(), Some(compute_digest(submission).as_str()));
    }
    Ok(())
}
