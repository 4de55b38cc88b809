//! What goes across the bridge when a command cannot be done: a code, its parameters and an
//! incident number. No text for people here (that is `frontend/src/messages/`), and no library's
//! own words.
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::collections::BTreeMap;
use std::fmt;
use ts_rs::TS;

macro_rules! failure_codes {
    ($($name:ident = $code:literal,)*) => {
        /// Every code that can cross the bridge. The frontend's messages are typed by this list: a
        /// missing text does not compile.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum FailureCode { $($name),* }

        /// The codes as the bridge has them.
        pub const CODES: &[&str] = &[$($code),*];

        impl FailureCode {
            pub fn as_str(self) -> &'static str {
                match self { $(FailureCode::$name => $code),* }
            }

            pub fn find(code: &str) -> Option<FailureCode> {
                match code { $($code => Some(FailureCode::$name),)* _ => None }
            }
        }
    };
}

failure_codes! {
    // session and line
    NotSignedIn = "not_signed_in",
    NotInPractice = "not_in_practice",
    NoScenario = "no_scenario",
    SettingsFixed = "settings_fixed",
    WrongPassword = "wrong_password",
    TriesPaused = "tries_paused",
    SignInLocked = "sign_in_locked",
    OfflineSignInExpired = "offline_sign_in_expired",
    OfflineNoVerifier = "offline_no_verifier",
    SettingsUnreadable = "settings_unreadable",
    SettingLocked = "setting_locked",
    SettingOutOfRange = "setting_out_of_range",
    OfficeAddressWrong = "office_address_wrong",
    OfficeNotSettled = "office_not_settled",
    OfficeSettingsGone = "office_settings_gone",
    OfficeHasUnsent = "office_has_unsent",
    OfficeIsAnother = "office_is_another",
    OfficeLeft = "office_left",
    RoleNotAtWindow = "role_not_at_window",
    // the centre's file and codes
    ClockImplausible = "clock_implausible",
    InstallationEnded = "installation_ended",
    NotACode = "not_a_code",
    CodeMistyped = "code_mistyped",
    CodeOtherCentre = "code_other_centre",
    CodeOtherStation = "code_other_station",
    CodeOtherPurpose = "code_other_purpose",
    CodeUnknown = "code_unknown",
    CodeUsed = "code_used",
    CodeEnded = "code_ended",
    CentreUnreadable = "centre_unreadable",
    CentreNeedsNewer = "centre_needs_newer",
    CentreOther = "centre_other",
    CentreNotNewer = "centre_not_newer",
    CentreEnded = "centre_ended",
    CentreFileUnbelieved = "centre_file_unbelieved",
    NoCentreFile = "no_centre_file",
    OfficeUnreachable = "office_unreachable",
    OfficeTimedOut = "office_timed_out",
    OfficeNotOurs = "office_not_ours",
    OfficeFault = "office_fault",
    OfficeOverloaded = "office_overloaded",
    OfficeUnauthorized = "office_unauthorized",
    OfficeRefused = "office_refused",
    OfficeGarbage = "office_garbage",
    OfficeForbids = "office_forbids",
    OfficeQuota = "office_quota",
    OfficeWithoutEvent = "office_without_event",
    DepartmentDecides = "department_decides",
    LapseNotPossible = "lapse_not_possible",
    WarningDayImpossible = "warning_day_impossible",
    // somebody between here and the office
    GatewayTooLarge = "gateway_too_large",
    GatewayMethod = "gateway_method",
    GatewayLength = "gateway_length",
    GatewayForbids = "gateway_forbids",
    GatewayPage = "gateway_page",
    GatewayBusy = "gateway_busy",
    GatewayNoAnswer = "gateway_no_answer",
    GatewayHeaders = "gateway_headers",
    GatewayRefused = "gateway_refused",
    // what is kept here
    PassphraseNeeded = "passphrase_needed",
    WrongPassphrase = "wrong_passphrase",
    PassphrasePaused = "passphrase_paused",
    KeyMissing = "key_missing",
    KeyringUnavailable = "keyring_unavailable",
    NewerDatabase = "newer_database",
    ForeignDatabase = "foreign_database",
    AlreadyOpen = "already_open",
    DatabaseDamaged = "database_damaged",
    WrongKey = "wrong_key",
    DiskFull = "disk_full",
    PageDamaged = "page_damaged",
    PagesPurged = "pages_purged",
    StoreIo = "store_io",
    Conflict = "conflict",
    // the case
    NoSuchCase = "no_such_case",
    ColleaguesCase = "colleagues_case",
    Locked = "locked",
    SessionOver = "session_over",
    WrongSecret = "wrong_secret",
    SecretSpent = "secret_spent",
    SecretBad = "secret_bad",
    ReliefSame = "relief_same",
    ConsentNeeded = "consent_needed",
    ConsentNotMentor = "consent_not_mentor",
    ConsentNotSupervisor = "consent_not_supervisor",
    CaseHeld = "case_held",
    SlipMissing = "slip_missing",
    SlipTimeBad = "slip_time_bad",
    DayUnreadable = "day_unreadable",
    TimeUnreadable = "time_unreadable",
    SlipInFuture = "slip_in_future",
    SlipTooOld = "slip_too_old",
    SlipTaken = "slip_taken",
    ScanRunning = "scan_running",
    NotAllowed = "not_allowed",
    NoItem = "no_item",
    UnknownItem = "unknown_item",
    UnknownQuestion = "unknown_question",
    UnknownOption = "unknown_option",
    UnknownMaterial = "unknown_material",
    NothingToLookUp = "nothing_to_look_up",
    GroundMissing = "ground_missing",
    NoBlank = "no_blank",
    UnknownPage = "unknown_page",
    UnknownPerson = "unknown_person",
    UnknownField = "unknown_field",
    NothingToUndo = "nothing_to_undo",
    FirmItemLater = "firm_item_later",
    LegacyItem = "legacy_item",
    PageNotShown = "page_not_shown",
    NotReceived = "not_received",
    AlreadyFiled = "already_filed",
    PaperOnly = "paper_only",
    BeyondOffice = "beyond_office",
    DecisionLacks = "decision_lacks",
    StandsAccepted = "stands_accepted",
    CorrectionsMissing = "corrections_missing",
    TextTooLong = "text_too_long",
    CaseTooLarge = "case_too_large",
    OffListReasonMissing = "off_list_reason_missing",
    FurtherReasonMissing = "further_reason_missing",
    DeferralDayWrong = "deferral_day_wrong",
    ItemNotInForce = "item_not_in_force",
    ItemNotThisWindow = "item_not_this_window",
    NothingBrought = "nothing_brought",
    CharactersWithoutFont = "characters_without_font",
    NothingToCorrect = "nothing_to_correct",
    ReasonMissing = "reason_missing",
    MandateExtentMissing = "mandate_extent_missing",
    MandateEndMissing = "mandate_end_missing",
    MandatePaperMissing = "mandate_paper_missing",
    BirthMissing = "birth_missing",
    ApplicantOfAge = "applicant_of_age",
    SecondPaperMissing = "second_paper_missing",
    SecondPaperExpired = "second_paper_expired",
    SecondPaperDiffers = "second_paper_differs",
    RightOfficeMissing = "right_office_missing",
    NoPreview = "no_preview",
    // the form is seen and signed
    FormIncomplete = "form_incomplete",
    FormNotShown = "form_not_shown",
    FormNotPrinted = "form_not_printed",
    NoFormBefore = "no_form_before",
    FormInDoubt = "form_in_doubt",
    FormNotConfirmed = "form_not_confirmed",
    StrokesNotTaken = "strokes_not_taken",
    StrokesTooFew = "strokes_too_few",
    StrokesTooLarge = "strokes_too_large",
    NotASigner = "not_a_signer",
    AlreadySigned = "already_signed",
    MandateMissing = "mandate_missing",
    MandateEnded = "mandate_ended",
    AuthorityMissing = "authority_missing",
    AuthorityNoRow = "authority_no_row",
    AuthorityNotCovering = "authority_not_covering",
    OriginalsUnsettled = "originals_unsettled",
    FormCodeDiffers = "form_code_differs",
    FormCodeUnread = "form_code_unread",
    ReadAloudMissing = "read_aloud_missing",
    WitnessNotEnough = "witness_not_enough",
    WitnessIsParty = "witness_is_party",
    WitnessIsStaff = "witness_is_staff",
    IdNumberRefused = "id_number_refused",
    NameMissing = "name_missing",
    NoDocument = "no_document",
    ReceiptCodeBad = "receipt_code_bad",
    // any window of the station
    OfficeWithoutAnyWindow = "office_without_any_window",
    AnyWindowLineDown = "any_window_line_down",
    CaseClaimed = "case_claimed",
    CaseIsHere = "case_is_here",
    CardOfNobody = "card_of_nobody",
    RecordNotWhole = "record_not_whole",
    RecordOutdated = "record_outdated",
    RecordOver = "record_over",
    RecordNotRead = "record_not_read",
    RecordPackUnknown = "record_pack_unknown",
    ReleaseDecided = "release_decided",
    NotContinued = "not_continued",
    // supervising
    LineDown = "line_down",
    SignInAgain = "sign_in_again",
    CommentMissing = "comment_missing",
    LookReasonMissing = "look_reason_missing",
    TooManyComments = "too_many_comments",
    NotAcknowledged = "not_acknowledged",
    AlreadyDecided = "already_decided",
    AlreadyReturned = "already_returned",
    NewerRevision = "newer_revision",
    // devices
    DeviceNotConfigured = "device_not_configured",
    ReaderNotConnected = "reader_not_connected",
    ReaderAccessDenied = "reader_access_denied",
    ReaderBusy = "reader_busy",
    ReaderTimedOut = "reader_timed_out",
    ReaderInterrupted = "reader_interrupted",
    ReaderGarbled = "reader_garbled",
    ReaderRefused = "reader_refused",
    NoCard = "no_card",
    CardMoved = "card_moved",
    CardMustBeLifted = "card_must_be_lifted",
    CardUnreadable = "card_unreadable",
    HostDied = "host_died",
    HostMissing = "host_missing",
    ProgramReplaced = "program_replaced",
    FeederEmpty = "feeder_empty",
    ScannerJammed = "scanner_jammed",
    CoverOpen = "cover_open",
    ScannerBusy = "scanner_busy",
    ScannerNotFound = "scanner_not_found",
    ScannerAccessDenied = "scanner_access_denied",
    ScannerProgramMissing = "scanner_program_missing",
    ScanSettingRefused = "scan_setting_refused",
    NoScanPlace = "no_scan_place",
    PageTooLarge = "page_too_large",
    ScannerFailed = "scanner_failed",
    ScanTimedOut = "scan_timed_out",
    ScanCancelled = "scan_cancelled",
    NoPages = "no_pages",
    PagesNotDrawn = "pages_not_drawn",
    NoPrinter = "no_printer",
    PrintingUnavailable = "printing_unavailable",
    PrinterRefused = "printer_refused",
    FormNotSaved = "form_not_saved",
    DeviceFailed = "device_failed",
    // documents
    FileEmpty = "file_empty",
    FileUnreadable = "file_unreadable",
    NoFile = "no_file",
    FileDamaged = "file_damaged",
    FileEncrypted = "file_encrypted",
    FileUnknownKind = "file_unknown_kind",
    FileNotTaken = "file_not_taken",
    FileTooLarge = "file_too_large",
    FileOverLimit = "file_over_limit",
    TooManyFiles = "too_many_files",
    FileTooHeavy = "file_too_heavy",
    FileStopsWorker = "file_stops_worker",
    FileFontMissing = "file_font_missing",
    WorkerDied = "worker_died",
    WorkerTimedOut = "worker_timed_out",
    FontMissing = "font_missing",
    PdfUnavailable = "pdf_unavailable",
    TypesetFailed = "typeset_failed",
    // bridge
    BadRequest = "bad_request",
    UnknownCommand = "unknown_command",
    RoleNotAllowed = "role_not_allowed",
    Internal = "internal",
}

/// What would end the same with the same file, text or paper: beyond a limit, or not to be read, not
/// to be typeset. No text of theirs advises to do the same once more (`messages.test.ts`).
pub const DETERMINED: [FailureCode; 19] = [
    FailureCode::FileEmpty,
    FailureCode::FileDamaged,
    FailureCode::FileEncrypted,
    FailureCode::FileUnknownKind,
    FailureCode::FileNotTaken,
    FailureCode::FileTooLarge,
    FailureCode::FileTooHeavy,
    FailureCode::FileStopsWorker,
    FailureCode::UnknownPage,
    FailureCode::PageTooLarge,
    FailureCode::TypesetFailed,
    FailureCode::FileOverLimit,
    FailureCode::TooManyFiles,
    FailureCode::TextTooLong,
    FailureCode::CaseTooLarge,
    FailureCode::BeyondOffice,
    FailureCode::TooManyComments,
    FailureCode::StrokesTooLarge,
    FailureCode::SettingOutOfRange,
];

impl fmt::Display for FailureCode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}

impl Serialize for FailureCode {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for FailureCode {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let code = String::deserialize(from)?;
        FailureCode::find(&code).ok_or_else(|| D::Error::custom("no code of this program"))
    }
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Failure {
    #[ts(type = "FailureCode")]
    pub code: FailureCode,
    pub params: BTreeMap<String, String>,
    /// Written beside the cause in the log, so that a technician finds it.
    pub incident: String,
}

impl Failure {
    pub fn new(code: FailureCode) -> Self {
        Failure { code, params: BTreeMap::new(), incident: String::new() }
    }

    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.params.insert(name.to_owned(), value.to_string());
        self
    }
}

impl From<FailureCode> for Failure {
    fn from(code: FailureCode) -> Self {
        Failure::new(code)
    }
}

/// Held against a word of the wire, as programs outside of this one do.
impl PartialEq<&str> for FailureCode {
    fn eq(&self, word: &&str) -> bool {
        self.as_str() == *word
    }
}
