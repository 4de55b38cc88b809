//! What the program does with bytes from outside, each as one function of bytes that must neither
//! panic nor hang. Whatever else comes of them is an answer.

mod call;
mod catalogue;
mod file;
mod frame;
mod office;
mod station;

pub use call::close_place;

pub type Target = fn(&[u8]);

/// Each with the name of its folder of kept inputs.
pub const TARGETS: [(&str, Target); 11] = [
    ("frame", frame::read_frames),
    ("pdf", file::open_pdf),
    ("picture", file::open_picture),
    ("tiff", file::open_tiff),
    ("xlsx", catalogue::read_workbook),
    ("csv", catalogue::read_csv),
    ("pack", catalogue::read_pack),
    ("office", office::read_answer),
    ("call", call::dispatch_call),
    ("database", station::open_database),
    ("page", station::open_page),
];

/// For a fuzz target, which knows its own name alone.
pub fn run_target(name: &str, bytes: &[u8]) {
    let target = TARGETS.iter().find(|(known, _)| *known == name);
    let (_, run) = target.expect("a target of this name");
    run(bytes);
}
