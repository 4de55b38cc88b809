//! An office with real accounts, and the centre that sends its stations there.
use counter_catalog::Pack;
use counter_centre::{CentreFile, CentreKey, Code, CodeEntry, Edition, Purpose, Word, sign_body};
use counter_core::date::{Date, Moment};
use counter_core::private::Private;
use counter_office::{Account, Office};
use serde_json::{Value, json};
use std::path::Path;

pub const STATION: &str = "REAL01";

pub struct RealOffice {
    pub office: Office,
    pub address: String,
    key: CentreKey,
}

impl RealOffice {
    /// `number`: which centre's key.
    pub async fn open(data: &Path, number: u8) -> RealOffice {
        RealOffice::open_with(data, number, Pack::builtin_signed().unwrap()).await
    }

    /// The same with another catalogue, signed.
    pub async fn open_with(data: &Path, number: u8, catalogue: Vec<u8>) -> RealOffice {
        let office = Office::open(Some(data), catalogue, false).unwrap();
        let real = RealOffice::serve(office, number).await;
        real.enrol("1001", "陈示例", "clerk", STATION);
        real.enrol("1002", "黄示例", "clerk", STATION);
        real.enrol("2001", "赵示例", "supervisor", STATION);
        real
    }

    /// One that is there, with its own people.
    pub async fn serve(office: Office, number: u8) -> RealOffice {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let served = std::sync::Arc::new(office.clone());
        tokio::spawn(counter_office::serve(listener, served, std::future::pending()));
        let secret =
            format!("{}QIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=", char::from(b'A' + number));
        let key = CentreKey::from_secret(&Private::new(secret)).unwrap();
        RealOffice { office, address, key }
    }

    /// An account whose password follows from its number.
    pub fn enrol(&self, number: &str, name: &str, role: &str, station_code: &str) {
        let text = |text: &str| text.to_owned();
        let account = Account {
            number: text(number),
            name: text(name),
            role: text(role),
            station: text("示例镇便民服务中心"),
            station_code: text(station_code),
            window: text("3号窗"),
        };
        self.office.enrol(&account, &format!("demo-{number}")).unwrap();
    }

    /// The station's next file, changed from the least that a file has.
    pub fn publish(&self, version: u64, change: impl FnOnce(&mut Value)) -> CentreFile {
        self.publish_with(version, &[], change)
    }

    /// The same, with codes that technicians will show.
    pub fn publish_with(
        &self,
        version: u64,
        codes: &[Code],
        change: impl FnOnce(&mut Value),
    ) -> CentreFile {
        let mut body = json!({
            "shape": 1, "version": version, "until": "2099-12-31", "kind": "real",
            "centre": { "code": "440699-01", "name": "示例区政务服务中心" },
            "station": { "code": STATION, "name": "示例镇便民服务中心" },
            "office": { "address": self.address },
        });
        change(&mut body);
        let made_at: Moment = "2026-11-22T01:00:00Z".parse().unwrap();
        let codes = codes.iter().map(|code| entry(code, STATION)).collect();
        let edition = Edition { version: None, made_at, codes };
        let file = sign_body(body.to_string().as_bytes(), &self.key, &edition).unwrap();
        self.office.publish_centre_file(&file).unwrap();
        file
    }

    pub fn draw_code(&self, purpose: Purpose) -> Code {
        Code::draw_code(purpose, &self.key.public_key()).unwrap()
    }

    /// A code, as the centre tells it; a join code is known to the office.
    pub fn publish_code(&self, purpose: Purpose) -> String {
        self.publish_code_for(STATION, purpose)
    }

    /// The same for another station of the centre.
    pub fn publish_code_for(&self, station: &str, purpose: Purpose) -> String {
        let code = self.draw_code(purpose);
        if purpose == Purpose::Join {
            self.office.publish_join_code(&entry(&code, station)).unwrap();
        }
        code.printable_text().expose().to_owned()
    }
}

fn entry(code: &Code, station: &str) -> CodeEntry {
    let station = Word::try_from(station.to_owned()).unwrap();
    code.make_entry(station, Date::constant(2099, 12, 31)).unwrap()
}

/// What a file that was stored says.
pub fn read_body(text: &str) -> Value {
    let file: Value = serde_json::from_str(text).unwrap();
    file["body"].clone()
}
