//! The shapes on the wire, one file per subject. Not a domain model: desk maps these to and from
//! core's types.

mod ability;
mod any_window;
mod audit_anchor;
mod bounds;
mod case;
mod certificate;
mod event;
mod installation;
mod joining;
mod look;
mod look_reason;
mod marks;
mod number_range;
mod part;
mod receipt;
mod receiving;
mod review;
mod sign_in;
mod signature;
mod step;
mod turn;
mod words;

pub use ability::{Ability, list_abilities, names_ability};
pub use any_window::{
    CaseQuestion, ClaimRequest, ClaimWire, EarlierRevision, FoundCase, MAX_FOUND, PersonQuestion,
    RecordWire, RevisionElsewhere,
};
pub use audit_anchor::AuditAnchor;
pub use bounds::{OutOfBounds, check_length};
pub use case::{
    Accepted, Acknowledgement, CaseState, CaseStatus, ConsentWire, Decision, MaterialWire, OffList,
    OfficeCase, PersonWire, Submission,
};
pub use certificate::{
    CertificateFile, CertificateList, CertificateSearch, CertificateUse, CertificateWire, Holder,
};
pub use event::{EventFiled, EventFiling, EventStatus, EventWire};
pub use installation::{
    InstallationAnswer, InstallationReport, InstallationState, KnownSignIn, MAX_FINGERPRINT,
    MAX_SIGN_INS, MAX_WINDOW_CHARS, RecoveryReport,
};
pub use joining::{JoinAnswer, JoinRequest};
pub use look::{LookKind, LookWire, MAX_LOOKS};
pub use look_reason::LookReason;
pub use marks::{Author, ClearMarks, FilingMark, MAX_CLEARED, MarksLeft, RevisionMarks};
pub use number_range::NumberRangeWire;
pub use part::{OpenedUpload, Part, PartKind};
pub use receipt::{ReceiptAnswer, ReceiptQuestion, ReceiptStanding, read_receipt_code};
pub use receiving::is_received;
pub use review::{
    CommentWire, MAX_OWN_CASES, MAX_QUEUED, QueueCase, ReturnRequest, ReturnWire, RevisionWire,
};
pub use sign_in::{Clerk, DemoAccount, Hello, SignIn, SignInRequest, TaggedAnswer};
pub use signature::{
    FORM_SIGNED, FORM_STROKES, RefusalWire, STROKES_MEDIA, SignatureWire, SignedSlipWire,
    WitnessWire,
};
pub use step::{StepRequest, StepText, StepWire};
pub use turn::{Turn, TurnRequest};
pub use words::{
    CheckWire, CorrectionWire, DecisionWords, FaultWire, FurtherWire, IntakeWire, LateWire,
    PaperWire, PromiseWire,
};
