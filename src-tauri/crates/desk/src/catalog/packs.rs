//! The catalogue this desk works from: which pack lies on the shelf, which older ones open cases are pinned to, and how a newer
//! one comes in while the clerk works. Whether a pack may be believed says counter-catalog.
use super::news;
use crate::contract::views::Notice;
use crate::station::session::{Inner, hold};
use crate::views::notices;
use crate::{Desk, Failure};
use counter_backoffice::{Catalogue, OfficeError};
use counter_catalog::{CatalogError, Key, Pack, Search, Trust};
use counter_core::calendar::Calendar;
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock};

pub use super::news::news;
pub use super::recent::{recent, used};

pub(crate) const CURRENT: &str = "pack.current";
/// The version in use before: what changed is told against it.
pub(crate) const BEFORE: &str = "pack.before";
const ETAG: &str = "pack.etag";
/// Between two questions for a newer one.
const ASK_EVERY_MS: i64 = 10 * 60_000;
/// After a refusal: the same tens of megabytes would come again, perhaps on a bad line.
const ASK_REFUSED_MS: i64 = 60 * 60_000;
/// Older packs that stay read; cases of more versions than these are not open at one counter.
const AT_HAND: usize = 4;

/// A catalogue with its search and the days it counts by.
pub struct Shelf {
    pub pack: Pack,
    pub calendar: Calendar,
    search: OnceLock<Search>,
}

impl Shelf {
    fn new(pack: Pack) -> Shelf {
        let calendar = Calendar::builtin().updated(pack.calendar().clone());
        Shelf { pack, calendar, search: OnceLock::new() }
    }

    /// Built when it is first wanted: a pack that an old case is pinned to is seldom searched.
    pub fn search(&self) -> &Search {
        self.search.get_or_init(|| Search::new(&self.pack))
    }
}

/// What the desk holds of catalogues in memory.
pub struct Shelves {
    current: RwLock<Arc<Shelf>>,
    older: Mutex<Vec<Arc<Shelf>>>,
    asked_ms: Mutex<i64>,
    /// The last refusal; none once a pack was taken.
    refused: Mutex<Option<Refused>>,
}

/// `etag`: of bytes that are bad whenever they are looked at. They are not fetched again before the office offers others.
#[derive(Clone)]
struct Refused {
    code: &'static str,
    etag: Option<String>,
}

/// What may be better the next time with the same bytes: the disk, this program, the clock.
const PASSING: [&str; 3] = ["store_io", "internal", "catalog_expired"];

impl Shelves {
    pub fn new() -> Shelves {
        let pack = Pack::builtin().unwrap_or_else(|error| {
            tracing::error!(code = error.code(), "the built-in catalogue cannot be read");
            Pack::empty()
        });
        let current = RwLock::new(Arc::new(Shelf::new(pack)));
        Shelves { current, older: Mutex::default(), asked_ms: Mutex::default(), refused: Mutex::default() }
    }

    fn put(&self, pack: Pack) {
        let shelf = Arc::new(Shelf::new(pack));
        // Before the clerk types the first letter.
        shelf.search();
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = shelf;
    }
}

impl Inner {
    pub fn shelf(&self) -> Arc<Shelf> {
        self.shelves.current.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The pack a case is pinned to; the current one when the pinned version was never kept.
    pub fn pack_of(&self, version: &str) -> Arc<Shelf> {
        let current = self.shelf();
        if current.pack.version() == version {
            return current;
        }
        let mut older = hold(&self.shelves.older);
        if let Some(known) = older.iter().find(|shelf| shelf.pack.version() == version) {
            return known.clone();
        }
        let Some(pack) = self.kept(version) else { return current };
        let shelf = Arc::new(Shelf::new(pack));
        older.insert(0, shelf.clone());
        older.truncate(AT_HAND);
        shelf
    }

    fn kept(&self, version: &str) -> Option<Pack> {
        let text = self.setting(&key(version))?;
        Pack::from_file(text)
            .inspect_err(|error| tracing::warn!(code = error.code(), "a kept pack cannot be read"))
            .ok()
    }
}

pub(crate) fn key(version: &str) -> String {
    format!("pack.{version}")
}

/// The store is open: the pack as last taken lies on the shelf; without one the built-in stays. That one is kept as well, for a
/// case that is still open when a newer program carries another.
pub fn open(desk: &Desk) {
    let carried = desk.shelf().pack.version().to_owned();
    if desk.setting(&key(&carried)).is_none()
        && let Ok(text) = Pack::builtin_signed().map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
        && desk.keep(&key(&carried), &text).is_err()
    {
        tracing::warn!("the built-in catalogue could not be kept");
    }
    if let Some(pack) = desk.setting(CURRENT).and_then(|version| desk.kept(&version)) {
        desk.shelves.put(pack);
    }
}

/// From time to time, while the line is up.
pub fn watch(desk: &Desk) {
    let now = desk.now().millis();
    // Bytes that are known are answered with a word, and asking costs nothing.
    let dear = hold(&desk.shelves.refused).as_ref().is_some_and(|refused| refused.etag.is_none());
    let every = if dear { ASK_REFUSED_MS } else { ASK_EVERY_MS };
    let due = {
        let asked = hold(&desk.shelves.asked_ms);
        now - *asked >= every || now < *asked
    };
    if due && desk.line().is_up() && desk.signed().is_some() {
        fetch(desk);
    }
}

/// Another office, or another key: what was refused may be good now.
pub fn ask_soon(desk: &Desk) {
    *hold(&desk.shelves.asked_ms) = 0;
    if let Some(refused) = hold(&desk.shelves.refused).as_mut() {
        refused.etag = None;
    }
}

/// Asks for a newer catalogue in the background; open cases stay pinned to theirs.
pub fn fetch(desk: &Desk) {
    *hold(&desk.shelves.asked_ms) = desk.now().millis();
    let desk = desk.clone();
    tokio::spawn(async move {
        let Some(client) = desk.client() else { return };
        let before = hold(&desk.shelves.refused).clone();
        let etag = before.as_ref().and_then(|refused| refused.etag.clone()).or_else(|| desk.setting(ETAG));
        let refused = match client.catalogue(etag.as_deref()).await {
            Ok(Catalogue::Unchanged) => before.filter(|refused| refused.etag.is_some()),
            Ok(Catalogue::Fresh { etag, body }) => {
                // Thousands of items are looked at: not on the thread that answers the window.
                let (desk, tag) = (desk.clone(), etag.clone());
                let taken = tokio::task::spawn_blocking(move || take(&desk, &tag, body)).await;
                let code = taken.unwrap_or(Err("internal")).err();
                code.map(|code| Refused { code, etag: Some(etag).filter(|_| !PASSING.contains(&code)) })
            }
            Err(OfficeError::TooLarge) => Some(Refused { code: "catalog_too_large", etag: None }),
            // No answer is no news; the line says so elsewhere.
            Err(_) => return,
        };
        if let Some(Refused { code, .. }) = refused {
            tracing::warn!(code, "the office's catalogue was refused; the one in use stays");
        }
        *hold(&desk.shelves.refused) = refused;
        notices::look(&desk);
    });
}

fn take(desk: &Desk, etag: &str, body: Vec<u8>) -> Result<(), &'static str> {
    let current = desk.shelf();
    let key_wanted = desk.settings().catalogue_key;
    let keys = match key_wanted.is_empty() {
        true => vec![Key::example().map_err(|error| error.code())?.public()],
        false => vec![key_wanted],
    };
    let trust = Trust { keys: &keys, today: desk.now().date(), current: Some(&current.pack) };
    let pack = Pack::admit(&body, &trust).map_err(|error| error.code())?;
    let text = String::from_utf8(body).map_err(|_| "catalog_not_a_bundle")?;
    let version = pack.version().to_owned();
    if let Some(kept) = desk.kept(&version).filter(|kept| kept.digest() != pack.digest()) {
        // Cases are pinned by the version alone: one version is one content, for ever.
        tracing::warn!(kept = kept.id(), "another pack of the same version is in use already");
        return Err(CatalogError::SameVersion.code());
    }
    if version != current.pack.version() {
        desk.keep(BEFORE, current.pack.version()).map_err(|_| "store_io")?;
    }
    keep(desk, etag, &version, &text).map_err(|_| "store_io")?;
    if version != current.pack.version() {
        news::note(desk, &current.pack, &pack);
        desk.shelves.put(pack);
        desk.notify("catalogue");
    }
    Ok(())
}

/// The pack is on the disk before it is the current one; the ETag comes last, so that a pack half kept is asked for again.
fn keep(desk: &Desk, etag: &str, version: &str, text: &str) -> Result<(), Failure> {
    desk.keep(&key(version), text)?;
    desk.keep(CURRENT, version)?;
    desk.keep(ETAG, etag)
}

pub fn notices(desk: &Desk) -> Vec<Notice> {
    let mut notices = Vec::new();
    if let Some(Refused { code, .. }) = *hold(&desk.shelves.refused) {
        notices.push(notices::notice("catalogue_refused", false, &[("code", code.to_owned())]));
    }
    let until = desk.shelf().pack.until().filter(|until| *until < desk.now().date());
    if let Some(until) = until {
        notices.push(notices::notice("catalogue_expired", false, &[("until", crate::views::case::date_text(until))]));
    }
    notices.extend(news::notice(desk));
    notices
}

pub fn read(desk: &Desk) -> Result<(), Failure> {
    news::read(desk)
}
