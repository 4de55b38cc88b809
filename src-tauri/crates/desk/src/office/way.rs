//! By what the line to an office is known, and a way there that is held to it. Whether who answers
//! is the office that was meant, `standing` says.
use super::TIMEOUTS;
use crate::station::office_identity::find_origin;
use counter_backoffice::{Client, HttpTransport, LinePin, Timeouts, TransportError};
use counter_centre::{Authority, CentreFile, Pin, PinnedKeys};
use std::sync::Arc;

/// As the centre says.
pub(super) fn find_line_pin(file: &CentreFile) -> Option<LinePin> {
    Some(match file.body().office.pin.clone()? {
        Pin::Authority(Authority { pem, sha256 }) => LinePin::Authority { pem, sha256 },
        Pin::Keys(PinnedKeys { current, next }) => LinePin::Keys { current, next },
    })
}

/// What the file says of the line to this very address.
pub(super) fn find_pin_at(file: Option<&CentreFile>, address: &str) -> Option<LinePin> {
    let origin = find_origin(address);
    let file = file.filter(|file| find_origin(&file.body().office.address) == origin);
    file.and_then(find_line_pin)
}

/// Without a pin the machine's roots say whom it leads to.
pub(super) fn open_way(
    address: &str,
    timeouts: Timeouts,
    pin: Option<&LinePin>,
) -> Result<HttpTransport, TransportError> {
    match pin {
        Some(pin) => HttpTransport::pinned(address, timeouts, pin),
        None => HttpTransport::new(address, timeouts),
    }
}

/// For one question, beside the client in use.
pub(super) fn open_client(address: &str, pin: Option<&LinePin>) -> Result<Client, TransportError> {
    Ok(Client::new(Arc::new(open_way(address, TIMEOUTS, pin)?)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use counter_centre::{CentreKey, Edition, sign_body};
    use counter_core::date::Moment;
    use counter_core::private::Private;
    use serde_json::json;

    fn pinned_file() -> CentreFile {
        let body = json!({
            "shape": 1, "version": 1, "until": "2099-12-31", "kind": "real",
            "centre": { "code": "440699-01", "name": "示例区政务服务中心" },
            "station": { "code": "SS-XN", "name": "示例镇便民服务中心" },
            "office": {
                "address": "https://office.example",
                "pin": { "keys": { "current": "ab".repeat(32) } },
            },
        });
        let secret = Private::new("AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=");
        let key = CentreKey::from_secret(&secret).unwrap();
        let made_at = Moment::from_millis(1_790_000_000_000);
        let edition = Edition { version: None, made_at, codes: Vec::new() };
        sign_body(body.to_string().as_bytes(), &key, &edition).unwrap()
    }

    /// A code that is used to join anew is told to nobody whom the file would not let be the office.
    #[test]
    fn the_joined_files_pin_counts_for_its_own_address_in_any_spelling() {
        let file = pinned_file();
        let expected = LinePin::Keys { current: "ab".repeat(32), next: None };
        for address in ["https://office.example", " https://Office.Example:443/"] {
            assert_eq!(find_pin_at(Some(&file), address), Some(expected.clone()), "{address}");
        }
        assert_eq!(find_pin_at(Some(&file), "https://office.example:8443"), None);
        assert_eq!(find_pin_at(None, "https://office.example"), None);
        assert!(open_client("https://office.example", Some(&expected)).is_ok());
        let unusable = LinePin::Authority { pem: None, sha256: None };
        assert!(open_client("https://office.example", Some(&unusable)).is_err());
    }
}
