//! The folders of each crate of more than twelve files, in their order: each may use those before
//! it, never one after it.

use layers::Folders;

/// Crates whose folders are in no order yet. The list only shrinks.
pub const NO_ORDER_YET: &[&str] = &[];

pub const ORDERS: &[(&str, Folders)] = &[
    (
        "counter-desk",
        Folders {
            rows: &[
                "contract", "station", "office", "devices", "catalog", "cases", "papers",
                "delivery", "upkeep", "support", "practice", "views", "review", "records", "desk",
                "commands", "app",
            ],
            restricted: &[
                ("Desk", &["desk", "commands", "app"]),
                // Papers, practice and what is submitted are made of the rules' own types.
                (
                    "contract::views",
                    &[
                        "contract", "station", "office", "devices", "catalog", "cases", "delivery",
                        "upkeep", "views", "review", "records", "desk", "commands", "app",
                    ],
                ),
            ],
            exceptions: &[],
        },
    ),
    (
        "counter-core",
        in_order(&[
            "mutants", "code", "text", "time", "identity", "form", "item", "state", "clock",
            "case", "casework", "delivery", "records", "update",
        ]),
    ),
    ("counter-catalog", in_order(&["error", "pack", "search", "authoring", "import", "scenario"])),
    (
        "counter-centre",
        in_order(&["error", "limits", "key", "body", "file", "rules", "code", "example", "update"]),
    ),
    ("counter-store", in_order(&["error", "files", "crypto", "database", "store", "keys"])),
    (
        "counter-backoffice",
        in_order(&[
            "mutants",
            "headers",
            "digest",
            "proof",
            "permit",
            "contract",
            "transport",
            "barrier",
            "error",
            "problem",
            "tus",
            "reading",
            "client",
        ]),
    ),
    ("counter-cli", in_order(&["output", "secret", "commands"])),
    (
        "counter-office",
        in_order(&[
            "limits",
            "error",
            "mutants",
            "records",
            "parts",
            "storage",
            "http",
            "auth",
            "joining",
            "filing",
            "supervision",
            "library",
            "office",
            "service",
            "listen",
        ]),
    ),
    ("counter-documents", in_order(&["model", "sheet", "worker"])),
    (
        "counter-document-worker",
        in_order(&[
            "places", "limits", "meter", "budget", "fonts", "file", "typeset", "signing", "attack",
            "serve",
        ]),
    ),
    (
        "counter-devices",
        in_order(&[
            "model", "protocol", "system", "driver", "reader", "scanner", "printer", "emulate",
            "server", "client",
        ]),
    ),
    (
        "counter-desktop",
        in_order(&[
            "graphics_card",
            "screen_server",
            "variables",
            "painting",
            "log",
            "crash",
            "folders",
            "instance_lock",
            "preedit",
            "bridge",
            "window",
            "page",
            "citizen",
            "single_instance",
            "refused",
            "check",
        ]),
    ),
    (
        "bench",
        in_order(&[
            "figure", "facts", "screen", "tree", "start", "typing", "number", "upload", "card",
            "durable", "fill", "search",
        ]),
    ),
    (
        "kit",
        in_order(&[
            "fault", "wait", "process", "place", "privacy", "traces", "screen", "story", "network",
            "reader", "office",
        ]),
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
            "wish",
            "excuse",
            "clerk",
            "way_out",
            "line",
            "post",
            "events",
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
