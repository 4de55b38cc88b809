//! The certificate library: who may ask, what is told, how long a file can be fetched, what is
//! written down.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use counter_backoffice::digest::sha256_hex;
use counter_backoffice::{
    CertificateSearch, Client, Holder, OfficeError, Private, SignIn, Transport,
};
use counter_core::certificate::{Ground, HolderKey};
use counter_office::{Library, Office, Setup, demo_accounts};
use uuid::Uuid;

use crate::support::{PACK, Running, refused, submission, with_neighbours};

const ME: &str = "440699199001010014";

fn office(data: Option<&std::path::Path>) -> Office {
    let setup = Setup {
        data,
        catalog: PACK.to_vec(),
        demo: demo_accounts(),
        certificates: Library::demo(),
        ..Setup::default()
    };
    with_neighbours(Office::set_up(setup).expect("office"))
}

fn search(key: HolderKey, number: &str, kinds: &[&str]) -> CertificateSearch {
    CertificateSearch {
        case: Uuid::new_v4(),
        item: "linghuo-jiuye".into(),
        purpose: "灵活就业登记".into(),
        ground: Ground::Authorised,
        holder: Holder { key, number: Private::new(number) },
        kinds: kinds.iter().map(|kind| (*kind).to_owned()).collect(),
    }
}

async fn clerk(client: &Client) -> SignIn {
    client.sign_in("1001", "demo-1001").await.expect("sign in")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clerk_finds_by_each_key_fetches_the_file_and_it_is_written_down() {
    let folder = tempfile::tempdir().expect("folder");
    let running = Running::start(office(Some(folder.path()))).await;
    let (signed, client) = (clerk(&running.client).await, &running.client);
    let token = signed.token.expose();

    let asked = search(HolderKey::ResidentNumber, ME, &["残疾人证", "居住证", "出生医学证明"]);
    let found = client.find_certificates(token, &asked).await.expect("found");
    let told: Vec<(&str, &str)> =
        found.iter().map(|c| (c.kind.as_str(), c.holder_number.expose())).collect();
    // One expired and one of a child are told as they are: whether they count is judged at the
    // counter.
    assert_eq!(told, [("残疾人证", ME), ("居住证", ME), ("出生医学证明", "440699189901010010")]);
    let card = &found[0];
    assert_eq!(
        (card.status.as_str(), card.valid_to.map(|d| d.to_string()).as_deref()),
        ("issued", Some("2034-02-28"))
    );
    let file = client.certificate_file(token, asked.case, &card.auth_code).await.expect("file");
    assert!(file.starts_with(b"%PDF-"));
    assert_eq!(
        client.certificate_file(token, asked.case, &card.auth_code).await.expect("a lost answer"),
        file
    );

    for (key, number, kind) in [
        (HolderKey::OrganisationCode, "92440699MA0TEXT127", "营业执照"),
        (HolderKey::LandTitle, "粤（2024）示例不动产权第0000001号", "不动产权证书"),
        (HolderKey::LandTitle, "粤(2024) 示例不动产权第０００0001号", "不动产权证书"),
    ] {
        let asked = search(key, number, &[kind]);
        assert_eq!(
            client.find_certificates(token, &asked).await.expect("found").len(),
            1,
            "{kind}"
        );
        let wrong = search(HolderKey::ResidentNumber, "440699199001010022", &[kind]);
        assert_eq!(client.find_certificates(token, &wrong).await.expect("nobody's"), [], "{kind}");
    }
    running.end().await;

    let records = rusqlite::Connection::open(folder.path().join("office.db")).expect("records");
    let mut rows =
        records.prepare("SELECT clerk, case_uuid, what FROM looks ORDER BY seq").expect("looks");
    let looks: Vec<(String, String, String)> = rows
        .query_map([], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))
        .expect("rows")
        .flatten()
        .collect();
    assert_eq!(looks[0].0, "1001");
    assert_eq!(looks[0].1, asked.case.to_string());
    let what =
        "certificates 残疾人证,居住证,出生医学证明 for linghuo-jiuye (灵活就业登记), authorised";
    assert_eq!(looks[0].2, what);
    assert_eq!(looks[1].2, format!("certificate {}", card.identifier.expose()));
    assert!(
        looks
            .iter()
            .all(|(_, _, what)| !what.contains(ME) && !what.contains(card.auth_code.expose()))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_else_asks_and_nothing_is_asked_without_a_reason() {
    let running = Running::start(office(None)).await;
    let (signed, client) = (clerk(&running.client).await, &running.client);
    let (token, cred) = (signed.token.expose(), signed.delivery_credential.expose());
    let asked = search(HolderKey::ResidentNumber, ME, &["残疾人证"]);
    assert_eq!(client.find_certificates("wrong", &asked).await, Err(OfficeError::Unauthorized));
    assert_eq!(client.find_certificates(cred, &asked).await, Err(refused(403, "clerk_only")));
    let code = Private::new("x");
    assert_eq!(
        client.certificate_file("wrong", asked.case, &code).await,
        Err(OfficeError::Unauthorized)
    );
    assert_eq!(
        client.certificate_file(cred, asked.case, &code).await,
        Err(refused(403, "clerk_only"))
    );

    let statutory = |text: &str| Ground::Statutory { text: Private::new(text) };
    for bad in [
        CertificateSearch { kinds: vec![], ..asked.clone() },
        CertificateSearch { purpose: " ".into(), ..asked.clone() },
        CertificateSearch { ground: statutory(""), ..asked.clone() },
        search(HolderKey::ResidentNumber, "", &["残疾人证"]),
    ] {
        assert_eq!(client.find_certificates(token, &bad).await, Err(refused(422, "bad_search")));
    }
    let lawful =
        CertificateSearch { ground: statutory("《示例条例》第三条"), ..asked.clone() };
    assert_eq!(client.find_certificates(token, &lawful).await.expect("lawful").len(), 1);

    // A case that this station filed is ours; the same case is unknown to the neighbours.
    let filed = submission(&signed, vec![]);
    client.submit_case(cred, &filed).await.expect("filed");
    let of_ours = CertificateSearch { case: filed.case, ..asked };
    assert_eq!(client.find_certificates(token, &of_ours).await.expect("ours").len(), 1);
    let neighbour = client.sign_in("9001", "demo-9001").await.expect("sign in");
    let refusal = client.find_certificates(neighbour.token.expose(), &of_ours).await;
    assert_eq!(refusal, Err(refused(404, "unknown_case")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_is_for_one_clerk_one_case_and_five_minutes() {
    static NOW: AtomicI64 = AtomicI64::new(1_795_325_475);
    let clock =
        Arc::new(|| jiff::Timestamp::from_second(NOW.load(Ordering::SeqCst)).expect("time"));
    let running = Running::start(office(None).with_clock(clock)).await;
    let client = &running.client;
    let (signed, other) =
        (clerk(client).await, client.sign_in("1002", "demo-1002").await.expect("sign in"));
    let token = signed.token.expose();
    let asked = search(HolderKey::ResidentNumber, ME, &["残疾人证"]);
    let code = client.find_certificates(token, &asked).await.expect("found").remove(0).auth_code;
    let unknown = Err(refused(404, "unknown_code"));
    assert_eq!(
        client.certificate_file(token, Uuid::new_v4(), &code).await,
        unknown,
        "another case's"
    );
    assert_eq!(
        client.certificate_file(other.token.expose(), asked.case, &code).await,
        unknown,
        "another clerk's"
    );
    assert_eq!(client.certificate_file(token, asked.case, &Private::new("guessed")).await, unknown);
    NOW.fetch_add(299, Ordering::SeqCst);
    client.certificate_file(token, asked.case, &code).await.expect("still good");
    NOW.fetch_add(1, Ordering::SeqCst);
    assert_eq!(client.certificate_file(token, asked.case, &code).await, unknown, "over");
}

/// A line that changes one byte of a file.
struct Bent(Arc<dyn Transport>);

impl Transport for Bent {
    fn call(
        &self,
        request: counter_backoffice::Request,
    ) -> counter_backoffice::transport::Answer<'_> {
        Box::pin(async move {
            let file = request.uri().path() == "/certificates/file";
            let mut answer = self.0.call(request).await?;
            if file {
                let mut bytes = answer.body().to_vec();
                bytes[9] ^= 1;
                *answer.body_mut() = bytes.into();
            }
            Ok(answer)
        })
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_did_not_come_whole_is_no_file() {
    let running = Running::start(office(None)).await;
    let bent = Client::new(Arc::new(Bent(running.transport.clone())));
    let signed = clerk(&bent).await;
    let asked = search(HolderKey::ResidentNumber, ME, &["残疾人证"]);
    let code = bent
        .find_certificates(signed.token.expose(), &asked)
        .await
        .expect("found")
        .remove(0)
        .auth_code;
    let fetched = bent.certificate_file(signed.token.expose(), asked.case, &code).await;
    assert_eq!(fetched, Err(OfficeError::Garbage));
    assert!(
        running.client.certificate_file(signed.token.expose(), asked.case, &code).await.is_ok()
    );
}

#[test]
fn a_list_is_read_with_its_files_or_not_at_all() {
    let folder = tempfile::tempdir().expect("folder");
    let list = folder.path().join("list.yaml");
    let text = "certificates:\n  - {kind: 居住证, name: 居住证, identifier: '1', holder: {name: 陈示例, number: '44'}, issuer: 示例, status: issued, file: a.pdf}\n";
    std::fs::write(&list, text).expect("list");
    let code = |list: &std::path::Path| Library::read_list(list).err().map(|error| error.code());
    assert_eq!(code(&list), Some("office_certificates"), "the file is missing");
    std::fs::write(folder.path().join("a.pdf"), b"%PDF-1.7").expect("file");
    assert_eq!(code(&list), None);
    std::fs::write(&list, text.replace("kind", "sort")).expect("list");
    assert_eq!(code(&list), Some("office_certificates"), "a word that is not known");
    assert_eq!(code(&folder.path().join("none.yaml")), Some("office_certificates"));
}

#[test]
fn the_trials_files_are_as_their_list_says() {
    let list = include_str!("../../library/demo.yaml");
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("library");
    assert!(Library::read_list(&folder.join("demo.yaml")).is_ok());
    let mut sums = std::collections::BTreeSet::new();
    for name in list.lines().filter_map(|line| line.trim().strip_prefix("file: ")) {
        let bytes = std::fs::read(folder.join(name)).expect("file");
        assert!(bytes.starts_with(b"%PDF-") && bytes.len() < 100_000, "{name}");
        assert!(sums.insert(sha256_hex(&bytes)), "{name} is another's");
    }
    for identifier in list.lines().filter_map(|line| line.trim().strip_prefix("identifier: ")) {
        assert!(!counter_core::certificate::identifier_off(identifier), "{identifier}");
    }
}
