//! What 免责凭据 may say: of each entry that is a check its line, of each decision what it named and
//! whether its paper came out.
use super::claims::{Claims, name_with_role, tell_mandate, tell_reason};
use super::record::Decided;
use super::scene::Scene;
use crate::papers::sentences::Sentence;
use crate::papers::wording::{long_date, long_moment};
use counter_core::case::{Custody, DecisionKind, Person, Reading, ShownTo, SignedBy};
use counter_core::casework::decision_form;
use counter_core::certificate::Miss;
use counter_core::fact::Fact;
use counter_core::journal::Entry;

const NOBODY_ANSWERED: [Miss; 4] =
    [Miss::LibraryAway, Miss::RefusedByHolder, Miss::NoPerson, Miss::NoNumber];

impl Scene<'_> {
    /// Cell by cell: number, time, clerk, what.
    pub fn list_checks(&self) -> Vec<Vec<String>> {
        let entries = self.record.entries.iter().enumerate();
        let lines = entries.filter_map(|(place, entry)| {
            let what = self.tell_check(place, &entry.fact)?;
            Some(vec![long_moment(entry.at), entry.by.clone(), what])
        });
        let number =
            |(at, cells): (usize, Vec<String>)| [vec![(at + 1).to_string()], cells].concat();
        lines.enumerate().map(number).collect()
    }

    fn tell_check(&self, place: usize, fact: &Fact) -> Option<String> {
        let who = |id: &str| {
            let people = self.record.people_before(place + 1);
            let person = people.into_iter().find(|person| person.id == id);
            person.map(name_with_role).unwrap_or_default()
        };
        let of_row = |sentence: Sentence, row: &str, beside: &str| {
            let name = self.name_row(row);
            let what = if beside.is_empty() { name } else { format!("{name}（{beside}）") };
            sentence.words().replace("{what}", &what)
        };
        let of_person = |sentence: Sentence, id: &str| sentence.words().replace("{who}", &who(id));
        Some(match fact {
            Fact::Received => Sentence::NotedReceipt.words().to_owned(),
            Fact::CorrectionsIn => Sentence::NotedCorrections.words().to_owned(),
            Fact::CorrectionNoted { fault, came, .. } => {
                let (_, line) = self.record.line_before(place, *fault);
                let sentence = match *came {
                    true => Sentence::NotedCorrection,
                    false => Sentence::NotedCorrectionBack,
                };
                let what = format!("{}（{}）", line.name, line.problem);
                sentence.words().replace("{what}", &what)
            }
            Fact::PersonPut { person } => {
                let sentence = self.judge_reading(place, person)?;
                let what = match sentence {
                    Sentence::NotedExpiry => person.expiry_reason.as_ref().map(tell_reason),
                    Sentence::NotedMandate => tell_mandate(person),
                    _ => None,
                };
                of_person(sentence, &person.id).replace("{what}", &what.unwrap_or_default())
            }
            Fact::WithdrawalDrawnUp { by, covered: true, .. } => {
                let people = self.record.people_before(place + 1);
                let who = people.into_iter().find(|person| person.role == *by).map(name_with_role);
                Sentence::NotedAuthority.words().replace("{who}", &who.unwrap_or_default())
            }
            Fact::OriginalChecked { material } => of_row(Sentence::NotedOriginal, material, ""),
            Fact::CheckCarried { material, by, at, number } => {
                let beside = format!("{number}号件，工号{by}，{}", long_moment(*at));
                of_row(Sentence::NotedCheckCarried, material, &beside)
            }
            Fact::CustodyMoved { material, .. } => of_row(Sentence::NotedMoved, material, ""),
            Fact::RefiledFrom { number, reason, .. } => {
                let what = format!("{number}（{reason}）");
                Sentence::NotedRefiled.words().replace("{what}", &what)
            }
            Fact::CustodySet { material, custody: Custody::Returned, place } => {
                let place = place.as_ref().map(|place| place.expose()).unwrap_or_default();
                of_row(Sentence::NotedReturn, material, place)
            }
            Fact::CustodySet { material, custody: Custody::Held, place } => {
                let place = place.as_ref().map(|place| place.expose()).unwrap_or_default();
                of_row(Sentence::NotedHeld, material, place)
            }
            Fact::CopiesSet { material, custody: Custody::Returned, place } => {
                let place = place.as_ref().map(|place| place.expose()).unwrap_or_default();
                of_row(Sentence::NotedCopiesReturn, material, place)
            }
            Fact::CopiesSet { material, custody: Custody::Held, place } => {
                let place = place.as_ref().map(|place| place.expose()).unwrap_or_default();
                of_row(Sentence::NotedCopiesHeld, material, place)
            }
            Fact::SlipScanned { .. } => Sentence::NotedSlip.words().to_owned(),
            Fact::ProblemSet { material, problem: Some(problem) } => {
                of_row(Sentence::NotedProblem, material, problem)
            }
            Fact::CertificateUsed { certificate } => {
                of_row(Sentence::NotedCertificate, &certificate.material, &certificate.name)
            }
            Fact::CertificateMissed { material, reason, .. }
                if !NOBODY_ANSWERED.contains(reason) =>
            {
                of_row(Sentence::NotedLibrary, material, "")
            }
            Fact::PointExamined { point, met } => {
                let sentence = match *met {
                    true => Sentence::NotedPoint,
                    false => Sentence::NotedPointBack,
                };
                sentence.words().replace("{what}", &self.name_point(point))
            }
            Fact::FormShown { to: ShownTo::CitizenScreen, .. } => {
                Sentence::NotedFormShown.words().to_owned()
            }
            Fact::FormShown { to: ShownTo::Paper, .. } => {
                Sentence::NotedFormOnPaper.words().to_owned()
            }
            Fact::FormConfirmed { person, .. } => of_person(Sentence::NotedFormConfirmed, person),
            Fact::FormReadAloud { person, .. } => of_person(Sentence::NotedReadAloud, person),
            Fact::FormSigned { signature } if signature.by == SignedBy::Fingerprint => {
                of_person(Sentence::NotedFingerprint, &signature.person)
            }
            Fact::FormSigned { signature } if signature.witness.is_some() => {
                let witness = signature.witness.as_ref().unwrap().name.expose();
                of_person(Sentence::NotedWitness, &signature.person).replace("{what}", witness)
            }
            Fact::FormSigned { signature } => {
                of_person(Sentence::NotedSignature, &signature.person)
            }
            Fact::SignatureRefused { person, note, .. } => {
                let said = note.as_ref().map(|note| format!("，称：{}", note.expose()));
                let words = of_person(Sentence::NotedRefusal, person);
                words.replace("{what}", &said.unwrap_or_default())
            }
            Fact::WitnessNamed { person, witness: Some(witness) } if witness.namesake => {
                of_person(Sentence::NotedNamesake, person).replace("{what}", witness.name.expose())
            }
            Fact::Consented { by, .. } => Sentence::NotedConsent.words().replace("{who}", by),
            _ => return None,
        })
    }

    /// What another case knew of somebody, a document that was read or typed anew, one with which the
    /// clerk goes on all the same, or by what somebody acts; a person put again with another phone is
    /// none of these.
    fn judge_reading(&self, place: usize, person: &Person) -> Option<Sentence> {
        let earlier =
            self.record.entries[..place].iter().rev().find_map(|entry| match &entry.fact {
                Fact::PersonPut { person: earlier } if earlier.id == person.id => Some(earlier),
                _ => None,
            });
        let is_same = |one: &&Person| {
            one.reading == person.reading && one.number == person.number && one.raw == person.raw
        };
        if earlier.is_none() && self.was_carried(place, &person.id) {
            let earlier = &self.record.entries[..place];
            let is_refiled = |entry: &Entry| matches!(entry.fact, Fact::RefiledFrom { .. });
            return Some(match earlier.iter().any(is_refiled) {
                true => Sentence::NotedPersonRefiled,
                false => Sentence::NotedCarried,
            });
        }
        match (earlier.filter(is_same), person.reading) {
            (Some(earlier), _) => {
                let goes_on = person.expiry_confirmed && !earlier.expiry_confirmed;
                let acts = person.mandate.is_some() && person.mandate != earlier.mandate;
                match (goes_on, acts) {
                    (true, _) => Some(Sentence::NotedExpiry),
                    (false, true) => Some(Sentence::NotedMandate),
                    (false, false) => None,
                }
            }
            (None, Reading::Card) => Some(Sentence::NotedCard),
            (None, Reading::Typed) => Some(Sentence::NotedTyped),
        }
    }

    /// An entry before it says that they came along from another case.
    fn was_carried(&self, place: usize, person: &str) -> bool {
        self.record.entries[..place].iter().any(|entry| match &entry.fact {
            Fact::CarriedFrom { people: Some(people), .. } => people.iter().any(|id| id == person),
            _ => false,
        })
    }

    fn name_row(&self, id: &str) -> String {
        let item = self.record.file.item();
        let mut rows = item.into_iter().flat_map(|item| &item.materials);
        rows.find(|row| row.id == id).map_or_else(|| id.to_owned(), |row| row.name.clone())
    }

    fn name_point(&self, id: &str) -> String {
        let entrustment = self.record.file.item().and_then(|item| item.entrustment.as_ref());
        let point = entrustment.and_then(|one| one.points.iter().find(|point| point.id == id));
        point.map_or_else(|| id.to_owned(), |point| point.text.clone())
    }

    pub fn claim_notices(&self, claims: &mut Claims) {
        let decisions = self.record.decisions();
        for (at, decided) in decisions.iter().enumerate() {
            let end = decisions.get(at + 1).map_or(self.record.entries.len(), |next| next.place);
            claims.texts.extend([
                title_of(decided).words().to_owned(),
                long_moment(decided.at),
                decided.by.to_owned(),
                self.tell_print(decided, end),
            ]);
            claims.texts.extend(decided.decision.reasons.iter().cloned());
            claims.texts.extend(decided.decision.right_office.clone());
            let late = decided.decision.late_papers().unwrap_or_default();
            let faults = [decided.decision.faults.as_slice(), late].concat();
            claims.add_faults(&faults);
            let promised = decided.decision.deferred.iter().flat_map(|deferred| {
                let later = Sentence::PromisedLater.words();
                let later = later.replace("{until}", &long_date(deferred.until));
                deferred.materials.iter().map(move |row| (row, later.clone()))
            });
            for (place, (row, later)) in promised.enumerate() {
                let number = (faults.len() + place + 1).to_string();
                let lacking = Sentence::StillLacking.words().to_owned();
                claims.rows.push(vec![number, self.name_row(row), lacking, later]);
            }
        }
    }

    /// Of the paper that was made under this decision, before the next.
    fn tell_print(&self, decided: &Decided<'_>, end: usize) -> String {
        let form = decision_form(decided.decision);
        let is_own = |place: usize| (decided.place..end).contains(&place);
        let documents = self.record.documents().into_iter();
        let own = documents.filter(|(place, paper, _)| is_own(*place) && paper.form == form);
        let own: Vec<&str> = own.map(|(_, paper, _)| paper.id.as_str()).collect();
        let printed = own.iter().copied().find_map(|id| self.record.first_print(id));
        let saved = own.iter().copied().find_map(|id| self.record.first_save(id));
        let (sentence, at) = match (printed, saved) {
            (Some(at), _) => (Sentence::PaperPrinted, at),
            (None, Some(at)) => (Sentence::PaperSaved, at),
            (None, None) => return Sentence::PaperUnprinted.words().to_owned(),
        };
        sentence.words().replace("{day}", &long_moment(at))
    }
}

fn title_of(decided: &Decided<'_>) -> Sentence {
    let decision = decided.decision;
    match decision.kind {
        DecisionKind::Accept if decision.deferred.is_some() => Sentence::TitleDeferred,
        DecisionKind::Accept if decision.deemed.is_some() => Sentence::TitleDeemed,
        DecisionKind::Accept => Sentence::TitleAccept,
        DecisionKind::Correction => Sentence::TitleCorrection,
        DecisionKind::Refuse => Sentence::TitleRefuse,
        DecisionKind::Redirect => Sentence::TitleRedirect,
    }
}
