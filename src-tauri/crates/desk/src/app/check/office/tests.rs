//! Every answer to a greeting, and what is told of office and certificate.
use super::*;
use crate::station::office_identity::OfficeIdentity;
use counter_backoffice::{Barrier, Hello};
use counter_centre::{Example, sign_example_file};
use counter_core::date::Moment;
use std::sync::Arc;

const ADDRESS: &str = "https://office.example";

fn settings(office: &str) -> Settings {
    Settings { office: office.to_owned(), ..Settings::default() }
}

fn trial_file() -> CentreFile {
    let now = Moment::from_millis(1_790_000_000_000);
    sign_example_file(Example::Trial, "DEMO01", "示例镇", "http://127.0.0.1:9", now).unwrap()
}

fn greeting(trial: bool, key: Option<&str>) -> Greeting {
    let hello = Hello {
        name: "示例中心".to_owned(),
        trial,
        demo_accounts: Vec::new(),
        version: "1".to_owned(),
        can: Vec::new(),
        proof: None,
    };
    Greeting { hello, date: None, key: key.map(str::to_owned) }
}

fn asked(address: &str, outcome: Outcome) -> Asked {
    let target = Target::At { address: address.to_owned(), file: None };
    Asked { target, outcome: Some(outcome) }
}

fn judge(address: &str, outcome: Outcome) -> (Condition, Condition) {
    let asked = asked(address, outcome);
    (judge_office(&asked, None).condition, judge_certificate(&asked).condition)
}

#[test]
fn the_way_is_the_one_that_the_window_would_take() {
    let nothing = Memory::default();
    let find = |office: &str, memory: Option<&Memory>, file: Option<&CentreFile>| match find_target(
        Some(&settings(office)),
        memory,
        file,
    ) {
        Target::OwnTrial => "trial".to_owned(),
        Target::Sealed => "sealed".to_owned(),
        Target::Unsettled => "unsettled".to_owned(),
        Target::At { address, .. } => address,
    };
    assert_eq!(find("", Some(&nothing), None), "trial");
    assert_eq!(find(ADDRESS, Some(&nothing), None), ADDRESS);
    assert_eq!(find(ADDRESS, None, None), "sealed");
    assert_eq!(find("", None, None), "sealed");
    let file = trial_file();
    assert_eq!(find(ADDRESS, Some(&nothing), Some(&file)), "http://127.0.0.1:9");
    let joined = CentreState::Joined(Arc::new(file));
    let joined = Memory { centre: joined, ..Memory::default() };
    assert_eq!(find(ADDRESS, Some(&joined), None), "http://127.0.0.1:9");
    let later = Memory { centre: CentreState::Unreadable, ..Memory::default() };
    assert_eq!(find(ADDRESS, Some(&later), None), "unsettled");
    let real = Memory { was_ever_real: true, ..Memory::default() };
    assert_eq!(find("", Some(&real), None), "unsettled", "the settings are gone");
    assert!(matches!(find_target(None, Some(&nothing), None), Target::Unsettled));
}

#[test]
fn each_answer_is_told_by_what_it_means() {
    use Condition::*;
    for (outcome, expected) in [
        (Ok(Ok(greeting(false, None))), (OfficeAnswers, CertificateTrusted)),
        (Ok(Ok(greeting(true, None))), (TrialAnswers, CertificateTrusted)),
        (Ok(Err(OfficeError::TimedOut)), (OfficeSilent, CertificateUnseen)),
        (Ok(Err(OfficeError::Untrusted)), (OfficeUntrusted, CertificateRefused)),
        (Ok(Err(OfficeError::Gateway(Barrier::Page))), (OfficeBarred, CertificateTrusted)),
        (Ok(Err(OfficeError::ServerFault { status: 500 })), (OfficeFaulty, CertificateTrusted)),
        (Err(TransportError::Untrusted), (OfficeUntrusted, CertificateRefused)),
        (Err(TransportError::Unreachable), (OfficeAddressUnusable, CertificateUnseen)),
    ] {
        assert_eq!(judge(ADDRESS, outcome), expected, "{expected:?}");
    }
    let far = "http://office.example";
    assert_eq!(judge(far, Err(TransportError::Untrusted)), (OfficeInTheClear, CertificateUnseen));
    let near = "http://127.0.0.1:9";
    assert_eq!(judge(near, Ok(Ok(greeting(true, None)))), (TrialAnswers, CertificateUnneeded));
}

#[test]
fn whoever_lacks_the_known_key_or_is_of_another_kind_is_another() {
    let known = OfficeIdentity {
        origin: ADDRESS.to_owned(),
        key: Some("ab".to_owned()),
        ..OfficeIdentity::default()
    };
    let memory = Memory { office: Some(known), ..Memory::default() };
    for (key, condition) in
        [(Some("ab"), Condition::OfficeAnswers), (Some("cd"), Condition::OfficeIsAnother)]
    {
        let asked = asked(ADDRESS, Ok(Ok(greeting(false, key))));
        assert_eq!(judge_office(&asked, Some(&memory)).condition, condition);
    }
    let of_trial = Target::At { address: ADDRESS.to_owned(), file: Some(Box::new(trial_file())) };
    let asked = Asked { target: of_trial, outcome: Some(Ok(Ok(greeting(false, None)))) };
    assert_eq!(judge_office(&asked, None).condition, Condition::OfficeIsAnother);
}
