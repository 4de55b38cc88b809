//! What may be said of what came, row by row, as a table of received papers has it.
use super::record::{Record, RowFacts};
use super::scene::Scene;
use crate::papers::card_warnings::warning_words;
use crate::papers::sentences::Sentence;
use crate::papers::wording::{long_date, long_moment};
use counter_core::card::READER_NOT_ALLOWED;
use counter_core::case::{Custody, PageOf, Person, SignedBy};
use counter_core::casework::{CaseMaterial, FilledForm};
use counter_core::idnum::IdKind;
use counter_core::item::{RowNeed, Supply};
use counter_core::private::Private;

impl Scene<'_> {
    /// Cell by cell: number, name with what is wanted instead, originals, copies, what was done.
    pub fn list_rows(&self, with_form: bool) -> Vec<Vec<String>> {
        let rows = self.assessment.materials.iter();
        let lines = rows.filter_map(|row| self.tell_row(row, with_form));
        let number =
            |(at, cells): (usize, Vec<String>)| [vec![(at + 1).to_string()], cells].concat();
        lines.enumerate().map(number).collect()
    }

    fn tell_row(&self, row: &CaseMaterial<'_>, with_form: bool) -> Option<Vec<String>> {
        let facts = self.record.row(row.def);
        let holder = self.find_holder(row);
        let is_form = row.def.supply == Supply::Form;
        let has_come = holder.is_some() || !facts.pages.is_empty() || !facts.papers.is_empty();
        let is_made = || {
            let is_filled = self.assessment.form.as_ref().is_some_and(FilledForm::is_complete);
            let is_wanted = with_form && row.is_needed() && self.goes_with_form();
            is_wanted && is_filled && facts.problem.is_none()
        };
        let is_listed = if is_form { is_made() } else { has_come };
        if !is_listed {
            return None;
        }
        let mut words = if is_form { self.tell_form() } else { Vec::new() };
        words.extend(holder.map(tell_card));
        words.extend(tell_papers(&facts));
        let demand = self.tell_wanted(row, &facts, holder.is_some());
        let count = |number: u32| if number == 0 { "—".to_owned() } else { number.to_string() };
        let account = if words.is_empty() { "—".to_owned() } else { words.join("，") };
        Some(vec![
            format!("{}{demand}", row.def.name),
            count(facts.papers.originals),
            count(facts.papers.copies),
            account,
        ])
    }

    /// What of the citizen's is on record as held at the window, row by row, and where.
    pub fn tell_stays(&self) -> Vec<String> {
        let rows = self.assessment.materials.iter();
        let stays = rows.filter_map(|row| {
            let facts = self.record.row(row.def);
            let what = if facts.papers.objects > 0 { "实物" } else { "原件" };
            let is_held = |custody: Custody| custody == Custody::Held;
            let papers =
                is_held(facts.custody).then(|| tell_place(what, Custody::Held, facts.place));
            let copies = (facts.papers.copies > 0 && is_held(facts.copies_custody))
                .then(|| tell_place("复印件", Custody::Held, facts.copies_place));
            let held: Vec<String> = papers.into_iter().chain(copies).flatten().collect();
            (!held.is_empty()).then(|| format!("{}（{}）", row.def.name, held.join("，")))
        });
        stays.collect()
    }

    /// What the list wants, where that is something else than what came.
    pub fn tell_wanted(
        &self,
        row: &CaseMaterial<'_>,
        facts: &RowFacts<'_>,
        has_holder: bool,
    ) -> String {
        let demand = find_demand(&self.record, row, facts, has_holder, self.window.scans);
        let Some([originals, copies, things]) = demand else { return String::new() };
        let demands = [("实物", things), ("原件", originals), ("复印件", copies)];
        let demands = demands.iter().filter(|(_, count)| *count > 0);
        let demands: Vec<String> = demands.map(|(what, count)| format!("{what}{count}")).collect();
        format!("应交 {}", demands.join(" "))
    }

    /// It was made, perhaps printed, and signed by whoever did.
    fn tell_form(&self) -> Vec<String> {
        let form = self.record.form_in_force();
        let printed = form.and_then(|form| self.record.first_print(&form.id));
        let printed = printed.map(|at| format!("{}已打印", long_date(at.date())));
        let saved = form.and_then(|form| self.record.first_save(&form.id));
        let saved =
            saved.map(|at| Sentence::FormSaved.words().replace("{day}", &long_date(at.date())));
        let printed = printed.or(saved);
        let people = self.record.people();
        let signed = self.record.signatures().into_iter().map(|(signature, at)| {
            let signer = people.iter().find(|person| person.id == signature.person);
            let name = signer.map(|person| person.full_name()).unwrap_or_default();
            let for_whom = if signature.signs_for { "（代）" } else { "" };
            let how = match (signature.by, &signature.witness) {
                (SignedBy::Strokes, None) => Sentence::SignedByStrokes,
                (SignedBy::Pen, None) => Sentence::SignedByPen,
                (SignedBy::Strokes, Some(_)) => Sentence::WitnessByStrokes,
                (SignedBy::Pen, Some(_)) => Sentence::WitnessByPen,
                (SignedBy::Fingerprint, _) => Sentence::SignedByFingerprint,
            };
            let was_read = self.record.was_read(signature, at);
            let read = if was_read { Sentence::ReadAloud.words() } else { "" };
            let witness = signature.witness.as_ref().map(|witness| witness.name.expose());
            let beside = witness.filter(|_| signature.by == SignedBy::Fingerprint);
            let beside = beside.map(|name| Sentence::Witnessed.words().replace("{witness}", name));
            let signed = how
                .words()
                .replace("{witness}", witness.unwrap_or_default())
                .replace("{signer}", &format!("{}{name}{for_whom}", signature.role.word()))
                .replace("{day}", &long_date(at.date()));
            format!("{signed}{read}{}", beside.unwrap_or_default())
        });
        let refused = self.record.refusals().into_iter().map(|(person, note, at)| {
            let person = people.iter().find(|one| one.id == person).unwrap();
            let who = format!("{}{}", person.role.word(), person.full_name());
            let words = Sentence::WillNotSign.words().replace("{signer}", &who);
            let words = words.replace("{day}", &long_date(at.date()));
            let said =
                |note: &Private| Sentence::WillNotSignFor.words().replace("{note}", note.expose());
            format!("{words}{}", note.map(said).unwrap_or_default())
        });
        let slip = self.record.signed_slip().map(|(_, _, at)| {
            Sentence::SignedOnSlip.words().replace("{day}", &long_date(at.date()))
        });
        let made = std::iter::once("系统生成".to_owned());
        made.chain(printed).chain(slip).chain(signed).chain(refused).collect()
    }
}

/// How many originals, copies and things the list wants in hand, where that is something else than
/// what came. `has_holder`: somebody's card was read in the place of the paper.
pub fn find_demand(
    record: &Record<'_>,
    row: &CaseMaterial<'_>,
    facts: &RowFacts<'_>,
    has_holder: bool,
    scans: bool,
) -> Option<[u32; 3]> {
    let (def, papers) = (row.def, facts.papers);
    let is_owed = matches!(row.row.need, RowNeed::Required | RowNeed::OneOf(_));
    if !is_owed || def.supply == Supply::Form {
        return None;
    }
    let is_by_scan = scans && def.original > 0 && def.copy > 0;
    let copies = if is_by_scan { 0 } else { def.copy };
    let has_certificate = record.file.case.certificate_of(&def.id).is_some();
    let is_met = match def.supply {
        Supply::Object => papers.objects == def.original.max(1),
        _ if has_holder || has_certificate => true,
        _ => papers.originals == def.original && (is_by_scan || papers.copies == copies),
    };
    let demand = match def.supply {
        Supply::Object => [0, copies, def.original],
        _ => [def.original, copies, 0],
    };
    (!is_met && demand != [0; 3]).then_some(demand)
}

/// Which card it was, and what was noted of its days and of its reader.
fn tell_card(person: &Person) -> String {
    let card = match person.id_kind {
        IdKind::HmtResidence => "港澳台居民居住证",
        IdKind::ForeignPr => "外国人永久居留身份证",
        _ => "",
    };
    let is_noted = |code: &&str| person.warnings.iter().any(|warning| warning == *code);
    let days = ["card_expired", "card_not_yet_valid"].into_iter().find(is_noted);
    let days = days.and_then(|code| warning_words(person, code));
    let reader = is_noted(&READER_NOT_ALLOWED).then(|| "读卡器不在中心登记的名单内".to_owned());
    let noted: Vec<String> =
        std::iter::once(format!("{card}读卡核验")).chain(days).chain(reader).collect();
    noted.join("，")
}

/// Each thing of which there is an entry, and nothing else.
fn tell_papers(facts: &RowFacts<'_>) -> Vec<String> {
    let papers = facts.papers;
    let counted = [
        (papers.electronic, format!("电子件 {} 份", papers.electronic)),
        (papers.objects, format!("实物 {} 件", papers.objects)),
        tell_pages(&facts.pages, "scan", "扫描"),
        tell_pages(&facts.pages, "import", "导入文件"),
        tell_pages(&facts.pages, "carried", "沿用另一办件"),
        tell_pages(&facts.pages, "certificate", "证照库调取"),
    ];
    let counted = counted.into_iter().filter(|(count, _)| *count > 0).map(|(_, words)| words);
    let within = facts.compared_in.map(|number| format!("，在{number}号件中")).unwrap_or_default();
    let compared = facts.compared;
    let compared =
        compared.map(|(by, at)| format!("已验原件（工号{by}，{}{within}）", long_moment(at)));
    let what = if papers.objects > 0 { "实物" } else { "原件" };
    let custody = tell_place(what, facts.custody, facts.place);
    let copies = tell_place("复印件", facts.copies_custody, facts.copies_place);
    let copies = copies.filter(|_| papers.copies > 0);
    counted.chain(compared).chain(custody).chain(copies).collect()
}

fn tell_place(what: &str, custody: Custody, place: Option<&str>) -> Option<String> {
    match (custody, place) {
        (Custody::None, _) => None,
        (Custody::Returned, _) => Some(format!("{what}已退还")),
        (Custody::Moved, _) => Some(format!("{what}转入更正后的办件")),
        (Custody::Held, None) => Some(format!("{what}留存")),
        (Custody::Held, Some(place)) => Some(format!("{what}留存于{place}")),
    }
}

fn tell_pages(pages: &[&PageOf], source: &str, how: &str) -> (u32, String) {
    let count = pages.iter().filter(|page| page.source == source).count();
    (count as u32, format!("{how} {count} 页"))
}
