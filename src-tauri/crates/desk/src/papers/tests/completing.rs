//! A case made whole: the next thing that it lacks, again and again, as a clerk would.
use super::people::{confirm_document, give_mandate};
use super::story::Story;
use counter_core::case::{Custody, Person, ShownTo};
use counter_core::casework::{Lack, LackCode, list_unsigned};
use counter_core::code::parse_variant;
use counter_core::fact::Fact;

/// More than any case lacks.
const MOST_STEPS: usize = 60;

impl Story {
    /// Until nothing stands against accepting it, as far as that goes.
    pub fn make_whole(&mut self) {
        let mut before: Vec<Lack> = Vec::new();
        for _ in 0..MOST_STEPS {
            let lacks = self.file().assess().readiness.lacks;
            let Some(lack) = lacks.first().cloned() else { return };
            // What stays lacking though it was tried twice is beyond this story.
            if before.iter().filter(|earlier| **earlier == lack).count() > 1 {
                return;
            }
            self.wait(1);
            self.put_right(&lack);
            before.push(lack);
        }
    }

    fn put_right(&mut self, lack: &Lack) {
        let param = |name: &str| lack.params.get(name).cloned().unwrap_or_default();
        let material = param("material");
        match lack.code {
            LackCode::Answer => self.answer(),
            LackCode::ReadCard => {
                if let Some(role) = parse_variant(&param("role")) {
                    self.put_person(role);
                }
            }
            LackCode::ConfirmCard
            | LackCode::Mandate
            | LackCode::MandateEnded
            | LackCode::CardBlocks => {
                self.put_person_right(lack.code, &param("person"));
            }
            LackCode::Receive => self.note(Fact::Received),
            LackCode::MaterialProblem => {
                self.note(Fact::ProblemSet { material, problem: None });
            }
            LackCode::CountObject => {
                let row = self.item.materials.iter().find(|row| row.id == material).unwrap();
                self.note(Fact::ObjectCounted { material, count: row.original.max(1) });
            }
            LackCode::Scan | LackCode::DeferredPapers | LackCode::LatePapers => {
                if self.item.materials.iter().any(|row| row.id == material) {
                    self.add_page("scan", &material);
                }
            }
            LackCode::CheckOriginal => self.note(Fact::OriginalChecked { material }),
            LackCode::GiveBack => self.settle_originals(),
            LackCode::Fill => self.fill_form(),
            LackCode::ShowForm | LackCode::FormInDoubt => {
                if let Some(document) = self.make_form() {
                    self.note(Fact::FormShown { document, to: ShownTo::Clerk });
                }
            }
            LackCode::SignForm => {
                let unsigned = list_unsigned(&self.file().assess());
                if let Some(form) = self.make_form() {
                    unsigned.into_iter().for_each(|signer| self.sign(&form, signer));
                }
            }
            LackCode::ChooseItem
            | LackCode::PlacePage
            | LackCode::Look
            | LackCode::StandsAccepted => {}
        }
    }

    fn put_person_right(&mut self, code: LackCode, id: &str) {
        let file = self.file();
        let Some(person) = file.case.people.iter().find(|person| person.id == id) else { return };
        let person = match code {
            LackCode::ConfirmCard => confirm_document(&mut self.dice, person),
            LackCode::Mandate | LackCode::MandateEnded => give_mandate(&mut self.dice, person),
            // Another card, which is good.
            _ => Person {
                warnings: Vec::new(),
                valid_to: "2036-01-01".into(),
                raw: "0c".into(),
                ..person.clone()
            },
        };
        self.note(Fact::PersonPut { person });
    }

    /// The one key for all: each where its row says.
    pub fn settle_originals(&mut self) {
        let file = self.file();
        let assessment = file.assess();
        let place = |custody| (custody == Custody::Held).then(|| "3号窗铁皮柜".into());
        for row in &assessment.materials {
            let material = || row.id().to_owned();
            if let Some(custody) = row.due_custody() {
                let (material, place) = (material(), place(custody));
                self.note(Fact::CustodySet { material, custody, place });
            }
            if let Some(custody) = row.due_copies() {
                let (material, place) = (material(), place(custody));
                self.note(Fact::CopiesSet { material, custody, place });
            }
        }
    }
}
