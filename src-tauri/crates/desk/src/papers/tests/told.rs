//! What each paper says beside what stands on all of them.
use super::claims::Claims;
use super::counting::spell_form_code;
use super::oracle::name_procedure;
use super::scene::{Scene, What};
use crate::papers::example::CATALOG;
use crate::papers::sentences::Sentence;
use crate::papers::wording::{deadline_day, long_date, long_moment};
use counter_core::case::{Decision, DecisionKind, Event, Special, Step};
use counter_core::casework::{digest_values, list_signers};
use counter_core::clock::legal_clock;
use counter_core::item::PersonRole;
use counter_core::state::Status;

impl Scene<'_> {
    pub fn claim_paper(&self, claims: &mut Claims) {
        let number = self.record.official().or(self.record.provisional());
        match self.what {
            What::List => self.claim_list(claims),
            What::Blank(def, is_sample) => self.claim_blank(claims, def, *is_sample),
            What::Mandate => self.claim_mandate(claims),
            What::Form => self.claim_form(claims),
            What::Day => self.claim_day(claims),
            What::Reprint(document) => self.claim_reprint(claims, document),
            What::Preview(decision) => self.claim_decision(claims, decision, None),
            What::Decided => {
                if let Some(decision) = self.carried() {
                    self.claim_decision(claims, decision, number);
                }
            }
            What::Receipt => {
                self.claim_head(claims, number);
                claims.say(self.received_words());
                self.claim_rows(claims, false);
                claims.texts.extend(self.list_rows(false).is_empty().then(|| "（无）".to_owned()));
            }
            What::Commitment => {
                self.claim_head(claims, number);
                self.claim_promise(claims);
                claims.texts.extend(self.slip_words());
            }
            What::Letter(_) => {
                self.claim_head(claims, number);
                self.claim_step(claims);
                claims.texts.extend(self.slip_words());
            }
            What::Slip => self.claim_slip(claims, number),
            What::Withdrawal(by, _) => {
                let signer = self.record.person_as(*by);
                let signer = signer.filter(|person| person.role != PersonRole::Applicant);
                self.claim_head_of(claims, number, signer);
                self.claim_rows(claims, true);
                claims.say(self.received_words());
            }
            What::Entrusted(_) => self.claim_entrusted(claims, number),
            What::Lapse => {
                self.claim_head(claims, number);
                self.claim_rows(claims, true);
                claims.say(self.received_words());
                claims.texts.extend(self.lapse().map(|terms| long_date(terms.until)));
                claims.texts.extend(self.window.settled.remedies.map(str::to_owned));
            }
            What::Refiling(_) => {
                self.claim_head(claims, number);
                claims.say(self.received_words());
                claims.texts.extend(number.map(str::to_owned));
                if let Some((first, _, reason, _)) = self.record.refiled() {
                    claims.say(first);
                    claims.say(reason);
                }
            }
            What::Course => {
                self.claim_head(claims, number);
                claims.say(self.received_words());
                claims.texts.extend(self.list_course().into_iter().map(|(_, line)| line));
                claims.say(self.tell_next().1);
                claims.say(self.tell_visits());
            }
            What::Check => self.claim_record(claims, number),
        }
    }

    fn claim_rows(&self, claims: &mut Claims, with_form: bool) {
        for row in &self.assessment.materials {
            let facts = self.record.row(row.def);
            claims.say(row.def.name.as_str());
            claims.say(self.tell_wanted(row, &facts, self.find_holder(row).is_some()));
        }
        claims.rows.extend(self.list_rows(with_form));
    }

    /// The licence law speaks for licences.
    fn claim_law(&self, claims: &mut Claims, article: &str) {
        let is_licence = self.record.file.item().is_some_and(|item| item.task_type == "01");
        let law = format!("依据《中华人民共和国行政许可法》{article}。");
        claims.texts.extend(is_licence.then_some(law));
    }

    fn claim_decision(&self, claims: &mut Claims, decision: &Decision, number: Option<&str>) {
        self.claim_head(claims, number);
        match decision.kind {
            DecisionKind::Accept => {
                self.claim_rows(claims, true);
                claims.say(self.received_words());
                let accepted = self.record.accepted_at().unwrap_or(self.record.now);
                claims.texts.extend(self.tell_remarks());
                if decision.deferred.is_some() {
                    claims.say(long_date(accepted.date()));
                    self.claim_promise(claims);
                    claims.say(self.tell_last_day());
                    claims.texts.extend(self.code());
                    return;
                }
                claims.say(long_moment(accepted));
                let fee = self.record.file.settled_item().and_then(|item| item.fee.clone());
                claims.texts.extend(fee.map(|fee| format!("收费：{fee}")));
                claims.texts.extend(self.code());
                if let Some(deemed) = &decision.deemed {
                    claims.add_faults(&deemed.papers);
                    self.claim_law(claims, "第三十二条第（四）项");
                }
            }
            DecisionKind::Correction => {
                claims.add_faults(&decision.faults);
                self.claim_law(claims, "第三十二条第（四）项");
            }
            DecisionKind::Refuse | DecisionKind::Redirect => {
                claims.texts.extend(decision.reasons.iter().cloned());
                claims.texts.extend(decision.right_office.clone());
                claims.texts.extend(self.window.settled.remedies.map(str::to_owned));
                let is_ours = decision.kind == DecisionKind::Refuse;
                self.claim_law(claims, if is_ours { "第三十二条" } else { "第三十二条第（二）项" });
            }
        }
    }

    /// The number of the case beside the decision's own.
    fn claim_entrusted(&self, claims: &mut Claims, case_number: Option<&str>) {
        self.claim_head(claims, None);
        claims.texts.extend(case_number.map(str::to_owned));
        let Some(Event::Decided { number, entrusted_by, points, reasons, .. }) = self.entrusted()
        else {
            return;
        };
        claims.say("编号：");
        claims.say(number.as_str());
        claims.say(entrusted_by.as_str());
        let item = self.record.file.item();
        let known = item.and_then(|item| item.entrustment.as_ref());
        let known: Vec<_> = known.iter().flat_map(|own| &own.points).collect();
        for id in points {
            let point = known.iter().find(|point| point.id == *id);
            claims.say(point.map_or(id.as_str(), |point| point.text.as_str()));
        }
        claims.texts.extend(reasons.iter().cloned());
    }

    fn claim_promise(&self, claims: &mut Claims) {
        let Some(promised) = self.promised() else { return };
        let rows = self.record.file.item().into_iter().flat_map(|item| &item.materials);
        let missing = rows.filter(|row| promised.materials.contains(&row.id));
        claims.texts.extend(missing.map(|row| row.name.clone()));
        claims.say(format!("{}前", long_date(promised.until)));
    }

    /// 办结期限, as the clock of the rules counts it.
    fn count_last_day(&self) -> String {
        let guide = || "以办事指南为准".to_owned();
        let Some(item) = self.record.file.settled_item() else { return guide() };
        let (course, today) = (self.record.file.course(), self.record.now.date());
        let clock = legal_clock(&item, &course, Status::Accepted, &CATALOG.calendar, today);
        deadline_day(&clock).unwrap_or_else(guide)
    }

    /// What is done on the spot has the day of its sentence.
    fn tell_last_day(&self) -> String {
        match &self.due {
            (Sentence::DueToday, _) => long_date(self.record.now.date()),
            (Sentence::DueThatDay, day) => day.clone(),
            _ => self.count_last_day(),
        }
    }

    fn claim_step(&self, claims: &mut Claims) {
        let unit = |is_working: bool| if is_working { "工作日" } else { "日" };
        match self.step() {
            Some(Step::SpecialProcedure { procedure, from, days, working }) => {
                claims.say(name_procedure(*procedure));
                claims.say(long_date(*from));
                claims.say(format!("{days} 个{}", unit(*working)));
                if *procedure != Special::OnSiteCheck {
                    self.claim_law(claims, "第四十五条");
                }
            }
            Some(Step::Extended { days, reason }) => {
                let item = self.record.file.settled_item();
                let limit = item.as_ref().and_then(|item| item.limit.as_ref());
                let is_working = limit.is_none_or(|limit| limit.working);
                claims.say(format!("{days} 个{}", unit(is_working)));
                claims.say(reason.as_str());
                claims.say(self.count_last_day());
                self.claim_law(claims, "第四十二条");
            }
            _ => {}
        }
    }

    fn claim_slip(&self, claims: &mut Claims, number: Option<&str>) {
        self.claim_head(claims, number);
        self.claim_rows(claims, true);
        claims.texts.extend(self.tell_remarks());
        claims.texts.extend(self.tell_second_names());
        claims.say(self.received_words());
        let decided = self.record.decisions().last().map(|decided| long_moment(decided.at));
        claims.texts.extend(decided);
        claims.say("bad_manifest");
        claims.say("随单应附");
    }

    fn claim_record(&self, claims: &mut Claims, number: Option<&str>) {
        self.claim_head(claims, number);
        claims.say(self.received_words());
        claims.say(self.record.file.case.pack_version.as_str());
        claims.rows.extend(self.list_checks());
        claims.texts.extend(self.record.entries.iter().map(|entry| entry.by.clone()));
        claims.texts.extend(self.code());
        self.claim_notices(claims);
    }

    /// Both numbers, where the paper has the one of before and the office has given its own.
    fn claim_reprint(&self, claims: &mut Claims, id: &str) {
        claims.say(format!("补打 · {}", long_date(self.record.now.date())));
        let documents = self.record.documents();
        let printed = documents.iter().find(|(_, paper, _)| paper.id == id);
        let number = printed.and_then(|(_, paper, _)| paper.number.as_deref());
        let (provisional, official) = (self.record.provisional(), self.record.official());
        if number.is_some() && number == provisional && official.is_some() && official != number {
            let numbers = provisional.zip(official);
            let both = numbers.map(|(own, theirs)| format!("临时编号 {own}，正式编号 {theirs}"));
            claims.texts.extend(both);
        }
    }

    pub fn form_code(&self) -> String {
        spell_form_code(&self.record.file.id, &digest_values(&self.assessment))
    }

    fn claim_form(&self, claims: &mut Claims) {
        self.claim_head(claims, None);
        claims.texts.extend(self.tell_remarks());
        claims.texts.extend(self.tell_second_names());
        let Some(form) = &self.assessment.form else { return };
        claims.say(self.form_code());
        claims.say(form.def.title.as_str());
        claims.texts.extend(form.def.declaration.iter().cloned());
        for section in &form.def.sections {
            claims.say(section.title.as_str());
            claims.texts.extend(section.fields.iter().map(|field| field.label.clone()));
        }
        claims.texts.extend(self.list_form_values(form.def));
        claims.texts.extend(self.window.settled.kept.map(str::to_owned));
        for signer in list_signers(&self.assessment) {
            let seal = if signer.role == PersonRole::Applicant { "（盖章）" } else { "" };
            claims.say(format!("{}签名{seal}", signer.role.word()));
            let for_whom = if signer.signs_for { "（代）" } else { "" };
            claims.say(signer.name.expose());
            claims.say(format!("{}{for_whom}", signer.name.expose()));
            let Some(witness) = &signer.witness else { continue };
            claims.say(format!("见证人签名（{}）", signer.role.word()));
            claims.say(witness.name.expose());
        }
    }
}
