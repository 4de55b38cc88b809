//! What a clerk can do: a file for each task, a function for each command, named as in
//! `contract::commands`. Each reads, checks, appends facts, shows the case.
mod another_item;
mod any_window;
mod audit;
mod blank;
mod centre;
mod check_record;
mod citizen;
mod citizen_form;
mod consent;
mod continuing;
mod custody;
mod day_sheet;
mod decision;
mod editing;
mod entrusted;
mod fill;
mod grounds;
mod hold;
mod issue;
mod items;
mod key_card;
mod lapse;
mod library;
mod lists;
mod lock;
mod mandate;
mod materials;
mod opening;
mod outbox;
mod pages;
mod paper_register;
mod paper_signature;
mod paper_slip;
mod people;
mod practice;
mod printing;
mod receipt;
mod receipt_check;
mod refiling;
mod review;
mod scan;
mod session;
mod settings;
mod setup;
mod setup_try;
mod setup_view;
mod shape_text;
mod signing;
mod steps;
mod support;
mod typed_person;
mod typesetting;
mod way_out;
mod withdrawal;
mod witness;

pub use another_item::another_item;
pub use any_window::{search_station_cases, show_station_case};
pub use audit::{audit_trail, export_audit};
pub use blank::print_blank;
pub use centre::{join_centre, open_technician};
pub use check_record::print_check_record;
pub use citizen::{citizen, clear_citizen, show_give_back, show_list};
pub use citizen_form::{citizen_confirm, citizen_doubt, citizen_sign};
pub use consent::{drop_consent, give_consent};
pub use continuing::{continue_case, release_case};
pub use custody::{give_back_all, set_custody};
pub use day_sheet::{day_sheet, export_day_sheet, print_day_sheet};
pub use decision::{propose, withdraw_proposal};
pub use entrusted::{decide_for_department, examine_point, propose_for_department};
pub use fill::fill;
pub use grounds::{confirm_card, set_mandate};
pub use hold::{hold, resume};
pub use issue::issue;
pub use items::{catalogue_news, checklist, print_list, print_sheet, search_items};
pub use key_card::print_key_card;
pub use lapse::{end_lapsed, warn_of_lapse};
pub use library::look_up;
pub use lists::{held_cases, my_cases};
pub use lock::{citizen_activity, lock, note_activity, note_case_shown, relieve, unlock_screen};
pub use mandate::print_mandate;
pub use materials::{
    check_original, corrections_in, count_object, count_papers, note_correction, receive,
    set_problem,
};
pub use opening::{
    abandon, answer, case, choose_item, open_case, open_colleagues_case, open_section,
};
pub use outbox::{outbox, pause_delivery, resume_delivery, retry};
pub use pages::{assign_page, delete_page, move_page, page_shown, turn_page, undo};
pub use paper_register::{export_paper_register, paper_register};
pub use paper_signature::sign_on_paper;
pub use paper_slip::open_slip;
pub use people::{flag_person, leave_card, person, read_card, remove_person, take_card};
pub use practice::{
    begin_scenario, enter_practice, leave_practice, practice_result, practice_results,
    reset_practice, scenario_now, scenarios,
};
pub use printing::print;
pub use receipt::print_receipt;
pub use receipt_check::check_receipt;
pub use refiling::{print_refiling_notice, void_case};
pub use review::{clear_marks, queue, reveal, review, send_back};
pub use scan::{cancel_scan, import_file, scan};
pub use session::{
    close_window, hello, notice_read, open_again, sign_in, sign_out, skip_update, status, unlock,
};
pub use settings::{save_settings, settings};
pub use setup::{choose_device, print_setup, settle_step, setup, setup_devices};
pub use setup_try::try_step;
pub use shape_text::shape_text;
pub use signing::{
    print_form, prolong_form, read_form_aloud, refuse_signature, show_form, show_form_to_citizen,
};
pub use steps::print_step;
pub use support::save_bundle;
pub use typed_person::put_person;
pub use way_out::{hand_over, replace_refused, send_replacement};
pub use withdrawal::{ask_withdrawal, draw_up_withdrawal};
pub use witness::{name_witness, read_witness_card};
