//! How a newer pack comes in: asked for from time to time, admitted, stored, then in use. After any
//! refusal the one in use stays.
use super::Catalog;
use crate::Failure;
use crate::contract::Topic;
use crate::office::line::LineNews;
use crate::station::stored::StoredName;
use counter_backoffice::{OfficeError, TaggedAnswer};
use counter_catalog::{CatalogError, Key, Pack, Trust};
use counter_centre::Standing;
use parking_lot::Mutex;
use std::sync::Arc;
use tokio::sync::watch;

/// Between two questions for a newer one.
const ASK_EVERY_MS: i64 = 10 * 60_000;
/// After a refusal: the same tens of megabytes would come again, perhaps on a bad line.
const ASK_REFUSED_MS: i64 = 60 * 60_000;
/// What may be better the next time with the same bytes: the disk, this program, the clock.
const PASSING: [&str; 4] = ["store_io", "internal", "catalog_expired", "centre_ended"];

pub struct Updates {
    asked_ms: Mutex<i64>,
    /// The last refusal; none once a pack was taken.
    refusal: Mutex<Option<Refusal>>,
    line: Mutex<watch::Receiver<LineNews>>,
    connection: Mutex<u64>,
}

/// `etag`: of bytes that are bad whenever they are looked at. They are not fetched again before the
/// office offers others.
#[derive(Clone)]
struct Refusal {
    code: &'static str,
    /// The version of this program that the pack asks for.
    needs: Option<String>,
    etag: Option<String>,
}

impl From<&'static str> for Refusal {
    fn from(code: &'static str) -> Refusal {
        Refusal { code, needs: None, etag: None }
    }
}

impl From<CatalogError> for Refusal {
    fn from(error: CatalogError) -> Refusal {
        let code = error.code();
        let needs = match error {
            CatalogError::NeedsNewer { needs } => Some(needs),
            _ => None,
        };
        Refusal { needs, ..Refusal::from(code) }
    }
}

impl Updates {
    pub fn new(line: watch::Receiver<LineNews>) -> Updates {
        Updates {
            asked_ms: Mutex::default(),
            refusal: Mutex::default(),
            line: Mutex::new(line),
            connection: Mutex::default(),
        }
    }

    /// What the notice of the last refusal says.
    pub fn refusal_params(&self) -> Option<Vec<(&'static str, String)>> {
        let refusal = self.refusal.lock().clone()?;
        let needs = refusal.needs.map(|needs| ("needs", needs));
        Some([("code", refusal.code.to_owned())].into_iter().chain(needs).collect())
    }

    /// Another office, or another key: what was refused may be good now.
    fn follow_connection(&self) {
        let connection = self.line.lock().borrow_and_update().connection;
        if std::mem::replace(&mut *self.connection.lock(), connection) == connection {
            return;
        }
        *self.asked_ms.lock() = 0;
        if let Some(refusal) = self.refusal.lock().as_mut() {
            refusal.etag = None;
        }
    }

    fn is_due(&self, now: i64) -> bool {
        // Bytes that are known are answered with a word, and asking costs nothing.
        let dear = self.refusal.lock().as_ref().is_some_and(|refusal| refusal.etag.is_none());
        let every = if dear { ASK_REFUSED_MS } else { ASK_EVERY_MS };
        let last_ms = *self.asked_ms.lock();
        now - last_ms >= every || now < last_ms
    }
}

impl Catalog {
    /// From time to time, while the line is up.
    pub fn ask_when_due(self: &Arc<Self>) {
        self.updates.follow_connection();
        let due = self.updates.is_due(self.station.now().millis());
        if due && self.office.line().is_up() && self.station.is_signed_in() {
            self.ask_for_newer();
        }
    }

    /// Asks for a newer catalogue in the background; open cases stay pinned to theirs.
    pub fn ask_for_newer(self: &Arc<Self>) {
        self.updates.follow_connection();
        *self.updates.asked_ms.lock() = self.station.now().millis();
        tokio::spawn(renew_pack(self.clone()));
    }

    fn take_pack(&self, etag: &str, body: Vec<u8>) -> Result<(), Refusal> {
        let current = self.current();
        if self.station.centre_standing() == Some(Standing::Ended) {
            return Err("centre_ended".into());
        }
        let configured = self.station.settings().catalogue_key;
        let keys = match configured.is_empty() {
            true if self.station.is_without_effect() => vec![Key::example_key()?.public_key()],
            true => return Err(CatalogError::NoKey.into()),
            false => vec![configured],
        };
        let newest = self.station.stored_text(StoredName::PackNewest(&self.station.office_id()));
        let trust = Trust {
            keys: &keys,
            today: self.station.now().date(),
            current: Some(&current.pack),
            newest: newest.as_deref(),
        };
        let pack = Pack::admit(&body, &trust)?;
        let text = String::from_utf8(body).map_err(|_| "catalog_not_a_bundle")?;
        let version = pack.version().to_owned();
        if let Some(stored) =
            self.stored_pack(&version).filter(|stored| stored.digest() != pack.digest())
        {
            // Cases are pinned by the version alone: one version is one content, for ever.
            tracing::warn!(
                kept = stored.id(),
                "another pack of the same version is in use already"
            );
            return Err(CatalogError::SameVersion.into());
        }
        let is_new = version != current.pack.version();
        if is_new {
            self.station
                .store_text(StoredName::PackBefore, current.pack.version())
                .map_err(|_| "store_io")?;
        }
        self.store_pack(etag, &version, &text).map_err(|_| "store_io")?;
        if is_new {
            self.store_news(&current.pack, &pack);
            self.use_pack(pack);
            self.station.announce(Topic::Catalog);
        }
        Ok(())
    }

    /// The pack is on the disk before it is the current one; the ETag comes last, so that a pack
    /// half kept is asked for again.
    fn store_pack(&self, etag: &str, version: &str, text: &str) -> Result<(), Failure> {
        self.station.store_text(StoredName::Pack(version), text)?;
        self.station.store_text(StoredName::PackNewest(&self.station.office_id()), version)?;
        self.station.store_text(StoredName::PackCurrent, version)?;
        self.station.store_text(StoredName::PackEtag(&self.station.office_id()), etag)
    }
}

/// The templates of the pack in use are tried whatever the office answers, and where it does not: the
/// pack may have been here since before the start.
async fn renew_pack(catalog: Arc<Catalog>) {
    fetch_newer(&catalog).await;
    catalog.try_templates().await;
}

async fn fetch_newer(catalog: &Arc<Catalog>) {
    let Some(client) = catalog.office.client() else { return };
    let before = catalog.updates.refusal.lock().clone();
    let known_bad = before.as_ref().and_then(|refusal| refusal.etag.clone());
    let etag = known_bad.or_else(|| {
        catalog.station.stored_text(StoredName::PackEtag(&catalog.station.office_id()))
    });
    let refusal = match client.get_catalog(etag.as_deref()).await {
        Ok(TaggedAnswer::Unchanged) => before.filter(|refusal| refusal.etag.is_some()),
        Ok(TaggedAnswer::Fresh { etag, body }) => {
            // Thousands of items are looked at: not on the thread that answers the window.
            let (taker, tag) = (catalog.clone(), etag.clone());
            let outcome = tokio::task::spawn_blocking(move || taker.take_pack(&tag, body)).await;
            let refusal = outcome.unwrap_or_else(|_| Err("internal".into())).err();
            refusal.map(|refusal| {
                let lasts = !PASSING.contains(&refusal.code);
                Refusal { etag: Some(etag).filter(|_| lasts), ..refusal }
            })
        }
        Err(OfficeError::TooLarge) => Some("catalog_too_large".into()),
        // No answer is no news; the line says so elsewhere.
        Err(_) => return,
    };
    if let Some(Refusal { code, .. }) = refusal {
        tracing::warn!(code, "the office's catalogue was refused; the one in use stays");
    }
    *catalog.updates.refusal.lock() = refusal;
}
