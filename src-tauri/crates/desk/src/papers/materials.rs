//! What was handed over, row by row, as papers say it: what came, what was done with it, where it is
//! now. What the list wants stands beside it only where that is something else.
use super::brought::{find_card_holder, has_come, list_stays};
use super::card_warnings::warning_words;
use super::sentences::{Ground, Sentence};
use super::wording::{long_date, long_moment};
use crate::cases::case_file::CaseFile;
use crate::cases::signing::{find_sent_form, find_signed_slip, list_refusals, list_signatures};
use counter_core::card::READER_NOT_ALLOWED;
use counter_core::case::{Custody, DecisionKind, Person, Refusal, Signature, SignedSlip};
use counter_core::casework::{CaseMaterial, MaterialState};
use counter_core::date::Moment;
use counter_core::idnum::IdKind;
use counter_core::item::Supply;
use counter_core::private::Private;
use counter_documents::sheet::MaterialRow;

/// How pages came into the case, and what papers say of so many.
const SOURCES: [(&str, &str); 4] = [
    ("scan", "扫描"),
    ("import", "导入文件"),
    ("carried", "沿用另一办件"),
    ("certificate", "证照库调取"),
];

/// Everything of which something came, faulty or not. The form is made here and not handed over.
pub fn list_brought(file: &CaseFile, window_scans: bool) -> Vec<MaterialRow> {
    let assessment = file.assess();
    let rows = assessment.materials.iter().filter(|row| has_come(file, row));
    rows.map(|row| brought_row(file, row, window_scans)).collect()
}

/// Whether the list that the applicant has on paper still says what came. Who compared an original
/// with its page, and when, may have happened once more since: the paper says when it was done first,
/// and that stays true.
pub fn is_list_as_printed(printed: &CaseFile, now: &CaseFile, window_scans: bool) -> bool {
    let list = |file: &CaseFile| -> Vec<MaterialRow> {
        let mut materials = file.assess().materials;
        materials.retain(|row| has_come(file, row));
        let first = |row: &CaseMaterial| {
            let before = printed.case.materials.get(&row.def.id);
            before.and_then(|material| material.checked.clone())
        };
        for row in &mut materials {
            row.checked = row.checked.take().map(|again| first(row).unwrap_or(again));
        }
        materials.iter().map(|row| brought_row(file, row, window_scans)).collect()
    };
    list(printed) == list(now)
}

/// The same with the application form, where it goes along with what was decided: an acceptance has
/// one made, anything else takes along the one there is.
pub fn list_with_form(file: &CaseFile, window_scans: bool) -> Vec<MaterialRow> {
    let assessment = file.assess();
    let is_accepted =
        file.case.decision().is_some_and(|(decision, _)| decision.kind == DecisionKind::Accept);
    let has_form = is_accepted || find_sent_form(&assessment).is_some();
    let is_listed = |row: &&CaseMaterial| {
        let is_form = row.def.supply == Supply::Form && row.state == MaterialState::Received;
        has_come(file, row) || (is_form && has_form)
    };
    let rows = assessment.materials.iter().filter(is_listed);
    rows.map(|row| brought_row(file, row, window_scans)).collect()
}

fn brought_row(file: &CaseFile, row: &CaseMaterial, window_scans: bool) -> MaterialRow {
    let mut words = match row.def.supply {
        Supply::Form => vec![form_words(file)],
        _ => Vec::new(),
    };
    words.extend(find_card_holder(file, row).map(chip_words));
    words.extend(
        (row.papers.electronic > 0).then(|| format!("电子件 {} 份", row.papers.electronic)),
    );
    words.extend((row.papers.objects > 0).then(|| format!("实物 {} 件", row.papers.objects)));
    words.extend(SOURCES.iter().filter_map(|(source, says)| page_words(row, source, says)));
    words.extend(
        row.checked.as_ref().map(|(by, at)| check_words(by, *at, row.checked_in.as_deref())),
    );
    words.extend(custody_words(row));
    words.extend(copies_words(row));
    MaterialRow {
        name: row.name().to_owned(),
        original: row.papers.originals,
        copy: row.papers.copies,
        state: words.join("，"),
        wanted: wanted_words(row, window_scans).unwrap_or_default(),
    }
}

/// `checked_in`: the number of the other case in which it was.
fn check_words(by: &str, at: Moment, checked_in: Option<&str>) -> String {
    let within = checked_in.map(|number| format!("，在{number}号件中")).unwrap_or_default();
    format!("已验原件（工号{by}，{}{within}）", long_moment(at))
}

fn page_words(row: &CaseMaterial, source: &str, says: &str) -> Option<String> {
    let count = row.pages.iter().filter(|page| page.source == source).count();
    (count > 0).then(|| format!("{says} {count} 页"))
}

/// What stays at the window, row by row: 户口簿（原件留存于3号窗铁皮柜，复印件留存）.
pub fn stays_words(file: &CaseFile) -> String {
    let assessment = file.assess();
    let rows = assessment.materials.iter().filter_map(|row| {
        let stays = list_stays(row);
        let stays = stays.filter_map(|stay| place_words(stay.what, Custody::Held, stay.place));
        let stays: Vec<String> = stays.collect();
        (!stays.is_empty()).then(|| format!("{}（{}）", row.name(), stays.join("，")))
    });
    rows.collect::<Vec<_>>().join("、")
}

fn custody_words(row: &CaseMaterial) -> Option<String> {
    let what = if row.papers.objects > 0 { "实物" } else { "原件" };
    place_words(what, row.custody, row.place.as_ref())
}

/// Of copies of which nobody said where they are, nothing is said here either.
fn copies_words(row: &CaseMaterial) -> Option<String> {
    let has_come = row.papers.copies > 0;
    place_words("复印件", row.copies_custody, row.copies_place.as_ref()).filter(|_| has_come)
}

fn place_words(what: &str, custody: Custody, place: Option<&Private>) -> Option<String> {
    match (custody, place) {
        (Custody::Returned, _) => Some(format!("{what}已退还")),
        (Custody::Held, Some(place)) => Some(format!("{what}留存于{}", place.expose())),
        (Custody::Held, None) => Some(format!("{what}留存")),
        (Custody::Moved, _) => Some(format!("{what}转入更正后的办件")),
        (Custody::None, _) => None,
    }
}

/// It was typeset, perhaps printed, and signed by those whose signature is on record, and by nobody
/// else; or a paper slip was signed before. Who will not sign it is told with what they said.
fn form_words(file: &CaseFile) -> String {
    let assessment = file.assess();
    let form = find_sent_form(&assessment);
    let printed = form.and_then(|form| file.case.first_prints.get(&form.id));
    let printed = printed.map(|at| format!("{}已打印", long_date(at.date())));
    let saved = form.and_then(|form| file.case.first_saves.get(&form.id));
    let saved = saved.map(|at| {
        let words = Ground::of_saved_form().say(&[Sentence::FormSaved]);
        words.replace("{day}", &long_date(at.date()))
    });
    let printed = printed.or(saved);
    let slip = find_signed_slip(&assessment).map(slip_words);
    let signatures = list_signatures(&assessment).into_iter();
    let signed = signatures.map(|(signature, at)| signature_words(file, signature, at));
    let refusals = list_refusals(&assessment).into_iter();
    let refused = refusals.map(|(_, person, refusal)| refusal_words(person, &refusal));
    let words = std::iter::once("系统生成".to_owned()).chain(printed).chain(slip);
    words.chain(signed).chain(refused).collect::<Vec<_>>().join("，")
}

fn slip_words(slip: &SignedSlip) -> String {
    let words = Ground::of_signed_slip().say(&[Sentence::SignedOnSlip]);
    words.replace("{day}", &long_date(slip.at.date()))
}

fn signature_words(file: &CaseFile, signature: &Signature, at: Moment) -> String {
    use Sentence::{
        ReadAloud, SignedByFingerprint, SignedByPen, SignedByStrokes, WitnessByPen,
        WitnessByStrokes, Witnessed,
    };
    let signer = file.case.people.iter().find(|person| person.id == signature.person);
    let name = signer.map(Person::full_name).unwrap_or_default();
    let for_whom = if signature.signs_for { "（代）" } else { "" };
    let witness = signature.witness.as_ref().map(|witness| witness.name.expose());
    let sentences = [
        SignedByStrokes,
        SignedByPen,
        WitnessByStrokes,
        WitnessByPen,
        SignedByFingerprint,
        ReadAloud,
        Witnessed,
    ];
    let words = Ground::of_signature(&file.case, signature).say(&sentences);
    words
        .replace("{signer}", &format!("{}{name}{for_whom}", signature.role.word()))
        .replace("{day}", &long_date(at.date()))
        .replace("{witness}", witness.unwrap_or_default())
}

fn refusal_words(person: &Person, refusal: &Refusal<'_>) -> String {
    let words = Ground::of_refusal(refusal);
    let words = words.say(&[Sentence::WillNotSign, Sentence::WillNotSignFor]);
    words
        .replace("{signer}", &format!("{}{}", person.role.word(), person.full_name()))
        .replace("{day}", &long_date(refusal.at.date()))
        .replace("{note}", refusal.note.map(|note| note.expose()).unwrap_or_default())
}

/// What the list wants, where something else came.
fn wanted_words(row: &CaseMaterial, window_scans: bool) -> Option<String> {
    let wanted = row.find_unmet(window_scans)?;
    let parts = [("实物", wanted.objects), ("原件", wanted.originals), ("复印件", wanted.copies)];
    let parts = parts.iter().filter(|(_, count)| *count > 0);
    let words: Vec<String> = parts.map(|(kind, count)| format!("{kind}{count}")).collect();
    Some(format!("应交 {}", words.join(" ")))
}

/// What stands for a card that was read: which one, and what was noted of it then.
fn chip_words(person: &Person) -> String {
    let card = match person.id_kind {
        IdKind::HmtResidence => "港澳台居民居住证",
        IdKind::ForeignPr => "外国人永久居留身份证",
        _ => "",
    };
    let validity = person.find_invalidity().and_then(|code| warning_words(person, code));
    // Without its number, for which the column is too narrow.
    let reader =
        person.was_noted(READER_NOT_ALLOWED).then(|| "读卡器不在中心登记的名单内".to_owned());
    let remarks: String =
        validity.into_iter().chain(reader).map(|words| format!("，{words}")).collect();
    format!("{card}读卡核验{remarks}")
}

#[cfg(test)]
mod tests;
