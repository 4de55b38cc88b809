//! Files sealed under a case, and the pages that the journal speaks of.
use super::Cases;
use super::case_file::CaseFile;
use crate::Failure;
use crate::station::ids::new_id;
use crate::station::limits::{require_file_size, too_many_files};
use counter_core::case::PageOf;
use counter_core::fact::Fact;
use counter_core::limits::MAX_PAGE_FILES;
use counter_store::PageRow;

/// Where a page says that it comes from the certificate library.
pub const CERTIFICATE: &str = "certificate";

/// A file that was sealed, as its pages name it.
pub struct SealedFile {
    pub row: PageRow,
    pub media: String,
    pub pages: u32,
}

impl Cases {
    /// A file with pages. What the office would refuse is told here and not taken in.
    pub fn seal_page_file(
        &self,
        file: &CaseFile,
        media: &str,
        bytes: &[u8],
    ) -> Result<PageRow, Failure> {
        let count = file.case.count_page_files() + 1;
        if count > MAX_PAGE_FILES {
            return Err(too_many_files(count, MAX_PAGE_FILES));
        }
        self.seal_file(&file.id, media, bytes)
    }

    pub fn seal_file(&self, case: &str, media: &str, bytes: &[u8]) -> Result<PageRow, Failure> {
        require_file_size(bytes.len())?;
        self.station.with_store(|store| store.put_page(case, media, bytes))
    }

    /// Media type and content.
    pub fn read_file(&self, case: &str, file: &str) -> Result<(String, Vec<u8>), Failure> {
        let (row, bytes) = self.station.with_store(|store| store.page(case, file))?;
        Ok((row.media, bytes))
    }
}

/// One fact a page. `source` says where it comes from, `material` where it lies.
pub fn page_facts<'a>(
    file: &'a SealedFile,
    source: &'a str,
    material: Option<&'a str>,
) -> impl Iterator<Item = Fact> + 'a {
    (0..file.pages).map(move |index| Fact::PageAdded {
        page: PageOf {
            id: new_id(),
            file: file.row.id.clone(),
            index,
            media: file.media.clone(),
            sha256: file.row.sha256.clone(),
            len: file.row.len,
            source: source.to_owned(),
            material: material.map(str::to_owned),
            turns: 0,
        },
    })
}
