//! Whom a pinned line takes for the office, and whom it does not.

use counter_backoffice::{LinePin, PinError, TransportError};
use rcgen::{CertificateParams, date_time_ymd};

use crate::tls_office::{
    Authority, Papers, ask, describe_authority, describe_office, hash_key, is_taken,
    make_authority, make_key, open_line, sign_office,
};
use crate::{HELLO, http, peer};

fn pin_certificate(authority: &Authority) -> LinePin {
    LinePin::Authority { pem: Some(authority.pem()), sha256: None }
}

fn pin_authority_key(authority: &Authority) -> LinePin {
    LinePin::Authority { pem: None, sha256: Some(hash_key(authority.key())) }
}

fn pin_keys(papers: &Papers) -> LinePin {
    LinePin::Keys { current: hash_key(&papers.key), next: None }
}

fn expire(mut params: CertificateParams) -> CertificateParams {
    (params.not_before, params.not_after) = (date_time_ymd(2019, 1, 1), date_time_ymd(2020, 1, 1));
    params
}

#[tokio::test]
async fn an_authority_of_ones_own_is_enough_and_no_other_is() {
    let (town, other) = (make_authority("town"), make_authority("town"));
    let office = sign_office(&town, &describe_office("localhost"));
    let both = LinePin::Authority { pem: Some(town.pem()), sha256: Some(hash_key(town.key())) };
    assert!(is_taken(&office, Some(&pin_certificate(&town))).await);
    assert!(is_taken(&office, Some(&both)).await);
    assert!(!is_taken(&office, Some(&pin_certificate(&other))).await, "the right name, by another");
    assert!(!is_taken(&office, None).await, "the machine does not know this authority");
    let elsewhere = sign_office(&town, &describe_office("elsewhere.example"));
    assert!(!is_taken(&elsewhere, Some(&pin_certificate(&town))).await, "another's name");
    let old = sign_office(&town, &expire(describe_office("localhost")));
    assert!(!is_taken(&old, Some(&pin_certificate(&town))).await, "expired");
}

#[tokio::test]
async fn an_authority_by_its_key_alone_is_sent_along() {
    let root = make_authority("province");
    let town = Authority::signed_by(describe_authority("town"), make_key(), &root).unwrap();
    let mut office = sign_office(&town, &describe_office("localhost"));
    assert!(!is_taken(&office, Some(&pin_authority_key(&town))).await, "nobody has it here");
    office.chain.push(town.der().clone());
    assert!(is_taken(&office, Some(&pin_authority_key(&town))).await);
    assert!(!is_taken(&office, Some(&pin_authority_key(&root))).await, "the root is not sent");
    office.chain.push(root.der().clone());
    assert!(is_taken(&office, Some(&pin_authority_key(&root))).await);
    let other = make_authority("town");
    assert!(!is_taken(&office, Some(&pin_authority_key(&other))).await);
    for params in [describe_office("elsewhere.example"), expire(describe_office("localhost"))] {
        let mut office = sign_office(&town, &params);
        office.chain.push(town.der().clone());
        assert!(!is_taken(&office, Some(&pin_authority_key(&town))).await);
    }
}

/// The authority's certificate is public, and so are its name and its key.
#[tokio::test]
async fn an_authority_that_is_only_shown_signed_nothing() {
    let (town, impostor) = (make_authority("town"), make_authority("town"));
    let mut office = sign_office(&impostor, &describe_office("localhost"));
    office.chain.extend([town.der().clone(), impostor.der().clone()]);
    assert!(!is_taken(&office, Some(&pin_authority_key(&town))).await);
    assert!(is_taken(&office, Some(&pin_authority_key(&impostor))).await);
}

#[tokio::test]
async fn an_offices_own_key_is_enough() {
    let town = make_authority("town");
    let office = sign_office(&town, &describe_office("localhost"));
    assert!(is_taken(&office, Some(&pin_keys(&office))).await);
    let after = LinePin::Keys { current: hash_key(&make_key()), next: Some(hash_key(&office.key)) };
    assert!(is_taken(&office, Some(&after)).await, "the next key");
    let third = LinePin::Keys { current: hash_key(&make_key()), next: Some(hash_key(&make_key())) };
    assert!(is_taken(&office, Some(&pin_certificate(&town))).await, "its certificate is good");
    assert!(!is_taken(&office, Some(&third)).await, "but its key is a third one");
    assert!(!is_taken(&office, Some(&pin_authority_key(&town))).await);
    let wrong_kind = LinePin::Keys { current: hash_key(town.key()), next: None };
    assert!(!is_taken(&office, Some(&wrong_kind)).await, "an authority's key is not the office's");
}

#[tokio::test]
async fn what_is_around_a_pinned_key_does_not_matter() {
    let localhost = describe_office("localhost");
    let marked_authority = describe_authority("the office itself");
    for params in [localhost.clone(), expire(localhost), marked_authority] {
        let key = make_key();
        let chain = vec![params.self_signed(&key).unwrap().der().clone()];
        let office = Papers { chain, key };
        assert!(is_taken(&office, Some(&pin_keys(&office))).await);
    }
}

#[tokio::test]
async fn a_certificate_without_its_key_is_nobodys() {
    let town = make_authority("town");
    let office = sign_office(&town, &describe_office("localhost"));
    let thief = Papers { chain: office.chain.clone(), key: make_key() };
    for pin in [pin_keys(&office), pin_certificate(&town)] {
        assert!(is_taken(&office, Some(&pin)).await);
        assert!(!is_taken(&thief, Some(&pin)).await);
    }
}

#[test]
fn a_pin_that_cannot_be_used_opens_no_line() {
    let (town, other) = (make_authority("town"), make_authority("other"));
    let authority = |pem: Option<&str>, sha256: Option<&str>| LinePin::Authority {
        pem: pem.map(str::to_owned),
        sha256: sha256.map(str::to_owned),
    };
    let keys = |current: &str, next: Option<&str>| LinePin::Keys {
        current: current.to_owned(),
        next: next.map(str::to_owned),
    };
    let (good, large) = ("0a".repeat(32), "0A".repeat(32));
    let no_der = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    let no_base64 = "-----BEGIN CERTIFICATE-----\n!!!!\n-----END CERTIFICATE-----\n";
    let (one, two) = (town.pem(), [town.pem(), other.pem()].concat());
    for (pin, fault) in [
        (authority(None, None), PinError::Empty),
        (authority(Some(""), None), PinError::NotACertificate),
        (authority(Some(no_der), None), PinError::NotACertificate),
        (authority(Some(no_base64), Some(&good)), PinError::NotACertificate),
        (authority(Some(&two), None), PinError::NotACertificate),
        (authority(Some(&one), Some(&good)), PinError::OtherKey),
        (authority(Some(&one), Some(&hash_key(other.key()))), PinError::OtherKey),
        (authority(Some(&one), Some("")), PinError::NotAHash),
        (authority(None, Some(&large)), PinError::NotAHash),
        (keys("", None), PinError::NotAHash),
        (keys(&good, Some(&good[1..])), PinError::NotAHash),
    ] {
        assert_eq!(pin.check(), Err(fault), "{pin:?}");
        for url in ["https://localhost:1", "http://localhost:1"] {
            assert_eq!(open_line(url, Some(&pin)).err(), Some(TransportError::Untrusted));
        }
    }
    assert_eq!(authority(Some(&one), Some(&hash_key(town.key()))).check(), Ok(()));
}

#[tokio::test]
async fn in_the_clear_a_pin_changes_nothing() {
    let pin = pin_certificate(&make_authority("town"));
    let (url, _seen) =
        peer(http("200 OK", "Counter-Office: 1\r\n", HELLO.len(), HELLO), true).await;
    assert_eq!(ask(&open_line(&url, Some(&pin)).unwrap()).await, Ok(()));
    let away = open_line("http://office.example", Some(&pin)).err();
    assert_eq!(away, Some(TransportError::Untrusted));
    assert_eq!(open_line("ftp://office", Some(&pin)).err(), Some(TransportError::Unreachable));
}
