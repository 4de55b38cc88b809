//! What a new version of a pack means for the people who come.
use counter_catalog::{Difference, Pack, Source, compare_packs};

/// The example pack with one of its items written otherwise.
fn with(change: impl Fn(String) -> String) -> Pack {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../catalog");
    let source = Source::from_dir(&folder).unwrap();
    let mut files: Vec<(String, String)> =
        source.files().map(|(name, text)| (name.to_owned(), text.to_owned())).collect();
    for (name, text) in &mut files {
        if name == "items/chengxiang-yanglao.yaml" {
            let changed = change(text.clone());
            assert_ne!(&changed, text);
            *text = changed;
        }
    }
    Pack::from_source(&files.into_iter().collect()).unwrap()
}

fn compared(change: impl Fn(String) -> String) -> Difference {
    compare_packs(&Pack::builtin().unwrap(), &with(change))
}

#[test]
fn the_same_pack_and_the_same_rule_in_other_words_are_no_change() {
    let old = Pack::builtin().unwrap();
    assert_eq!(compare_packs(&old, &old), Difference::default());
    let other = r#"when: '!(group == "normal")'"#;
    let same = compared(|text| {
        text.replace(r#"when: group in ["dibao", "tekun", "disabled_heavy", "poor"]"#, other)
    });
    assert_eq!(same, Difference::default());
}

#[test]
fn who_must_bring_what_now_is_told_in_the_words_of_the_questions() {
    let found = compared(|text| {
        text.replace(r#"when: agent == "agent""#, r#"when: agent == "agent" && group == "dibao""#)
    });
    let [change] = &found.changed[..] else { panic!("{found:?}") };
    assert_eq!((change.name.as_str(), change.also.len()), ("城乡居民基本养老保险参保登记", 0));
    let [group] = &change.lists[..] else { panic!("{change:?}") };
    assert_eq!(
        group.no_longer.iter().map(|paper| paper.name.as_str()).collect::<Vec<_>>(),
        ["代办人身份证", "授权委托书"]
    );
    assert!(group.bring.is_empty());
    // Said exactly: 低保 is not among them.
    let said: Vec<&str> = group.when.iter().map(|(_, answers)| answers.as_str()).collect();
    assert_eq!(said, ["不是，一般居民、特困人员、重度残疾人、返贫致贫人口", "别人代办"]);
    assert_eq!(group.situations, 4);

    let everybody = compared(|text| {
        text.replace(
            r#"when: group in ["dibao", "tekun", "disabled_heavy", "poor"]"#,
            "note: 人人都要",
        )
    });
    let [group] = &everybody.changed[0].lists[..] else { panic!("{everybody:?}") };
    assert_eq!((group.bring.len(), group.situations), (1, 3));
}

#[test]
fn a_copy_more_an_item_less_and_a_dearer_fee() {
    let found = compared(|text| {
        text.replacen("copy: 1", "copy: 2", 1).replacen("everyday", "fee: 工本费 5 元\neveryday", 1)
    });
    let change = &found.changed[0];
    assert_eq!(change.also, ["fee"]);
    assert_eq!((change.lists[0].otherwise[0].copy, change.lists[0].when.len()), (2, 0));
    let unsigned = compared(|text| text + "signature: none\n");
    assert_eq!(unsigned.changed[0].also, ["signature"]);
    let gone = compared(|text| text + "legacy: {note: 停办}\n");
    assert_eq!(gone.removed.len(), 1);
    let back =
        compare_packs(&with(|text| text + "legacy: {note: 停办}\n"), &Pack::builtin().unwrap());
    assert_eq!(
        back.added.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(),
        ["chengxiang-yanglao"]
    );
}

/// Whatever changed: the situations that the words name are those in which the list changed like
/// this, all of them and no other.
#[test]
fn what_is_said_is_true_of_every_situation_and_of_no_other() {
    for (from, to) in [
        (
            r#"when: agent == "agent""#,
            r#"when: agent == "agent" && group in ["dibao", "tekun"] || group == "normal""#,
        ),
        (r#"when: agent == "agent""#, r#"when: agent == "self" && group != "dibao""#),
        (
            r#"when: group in ["dibao", "tekun", "disabled_heavy", "poor"]"#,
            r#"when: group == "poor" && agent == "self""#,
        ),
    ] {
        let found = compared(|text| text.replace(from, to));
        let lists = &found.changed[0].lists;
        let (old, new) = (Pack::builtin().unwrap(), with(|text| text.replace(from, to)));
        let (old, new) =
            (old.item("chengxiang-yanglao").unwrap(), new.item("chengxiang-yanglao").unwrap());
        for group in &new.questions[0].options {
            for agent in &new.questions[1].options {
                let answers = [("group", &group.id), ("agent", &agent.id)];
                let answers = answers.into_iter().map(|(q, o)| (q.to_owned(), o.clone())).collect();
                let names = |item| -> Vec<String> {
                    let rows = counter_core::item::build_checklist(item, &answers).into_iter();
                    rows.filter(|row| row.need != counter_core::item::RowNeed::NotNeeded)
                        .map(|row| row.name)
                        .collect()
                };
                let (was, is) = (names(old), names(new));
                let fits = |(question, said): &(String, String)| {
                    let label = if *question == new.questions[0].text {
                        &group.label
                    } else {
                        &agent.label
                    };
                    said.split('、').any(|one| one == label)
                };
                let told: Vec<_> = lists.iter().filter(|list| list.when.iter().all(fits)).collect();
                assert_eq!(told.len(), usize::from(was != is), "{} {}", group.id, agent.id);
                for list in told {
                    assert!(
                        list.bring
                            .iter()
                            .all(|paper| is.contains(&paper.name) && !was.contains(&paper.name))
                    );
                    assert!(
                        list.no_longer
                            .iter()
                            .all(|paper| was.contains(&paper.name) && !is.contains(&paper.name))
                    );
                }
            }
        }
    }
}

#[test]
fn a_fee_or_limit_of_one_situation_and_a_condition_of_the_card_are_told_by_their_field() {
    let also = |more: &str| {
        let found = compared(|text| text.replace("requires:\n", more));
        assert_eq!(found.changed[0].lists, [], "nobody brings anything else");
        found.changed[0].also.clone()
    };
    let terms = |what: &str| format!("terms:\n- {{when: agent == \"agent\", {what}}}\nrequires:\n");
    assert_eq!(also(&terms("fee: 工本费 5 元")), ["fee"]);
    assert_eq!(also(&terms("limit: {text: 当场}")), ["limit"]);
    assert_eq!(also(&terms("project_type: commitment")), ["limit"]);
    assert_eq!(also("age_on: {months_ahead: 1}\nrequires:\n"), ["conditions"]);
    assert_eq!(also("age_on: {day: 08-31}\nrequires:\n"), ["conditions"]);
}

/// Fifteen questions of two answers are more situations than are looked at.
#[test]
fn an_item_with_too_many_situations_says_that_not_all_were_compared() {
    let pack = |questions: usize, fee: &str| {
        let questions = (0..questions).map(|at| {
            format!(
                "- {{id: q{at}, text: 问{at}, options: [{{id: a, label: 甲}}, {{id: b, label: 乙}}]}}\n"
            )
        });
        let item = format!(
            "id: one\nname: 一\ndepartment: 示例局\ntask_type: '21'\nproject_type: on_the_spot\n\
             form: general\nfee: {fee}\nquestions:\n{}",
            questions.collect::<String>()
        );
        let files = [
            ("pack.yaml", "{id: small, version: '1', title: 小包, note: 示例}".to_owned()),
            ("items/one.yaml", item),
            ("forms/general.yaml", "{id: general, title: 申请表, sections: []}".to_owned()),
            ("cases.yaml", "[]".to_owned()),
        ];
        let files = files.into_iter().map(|(name, text)| (name.to_owned(), text));
        Pack::from_source(&files.collect()).unwrap()
    };
    let also = |questions| {
        let (old, new) = (pack(questions, "不收费"), pack(questions, "10元"));
        compare_packs(&old, &new).changed.remove(0).also
    };
    assert_eq!(also(15), ["fee", "not_compared"]);
    assert_eq!(also(3), ["fee"]);
}
