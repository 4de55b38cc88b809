//! Why the office did not do what was asked, as conditions a person or the outbox can act on.
//! No library's text and nothing personal is inside.

use crate::barrier::Barrier;
use crate::transport::TransportError;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OfficeError {
    #[error("the office cannot be reached")]
    Unreachable,
    /// While the request or its answer was under way: a bad line, or a gateway that hangs up on
    /// what it does not like.
    #[error("the line broke")]
    Cut,
    #[error("the office did not answer in time")]
    TimedOut,
    /// Some other server, by an answer that makes no sense here.
    #[error("something that is not the office answered")]
    NotOurOffice,
    /// A gateway before the office answered this request itself.
    #[error("a gateway before the office refused ({})", .0.code())]
    Gateway(Barrier),
    /// The line's certificate is not the office's.
    #[error("the office's certificate is not trusted")]
    Untrusted,
    /// Token or delivery credential unknown or expired. A fresh sign-in brings both.
    #[error("the sign-in is no longer valid")]
    Unauthorized,
    /// The office ended this installation: its credential is good no more, and a sign-in brings no
    /// new one. The line is up and no case is at fault.
    #[error("the office ended this installation")]
    InstallationEnded,
    #[error("number or password is wrong")]
    WrongPassword,
    /// Too many wrong passwords. Seconds until the next attempt is heard.
    #[error("sign-in is locked for a while")]
    LockedOut { retry_after: u64 },
    /// The same request is still being worked on (409, 423).
    #[error("the office is still busy with the same request")]
    InProgress,
    /// The idempotency key was used for another content (422).
    #[error("the case was already submitted with another content")]
    KeyReused,
    /// Not all parts are there in full: upload these (SHA-256, hexadecimal), then complete again.
    #[error("parts are missing at the office")]
    MaterialsMissing { missing: Vec<String> },
    /// The upload's address is no longer known: create a new one.
    #[error("the upload is no longer known")]
    UploadGone,
    #[error("the office refused ({status} {code})")]
    Refused { status: u16, code: String },
    /// Seconds the office asked us to wait, at most an hour.
    #[error("the office is overloaded")]
    Overloaded { retry_after: Option<u64> },
    #[error("the office failed ({status})")]
    ServerFault { status: u16 },
    /// The office has this many bytes of the part; go on from there.
    #[error("the office holds another offset")]
    OffsetConflict { at: u64 },
    /// It is the office, but the answer makes no sense or was damaged on the way.
    #[error("the office's answer is not readable")]
    Garbage,
    /// More bytes than any answer of an office has: none of them was kept.
    #[error("the office's answer is too large")]
    TooLarge,
}

impl OfficeError {
    /// Stable, snake_case; the screen has the words.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreachable | Self::Cut => "office_unreachable",
            Self::TimedOut => "office_timed_out",
            Self::NotOurOffice => "not_our_office",
            Self::Gateway(barrier) => barrier.code(),
            Self::Untrusted => "office_untrusted",
            Self::Unauthorized => "office_unauthorized",
            Self::InstallationEnded => "installation_ended",
            Self::WrongPassword => "wrong_password",
            Self::LockedOut { .. } => "sign_in_locked",
            Self::InProgress => "office_in_progress",
            Self::KeyReused => "key_reused",
            Self::MaterialsMissing { .. } => "materials_missing",
            Self::UploadGone => "upload_gone",
            Self::Refused { .. } => "office_refused",
            Self::Overloaded { .. } => "office_overloaded",
            Self::ServerFault { .. } => "office_fault",
            Self::OffsetConflict { .. } => "offset_conflict",
            Self::Garbage | Self::TooLarge => "office_garbage",
        }
    }

    /// True when the same request may succeed later: keep it queued. False when only a person can
    /// help: park it.
    ///
    /// An unknown credential is passing too: the case is not at fault, and the next sign-in brings
    /// a new credential. So is one of an installation that was ended: it may join anew. So is what
    /// is about the caller or about room (402, 403, a quota), as the outbox has it.
    pub fn is_passing(&self) -> bool {
        match self {
            Self::WrongPassword | Self::KeyReused => false,
            Self::Refused { status, code } => matches!(status, 402 | 403) || code.contains("quota"),
            _ => true,
        }
    }

    /// True when no office could be talked to at all, so that offline work is the answer.
    pub fn is_line_down(&self) -> bool {
        matches!(self, Self::Unreachable | Self::Cut | Self::TimedOut | Self::Untrusted)
    }

    /// True when somebody between kept this very request from the office, or its answer from us.
    pub fn is_barred(&self) -> bool {
        matches!(self, Self::NotOurOffice | Self::Gateway(_))
    }

    /// True when it was refused between for what it is: once more, or another way, may pass at
    /// once. Not so for the number of requests, nor where the office behind gives no answer.
    pub fn may_pass_otherwise(&self) -> bool {
        let wants_patience =
            matches!(self, Self::Gateway(Barrier::Busy { .. } | Barrier::NoAnswer { .. }));
        self.is_barred() && !wants_patience
    }

    /// Whether the line is up, as far as any request says. One that somebody between refused, or
    /// that was cut or never answered, says nothing of it: the next may pass.
    pub fn line_news(&self) -> Option<bool> {
        match self {
            Self::Cut | Self::TimedOut => None,
            error if error.is_barred() => None,
            error => Some(!error.is_line_down()),
        }
    }

    /// Whether the line is up, as the answer to a greeting says: where not even that passes, nobody
    /// can be asked anything. A gateway that has too many requests lets some through.
    pub fn greeting_news(&self) -> bool {
        let is_busy = matches!(self, Self::Gateway(Barrier::Busy { .. }));
        !self.is_line_down() && (is_busy || !self.is_barred())
    }

    /// Seconds the office asked us to wait.
    pub fn retry_after(&self) -> Option<u64> {
        match self {
            Self::Overloaded { retry_after }
            | Self::Gateway(
                Barrier::Busy { retry_after } | Barrier::NoAnswer { retry_after, .. },
            ) => *retry_after,
            Self::LockedOut { retry_after } => Some(*retry_after),
            _ => None,
        }
    }
}

impl From<TransportError> for OfficeError {
    fn from(error: TransportError) -> Self {
        match error {
            TransportError::Unreachable => Self::Unreachable,
            TransportError::Broken => Self::Cut,
            TransportError::TimedOut => Self::TimedOut,
            TransportError::Untrusted => Self::Untrusted,
            TransportError::TooLarge => Self::TooLarge,
        }
    }
}
