//! Enums of `counter_core` that cross the bridge as they are: their words, as TypeScript has them.
//! A new variant does not compile until it is here.
use counter_core::case::{
    ConsentedAct, Custody, DecisionKind, EventKind, ExpiryGround, LapseObstacle, MandateGround,
    MilestoneKind, PaperKind, Reading, SignedBy, VoidStanding, WarnedBy,
};
use counter_core::casework::{
    DepartmentDecides, LackCode, MaterialState, NextStepCode, NextThingKind,
};
use counter_core::clock::{Alert, ClockKind, Pressure};
use counter_core::code::variant_code;
use counter_core::daysheet::Lies;
use counter_core::form::FieldKind;
use counter_core::hold::{HoldReason, Originals};
use counter_core::item::{Accept, CopyBy, ExpiredCard, NotThisWindow, PersonRole, Route, Supply};
use counter_core::state::{Delivery, Status};
use counter_core::way_out::WayOut;

macro_rules! core_enums {
    ($($name:literal = $type:ident { $($variant:ident),* $(,)? })*) => {
        pub(super) fn declarations() -> Vec<String> {
            vec![$({
                fn _every_variant(value: $type) {
                    match value { $($type::$variant => {})* }
                }
                declare_union($name, &[$(variant_code(&$type::$variant)),*])
            }),*]
        }
    };
}

/// What is lacking leads as it is; the words beside it are the next step's own.
pub(super) fn declare_next_step() -> String {
    use NextStepCode::{
        AmendField, AmendMaterial, Decide, Done, FinishIssue, PutRight, SendReplacement,
    };
    fn _every_variant(code: NextStepCode) {
        match code {
            AmendField
            | AmendMaterial
            | Decide
            | PutRight
            | SendReplacement
            | FinishIssue
            | Done
            | NextStepCode::Lack(_) => {}
        }
    }
    let own = [AmendField, AmendMaterial, Decide, PutRight, SendReplacement, FinishIssue, Done];
    let own = own.map(|code| variant_code(&code));
    format!("{} | LackCode;", declare_union("NextStepCode", &own).trim_end_matches(';'))
}

fn declare_union(name: &str, words: &[String]) -> String {
    let words: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
    format!("type {name} = {};", words.join(" | "))
}

core_enums! {
    "LackCode" = LackCode {
        ChooseItem, Answer, ReadCard, ConfirmCard, Mandate, MandateEnded, Receive, PlacePage,
        MaterialProblem, CountObject, Scan, Look, CheckOriginal, GiveBack, DeferredPapers,
        LatePapers, StandsAccepted, Fill, ShowForm, FormInDoubt, SignForm, CardBlocks,
    }
    "Role" = PersonRole {
        Applicant, Spouse, Guardian, Agent, LegalRepresentative, PersonInCharge,
    }
    "Reading" = Reading { Card, Typed }
    "ExpiryGround" = ExpiryGround { TemporaryCard, HouseholdRegister, ItemAllows, Other }
    "MandateGround" = MandateGround { Letter, Parent, OtherGuardian, Committee }
    "ExpiredCard" = ExpiredCard { Allow, Block }
    "SignedBy" = SignedBy { Strokes, Pen, Fingerprint }
    "Custody" = Custody { None, Held, Returned, Moved }
    "PaperKind" = PaperKind { Original, Copy, Electronic }
    "MaterialState" = MaterialState { Missing, Received, Problem, Promised, NotNeeded }
    "DecisionKind" = DecisionKind { Accept, Correction, Refuse, Redirect }
    "ClockAlert" = Alert { None, Yellow, Red }
    "Pressure" = Pressure { Past, LastDay, Near, Calm }
    "ClockKind" = ClockKind {
        None, OnTheSpot, CorrectionNotice, Promise, FirstReview, Result, Paused,
    }
    "CaseStatus" = Status {
        Draft, Received, Correction, Accepted, Deferred, Deemed, Refused, Redirected, Returned,
        Replacing, Completed, Withdrawn, Lapsed, Voided,
    }
    "DeliveryState" = Delivery {
        None, Queued, Sending, AwaitingMaterials, Acknowledged, Refused, Parked, Replaced,
        HandedOver,
    }
    "HoldReason" = HoldReason {
        Copying, Call, Fetching, Other, VoidConsent, Signature,
    }
    "Originals" = Originals { WithOwner, AtWindow, NoOriginals }
    "Lies" = Lies { AtOffice, Open, Waiting, Parked, Refused, Withdrawn, Voided, OnPaper }
    "WayOut" = WayOut { Replace, HandOver }
    "EventKind" = EventKind { WithdrawalAsked, Decided, Lapsed, Void }
    "WarnedBy" = WarnedBy { Telephone, Message, InPerson }
    "LapseObstacle" = LapseObstacle { NotStated, AllCame, NotOver, NotWarned }
    "VoidStanding" = VoidStanding { Done, Asked, WithDepartment, Refused }
    "MilestoneKind" = MilestoneKind {
        Received, Refiled, Accepted, Deferred, Deemed, Completed, Amended, Notified, CorrectionsIn, Warned,
        Lapsed, Refused, Redirected, GivenUp, WithdrawalAsked, WithdrawalRefused, Withdrawn, VoidAsked,
        VoidRefused, Voided, Special, SpecialEnded, Extended, Granted, NotGranted, Delivered, Unread,
    }
    "NextThingKind" = NextThingKind {
        HandIn, Sign, AwaitAnswer, SameDay, FetchReceipt, BringCorrections, AwaitReceipt, BringPromised,
        BringLate, AwaitDecision, AwaitProcedure, AwaitWithdrawal, AwaitVoid, AwaitResult, Nothing, Refused,
        AskElsewhere, Ended, GoesOn,
    }
    "FieldKind" = FieldKind {
        Text, LongText, Number, Date, Choice, Phone, IdNumber, BankAccount, Money,
    }
    "Supply" = Supply { Paper, Chip, Form, Object }
    "AcceptAs" = Accept { Original, SeeAndCopy, SeeOnly, Copy, Both }
    "Route" = Route { EReviewPaperTransfer, EApproval, Delegated }
    "CopyBy" = CopyBy { Citizen, Window }
    "NotThisWindow" = NotThisWindow { Class, Level }
    "ConsentedAct" = ConsentedAct {
        Receive, CorrectionsIn, CheckOriginal, SetCustody, Issue, SendReplacement, HandOver, PrintStep,
        AskWithdrawal, DecideForDepartment, EndLapsed, VoidCase,
    }
    "DepartmentDecides" = DepartmentDecides {
        NotEntrusted, NotAccepted, WithdrawalAsked, OutsideTerm, OutsidePlace, RefusalNotEntrusted,
        PointsOpen, PointsMet, NoNumber,
    }
}
