//! The real document worker, which this build made, for one thread of the test.
use super::paper::{Body, Paper};
use super::reading::{judge_pages, read_pages};
use counter_documents::{Look, Typeset, Worker};

pub struct Press {
    worker: Worker,
    runtime: tokio::runtime::Runtime,
    folder: tempfile::TempDir,
}

impl Press {
    pub fn start() -> Press {
        let exe = std::env::current_exe().unwrap();
        let program = exe.parent().unwrap().parent().unwrap().join("document-worker");
        assert!(
            program.exists(),
            "document-worker is not built: run `cargo build --workspace` or `make test`"
        );
        Press {
            worker: Worker::new(program),
            runtime: tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap(),
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// What the paper says beyond what is claimed; none of what is no paper of its own.
    pub fn judge(&self, paper: &Paper) -> Vec<String> {
        let Body::Sheet(sheet) = &paper.body else { return Vec::new() };
        let look = Look { letterhead: paper.letterhead.clone(), ..Look::default() };
        let typeset = self.runtime.block_on(self.worker.typeset_paper(sheet, &look)).unwrap();
        self.judge_typeset(paper, &typeset)
    }

    /// The same by another template.
    pub fn judge_by(&self, template: &str, paper: &Paper) -> Vec<String> {
        let Body::Sheet(sheet) = &paper.body else { return Vec::new() };
        let look = Look { letterhead: paper.letterhead.clone(), ..Look::default() };
        let job = self.worker.typeset_by_template(sheet, &look, template);
        let typeset = self.runtime.block_on(job).unwrap();
        self.judge_typeset(paper, &typeset)
    }

    fn judge_typeset(&self, paper: &Paper, typeset: &Typeset) -> Vec<String> {
        let pages = read_pages(&typeset.pdf, self.folder.path());
        judge_pages(pages, &paper.claims, &typeset.missing)
    }
}
