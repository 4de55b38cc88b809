//! A large page to the office over loopback: by the product's client in the pieces that delivery
//! sends on a line that has been quick so far, beside curl in one request. Both send the station's
//! credential; ours also names each piece's digest.

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use bytes::Bytes;
use counter_backoffice::{OfficeError, Submission};
use counter_desk::courier::{CHUNK, Piece, octets};

use super::figure::Figure;
use super::start::OURS;
use delivery::carry::{self, Sender};
use kit::network::free_port;
use kit::office::Office;
use kit::place::Place;
use kit::{Fault, TestResult};

pub const CURL: &str = "curl, one request";
const LEN: usize = 32 << 20;

pub async fn measure_uploads(rounds: usize) -> TestResult<Figure> {
    let place = Place::new()?;
    let port = free_port()?;
    let _office = Office::open(port, &place.under("office")).await?;
    let client = carry::upload_client(port)?;
    let signed = client.sign_in("1001", "demo-1001").await.map_err(to_fault)?;
    let credential = signed.delivery_credential.expose().to_owned();
    let mut dice = fastrand::Rng::with_seed(1);
    let mut figure = Figure::new("a file of 32 MiB to the office", "ms", &[OURS, CURL]);
    // As in a round of deliveries, a page begins with what the one before has shown of the line.
    let mut piece = Piece::default();
    for n in 0..=rounds {
        let files: Vec<carry::File> =
            (0..2).map(|which| carry::random_file(2 * n + which, LEN, &mut dice)).collect();
        let case =
            Submission { case: uuid::Uuid::new_v4(), ..carry::submission_of(&signed, &files) };
        client.submit_case(&credential, &case).await.map_err(to_fault)?;
        let sender = Sender {
            client: carry::upload_client(port)?,
            credential: credential.clone(),
            case: case.case,
        };
        let address = async |file: &carry::File| {
            sender.client.create_upload(&credential, case.case, &file.part).await.map_err(to_fault)
        };
        let (ours, theirs) = (address(&files[0]).await?, address(&files[1]).await?);
        let page = Bytes::from(files[0].bytes.clone());
        let start = Instant::now();
        send(&sender, &ours, &page, &files[0].part.sha256, &mut piece).await.map_err(to_fault)?;
        figure.add(OURS, start.elapsed().as_secs_f64() * 1000.0);
        let file = place.under("page");
        std::fs::write(&file, &files[1].bytes)?;
        let start = Instant::now();
        curl(port, &theirs, &credential, &file)?;
        figure.add(CURL, start.elapsed().as_secs_f64() * 1000.0);
    }
    Ok(figure.without_first())
}

fn to_fault(error: OfficeError) -> Fault {
    Fault::wrong(format!("the office: {}", error.code()))
}

async fn send(
    sender: &Sender,
    url: &str,
    page: &Bytes,
    sha256: &str,
    piece: &mut Piece,
) -> Result<(), OfficeError> {
    let mut at = 0;
    while at < page.len() {
        let start = Instant::now();
        let to = (at + piece.size(CHUNK)).min(page.len());
        let octets = octets(page, at, to, sha256);
        at = sender.client.upload_bytes(&sender.credential, url, at as u64, octets).await? as usize;
        piece.arrived(start.elapsed().as_millis() as i64);
    }
    Ok(())
}

fn curl(port: u16, url: &str, credential: &str, file: &Path) -> TestResult {
    let mut curl = Command::new("curl");
    curl.args(["--silent", "--show-error", "--fail", "--request", "PATCH", "--upload-file"])
        .arg(file);
    curl.args([
        "--header",
        "Expect:",
        "--header",
        "Tus-Resumable: 1.0.0",
        "--header",
        "Upload-Offset: 0",
    ]);
    curl.args(["--header", "Content-Type: application/offset+octet-stream"]);
    // Only a trial's credential, and this machine is nobody else's.
    curl.args([
        "--header",
        &format!("Authorization: Bearer {credential}"),
        &format!("http://127.0.0.1:{port}{url}"),
    ]);
    match curl.status().map_err(|error| Fault::NotStarted("curl", error))?.success() {
        true => Ok(()),
        false => Err(Fault::wrong("curl failed")),
    }
}
