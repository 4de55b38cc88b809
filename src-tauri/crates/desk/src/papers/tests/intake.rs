//! The first half of a story: answers, people, papers, the form and who signs it.
use super::people::{confirm_document, roll_person};
use super::scene::What;
use super::story::Story;
use crate::cases::signing::{digest_values, find_form_in_force, list_signers};
use crate::papers::example::CATALOG;
use counter_core::case::{
    Custody, PageOf, PaperKind, Person, Reading, SealedPart, ShownTo, Signature, SignedBy, Witness,
};
use counter_core::casework::{LackCode, Signer};
use counter_core::certificate::{Ground, Held, HolderKey};
use counter_core::code::parse_variant;
use counter_core::fact::Fact;
use counter_core::form::{FieldDef, FieldKind};
use counter_core::idnum::IdKind;
use counter_core::item::{Accept, MaterialDef, PersonRole, Supply, questions_unanswered};

impl Story {
    pub fn take_in(&mut self) {
        self.answer();
        self.bring_people();
        self.print(&What::List);
        self.print_blank();
        if self.dice.chance(10) {
            let received_at = self.now;
            self.wait_days(2);
            self.note(Fact::SlipNoted { slip: "0007".into(), received_at });
        }
        if self.dice.chance(92) {
            self.wait(2);
            self.note(Fact::Received);
        }
        let percent = *self.dice.pick(&[50, 85, 100]);
        self.bring_papers(percent);
        if self.dice.chance(75) {
            self.fill_form();
        }
        self.print(&What::Mandate);
        self.print(&What::Receipt);
        if self.dice.chance(12) {
            self.wait_days(30);
        }
        if self.dice.chance(75) {
            self.sign_form();
        }
        if self.dice.chance(12) {
            self.note(Fact::TakenOver { from: "1001".into(), to: "1002".into() });
            self.by = "1002";
        }
    }

    pub fn answer(&mut self) {
        for _ in 0..20 {
            let situation = self.file().assess().situation;
            let open = questions_unanswered(self.item, &situation);
            let Some(id) = open.first() else { return };
            if self.dice.chance(3) {
                return;
            }
            let question = self.item.questions.iter().find(|question| question.id == *id).unwrap();
            let option = self.dice.pick(&question.options).id.clone();
            self.note(Fact::Answered { question: id.clone(), option });
        }
    }

    fn bring_people(&mut self) {
        let mut roles = vec![PersonRole::Applicant];
        let others =
            [(PersonRole::Spouse, 12), (PersonRole::Guardian, 10), (PersonRole::Agent, 20)];
        for (role, percent) in others {
            if self.dice.chance(percent) {
                roles.push(role);
            }
        }
        for role in roles {
            let is_here = self.file().case.find_person(role).is_some();
            if self.dice.chance(96) && !is_here {
                self.put_person(role);
            }
        }
        let lacks = self.file().assess().readiness.lacks;
        let card_lacks = lacks.iter().filter(|lack| lack.code == LackCode::ReadCard);
        for role in card_lacks.filter_map(|lack| parse_variant(lack.params.get("role")?)) {
            if self.dice.chance(85) {
                self.put_person(role);
            }
        }
    }

    pub fn put_person(&mut self, role: PersonRole) {
        self.wait(1);
        let person = roll_person(&mut self.dice, self.people, role);
        self.people += 1;
        self.note(Fact::PersonPut { person: person.clone() });
        let is_open = person.asks_confirmation() && self.dice.chance(65);
        let person = if is_open { confirm_document(&mut self.dice, &person) } else { person };
        if is_open {
            self.wait(1);
            self.note(Fact::PersonPut { person: person.clone() });
        }
        // Another phone is no new reading.
        if self.dice.chance(20) {
            self.wait(1);
            let person = Person { phone: "10087654321".into(), ..person };
            self.note(Fact::PersonPut { person });
        }
    }

    /// In so many of a hundred rows that this citizen needs, and in few of the others.
    pub fn bring_papers(&mut self, percent: usize) {
        let needs: Vec<bool> =
            self.file().assess().materials.iter().map(|row| row.is_needed()).collect();
        for (def, is_needed) in self.item.materials.iter().zip(needs) {
            if self.dice.chance(if is_needed { percent } else { 4 }) {
                self.bring_paper(def);
            }
        }
    }

    fn bring_paper(&mut self, def: &'static MaterialDef) {
        self.wait(1);
        let row = def.id.as_str();
        match def.supply {
            Supply::Form => return,
            Supply::Chip if self.dice.chance(70) => return,
            Supply::Object => {
                // Its picture, with the thing itself or instead of it.
                let is_pictured = self.dice.chance(40);
                if is_pictured {
                    let source = *self.dice.pick(&["scan", "import"]);
                    self.add_page(source, row);
                }
                if !is_pictured || self.dice.chance(60) {
                    let count = 1 + self.dice.roll(2) as u32;
                    self.note(Fact::ObjectCounted { material: row.into(), count });
                }
            }
            _ if self.dice.chance(8) => {
                // Shown on a telephone, and counted by key.
                let count = 1 + self.dice.roll(2) as u32;
                let kind = PaperKind::Electronic;
                self.note(Fact::PapersCounted { material: row.into(), kind, count });
            }
            _ if def.cert.is_some() && self.dice.chance(15) => self.use_certificate(def),
            _ => {
                for _ in 0..=self.dice.roll(3) {
                    let source = *self.dice.pick(&["scan", "scan", "import", "carried"]);
                    self.add_page(source, row);
                }
            }
        }
        if self.dice.chance(20) {
            let kinds = [PaperKind::Original, PaperKind::Copy, PaperKind::Electronic];
            let (kind, count) = (*self.dice.pick(&kinds), self.dice.roll(3) as u32);
            self.note(Fact::PapersCounted { material: row.into(), kind, count });
        }
        let is_compared = matches!(def.accept, Accept::SeeAndCopy | Accept::SeeOnly);
        if self.dice.chance(if is_compared { 85 } else { 8 }) {
            self.wait(1);
            self.note(Fact::OriginalChecked { material: row.into() });
        }
        if self.dice.chance(65) {
            let is_held = self.dice.chance(40);
            let custody = if is_held { Custody::Held } else { Custody::Returned };
            let place = (is_held && self.dice.chance(80)).then(|| "3号窗铁皮柜".into());
            self.note(Fact::CustodySet { material: row.into(), custody, place });
        }
        if self.dice.chance(40) {
            let is_held = self.dice.chance(60);
            let custody = if is_held { Custody::Held } else { Custody::Returned };
            let place = (is_held && self.dice.chance(80)).then(|| "3号窗铁皮柜".into());
            self.note(Fact::CopiesSet { material: row.into(), custody, place });
        }
        // Counted once more: others than those that may have gone back.
        if self.dice.chance(6) {
            let (kind, count) = (PaperKind::Copy, self.dice.roll(3) as u32);
            self.note(Fact::PapersCounted { material: row.into(), kind, count });
        }
        if self.dice.chance(6) {
            let problem = Some("页面模糊".to_owned());
            self.note(Fact::ProblemSet { material: row.into(), problem });
        }
        // A page that came later was not compared, and is not what was given back.
        if self.dice.chance(6) {
            self.add_page("scan", row);
        }
        if self.dice.chance(6)
            && let Some(page) = self.file().case.pages_of(row).last()
        {
            self.note(Fact::PageDeleted { page: page.id.clone() });
        }
    }

    pub fn add_page(&mut self, source: &str, row: &str) -> String {
        let place = self.count_on();
        let page = PageOf {
            id: format!("page-{place}"),
            file: format!("file-{place}"),
            index: 0,
            media: "image/png".into(),
            sha256: format!("{place:064x}"),
            len: 1_000 + place as u64,
            source: source.to_owned(),
            material: Some(row.to_owned()),
            turns: 0,
        };
        let id = page.id.clone();
        self.note(Fact::PageAdded { page });
        self.note(Fact::PageShown { page: id.clone() });
        id
    }

    fn use_certificate(&mut self, def: &MaterialDef) {
        let file = self.file();
        let Some(person) = file.case.find_person(PersonRole::Applicant) else { return };
        let page = self.add_page("certificate", &def.id);
        let added = self.entries.iter().find_map(|entry| match &entry.fact {
            Fact::PageAdded { page: added } if added.id == page => Some(added.clone()),
            _ => None,
        });
        let added = added.unwrap();
        let kind = def.cert.clone().unwrap_or_default();
        let certificate = Held {
            material: def.id.clone(),
            person: person.id.clone(),
            key: HolderKey::ResidentNumber,
            holder: person.number.clone(),
            name: kind.clone(),
            kind,
            identifier: "1.2.156.1".into(),
            issuer: "示例局".into(),
            valid_to: None,
            file: added.file,
            sha256: added.sha256,
            fetched_at: self.now,
            ground: Ground::Authorised,
        };
        self.note(Fact::CertificateUsed { certificate });
    }

    /// Until nothing is wrong with it, as far as that goes.
    pub fn fill_form(&mut self) {
        for _ in 0..30 {
            let file = self.file();
            let assessment = file.assess();
            let Some(form) = &assessment.form else { return };
            let Some(field) = form.first_wrong_field().and_then(|id| form.def.field(id)) else {
                return;
            };
            let value = self.roll_value(field).into();
            self.note(Fact::FieldFilled { field: field.id.clone(), value });
        }
    }

    fn roll_value(&mut self, field: &FieldDef) -> String {
        let value = match field.kind {
            FieldKind::Phone => "10012345678",
            FieldKind::Date => "2026-12-01",
            FieldKind::Number | FieldKind::Money => "200",
            FieldKind::BankAccount => "6200000000000000",
            FieldKind::IdNumber => "440699199001010022",
            FieldKind::Choice => field.options.first().map_or("", |option| option.value.as_str()),
            FieldKind::LongText => *self.dice.pick(&["示例理由", "第一行\n第二行 #let x = 1"]),
            FieldKind::Text => *self.dice.pick(&["示例", "*示例*_也是_", "\u{20164}示例"]),
        };
        value.to_owned()
    }

    /// The form that says what the case says, made now where there is none.
    pub fn make_form(&mut self) -> Option<String> {
        let file = self.file();
        let assessment = file.assess();
        if let Some(form) = find_form_in_force(&assessment) {
            return Some(form.id.clone());
        }
        assessment.form.as_ref()?;
        let values = digest_values(&assessment);
        self.print(&What::Form);
        Some(self.issue("application_form", Some(values)))
    }

    /// Before whom somebody signs who cannot write: the form has a line for them.
    fn name_witnesses(&mut self) {
        for signer in list_signers(&self.file().assess()) {
            if self.dice.chance(12) {
                let namesake = self.dice.chance(50);
                let witness = Some(Witness { namesake, ..roll_witness() });
                self.note(Fact::WitnessNamed { person: signer.person, witness });
            }
        }
    }

    pub fn sign_form(&mut self) {
        if self.file().case.slip.is_some() && self.dice.chance(70) {
            self.scan_slip();
            return;
        }
        self.name_witnesses();
        let Some(form) = self.make_form() else { return };
        self.wait(1);
        self.note(Fact::FormShown { document: form.clone(), to: ShownTo::Clerk });
        let signers = list_signers(&self.file().assess());
        for signer in signers {
            self.sign(&form, signer);
        }
    }

    /// The slip that was signed by hand; its page may come to lie elsewhere after.
    fn scan_slip(&mut self) {
        let row = self.item.materials.iter().find(|row| row.supply == Supply::Form);
        let Some(row) = row.map(|row| row.id.as_str()) else { return };
        let page = self.add_page("scan", row);
        if self.dice.chance(85) {
            self.note(Fact::SlipScanned { page: page.clone() });
        }
        if self.dice.chance(10) {
            self.note(Fact::PageDeleted { page });
        }
    }

    pub fn sign(&mut self, form: &str, signer: Signer) {
        let (document, person) = (form.to_owned(), signer.person.clone());
        let to = *self.dice.pick(&[ShownTo::CitizenScreen, ShownTo::Paper]);
        self.note(Fact::FormShown { document: document.clone(), to });
        if to == ShownTo::Paper && self.dice.chance(80) {
            self.print_out(form, false);
        }
        if self.dice.chance(50) {
            let (document, person) = (document.clone(), person.clone());
            self.note(Fact::FormConfirmed { document, person });
        }
        if self.dice.chance(25) {
            self.wait(1);
            let (document, person) = (document.clone(), person.clone());
            self.note(Fact::FormReadAloud { document, person });
        }
        self.wait(1);
        if self.dice.chance(12) {
            let note = self.dice.chance(50).then(|| "先回去商量".into());
            self.note(Fact::SignatureRefused { document, person, note });
            return;
        }
        let signature = self.roll_signature(form, signer);
        self.note(Fact::FormSigned { signature });
        // What is read only then was not read before.
        if self.dice.chance(10) {
            self.wait(1);
            self.note(Fact::FormReadAloud { document, person });
        }
    }

    fn roll_signature(&mut self, form: &str, signer: Signer) -> Signature {
        let by = *self.dice.pick(&[SignedBy::Strokes, SignedBy::Pen, SignedBy::Fingerprint]);
        let is_stroked = by == SignedBy::Strokes;
        let mut part = || {
            let place = self.count_on();
            let (file, sha256) = (format!("file-{place}"), format!("{place:064x}"));
            is_stroked.then(|| SealedPart { file, sha256, len: 1_000 + place as u64 })
        };
        let (strokes, signed_form) = (part(), part());
        let row = self.item.materials.iter().find(|row| row.supply == Supply::Form);
        let row = row.filter(|_| !is_stroked);
        let page = row.map(|row| self.add_page("scan", &row.id));
        // Programs of before named a witness with the signature alone.
        let is_named = by == SignedBy::Fingerprint && self.dice.chance(60);
        let witness = signer.witness.or_else(|| is_named.then(roll_witness));
        Signature {
            id: format!("signature-{}", self.count_on()),
            document: form.to_owned(),
            sha256: self.document(form).sha256.clone(),
            person: signer.person,
            role: signer.role,
            signs_for: signer.signs_for,
            by,
            strokes,
            signed_form,
            page,
            code_read: !is_stroked && self.dice.chance(50),
            witness,
        }
    }

    fn print_blank(&mut self) {
        let pack = &CATALOG.pack;
        let item = self.item;
        let blanks = item.materials.iter().filter_map(|def| {
            let form = pack.form(item.blank_of(def)?)?;
            Some((def, form.has_sample()))
        });
        let blanks: Vec<(&'static MaterialDef, bool)> = blanks.collect();
        if blanks.is_empty() {
            return;
        }
        let (def, has_sample) = *self.dice.pick(&blanks);
        let is_sample = has_sample && self.dice.chance(50);
        self.print(&What::Blank(def, is_sample));
    }
}

fn roll_witness() -> Witness {
    Witness {
        name: "王见证".into(),
        id_kind: IdKind::Resident,
        number: "440699189901010010".into(),
        reading: Reading::Typed,
        namesake: false,
    }
}
