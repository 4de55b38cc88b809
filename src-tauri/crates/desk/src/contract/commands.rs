//! Every command once: name, payload, reply, who may. The router, the access table and the TypeScript types come from this list.
use crate::contract::views::*;
use crate::{Desk, Failure, commands};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use ts_rs::TS;

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

macro_rules! payloads { ($($name:ident { $($field:ident : $type:ty),* $(,)? })*) => {
    $(#[derive(Deserialize, Serialize, TS)] #[serde(deny_unknown_fields)] pub struct $name { $(pub $field: $type),* })*
    fn payload_declarations(config: &ts_rs::Config) -> Vec<String> { vec![$(<$name as TS>::decl(config)),*] }
}; }

payloads! {
    Nothing { }
    NoticeCode { code: String }
    SignIn { number: String, password: String }
    Passphrase { passphrase: String }
    Query { query: String }
    ItemId { item: String }
    ListQuery { item: String, answers: BTreeMap<String, String> }
    OpenCase { item: Option<String>, answers: BTreeMap<String, String> }
    CaseId { case: String }
    ChooseItem { case: String, item: String }
    Answer { case: String, question: String, option: String }
    ReadCard { case: String, role: Role }
    TakeCard { case: String, reading: String, role: Role, replace: bool }
    TypedPerson { case: String, person: Option<String>, role: Role, name: String, id_kind: String, number: String, sex: String, address: String, phone: String, relation: String }
    PersonRef { case: String, person: String }
    PersonFlags { case: String, person: String, present: bool, signs: bool }
    ScanInto { case: String, material: Option<String> }
    PageRef { case: String, page: String }
    AssignPage { case: String, page: String, material: Option<String> }
    MovePage { case: String, page: String, to: u32 }
    MaterialRef { case: String, material: String }
    MaterialCustody { case: String, material: String, custody: Custody }
    MaterialProblem { case: String, material: String, problem: Option<String> }
    LookUp { case: String, ground: LookUpGround, text: String, organisation: String, land_title: String }
    MaterialCount { case: String, material: String, count: u32 }
    Fill { case: String, field: String, value: String }
    Propose { case: String, kind: DecisionKind, items: Vec<NoticeItem>, reasons: Vec<String>, right_office: Option<String>, deferred_until: Option<String> }
    DocumentRef { case: String, document: String }
    BlankOf { case: Option<String>, item: String, material: String, sample: bool }
    SheetRef { document: String }
    StepRef { case: String, step: String }
    Abandon { case: String, reason: String }
    OpenSection { case: String, section: u8 }
    Hold { case: String, reason: HoldReason, note: String, originals: Originals }
    AnotherItem { case: String, item: String }
    OpenSlip { slip: String, date: String, time: String }
    UnlockScreen { secret: Option<String>, password: Option<String>, new_secret: Option<String> }
    Relieve { number: String, password: String, case: Option<String> }
    DayOf { day: Option<String> }
    CaseFilter { statuses: Vec<CaseStatus>, text: String, today: bool, waiting: bool }
    ScenarioRef { scenario: String }
    SaveSettings { settings: Settings }
    QueueFilter { clerk: Option<String>, window: Option<String>, only: QueueOnly, sort: QueueSort }
    ReviewOf { case: String, revision: Option<u32> }
    SendBack { case: String, revision: u32, comments: Vec<CommentInput> }
}

macro_rules! commands { ($($name:ident($payload:ty) -> $reply:ty, $access:ident;)*) => {
    pub fn access(name: &str) -> Option<Access> {
        match name { $(stringify!($name) => Some(Access::$access),)* _ => None }
    }
    pub const COMMANDS: &[&str] = &[$(stringify!($name)),*];

    pub(crate) async fn route(desk: &Desk, name: &str, payload: Value) -> Result<Value, Failure> {
        match name {
            $(stringify!($name) => {
                let payload: $payload = serde_json::from_value(payload).map_err(|_| Failure::new("bad_request"))?;
                let reply: $reply = commands::$name(desk, payload).await?;
                serde_json::to_value(reply).map_err(|_| Failure::new("internal"))
            })*
            _ => Err(Failure::new("unknown_command")),
        }
    }

    /// `frontend/src/ipc/contract.ts`, whole.
    pub fn typescript() -> String {
        let config = ts_rs::Config::default();
        let mut out = String::from("// Generated from src-tauri/crates/desk/src/contract.rs. Do not edit: run `make types`.\n\n");
        let mut lines = crate::contract::views::declarations(&config);
        lines.extend(payload_declarations(&config));
        lines.push(<Failure as TS>::decl(&config));
        for line in lines { out.push_str("export "); out.push_str(&line); out.push('\n'); }
        out.push_str("\nexport interface Commands {\n");
        $(out.push_str(&format!("  {}: [{}, {}];\n", stringify!($name), <$payload as TS>::name(&config), <$reply as TS>::name(&config)));)*
        out.push_str("}\n\nexport const failureCodes = [\n");
        for code in crate::contract::failure::CODES { out.push_str(&format!("  \"{code}\",\n")); }
        out.push_str("] as const;\nexport type FailureCode = (typeof failureCodes)[number];\n");
        out.push_str(&list("numberCodes", &counter_core::idnum::CODES));
        out.push_str(&list("findingCodes", &[&counter_core::form::CODES[..], &counter_core::idnum::CODES].concat()));
        out
    }
}; }

/// Codes inside views that need words of their own; the frontend's tests hold its texts against them.
fn list(name: &str, codes: &[&str]) -> String {
    let lines: String = codes.iter().map(|code| format!("  \"{code}\",\n")).collect();
    format!("\nexport const {name} = [\n{lines}] as const;\n")
}

commands! {
    hello(Nothing) -> Hello, Anyone;
    unlock(Passphrase) -> Hello, Anyone;
    open_again(Nothing) -> Hello, Anyone;
    sign_in(SignIn) -> Hello, Anyone;
    sign_out(Nothing) -> Hello, Anyone;
    status(Nothing) -> StatusView, Anyone;
    notice_read(NoticeCode) -> StatusView, Signed;
    settings(Nothing) -> SettingsView, Anyone;
    save_settings(SaveSettings) -> SettingsView, Signed;

    enter_practice(Nothing) -> Hello, Anyone;
    leave_practice(Nothing) -> Hello, Anyone;
    reset_practice(Nothing) -> Hello, Anyone;
    scenarios(Nothing) -> Vec<ScenarioRow>, Clerk;
    begin_scenario(ScenarioRef) -> ScenarioView, Clerk;
    scenario_now(Nothing) -> ScenarioNow, Clerk;
    practice_result(CaseId) -> ResultView, Clerk;
    practice_results(Nothing) -> Vec<RunRow>, Clerk;

    search_items(Query) -> Vec<ItemHit>, Signed;
    catalogue_news(Nothing) -> CatalogueNews, Signed;
    checklist(ListQuery) -> ChecklistView, Signed;
    print_list(ListQuery) -> DocumentView, Clerk;
    print_blank(BlankOf) -> DocumentView, Clerk;
    print_sheet(SheetRef) -> PrintResult, Clerk;
    show_list(ListQuery) -> StatusView, Clerk;
    clear_citizen(Nothing) -> StatusView, Clerk;
    citizen(Nothing) -> CitizenView, Citizen;

    open_case(OpenCase) -> CaseView, Clerk;
    case(CaseId) -> CaseView, Clerk;
    my_cases(CaseFilter) -> Vec<CaseRow>, Clerk;
    open_section(OpenSection) -> CaseView, Clerk;
    choose_item(ChooseItem) -> CaseView, Clerk;
    answer(Answer) -> CaseView, Clerk;
    read_card(ReadCard) -> CaseView, Clerk;
    take_card(TakeCard) -> CaseView, Clerk;
    leave_card(CaseId) -> CaseView, Clerk;
    put_person(TypedPerson) -> CaseView, Clerk;
    person(PersonRef) -> PersonFull, Clerk;
    flag_person(PersonFlags) -> CaseView, Clerk;
    remove_person(PersonRef) -> CaseView, Clerk;
    receive(CaseId) -> CaseView, Clerk;
    corrections_in(CaseId) -> CaseView, Clerk;
    print_step(StepRef) -> IssueResult, Clerk;
    scan(ScanInto) -> ScanResult, Clerk;
    cancel_scan(CaseId) -> CaseView, Clerk;
    page_shown(PageRef) -> CaseView, Clerk;
    assign_page(AssignPage) -> CaseView, Clerk;
    turn_page(PageRef) -> CaseView, Clerk;
    move_page(MovePage) -> CaseView, Clerk;
    delete_page(PageRef) -> CaseView, Clerk;
    undo(CaseId) -> CaseView, Clerk;
    look_up(LookUp) -> CaseView, Clerk;
    check_original(MaterialRef) -> CaseView, Clerk;
    set_custody(MaterialCustody) -> CaseView, Clerk;
    set_problem(MaterialProblem) -> CaseView, Clerk;
    count_object(MaterialCount) -> CaseView, Clerk;
    fill(Fill) -> CaseView, Clerk;
    propose(Propose) -> CaseView, Clerk;
    withdraw_proposal(CaseId) -> CaseView, Clerk;
    issue(CaseId) -> IssueResult, Clerk;
    print(DocumentRef) -> IssueResult, Clerk;
    abandon(Abandon) -> CaseView, Clerk;
    hold(Hold) -> CaseView, Clerk;
    resume(CaseId) -> CaseView, Clerk;
    held_cases(Nothing) -> Vec<CaseRow>, Clerk;
    another_item(AnotherItem) -> CaseView, Clerk;
    open_slip(OpenSlip) -> CaseView, Clerk;
    lock(Nothing) -> Hello, Signed;
    unlock_screen(UnlockScreen) -> Hello, Signed;
    relieve(Relieve) -> Hello, Signed;
    outbox(Nothing) -> OutboxView, Signed;
    retry(CaseId) -> OutboxView, Signed;
    pause_delivery(Nothing) -> OutboxView, Signed;
    resume_delivery(Nothing) -> OutboxView, Signed;
    day_sheet(DayOf) -> DaySheetView, Signed;
    print_day_sheet(DayOf) -> DaySheetPrint, Signed;

    queue(QueueFilter) -> QueueView, Supervisor;
    review(ReviewOf) -> ReviewView, Supervisor;
    reveal(ReviewOf) -> ReviewView, Supervisor;
    send_back(SendBack) -> ReviewView, Supervisor;
}
