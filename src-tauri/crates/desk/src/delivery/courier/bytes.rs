//! Step (b): one piece of one part at a time, resumed where the office stands.
use super::number::note_failure;
use super::parcel::{self, Progress};
use super::{Post, Round, outcome, store_outcome};
use crate::Failure;
use crate::delivery::courier::mutants::Mutant;
use bytes::Bytes;
use counter_backoffice::tus::Octets;
use counter_backoffice::{Client, OfficeError, Part, Submission};
use counter_core::outbox::Outcome;
use counter_store::OutboxRow;

/// The one part on its way, in the clear only while it is.
pub struct Underway {
    case: String,
    part: String,
    url: String,
    offset: u64,
    bytes: Bytes,
}

impl Underway {
    fn is(&self, row: &OutboxRow, part: &Part) -> bool {
        self.case == row.case && self.part == part.id
    }
}

pub async fn send_piece<P: Post>(
    post: &P,
    round: &mut Round,
    row: OutboxRow,
) -> Result<(), Failure> {
    let Some(part) = parcel::next_part(&row)? else { return Ok(()) };
    let Some((client, credential)) = post.office() else {
        return note_failure(post, row, &OfficeError::Unreachable);
    };
    let mut way = match round.underway.take().filter(|way| way.is(&row, &part)) {
        Some(way) => way,
        None => match begin(post, &client, &credential, &row, &part).await? {
            Ok(way) => way,
            Err(error) => return note_failure(post, current(post, &row)?, &error),
        },
    };
    let (start_ms, size) = (post.now_ms(), round.piece.size(post.chunk()));
    if let Err(error) = piece(&client, &credential, &mut way, &part.sha256, size).await {
        round.piece.lost();
        return note_failure(post, current(post, &row)?, &error);
    }
    round.piece.arrived(post.now_ms() - start_ms);
    post.heard(true);
    outcome::note_outcome(post, &Outcome::Progressed);
    post.sent(&row.case, way.offset);
    if way.offset < part.len {
        round.underway = Some(way);
        return Ok(());
    }
    let row = current(post, &row)?;
    let mut progress = Progress::of(&row);
    progress.done.insert(part.id);
    post.sent(&row.case, 0);
    store_outcome(post, OutboxRow { progress: progress.text()?, ..row }, Outcome::Progressed)
        .map(drop)
}

/// Where the office stands with this part; a new upload where it knows none, its address kept
/// before the first byte leaves.
async fn begin<P: Post>(
    post: &P,
    client: &Client,
    credential: &str,
    row: &OutboxRow,
    part: &Part,
) -> Result<Result<Underway, OfficeError>, Failure> {
    let mut progress = Progress::of(row);
    let resumed = match progress.uploads.get(&part.id) {
        None => None,
        Some(url) => match client.upload_offset(credential, url).await {
            Ok(offset) => Some((url.clone(), offset)),
            Err(OfficeError::UploadGone) => None,
            Err(error) => return Ok(Err(error)),
        },
    };
    let (url, offset) = match resumed {
        Some(resumed) => resumed,
        None => {
            let submission: Submission = parcel::submission(row)?;
            let url = match client.create_upload(credential, submission.case, part).await {
                Ok(url) => url,
                Err(error) => return Ok(Err(error)),
            };
            progress.uploads.insert(part.id.clone(), url.clone());
            let noted = OutboxRow { progress: progress.text()?, ..row.clone() };
            post.store(|s| s.put_outbox(&noted))?;
            // An upload from an answer that was lost may be further: then the office says so to the
            // first piece.
            (url, 0)
        }
    };
    let bytes = post.store(|s| s.page(&row.case, &part.id))?.1.into();
    Ok(Ok(Underway { case: row.case.clone(), part: part.id.clone(), url, offset, bytes }))
}

/// The row as `begin` may have left it.
fn current<P: Post>(post: &P, row: &OutboxRow) -> Result<OutboxRow, Failure> {
    let rows = post.store(|s| s.outbox_rows(&row.case))?;
    Ok(rows.into_iter().find(|r| r.revision == row.revision).unwrap_or_else(|| row.clone()))
}

async fn piece(
    client: &Client,
    credential: &str,
    way: &mut Underway,
    sha256: &str,
    size: usize,
) -> Result<(), OfficeError> {
    let from = (way.offset as usize).min(way.bytes.len());
    let to = (from + size).min(way.bytes.len());
    if from == to {
        return Ok(());
    }
    let octets = match Mutant::WrongPiece.is_planted() {
        true => way.bytes.slice(from..to).iter().rev().copied().collect::<Vec<u8>>().into(),
        false => octets(&way.bytes, from, to, sha256),
    };
    way.offset = match client.upload_bytes(credential, &way.url, way.offset, octets).await {
        Ok(at) => at,
        Err(OfficeError::OffsetConflict { at }) if at as usize <= way.bytes.len() => at,
        Err(error) => return Err(error),
    };
    Ok(())
}

/// What lies between, shared and not copied.
pub fn octets(bytes: &Bytes, from: usize, to: usize, sha256: &str) -> Octets {
    match to - from == bytes.len() {
        true => Octets::whole_part(bytes.clone(), sha256),
        false => bytes.slice(from..to).into(),
    }
}
