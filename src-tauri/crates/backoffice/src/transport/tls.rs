//! A handshake held against a pin: who is taken for the office, in place of whom the machine trusts.

use std::sync::Arc;

use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, ring, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, Error, RootCertStore, SignatureScheme,
};

use super::line_pin::{Expected, hash_key};
use crate::digest::sha256_hex;

pub(super) fn build_config(expected: Expected) -> Result<ClientConfig, Error> {
    let provider = Arc::new(ring::default_provider());
    let builder = ClientConfig::builder_with_provider(Arc::clone(&provider))
        .with_safe_default_protocol_versions()?;
    let rule = match expected {
        Expected::Root(roots) => Rule::Authority(Authority::Known(Arc::new(roots))),
        Expected::AuthorityKey(key) => Rule::Authority(find_authority(key)),
        Expected::OfficeKeys(keys) => Rule::OfficeKeys(keys),
    };
    let mut config = builder
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(PinVerifier { rule, provider }))
        .with_no_client_auth();
    // As the library asks for it by itself.
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(config)
}

/// What the office's certificate is held against. The signature of the handshake is verified under
/// either: a certificate is public, and only its key makes it the office's.
#[derive(Debug)]
struct PinVerifier {
    rule: Rule,
    provider: Arc<CryptoProvider>,
}

#[derive(Debug)]
enum Rule {
    Authority(Authority),
    OfficeKeys(Vec<String>),
}

#[derive(Debug)]
enum Authority {
    Known(Arc<RootCertStore>),
    /// The machine has no root with this key: the office has to send the authority's certificate.
    Sent(String),
}

/// The machine's own copy goes before one that is sent: a stranger can put the authority's public
/// key into a certificate of any making, without the constraints of the authority's own.
fn find_authority(key: String) -> Authority {
    let roots = select_roots(rustls_native_certs::load_native_certs().certs, &key);
    if roots.is_empty() { Authority::Sent(key) } else { Authority::Known(Arc::new(roots)) }
}

fn select_roots<'a>(
    certificates: impl IntoIterator<Item = CertificateDer<'a>>,
    key: &str,
) -> RootCertStore {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(certificates);
    roots.roots.retain(|root| hash_key(root) == key);
    roots
}

impl ServerCertVerifier for PinVerifier {
    fn verify_server_cert(
        &self,
        own: &CertificateDer<'_>,
        sent: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let roots = match &self.rule {
            Rule::OfficeKeys(keys) => return verify_office_key(own, keys),
            Rule::Authority(Authority::Known(roots)) => Arc::clone(roots),
            Rule::Authority(Authority::Sent(key)) => {
                Arc::new(select_roots(sent.iter().cloned(), key))
            }
        };
        // Chain, name and dates as always, below these roots alone. Without any there is no verifier:
        // nobody that the office sent is the authority.
        WebPkiServerVerifier::builder_with_provider(roots, Arc::clone(&self.provider))
            .build()
            .map_err(|_| Error::from(CertificateError::UnknownIssuer))?
            .verify_server_cert(own, sent, name, ocsp_response, now)
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        own: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        verify_tls12_signature(message, own, signed, algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        own: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        verify_tls13_signature(message, own, signed, algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}

fn verify_office_key(
    own: &CertificateDer<'_>,
    keys: &[String],
) -> Result<ServerCertVerified, Error> {
    let key = sha256_hex(&ParsedCertificate::try_from(own)?.subject_public_key_info());
    if keys.contains(&key) {
        return Ok(ServerCertVerified::assertion());
    }
    Err(CertificateError::ApplicationVerificationFailure.into())
}
