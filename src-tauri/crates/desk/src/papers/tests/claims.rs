//! What a paper may say, as texts and rows of tables: the record's data as they are written, the
//! sentences that hold, and the templates' own sentences where what they rest on is there. Which paper
//! says what of it, `told` has.
use super::labels::list_labels;
use super::scene::{Scene, What};
use super::window::{CLERK, PRACTICE, WINDOW};
use crate::cases::masking::mask_number;
use crate::papers::card_warnings::warning_words;
use crate::papers::sentences::Sentence;
use crate::papers::wording::{long_date, long_moment};
use counter_core::case::{
    ExpiryGround, ExpiryReason, Fault, MandateEnd, MandateGround, Person, Reading,
};
use counter_core::casework::decision_form;

#[derive(Clone, Default)]
pub struct Claims {
    pub texts: Vec<String>,
    /// What must be there.
    pub musts: Vec<String>,
    /// Cell by cell, in the order of their columns.
    pub rows: Vec<Vec<String>>,
    /// In the head of each page.
    pub band: String,
    /// In the foot of each page, before and after the page's number.
    pub foot: (String, String),
}

impl Claims {
    pub fn say(&mut self, text: impl Into<String>) {
        self.texts.push(text.into());
    }

    pub fn add_faults(&mut self, faults: &[Fault]) {
        for (at, fault) in faults.iter().enumerate() {
            let fix = if fault.fix.is_empty() { "—" } else { &fault.fix };
            let number = (at + 1).to_string();
            let cells = [number.as_str(), &fault.name, &fault.problem, fix];
            self.rows.push(cells.map(str::to_owned).into());
        }
    }
}

impl Scene<'_> {
    /// The paper's stable name.
    pub fn form_name(&self) -> &'static str {
        use counter_core::case::Step::Extended;
        match self.what {
            What::List => "one_time_list",
            What::Blank(..) => "blank_form",
            What::Mandate => "mandate",
            What::Receipt => "materials_receipt",
            What::Form => "application_form",
            What::Preview(_) | What::Decided => self.carried().map_or("", decision_form),
            What::Commitment => "deferred_commitment",
            What::Letter(_) if matches!(self.step(), Some(Extended { .. })) => "extension_notice",
            What::Letter(_) => "special_notice",
            What::Slip => "handover_slip",
            What::Withdrawal(..) => "withdrawal_request",
            What::Entrusted(_) if self.grants() == Some(true) => "entrusted_grant",
            What::Entrusted(_) => "entrusted_refusal",
            What::Lapse => "lapse_notice",
            What::Refiling(_) => "refiling_notice",
            What::Course => "course_slip",
            What::Check => "check_record",
            What::Day => "day_sheet",
            What::Reprint(_) => "reprint",
        }
    }

    pub fn list_claims(&self) -> Claims {
        let mut claims = self.begin_claims();
        claims.texts.extend(self.list_true());
        claims.texts.extend(list_labels(self.form_name()).into_iter().map(str::to_owned));
        self.claim_paper(&mut claims);
        claims.musts = self.list_must();
        claims
    }

    /// What stands on each paper of this window.
    fn begin_claims(&self) -> Claims {
        let settled = &self.window.settled;
        let mut claims = Claims::default();
        let is_practice = self.window.mark == Some(PRACTICE);
        let band = self.window.mark.map(|mark| match is_practice {
            true => "练习用，无效".to_owned(),
            false => format!("{mark} · 不具效力"),
        });
        let is_sample = matches!(self.what, What::Blank(_, true));
        let sample = if is_sample { ("样表", "样表 · 照此填写") } else { ("", "") };
        // One word lies across a sheet.
        let across = if is_practice { PRACTICE } else { sample.0 };
        claims.band = format!("{across}{}{}", band.unwrap_or_default(), sample.1);
        let looks = [Sentence::ExampleLook, Sentence::BuiltInLook];
        let is_said = [self.window.is_example, self.window.is_template_refused];
        let looks = looks.iter().zip(is_said).filter(|(_, is_said)| *is_said);
        let mut looks = looks.map(|(look, _)| look.words().to_owned());
        let first = looks.next().unwrap_or_default();
        let code = match self.what {
            What::Form => format!("表码 {}", self.form_code()),
            _ => String::new(),
        };
        let rest: String = looks.chain(settled.footer.map(str::to_owned)).collect();
        claims.foot =
            (format!("{}{WINDOW}", self.window.station_line()), [first, code, rest].concat());
        let seal = settled.seal.map(|seal| format!("（{seal}）"));
        claims.texts.extend(seal.into_iter().chain(settled.copies.map(str::to_owned)));
        claims.texts.extend(self.window.place_lines());
        claims.texts.extend(self.window.mark.map(str::to_owned));
        claims.say(self.window.station_line());
        claims.say(WINDOW);
        claims.say(CLERK);
        claims.say(long_date(self.record.now.date()));
        let item = self.record.file.item();
        claims.texts.extend(item.map(|item| item.name.clone()));
        claims.texts.extend(item.map(|item| item.department.clone()));
        claims
    }

    /// Whose case it is, and who acts and signs.
    pub fn claim_head(&self, claims: &mut Claims, number: Option<&str>) {
        self.claim_head_of(claims, number, self.record.acting());
    }

    pub fn claim_head_of(
        &self,
        claims: &mut Claims,
        number: Option<&str>,
        acting: Option<&Person>,
    ) {
        if let Some(number) = number {
            claims.say(number);
            let is_own = self.record.official().is_none();
            claims.say(if is_own { "临时编号：" } else { "编号：" });
            let later = "联网后另给正式编号，两号长期互相可查";
            claims.texts.extend(is_own.then(|| later.to_owned()));
        }
        let applicant = self.record.person_as(counter_core::item::PersonRole::Applicant);
        claims.texts.extend(applicant.map(Person::full_name));
        claims.texts.extend(self.tell_typed());
        let signs_as = acting.map(|person| format!("（{}）", person.role.word()));
        claims.say(format!("申请人{}签收", signs_as.clone().unwrap_or_default()));
        claims.say(format!("申请人{}签字", signs_as.clone().unwrap_or_default()));
        claims.say(format!("承诺人{}签字", signs_as.unwrap_or_default()));
        if let Some(person) = acting {
            claims.say(person.role.word());
            claims.say(person.full_name());
            claims.texts.extend(tell_mandate(person));
        }
    }

    /// Whose number no card said.
    pub(super) fn tell_typed(&self) -> Option<String> {
        let people = self.record.people().into_iter();
        let typed = people.filter(|person| person.reading == Reading::Typed);
        let typed: Vec<String> = typed.map(name_with_role).collect();
        (!typed.is_empty()).then(|| format!("{}的号码为手工录入", typed.join("、")))
    }

    /// What was noted of each document, and that somebody goes on with it all the same.
    pub fn tell_remarks(&self) -> Vec<String> {
        let remark = |person: &Person| {
            let noted = person.warnings.iter().filter_map(|code| warning_words(person, code));
            let noted = noted.collect::<Vec<_>>().join("，");
            let goes_on = self.record.confirmation(&person.id).map(|(by, at)| {
                let reason = person.expiry_reason.as_ref().map(tell_reason).unwrap_or_default();
                format!("；工作人员{by}于{}核对后仍按此证办理{reason}", long_moment(at))
            });
            let who = name_with_role(person);
            format!("{who}：{noted}{}。", goes_on.unwrap_or_default())
        };
        self.noted_people().into_iter().map(remark).collect()
    }

    pub fn tell_second_names(&self) -> Vec<String> {
        let people = self.record.people().into_iter();
        let two = people.filter(|person| !person.name_latin.is_empty());
        two.map(|person| {
            format!("{}证件上的两个姓名：{}。", person.role.word(), person.full_name())
        })
        .collect()
    }
}

/// Why somebody goes on with the card, and what was recorded of the paper beside it.
pub fn tell_reason(reason: &ExpiryReason) -> String {
    let ground = match reason.ground {
        ExpiryGround::TemporaryCard => "换证中，持临时居民身份证",
        ExpiryGround::HouseholdRegister => "另持户口簿",
        ExpiryGround::ItemAllows => return "，理由：本事项允许使用此证".to_owned(),
        ExpiryGround::Other => return format!("，理由：{}", reason.text.expose()),
    };
    let Some(paper) = &reason.paper else {
        return format!("，理由：{ground}（工作人员所述，未记录证件）");
    };
    let number =
        (!paper.number.is_empty()).then(|| format!("号码{}", mask_number(paper.number.expose())));
    let until = paper.until.map(|day| format!("有效期至{}", long_date(day)));
    let row = (!paper.row.is_empty()).then(|| format!("核对时其页在“{}”一行", paper.row));
    let recorded: Vec<String> = number.into_iter().chain(until).chain(row).collect();
    format!("，理由：{ground}（{}）", recorded.join("，"))
}

/// By what, how far and until when whoever acts may do so, as it was put on record.
pub fn tell_mandate(person: &Person) -> Option<String> {
    let mandate = person.mandate.as_ref()?;
    let paper = mandate.paper.expose();
    let acts_by = mandate.ground.map(|ground| match ground {
        MandateGround::Letter => "依据：申请人委托；".to_owned(),
        MandateGround::Parent => "依据：未成年申请人的父母；".to_owned(),
        MandateGround::OtherGuardian => format!("依据：监护人，凭{paper}；"),
        MandateGround::Committee => format!("依据：居（村）委会，凭{paper}；"),
    });
    let acts_by = acts_by.unwrap_or_default();
    let relation = match person.relation.is_empty() {
        true => String::new(),
        false => format!("与申请人关系：{}；", person.relation),
    };
    let until = match mandate.until {
        Some(MandateEnd::Day(day)) => format!("至{}止", long_date(day)),
        Some(MandateEnd::CaseEnd) => "至本件办结为止".to_owned(),
        None => "终止日未记录".to_owned(),
    };
    Some(format!("{acts_by}{relation}{}；{until}", mandate.extent.expose()))
}

pub fn name_with_role(person: &Person) -> String {
    format!("{}{}", person.role.word(), person.full_name())
}
