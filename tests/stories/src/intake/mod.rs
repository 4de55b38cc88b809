//! Taking a case in: item, people, pages, form, decision and its paper.

pub mod another_version;
pub mod authority;
pub mod blank;
pub mod citizen;
pub mod counted;
pub mod decisions;
pub mod files;
pub mod guardian;
pub mod half_word;
pub mod left_standing;
pub mod library;
pub mod locked_signing;
pub mod newcomer;
pub mod pages;
pub mod people;
pub mod pinyin;
pub mod pinyin_case;
pub mod signing;
pub mod signing_anew;
