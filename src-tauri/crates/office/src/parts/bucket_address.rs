//! `s3://bucket/folder?endpoint=https://…&region=…`, and who may use it.

use std::time::Duration;

use object_store::aws::{AmazonS3, AmazonS3Builder};
use object_store::path::Path;
use object_store::{BackoffConfig, ClientOptions, RetryConfig};
use percent_encoding::percent_decode_str;
use url::Url;

use crate::error::OpenError;

/// Where nothing else is said; most stores of one's own do not care.
const REGION: &str = "us-east-1";

/// The store and the folder in it. Key and secret come from the address, else from the usual two
/// variables; never from anywhere that would have to be asked over a network.
pub fn parse_address(address: &str) -> Result<(AmazonS3, Path), OpenError> {
    let wrong = || OpenError::Address;
    let url = Url::parse(address).map_err(|_| wrong())?;
    let bucket = url.host_str().filter(|_| url.scheme() == "s3").ok_or_else(wrong)?;
    let parameter = |name: &str| {
        url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
    };
    let decode =
        |text: &str| percent_decode_str(text).decode_utf8().map(String::from).map_err(|_| wrong());
    let (key, secret) = match url.password() {
        Some(secret) => (decode(url.username())?, decode(secret)?),
        None => (read_variable("AWS_ACCESS_KEY_ID")?, read_variable("AWS_SECRET_ACCESS_KEY")?),
    };
    let seconds = Duration::from_secs;
    let options = ClientOptions::new().with_connect_timeout(seconds(3)).with_timeout(seconds(8));
    let retry = RetryConfig {
        max_retries: 1,
        retry_timeout: seconds(2),
        backoff: BackoffConfig::default(),
    };
    let mut store = AmazonS3Builder::new()
        .with_bucket_name(bucket)
        .with_region(parameter("region").unwrap_or_else(|| REGION.to_owned()))
        .with_access_key_id(key)
        .with_secret_access_key(secret)
        .with_client_options(options)
        .with_retry(retry);
    if let Some(endpoint) = parameter("endpoint") {
        store = store
            .with_allow_http(is_plain_allowed(&endpoint)?)
            .with_endpoint(endpoint.trim_end_matches('/'));
    }
    let folder = Path::from_url_path(url.path()).map_err(|_| wrong())?;
    Ok((store.build().map_err(|_| wrong())?, folder))
}

fn read_variable(variable: &str) -> Result<String, OpenError> {
    std::env::var(variable).map_err(|_| OpenError::Credentials)
}

/// Whether it may be spoken to in the clear, which only this very machine may.
fn is_plain_allowed(endpoint: &str) -> Result<bool, OpenError> {
    let url = Url::parse(endpoint).map_err(|_| OpenError::Address)?;
    let is_local = match url.host() {
        Some(url::Host::Domain(name)) => name == "localhost",
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    };
    match url.scheme() {
        "https" => Ok(false),
        "http" if is_local => Ok(true),
        _ => Err(OpenError::PlainLine),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(address: &str) -> OpenError {
        let error = parse_address(address).map(drop).expect_err(address);
        assert!(
            !format!("{error:?} {error}").contains("hidden"),
            "nothing of the address is repeated"
        );
        error
    }

    #[test]
    fn an_address_names_bucket_folder_and_endpoint() {
        let (_, folder) =
            parse_address("s3://key:hidden%2F@papers/town/a?endpoint=http://127.0.0.1:9000")
                .expect("address");
        assert_eq!(folder.as_ref(), "town/a");
        let (_, folder) =
            parse_address("s3://key:hidden@papers?endpoint=https://s3.example&region=cn-north-1")
                .expect("address");
        assert_eq!(folder.as_ref(), "");
    }

    #[test]
    fn what_would_be_unsafe_or_makes_no_sense_is_refused() {
        let plain = refused("s3://key:hidden@papers?endpoint=http://store.example:9000");
        assert!(matches!(plain, OpenError::PlainLine));
        for wrong in ["papers", "file:///hidden", "s3://key:hidden@papers?endpoint=nowhere"] {
            assert!(matches!(refused(wrong), OpenError::Address), "{wrong}");
        }
    }
}
