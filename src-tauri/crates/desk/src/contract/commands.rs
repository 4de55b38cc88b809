//! Every command once: name, payload, reply, who may call it, what the audit trail says of it, and
//! whether it is answered while the screen is locked. The router, the checks and the TypeScript
//! types come from this list.
//!
//! Invariant: `desk/src/contract/commands.rs` names every command once; router, access table and
//! `frontend/src/ipc/contract.ts` come from it. `make check` fails when they drift.

/// Who may call a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    Anyone,
    /// Whoever is signed in, in any role.
    Signed,
    /// Whoever works at a window: clerk, trainee, trainer.
    Clerk,
    Supervisor,
    /// The citizen's screen, whoever is signed in, and nobody else.
    Citizen,
}

impl Access {
    /// The clerk's window and the citizen's have no command in common.
    pub fn is_from(self, window: &str) -> bool {
        window == if self == Access::Citizen { "citizen" } else { "main" }
    }
}

/// What the audit trail says of a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audit {
    /// A line each time.
    Line,
    /// A line each time; beside it how far the clock is off, for the time that is stamped.
    Stamp,
    /// Shows persons, and is asked again by itself: the same look is one line for a while.
    Look,
    /// Neither changes nor shows anything of a person, or is written into the journal at each pause
    /// of the typing.
    Quiet,
}

/// What a command does while the screen is locked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhileLocked {
    Answers,
    /// For a while after a lock that came by itself, and never after another one: the citizen who
    /// reads and signs is not cut off because the clerk sat still.
    AfterIdle,
    Closed,
}

/// The checks that come before a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Command {
    pub name: &'static str,
    pub access: Access,
    pub audit: Audit,
    pub while_locked: WhileLocked,
}

/// 全部退还.
pub const GIVE_BACK_ALL: &str = "give_back_all";

/// What a trainee or trainer does only with a mentor's consent, where the station asks for one. Each
/// is about one case and called like its `ConsentedAct`; people, item, pages and form they do alone.
/// The one key for all originals is the act of the key for one.
pub const WANTS_CONSENT: [&str; 13] = [
    "receive",
    "corrections_in",
    "check_original",
    "set_custody",
    GIVE_BACK_ALL,
    "issue",
    "send_replacement",
    "hand_over",
    "print_step",
    "ask_withdrawal",
    "decide_for_department",
    "end_lapsed",
    "void_case",
];

/// What reveals, prints or exports: a line of the audit trail says so before it is done, and another
/// one what came of it. Where the first cannot be written nothing is done. A list or a blank form is
/// only shown by its command, and the summary of the setup is printed where there may be no store yet.
pub const TOLD_FIRST: [&str; 21] = [
    "reveal",
    "person",
    "issue",
    "send_replacement",
    "hand_over",
    "print",
    "print_step",
    "print_form",
    "print_receipt",
    "print_check_record",
    "print_mandate",
    "draw_up_withdrawal",
    "decide_for_department",
    "end_lapsed",
    "print_sheet",
    "print_key_card",
    "print_day_sheet",
    "export_day_sheet",
    "export_paper_register",
    "export_audit",
    "save_bundle",
];

/// A clerk's commands that name a case and are for any, whoever's it is: that which brings the reason,
/// a mentor's word, the result of practice, and what the office tells of any case of the station.
pub const FOR_ANY_CASE: [&str; 5] = [
    "open_colleagues_case",
    "give_consent",
    "practice_result",
    "show_station_case",
    "continue_case",
];

/// The list. Hands each line to the macro that is named, so that the list is written once.
macro_rules! for_each_command {
    ($callback:ident) => {
        $callback! {
            hello(Nothing) -> Hello, Anyone, Quiet, Answers;
            unlock(Passphrase) -> Hello, Anyone, Line, Closed;
            open_again(Nothing) -> Hello, Anyone, Line, Closed;
            sign_in(SignIn) -> Hello, Anyone, Line, Answers;
            sign_out(Nothing) -> Hello, Anyone, Line, Closed;
            status(Nothing) -> StatusView, Anyone, Quiet, Answers;
            notice_read(NoticeCode) -> StatusView, Signed, Line, Closed;
            skip_update(Nothing) -> StatusView, Anyone, Line, Closed;
            close_window(Nothing) -> Nothing, Anyone, Line, Closed;
            settings(Nothing) -> SettingsView, Anyone, Quiet, Closed;
            save_settings(SaveSettings) -> SettingsView, Signed, Line, Closed;
            join_centre(JoinCentre) -> Hello, Anyone, Line, Closed;
            open_technician(TechnicianCode) -> SettingsView, Signed, Line, Closed;
            save_bundle(Nothing) -> BundleView, Signed, Line, Closed;
            setup(Nothing) -> SetupView, Anyone, Quiet, Closed;
            setup_devices(Nothing) -> Vec<DeviceView>, Anyone, Quiet, Closed;
            choose_device(DeviceChoice) -> SetupView, Anyone, Line, Closed;
            try_step(SetupStepRef) -> SetupTried, Anyone, Line, Closed;
            settle_step(SettleStep) -> SetupView, Anyone, Line, Closed;
            print_setup(Nothing) -> SetupPrint, Anyone, Line, Closed;

            enter_practice(Nothing) -> Hello, Anyone, Line, Closed;
            leave_practice(Nothing) -> Hello, Anyone, Line, Closed;
            reset_practice(Nothing) -> Hello, Anyone, Line, Closed;
            scenarios(Nothing) -> Vec<ScenarioRow>, Clerk, Line, Closed;
            begin_scenario(ScenarioRef) -> ScenarioView, Clerk, Line, Closed;
            scenario_now(Nothing) -> ScenarioNow, Clerk, Line, Closed;
            practice_result(CaseId) -> ResultView, Clerk, Line, Closed;
            practice_results(Nothing) -> Vec<RunRow>, Clerk, Line, Closed;

            search_items(Query) -> ItemHits, Signed, Quiet, Closed;
            catalogue_news(Nothing) -> CatalogueNews, Signed, Quiet, Closed;
            checklist(ListQuery) -> ChecklistView, Signed, Quiet, Closed;
            print_list(ListQuery) -> DocumentView, Clerk, Quiet, Closed;
            print_blank(BlankOf) -> DocumentView, Clerk, Quiet, Closed;
            print_sheet(SheetRef) -> PrintResult, Clerk, Line, Closed;
            print_key_card(KeyCardOf) -> PrintResult, Signed, Line, Closed;
            show_list(ListQuery) -> StatusView, Clerk, Quiet, Closed;
            clear_citizen(Nothing) -> StatusView, Clerk, Quiet, Closed;
            citizen(Nothing) -> CitizenView, Citizen, Quiet, Answers;
            citizen_doubt(Point) -> CitizenView, Citizen, Line, AfterIdle;
            citizen_confirm(Confirm) -> CitizenView, Citizen, Line, AfterIdle;
            citizen_sign(SignedStrokes) -> CitizenView, Citizen, Line, AfterIdle;

            open_case(OpenCase) -> CaseView, Clerk, Line, Closed;
            case(CaseId) -> CaseView, Clerk, Look, Closed;
            open_colleagues_case(ColleaguesCase) -> CaseView, Clerk, Line, Closed;
            my_cases(CaseFilter) -> Vec<CaseRow>, Clerk, Look, Closed;
            open_section(OpenSection) -> CaseView, Clerk, Line, Closed;
            choose_item(ChooseItem) -> CaseView, Clerk, Line, Closed;
            answer(Answer) -> CaseView, Clerk, Line, Closed;
            read_card(ReadCard) -> CaseView, Clerk, Line, Closed;
            take_card(TakeCard) -> CaseView, Clerk, Line, Closed;
            leave_card(CaseId) -> CaseView, Clerk, Line, Closed;
            confirm_card(ConfirmCard) -> CaseView, Clerk, Line, Closed;
            set_mandate(SetMandate) -> CaseView, Clerk, Line, Closed;
            print_mandate(CaseId) -> PrintResult, Clerk, Line, Closed;
            put_person(TypedPerson) -> CaseView, Clerk, Line, Closed;
            person(PersonRef) -> PersonFull, Clerk, Line, Closed;
            flag_person(PersonFlags) -> CaseView, Clerk, Line, Closed;
            remove_person(PersonRef) -> CaseView, Clerk, Line, Closed;
            receive(CaseId) -> CaseView, Clerk, Stamp, Closed;
            corrections_in(CaseId) -> CaseView, Clerk, Line, Closed;
            note_correction(CorrectionOf) -> CaseView, Clerk, Line, Closed;
            print_step(StepRef) -> IssueResult, Clerk, Line, Closed;
            scan(ScanInto) -> ScanResult, Clerk, Line, Closed;
            cancel_scan(CaseId) -> CaseView, Clerk, Line, Closed;
            page_shown(PageRef) -> CaseView, Clerk, Line, Closed;
            assign_page(AssignPage) -> CaseView, Clerk, Line, Closed;
            turn_page(PageRef) -> CaseView, Clerk, Line, Closed;
            move_page(MovePage) -> CaseView, Clerk, Line, Closed;
            delete_page(PageRef) -> CaseView, Clerk, Line, Closed;
            undo(CaseId) -> CaseView, Clerk, Line, Closed;
            look_up(LookUp) -> CaseView, Clerk, Line, Closed;
            check_original(MaterialRef) -> CaseView, Clerk, Line, Closed;
            set_custody(MaterialCustody) -> CaseView, Clerk, Line, Closed;
            show_give_back(CaseId) -> StatusView, Clerk, Line, Closed;
            give_back_all(CaseId) -> CaseView, Clerk, Line, Closed;
            set_problem(MaterialProblem) -> CaseView, Clerk, Line, Closed;
            count_object(MaterialCount) -> CaseView, Clerk, Line, Closed;
            count_papers(MaterialPapers) -> CaseView, Clerk, Line, Closed;
            fill(Fill) -> CaseView, Clerk, Quiet, Closed;
            show_form(CaseId) -> CaseView, Clerk, Line, Closed;
            show_form_to_citizen(ShowFormTo) -> CaseView, Clerk, Line, Closed;
            prolong_form(CaseId) -> CaseView, Clerk, Line, Closed;
            print_form(CaseId) -> IssueResult, Clerk, Line, Closed;
            sign_on_paper(SignOnPaper) -> CaseView, Clerk, Line, Closed;
            read_form_aloud(FormOf) -> CaseView, Clerk, Line, Closed;
            refuse_signature(RefuseSignature) -> CaseView, Clerk, Line, Closed;
            name_witness(NameWitness) -> CaseView, Clerk, Line, Closed;
            read_witness_card(WitnessCard) -> CaseView, Clerk, Line, Closed;
            shape_text(ShapeText) -> ShapedText, Signed, Quiet, Closed;
            propose(Propose) -> CaseView, Clerk, Line, Closed;
            withdraw_proposal(CaseId) -> CaseView, Clerk, Line, Closed;
            issue(CaseId) -> IssueResult, Clerk, Stamp, Closed;
            print(DocumentRef) -> IssueResult, Clerk, Line, Closed;
            print_receipt(ReceiptOf) -> IssueResult, Clerk, Line, Closed;
            print_check_record(CaseId) -> IssueResult, Clerk, Line, Closed;
            abandon(Abandon) -> CaseView, Clerk, Line, Closed;
            draw_up_withdrawal(WithdrawalBy) -> IssueResult, Clerk, Line, Closed;
            ask_withdrawal(AskWithdrawal) -> CaseView, Clerk, Stamp, Closed;
            examine_point(ExaminePoint) -> CaseView, Clerk, Line, Closed;
            propose_for_department(ProposeForDepartment) -> CaseView, Clerk, Line, Closed;
            decide_for_department(CaseId) -> IssueResult, Clerk, Stamp, Closed;
            warn_of_lapse(WarnOfLapse) -> CaseView, Clerk, Line, Closed;
            end_lapsed(CaseId) -> IssueResult, Clerk, Stamp, Closed;
            void_case(VoidCase) -> CaseView, Clerk, Stamp, Closed;
            print_refiling_notice(CaseId) -> IssueResult, Clerk, Line, Closed;
            search_station_cases(SearchStationCases) -> StationCasesView, Clerk, Line, Closed;
            show_station_case(ShowStationCase) -> StationCaseView, Clerk, Line, Closed;
            continue_case(ContinueCase) -> CaseView, Clerk, Line, Closed;
            release_case(CaseId) -> Nothing, Clerk, Line, Closed;
            hold(Hold) -> CaseView, Clerk, Line, Closed;
            resume(CaseId) -> CaseView, Clerk, Line, Closed;
            held_cases(Nothing) -> Vec<CaseRow>, Clerk, Look, Closed;
            another_item(AnotherItem) -> CaseView, Clerk, Line, Closed;
            open_slip(OpenSlip) -> CaseView, Clerk, Line, Closed;
            lock(Nothing) -> Hello, Signed, Line, Answers;
            unlock_screen(UnlockScreen) -> Hello, Signed, Line, Answers;
            relieve(Relieve) -> Hello, Signed, Line, Answers;
            give_consent(GiveConsent) -> Nothing, Clerk, Line, Closed;
            drop_consent(Nothing) -> Nothing, Clerk, Line, Closed;
            note_activity(Activity) -> Nothing, Anyone, Quiet, Answers;
            citizen_activity(Activity) -> Nothing, Citizen, Quiet, Answers;
            note_case_shown(CaseShown) -> Nothing, Anyone, Quiet, Answers;
            outbox(Nothing) -> OutboxView, Signed, Quiet, Closed;
            retry(CaseId) -> OutboxView, Signed, Line, Closed;
            replace_refused(CaseId) -> CaseView, Clerk, Line, Closed;
            send_replacement(CaseId) -> IssueResult, Clerk, Stamp, Closed;
            hand_over(CaseId) -> IssueResult, Clerk, Stamp, Closed;
            pause_delivery(Nothing) -> OutboxView, Signed, Line, Closed;
            resume_delivery(Nothing) -> OutboxView, Signed, Line, Closed;
            day_sheet(DayOf) -> DaySheetView, Signed, Line, Closed;
            print_day_sheet(DayOf) -> PrintResult, Signed, Line, Closed;
            export_day_sheet(DaySheetExport) -> DaySheetExported, Signed, Line, Closed;
            check_receipt(ReceiptQuery) -> ReceiptCheckView, Signed, Line, Closed;

            queue(QueueFilter) -> QueueView, Supervisor, Look, Closed;
            review(ReviewOf) -> ReviewView, Supervisor, Line, Closed;
            reveal(Reveal) -> ReviewView, Supervisor, Line, Closed;
            clear_marks(ClearMarks) -> ReviewView, Supervisor, Line, Closed;
            send_back(SendBack) -> ReviewView, Supervisor, Line, Closed;
            paper_register(DayOf) -> PaperRegisterView, Supervisor, Line, Closed;
            export_paper_register(DaySheetExport) -> DaySheetExported, Supervisor, Line, Closed;
            audit_trail(AuditFilter) -> AuditView, Supervisor, Look, Closed;
            export_audit(AuditExport) -> AuditExported, Supervisor, Line, Closed;
        }
    };
}
pub(crate) use for_each_command;

macro_rules! command_table {
    ($($name:ident($payload:ty) -> $reply:ty, $access:ident, $audit:ident, $lock:ident;)*) => {
        pub const COMMANDS: &[Command] = &[$(Command {
            name: stringify!($name),
            access: Access::$access,
            audit: Audit::$audit,
            while_locked: WhileLocked::$lock,
        }),*];
    };
}
for_each_command!(command_table);

pub fn find_command(name: &str) -> Option<Command> {
    COMMANDS.iter().find(|command| command.name == name).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_prints_or_exports_is_told_first() {
        let only_shown = ["print_list", "print_blank", "print_setup"];
        let is_printing = |name: &str| {
            name.starts_with("print") || name.starts_with("export") || name == "reveal"
        };
        for command in COMMANDS.iter().filter(|command| is_printing(command.name)) {
            let is_told = TOLD_FIRST.contains(&command.name);
            assert!(is_told != only_shown.contains(&command.name), "{}", command.name);
        }
        for name in TOLD_FIRST {
            let audit = find_command(name).map(|command| command.audit);
            assert!(matches!(audit, Some(Audit::Line | Audit::Stamp)), "{name} has its outcome");
        }
    }
}
