//! What each side can do beyond the first version of the contract. An office names its abilities in
//! `/hello`, a station in a header of each request; what the other side does not name is not
//! offered, and never sent, but for what can be passed over without harm. Names that are not known
//! here are passed over.

/// One thing that only newer programs can do. The name goes over the wire and never changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ability {
    /// Office: takes a revision in the place of one that it did not take.
    InPlaceOf,
    /// Office: gives out centre files, and stations join at it by a code.
    Centre,
    /// Office: each installation has a credential of its own, which is renewed and can be ended,
    /// and a sign-in there brings a permit.
    Installations,
    /// Office: writes down that a station's disk was recovered.
    Recoveries,
    /// Office: keeps the words of a decision, and what came for each row, and shows them to a
    /// supervisor. A submission is made once, with or without the line, so a station always sends
    /// them; an office without this passes them over.
    DecisionWords,
    /// Office: keeps who signed the application form and how, and shows it to a supervisor. Sent to
    /// every office, like those words.
    Signatures,
    /// Office: keeps who will not sign that form and what they said, and shows it to a supervisor.
    /// Sent to every office, like those words.
    Refusals,
    /// Office: keeps what of a notice came by the clerk's word alone, and shows it to a supervisor.
    /// Sent to every office, like those words.
    NotedCorrections,
    /// Office: keeps which lines of a further notice came after the one before, and why the others are
    /// told only then, and shows it to a supervisor. Sent to every office, like those words.
    FurtherNotices,
    /// Office: keeps from which day promised papers were put off, and why. Sent to every office, like
    /// those words.
    DeferralExtensions,
    /// Office: keeps where the citizen's copies are, and which page is the signed slip, and shows both to
    /// a supervisor. Sent to every office, like those words.
    Copies,
    /// Office: says of a receipt's code whether the record is as it was.
    Receipts,
    /// Office: tells a supervisor who looked at the papers of their station.
    Looks,
    /// Office: tells the older cases of a list, page by page.
    OlderCases,
    /// Office: writes down why somebody looked, and tells it with the look. Sent to every office,
    /// like those words.
    LookReasons,
    /// Office: keeps how far an installation's audit trail went, and tells it to that installation.
    /// Sent to every office, like those words.
    AuditAnchors,
    /// Office: takes the event that the applicant asks to withdraw. Each kind of event has a name of
    /// its own, and goes to no office that does not name it.
    WithdrawalAsked,
    /// Office: takes the event that the counter decided in a department's name.
    Decided,
    /// Office: takes the event that the window ended a case whose corrections never came.
    Lapsed,
    /// Office: takes the event that an accepted case was of the wrong item.
    Void,
    /// Office: gives an installation 文号 in advance, for such decisions.
    NumberRanges,
    /// Office: tells a clerk of the station any of its cases, lets one window after the other go on
    /// with it, and takes what comes of that.
    AnyWindow,
    /// Station: hears a step of a kind that it does not know, and goes on to the next.
    UnknownSteps,
}

impl Ability {
    /// What this program's office can do.
    pub const OFFICE: [Ability; 22] = [
        Ability::InPlaceOf,
        Ability::Centre,
        Ability::Installations,
        Ability::Recoveries,
        Ability::DecisionWords,
        Ability::Signatures,
        Ability::Refusals,
        Ability::NotedCorrections,
        Ability::FurtherNotices,
        Ability::DeferralExtensions,
        Ability::Copies,
        Ability::Receipts,
        Ability::Looks,
        Ability::OlderCases,
        Ability::LookReasons,
        Ability::AuditAnchors,
        Ability::WithdrawalAsked,
        Ability::Decided,
        Ability::Lapsed,
        Ability::Void,
        Ability::NumberRanges,
        Ability::AnyWindow,
    ];
    /// What this program's station can do.
    pub const STATION: [Ability; 1] = [Ability::UnknownSteps];

    pub fn name(self) -> &'static str {
        match self {
            Ability::InPlaceOf => "in_place_of",
            Ability::Centre => "centre",
            Ability::Installations => "installations",
            Ability::Recoveries => "recoveries",
            Ability::DecisionWords => "decision_words",
            Ability::Signatures => "signatures",
            Ability::Refusals => "refusals",
            Ability::NotedCorrections => "noted_corrections",
            Ability::FurtherNotices => "further_notices",
            Ability::DeferralExtensions => "deferral_extensions",
            Ability::Copies => "copies",
            Ability::Receipts => "receipts",
            Ability::Looks => "looks",
            Ability::OlderCases => "older_cases",
            Ability::LookReasons => "look_reasons",
            Ability::AuditAnchors => "audit_anchors",
            Ability::WithdrawalAsked => "withdrawal_asked",
            Ability::Decided => "decided",
            Ability::Lapsed => "lapsed",
            Ability::Void => "void",
            Ability::NumberRanges => "number_ranges",
            Ability::AnyWindow => "any_window",
            Ability::UnknownSteps => "unknown_steps",
        }
    }
}

/// The value of `Counter-Can`.
pub fn list_abilities(abilities: &[Ability]) -> String {
    abilities.iter().map(|ability| ability.name()).collect::<Vec<_>>().join(", ")
}

/// Whether a value of `Counter-Can` names it.
pub fn names_ability(list: &str, ability: Ability) -> bool {
    list.split(',').any(|name| name.trim() == ability.name())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_names_what_was_put_in_it_and_strange_names_are_passed_over() {
        let list = list_abilities(&Ability::OFFICE);
        assert!(names_ability(&list, Ability::InPlaceOf));
        assert!(names_ability(&list, Ability::Signatures));
        assert!(!names_ability(&list, Ability::UnknownSteps));
        assert!(names_ability("what_is_this,unknown_steps ,, in_place_of", Ability::InPlaceOf));
        assert!(!names_ability("in_place_of_others", Ability::InPlaceOf));
        assert!(!names_ability("", Ability::InPlaceOf));
    }
}
