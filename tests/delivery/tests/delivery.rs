//! Delivery beside the servers and tools of others: the tus project's server behind a stormy line,
//! curl, the contract's examiner.

use counter_backoffice::digest;
use delivery::carry::{self, File, Sender, TusServer};
use delivery::contract::{Exam, examine_office};
use kit::network::free_port;
use kit::network::{Relay, Weather};
use kit::office::Office;
use kit::{Fault, TestResult};

const FILES: usize = 25;
const KILLS: u32 = 13;
/// A kill after so many exchanges: all of them fall within the transfer.
const EVERY: u64 = 12;

async fn carry_all(sender: &Sender, files: &[File]) -> TestResult<Vec<String>> {
    let mut addresses = Vec::new();
    for file in files {
        addresses.push(sender.carry_file(file).await?);
    }
    Ok(addresses)
}

fn stormy(relay: &Relay) -> TestResult {
    match relay.cut_count() {
        40.. => Ok(()),
        few => Err(Fault::wrong(format!("only {few} cuts: the storm was no storm"))),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn through_a_storm_and_kills_to_the_tus_projects_server() -> TestResult {
    let folder = tempfile::tempdir()?;
    let port = free_port()?;
    let relay = Relay::open(port)?;
    let sender = Sender {
        client: carry::upload_client(relay.port())?,
        credential: "none".into(),
        case: uuid::Uuid::from_u128(1),
    };
    let files = carry::random_files(FILES, 1);
    relay.set_weather(Weather::Storm(7));
    let start = async || TusServer::start(port, folder.path());
    let (served, addresses) = tokio::join!(
        carry::kill_and_start(&relay, KILLS, EVERY, start),
        carry_all(&sender, &files)
    );
    let _server = served?;
    for (file, url) in files.iter().zip(addresses?) {
        let kept = std::fs::read(carry::stored_at(folder.path(), &url))?;
        assert_eq!(digest::sha256_hex(&kept), file.part.sha256, "{}", file.part.id);
    }
    stormy(&relay)
}

#[tokio::test(flavor = "multi_thread")]
async fn through_a_storm_and_kills_to_our_office() -> TestResult {
    let folder = tempfile::tempdir()?;
    let port = free_port()?;
    let relay = Relay::open(port)?;
    let files = carry::random_files(FILES, 2);
    let start = async || Office::open(port, folder.path()).await;
    let first = start().await?;
    let signed = carry::upload_client(port)?.sign_in("1001", "demo-1001").await.map_err(said)?;
    let client = carry::upload_client(relay.port())?;
    let credential = signed.delivery_credential.expose().to_owned();
    let case = carry::submission_of(&signed, &files);
    let number = client.submit_case(&credential, &case).await.map_err(said)?.number;
    let sender = Sender { client, credential, case: case.case };
    drop(first);

    relay.set_weather(Weather::Storm(11));
    let (served, sent) = tokio::join!(
        carry::kill_and_start(&relay, KILLS, EVERY, start),
        carry_all(&sender, &files)
    );
    let _office = served?;
    sent?;
    stormy(&relay)?;

    relay.set_weather(Weather::Fair);
    let answer = sender.client.complete_case(&sender.credential, case.case).await.map_err(said)?;
    assert_eq!((answer.number, answer.received_digest), (number, case.received_digest()));
    let supervisor = sender.client.sign_in("2001", "demo-2001").await.map_err(said)?;
    for file in &files {
        let page = sender
            .client
            .get_page(supervisor.token.expose(), case.case, &file.part.sha256)
            .await
            .map_err(said)?;
        assert_eq!(page, file.bytes, "{}", file.part.id);
    }
    Ok(())
}

fn said(error: counter_backoffice::OfficeError) -> Fault {
    Fault::wrong(format!("{error:?}"))
}

async fn nothing_found(exam: Exam) -> TestResult {
    let verdict = examine_office(&exam).await?;
    match verdict.passed {
        true => Ok(()),
        false => {
            // As it was written, lines and all.
            eprintln!("{}", verdict.output);
            Err(Fault::wrong("the office does not keep its contract"))
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_office_keeps_its_contract() -> TestResult {
    nothing_found(Exam::default()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_office_keeps_its_contract_when_nobody_speaks_of_keys() -> TestResult {
    let paths = "^/cases(/.case./revisions)?$";
    nothing_found(Exam {
        contract: "without-key",
        paths,
        phases: "coverage,fuzzing",
        ..Exam::default()
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_examiner_finds_what_was_planted() -> TestResult {
    let planted = [
        ("ShortAnswer", "^/cases$", "Response violates schema"),
        ("FallsOver", "^/cases$", "Server error"),
        ("OpenDoor", "^/returns$", "API accepts requests without authentication"),
    ];
    for (mistake, paths, found) in planted {
        let exam = Exam {
            planted: Some(mistake),
            paths,
            examples: 8,
            phases: "coverage,fuzzing",
            ..Exam::default()
        };
        let verdict = examine_office(&exam).await?;
        assert!(
            !verdict.passed && verdict.output.contains(found),
            "{mistake} was not found:\n{}",
            verdict.output
        );
    }
    Ok(())
}
