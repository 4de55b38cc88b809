//! The folders of each crate of more than twelve files, in their order: each may use those before it, never one after it.

use layers::Folders;

/// Crates whose folders are in no order yet. The list only shrinks.
pub const NO_ORDER_YET: &[&str] = &[
    "counter-backoffice",
    "counter-catalog",
    "counter-cli",
    "counter-core",
    "counter-desk",
    "counter-devices",
    "counter-documents",
    "counter-office",
    "counter-store",
];

pub const ORDERS: &[(&str, Folders)] = &[
    (
        "bench",
        in_order(&[
            "figure", "facts", "screen", "tree", "start", "typing", "number", "upload", "card", "durable", "search",
        ]),
    ),
    (
        "kit",
        in_order(&["fault", "wait", "process", "place", "traces", "screen", "story", "network", "reader", "office"]),
    ),
    (
        "simulation",
        in_order(&[
            "sync",
            "plan",
            "trace",
            "totals",
            "ledger",
            "office",
            "station",
            "world",
            "clerk",
            "line",
            "post",
            "invariants",
            "day",
        ]),
    ),
    ("stories", in_order(&["steps", "cases", "station", "intake", "faults"])),
];

/// A table without more than its rows.
const fn in_order(rows: &'static [&'static str]) -> Folders {
    Folders { rows, restricted: &[], exceptions: &[] }
}
