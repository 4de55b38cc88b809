//! The bytes of what was filed: out of the station's own vault if they are here, else from the
//! office, once per sitting as long as there is room for them.
use super::Review;
use crate::Failure;
use crate::contract::FailureCode;
use crate::office::client::wait_for_answer;
use counter_backoffice::{Part, Submission};
use std::collections::{HashMap, VecDeque};

/// Parts fetched from the office take no more than this.
const MOST_BYTES: usize = 64 << 20;

/// Parts fetched for a review, by case and digest; the oldest go first.
#[derive(Default)]
pub struct FetchedParts {
    parts: HashMap<(String, String), (String, Vec<u8>)>,
    order: VecDeque<(String, String)>,
    bytes: usize,
}

impl FetchedParts {
    fn find(&self, case: &str, sha256: &str) -> Option<(String, Vec<u8>)> {
        self.parts.get(&(case.to_owned(), sha256.to_owned())).cloned()
    }

    fn insert(&mut self, case: &str, sha256: &str, media: &str, content: Vec<u8>) {
        let key = (case.to_owned(), sha256.to_owned());
        self.bytes += content.len();
        if let Some((_, old)) = self.parts.insert(key.clone(), (media.to_owned(), content)) {
            self.bytes -= old.len();
            self.order.retain(|entry| *entry != key);
        }
        self.order.push_back(key);
        while self.bytes > MOST_BYTES
            && let Some(oldest) = self.order.pop_front()
        {
            self.bytes -= self.parts.remove(&oldest).map_or(0, |(_, content)| content.len());
        }
    }
}

impl Review {
    /// The submissions of a case that this station keeps, the newest first.
    pub(super) fn own_submissions(&self, case: &str) -> Result<Vec<Submission>, Failure> {
        let rows = self.station.with_store(|store| store.outbox_rows(case))?;
        let submissions = rows.iter().rev().map(|row| {
            serde_json::from_str(&row.payload)
                .map_err(|_| Failure::new(FailureCode::DatabaseDamaged))
        });
        submissions.collect()
    }

    /// Media type and content of a part of a case.
    pub async fn read_part(&self, case: &str, sha256: &str) -> Result<(String, Vec<u8>), Failure> {
        let submissions = self.own_submissions(case)?;
        let own =
            submissions.iter().flat_map(|filed| &filed.manifest).find(|part| part.sha256 == sha256);
        if let Some(part) = own {
            let (_, bytes) = self.cases.read_file(case, &part.id)?;
            return Ok((part.media.clone(), bytes));
        }
        if let Some(fetched) = self.shown.lock().parts.find(case, sha256) {
            return Ok(fetched);
        }
        let id = uuid::Uuid::parse_str(case).map_err(|_| Failure::new(FailureCode::BadRequest))?;
        let office = self.office.clerk_client()?;
        let client = office.client.looking_for(self.look_reason(case));
        let answer = wait_for_answer(client.get_page(&office.token, id, sha256)).await;
        let bytes = answer.map_err(|error| self.office.explain_refusal(&error))?;
        let media = if bytes.starts_with(b"%PDF") { "application/pdf" } else { "image/*" };
        self.shown.lock().parts.insert(case, sha256, media, bytes.clone());
        Ok((media.to_owned(), bytes))
    }

    /// How many pages a part has: a picture is one, a PDF is opened and counted.
    pub(super) async fn count_pages(&self, case: &str, part: &Part) -> Result<u32, Failure> {
        if part.media != "application/pdf" {
            return Ok(1);
        }
        let (_, bytes) = self.read_part(case, &part.sha256).await?;
        Ok(self.devices.worker.inspect_file(case, bytes).await?.pages)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_parts_go_when_there_is_no_room() {
        let mut fetched = FetchedParts::default();
        for digest in ["a", "b", "c"] {
            fetched.insert("case", digest, "image/*", vec![0; MOST_BYTES / 2]);
        }
        assert!(fetched.find("case", "a").is_none());
        assert!(fetched.find("case", "b").is_some() && fetched.find("case", "c").is_some());
        fetched.insert("case", "c", "image/*", vec![0; 1]);
        assert_eq!(fetched.bytes, MOST_BYTES / 2 + 1);
    }
}
