//! One field of a case's form filled through the desk, as at each pause of a clerk's typing: the
//! journal read, one fact on the disk, the whole case worked out and shown. With a pack of 11,773
//! items and with the example pack, beside one bare commit: what a case shows must not grow with
//! the pack.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use counter_catalog::{CatalogError, Key, generate_pack};
use counter_desk::{Failure, Folders, Workplace};
use counter_store::{Place as StorePlace, Store, StoreError, keys};
use serde_json::{Value, json};

use crate::durable::{self, COMMIT};
use crate::figure::Figure;
use crate::start::OURS;
use kit::place::{Place, program_path};
use kit::wait::wait_at_most;
use kit::{Fault, TestResult};

pub const FILL: &str = "one field filled, pack of 11,773 items";
pub const EXAMPLE_PACK: &str = "the same with the example pack";
const ITEMS: usize = 11_773;
const SEED: u64 = 1;
/// Of the example pack, so that both desks show the same case.
const ITEM: &str = "chengxiang-yanglao";
/// Where the session has no keyring.
const PASSPHRASE: &str = "a long passphrase for the bench";
/// A large pack is read out of the encrypted database in a few seconds by the build for testing.
const CLOSING: Duration = Duration::from_secs(60);

/// A field filled so often at each of two desks, and as many bare commits, in turns.
///
/// # Errors
/// Whatever kept it from measuring.
pub async fn measure_fills(fills: usize) -> TestResult<Figure> {
    let place = Place::new()?;
    let (large, small) = (place.under("large"), place.under("small"));
    let commits = durable::open_bare(&place.under("bare.db"))?;
    drop(Desk::open(&large).await?);
    put_large_pack(&large).await?;
    let (large, small) = (Desk::open(&large).await?, Desk::open(&small).await?);
    let (with_large, with_example) = (large.open_case().await?, small.open_case().await?);
    let mut figure = Figure::new(FILL, "ms", &[OURS, EXAMPLE_PACK, COMMIT]);
    for n in 0..=fills {
        figure.add(OURS, large.fill(&with_large, n).await?);
        figure.add(EXAMPLE_PACK, small.fill(&with_example, n).await?);
        figure.add(COMMIT, durable::time_commit(&commits, &n.to_string())?);
    }
    Ok(figure.without_first())
}

struct Desk(Workplace);

impl Desk {
    async fn open(home: &Path) -> TestResult<Desk> {
        let desk = Desk(Workplace::open(folders(home)?, Arc::new(|_: &str| {})).await);
        let hello = desk.call("hello", json!({})).await?;
        if hello["state"] != "ready" {
            desk.call("unlock", json!({ "passphrase": PASSPHRASE })).await?;
        }
        desk.call("sign_in", json!({ "number": "1001", "password": "demo-1001" })).await?;
        Ok(desk)
    }

    async fn call(&self, name: &str, payload: Value) -> TestResult<Value> {
        let refused =
            |failure: Failure| Fault::wrong(format!("{name} was refused: {}", failure.code));
        self.0.dispatch("main", name, payload).await.map_err(refused)
    }

    /// A case with a person and the stamp of receipt, as when its form is typed.
    async fn open_case(&self) -> TestResult<String> {
        let answers = json!({ "group": "normal", "agent": "self" });
        let view = self.call("open_case", json!({ "item": ITEM, "answers": answers })).await?;
        let case = view["id"].as_str().unwrap_or_default().to_owned();
        let person = json!({
            "case": case, "role": "applicant", "name": "陈示例", "sex": "女", "id_kind": "resident",
            "number": "440699199001010014", "address": "示例路", "phone": "10012345678",
            "relation": "",
        });
        self.call("put_person", person).await?;
        self.call("receive", json!({ "case": case })).await?;
        Ok(case)
    }

    /// Milliseconds of one key's way. The value differs from the one before, or nothing would be
    /// written.
    async fn fill(&self, case: &str, n: usize) -> TestResult<f64> {
        let value = format!("1001234{:04}", n % 10_000);
        let payload = json!({ "case": case, "field": "phone", "value": value });
        let start = Instant::now();
        self.call("fill", payload).await?;
        Ok(start.elapsed().as_secs_f64() * 1000.0)
    }
}

fn folders(home: &Path) -> TestResult<Folders> {
    let worker = program_path("document-worker")?;
    let under = |name: &str| home.join(name);
    Ok(Folders {
        data: under("data"),
        cache: under("cache"),
        config: under("config"),
        system: under("system"),
        machine: under("machine"),
        logs: under("logs"),
        runtime: under("run"),
        programs: worker.parent().unwrap_or(Path::new(".")).to_path_buf(),
    })
}

/// In the place of the pack in use, as if the office had sent it.
async fn put_large_pack(home: &Path) -> TestResult {
    let pack = generate_pack(ITEMS, SEED).map_err(catalog_fault)?;
    let bytes =
        pack.sign_pack(&Key::example_key().map_err(catalog_fault)?, None).map_err(catalog_fault)?;
    let text = String::from_utf8(bytes).map_err(|_| Fault::wrong("the large pack is no text"))?;
    let data = home.join("data");
    let place = StorePlace {
        db: data.join("station.db"),
        vault: data.join("pages"),
        application_id: 0x5a43_0001,
    };
    let key = keys::station_key(&data, &place, &keys::SystemKeyring::new(), Some(PASSPHRASE));
    let key =
        key.map_err(|error| Fault::wrong(format!("the key is not there: {}", error.code())))?;
    // The desk before lets go of its database when its last request has ended.
    let mut store =
        wait_at_most(CLOSING, "the desk to close", async || Ok(Store::open(&place, &key).ok()))
            .await?;
    let version = pack.version();
    store.put_setting(&format!("pack.{version}"), &text).map_err(store_fault)?;
    store.put_setting("pack.current", version).map_err(store_fault)
}

fn catalog_fault(error: CatalogError) -> Fault {
    Fault::wrong(format!("the large pack could not be made: {}", error.code()))
}

fn store_fault(error: StoreError) -> Fault {
    Fault::wrong(format!("the store failed: {}", error.code()))
}
