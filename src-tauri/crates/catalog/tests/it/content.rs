use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use counter_catalog::{ChecklistCase, LintCode, Pack, Source, find_failures, lint_source};
use counter_core::date::parse_date;
use counter_core::form::{Severity, validate_form};
use counter_core::item::{
    Accept, Condition, CopyBy, ExpiredCard, LIBRARY, Need, PersonRole, ProjectType, RowNeed,
    Supply, build_checklist, copy_by, questions_open, questions_unanswered, settle_item,
};

fn answers(of: &[(&str, &str)]) -> BTreeMap<String, String> {
    of.iter().map(|(question, option)| (question.to_string(), option.to_string())).collect()
}

#[test]
fn thirty_two_items_with_names_people_use() {
    let pack = Pack::builtin().unwrap();
    assert_eq!(pack.len(), 32);
    assert_eq!((pack.version(), pack.title()), ("2026.12.10", "示例事项包"));
    for item in pack.items() {
        assert!(item.everyday.len() >= 3, "{}", item.id);
        assert!(!item.department.is_empty() && !item.points.is_empty(), "{}", item.id);
        assert!(item.materials.iter().all(|material| !material.points.is_empty()), "{}", item.id);
    }
}

#[test]
fn nothing_to_mend_but_what_is_no_longer_issued() {
    let (legacy, live): (Vec<_>, Vec<_>) =
        lint_source(&Source::builtin()).into_iter().partition(|found| found.legacy);
    assert_eq!(live, []);
    // The proof of marriage and births that villages must not be asked for any more stays as the
    // known bad case.
    assert!(
        legacy
            .iter()
            .any(|found| found.of == "liudong-hunyu" && found.code == LintCode::VillageCertificate)
    );
}

/// Nobody brings a copy of what the window scans, and no row says otherwise by its name.
#[test]
fn where_the_window_scans_only_copies_without_an_original_are_asked_for() {
    let pack = Pack::builtin().unwrap();
    let (mut by_window, mut by_citizen) = (0, 0);
    for material in pack.items().flat_map(|item| &item.materials) {
        match copy_by(material.original, material.copy, true) {
            Some(CopyBy::Window) => by_window += 1,
            Some(CopyBy::Citizen) => {
                assert_eq!(material.accept, Accept::Copy, "{}", material.name);
                by_citizen += 1;
            }
            None => {}
        }
        assert_ne!(
            copy_by(material.original, material.copy, false),
            Some(CopyBy::Window),
            "{}",
            material.name
        );
    }
    assert!(by_window > 100 && by_citizen > 10, "{by_window} {by_citizen}");
}

#[test]
fn a_situation_has_its_own_limit_and_fee() {
    let pack = Pack::builtin().unwrap();
    let item = pack.item("juzhuzheng").unwrap();
    let settled = settle_item(item, &answers(&[("biz", "endorse")]));
    assert_eq!(settled.project_type, ProjectType::OnTheSpot);
    let renewal = settle_item(
        pack.item("yancao-lingshou").unwrap(),
        &answers(&[("biz", "renew"), ("subject", "individual")]),
    )
    .into_owned();
    let limit = renewal.limit.unwrap();
    assert_eq!((limit.promise_days, limit.official), (Some(8), false));
    assert!(limit.describe().unwrap().ends_with("实地核查 3 个工作日，不计入办理时限"));
}

#[test]
fn a_wrong_term_of_a_case_is_told() {
    let pack = Pack::builtin().unwrap();
    let cases = ChecklistCase::from_source(&Source::builtin()).unwrap();
    let find = |fits: fn(&ChecklistCase) -> bool| cases.iter().find(|case| fits(case)).unwrap();
    let mut wrong = [
        find(|case| case.fee.is_some()).clone(),
        find(|case| case.days.is_some()).clone(),
        find(|case| case.on_the_spot.is_some()).clone(),
        find(|case| case.eligible.is_some()).clone(),
        find(|case| case.later.is_some()).clone(),
        find(|case| case.special.as_ref().is_some_and(|special| !special.is_empty())).clone(),
        find(|case| case.special.as_ref().is_some_and(Vec::is_empty)).clone(),
        cases[0].clone(),
    ];
    wrong[0].fee = Some("一万元".to_owned());
    wrong[1].days = Some(999);
    wrong[2].on_the_spot = wrong[2].on_the_spot.map(|expected| !expected);
    wrong[3].eligible = wrong[3].eligible.map(|expected| !expected);
    wrong[4].later = Some(vec!["application".to_owned()]);
    let check = wrong[5].special.replace(Vec::new());
    wrong[6].special = check;
    wrong[7].expired_card = Some(ExpiredCard::Block);
    let words =
        ["fee", "days", "on_the_spot", "eligible", "later", "special", "special", "expired_card"];
    for (case, word) in wrong.iter().zip(words) {
        let [failure] = &find_failures(&pack, std::slice::from_ref(case))[..] else {
            panic!("{case:?}")
        };
        assert!(failure.other.len() == 1 && failure.other[0].starts_with(word), "{failure:?}");
    }
}

#[test]
fn every_item_has_a_case_and_every_case_holds() {
    let pack = Pack::builtin().unwrap();
    let cases = ChecklistCase::from_source(&Source::builtin()).unwrap();
    let covered: BTreeSet<&str> = cases.iter().map(|case| case.item.as_str()).collect();
    let all: BTreeSet<&str> = pack.items().map(|item| item.id.as_str()).collect();
    assert_eq!(covered, all);
    assert_eq!(find_failures(&pack, &cases), []);
}

/// An agent signs by the applicant's word alone: where an answer lets one act, it is on the list.
#[test]
fn an_item_whose_answers_let_an_agent_act_has_an_authority_row_for_him() {
    let pack = Pack::builtin().unwrap();
    let cases = ChecklistCase::from_source(&Source::builtin()).unwrap();
    let mut told = 0;
    for item in pack.items() {
        for question in &item.questions {
            let options = question.options.iter();
            for option in options.filter(|option| option.acting == Some(PersonRole::Agent)) {
                told += 1;
                let lets_act = |case: &&ChecklistCase| {
                    case.item == item.id
                        && case.answers.get(&question.id) == Some(&option.id)
                        && questions_open(item, &case.answers).contains(&question.id)
                };
                let mut held = 0;
                for case in cases.iter().filter(lets_act) {
                    held += 1;
                    let rows = build_checklist(item, &case.answers);
                    let is_needed = |id: &str| {
                        let mut needed = rows.iter().filter(|row| row.need != RowNeed::NotNeeded);
                        needed.any(|row| row.material == id)
                    };
                    let mut letters = item.materials.iter().filter(|material| material.authority);
                    let is_asked = letters.any(|letter| is_needed(&letter.id));
                    assert!(is_asked, "{}: {}", item.id, case.title);
                }
                assert!(held > 0, "{} {}", item.id, option.id);
            }
        }
    }
    assert_eq!(told, 32);
}

/// A question that the certificate library answers is answered by it, and a case says so: without
/// the word, or with another certificate in it, some case fails.
#[test]
fn what_the_library_answers_is_held_by_cases() {
    let pack = Pack::builtin().unwrap();
    let cases = ChecklistCase::from_source(&Source::builtin()).unwrap();
    let mut told = 0;
    for item in pack.items() {
        for (at, question) in item.questions.iter().enumerate() {
            for (option, choice) in question.options.iter().enumerate() {
                let Some(known) =
                    choice.known_when.as_ref().filter(|known| known.text().contains("library."))
                else {
                    continue;
                };
                told += 1;
                let held =
                    |fact: &str| Some(Condition::parse(&format!("{fact} == 'held'")).unwrap());
                let other = LIBRARY
                    .iter()
                    .map(|(_, fact)| *fact)
                    .find(|fact| !known.text().contains(fact))
                    .unwrap();
                for wrong in [None, held(other)] {
                    let mut changed = item.clone();
                    changed.questions[at].options[option].known_when = wrong;
                    let own = cases.iter().filter(|case| case.item == item.id);
                    let fails = |case: &&ChecklistCase| {
                        let rows = build_checklist(&changed, &case.answers).into_iter();
                        let list: Vec<_> = rows
                            .filter(|row| row.need != RowNeed::NotNeeded)
                            .map(|row| row.material)
                            .collect();
                        list != case.materials
                            || !questions_unanswered(&changed, &case.answers).is_empty()
                    };
                    assert!(own.clone().any(|case| fails(&case)), "{} {}", item.id, choice.id);
                }
            }
        }
    }
    assert_eq!(told, 4);
}

#[test]
fn a_wrong_case_is_told() {
    let pack = Pack::builtin().unwrap();
    let mut case = ChecklistCase::from_source(&Source::builtin()).unwrap().remove(0);
    case.materials.pop();
    assert_eq!(find_failures(&pack, &[case]).len(), 1);
}

#[test]
fn pension_needs_three_papers_from_three_sources() {
    let pack = Pack::builtin().unwrap();
    let item = pack.item("chengxiang-yanglao").unwrap();
    let rows = build_checklist(item, &answers(&[("group", "normal"), ("agent", "self")]));
    let needed: Vec<_> = rows
        .iter()
        .filter(|row| row.need == RowNeed::Required)
        .map(|row| {
            let material =
                item.materials.iter().find(|material| material.id == row.material).unwrap();
            (row.name.as_str(), row.original, row.copy, material.supply)
        })
        .collect();
    assert_eq!(
        needed,
        [
            ("城乡居民基本养老保险参保登记表", 1, 0, Supply::Form),
            ("居民身份证", 1, 1, Supply::Chip),
            ("居民户口簿", 1, 1, Supply::Paper),
        ]
    );
}

#[test]
fn urgent_aid_lets_papers_follow() {
    let pack = Pack::builtin().unwrap();
    let later = pack
        .item("linshi-jiuzhu")
        .unwrap()
        .materials
        .iter()
        .find(|material| material.need == Need::Later);
    assert_eq!(later.unwrap().when.as_ref().unwrap().text(), "urgent == \"yes\"");
}

/// No guide of the examples says that an expired card will do, or that none will.
#[test]
fn no_example_says_of_expired_cards_what_its_source_does_not() {
    let pack = Pack::builtin().unwrap();
    for item in pack.items() {
        assert_eq!(item.expired_card, None, "{}", item.id);
        assert!(item.terms.iter().all(|terms| terms.expired_card.is_none()), "{}", item.id);
    }
}

#[test]
fn the_clock_of_corrections_runs_where_a_day_is_promised() {
    for item in Pack::builtin().unwrap().items() {
        assert_eq!(item.article32, item.project_type == ProjectType::Commitment, "{}", item.id);
    }
}

#[test]
fn two_forms_of_their_own_and_one_for_the_rest() {
    let pack = Pack::builtin().unwrap();
    for item in pack.items() {
        let own = ["chengxiang-yanglao", "gaoling-jintie"].contains(&item.id.as_str());
        assert_eq!(item.form, if own { item.id.as_str() } else { "general" });
        assert!(pack.form_of(item).is_some());
    }
}

/// Whoever reads the choice of an answer must find the same words in the form.
#[test]
fn answers_carried_into_a_form_are_options_of_the_field() {
    let pack = Pack::builtin().unwrap();
    for item in pack.items() {
        for field in pack.form_of(item).unwrap().fields().filter(|field| !field.options.is_empty())
        {
            let Some(id) =
                field.prefill.as_deref().and_then(|source| source.strip_prefix("answer."))
            else {
                continue;
            };
            let question = item.questions.iter().find(|question| question.id == id).unwrap();
            let labels: Vec<_> = question.options.iter().map(|option| &option.label).collect();
            assert_eq!(
                labels,
                field.options.iter().map(|option| &option.value).collect::<Vec<_>>(),
                "{}",
                item.id
            );
        }
    }
}

#[test]
fn the_folder_and_the_pack_carried_are_the_same() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../catalog");
    let source = Source::from_dir(&folder).unwrap();
    let (read, carried) = (Pack::from_source(&source).unwrap(), Pack::builtin().unwrap());
    assert!(read.items().eq(carried.items()) && read.forms() == carried.forms());
    let carried = ChecklistCase::from_source(&Source::builtin()).unwrap();
    assert_eq!(ChecklistCase::from_source(&source).unwrap(), carried);
}

#[test]
fn the_pension_form_asks_for_an_account_only_when_the_bank_collects() {
    let pack = Pack::builtin().unwrap();
    let form = pack.form("chengxiang-yanglao").unwrap();
    let faulty = |pay_by: &str| -> Vec<String> {
        let filled = answers(&[
            ("name", "陈示例"),
            ("sex", "男"),
            ("ethnic", "汉"),
            ("birth", "1990-01-01"),
            ("number", "440699199001010014"),
            ("address", "示例市示例路 1 号"),
            ("phone", "10012345678"),
            ("group", "不是，一般居民"),
            ("level", "360"),
            ("pay_by", pay_by),
            ("enrol_date", "2026-11-20"),
            ("handled_by", "本人来办"),
        ]);
        let today = parse_date("2026-11-20").unwrap();
        let errors = validate_form(form, &filled, today)
            .into_iter()
            .filter(|finding| finding.severity == Severity::Error);
        errors.map(|finding| finding.field).collect()
    };
    assert_eq!(faulty("online"), [] as [&str; 0]);
    assert_eq!(faulty("bank"), ["bank_account", "bank"]);
}
