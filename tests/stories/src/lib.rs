//! The stories themselves. Each can be played as a test and shown by `make run` where there is no
//! display.

mod cases;
mod faults;
mod intake;
mod station;
pub mod steps;

pub use cases::again::{another_item, paper_slip};
pub use cases::course::deferred_and_decided;
pub use cases::departments::whole_life_at_a_trial;
pub use cases::endings::{draft_resumed_and_abandoned, found_and_reprinted, not_our_office};
pub use cases::entrusted::{
    decided_without_the_line, left_to_the_department, on_the_spot_from_card_to_decision,
};
pub use cases::holding::two_on_hold;
pub use cases::kills::killed_after_each_step;
pub use cases::revision::completed_after_the_notice;
pub use cases::silence::accepted_by_silence;
pub use cases::withdrawal::withdrawn_after_acceptance;
pub use faults::{
    cut_between_decision_and_paper, drivers_die, every_weather, full_disk, locked_and_gone,
    not_taken_by_the_office, odd_devices, power_cut_in_each_second, power_cuts,
    slow_office_and_bad_files, ways_out_in_english,
};
pub use intake::another_version::another_version_refused;
pub use intake::authority::agent_without_authority;
pub use intake::blank::blank_form;
pub use intake::citizen::citizens_screen;
pub use intake::counted::{
    counted_agent, counted_allowance, counted_couple, counted_shop, counted_with_library,
};
pub use intake::decisions::{
    accepted_through_an_agent, card_first, case_accepted, case_refused, correction_notice,
    every_screen_accessible, leaves_no_trace, list_only,
};
pub use intake::guardian::signed_by_guardian;
pub use intake::half_word::{half_a_word_stays, half_a_word_without_the_remedy};
pub use intake::left_standing::form_left_standing;
pub use intake::library::certificate_library;
pub use intake::locked_signing::locked_in_mid_stroke;
pub use intake::newcomer::newcomer_types;
pub use intake::pages::imported_pages;
pub use intake::people::{expired_card, strange_card, typed_agent};
pub use intake::pinyin::{pinyin_is_shown_in_the_field, pinyin_without_the_remedy};
pub use intake::pinyin_case::{pinyin_finds_an_item, pinyin_in_the_form};
pub use intake::signing::{signed_by_fingerprint, signed_by_strokes, signed_on_paper};
pub use intake::signing_anew::{changed_after_signing, doubted_by_the_citizen};
pub use station::bridge::{no_page_without_signing_in, one_command_only};
pub use station::catalogue::{joint_item, newer_catalogue};
pub use station::consent::stamped_with_a_mentors_word;
pub use station::first_case::joined_and_filed;
pub use station::first_screen::{closed_to_the_network, first_screen};
pub use station::first_start::set_up_in_steps;
pub use station::idle_lock::locked_by_itself;
pub use station::joining::joined_by_code;
pub use station::lapse::lapsed_after_the_notice;
pub use station::layouts::{
    citizens_sizes_in_chinese, citizens_sizes_in_english, every_size_in_chinese,
    every_size_in_english,
};
pub use station::layouts_doors::{doors_in_chinese, doors_in_english};
pub use station::layouts_planted::spoilt_layouts_are_told;
pub use station::layouts_ways::{other_ways_in_chinese, other_ways_in_english};
pub use station::line_down::connection_refused;
pub use station::locking::{colleague_takes_over, locked_and_back};
pub use station::looks::other_looks;
pub use station::marked::marked_and_cleared;
pub use station::oddities::{a_second_start, wrong_clock_and_zone};
pub use station::practice::{practice_to_its_result, sealed_off};
pub use station::receipt_codes::held_against_the_record;
pub use station::refiling::void_and_reopened;
pub use station::settings::{
    painting_is_chosen_and_told, passphrase_opens_the_desk, settings_by_keys,
};
pub use station::supervising::{sent_back_and_amended, supervised_without_the_line};
pub use station::technician::changed_by_a_technician;
pub use station::updating::updated_at_the_door;
pub use station::visits::course_and_visits;
pub use station::window_profile::item_of_another_window;
