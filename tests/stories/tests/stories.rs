//! The stories as tests. They need the program built beside them: `make test`.

use kit::{TestResult, play_story};

#[test]
fn the_program_opens_at_the_sign_in_screen_and_again_after_a_kill() -> TestResult {
    play_story("first-screen", stories::first_screen)
}

#[test]
fn the_page_cannot_reach_the_network() -> TestResult {
    play_story("network", stories::closed_to_the_network)
}

#[test]
fn the_page_has_one_command() -> TestResult {
    play_story("one-command", stories::one_command_only)
}

#[test]
fn no_page_is_shown_to_someone_who_has_not_signed_in() -> TestResult {
    play_story("no-page", stories::no_page_without_signing_in)
}

#[test]
fn pinyin_is_shown_in_the_field_and_enter_sends_nothing() -> TestResult {
    play_story("pinyin", stories::pinyin_is_shown_in_the_field)
}

#[test]
fn the_pinyin_story_sees_the_fault_that_the_remedy_removes() -> TestResult {
    play_story("pinyin-planted", stories::pinyin_without_the_remedy)
}

#[test]
fn a_case_is_accepted_and_the_office_gives_its_number() -> TestResult {
    play_story("accepted", stories::case_accepted)
}

#[test]
fn an_allowance_takes_the_keys_of_its_script() -> TestResult {
    play_story("counted-allowance", stories::counted_allowance)
}

#[test]
fn an_item_through_an_agent_takes_the_keys_of_its_script() -> TestResult {
    play_story("counted-agent", stories::counted_agent)
}

#[test]
fn an_item_of_two_people_takes_the_keys_of_its_script() -> TestResult {
    play_story("counted-couple", stories::counted_couple)
}

#[test]
fn a_shop_takes_the_keys_of_its_script() -> TestResult {
    play_story("counted-shop", stories::counted_shop)
}

#[test]
fn an_item_with_a_certificate_takes_the_keys_of_its_script() -> TestResult {
    play_story("counted-library", stories::counted_with_library)
}

#[test]
fn certificate_library_spares_a_question_and_a_paper() -> TestResult {
    play_story("certificate-library", stories::certificate_library)
}

#[test]
fn a_case_is_accepted_through_an_agent() -> TestResult {
    play_story("agent", stories::accepted_through_an_agent)
}

#[test]
fn one_correction_notice_names_what_is_missing() -> TestResult {
    play_story("correction", stories::correction_notice)
}

#[test]
fn a_case_that_the_office_does_not_take_has_two_ways_out() -> TestResult {
    play_story("not-taken", stories::not_taken_by_the_office)
}

#[test]
fn the_ways_out_read_well_in_english_and_past_the_known_years() -> TestResult {
    play_story("ways-out-english", stories::ways_out_in_english)
}

#[test]
fn a_case_is_refused_with_reasons_and_remedies() -> TestResult {
    play_story("refused", stories::case_refused)
}

#[test]
fn the_citizens_screen_shows_the_list_and_is_locked_with_the_other() -> TestResult {
    play_story("citizen", stories::citizens_screen)
}

#[test]
fn a_form_is_read_back_and_signed_with_strokes() -> TestResult {
    play_story("strokes", stories::signed_by_strokes)
}

#[test]
fn a_form_is_printed_signed_scanned_and_bound() -> TestResult {
    play_story("signed-paper", stories::signed_on_paper)
}

#[test]
fn a_signed_form_of_another_version_is_refused_and_the_right_one_taken_by_its_code() -> TestResult {
    play_story("another-version", stories::another_version_refused)
}

#[test]
fn whoever_cannot_write_hears_the_form_and_puts_a_fingerprint() -> TestResult {
    play_story("fingerprint", stories::signed_by_fingerprint)
}

#[test]
fn a_guardian_signs_for_the_applicant_and_each_paper_is_where_it_belongs() -> TestResult {
    play_story("guardian", stories::signed_by_guardian)
}

#[test]
fn an_agent_signs_nothing_before_the_letter_of_authority_is_there() -> TestResult {
    play_story("authority", stories::agent_without_authority)
}

#[test]
fn a_form_that_nobody_touches_goes_from_the_citizens_screen_and_a_key_keeps_it() -> TestResult {
    play_story("left-standing", stories::form_left_standing)
}

#[test]
fn a_lock_in_mid_stroke_blanks_the_citizens_screen_and_loses_no_stroke() -> TestResult {
    play_story("locked-while-signing", stories::locked_in_mid_stroke)
}

#[test]
fn what_the_citizen_says_is_wrong_is_put_right_and_signed() -> TestResult {
    play_story("doubted", stories::doubted_by_the_citizen)
}

#[test]
fn a_field_changed_after_signing_wants_a_new_signature() -> TestResult {
    play_story("changed-after-signing", stories::changed_after_signing)
}

#[test]
fn a_joint_item_shows_its_departments_and_what_each_answer_changes() -> TestResult {
    play_story("joint", stories::joint_item)
}

#[test]
fn a_withdrawal_is_asked_for_and_the_office_ends_or_decides_it() -> TestResult {
    play_story("withdrawal", stories::withdrawn_after_acceptance)
}

#[test]
fn an_entrusted_case_goes_on_the_spot_from_card_to_decision() -> TestResult {
    play_story("on-the-spot", stories::on_the_spot_from_card_to_decision)
}

#[test]
fn a_decision_of_the_counter_waits_for_the_line_and_is_there_once() -> TestResult {
    play_story("decided-line-down", stories::decided_without_the_line)
}

#[test]
fn without_a_number_the_department_decides() -> TestResult {
    play_story("left-to-the-department", stories::left_to_the_department)
}

#[test]
fn corrections_that_never_came_end_a_case_by_the_clerks_hand_alone() -> TestResult {
    play_story("lapse", stories::lapsed_after_the_notice)
}

#[test]
fn a_trial_plays_the_whole_life_of_a_commitment_item() -> TestResult {
    play_story("departments", stories::whole_life_at_a_trial)
}

#[test]
fn a_case_of_the_wrong_item_is_made_void_and_goes_on_under_the_right_one() -> TestResult {
    play_story("refiling", stories::void_and_reopened)
}

#[test]
fn the_course_of_a_case_is_told_and_the_next_visit_before_anybody_is_sent_away() -> TestResult {
    play_story("visits", stories::course_and_visits)
}

#[test]
fn a_paper_that_may_follow_follows_and_the_office_decides() -> TestResult {
    play_story("course", stories::deferred_and_decided)
}

#[test]
fn what_nobody_answered_in_time_is_accepted_since_its_receipt() -> TestResult {
    play_story("silence", stories::accepted_by_silence)
}

#[test]
fn a_newer_catalogue_comes_while_the_clerk_works_and_says_what_changed() -> TestResult {
    play_story("newer", stories::newer_catalogue)
}

#[test]
fn a_blank_is_shown_printed_and_left_again_where_one_was() -> TestResult {
    play_story("blank_form", stories::blank_form)
}

#[test]
fn a_list_alone_is_printed_without_a_case() -> TestResult {
    play_story("list", stories::list_only)
}

#[test]
fn nothing_outside_the_vault_and_the_forms_names_anybody() -> TestResult {
    play_story("traces", stories::leaves_no_trace)
}

#[test]
fn every_screen_is_accessible() -> TestResult {
    play_story("accessible", stories::every_screen_accessible)
}

#[test]
fn with_connections_refused_the_case_is_delivered_later() -> TestResult {
    play_story("refused-line", stories::connection_refused)
}

#[test]
fn the_plug_pulled_after_each_step_changes_nothing() -> TestResult {
    play_story("kills", stories::killed_after_each_step)
}

#[test]
fn the_card_first_and_the_item_by_its_everyday_name() -> TestResult {
    play_story("card-first", stories::card_first)
}

#[test]
fn two_cases_on_hold_come_back_where_they_were_left() -> TestResult {
    play_story("held", stories::two_on_hold)
}

#[test]
fn a_second_start_shows_the_first_window_or_says_where_things_stand() -> TestResult {
    play_story("second", stories::a_second_start)
}

#[test]
fn a_wrong_clock_and_another_zone_are_said_and_hold_up_nobody() -> TestResult {
    play_story("clock", stories::wrong_clock_and_zone)
}

#[test]
fn a_case_is_completed_under_its_number_after_the_notice() -> TestResult {
    play_story("revision", stories::completed_after_the_notice)
}

#[test]
fn in_every_weather_the_case_arrives_once() -> TestResult {
    play_story("weather", stories::every_weather)
}

#[test]
fn a_slow_office_and_bad_files_hold_up_nobody() -> TestResult {
    play_story("slow-office", stories::slow_office_and_bad_files)
}

#[test]
fn a_locked_keyring_and_a_missing_one_make_no_new_key() -> TestResult {
    play_story("keyring", stories::locked_and_gone)
}

#[test]
fn drivers_die_and_the_window_goes_on() -> TestResult {
    play_story("drivers", stories::drivers_die)
}

#[test]
fn odd_devices_and_files_lose_no_page_and_no_paper() -> TestResult {
    play_story("odd-devices", stories::odd_devices)
}

#[test]
fn a_full_disk_keeps_what_is_there() -> TestResult {
    play_story("full-disk", stories::full_disk)
}

#[test]
fn an_issue_cut_off_is_finished_once() -> TestResult {
    play_story("halfway", stories::cut_between_decision_and_paper)
}

#[test]
fn the_power_goes_again_and_again_in_one_case() -> TestResult {
    play_story("power", stories::power_cuts)
}

#[test]
fn the_power_goes_in_each_second_of_a_case() -> TestResult {
    play_story("power-seconds", stories::power_cut_in_each_second)
}

#[test]
fn the_screen_locks_with_one_key_and_opens_at_the_same_spot() -> TestResult {
    play_story("locked", stories::locked_and_back)
}

#[test]
fn a_window_left_alone_locks_by_itself_and_gives_back_half_a_number() -> TestResult {
    play_story("idle-lock", stories::locked_by_itself)
}

#[test]
fn a_colleague_goes_on_and_the_office_has_both_names() -> TestResult {
    play_story("relief", stories::colleague_takes_over)
}

#[test]
fn another_item_takes_people_pages_and_answers_along() -> TestResult {
    play_story("another", stories::another_item)
}

#[test]
fn a_paper_slip_is_entered_with_its_true_time_of_receipt() -> TestResult {
    play_story("slip", stories::paper_slip)
}

#[test]
fn practice_goes_from_start_to_a_plain_result() -> TestResult {
    play_story("practice", stories::practice_to_its_result)
}

#[test]
fn practice_sends_a_real_office_not_a_byte() -> TestResult {
    play_story("practice-sealed", stories::sealed_off)
}

#[test]
fn a_case_is_sent_back_and_amended_and_nothing_is_lost() -> TestResult {
    play_story("sent-back", stories::sent_back_and_amended)
}

#[test]
fn the_supervisor_sees_the_station_without_the_line() -> TestResult {
    play_story("supervised-offline", stories::supervised_without_the_line)
}

#[test]
fn a_receipt_is_held_against_the_record_and_each_look_is_found_in_the_trail() -> TestResult {
    play_story("receipt-codes", stories::held_against_the_record)
}

#[test]
fn what_the_office_marked_is_looked_into_and_cleared_by_key() -> TestResult {
    play_story("marked", stories::marked_and_cleared)
}

#[test]
fn a_trainees_stamp_wants_a_mentors_word() -> TestResult {
    play_story("consented", stories::stamped_with_a_mentors_word)
}

#[test]
fn a_station_joins_by_a_code() -> TestResult {
    play_story("joined", stories::joined_by_code)
}

#[test]
fn a_new_computer_is_set_up_step_by_step() -> TestResult {
    play_story("first-start", stories::set_up_in_steps)
}

#[test]
fn a_new_computer_joins_and_files_its_first_case() -> TestResult {
    play_story("first-case", stories::joined_and_filed)
}

#[test]
fn a_technician_changes_what_clerks_may_not() -> TestResult {
    play_story("technician", stories::changed_by_a_technician)
}

#[test]
fn an_update_is_skipped_once_and_closes_the_window_for_the_new_program() -> TestResult {
    play_story("updating", stories::updated_at_the_door)
}

#[test]
fn an_item_of_another_window_begins_no_case() -> TestResult {
    play_story("another-window", stories::item_of_another_window)
}

#[test]
fn not_our_office_names_the_right_one() -> TestResult {
    play_story("redirect", stories::not_our_office)
}

#[test]
fn a_draft_is_left_resumed_and_abandoned_with_a_reason() -> TestResult {
    play_story("draft", stories::draft_resumed_and_abandoned)
}

#[test]
fn a_finished_case_is_found_and_its_paper_printed_again() -> TestResult {
    play_story("found", stories::found_and_reprinted)
}

#[test]
fn pages_from_files_are_filed_turned_moved_and_deleted() -> TestResult {
    play_story("pages", stories::imported_pages)
}

#[test]
fn an_agent_is_typed_and_a_rare_name_is_printed() -> TestResult {
    play_story("typed", stories::typed_agent)
}

#[test]
fn a_card_of_somebody_else_is_asked_about() -> TestResult {
    play_story("strange-card", stories::strange_card)
}

#[test]
fn an_expired_card_is_told_and_noted_on_the_receipt() -> TestResult {
    play_story("expired-card", stories::expired_card)
}

#[test]
fn settings_by_keys_are_kept_and_obeyed() -> TestResult {
    play_story("settings", stories::settings_by_keys)
}

#[test]
fn who_draws_the_window_is_chosen_and_told() -> TestResult {
    play_story("painting", stories::painting_is_chosen_and_told)
}

#[test]
fn without_a_keyring_a_passphrase_opens_the_desk() -> TestResult {
    play_story("passphrase", stories::passphrase_opens_the_desk)
}

#[test]
fn pinyin_finds_an_item_before_a_candidate_is_chosen() -> TestResult {
    play_story("pinyin-search", stories::pinyin_finds_an_item)
}

#[test]
fn pinyin_in_the_form_is_written_when_chosen() -> TestResult {
    play_story("pinyin-form", stories::pinyin_in_the_form)
}

#[test]
fn english_large_dark_and_contrast_are_readable() -> TestResult {
    play_story("looks", stories::other_looks)
}

#[test]
fn every_screen_is_readable_at_every_size_in_chinese() -> TestResult {
    play_story("sizes", stories::every_size_in_chinese)
}

#[test]
fn every_screen_is_readable_at_every_size_in_english() -> TestResult {
    play_story("sizes-english", stories::every_size_in_english)
}

#[test]
fn the_citizens_window_and_practice_are_readable_at_every_size_in_chinese() -> TestResult {
    play_story("sizes-citizen", stories::citizens_sizes_in_chinese)
}

#[test]
fn the_citizens_window_and_practice_are_readable_at_every_size_in_english() -> TestResult {
    play_story("sizes-citizen-english", stories::citizens_sizes_in_english)
}

#[test]
fn every_other_way_is_readable_at_every_size_in_chinese() -> TestResult {
    play_story("sizes-ways", stories::other_ways_in_chinese)
}

#[test]
fn every_other_way_is_readable_at_every_size_in_english() -> TestResult {
    play_story("sizes-ways-english", stories::other_ways_in_english)
}

#[test]
fn every_door_is_readable_at_every_size_in_chinese() -> TestResult {
    play_story("sizes-doors", stories::doors_in_chinese)
}

#[test]
fn every_door_is_readable_at_every_size_in_english() -> TestResult {
    play_story("sizes-doors-english", stories::doors_in_english)
}

#[test]
fn the_stories_of_the_sizes_see_each_fault_that_they_look_for() -> TestResult {
    play_story("sizes-planted", stories::spoilt_layouts_are_told)
}

#[test]
fn half_a_word_stays_when_its_box_is_left() -> TestResult {
    play_story("half-word", stories::half_a_word_stays)
}

#[test]
fn the_half_word_story_sees_the_fault_that_the_remedy_removes() -> TestResult {
    play_story("half-word-planted", stories::half_a_word_without_the_remedy)
}

#[test]
fn a_newcomer_types_each_kind_of_field_as_people_write_it() -> TestResult {
    play_story("newcomer", stories::newcomer_types)
}
