//! Pages and papers of a case in one row, as a supervisor leafs through them.
use crate::contract::views::{PageView, ReviewDocument, ReviewPage};

pub fn own_page(page: PageView) -> ReviewPage {
    ReviewPage {
        id: page.id,
        material: page.material,
        paper: None,
        n: page.order,
        sha256: page.sha256,
        url: Some(page.url),
        thumb: Some(page.thumb),
    }
}

/// A page shows as much of a person as there is, so it is hidden with the rest. A look at one is a
/// line of the audit trail of its own.
pub fn hide_pages(pages: &mut [ReviewPage]) {
    for page in pages {
        (page.url, page.thumb) = (None, None);
    }
}

/// An issued paper; `base` is the address before the number of a page.
pub struct IssuedPaper<'a> {
    pub sha256: &'a str,
    pub base: String,
    pub form: String,
    pub number: Option<String>,
    pub issued_at: Option<String>,
    pub pages: u32,
    pub revision: u32,
}

/// Its pages come after those that the citizen brought.
pub fn add_paper(row: &mut Vec<ReviewPage>, paper: IssuedPaper) -> ReviewDocument {
    let IssuedPaper { sha256, base, form, number, issued_at, pages, revision } = paper;
    let id = |n: u32| format!("{sha256}.{n}");
    for n in 1..=pages {
        row.push(ReviewPage {
            id: id(n),
            material: None,
            paper: Some(form.clone()),
            n: row.len() as u32 + 1,
            sha256: sha256.to_owned(),
            url: Some(format!("{base}/{n}?w=1000")),
            thumb: Some(format!("{base}/{n}?w=200")),
        });
    }
    ReviewDocument { form, number, issued_at, pages, revision, page: id(1) }
}
