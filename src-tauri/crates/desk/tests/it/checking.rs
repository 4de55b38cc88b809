//! What is wrong with a computer, asked of a folder of the test's own and the programs of this
//! build; without a keyring.
use crate::counter::{Station, folders, point_to};
use crate::line::Line;
use crate::surroundings::run_again;
use counter_desk::Folders;
use counter_desk::check::{Check, Condition, Finding, State, examine_computer};
use std::collections::BTreeSet;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// No fonts, no programs and no scanner's settings lie there.
const BARE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/app");
/// No network is searched for scanners.
const NO_SCANNER: (&str, &str) = ("SANE_CONFIG_DIR", BARE);

/// All that needs no window library.
const CHECKS: [Check; 19] = [
    Check::Versions,
    Check::Settings,
    Check::Rights,
    Check::Disk,
    Check::Clock,
    Check::Zone,
    Check::Keyring,
    Check::Records,
    Check::Centre,
    Check::Office,
    Check::Certificate,
    Check::DeviceHost,
    Check::Reader,
    Check::Scanner,
    Check::Printer,
    Check::DocumentWorker,
    Check::Walls,
    Check::Fonts,
    Check::Pdf,
];

fn has(findings: &[Finding], condition: Condition) -> bool {
    findings.iter().any(|finding| finding.condition == condition)
}

fn assert_told(findings: &[Finding], conditions: &[Condition]) {
    for condition in conditions {
        assert!(has(findings, *condition), "{condition:?}: {findings:#?}");
    }
}

/// Each file's length and time. The trial's office goes on as long as the test.
fn look_over(folder: &Path, into: &mut Vec<(PathBuf, u64, SystemTime)>) {
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let data = entry.metadata().unwrap();
        match data.is_dir() {
            true if entry.file_name() == "trial" => {}
            true => look_over(&entry.path(), into),
            false => into.push((entry.path(), data.len(), data.modified().unwrap())),
        }
    }
    into.sort();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_computer_is_looked_over_and_nothing_is_made() {
    if !run_again("checking::a_new_computer_is_looked_over_and_nothing_is_made", &[NO_SCANNER]) {
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let findings = examine_computer(&folders(home.path()), false).await;
    assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 0, "nothing is made");

    let checks: Vec<Check> = findings.iter().map(|finding| finding.condition.check()).collect();
    assert!(checks.is_sorted(), "{checks:?}");
    assert_eq!(BTreeSet::from_iter(checks), BTreeSet::from(CHECKS));
    for Finding { condition, params } in &findings {
        let told: BTreeSet<&str> = params.keys().copied().collect();
        let declared: BTreeSet<&str> = condition.params().iter().copied().collect();
        assert_eq!(told, declared, "{condition:?}");
    }
    assert_told(
        &findings,
        &[
            Condition::SettingsRead,
            Condition::KeyringSilent,
            Condition::RecordsNone,
            Condition::CentreNone,
            Condition::OfficeOwnTrial,
            Condition::CertificateUnseen,
            Condition::ClockUnconfirmed,
            Condition::HostAnswers,
            Condition::ReaderUnset,
            Condition::ScannerUnset,
            Condition::PrinterUnset,
            Condition::WorkerAnswers,
            Condition::FontsFound,
            Condition::PdfDraws,
        ],
    );
    assert!(!has(&findings, Condition::FolderClosed), "{findings:#?}");
    // As the kernel is that the tests run on.
    let walls = [Condition::WallsWhole, Condition::WallsWithoutLandlock];
    assert!(walls.into_iter().any(|condition| has(&findings, condition)), "{findings:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_missing_is_named_and_what_hangs_on_it_is_not_checked() {
    let name = "checking::what_is_missing_is_named_and_what_hangs_on_it_is_not_checked";
    if !run_again(name, &[("COUNTER_FONTS", BARE), ("PATH", BARE), NO_SCANNER]) {
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let here = folders(home.path());
    assert_told(
        &examine_computer(&here, false).await,
        &[
            Condition::FontsMissing,
            Condition::PdfChineseMissing,
            Condition::ScanProgramMissing,
            Condition::PrintProgramMissing,
        ],
    );

    let elsewhere = Folders { programs: BARE.into(), ..here.clone() };
    let findings = examine_computer(&elsewhere, false).await;
    let silent = [Condition::HostSilent, Condition::WorkerSilent];
    assert_told(&findings, &silent);
    let unknown = [
        Condition::ReaderUnlisted,
        Condition::WallsUnknown,
        Condition::FontsUnknown,
        Condition::PdfUnknown,
    ];
    assert_told(&findings, &unknown);
    assert!(unknown.iter().all(|condition| condition.state() == State::NotChecked));

    std::fs::create_dir(&here.config).unwrap();
    std::fs::write(here.config.join("settings.json"), "no JSON").unwrap();
    assert_told(
        &examine_computer(&here, false).await,
        &[Condition::SettingsUnreadable, Condition::OfficeUnsettled, Condition::ReaderUnlisted],
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_office_is_greeted_and_told_nothing_else() {
    if !run_again("checking::the_office_is_greeted_and_told_nothing_else", &[NO_SCANNER]) {
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let line = Line::to_trial(home.path(), None).await;
    let here = folders(home.path());
    let findings = examine_computer(&here, false).await;
    let answers = [Condition::TrialAnswers, Condition::CertificateUnneeded, Condition::ClockAgrees];
    assert_told(&findings, &answers);
    assert_eq!(line.was_told(&["GET /hello HTTP"]), (true, 1));

    line.cut().await;
    let findings = examine_computer(&here, false).await;
    assert_told(&findings, &[Condition::OfficeSilent, Condition::ClockUnconfirmed]);
    point_to(home.path(), "http://office.example");
    let findings = examine_computer(&here, false).await;
    assert_told(&findings, &[Condition::OfficeInTheClear, Condition::CertificateUnseen]);
}

#[tokio::test(flavor = "multi_thread")]
async fn records_in_use_or_under_a_passphrase_are_left_alone() {
    if !run_again("checking::records_in_use_or_under_a_passphrase_are_left_alone", &[NO_SCANNER]) {
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let here = folders(home.path());
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    assert_told(
        &examine_computer(&here, true).await,
        &[
            Condition::RecordsInUse,
            Condition::ReaderInUse,
            Condition::ScannerInUse,
            Condition::PrinterInUse,
            Condition::OfficeSealed,
        ],
    );
    station.open_allowance().await;
    station.close(home.path()).await;

    let (mut before, mut after) = (Vec::new(), Vec::new());
    look_over(&here.data, &mut before);
    let findings = examine_computer(&here, false).await;
    look_over(&here.data, &mut after);
    assert_eq!(before, after, "nothing was changed");
    let locked = [
        Condition::PassphraseUsed,
        Condition::RecordsUnderPassphrase,
        Condition::CentreSealed,
        Condition::OfficeSealed,
    ];
    assert_told(&findings, &locked);
    assert!(!has(&findings, Condition::FileOpenToOthers), "{findings:#?}");

    let everybody = std::fs::Permissions::from_mode(0o644);
    std::fs::set_permissions(here.data.join("station.db"), everybody).unwrap();
    assert_told(&examine_computer(&here, false).await, &[Condition::FileOpenToOthers]);
}
