//! The fixed sentences of papers, each with what must be on record, or settled for the place, before
//! it may be printed. Papers take them from here alone; `{…}` is set from data.
use super::brought::{has_brought, list_stays};
use super::noted::Noted;
use super::{CHECK_RECORD, COURSE_SLIP};
use crate::cases::case_file::CaseFile;
use crate::cases::signing::find_sent_form;
use counter_core::case::{
    Case, ClockNote, Custody, Decision, DecisionKind, ExpiryGround, ExpiryReason, Mandate,
    MandateEnd, MandateGround, MilestoneKind, Reading, Refusal, Signature, SignedBy, VoidStanding,
    WarnedBy,
};
use counter_core::casework::{CaseAssessment, LackCode, NextThingKind, Section};
use counter_core::mutants::is_planted;

/// What is on record of a case, as far as sentences rest on it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ground {
    pub is_received: bool,
    /// The decision that the paper carries; none on a paper of an undecided case.
    pub kind: Option<DecisionKind>,
    pub is_deferred: bool,
    /// The day of the promised papers is later than it was.
    pub is_extended: bool,
    /// Nobody answered in time: the case stands accepted since its receipt.
    pub is_deemed: bool,
    /// Papers are still asked for of what nobody answered in time.
    pub has_late_papers: bool,
    /// Nobody has answered in time, and it is not said yet.
    pub is_unanswered: bool,
    /// Something of the list came.
    pub has_brought: bool,
    /// Nothing of the list and the form is missing or faulty, and each original was compared.
    pub is_complete: bool,
    /// Nothing was noted of a card that speaks against it.
    pub are_cards_in_order: bool,
    /// Somebody confirmed each card of which something was noted.
    pub are_cards_confirmed: bool,
    /// No correction notice was given before this one.
    pub is_first_notice: bool,
    /// Of a further notice: something of it came after the one before.
    pub has_new_faults: bool,
    /// Of a further notice: something of it did not.
    pub has_seen_faults: bool,
    /// The law's five days to say what is missing run for the item.
    pub has_five_days: bool,
    /// The application form goes along, or is with the decision that the paper carries.
    pub has_form: bool,
    pub has_pages: bool,
    pub has_copies: bool,
    pub has_held: bool,
    /// Of what came, originals, things or copies are on record as held at the window.
    pub has_stays: bool,
    /// A paper beside the form was issued.
    pub has_papers: bool,
    /// The deciding office said it, which the paper relays.
    pub is_told: bool,
    /// How the form was signed that the words are about; none of any other words.
    pub signed_by: Option<SignedBy>,
    /// Somebody beside the signer saw it, and is on record.
    pub has_witness: bool,
    /// It was read aloud to the signer before.
    pub is_read_aloud: bool,
    /// The paper slip bears the signatures, of the words about that.
    pub is_slip_signed: bool,
    /// Somebody will not sign the form, of the words about that; none of any other words.
    pub is_signature_refused: bool,
    /// They said why.
    pub has_refusal_note: bool,
    /// Why a card that is not valid will do, of the words about it; none of any other words.
    pub expiry: Option<ExpiryGround>,
    /// What is on record of the second paper that the ground speaks of.
    pub has_second_number: bool,
    pub has_second_until: bool,
    pub has_second_row: bool,
    /// The ground speaks of a second paper, and none is on record.
    pub is_second_unrecorded: bool,
    /// Nothing has effect here, or the wording in use is the one that ships with the program.
    pub is_example: bool,
    /// The pack's own template made no paper: the program's did.
    pub is_template_refused: bool,
    /// The place says nothing of its own in the place of these words.
    pub is_place_silent: bool,
    /// The form without a declaration of its own that the words are about; none of any other words.
    pub silent_form: Option<SilentForm>,
    /// Days after which a signature goes with its pages, of the words about it; 0 for never.
    pub keep_days: Option<u32>,
    /// The entry of the journal that the words are about; none of any other words.
    pub noted: Option<Noted>,
    /// Somebody checked something of the case, and it is on record.
    pub has_checks: bool,
    /// A printer took the paper that the words are about.
    pub is_printed: bool,
    /// It was kept as a file, for want of a printer.
    pub is_saved: bool,
    /// The decision is stored with its submission, and has the code of that.
    pub has_code: bool,
    /// What is on record of this window's clock at the decision; none where nothing is.
    pub clock: Option<ClockNote>,
    /// By when the case is to be finished, of the words about it; none of any other words.
    pub due: Option<Due>,
    /// The words are about somebody's mandate.
    pub is_of_mandate: bool,
    /// By what they act, where that is on record.
    pub mandate_ground: Option<MandateGround>,
    /// Until when, where that is on record.
    pub mandate_end: Option<MandateEnd>,
    /// Somebody asks that the case end, of the words about it; none of any other words.
    pub withdrawal: Option<EndedBy>,
    /// The clerk read that the authority of whoever asks covers it.
    pub is_authority_read: bool,
    /// What the counter decides in a department's name grants, or refuses; none of any other words.
    pub entrusted: Option<bool>,
    /// The notice states by when its corrections are to come, and what follows.
    pub states_lapse: bool,
    /// How the applicant was told before the case is ended for corrections that never came, of the
    /// words about that; none of any other words.
    pub lapse: Option<WarnedBy>,
    /// What has become of the case of the wrong item from which this one goes on, of the words about
    /// that; none of any other words.
    pub refiled: Option<VoidStanding>,
    /// The citizen gave back the receipt of that one.
    pub is_receipt_back: bool,
    /// A correction notice was given under the right item.
    pub is_refiled_notified: bool,
    /// The time to decide counts from the receipt of that one.
    pub counts_from_first: bool,
    /// What happened that the words are about; none of any other words.
    pub milestone: Option<MilestoneKind>,
    /// The counter decided it in the department's name.
    pub is_by_counter: bool,
    /// What the citizen has to do next, of the words about that; none of any other words.
    pub next: Option<NextThingKind>,
    /// There is a last day for it.
    pub has_next_day: bool,
    /// The words are about how often somebody came.
    pub is_of_visits: bool,
    /// The place promises how often somebody has to come at most; and nobody read that in a source.
    pub has_promised_visits: bool,
    pub are_visits_example: bool,
}

/// A form whose definition says nothing of what is declared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SilentForm {
    Application,
    /// To be filled in by hand.
    Blank,
}

/// On what the day rests by which a case that stands accepted is to be finished.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// 即办, and the day is the paper's own.
    Today,
    /// 即办, on another day.
    ThatDay,
    /// The catalogue promises so many days.
    Promised,
    /// The catalogue names the limit of the law alone: nobody promised it.
    Legal,
    /// No day is known.
    Guide,
}

/// By whom a case ends that somebody asks to withdraw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndedBy {
    Window,
    Office,
}

impl Ground {
    /// `decision`: what the paper carries, made already or not yet.
    pub fn new(file: &CaseFile, decision: Option<&Decision>) -> Ground {
        let (case, assessment) = (&file.case, file.assess());
        let kind = decision.map(|decision| decision.kind);
        let is_made = decision.is_some() && case.decision().map(|(newest, _)| newest) == decision;
        let noted = || case.people.iter().filter(|p| super::card_warnings::is_noted(p));
        let own = ["application_form", CHECK_RECORD, COURSE_SLIP];
        let is_given_out = |form: &str| !own.contains(&form);
        let rows = &assessment.materials;
        Ground {
            is_received: case.received.is_some(),
            kind,
            is_deferred: decision.is_some_and(|decision| decision.deferred.is_some()),
            is_extended: decision.is_some_and(Decision::extends_deferral),
            is_deemed: decision.is_some_and(|decision| decision.deemed.is_some()),
            has_late_papers: decision
                .and_then(|decision| decision.deemed.as_ref())
                .is_some_and(|deemed| !deemed.papers.is_empty()),
            is_unanswered: file.is_left_unanswered(),
            states_lapse: decision.is_some_and(|decision| decision.lapse.is_some()),
            has_brought: has_brought(&assessment, file),
            is_complete: is_complete(&assessment),
            are_cards_in_order: noted().next().is_none(),
            are_cards_confirmed: noted().all(|person| {
                person.reading == Reading::Card && case.expiry_confirmation(person).is_some()
            }),
            is_first_notice: count_notices(case) == u32::from(is_made && kind == NOTICE),
            has_new_faults: decision.is_some_and(|one| !one.list_new_places().is_empty()),
            has_seen_faults: decision.is_some_and(Decision::names_seen_faults),
            has_five_days: file.item().is_some_and(|item| item.article32),
            has_form: kind == Some(DecisionKind::Accept) || find_sent_form(&assessment).is_some(),
            has_pages: !case.pages.is_empty(),
            has_copies: rows.iter().any(|row| row.keeps_copies()),
            has_held: rows.iter().any(|row| row.custody == Custody::Held),
            has_stays: rows.iter().any(|row| list_stays(row).next().is_some()),
            has_papers: case.documents.iter().any(|(paper, _)| is_given_out(&paper.form)),
            has_code: is_made && file.receipt_code().is_some(),
            clock: case.clock_note.filter(|_| is_made),
            ..Ground::default()
        }
    }

    /// Of one signature: nothing else is said of a signature than what it holds.
    pub fn of_signature(case: &Case, signature: &Signature) -> Ground {
        Ground {
            signed_by: Some(signature.by),
            has_witness: signature.witness.is_some(),
            is_read_aloud: case.signing.was_read_before(signature),
            ..Ground::default()
        }
    }

    /// Of the application form, which no printer took.
    pub fn of_saved_form() -> Ground {
        Ground { is_saved: true, ..Ground::default() }
    }

    /// Of the paper slip that was signed, and scanned.
    pub fn of_signed_slip() -> Ground {
        Ground { is_slip_signed: true, ..Ground::default() }
    }

    /// Of one who will not sign.
    pub fn of_refusal(refusal: &Refusal<'_>) -> Ground {
        Ground {
            is_signature_refused: true,
            has_refusal_note: refusal.note.is_some(),
            ..Ground::default()
        }
    }

    /// Of one mandate: nothing else is said of it than what it holds.
    pub fn of_mandate(mandate: &Mandate) -> Ground {
        Ground {
            is_of_mandate: true,
            mandate_ground: mandate.ground,
            mandate_end: mandate.until,
            ..Ground::default()
        }
    }

    /// Of one reason: nothing else is said of a second paper than what is on record of it.
    pub fn of_expiry(reason: &ExpiryReason) -> Ground {
        let paper = reason.paper.as_ref();
        Ground {
            expiry: Some(reason.ground),
            has_second_number: paper.is_some_and(|paper| !paper.number.is_empty()),
            has_second_until: paper.is_some_and(|paper| paper.until.is_some()),
            has_second_row: paper.is_some_and(|paper| !paper.row.is_empty()),
            is_second_unrecorded: reason.lacks_paper(),
            ..Ground::default()
        }
    }

    /// Of one thing that happened: nothing else is said of it than what it was.
    pub fn of_milestone(kind: MilestoneKind, is_by_counter: bool) -> Ground {
        Ground { milestone: Some(kind), is_by_counter, ..Ground::default() }
    }

    /// Of what comes next.
    pub fn of_next(kind: NextThingKind, has_next_day: bool) -> Ground {
        Ground { next: Some(kind), has_next_day, ..Ground::default() }
    }

    /// Of one entry: nothing else is said of it than what it is.
    pub fn of_entry(noted: Noted) -> Ground {
        Ground { noted: Some(noted), ..Ground::default() }
    }

    /// Those of the sentences that may stand, one after the other.
    pub fn say(&self, sentences: &[Sentence]) -> String {
        sentences.iter().filter_map(|sentence| self.find_words(*sentence)).collect()
    }

    pub fn find_words(&self, sentence: Sentence) -> Option<&'static str> {
        let stands = sentence.may_stand(self) && !is_planted("SentenceLeftOut")
            || is_planted("SentenceWithoutFact");
        stands.then(|| sentence.words())
    }
}

const NOTICE: Option<DecisionKind> = Some(DecisionKind::Correction);

/// A notice that only went to the office once more, in the place of one it had not taken, is the
/// same notice. One that an acceptance followed before either was taken is a notice of its own.
fn count_notices(case: &Case) -> u32 {
    let revisions = case.decisions.iter().zip(1u32..);
    let notices = revisions.filter(|(decided, revision)| {
        let next = case.decisions.get(*revision as usize);
        let goes_again = case.replaced.contains(revision) && next == Some(*decided);
        Some(decided.0.kind) == NOTICE && !goes_again
    });
    notices.count() as u32
}

/// Where an original is now, and what was promised, is not what the list lacks.
fn is_complete(assessment: &CaseAssessment) -> bool {
    assessment.item.is_some()
        && assessment.readiness.lacks.iter().all(|lack| {
            let is_aside = matches!(
                lack.code,
                LackCode::GiveBack | LackCode::DeferredPapers | LackCode::Receive
            );
            is_aside || lack.section == Section::People
        })
}

macro_rules! sentences {
    ($ground:ident; $($name:ident: $words:literal, if $condition:expr;)*) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Sentence { $($name),* }

        impl Sentence {
            #[cfg(test)]
            pub const ALL: &[Sentence] = &[$(Sentence::$name),*];

            pub fn words(self) -> &'static str {
                match self { $(Self::$name => $words),* }
            }

            pub fn may_stand(self, $ground: &Ground) -> bool {
                match self { $(Self::$name => $condition),* }
            }
        }
    };
}

sentences! {
    of;
    AppliedOn: "你（单位）于{received}提出的“{item}”申请，", if of.is_received;
    Applied: "你（单位）提出的“{item}”申请，", if !of.is_received;
    Examined: "经形式审查，", if accepts_examined(of) || of.kind == NOTICE;
    AllInOrder: "申请材料齐全、符合法定形式，",
        if accepts_examined(of) && of.is_complete && of.are_cards_in_order;
    AllThere: "申请材料齐全，证件另有记录（见下），",
        if accepts_examined(of) && of.is_complete && !of.are_cards_in_order;
    Compared: "经核对后",
        if accepts_examined(of) && !of.are_cards_in_order && of.are_cards_confirmed;
    Accepted: "现予受理。", if accepts_examined(of);
    DeemedAccepted: "本窗口收到申请材料后五个工作日内没有答复，自收到申请材料之日起视为受理。",
        if of.is_deemed;
    ClockRunsOn: "补交期间办理期限照常计算，不因此停止。", if of.is_deemed && of.has_late_papers;
    MostInOrder: "主要材料齐全、符合法定形式，",
        if of.is_deferred && of.is_complete && of.are_cards_in_order;
    MostThere: "主要材料齐全，证件另有记录（见下），",
        if of.is_deferred && of.is_complete && !of.are_cards_in_order;
    Deferred: "暂缺的材料限期补交，决定容缺受理。", if of.is_deferred;
    BringLater: "请在{until}前把暂缺材料补交到本窗口；补交后换取受理回执。", if of.is_deferred;
    DeferralExtended: "补交期限原为{from}，经值班长同意延长一次，理由：{reason}", if of.is_extended;
    Promising: "本人（单位）申请办理“{item}”，下列材料暂时未能提交，申请容缺受理，并作出以下承诺。",
        if of.is_deferred;
    PromiseInTime: "在{until}前把上列材料一次补交到受理窗口。", if of.is_deferred;
    PromiseTruth: "补交的材料真实、合法、有效，与已提交的内容一致。", if of.is_deferred;
    PromiseCare: "知道逾期未补交会影响本件的办理，由此产生的后果由本人（单位）承担。", if of.is_deferred;
    SpecialNeeded: "你（单位）申请的“{item}”在审查中需要进行{procedure}，现将所需时间告知如下。",
        if of.is_told;
    SpecialTime: "上述时间不计算在办理期限内；特别程序结束后继续计算。", if of.is_told;
    Extended: "你（单位）申请的“{item}”不能在原定期限内作出决定，审批部门已告知延长办理期限。",
        if of.is_told;
    AskAtWindow: "办理进度可以凭编号到本窗口查询。", if of.is_told;
    Faulty: "申请材料不齐全或者不符合法定形式。", if of.kind == NOTICE;
    AllAtOnce: "需要补正的全部内容一次性告知如下：", if of.kind == NOTICE && of.is_first_notice;
    OnceMore: "需要补正的内容告知如下：", if of.kind == NOTICE && !of.is_first_notice;
    ListedAtOnce: "本告知书一次列明全部需要补正的内容。", if of.kind == NOTICE && of.is_first_notice;
    NewFound: "第{new}项出在上次告知之后提交的页面、证照或者填写的内容上。",
        if of.kind == NOTICE && of.has_new_faults;
    SeenBefore: "第{seen}项不出在上次告知之后提交的页面、证照或者填写的内容上，经值班长同意再次告知，理由：{reason}",
        if of.kind == NOTICE && of.has_seen_faults;
    CountsAnew: "受理之日按本次告知的补正材料全部收齐之日计算。",
        if of.kind == NOTICE && !of.is_first_notice;
    BringCorrections: "请备齐后到本窗口一次补正；全部补正材料收齐之日为受理之日。", if of.kind == NOTICE;
    StatesDay: "补正期限为{until}（含当日）；逾期没有补正的，{consequence}。依据：{source}。",
        if of.kind == NOTICE && of.states_lapse;
    Refused: "经审查，依法决定不予受理。", if of.kind == Some(DecisionKind::Refuse);
    NotOurs: "依法不属于本行政机关职权范围，决定不予受理。请向下列有权办理的机关申请。",
        if of.kind == Some(DecisionKind::Redirect);
    NotOursReason: "申请事项依法不属于本机关职权范围。", if of.kind == Some(DecisionKind::Redirect);
    StaysHere: "你（单位）提交的下列材料留存在本窗口：{held}。",
        if turns_away(of) && of.has_stays;
    HandedIn: "你（单位）的“{item}”申请，本窗口已于{received}收到，已提交的材料如下。",
        if of.is_received && of.has_brought;
    NotAccepted: "本回执只证明收到材料，不表示申请已被受理。",
        if !accepts(of) && !of.is_unanswered;
    FiveDays: "补正告知期限 {day}，逾期未告知视为受理",
        if of.has_five_days && !accepts(of) && !of.is_unanswered;
    HandedOver: "本窗口办理的“{item}”未能通过网络送达，现以纸质方式移交，编号、意见和时间不变。",
        if of.kind.is_some();
    WithForm: "申请表", if of.has_form;
    WithPages: "本件页面的打印件", if of.has_pages;
    WithCopies: "已收的复印件", if of.has_copies;
    WithHeld: "留存的原件或实物", if of.has_held;
    WithPapers: "已出具的文书", if of.has_papers;
    FormSaved: "{day}存为文件", if of.kind.is_none() && of.is_saved;
    SignedByStrokes: "{signer}已签字（手写屏，{day}）",
        if of.signed_by == Some(SignedBy::Strokes) && !of.has_witness;
    SignedByPen: "{signer}已签字（纸质，{day}核收）",
        if of.signed_by == Some(SignedBy::Pen) && !of.has_witness;
    WitnessByStrokes: "{signer}由见证人{witness}签字见证（手写屏，{day}）",
        if of.signed_by == Some(SignedBy::Strokes) && of.has_witness;
    WitnessByPen: "{signer}由见证人{witness}签字见证（纸质，{day}核收）",
        if of.signed_by == Some(SignedBy::Pen) && of.has_witness;
    SignedByFingerprint: "{signer}已按指印（纸质，{day}核收）",
        if of.signed_by == Some(SignedBy::Fingerprint);
    ReadAloud: "，签前已当面宣读", if of.signed_by.is_some() && of.is_read_aloud;
    Witnessed: "，见证人{witness}",
        if of.signed_by == Some(SignedBy::Fingerprint) && of.has_witness;
    SignedOnSlip: "纸质登记单上签名（{day}核收）", if of.is_slip_signed;
    WillNotSign: "{signer}不愿签名（{day}）", if of.is_signature_refused;
    WillNotSignFor: "，称：{note}", if of.is_signature_refused && of.has_refusal_note;
    ReasonTemporary: "换证中，持临时居民身份证", if of.expiry == Some(ExpiryGround::TemporaryCard);
    ReasonRegister: "另持户口簿", if of.expiry == Some(ExpiryGround::HouseholdRegister);
    ReasonAllowed: "本事项允许使用此证", if of.expiry == Some(ExpiryGround::ItemAllows);
    SecondNumber: "号码{number}", if of.has_second_number;
    SecondUntil: "有效期至{day}", if of.has_second_until;
    SecondRow: "核对时其页在“{row}”一行", if of.has_second_row;
    SecondUnrecorded: "工作人员所述，未记录证件", if of.is_second_unrecorded;
    Remedies: "如不服本决定，可以自收到本通知书之日起六十日内依法{review}申请行政复议，或者自收到之日起六个月内依法向{court}提起行政诉讼。",
        if turns_away(of) || of.lapse.is_some();
    ExampleLook: "式样为示例", if of.is_example;
    BuiltInLook: "事项包式样未能使用，用程序自带式样", if of.is_template_refused;
    UsualSeal: "（专用印章）", if of.is_place_silent;
    UsualCopies: "一式两份，一份交申请人，一份存档", if of.is_place_silent;
    HandoverCopies: "一式两份，收件人与窗口各执一份", if of.is_place_silent;
    RecordCopies: "窗口存档", if of.is_place_silent;
    DeclaredTrue: "以上所填内容及所提交的材料真实、准确、有效，如有不实，由本人（单位）承担相应责任。",
        if of.silent_form == Some(SilentForm::Application);
    DeclaredChecked: "本人（单位）已核对由窗口代为录入的内容。",
        if of.silent_form == Some(SilentForm::Application);
    DeclaredOnBlank: "以上所填内容真实、准确、有效，如有不实，由本人（单位）承担相应责任。",
        if of.silent_form == Some(SilentForm::Blank);
    TermsOfProgram: "本窗口所在单位没有另作说明，以下是本系统的说明。", if of.is_place_silent;
    TermsPurpose: "签名用于确认本申请表的内容由您本人核对并签署。", if of.is_place_silent;
    TermsKept: "签名（屏上笔迹或签名纸的扫描页）与申请表一起加密保存，并随本件送交受理部门。",
        if of.is_place_silent;
    TermsGo: "签名与本件材料一同保存在本窗口的计算机里；\
        本件办结、部门确认收到且此后满{days}日无变动的，一同销毁。",
        if of.keep_days.is_some_and(|days| days > 0);
    TermsStay: "签名与本件材料一同保存在本窗口的计算机里。", if of.keep_days == Some(0);
    CheckByCode: "凭核验码可向本窗口核对本件与记录是否一致；核验码不说明时间是否准确。",
        if of.has_code;
    ClockConfirmed: "作出决定前，本窗口时钟最近一次经后台核对：{clock}。",
        if of.has_code && of.clock.is_some_and(|clock| clock.confirmed.is_some());
    ClockUnconfirmed: "作出决定时，本窗口时钟尚未经后台核对。",
        if of.has_code && of.clock.is_some_and(|clock| clock.confirmed.is_none());
    ClockUnknown: "作出决定时，本窗口时钟是否经后台核对，没有记录。",
        if of.has_code && of.clock.is_none();
    CheckedBelow: "下列各行是办理本件时逐项记下的；没有记下的，不在其列。", if of.has_checks;
    NotedReceipt: "收件", if of.noted == Some(Noted::Received);
    NotedCard: "读取{who}的证件", if of.noted == Some(Noted::CardRead);
    NotedTyped: "手工录入{who}的身份信息", if of.noted == Some(Noted::PersonTyped);
    NotedCarried: "从同次办理的另一件带入{who}的身份信息", if of.noted == Some(Noted::PersonCarried);
    NotedExpiry: "{who}的证件不在有效期，经核对仍按此证办理{what}",
        if of.noted == Some(Noted::CardConfirmed);
    NotedMandate: "记下{who}代办（{what}）", if of.noted == Some(Noted::MandateRecorded);
    NotedAuthority: "查看{who}的委托书，权限包括撤回申请", if of.noted == Some(Noted::AuthorityRead);
    NotedOriginal: "核对原件：{what}", if of.noted == Some(Noted::OriginalCompared);
    NotedReturn: "退还：{what}", if of.noted == Some(Noted::GivenBack);
    NotedHeld: "留存：{what}", if of.noted == Some(Noted::Held);
    NotedCopiesReturn: "退还复印件：{what}", if of.noted == Some(Noted::CopiesGivenBack);
    NotedCopiesHeld: "留存复印件：{what}", if of.noted == Some(Noted::CopiesHeld);
    NotedProblem: "记下问题：{what}", if of.noted == Some(Noted::Problem);
    NotedCertificate: "用证照库的证照：{what}", if of.noted == Some(Noted::Certificate);
    NotedLibrary: "查询证照库，没有可用的证照：{what}", if of.noted == Some(Noted::LibraryInVain);
    NotedPoint: "审查要点符合：{what}", if of.noted == Some(Noted::PointMet);
    NotedPointBack: "撤回审查要点符合的确认：{what}", if of.noted == Some(Noted::PointTakenBack);
    NotedFormShown: "申请表交申请人一方看", if of.noted == Some(Noted::FormShown);
    NotedFormOnPaper: "申请表改为纸质核对、签署", if of.noted == Some(Noted::FormOnPaper);
    NotedFormConfirmed: "{who}确认申请表", if of.noted == Some(Noted::FormConfirmed);
    NotedReadAloud: "申请表读给{who}听", if of.noted == Some(Noted::FormReadAloud);
    NotedSignature: "{who}在申请表上签名", if of.noted == Some(Noted::FormSigned);
    NotedFingerprint: "{who}在申请表上按指印", if of.noted == Some(Noted::FormFingerprinted);
    NotedWitness: "见证人{what}在申请表上为{who}签字见证", if of.noted == Some(Noted::FormWitnessed);
    NotedSlip: "扫描已签名的纸质登记单", if of.noted == Some(Noted::SlipScanned);
    NotedRefusal: "{who}不愿在申请表上签名{what}", if of.noted == Some(Noted::SignatureRefused);
    NotedNamesake: "确认{who}的见证人{what}与工作人员同名、不是工作人员",
        if of.noted == Some(Noted::Namesake);
    NotedConsent: "{who}同意下一步操作", if of.noted == Some(Noted::Consent);
    NotedCorrections: "补正材料收齐", if of.noted == Some(Noted::CorrectionsIn);
    NotedCorrection: "经窗口确认已补正：{what}", if of.noted == Some(Noted::CorrectionCame);
    NotedCorrectionBack: "撤回已补正的确认：{what}",
        if of.noted == Some(Noted::CorrectionTakenBack);
    TitleAccept: "受理", if accepts_examined(of);
    TitleDeferred: "容缺受理", if of.is_deferred;
    TitleDeemed: "视为受理", if of.is_deemed;
    TitleCorrection: "补正告知", if of.kind == NOTICE;
    TitleRefuse: "不予受理", if of.kind == Some(DecisionKind::Refuse);
    TitleRedirect: "不属本行政机关", if of.kind == Some(DecisionKind::Redirect);
    StillLacking: "暂缺", if of.is_deferred;
    PromisedLater: "承诺在{until}前补交", if of.is_deferred;
    PaperPrinted: "首次打印：{day}", if of.is_printed;
    PaperUnprinted: "没有打印记录", if of.kind.is_some() && !of.is_printed && !of.is_saved;
    PaperSaved: "没有打印记录，首次存为文件：{day}",
        if of.kind.is_some() && !of.is_printed && of.is_saved;
    SignedFor: "请收件人核对后签收，并告知窗口是否另有后台编号。", if of.kind.is_some();
    DueToday: "即办 · 今天办结", if of.due == Some(Due::Today);
    DueThatDay: "即办 · 应于{day}当天办结", if of.due == Some(Due::ThatDay);
    DuePromised: "承诺办结：{day}前", if of.due == Some(Due::Promised);
    DueLegal: "法定办结时限：{day}前", if of.due == Some(Due::Legal);
    DueGuide: "办理期限以办事指南为准", if of.due == Some(Due::Guide);
    ActsByLetter: "依据：申请人委托；", if of.mandate_ground == Some(MandateGround::Letter);
    ActsAsParent: "依据：未成年申请人的父母；", if of.mandate_ground == Some(MandateGround::Parent);
    ActsAsGuardian: "依据：监护人，凭{paper}；",
        if of.mandate_ground == Some(MandateGround::OtherGuardian);
    ActsForCommittee: "依据：居（村）委会，凭{paper}；",
        if of.mandate_ground == Some(MandateGround::Committee);
    ActsToDay: "至{day}止", if matches!(of.mandate_end, Some(MandateEnd::Day(_)));
    ActsToCaseEnd: "至本件办结为止", if of.mandate_end == Some(MandateEnd::CaseEnd);
    EndUnrecorded: "终止日未记录", if of.is_of_mandate && of.mandate_end.is_none();
    WithdrawalWish: "本人（单位）申请撤回“{item}”的申请。", if of.withdrawal.is_some();
    WithdrawalEnds: "本件尚未受理，本窗口收到签名的本申请书后终止办理。",
        if of.withdrawal == Some(EndedBy::Window);
    WithdrawalAsked: "本件已经受理，本申请书只表示提出撤回；是否终止办理以审批部门的答复为准，答复前办理期限照常计算。",
        if of.withdrawal == Some(EndedBy::Office);
    WithdrawalLate: "审批部门已经作出决定的，不再撤回。", if of.withdrawal == Some(EndedBy::Office);
    AuthorityRead: "经办人已查看{who}的委托书，权限包括撤回申请。",
        if of.withdrawal.is_some() && of.is_authority_read;
    EntrustedGranted: "经审查，各项审查要点均符合，决定准予。", if of.entrusted == Some(true);
    EntrustedRefused: "经审查，有审查要点不符合，决定不予批准。", if of.entrusted == Some(false);
    EntrustedBy: "本决定由受理窗口受{department}委托（{document}），以{department}的名义作出。",
        if of.entrusted.is_some();
    EntrustedRemedies: "如不服本决定，可以自收到本决定书之日起六十日内以{department}为被申请人依法申请行政复议，或者自收到之日起六个月内以{department}为被告依法向人民法院提起行政诉讼。",
        if of.entrusted == Some(false);
    LapseStated: "你（单位）申请的“{item}”，补正告知书载明的补正期限为{until}（含当日），期满没有收齐补正材料，本窗口终止办理。",
        if of.lapse.is_some();
    LapseEnds: "补正告知书载明的后果：{consequence}。依据：{source}。", if of.lapse.is_some();
    LapseByTelephone: "终止办理前，已于{day}电话告知申请人一方。",
        if of.lapse == Some(WarnedBy::Telephone);
    LapseByMessage: "终止办理前，已于{day}发信息告知申请人一方。",
        if of.lapse == Some(WarnedBy::Message);
    LapseInPerson: "终止办理前，已于{day}当面告知申请人一方。",
        if of.lapse == Some(WarnedBy::InPerson);
    RefiledAs: "你（单位）的申请原按“{wrong}”受理，编号{first}；经核对事项有误，现按“{item}”重新办理。",
        if of.refiled.is_some();
    VoidDone: "原编号的办件已作废，原受理回执不再使用。", if of.refiled == Some(VoidStanding::Done);
    VoidAsked: "原编号的办件已申请作废，后台尚未答复；答复前原受理回执仍然有效。",
        if of.refiled == Some(VoidStanding::Asked);
    VoidWithDepartment: "审批部门已开始办理原编号的办件，作废是向该部门提出的请求，是否终止以该部门的答复为准；答复前原受理回执仍然有效。",
        if of.refiled == Some(VoidStanding::WithDepartment);
    VoidRefused: "后台没有同意作废原编号的办件，原受理回执仍然有效。",
        if of.refiled == Some(VoidStanding::Refused);
    ReceiptBack: "原受理回执已由窗口收回。", if of.refiled.is_some() && of.is_receipt_back;
    ReceiptOut: "原受理回执没有收回，请交回本窗口。", if of.refiled.is_some() && !of.is_receipt_back;
    CountsFromFirst: "收到申请材料的日期不变，办理期限从该日起计算。",
        if of.refiled.is_some() && of.counts_from_first;
    BringAsTold: "本事项另需的材料，请按补正告知书一次备齐。",
        if of.refiled.is_some() && of.is_refiled_notified;
    RefilingRemedies: "对本次更正不服的，可以自收到本告知书之日起六十日内依法{review}申请行政复议，或者自收到之日起六个月内依法向{court}提起行政诉讼。",
        if of.refiled.is_some();
    NotedRefiled: "由错件转入，原编号{what}", if of.noted == Some(Noted::Refiled);
    NotedPersonRefiled: "从原编号的办件带入{who}的身份信息", if of.noted == Some(Noted::PersonRefiled);
    NotedCheckCarried: "沿用原编号办件的原件核对：{what}", if of.noted == Some(Noted::CheckCarried);
    NotedMoved: "留存物转入更正后的办件：{what}", if of.noted == Some(Noted::CustodyMoved);
    WasReceived: "{day}，收到申请材料。", if of.milestone == Some(MilestoneKind::Received);
    WasRefiled: "{day}，因原编号{what}的办件事项有误，按本事项重新办理。",
        if of.milestone == Some(MilestoneKind::Refiled);
    WasAccepted: "{day}，受理。", if of.milestone == Some(MilestoneKind::Accepted);
    WasDeferred: "{day}，容缺受理，暂缺的材料限{until}前补交。", if of.milestone == Some(MilestoneKind::Deferred);
    WasDeemed: "{day}，按逾期视为受理办理。", if of.milestone == Some(MilestoneKind::Deemed);
    WasCompleted: "{day}，要求补交的材料收齐。", if of.milestone == Some(MilestoneKind::Completed);
    WasAmended: "{day}，更正后重新出具文书。", if of.milestone == Some(MilestoneKind::Amended);
    WasNotified: "{day}，告知需要补正的内容，共{count}项。", if of.milestone == Some(MilestoneKind::Notified);
    WasCorrected: "{day}，补正材料收齐。", if of.milestone == Some(MilestoneKind::CorrectionsIn);
    WasWarned: "{day}，告知申请人一方补正期限和逾期的后果。", if of.milestone == Some(MilestoneKind::Warned);
    WasLapsed: "{day}，补正期满没有收齐补正材料，终止办理。", if of.milestone == Some(MilestoneKind::Lapsed);
    WasRefused: "{day}，不予受理。", if of.milestone == Some(MilestoneKind::Refused);
    WasRedirected: "{day}，告知本事项不属于本行政机关职权范围。", if of.milestone == Some(MilestoneKind::Redirected);
    WasGivenUp: "{day}，受理前终止办理。", if of.milestone == Some(MilestoneKind::GivenUp);
    WasWithdrawalAsked: "{day}，提出撤回申请。", if of.milestone == Some(MilestoneKind::WithdrawalAsked);
    WasWithdrawalRefused: "{day}，后台没有受理撤回申请。",
        if of.milestone == Some(MilestoneKind::WithdrawalRefused);
    WasWithdrawn: "{day}，审批部门按撤回申请终止办理。", if of.milestone == Some(MilestoneKind::Withdrawn);
    WasVoidAsked: "{day}，本件因事项有误申请作废。", if of.milestone == Some(MilestoneKind::VoidAsked);
    WasVoidRefused: "{day}，后台没有同意作废本件。", if of.milestone == Some(MilestoneKind::VoidRefused);
    WasVoided: "{day}，本件因事项有误作废。", if of.milestone == Some(MilestoneKind::Voided);
    WasSpecial: "自{day}起，审批部门进行{what}，所需时间不计算在办理期限内。",
        if of.milestone == Some(MilestoneKind::Special);
    WasSpecialEnded: "{day}，{what}结束，继续计算办理期限。",
        if of.milestone == Some(MilestoneKind::SpecialEnded);
    WasExtended: "{day}，审批部门告知延长办理期限{what}。", if of.milestone == Some(MilestoneKind::Extended);
    WasGranted: "{day}，审批部门决定准予。",
        if of.milestone == Some(MilestoneKind::Granted) && !of.is_by_counter;
    WasNotGranted: "{day}，审批部门决定不予批准。",
        if of.milestone == Some(MilestoneKind::NotGranted) && !of.is_by_counter;
    WasGrantedHere: "{day}，受审批部门委托决定准予，文号{what}。",
        if of.milestone == Some(MilestoneKind::Granted) && of.is_by_counter;
    WasNotGrantedHere: "{day}，受审批部门委托决定不予批准，文号{what}。",
        if of.milestone == Some(MilestoneKind::NotGranted) && of.is_by_counter;
    WasDelivered: "{day}，结果已送达。", if of.milestone == Some(MilestoneKind::Delivered);
    WasUnread: "{day}，审批部门另有答复，本窗口尚未读出内容。", if of.milestone == Some(MilestoneKind::Unread);
    NextHandIn: "请备齐材料，到本窗口递交。", if of.next == Some(NextThingKind::HandIn);
    NextSign: "请到本窗口签名。", if of.next == Some(NextThingKind::Sign);
    NextAnswer: "现在不用再办什么：本窗口最迟在{until}告知是否需要补正。",
        if of.next == Some(NextThingKind::AwaitAnswer) && of.has_next_day;
    NextAnswerAnyDay: "现在不用再办什么：等本窗口答复。",
        if of.next == Some(NextThingKind::AwaitAnswer) && !of.has_next_day;
    NextSameDay: "现在不用再办什么：本事项即办，当天办结。", if of.next == Some(NextThingKind::SameDay);
    NextFetchReceipt: "本窗口没有按期答复，本件自收到申请材料之日起视为受理：请到本窗口领取受理回执。",
        if of.next == Some(NextThingKind::FetchReceipt);
    NextCorrections: "请最迟在{until}把下列补正材料带到本窗口：{what}。",
        if of.next == Some(NextThingKind::BringCorrections) && of.has_next_day;
    NextCorrectionsAnyDay: "请把下列补正材料一次带到本窗口：{what}。",
        if of.next == Some(NextThingKind::BringCorrections) && !of.has_next_day;
    NextReceipt: "要求的材料已经收齐，现在不用再办什么：等本窗口出具受理回执。", if of.next == Some(NextThingKind::AwaitReceipt);
    NextPromised: "请在{until}前到本窗口补交：{what}。", if of.next == Some(NextThingKind::BringPromised);
    NextLate: "请到本窗口补交：{what}。补交期间办理期限照常计算。", if of.next == Some(NextThingKind::BringLate);
    NextDecision: "现在不用再办什么：等审批部门作出决定（{due}）。", if of.next == Some(NextThingKind::AwaitDecision);
    NextProcedure: "现在不用再办什么：审批部门正在进行{what}，结束后继续计算办理期限。",
        if of.next == Some(NextThingKind::AwaitProcedure);
    NextWithdrawal: "现在不用再办什么：撤回申请等审批部门答复，答复前办理期限照常计算。",
        if of.next == Some(NextThingKind::AwaitWithdrawal);
    NextVoid: "现在不用再办什么：作废申请等后台或者审批部门答复，答复前原受理回执仍然有效。",
        if of.next == Some(NextThingKind::AwaitVoid);
    NextResult: "已经作出决定，最迟在{until}送达。",
        if of.next == Some(NextThingKind::AwaitResult) && of.has_next_day;
    NextResultAnyDay: "已经作出决定，等待送达。",
        if of.next == Some(NextThingKind::AwaitResult) && !of.has_next_day;
    NextNothing: "本件已经办结，没有要办的事。", if of.next == Some(NextThingKind::Nothing);
    NextRefused: "本件不予受理；不服的，可以按不予受理通知书载明的途径申请复议或者起诉。", if of.next == Some(NextThingKind::Refused);
    NextElsewhere: "请向{what}申请。", if of.next == Some(NextThingKind::AskElsewhere);
    NextEnded: "本件已经终止办理，没有要办的事。", if of.next == Some(NextThingKind::Ended);
    NextGoesOn: "本件已按正确的事项重新办理：请凭新的编号办理。", if of.next == Some(NextThingKind::GoesOn);
    CameTimes: "已到现场{count}次", if of.is_of_visits;
    CamePromised: "，承诺最多{most}次", if of.is_of_visits && of.has_promised_visits;
    CameExample: "（示例）", if of.has_promised_visits && of.are_visits_example;
}

impl Sentence {
    /// One of these stands for the day by which a case is to be finished.
    pub const DUE: &[Sentence] = &[
        Sentence::DueToday,
        Sentence::DueThatDay,
        Sentence::DuePromised,
        Sentence::DueLegal,
        Sentence::DueGuide,
    ];

    /// One of these may stand for by what somebody acts.
    pub const ACTS_BY: &[Sentence] = &[
        Sentence::ActsByLetter,
        Sentence::ActsAsParent,
        Sentence::ActsAsGuardian,
        Sentence::ActsForCommittee,
    ];

    /// One of these stands for until when somebody acts.
    pub const ACTS_TO: &[Sentence] =
        &[Sentence::ActsToDay, Sentence::ActsToCaseEnd, Sentence::EndUnrecorded];

    /// One of these stands for each thing that happened.
    pub const COURSE: &[Sentence] = &[
        Sentence::WasReceived,
        Sentence::WasRefiled,
        Sentence::WasAccepted,
        Sentence::WasDeferred,
        Sentence::WasDeemed,
        Sentence::WasCompleted,
        Sentence::WasAmended,
        Sentence::WasNotified,
        Sentence::WasCorrected,
        Sentence::WasWarned,
        Sentence::WasLapsed,
        Sentence::WasRefused,
        Sentence::WasRedirected,
        Sentence::WasGivenUp,
        Sentence::WasWithdrawalAsked,
        Sentence::WasWithdrawalRefused,
        Sentence::WasWithdrawn,
        Sentence::WasVoidAsked,
        Sentence::WasVoidRefused,
        Sentence::WasVoided,
        Sentence::WasSpecial,
        Sentence::WasSpecialEnded,
        Sentence::WasExtended,
        Sentence::WasGranted,
        Sentence::WasNotGranted,
        Sentence::WasGrantedHere,
        Sentence::WasNotGrantedHere,
        Sentence::WasDelivered,
        Sentence::WasUnread,
    ];

    /// One of these stands for what the citizen has to do next.
    pub const NEXT: &[Sentence] = &[
        Sentence::NextHandIn,
        Sentence::NextSign,
        Sentence::NextAnswer,
        Sentence::NextAnswerAnyDay,
        Sentence::NextSameDay,
        Sentence::NextFetchReceipt,
        Sentence::NextCorrections,
        Sentence::NextCorrectionsAnyDay,
        Sentence::NextReceipt,
        Sentence::NextPromised,
        Sentence::NextLate,
        Sentence::NextDecision,
        Sentence::NextProcedure,
        Sentence::NextWithdrawal,
        Sentence::NextVoid,
        Sentence::NextResult,
        Sentence::NextResultAnyDay,
        Sentence::NextNothing,
        Sentence::NextRefused,
        Sentence::NextElsewhere,
        Sentence::NextEnded,
        Sentence::NextGoesOn,
    ];

    /// How often somebody came.
    pub const VISITS: &[Sentence] =
        &[Sentence::CameTimes, Sentence::CamePromised, Sentence::CameExample];

    /// One of these may stand for an entry.
    pub const NOTED: &[Sentence] = &[
        Sentence::NotedReceipt,
        Sentence::NotedCard,
        Sentence::NotedTyped,
        Sentence::NotedCarried,
        Sentence::NotedExpiry,
        Sentence::NotedMandate,
        Sentence::NotedAuthority,
        Sentence::NotedOriginal,
        Sentence::NotedReturn,
        Sentence::NotedHeld,
        Sentence::NotedCopiesReturn,
        Sentence::NotedCopiesHeld,
        Sentence::NotedProblem,
        Sentence::NotedCertificate,
        Sentence::NotedLibrary,
        Sentence::NotedPoint,
        Sentence::NotedPointBack,
        Sentence::NotedFormShown,
        Sentence::NotedFormOnPaper,
        Sentence::NotedFormConfirmed,
        Sentence::NotedReadAloud,
        Sentence::NotedSignature,
        Sentence::NotedFingerprint,
        Sentence::NotedWitness,
        Sentence::NotedSlip,
        Sentence::NotedRefusal,
        Sentence::NotedNamesake,
        Sentence::NotedConsent,
        Sentence::NotedCorrections,
        Sentence::NotedCorrection,
        Sentence::NotedCorrectionBack,
        Sentence::NotedRefiled,
        Sentence::NotedPersonRefiled,
        Sentence::NotedCheckCarried,
        Sentence::NotedMoved,
    ];
}

/// Somebody looked at the papers and took them; silence looked at nothing.
fn accepts_examined(ground: &Ground) -> bool {
    accepts(ground) && !ground.is_deferred && !ground.is_deemed
}

/// Nothing of the case is done here.
fn turns_away(ground: &Ground) -> bool {
    matches!(ground.kind, Some(DecisionKind::Refuse | DecisionKind::Redirect))
}

fn accepts(ground: &Ground) -> bool {
    ground.kind == Some(DecisionKind::Accept)
}

#[cfg(test)]
mod tests;
