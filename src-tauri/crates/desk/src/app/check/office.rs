//! The office that this station would turn to, by its greeting and nothing else, and its
//! certificate.
use super::records::Memory;
use super::{Condition, Finding};
use crate::office::first_word::ask_office;
use crate::station::centre::CentreState;
use crate::station::office_identity::find_origin;
use crate::station::settings::Settings;
use counter_backoffice::{Greeting, OfficeError, TransportError};
use counter_centre::CentreFile;

pub enum Target {
    /// Nothing is configured: the window brings its own.
    OwnTrial,
    /// Where it is, is written in records that could not be read.
    Sealed,
    /// The window would turn to no office.
    Unsettled,
    At {
        address: String,
        file: Option<Box<CentreFile>>,
    },
}

/// Outside: no way could be opened. Inside: what came over it.
type Outcome = Result<Result<Greeting, OfficeError>, TransportError>;

pub struct Asked {
    pub target: Target,
    pub outcome: Option<Outcome>,
}

impl Asked {
    fn greeting(&self) -> Option<&Greeting> {
        self.outcome.as_ref()?.as_ref().ok()?.as_ref().ok()
    }

    pub fn office_ms(&self) -> Option<i64> {
        Some(self.greeting()?.date?.as_millisecond())
    }

    /// It answered, and says that it is no trial.
    pub fn is_real(&self) -> bool {
        self.greeting().is_some_and(|greeting| !greeting.hello.trial)
    }
}

/// As the window would settle it at its next start.
pub fn find_target(
    settings: Option<&Settings>,
    memory: Option<&Memory>,
    system_file: Option<&CentreFile>,
) -> Target {
    let joined = match memory.map(|memory| &memory.centre) {
        Some(CentreState::Joined(file)) => Some(&**file),
        Some(CentreState::Unreadable) => return Target::Unsettled,
        Some(CentreState::None) | None => None,
    };
    if let Some(file) = joined.or(system_file) {
        let address = file.body().office.address.clone();
        return Target::At { address, file: Some(Box::new(file.clone())) };
    }
    match (settings, memory) {
        (None, _) => Target::Unsettled,
        // Whoever joined a centre has its office, whatever the settings still say.
        (_, None) => Target::Sealed,
        (Some(settings), _) if !settings.office.is_empty() => {
            Target::At { address: settings.office.clone(), file: None }
        }
        (_, Some(memory)) if memory.was_ever_real => Target::Unsettled,
        (_, Some(_)) => Target::OwnTrial,
    }
}

pub async fn ask_target(target: Target) -> Asked {
    let outcome = match &target {
        Target::At { address, file } => Some(ask_office(address, file.as_deref()).await),
        _ => None,
    };
    Asked { target, outcome }
}

pub fn judge_office(asked: &Asked, memory: Option<&Memory>) -> Finding {
    let (address, file) = match &asked.target {
        Target::OwnTrial => return Finding::new(Condition::OfficeOwnTrial),
        Target::Sealed => return Finding::new(Condition::OfficeSealed),
        Target::Unsettled => return Finding::new(Condition::OfficeUnsettled),
        Target::At { address, file } => (address, file.as_deref()),
    };
    let finding = |condition| Finding::new(condition).with("address", address);
    let error = match &asked.outcome {
        Some(Ok(Ok(greeting))) if is_another(greeting, address, file, memory) => {
            return finding(Condition::OfficeIsAnother);
        }
        Some(Ok(Ok(greeting))) => {
            let answers = match greeting.hello.trial {
                true => Condition::TrialAnswers,
                false => Condition::OfficeAnswers,
            };
            return finding(answers).with("name", &greeting.hello.name);
        }
        Some(Err(TransportError::Untrusted)) if is_in_the_clear(address) => {
            return finding(Condition::OfficeInTheClear);
        }
        Some(Err(TransportError::Untrusted)) => return finding(Condition::OfficeUntrusted),
        Some(Err(_)) | None => return finding(Condition::OfficeAddressUnusable),
        Some(Ok(Err(error))) => error,
    };
    match error {
        OfficeError::Untrusted => finding(Condition::OfficeUntrusted),
        OfficeError::Unreachable | OfficeError::Cut | OfficeError::TimedOut => {
            finding(Condition::OfficeSilent).with("code", error.code())
        }
        error if error.is_barred() => finding(Condition::OfficeBarred).with("code", error.code()),
        error => finding(Condition::OfficeFaulty).with("code", error.code()),
    }
}

/// Not of the centre file's kind, or without the key by which the office here is known.
fn is_another(
    greeting: &Greeting,
    address: &str,
    file: Option<&CentreFile>,
    memory: Option<&Memory>,
) -> bool {
    let is_of_kind = file.is_none_or(|file| file.body().kind.is_of_office(greeting.hello.trial));
    let identity = memory.and_then(|memory| memory.office.as_ref());
    let identity =
        identity.filter(|office| office.is_at(&find_origin(address)) && office.key.is_some());
    !is_of_kind || identity.is_some_and(|office| office.key != greeting.key)
}

pub fn judge_certificate(asked: &Asked) -> Finding {
    let Target::At { address, file } = &asked.target else {
        return Finding::new(Condition::CertificateUnseen);
    };
    let is_pinned = file.as_ref().is_some_and(|file| file.body().office.pin.is_some());
    Finding::new(match &asked.outcome {
        Some(Ok(_)) if is_in_the_clear(address) => Condition::CertificateUnneeded,
        Some(Err(TransportError::Untrusted)) if is_in_the_clear(address) => {
            Condition::CertificateUnseen
        }
        Some(Ok(Err(OfficeError::Untrusted)) | Err(TransportError::Untrusted)) => {
            Condition::CertificateRefused
        }
        Some(Ok(Err(OfficeError::Unreachable | OfficeError::Cut | OfficeError::TimedOut)))
        | Some(Err(_))
        | None => Condition::CertificateUnseen,
        // Whatever came, came over a line that was taken for the office's.
        Some(Ok(_)) if is_pinned => Condition::CertificatePinned,
        Some(Ok(_)) => Condition::CertificateTrusted,
    })
}

fn is_in_the_clear(address: &str) -> bool {
    find_origin(address).starts_with("http://")
}

#[cfg(test)]
mod tests;
