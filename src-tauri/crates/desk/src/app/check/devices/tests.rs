//! Every state that a device is listed in, and what is told of it.
use super::*;

fn device(name: &str, kind: DeviceKind, state: DeviceState) -> DeviceInfo {
    DeviceInfo { name: name.to_owned(), kind, state }
}

#[test]
fn a_reader_is_told_by_what_its_port_says() {
    let judge = |state| {
        judge_reader("/dev/ttyUSB0", &[device("/dev/ttyUSB0", DeviceKind::IdReader, state)])
    };
    for (state, condition) in [
        (DeviceState::Ready, Condition::ReaderAnswers),
        (DeviceState::Busy, Condition::ReaderBusy),
        (DeviceState::AccessDenied, Condition::ReaderClosed),
        (DeviceState::NotConnected, Condition::ReaderGone),
        (DeviceState::Silent, Condition::ReaderSilent),
        (DeviceState::Unknown, Condition::ReaderUnlisted),
    ] {
        assert_eq!(judge(state).condition, condition, "{state:?}");
    }
    assert_eq!(judge(DeviceState::Ready).params["port"], "/dev/ttyUSB0");
    assert_eq!(judge_reader("", &[]).condition, Condition::ReaderUnset);
    assert_eq!(judge_reader("/dev/ttyS0", &[]).condition, Condition::ReaderUnlisted);
}

#[test]
fn a_scanner_is_there_or_not_and_one_that_is_not_set_is_no_fault() {
    let devices = [
        device("escl:https://10.0.0.9", DeviceKind::Scanner, DeviceState::Ready),
        device("desk", DeviceKind::Printer, DeviceState::Ready),
    ];
    let judge = |name, program| judge_scanner(name, &devices, program);
    assert_eq!(judge("escl:https://10.0.0.9", true).condition, Condition::ScannerFound);
    assert_eq!(judge("desk", true).condition, Condition::ScannerGone, "that is the printer");
    assert_eq!(judge("", false).condition, Condition::ScanProgramMissing);
    let unset = judge("", true);
    assert_eq!((unset.condition, &*unset.params["count"]), (Condition::ScannerUnset, "1"));
}

#[test]
fn a_printer_is_told_by_its_queue() {
    for (state, condition) in [
        (DeviceState::Ready, Condition::PrinterReady),
        (DeviceState::Busy, Condition::PrinterReady),
        (DeviceState::Stopped, Condition::PrinterStopped),
        (DeviceState::Unknown, Condition::PrinterUnsure),
    ] {
        let devices = [device("desk", DeviceKind::Printer, state)];
        assert_eq!(judge_printer("desk", &devices, true).condition, condition, "{state:?}");
        assert_eq!(judge_printer("other", &devices, true).condition, Condition::PrinterGone);
    }
    assert_eq!(judge_printer("desk", &[], false).condition, Condition::PrintProgramMissing);
    assert_eq!(judge_printer("", &[], true).condition, Condition::PrinterUnset);
}
