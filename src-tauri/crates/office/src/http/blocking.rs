//! Where work that blocks is done.

use tokio::runtime::{Handle, RuntimeFlavor};

/// Runs what waits for the disk or a server, or burns the processor, without holding up other
/// requests: the thread stops being one of the runtime's workers until the work is over, and
/// another one takes its place. Records and parts are touched in here only. The work may borrow,
/// which a thread of its own would not allow.
///
/// On a runtime of one thread there is nobody to take its place, so it simply runs; this keeps a
/// simulation's order of events the same every time. An office that serves more than one caller
/// needs a runtime of several threads.
pub fn run_blocking<T>(work: impl FnOnce() -> T) -> T {
    match Handle::try_current() {
        Ok(handle) if handle.runtime_flavor() == RuntimeFlavor::MultiThread => {
            tokio::task::block_in_place(work)
        }
        _ => work(),
    }
}
