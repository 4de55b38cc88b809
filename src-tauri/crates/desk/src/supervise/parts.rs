//! The bytes of what was filed: out of the station's own vault if they are here, else from the office, once per sitting.
use super::{asked, office, refused};
use crate::translate::{document_failure, store_failure};
use crate::{Desk, Failure};
use counter_backoffice::{Part, Submission};

/// The submissions of a case that this station keeps, the newest first.
pub fn kept(desk: &Desk, case: &str) -> Result<Vec<Submission>, Failure> {
    let rows = desk.with_store(|s| s.outbox_rows(case).map_err(store_failure))?;
    let read =
        rows.iter().rev().map(|row| serde_json::from_str(&row.payload).map_err(|_| Failure::new("database_damaged")));
    read.collect()
}

fn is_part_of(filed: &[Submission], sha256: &str) -> Option<Part> {
    filed.iter().flat_map(|s| &s.manifest).find(|p| p.sha256 == sha256).cloned()
}

/// Media type and content of a part of a case.
pub async fn bytes(desk: &Desk, case: &str, sha256: &str) -> Result<(String, Vec<u8>), Failure> {
    if let Some(part) = is_part_of(&kept(desk, case)?, sha256) {
        let bytes = desk.with_store(|s| s.page(case, &part.id).map_err(store_failure))?.1;
        return Ok((part.media, bytes));
    }
    let key = (case.to_owned(), sha256.to_owned());
    if let Some(known) = desk.memory().shown.parts.get(&key) {
        return Ok(known.clone());
    }
    let id = uuid::Uuid::parse_str(case).map_err(|_| Failure::new("bad_request"))?;
    let (client, token) = office(desk)?;
    let bytes = asked(client.page(&token, id, sha256)).await.map_err(|e| refused(desk, &e))?;
    let media = if bytes.starts_with(b"%PDF") { "application/pdf" } else { "image/*" };
    desk.memory().shown.parts.insert(key, (media.to_owned(), bytes.clone()));
    Ok((media.to_owned(), bytes))
}

/// How many pages a part has: a picture is one, a PDF is opened and counted.
pub async fn pages(desk: &Desk, case: &str, part: &Part) -> Result<u32, Failure> {
    if part.media != "application/pdf" {
        return Ok(1);
    }
    let (_, bytes) = bytes(desk, case, &part.sha256).await?;
    desk.worker.inspect_file(bytes).await.map(|looked| looked.pages).map_err(|e| document_failure(&e))
}
