//! Somebody who has never seen the program types each kind of field as people write it: with the
//! input method on and off, by keys and by pasting. The box takes it as it comes and is brought
//! into shape when it is left; what is then at the desk is what was meant.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::pinyin::{bring_to_front, switch_to_pinyin};
use crate::station::catalogue::{path_text, run_counter};
use crate::steps::*;
use kit::network::free_port;
use kit::office::Office;
use kit::{Fault, Story, TestResult, wait_until};

const ITEM: Wish = Wish { typed: "dazi", answers: &[] };

/// Field, what is typed or pasted, what is meant.
type Row = (&'static str, &'static str, &'static str);

const BY_KEYS: &[Row] = &[
    ("day", "1990-1-15", "1990-01-15"),
    ("day", "1990 1 15", "1990-01-15"),
    ("day", "19900115", "1990-01-15"),
    ("phone", "100 1234 5678", "10012345678"),
    ("account", "6200 0000 0000 0000 000", "6200000000000000000"),
    ("money", "1,234.50", "1234.50"),
    ("number", "007", "7"),
    ("id", "44069919900101001x", "44069919900101001X"),
    ("foreign", "Jane O'Sample", "Jane O'Sample"),
];

/// While the input method is on, digits go through it, and some marks come out Chinese.
const WITH_PINYIN: &[Row] = &[
    ("day", "1990.10.15", "1990-10-15"),
    ("day", "1990/12/31", "1990-12-31"),
    ("phone", "0757-12345678", "0757-12345678"),
    ("account", "6200000000000000000", "6200000000000000000"),
    ("money", "12,345.5", "12345.5"),
    ("name", "ouyang ", "欧阳"),
    ("address", "ouyang 12", "欧阳12"),
];

const PASTED: &[Row] = &[
    ("day", "1990年1月15日", "1990-01-15"),
    ("day", "１９９０－０１－１５", "1990-01-15"),
    ("phone", "１００－１２３４－５６７８", "10012345678"),
    ("account", "6200-0000-0000-0000-000", "6200000000000000000"),
    ("money", "人民币1.2万元", "12000"),
    ("number", "１２", "12"),
    ("id", "440699 19900101 0014", "440699199001010014"),
    (
        "name",
        "𬱖𬱖𬱖𬱖𬱖𬱖𬱖𬱖𬱖𬱖示例示例示例示例示例示例示例示例示例示例示例示例示例示例示例示例示例示例示例示例",
        "",
    ),
    ("foreign", "María José Sánchez Sample", "María José Sánchez Sample"),
];

pub async fn newcomer_types(story: &mut Story) -> TestResult {
    let folder = story.everything_written().join("publisher");
    let (key, pack) = publish_form(&folder)?;
    let (port, data) = (free_port()?, story.everything_written().join("office"));
    point_to_publisher(story, port, &key)?;
    let _office = Office::open_with_pack(port, &data, &pack).await?;
    story.with_pinyin().await?;
    sign_in(story.start().await?).await?;
    begin_case(story.window()?, &ITEM).await?;
    let case = case_id(story.window()?).await?;
    story.window()?.press("Alt+4").await?;
    story.window()?.find("field-day").await?;
    bring_to_front(story).await?;

    story.run_tool("ibus", &["engine", "xkb:us::eng"])?;
    for row in BY_KEYS {
        focus_empty(story, row.0).await?;
        type_keys(story, row.1)?;
        wait_box(story, row.0, row.1).await?;
        leave_and_expect(story, &case, row).await?;
    }
    edit_a_day(story, &case).await?;
    story.take_picture("by-keys").await?;

    for row in WITH_PINYIN {
        focus_empty(story, row.0).await?;
        switch_to_pinyin(story).await?;
        type_keys(story, row.1)?;
        leave_and_expect(story, &case, row).await?;
    }
    story.take_picture("with-pinyin").await?;

    for row in PASTED {
        paste(story, row.0, row.1).await?;
        wait_box(story, row.0, row.1).await?;
        leave_and_expect(story, &case, row).await?;
    }
    story.take_picture("pasted").await?;
    paste_too_much(story, &case).await
}

/// Backspace takes one character, and the caret stays where it was put.
async fn edit_a_day(story: &mut Story, case: &str) -> TestResult {
    focus_empty(story, "day").await?;
    type_keys(story, "1990-01-15")?;
    leave_and_expect(story, case, &("day", "", "1990-01-15")).await?;
    story.window()?.focus("field-day").await?;
    story.run_tool("xdotool", &["key", "End", "BackSpace"])?;
    wait_box(story, "day", "1990-01-1").await?;
    story.run_tool("xdotool", &["key", "BackSpace", "BackSpace"])?;
    wait_box(story, "day", "1990-01").await?;
    story.run_tool("xdotool", &["key", "Home", "Right", "Right", "BackSpace", "8"])?;
    wait_box(story, "day", "1890-01").await?;
    story.run_tool("xdotool", &["key", "End"])?;
    type_keys(story, "-28")?;
    wait_box(story, "day", "1890-01-28").await?;
    leave_and_expect(story, case, &("day", "", "1890-01-28")).await
}

/// All of it stays, and the rule tells how much is too much.
async fn paste_too_much(story: &mut Story, case: &str) -> TestResult {
    let address: String = "示例省示例市示例区示例路".chars().cycle().take(130).collect();
    let address = address.as_str();
    paste(story, "address", address).await?;
    wait_box(story, "address", address).await?;
    story.window()?.wait_for_text("finding-address", "130 个字，最多 100 个字").await?;
    leave_and_expect(story, case, &("address", "", address)).await?;
    story.take_picture("too-long").await.map(drop)
}

async fn focus_empty(story: &mut Story, field: &str) -> TestResult {
    story.window()?.focus(&format!("field-{field}")).await?;
    story.run_tool("xdotool", &["key", "ctrl+a", "BackSpace"])?;
    wait_box(story, field, "").await
}

fn type_keys(story: &Story, text: &str) -> TestResult {
    story.run_tool("xdotool", &["type", "--delay", "80", "--", text]).map(drop)
}

/// Through the display's own clipboard, as from another program.
async fn paste(story: &mut Story, field: &str, text: &str) -> TestResult {
    let put = "const source = document.createElement('textarea'); source.id = 'story-source'; \
        source.value = arguments[0]; document.body.append(source); source.focus(); source.select(); \
        window.storyCopied = false; source.addEventListener('copy', () => { window.storyCopied = true; }); return true;";
    story.window()?.run_script(put, vec![json!(text)]).await?;
    story.run_tool("xdotool", &["key", "ctrl+c"])?;
    wait_until("the copy", async || {
        let copied = story.window()?.run_script("return window.storyCopied", vec![]).await?;
        Ok((copied == json!(true)).then_some(()))
    })
    .await?;
    let field_mark = format!("field-{field}");
    focus_empty(story, field).await?;
    let remove = "document.getElementById('story-source').remove(); return true;";
    story.window()?.run_script(remove, vec![]).await?;
    story.window()?.wait_focus(&field_mark).await?;
    story.run_tool("xdotool", &["key", "ctrl+v"]).map(drop)
}

/// As it was typed, while the box is not left.
async fn wait_box(story: &mut Story, field: &str, text: &str) -> TestResult {
    let mark = format!("field-{field}");
    wait_until(&format!("“{text}” in {mark}"), async || {
        Ok((story.window()?.text(&mark).await? == text.trim()).then_some(()))
    })
    .await
}

async fn leave_and_expect(story: &mut Story, case: &str, row: &(&str, &str, &str)) -> TestResult {
    let (field, typed, meant) = *row;
    let meant = if meant.is_empty() { typed } else { meant };
    story.run_tool("xdotool", &["key", "Tab"])?;
    let expected = format!("{meant} at the desk");
    let result = wait_until(&expected, async || {
        let view = load_case(story.window()?, case).await?;
        Ok((field_value(&view, field) == meant).then_some(()))
    })
    .await;
    if result.is_err() {
        let view = load_case(story.window()?, case).await?;
        return Err(Fault::wrong(format!("{typed} became {}", field_value(&view, field))));
    }
    wait_box(story, field, meant).await
}

/// A pack with one item, whose form has every kind of field that is typed into.
fn publish_form(folder: &Path) -> TestResult<(String, PathBuf)> {
    let source = folder.join("source");
    for part in ["items", "forms"] {
        std::fs::create_dir_all(source.join(part))?;
    }
    let field = |id: &str, label: &str, kind: &str, max: Option<u32>| {
        let mut field = json!({ "id": id, "label": label, "kind": kind });
        if let Some(max) = max {
            field["max_len"] = max.into();
        }
        field
    };
    let fields = [
        field("name", "姓名", "text", Some(50)),
        field("foreign", "外文姓名", "text", None),
        field("day", "日期", "date", None),
        field("phone", "联系电话", "phone", None),
        field("account", "银行账号", "bank_account", None),
        field("money", "金额", "money", None),
        field("number", "数量", "number", None),
        field("id", "证件号码", "id_number", None),
        field("address", "地址", "text", Some(100)),
    ];
    let item = json!({
        "id": "dazi", "name": "打字示例事项", "department": "示例局", "task_type": "21",
        "project_type": "on_the_spot", "form": "dazi",
        "materials": [{ "id": "application", "name": "申请表", "original": 1, "supply": "form" }],
    });
    let form = json!({ "id": "dazi", "title": "各种栏目的申请表",
        "sections": [{ "title": "各种栏目", "fields": fields }] });
    let pack = json!({ "id": "dazi", "version": "1", "title": "打字示例", "note": "示例" });
    let files: [(&str, Value); 3] =
        [("pack.yaml", pack), ("items/dazi.yaml", item), ("forms/dazi.yaml", form)];
    for (name, content) in files {
        std::fs::write(source.join(name), content.to_string())?;
    }
    let (secret, packed) = (folder.join("secret.key"), folder.join("dazi.pack"));
    let key = run_counter(&["catalog", "key", path_text(&secret)])?["key"].clone();
    run_counter(&[
        "catalog",
        "pack",
        path_text(&source),
        "--out",
        path_text(&packed),
        "--key",
        path_text(&secret),
    ])?;
    Ok((key.as_str().unwrap_or_default().to_owned(), packed))
}
