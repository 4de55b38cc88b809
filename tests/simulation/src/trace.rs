//! What happened, line by line. The office's addresses of uploads are chance; here they are
//! numbered as they come.
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

#[derive(Default)]
pub struct Trace {
    pub lines: Vec<String>,
    uploads: BTreeMap<String, usize>,
}

impl Trace {
    pub fn add(&mut self, at_ms: i64, what: String) {
        self.lines.push(format!("{:>9.3} {what}", at_ms as f64 / 1000.0));
    }

    pub fn path(&mut self, path: &str) -> String {
        match path.strip_prefix("/uploads/") {
            None => path.to_owned(),
            Some(id) => {
                let next = self.uploads.len() + 1;
                format!("/uploads/#{}", self.uploads.entry(id.to_owned()).or_insert(next))
            }
        }
    }

    pub fn hash(&self) -> String {
        let mut sum = Sha256::new();
        self.lines.iter().for_each(|line| sum.update(format!("{line}\n")));
        hex::encode(sum.finalize())
    }
}
