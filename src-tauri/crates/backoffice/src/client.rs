//! The one client of the office. It asks once and says what happened; trying again is the outbox's
//! business.

use std::sync::Arc;

use bytes::Bytes;
use counter_core::private::Private;
use counter_core::receipt_code::ReceiptCode;
use http::{HeaderValue, Method, StatusCode, header};
use jiff::Timestamp;
use serde::Serialize;
use uuid::Uuid;

use crate::barrier::Barrier;
use crate::contract::{
    Ability, Accepted, Acknowledgement, AuditAnchor, CaseQuestion, CaseStatus, CertificateFile,
    CertificateList, CertificateSearch, CertificateWire, ClaimRequest, ClaimWire, ClearMarks,
    EventFiled, EventFiling, EventStatus, FilingMark, FoundCase, Hello, InstallationAnswer,
    InstallationReport, JoinAnswer, JoinRequest, LookReason, LookWire, MarksLeft, NumberRangeWire,
    OfficeCase, OpenedUpload, Part, QueueCase, ReceiptAnswer, ReceiptQuestion, RecordWire,
    ReturnRequest, ReturnWire, RevisionElsewhere, RevisionWire, SignIn, SignInRequest, StepRequest,
    StepWire, Submission, TaggedAnswer, Turn, TurnRequest, list_abilities,
};
use crate::error::OfficeError;
use crate::headers::{CAN, CONTENT_DIGEST, IDEMPOTENCY_KEY, METHOD_OVERRIDE, NONCE, REASON};
use crate::transport::{Request, Response, Transport};
use crate::tus::Octets;
use crate::{digest, reading, tus};

/// The office's first word, and what may be believed of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Greeting {
    pub hello: Hello,
    /// What the office's clock said; none from an office without a clock.
    pub date: Option<Timestamp>,
    /// The public key that it proved to have just now. None from an office of the first version,
    /// and from whoever only says so.
    pub key: Option<String>,
}

/// Where a clerk signs in.
#[derive(Debug, Clone)]
pub struct SignInPlace {
    /// The program on this computer.
    pub installation: Uuid,
    /// Whose station it is, as far as it knows.
    pub station_code: Option<String>,
    /// The installation's own, if it has one already: by it the office knows where the password was
    /// typed, and counts no guesses of others against it.
    pub credential: Option<Private>,
}

/// One that is nobody's yet.
impl From<Uuid> for SignInPlace {
    fn from(installation: Uuid) -> Self {
        SignInPlace { installation, station_code: None, credential: None }
    }
}

/// Cheap to clone. `token` arguments are a clerk's, `cred` arguments the station's delivery
/// credential.
#[derive(Clone)]
pub struct Client {
    transport: Arc<dyn Transport>,
    reason: Option<LookReason>,
}

impl Client {
    pub fn new(transport: Arc<dyn Transport>) -> Self {
        Client { transport, reason: None }
    }

    /// The same, for requests with which somebody looks for this reason: it goes along with each.
    pub fn looking_for(&self, reason: LookReason) -> Client {
        Client { transport: self.transport.clone(), reason: Some(reason) }
    }

    /// Who the office is. Also the tiny request to probe the line with.
    pub async fn get_hello(&self) -> Result<Greeting, OfficeError> {
        let nonce = Uuid::new_v4().simple().to_string();
        let mut request = request(Method::GET, "/hello", None)?;
        put(&mut request, NONCE, &nonce)?;
        let answer = self.call(request).await?;
        let date = reading::office_time(answer.headers());
        let hello: Hello = reading::read_json(answer)?;
        let key = hello.proof.as_ref().filter(|proof| proof.proves(&nonce));
        Ok(Greeting { key: key.map(|proof| proof.key.clone()), hello, date })
    }

    /// As a program without an id of its own does.
    pub async fn sign_in(&self, number: &str, password: &str) -> Result<SignIn, OfficeError> {
        self.send_sign_in(number, password, None).await
    }

    /// A clerk signs in at this installation. Where it is current, its credential is a new one; the
    /// one before stays good until the new one was used.
    pub async fn sign_in_at(
        &self,
        place: impl Into<SignInPlace>,
        number: &str,
        password: &str,
    ) -> Result<SignIn, OfficeError> {
        self.send_sign_in(number, password, Some(place.into())).await
    }

    async fn send_sign_in(
        &self,
        number: &str,
        password: &str,
        place: Option<SignInPlace>,
    ) -> Result<SignIn, OfficeError> {
        let (number, password) = (number.to_owned(), Private::new(password));
        let installation = place.as_ref().map(|place| place.installation);
        let (station_code, credential) =
            place.map(|place| (place.station_code, place.credential)).unwrap_or_default();
        // One that cannot be sent keeps nobody from signing in.
        let credential = credential.filter(|own| HeaderValue::from_str(own.expose()).is_ok());
        let credential = credential.as_ref().map(Private::expose);
        let body = SignInRequest { number, password, installation, station_code };
        let request = with_json(request(Method::POST, "/sign-in", credential)?, &body)?;
        reading::read_json(self.call(request).await?)
    }

    /// What an installation tells of itself, and what has ended meanwhile. `cred` is its own;
    /// another station's credential, or a token, is refused.
    pub async fn report_installation(
        &self,
        cred: &str,
        report: &InstallationReport,
    ) -> Result<InstallationAnswer, OfficeError> {
        let request = with_json(request(Method::POST, "/installation", Some(cred))?, report)?;
        reading::read_json(self.call(request).await?)
    }

    /// How far this installation's audit trail went by its last delivery. None from an office that
    /// knows none, or that keeps none.
    pub async fn get_audit_anchor(&self, cred: &str) -> Result<Option<AuditAnchor>, OfficeError> {
        let request = request(Method::GET, "/audit-anchor", Some(cred))?;
        let answer = self.call(request).await;
        match answer.and_then(reading::read_json) {
            Ok(anchor) => Ok(Some(anchor)),
            Err(OfficeError::Refused { status: 404, .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// 文号 that this installation was given, the first ones first; from an office that names
    /// `number_ranges`.
    pub async fn list_number_ranges(
        &self,
        cred: &str,
    ) -> Result<Vec<NumberRangeWire>, OfficeError> {
        let request = request(Method::GET, "/number-ranges", Some(cred))?;
        reading::read_json(self.call(request).await?)
    }

    /// The current pack, unless it is still the one that `etag` names.
    pub async fn get_catalog(&self, etag: Option<&str>) -> Result<TaggedAnswer, OfficeError> {
        self.get_tagged(request(Method::GET, "/catalogue", None)?, etag).await
    }

    /// The station's newest centre file, unless it is still the one that `etag` names.
    pub async fn get_centre_file(
        &self,
        cred: &str,
        etag: Option<&str>,
    ) -> Result<TaggedAnswer, OfficeError> {
        self.get_tagged(request(Method::GET, "/centre", Some(cred))?, etag).await
    }

    /// Joins a centre: the file that the code is for, and the program on this computer becomes an
    /// installation of the code's station, whose credential comes with the file. `attempt` names
    /// this one joining, so that a lost answer can be asked for again: a repeat brings the same
    /// file and a good credential. Nothing says yet that the file is the centre's: the code itself
    /// does.
    pub async fn join_as(
        &self,
        installation: Uuid,
        code: &Private,
        station_code: Option<&str>,
        attempt: Uuid,
    ) -> Result<JoinAnswer, OfficeError> {
        let (code, station_code) = (code.clone(), station_code.map(str::to_owned));
        let body = JoinRequest { code, station_code, installation: Some(installation) };
        let mut request = with_json(request(Method::POST, "/join", None)?, &body)?;
        put(&mut request, IDEMPOTENCY_KEY, &format!("\"{attempt}\""))?;
        reading::read_json(self.call(request).await?)
    }

    async fn get_tagged(
        &self,
        mut request: Request,
        etag: Option<&str>,
    ) -> Result<TaggedAnswer, OfficeError> {
        if let Some(etag) = etag {
            put(&mut request, header::IF_NONE_MATCH.as_str(), etag)?;
        }
        let answer = reading::check_answer(self.call(request).await?)?;
        if answer.status() == StatusCode::NOT_MODIFIED {
            return Ok(TaggedAnswer::Unchanged);
        }
        let etag = answer.headers().get(header::ETAG).and_then(|v| v.to_str().ok());
        let etag = etag.map(str::to_owned);
        let body = reading::read_signed(answer)?;
        // Taken away on the way: named as offices usually do. At worst the same comes again.
        let etag = etag.unwrap_or_else(|| format!("\"{}\"", digest::sha256_hex(&body)));
        Ok(TaggedAnswer::Fresh { etag, body })
    }

    /// When the station may file what waits. Asked before a flood, not before a case.
    pub async fn ask_turn(&self, cred: &str, waiting: u32) -> Result<Turn, OfficeError> {
        let request =
            with_json(request(Method::POST, "/turns", Some(cred))?, &TurnRequest { waiting })?;
        reading::read_json(self.call(request).await?)
    }

    /// Step (a): the case and its manifest, or an amended case under the number it has. May be
    /// repeated with the same submission for ever. A revision whose predecessor is not acknowledged
    /// yet is `InProgress`.
    pub async fn submit_case(
        &self,
        cred: &str,
        submission: &Submission,
    ) -> Result<Accepted, OfficeError> {
        let path = match submission.revision {
            1 => "/cases".to_owned(),
            _ => format!("/cases/{}/revisions", submission.case),
        };
        let mut request = with_json(request(Method::POST, &path, Some(cred))?, submission)?;
        put(&mut request, IDEMPOTENCY_KEY, &format!("\"{}\"", submission.idempotency_key()))?;
        reading::read_json(self.call(request).await?)
    }

    /// Opens the upload of one part, or finds the one that is already open. The returned path
    /// belongs in the outbox before the first byte leaves.
    pub async fn create_upload(
        &self,
        cred: &str,
        case: Uuid,
        part: &Part,
    ) -> Result<String, OfficeError> {
        let mut request = tus_request(Method::POST, tus::UPLOADS, cred)?;
        put(&mut request, tus::LENGTH, &part.len.to_string())?;
        let metadata = tus::Metadata { case, part: part.id.clone(), sha256: part.sha256.clone() };
        put(&mut request, tus::METADATA, &metadata.to_header())?;
        let answer = reading::check_answer(self.call(request).await?)?;
        let location = answer.headers().get(header::LOCATION).and_then(|v| v.to_str().ok());
        let upload = serde_json::from_slice::<OpenedUpload>(answer.body()).ok();
        let location = location.map(str::to_owned).or(upload.map(|upload| upload.location));
        let headers_missing = OfficeError::Gateway(Barrier::Headers);
        location.as_deref().and_then(tus::upload_path).ok_or(headers_missing)
    }

    /// How many bytes of the upload the office holds.
    pub async fn upload_offset(&self, cred: &str, url: &str) -> Result<u64, OfficeError> {
        let answer = self.call(tus_request(Method::HEAD, upload(url)?, cred)?).await?;
        // An answer to HEAD has no body, so its code cannot be read.
        let is_gone = matches!(answer.status(), StatusCode::NOT_FOUND | StatusCode::GONE);
        match reading::check_answer(answer) {
            Ok(answer) => tus::count_header(answer.headers(), tus::OFFSET)
                .ok_or(OfficeError::Gateway(Barrier::Headers)),
            Err(OfficeError::Refused { .. }) if is_gone => Err(OfficeError::UploadGone),
            Err(error) => Err(error),
        }
    }

    /// Adds bytes at `offset`; returns the new offset.
    pub async fn upload_bytes(
        &self,
        cred: &str,
        url: &str,
        offset: u64,
        octets: impl Into<Octets>,
    ) -> Result<u64, OfficeError> {
        let request = tus_request(Method::PATCH, upload(url)?, cred)?;
        self.append_bytes(request, offset, octets.into()).await
    }

    /// The same where a gateway lets no PATCH through: a POST that says what it stands for.
    pub async fn upload_bytes_by_post(
        &self,
        cred: &str,
        url: &str,
        offset: u64,
        octets: impl Into<Octets>,
    ) -> Result<u64, OfficeError> {
        let mut request = tus_request(Method::POST, upload(url)?, cred)?;
        put(&mut request, METHOD_OVERRIDE, Method::PATCH.as_str())?;
        self.append_bytes(request, offset, octets.into()).await
    }

    async fn append_bytes(
        &self,
        mut request: Request,
        offset: u64,
        Octets { bytes, digest: named }: Octets,
    ) -> Result<u64, OfficeError> {
        put(&mut request, tus::OFFSET, &offset.to_string())?;
        put(&mut request, header::CONTENT_TYPE.as_str(), tus::OFFSET_OCTETS)?;
        put(&mut request, CONTENT_DIGEST, &named)?;
        let offset_after = offset + bytes.len() as u64;
        *request.body_mut() = bytes;
        let answer = reading::check_answer(self.call(request).await?)?;
        match tus::count_header(answer.headers(), tus::OFFSET) {
            Some(at) if at != offset_after => Err(OfficeError::Garbage),
            // Without the header all was taken in: the office refuses what does not match its
            // digest, and reads every byte again in the end.
            _ => Ok(offset_after),
        }
    }

    /// Step (c): the office reads every byte of the newest revision again. Compare the digest with
    /// `Submission::received_digest` before purging.
    pub async fn complete_case(
        &self,
        cred: &str,
        case: Uuid,
    ) -> Result<Acknowledgement, OfficeError> {
        reading::read_json(
            self.call(request(Method::POST, &format!("/cases/{case}/complete"), Some(cred))?)
                .await?,
        )
    }

    /// What the office has of a case. Works with a token and with a delivery credential.
    pub async fn case_status(&self, cred: &str, case: Uuid) -> Result<CaseStatus, OfficeError> {
        reading::read_json(
            self.call(request(Method::GET, &format!("/cases/{case}"), Some(cred))?).await?,
        )
    }

    /// Step (a) of an event: what happened to the case after a revision, and the manifest of what
    /// goes with it. May be repeated with the same filing for ever. Only to an office that names the
    /// event's kind (`Ability::to_take`); one whose revision is not acknowledged yet is
    /// `InProgress`.
    pub async fn submit_event(
        &self,
        cred: &str,
        filing: &EventFiling,
    ) -> Result<EventFiled, OfficeError> {
        let path = format!("/cases/{}/events", filing.case);
        let mut request = with_json(request(Method::POST, &path, Some(cred))?, filing)?;
        put(&mut request, IDEMPOTENCY_KEY, &format!("\"{}\"", filing.id))?;
        reading::read_json(self.call(request).await?)
    }

    /// What the office has of an event.
    pub async fn event_status(
        &self,
        cred: &str,
        case: Uuid,
        event: Uuid,
    ) -> Result<EventStatus, OfficeError> {
        let path = format!("/cases/{case}/events/{event}");
        reading::read_json(self.call(request(Method::GET, &path, Some(cred))?).await?)
    }

    /// Step (c) of an event. Compare the digest with `EventFiling::received_digest`.
    pub async fn complete_event(
        &self,
        cred: &str,
        case: Uuid,
        event: Uuid,
    ) -> Result<Acknowledgement, OfficeError> {
        let path = format!("/cases/{case}/events/{event}/complete");
        reading::read_json(self.call(request(Method::POST, &path, Some(cred))?).await?)
    }

    /// Cases that the clerk decided, newest first, at most `MAX_OWN_CASES`.
    pub async fn my_cases(&self, token: &str) -> Result<Vec<OfficeCase>, OfficeError> {
        reading::read_json(self.call(request(Method::GET, "/cases?clerk=me", Some(token))?).await?)
    }

    /// Of the same list those filed before `case`; only from an office that tells them.
    pub async fn my_older_cases(
        &self,
        token: &str,
        case: Uuid,
    ) -> Result<Vec<OfficeCase>, OfficeError> {
        let path = format!("/cases?clerk=me&before={case}");
        reading::read_json(self.call(request(Method::GET, &path, Some(token))?).await?)
    }

    /// The station's cases with this number or of this person, whichever window they began at. The
    /// office wants to know why, and writes down each that it tells. This and the next five only
    /// where it names `any_window`.
    pub async fn search_cases(
        &self,
        token: &str,
        question: &CaseQuestion,
    ) -> Result<Vec<FoundCase>, OfficeError> {
        let request = with_json(request(Method::POST, "/cases/search", Some(token))?, question)?;
        reading::read_json(self.call(request).await?)
    }

    /// What a window needs to go on with a case.
    pub async fn get_record(&self, token: &str, case: Uuid) -> Result<RecordWire, OfficeError> {
        let path = format!("/cases/{case}/record");
        reading::read_json(self.call(request(Method::GET, &path, Some(token))?).await?)
    }

    /// For the window where the clerk signed in. May be repeated under the same id.
    pub async fn claim_case(
        &self,
        token: &str,
        case: Uuid,
        asked: &ClaimRequest,
    ) -> Result<ClaimWire, OfficeError> {
        let path = format!("/cases/{case}/claims");
        let request = with_json(request(Method::POST, &path, Some(token))?, asked)?;
        reading::read_json(self.call(request).await?)
    }

    /// Of the own window, or of any for a supervisor. Again is no change.
    pub async fn end_claim(
        &self,
        token: &str,
        case: Uuid,
        claim: Uuid,
    ) -> Result<ClaimWire, OfficeError> {
        let path = format!("/cases/{case}/claims/{claim}/end");
        reading::read_json(self.call(request(Method::POST, &path, Some(token))?).await?)
    }

    /// Which cases of the station some window has in hand now.
    pub async fn list_claims(&self, cred: &str) -> Result<Vec<ClaimWire>, OfficeError> {
        reading::read_json(self.call(request(Method::GET, "/claims", Some(cred))?).await?)
    }

    /// What was acknowledged after `seq` of cases that more than one window has had in hand, oldest
    /// first, a handful at a time.
    pub async fn list_continuations(
        &self,
        cred: &str,
        seq: u64,
    ) -> Result<Vec<RevisionElsewhere>, OfficeError> {
        let path = format!("/continuations?after={seq}");
        reading::read_json(self.call(request(Method::GET, &path, Some(cred))?).await?)
    }

    /// Whether the record of which a paper with this code was made is as it was. Any clerk may ask,
    /// of any station's paper.
    pub async fn check_receipt(
        &self,
        token: &str,
        code: &ReceiptCode,
    ) -> Result<ReceiptAnswer, OfficeError> {
        let body = ReceiptQuestion { code: code.as_str().to_owned() };
        let request = with_json(request(Method::POST, "/receipts/check", Some(token))?, &body)?;
        reading::read_json(self.call(request).await?)
    }

    /// Cases of the supervisor's station, newest first, at most `MAX_QUEUED`, and behind them older
    /// ones with marks.
    pub async fn get_queue(&self, token: &str) -> Result<Vec<QueueCase>, OfficeError> {
        reading::read_json(self.call(request(Method::GET, "/queue", Some(token))?).await?)
    }

    /// Those filed before `case`; only from an office that tells them.
    pub async fn get_older_queue(
        &self,
        token: &str,
        case: Uuid,
    ) -> Result<Vec<QueueCase>, OfficeError> {
        let path = format!("/queue?before={case}");
        reading::read_json(self.call(request(Method::GET, &path, Some(token))?).await?)
    }

    /// Who looked at the papers of the supervisor's station, newest first, at most `MAX_LOOKS`;
    /// those before `seq`, or the newest.
    pub async fn get_looks(
        &self,
        token: &str,
        before: Option<u64>,
    ) -> Result<Vec<LookWire>, OfficeError> {
        let query = before.map(|seq| format!("?before={seq}")).unwrap_or_default();
        let path = format!("/looks{query}");
        reading::read_json(self.call(request(Method::GET, &path, Some(token))?).await?)
    }

    /// One revision as it was filed, for a supervisor. The office writes down who looked.
    pub async fn get_revision(
        &self,
        token: &str,
        case: Uuid,
        revision: u32,
    ) -> Result<RevisionWire, OfficeError> {
        let path = format!("/cases/{case}/revisions/{revision}");
        reading::read_json(self.call(request(Method::GET, &path, Some(token))?).await?)
    }

    /// A supervisor has looked into these marks of a revision. What is left of them comes back;
    /// again is no change.
    pub async fn clear_marks(
        &self,
        token: &str,
        case: Uuid,
        revision: u32,
        cleared: &[FilingMark],
    ) -> Result<MarksLeft, OfficeError> {
        let path = format!("/cases/{case}/revisions/{revision}/marks");
        let body = ClearMarks { cleared: cleared.to_vec() };
        let request = with_json(request(Method::POST, &path, Some(token))?, &body)?;
        reading::read_json(self.call(request).await?)
    }

    /// A supervisor sends the case back to its window. May be repeated under the same id.
    pub async fn send_back(
        &self,
        token: &str,
        case: Uuid,
        asked: &ReturnRequest,
    ) -> Result<ReturnWire, OfficeError> {
        let path = format!("/cases/{case}/returns");
        reading::read_json(
            self.call(with_json(request(Method::POST, &path, Some(token))?, asked)?).await?,
        )
    }

    /// What was sent back to the station and has not been filed again, oldest first.
    pub async fn get_returns(&self, cred: &str) -> Result<Vec<ReturnWire>, OfficeError> {
        reading::read_json(self.call(request(Method::GET, "/returns", Some(cred))?).await?)
    }

    /// The deciding office enters a step of a case. May be repeated under the same id.
    pub async fn enter_step(
        &self,
        token: &str,
        case: Uuid,
        asked: &StepRequest,
    ) -> Result<StepWire, OfficeError> {
        let path = format!("/cases/{case}/steps");
        reading::read_json(
            self.call(with_json(request(Method::POST, &path, Some(token))?, asked)?).await?,
        )
    }

    /// Steps of the station's cases that were entered after `seq`, oldest first, a handful at a
    /// time.
    pub async fn get_steps(&self, cred: &str, seq: u64) -> Result<Vec<StepWire>, OfficeError> {
        reading::read_json(
            self.call(request(Method::GET, &format!("/steps?after={seq}"), Some(cred))?).await?,
        )
    }

    /// One part of a case, for review. Its bytes match `sha256`.
    pub async fn get_page(
        &self,
        token: &str,
        case: Uuid,
        sha256: &str,
    ) -> Result<Vec<u8>, OfficeError> {
        let path = format!("/cases/{case}/parts/{sha256}");
        reading::read_known(self.call(request(Method::GET, &path, Some(token))?).await?, sha256)
    }

    /// What the library has of the kinds asked for. By POST: a number never stands in an address.
    pub async fn find_certificates(
        &self,
        token: &str,
        search: &CertificateSearch,
    ) -> Result<Vec<CertificateWire>, OfficeError> {
        let request =
            with_json(request(Method::POST, "/certificates/search", Some(token))?, search)?;
        let list: CertificateList = reading::read_json(self.call(request).await?)?;
        Ok(list.certificates)
    }

    /// The file of one certificate, whole.
    pub async fn certificate_file(
        &self,
        token: &str,
        case: Uuid,
        auth_code: &Private,
    ) -> Result<Vec<u8>, OfficeError> {
        let body = CertificateFile { case, auth_code: auth_code.clone() };
        let request = with_json(request(Method::POST, "/certificates/file", Some(token))?, &body)?;
        reading::read_verified(self.call(request).await?)
    }

    async fn call(&self, mut request: Request) -> Result<Response, OfficeError> {
        if let Some(reason) = self.reason.as_ref().and_then(LookReason::to_header) {
            put(&mut request, REASON, &reason)?;
        }
        Ok(self.transport.call(request).await?)
    }
}

fn request(method: Method, path: &str, bearer: Option<&str>) -> Result<Request, OfficeError> {
    let unsayable = |_| OfficeError::Refused { status: 400, code: "unsayable_request".to_owned() };
    let mut request =
        http::Request::builder().method(method).uri(path).body(Bytes::new()).map_err(unsayable)?;
    if let Some(bearer) = bearer {
        // A credential that cannot be sent cannot be good either.
        let mut value = HeaderValue::from_str(&format!("Bearer {bearer}"))
            .map_err(|_| OfficeError::Unauthorized)?;
        value.set_sensitive(true);
        request.headers_mut().insert(header::AUTHORIZATION, value);
    }
    put(&mut request, CAN, &list_abilities(&Ability::STATION))?;
    Ok(request)
}

fn tus_request(method: Method, path: &str, cred: &str) -> Result<Request, OfficeError> {
    let mut request = request(method, path, Some(cred))?;
    put(&mut request, tus::RESUMABLE, tus::VERSION)?;
    Ok(request)
}

fn with_json<T: Serialize>(mut request: Request, body: &T) -> Result<Request, OfficeError> {
    let unsayable = |_| OfficeError::Refused { status: 400, code: "unsayable_request".to_owned() };
    *request.body_mut() = Bytes::from(serde_json::to_vec(body).map_err(unsayable)?);
    put(&mut request, header::CONTENT_TYPE.as_str(), "application/json")?;
    Ok(request)
}

fn put(request: &mut Request, name: &'static str, value: &str) -> Result<(), OfficeError> {
    let unsayable = |_| OfficeError::Refused { status: 400, code: "unsayable_request".to_owned() };
    let value = HeaderValue::from_str(value).map_err(unsayable)?;
    request.headers_mut().insert(name, value);
    Ok(())
}

/// An upload's path as we handed it out. Anything else is a damaged outbox row: begin a new upload.
fn upload(url: &str) -> Result<&str, OfficeError> {
    match tus::upload_path(url) {
        Some(path) if path == url => Ok(url),
        _ => Err(OfficeError::UploadGone),
    }
}
