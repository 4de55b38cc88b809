//! The stories themselves. Each can be played as a test and shown by `make run` where there is no display.

mod again;
mod blank;
mod bridge;
mod catalogue;
mod citizen;
mod course;
mod endings;
mod faults;
mod files;
mod first_screen;
mod holding;
mod intake;
mod kills;
mod library;
mod line_down;
mod locking;
mod looks;
mod oddities;
mod pages;
mod people;
mod pinyin;
mod pinyin_case;
mod practice;
mod revision;
mod settings;
pub(crate) mod steps;
mod supervising;

pub use again::{another_item, paper_slip};
pub use blank::blank_form;
pub use bridge::{no_page_without_signing_in, one_command_only};
pub use catalogue::{joint_item, newer_catalogue};
pub use citizen::citizens_screen;
pub use course::deferred_and_decided;
pub use endings::{draft_resumed_and_abandoned, found_and_reprinted, not_our_office};
pub use faults::{
    cut_between_decision_and_paper, drivers_die, every_weather, full_disk, locked_and_gone, power_cut_in_each_second,
    power_cuts, slow_office_and_bad_files,
};
pub use first_screen::{closed_to_the_network, first_screen};
pub use holding::two_on_hold;
pub use intake::{
    accepted, accepted_through_an_agent, accessible, card_first, correction, leaves_no_trace, list_only, refused,
};
pub use kills::killed_after_each_step;
pub use library::certificate_library;
pub use line_down::connection_refused;
pub use locking::{locked_and_back, relief};
pub use looks::other_looks;
pub use oddities::{a_second_start, wrong_clock_and_zone};
pub use pages::imported_pages;
pub use people::{strange_card, typed_agent};
pub use pinyin::{pinyin_is_shown_in_the_field, pinyin_without_the_remedy};
pub use pinyin_case::{pinyin_finds_an_item, pinyin_in_the_form};
pub use practice::{practised, sealed_off};
pub use revision::completed_after_the_notice;
pub use settings::{passphrase, settings_by_keys};
pub use supervising::{sent_back_and_amended, supervised_without_the_line};
