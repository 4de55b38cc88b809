//! An update that is installed while the program runs puts another version of the host in the place
//! of its own: neither reads what the other one says.

use std::process::{Command, Stdio};

use counter_child_pipe::{GREETING, Limits, VERSION};
use counter_devices::{DeviceError, Host};

use crate::fixture::exe;

const LIMITS: Limits = Limits { header: 1_000, body: 1_000 };

/// `env` greets as no host of this version does.
#[tokio::test]
async fn a_host_of_another_version_is_told_at_each_call() {
    let host = Host::new("/usr/bin/env".into());
    for _ in 0..2 {
        assert_eq!(host.ping().await, Err(DeviceError::HostReplaced));
        assert!(!host.is_running());
    }
}

/// It says its version and asks at once.
#[test]
fn a_program_of_another_version_hears_of_this_one_and_nothing_more() {
    let mut command = Command::new(exe());
    let mut host = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut calls = host.stdin.take().unwrap();
    LIMITS.write_frame(&mut calls, GREETING, b"\"0.0.0\"", &[]).unwrap();
    // It may be gone by then.
    let _ = LIMITS.write_frame(&mut calls, 1, br#"{"call":"ping"}"#, &[]);
    // By itself: its input is still open.
    let output = host.wait_with_output().unwrap();
    drop(calls);
    let mut said = output.stdout.as_slice();
    let greeting = LIMITS.read_frame(&mut said).unwrap().unwrap();
    assert_eq!((greeting.call, greeting.header.as_slice()), (GREETING, VERSION.as_bytes()));
    assert!(said.is_empty() && output.status.success());
}
