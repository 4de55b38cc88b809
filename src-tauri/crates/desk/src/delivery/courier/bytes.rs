//! Step (b): one piece of one part at a time, resumed where the office stands.
use super::number::note_failure;
use super::parcel::{self, Progress};
use super::upload::Upload;
use super::{Post, Round, outcome, store_outcome};
use crate::Failure;
use crate::delivery::courier::mutants::Mutant;
use bytes::Bytes;
use counter_backoffice::tus::Octets;
use counter_backoffice::{Barrier, OfficeError, Part};
use counter_core::outbox::Outcome;
use counter_store::OutboxRow;

/// Tries in a row at one piece, each otherwise than the one before, before it is a failed one.
const MOST_TRIES: u32 = 24;

/// The one part on its way, in the clear only while it is.
pub struct Underway {
    case: String,
    part: String,
    url: String,
    offset: u64,
    bytes: Bytes,
    /// The office named another offset, and nothing has arrived since.
    corrected: bool,
}

impl Underway {
    fn is(&self, row: &OutboxRow, part: &Part) -> bool {
        self.case == row.case && self.part == part.id
    }

    /// From where to where the next piece goes.
    fn range(&self, size: usize) -> (usize, usize) {
        let from = (self.offset as usize).min(self.bytes.len());
        (from, (from + size).min(self.bytes.len()))
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
    let mut upload = Upload { client: &client, credential: &credential, passage: post.passage() };
    let mut way = match round.underway.take().filter(|way| way.is(&row, &part)) {
        Some(way) => way,
        None => match begin(post, &mut upload, &row, &part).await? {
            Ok(way) => way,
            Err(error) => return note_failure(post, current(post, &row)?, &error),
        },
    };
    let start_ms = post.now_ms();
    if let Some(largest) = upload.passage.limit(start_ms) {
        round.piece.fit(post.chunk(), largest);
    }
    let size = round.piece.size(post.chunk());
    if let Err(error) = piece(&upload, &mut way, &part.sha256, size).await {
        let found = find_passage(post, &mut upload, &mut way, round, error).await;
        post.keep_passage(upload.passage)?;
        return match found {
            // It goes on at once, with the next step.
            Ok(()) => {
                post.sent(&row.case, way.offset);
                round.underway = Some(way);
                Ok(())
            }
            Err(error) => {
                round.piece.lost();
                round.tries = 0;
                note_failure(post, current(post, &row)?, &error)
            }
        };
    }
    round.tries = 0;
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
    upload: &mut Upload<'_>,
    row: &OutboxRow,
    part: &Part,
) -> Result<Result<Underway, OfficeError>, Failure> {
    let mut progress = Progress::of(row);
    let resumed = match progress.uploads.get(&part.id) {
        None => None,
        Some(url) => match upload.ask_offset(url).await {
            Ok(offset) => Some((url.clone(), offset)),
            Err(OfficeError::UploadGone) => None,
            Err(error) => return Ok(Err(error)),
        },
    };
    post.keep_passage(upload.passage)?;
    let (url, offset) = match resumed {
        Some(resumed) => resumed,
        None => {
            let (client, credential) = (upload.client, upload.credential);
            let url = match client.create_upload(credential, parcel::case_id(row)?, part).await {
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
    let (case, part) = (row.case.clone(), part.id.clone());
    Ok(Ok(Underway { case, part, url, offset, bytes, corrected: false }))
}

/// The row as `begin` may have left it.
fn current<P: Post>(post: &P, row: &OutboxRow) -> Result<OutboxRow, Failure> {
    let stored = post.store(|s| s.outbox_by_key(&row.key))?;
    Ok(stored.unwrap_or_else(|| row.clone()))
}

async fn piece(
    upload: &Upload<'_>,
    way: &mut Underway,
    sha256: &str,
    size: usize,
) -> Result<(), OfficeError> {
    let (from, to) = way.range(size);
    if from == to {
        return Ok(());
    }
    let octets = match Mutant::WrongPiece.is_planted() {
        true => way.bytes.slice(from..to).iter().rev().copied().collect::<Vec<u8>>().into(),
        false => octets(&way.bytes, from, to, sha256),
    };
    match upload.append(&way.url, way.offset, octets).await {
        Ok(at) => (way.offset, way.corrected) = (at, false),
        // Once: an office that stays at an offset which it does not take either is a failed try.
        Err(OfficeError::OffsetConflict { at })
            if at as usize <= way.bytes.len() && at != way.offset && !way.corrected =>
        {
            (way.offset, way.corrected) = (at, true);
        }
        Err(error) => return Err(error),
    }
    Ok(())
}

/// What lies between, shared and not copied.
pub fn octets(bytes: &Bytes, from: usize, to: usize, sha256: &str) -> Octets {
    match to - from == bytes.len() {
        true => Octets::whole_part(bytes.clone(), sha256),
        false => bytes.slice(from..to).into(),
    }
}

/// After a piece that a gateway refused, or hung up on: what would pass. Ok: the next try is
/// another one, and goes at once. An error: nothing is left to try now, and it says why.
async fn find_passage<P: Post>(
    post: &P,
    upload: &mut Upload<'_>,
    way: &mut Underway,
    round: &mut Round,
    error: OfficeError,
) -> Result<(), OfficeError> {
    let (from, to) = way.range(round.piece.size(post.chunk()));
    let (is_cut, is_named) =
        (error == OfficeError::Cut, error == OfficeError::Gateway(Barrier::TooLarge));
    round.tries += 1;
    if round.tries > MOST_TRIES || !(is_cut || error.may_pass_otherwise()) {
        return Err(error);
    }
    if !is_named {
        let by_post = upload.passage.by_post;
        let at = match upload.ask_by_piece(&way.url, way.offset).await {
            Ok(at) if at as usize > way.bytes.len() => {
                return Err(OfficeError::OffsetConflict { at });
            }
            Ok(at) => at,
            Err(other) => return Err(if other.is_barred() { error } else { other }),
        };
        // It was the method, or the piece had arrived after all.
        let is_found = upload.passage.by_post != by_post || at > way.offset;
        way.offset = at;
        // Gateways refuse by chance as well: the same once more before anything is concluded.
        if is_found || (!is_cut && round.tries == 1) {
            return Ok(());
        }
    }
    let sent = to - from;
    if !round.piece.shrink(post.chunk(), sent) {
        return Err(error);
    }
    // One cut is the line's; two under the same size are somebody's limit.
    let is_concluded = !is_cut || (round.cut_at > 0 && sent >= round.cut_at);
    round.cut_at = if is_cut { sent } else { round.cut_at };
    let largest = round.piece.size(post.chunk()) as u64;
    if is_concluded {
        upload.passage = upload.passage.with_limit(largest, is_named, post.now_ms());
    }
    tracing::info!(code = error.code(), largest, is_concluded, "a smaller piece is tried");
    Ok(())
}
