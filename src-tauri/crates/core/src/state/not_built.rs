//! States of the field's course that no case can have here yet. They stand in the table's text, so
//! that nobody takes a state that is missing for one that was forgotten.

/// As the field calls it, and what it means. What the deciding office tells of its own course
/// (special procedures, extension, decision, service) is steps of a case and no state.
pub const NOT_BUILT: [(&str, &str); 11] = [
    ("取号", "a ticket is drawn"),
    ("网上申请", "applied for on the network"),
    ("预审", "pre-review"),
    ("预约到窗", "comes to the window by appointment"),
    ("一审复核", "first re-check"),
    ("二审复核", "second re-check"),
    ("审查", "examination"),
    ("待出件", "the result waits to be handed out"),
    ("归档", "filed away"),
    ("退回部门", "not collected, back with the department"),
    ("转报上级", "passed on to the level above"),
];
