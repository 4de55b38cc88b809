//! The certificate library: asked once for every row of the list that may have a certificate instead of paper. What it has is
//! fetched, sealed and stands in; what it has not leaves a reason, and the paper is collected as ever.
use super::{editable, record};
use crate::contract::LookUp;
use crate::journal::Open;
use crate::show::materials as show_materials;
use crate::translate::{document_failure, store_failure};
use crate::view::{CaseView, LookUpGround, MaterialState, Need};
use crate::{Desk, Failure, audit, supervise};
use counter_backoffice::{CertificateSearch, CertificateWire, Client, Holder, OfficeError};
use counter_core::case::PageOf;
use counter_core::certificate::{self, Found, Ground, Held, HolderKey, Miss, Wanted};
use counter_core::fact::Fact;
use counter_core::item::PersonRole;
use counter_core::text::Private;
use counter_documents::OpenedFile;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A row that may have a certificate, and what the library is asked by for it.
struct Asked {
    material: String,
    kind: String,
    /// Id of the person it is about, and the number that must stand in it.
    person: String,
    holder: String,
    key: HolderKey,
    number: String,
    ground: Ground,
}

/// Why a row got nothing: the library's matter, or this computer's.
enum Gone {
    Missed(Miss),
    Failed(Failure),
}

impl From<Miss> for Gone {
    fn from(reason: Miss) -> Self {
        Gone::Missed(reason)
    }
}

/// One request to the library: key, number, ground in words.
type Group = (HolderKey, String, String);

pub async fn look_up(desk: &Desk, payload: LookUp) -> Result<CaseView, Failure> {
    let open = editable(desk, &payload.case)?;
    let mut rows = rows(&open)?;
    if payload.ground == LookUpGround::Again {
        rows.retain(|(row, _)| open.case.missed(row).is_some_and(|missed| missed.reason == Miss::LibraryAway));
    }
    if rows.is_empty() {
        return Err(Failure::new("nothing_to_look_up"));
    }
    let ground = match payload.ground {
        LookUpGround::Declined => {
            let refused = |(material, _)| missed(material, Miss::RefusedByHolder, None);
            return record(desk, open, rows.into_iter().map(refused).collect());
        }
        LookUpGround::Statutory if payload.text.trim().is_empty() => return Err(Failure::new("ground_missing")),
        LookUpGround::Statutory => Some(Ground::Statutory { text: Private::new(payload.text.trim()) }),
        LookUpGround::Authorised => Some(Ground::Authorised),
        LookUpGround::Again => None,
    };
    let mut facts = Vec::new();
    let mut groups: BTreeMap<Group, Vec<Asked>> = BTreeMap::new();
    for (material, kind) in rows {
        let before = || open.case.missed(&material).and_then(|missed| missed.ground.clone());
        let ground = ground.clone().or_else(before).unwrap_or(Ground::Authorised);
        match asked(&open, &payload, &material, &kind, ground) {
            Ok(one) => groups.entry((one.key, one.number.clone(), words(&one.ground))).or_default().push(one),
            Err(reason) => facts.push(missed(material, reason, None)),
        }
    }
    let office = match supervise::office(desk) {
        Err(failure) if failure.code != "line_down" => return Err(failure),
        office => office.ok(),
    };
    for group in groups.into_values() {
        facts.extend(ask(desk, &open, office.as_ref(), group).await?);
    }
    // Papers may have come in meanwhile: what is in hand is not put beside itself.
    let open = editable(desk, &payload.case)?;
    let wanted: Vec<String> = self::rows(&open)?.into_iter().map(|(material, _)| material).collect();
    facts.retain(|fact| of_row(fact).is_some_and(|material| wanted.iter().any(|row| row == material)));
    record(desk, open, facts)
}

fn of_row(fact: &Fact) -> Option<&str> {
    match fact {
        Fact::CertificateUsed { certificate } => Some(&certificate.material),
        Fact::CertificateMissed { material, .. } => Some(material),
        Fact::PageAdded { page } => page.material.as_deref(),
        _ => None,
    }
}

/// Rows of the list that name a kind of certificate and have nothing yet: also those that still depend on an answer.
fn rows(open: &Open) -> Result<Vec<(String, String)>, Failure> {
    let item = open.item().ok_or_else(|| Failure::new("no_item"))?;
    let list = show_materials::rows(open).into_iter();
    let bare = list.filter(|row| row.need != Need::NotNeeded && row.state != MaterialState::Received);
    let kind_of = |id: &str| item.materials.iter().find(|m| m.id == id).and_then(|m| m.cert.clone());
    Ok(bare.filter(|row| row.pages.is_empty()).filter_map(|row| Some((row.id.clone(), kind_of(&row.id)?))).collect())
}

/// Whose it is: the agent's papers are the agent's, all others the applicant's. A firm's and a title need their own number.
fn asked(open: &Open, payload: &LookUp, material: &str, kind: &str, ground: Ground) -> Result<Asked, Miss> {
    let role = open.item().and_then(|item| item.materials.iter().find(|m| m.id == material)).and_then(|m| m.person);
    let person = open.case.person(role.unwrap_or(PersonRole::Applicant)).ok_or(Miss::NoPerson)?;
    let own = person.number.expose().to_owned();
    let (code, title) = (payload.organisation.trim(), payload.land_title.trim());
    let (key, number, holder) = match certificate::key_of(kind) {
        HolderKey::OrganisationCode if code.is_empty() => return Err(Miss::NoNumber),
        HolderKey::OrganisationCode => (HolderKey::OrganisationCode, code.to_owned(), code.to_owned()),
        _ if certificate::has_title(kind) && !title.is_empty() => (HolderKey::LandTitle, title.to_owned(), own),
        _ => (HolderKey::ResidentNumber, own.clone(), own),
    };
    let (material, kind, person) = (material.to_owned(), kind.to_owned(), person.id.clone());
    Ok(Asked { material, kind, person, holder, key, number, ground })
}

fn words(ground: &Ground) -> String {
    match ground {
        Ground::Authorised => String::new(),
        Ground::Statutory { text } => text.expose().to_owned(),
    }
}

fn missed(material: String, reason: Miss, ground: Option<Ground>) -> Fact {
    Fact::CertificateMissed { material, reason, ground }
}

/// One request for all rows of one holder. Whatever the library answers, each row gets its facts.
async fn ask(
    desk: &Desk,
    open: &Open,
    office: Option<&(Arc<Client>, String)>,
    rows: Vec<Asked>,
) -> Result<Vec<Fact>, Failure> {
    let found = match office {
        Some(office) => search(desk, open, office, &rows).await,
        None => Err("line_down".to_owned()),
    };
    let outcome = found.as_ref().map_or_else(String::as_str, |_| "ok");
    audit::library(desk, &open.id, outcome);
    let mut facts = Vec::new();
    for row in rows {
        let taken = match (&found, office) {
            (Ok(found), Some(office)) => take(desk, open, office, &row, found).await,
            _ => Err(Gone::Missed(Miss::LibraryAway)),
        };
        match taken {
            Ok(fresh) => facts.extend(fresh),
            Err(Gone::Missed(reason)) => facts.push(missed(row.material, reason, Some(row.ground))),
            Err(Gone::Failed(failure)) => return Err(failure),
        }
    }
    Ok(facts)
}

async fn search(
    desk: &Desk,
    open: &Open,
    (client, token): &(Arc<Client>, String),
    rows: &[Asked],
) -> Result<Vec<CertificateWire>, String> {
    let (Some(first), Some(item)) = (rows.first(), open.item()) else { return Ok(Vec::new()) };
    let mut kinds: Vec<String> = rows.iter().map(|row| row.kind.clone()).collect();
    kinds.dedup();
    let asked = CertificateSearch {
        case: case_id(open),
        item: item.id.clone(),
        purpose: item.name.clone(),
        ground: first.ground.clone(),
        holder: Holder { key: first.key, number: Private::new(first.number.clone()) },
        kinds,
    };
    supervise::asked(client.certificates(token, &asked)).await.map_err(|error| heard(desk, &error))
}

fn case_id(open: &Open) -> uuid::Uuid {
    uuid::Uuid::parse_str(&open.id).unwrap_or_default()
}

fn heard(desk: &Desk, error: &OfficeError) -> String {
    crate::line::heard(desk, !error.is_line_down());
    tracing::warn!(code = error.code(), "the certificate library gave no answer");
    error.code().to_owned()
}

/// The certificate that counts for the row, fetched and sealed: its pages and the word about it.
async fn take(
    desk: &Desk,
    open: &Open,
    (client, token): &(Arc<Client>, String),
    row: &Asked,
    found: &[CertificateWire],
) -> Result<Vec<Fact>, Gone> {
    let wanted = Wanted { kind: &row.kind, holder: &row.holder };
    let told: Vec<Found> = found.iter().map(judged).collect();
    let chosen = &found[certificate::pick(&wanted, &told, desk.now().date())?];
    let fetched = supervise::asked(client.certificate_file(token, case_id(open), &chosen.auth_code)).await;
    let bytes = fetched.map_err(|error| {
        let away = error.is_line_down();
        heard(desk, &error);
        if away { Miss::LibraryAway } else { Miss::Unreadable }
    })?;
    let (media, bytes, pages) = whole(desk, bytes).await.map_err(|failure| {
        tracing::warn!(code = failure.code, "a certificate's file cannot be used");
        Miss::Unreadable
    })?;
    let kept =
        desk.with_store(|s| s.put_page(&open.id, &media, &bytes).map_err(store_failure)).map_err(Gone::Failed)?;
    let page = |index| PageOf {
        id: desk.fresh_id(),
        file: kept.id.clone(),
        index,
        media: media.clone(),
        sha256: kept.sha256.clone(),
        len: kept.len,
        source: show_materials::CERTIFICATE.to_owned(),
        material: Some(row.material.clone()),
        turns: 0,
    };
    let held = Held {
        material: row.material.clone(),
        person: row.person.clone(),
        key: row.key,
        holder: Private::new(row.holder.clone()),
        kind: chosen.kind.clone(),
        name: chosen.name.clone(),
        identifier: chosen.identifier.clone(),
        issuer: chosen.issuer.clone(),
        valid_to: chosen.valid_to,
        file: kept.id.clone(),
        sha256: kept.sha256.clone(),
        fetched_at: desk.now(),
        ground: row.ground.clone(),
    };
    let pages = (0..pages).map(|index| Fact::PageAdded { page: page(index) });
    Ok(pages.chain([Fact::CertificateUsed { certificate: held }]).collect())
}

fn judged(wire: &CertificateWire) -> Found {
    Found {
        kind: wire.kind.clone(),
        holder: wire.holder_number.clone(),
        status: wire.status.clone(),
        valid_to: wire.valid_to,
    }
}

/// Looked over like any file from outside: one document with at least a page.
async fn whole(desk: &Desk, bytes: Vec<u8>) -> Result<(String, Vec<u8>, u32), Failure> {
    let mut files = desk.worker.open_file(bytes).await.map_err(|e| document_failure(&e))?;
    let OpenedFile { media, pages, bytes } =
        files.pop().filter(|_| files.is_empty()).ok_or_else(|| Failure::new("file_unknown_kind"))?;
    if pages == 0 { Err(Failure::new("file_empty")) } else { Ok((media, bytes, pages)) }
}
