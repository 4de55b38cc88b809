//! Files that a citizen, a scanner or a place brings, as the document worker opens them.

use counter_document_worker::{Opener, Places};
use counter_documents::Kind;
use counter_documents::wire::Request;
use std::path::PathBuf;

thread_local! {
    // The library is bound once in a process and stays: whoever opens files here does so on one
    // thread.
    static OPENER: &'static Opener = Box::leak(Box::new(load_opener()));
}

pub fn open_pdf(bytes: &[u8]) {
    open_file(bytes, |kind| kind == Kind::Pdf);
}

pub fn open_tiff(bytes: &[u8]) {
    open_file(bytes, |kind| kind == Kind::Tiff);
}

pub fn open_picture(bytes: &[u8]) {
    open_file(bytes, |kind| kind != Kind::Pdf && kind != Kind::Tiff);
}

/// What is asked of a file, but for the code in a form's foot: what panics in its library is caught
/// there, and a fuzzer stops at it all the same. A file of another kind is another target's.
fn open_file(bytes: &[u8], is_wanted: impl Fn(Kind) -> bool) {
    if !Kind::detect(bytes).is_ok_and(is_wanted) {
        return;
    }
    OPENER.with(|opener| {
        for request in [
            Request::Inspect,
            Request::Open,
            Request::Picture { page: 0, quarter_turns: 1, max_width: 200 },
            Request::RewriteLogo,
        ] {
            let answer = opener.answer_request(request, bytes.to_vec());
            assert!(answer.is_some(), "opening files is this role's work");
        }
    });
}

fn load_opener() -> Opener {
    let opener = Opener::load(&Places { pdfium: find_library(), ..Places::default() });
    assert!(opener.has_library(), "the PDF library is missing: `make setup` fetches it");
    opener
}

/// Where it is named, or in the build folder that this program lies in.
fn find_library() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("COUNTER_PDFIUM") {
        return Some(named.into());
    }
    let own = std::env::current_exe().ok()?;
    let mut places = own.ancestors().map(|folder| folder.join("pdfium/libpdfium.so"));
    places.find(|place| place.is_file())
}
