//! How far a case is, as the screen shows it.
use crate::contract::views::{Lack, NextStep, SectionBrief};
use counter_core::casework::{self, Readiness};

pub fn section_briefs(readiness: &Readiness) -> Vec<SectionBrief> {
    let brief = |entry: &casework::SectionReadiness| SectionBrief {
        n: entry.section.into(),
        done: entry.is_done,
        left: entry.lack_count as u32,
    };
    readiness.sections.iter().map(brief).collect()
}

pub fn next_step(readiness: &Readiness) -> NextStep {
    let casework::NextStep { code, params, section } = readiness.next.clone();
    NextStep { code, params, section }
}

pub fn lack_view(lack: casework::Lack) -> Lack {
    Lack { code: lack.code, params: lack.params, section: lack.section }
}
