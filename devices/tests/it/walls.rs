//! What the host gives up before it talks to a device.

use crate::fixture::host;

#[tokio::test]
async fn it_dumps_no_core_and_gains_no_privilege() {
    let host = host();
    host.ping().await.expect("an answer");
    let place = format!("/proc/{}", host.process_id().expect("a process"));
    let status = std::fs::read_to_string(format!("{place}/status")).expect("status");
    assert!(status.lines().any(|line| line == "NoNewPrivs:\t1"), "{status}");
    let limits = std::fs::read_to_string(format!("{place}/limits")).expect("limits");
    let core = limits.lines().find_map(|line| line.strip_prefix("Max core file size"));
    let core: Vec<&str> = core.expect("a limit").split_whitespace().take(2).collect();
    assert_eq!(core, ["0", "0"]);
}
