//! Offices behind TLS, and those who sign their certificates.

use std::sync::Arc;

use counter_backoffice::digest::sha256_hex;
use counter_backoffice::{HttpTransport, LinePin, Timeouts, Transport, TransportError};
use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair, PublicKeyData,
};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::crypto::ring::{default_provider, sign::any_supported_type};
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::sign::{CertifiedKey, SingleCertAndKey};
use tokio_rustls::rustls::version::{TLS12, TLS13};
use tokio_rustls::rustls::{ServerConfig, SupportedProtocolVersion};

use crate::{HELLO, http, request_of, say};

pub type Authority = CertifiedIssuer<'static, KeyPair>;

/// What an office shows in a handshake, and the key it signs with.
pub struct Papers {
    pub chain: Vec<CertificateDer<'static>>,
    pub key: KeyPair,
}

pub fn make_key() -> KeyPair {
    KeyPair::generate().unwrap()
}

pub fn hash_key(key: &impl PublicKeyData) -> String {
    sha256_hex(&key.subject_public_key_info())
}

pub fn describe_authority(name: &str) -> CertificateParams {
    let mut params = describe_office("authority.example");
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.distinguished_name.push(DnType::CommonName, name);
    params
}

pub fn make_authority(name: &str) -> Authority {
    Authority::self_signed(describe_authority(name), make_key()).unwrap()
}

pub fn describe_office(host: &str) -> CertificateParams {
    CertificateParams::new([host.to_owned()]).unwrap()
}

/// Signed by this authority, whose own certificate is not sent along.
pub fn sign_office(authority: &Authority, params: &CertificateParams) -> Papers {
    let key = make_key();
    let own = params.signed_by(&key, authority).unwrap();
    Papers { chain: vec![own.der().clone()], key }
}

/// Serves one connection. What comes back is the request it saw, if the handshake was finished.
pub async fn open_office(
    papers: &Papers,
    version: &'static SupportedProtocolVersion,
) -> (String, JoinHandle<Option<String>>) {
    let key = PrivateKeyDer::try_from(papers.key.serialize_der()).unwrap();
    // Whether key and certificate belong together is not looked at: a thief's would not.
    let shown = CertifiedKey::new(papers.chain.clone(), any_supported_type(&key).unwrap());
    let config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
        .with_protocol_versions(&[version])
        .unwrap()
        .with_no_client_auth()
        .with_cert_resolver(Arc::new(SingleCertAndKey::from(shown)));
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("https://localhost:{}", listener.local_addr().unwrap().port());
    let seen = tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        let mut stream = acceptor.accept(stream).await.ok()?;
        let request = request_of(&mut stream).await;
        say(&mut stream, &http("200 OK", "Counter-Office: 1\r\n", HELLO.len(), HELLO)).await;
        Some(request)
    });
    (url, seen)
}

pub async fn ask(line: &HttpTransport) -> Result<(), TransportError> {
    line.call(::http::Request::get("/hello").body(bytes::Bytes::new()).unwrap()).await.map(drop)
}

pub fn open_line(url: &str, pin: Option<&LinePin>) -> Result<HttpTransport, TransportError> {
    match pin {
        Some(pin) => HttpTransport::pinned(url, Timeouts::default(), pin),
        None => HttpTransport::new(url, Timeouts::default()),
    }
}

/// Whether a line takes this office, by either TLS. Who is not taken must have seen no request.
pub async fn is_taken(papers: &Papers, pin: Option<&LinePin>) -> bool {
    let mut taken = Vec::new();
    for version in [&TLS12, &TLS13] {
        let (url, seen) = open_office(papers, version).await;
        let outcome = ask(&open_line(&url, pin).unwrap()).await;
        let seen = seen.await.unwrap();
        match outcome {
            Ok(()) => assert!(seen.unwrap().starts_with("GET /hello HTTP/1.1\r\n")),
            Err(error) => assert_eq!((error, seen), (TransportError::Untrusted, None)),
        }
        taken.push(outcome.is_ok());
    }
    assert_eq!(taken[0], taken[1], "TLS 1.2 and 1.3 agree");
    taken[0]
}
