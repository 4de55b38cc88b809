//! Templates that come with a pack: what they draw, and what is said where one draws nothing.
use crate::cards::printed;
use crate::catalogue::{go_to, key, notice, office, until};
use crate::counter::{Station, point_to};
use crate::line::Line;
use counter_catalog::{Pack, Source};
use serde_json::{Value, json};

const LIST: &str = r#"#import "base.typ": *
#let sheet = json("sheet.json")
#show: body => paper("本地告知书", sheet.station, sheet.printed_at, mark: sheet.mark, body)
#title-block(sheet.station, "本地告知书")
#numbered(sheet.materials.map(row => row.name))
"#;

/// The example pack, drawn by this publisher.
fn draw_pack(templates: &[(&str, &str)]) -> Vec<u8> {
    let files = Source::builtin();
    let files = files.files().map(|(name, text)| {
        let line = text.lines().find(|line| name == "pack.yaml" && line.starts_with("version:"));
        let newer = line.map(|line| text.replace(line, "version: '2027.2'"));
        (name.to_owned(), newer.unwrap_or_else(|| text.to_owned()))
    });
    let templates =
        templates.iter().map(|(form, text)| (format!("templates/{form}.typ"), (*text).to_owned()));
    let pack = Pack::from_source(&files.chain(templates).collect()).unwrap();
    pack.sign_pack(&key(), None).unwrap()
}

async fn words(station: &Station, sheet: &Value) -> String {
    let path = sheet["url"].as_str().unwrap().trim_start_matches("page://localhost");
    printed(station, path).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_template_draws_its_paper_and_one_that_cannot_is_told() {
    let home = tempfile::tempdir().unwrap();
    point_to(home.path(), &office(Pack::builtin_signed().unwrap()).await);
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let pack = draw_pack(&[("one_time_list", LIST), ("blank_form", "#panic(\"no\")")]);
    go_to(&station, &office(pack).await).await;
    let told = |status: &Value| notice(status, "templates_refused");
    let status = until(&station, "the broken one", |status| told(status).is_some()).await;
    assert_eq!(told(&status).unwrap(), json!({ "version": "2027.2", "papers": "blank_form" }));

    let answers = json!({ "group": "normal", "agent": "self" });
    let wanted = json!({ "item": "chengxiang-yanglao", "answers": answers });
    let list = words(&station, &station.call("print_list", wanted).await).await;
    assert!(list.contains("本地告知书") && list.contains("户口簿"), "{list}");
    assert!(list.contains("不具效力") && !list.contains("式样未能使用"), "a trial: {list}");

    let wanted = json!({
        "case": null, "item": "dibao", "material": "inquiry_authorisation", "sample": false,
    });
    let blank = words(&station, &station.call("print_blank", wanted).await).await;
    assert!(blank.contains("家庭经济状况核对授权书"), "the program's own: {blank}");
    assert!(blank.contains("事项包式样未能使用，用程序自带式样"), "{blank}");
}

/// What is known of a template ends with the program; the pack is here, and the office may be away.
#[tokio::test(flavor = "multi_thread")]
async fn the_templates_of_a_pack_that_was_here_are_tried_without_the_line() {
    let home = tempfile::tempdir().unwrap();
    point_to(home.path(), &office(Pack::builtin_signed().unwrap()).await);
    let station = Station::open(home.path()).await;
    station.sign_in().await;
    let line = Line::to(&office(draw_pack(&[("blank_form", "#panic(\"no\")")])).await).await;
    go_to(&station, &line.address()).await;
    let is_told = |status: &Value| notice(status, "templates_refused").is_some();
    until(&station, "the broken one", is_told).await;
    // So that the next sign-in needs no answer.
    station.sign_in_as("1001").await;
    station.close(home.path()).await;
    line.cut().await;
    let station = Station::open(home.path()).await;
    let hello = station.sign_in_again().await.unwrap();
    assert_eq!(hello["signed_in"]["offline"], true);
    until(&station, "the broken one once more", is_told).await;
}
