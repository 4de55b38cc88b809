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
    (
        "address",
        "Room 506, Building 4, No. 123 Sample Road, Sample Street, Sample District, Sample City",
        "",
    ),
];

/// While the input method is on, digits go through it, and some marks come out Chinese; Enter takes
/// letters as they are.
const WITH_PINYIN: &[Row] = &[
    ("day", "1990.10.15", "1990-10-15"),
    ("day", "1990/12/31", "1990-12-31"),
    ("phone", "0757-12345678", "0757-12345678"),
    ("account", "6200000000000000000", "6200000000000000000"),
    ("money", "12,345.5", "12345.5"),
    ("name", "ouyang ", "欧阳"),
    ("address", "ouyang 12", "欧阳12"),
    ("number", "12", "12"),
    ("id", "44069919900101001x\n", "44069919900101001X"),
    ("foreign", "jane\n sample\n", "jane sample"),
];

/// 㼆 is in the first plane, 𬱖 beyond it.
const RARE: &str = "㼆𬱖示例";

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
    type_rare_name(story, &case).await?;
    edit_a_day(story, &case).await?;
    story.take_picture("by-keys").await?;

    for row in WITH_PINYIN {
        focus_empty(story, row.0).await?;
        switch_to_pinyin(story).await?;
        type_keys(story, row.1)?;
        if row.1.ends_with('\n') {
            // What Enter takes stands there before the box is left.
            wait_box(story, row.0, &row.1.replace('\n', "")).await?;
        }
        leave_and_expect(story, &case, row).await?;
    }
    compose_long_address(story, &case).await?;
    compose_rare_name(story, &case).await?;
    story.take_picture("with-pinyin").await?;

    for (pinyin, picture) in [(false, "pasted"), (true, "pasted-with-pinyin")] {
        for row in PASTED {
            paste(story, row.0, row.1, pinyin).await?;
            wait_box(story, row.0, row.1).await?;
            leave_and_expect(story, &case, row).await?;
        }
        paste_address(story, &case, 100, pinyin).await?;
        story.take_picture(picture).await?;
    }
    paste_too_much(story, &case).await?;
    compose_at_the_limit(story, &case).await
}

/// From a keyboard that has them: none of the display's has.
async fn type_rare_name(story: &mut Story, case: &str) -> TestResult {
    focus_empty(story, "name").await?;
    story.window()?.type_text(RARE).await?;
    wait_box(story, "name", RARE).await?;
    leave_and_expect(story, case, &("name", RARE, "")).await
}

/// Word by word, and still within what the rule allows.
async fn compose_long_address(story: &mut Story, case: &str) -> TestResult {
    let (typed, meant) = ("ouyang ".repeat(30), format!("{}12", "欧阳".repeat(30)));
    focus_empty(story, "address").await?;
    switch_to_pinyin(story).await?;
    type_keys(story, &format!("{typed}12"))?;
    wait_box(story, "address", &meant).await?;
    leave_and_expect(story, case, &("address", "", meant.as_str())).await
}

/// What the input method has not comes from elsewhere, behind what it has.
async fn compose_rare_name(story: &mut Story, case: &str) -> TestResult {
    copy(story, "𬱖", "name").await?;
    switch_to_pinyin(story).await?;
    type_keys(story, "ouyang ")?;
    wait_box(story, "name", "欧阳").await?;
    story.run_tool("xdotool", &["key", "ctrl+v"])?;
    wait_box(story, "name", "欧阳𬱖").await?;
    leave_and_expect(story, case, &("name", "", "欧阳𬱖")).await
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

fn write_address(characters: usize) -> String {
    "示例省示例市示例区示例路".chars().cycle().take(characters).collect()
}

/// So many characters, all of which stay; what they are.
async fn paste_address(
    story: &mut Story,
    case: &str,
    characters: usize,
    pinyin: bool,
) -> TestResult<String> {
    let address = write_address(characters);
    paste(story, "address", &address, pinyin).await?;
    wait_box(story, "address", &address).await?;
    leave_and_expect(story, case, &("address", "", address.as_str())).await?;
    Ok(address)
}

/// All of it stays, and the rule tells how much is too much.
async fn paste_too_much(story: &mut Story, case: &str) -> TestResult {
    let address = write_address(130);
    paste(story, "address", &address, false).await?;
    wait_box(story, "address", &address).await?;
    story.window()?.wait_for_text("finding-address", "130 个字，最多 100 个字").await?;
    leave_and_expect(story, case, &("address", "", address.as_str())).await?;
    story.take_picture("too-long").await.map(drop)
}

/// 居住证件, composed where two characters are left: four come, and the rule tells.
async fn compose_at_the_limit(story: &mut Story, case: &str) -> TestResult {
    let present = paste_address(story, case, 98, false).await?;
    story.window()?.focus("field-address").await?;
    switch_to_pinyin(story).await?;
    story.run_tool("xdotool", &["key", "End"])?;
    type_keys(story, "juzhuzhengjian ")?;
    story.window()?.wait_for_text("finding-address", "102 个字，最多 100 个字").await?;
    let whole = story.window()?.text("field-address").await?;
    let composed = whole.strip_prefix(&present).unwrap_or_default();
    expect(
        &format!("居住证件 stands behind 98 characters: {composed}"),
        composed.starts_with("居住") && composed.chars().count() == 4,
    )?;
    leave_and_expect(story, case, &("address", "", whole.as_str())).await?;
    story.take_picture("at-the-limit").await.map(drop)
}

async fn focus_empty(story: &mut Story, field: &str) -> TestResult {
    story.window()?.focus(&format!("field-{field}")).await?;
    story.run_tool("xdotool", &["key", "ctrl+a", "BackSpace"])?;
    wait_box(story, field, "").await
}

fn type_keys(story: &Story, text: &str) -> TestResult {
    for (line, words) in text.split('\n').enumerate() {
        // What the tool types for a line's end is no key that an input method knows.
        if line > 0 {
            story.run_tool("xdotool", &["key", "Return"])?;
        }
        if !words.is_empty() {
            story.run_tool("xdotool", &["type", "--delay", "80", "--", words])?;
        }
    }
    Ok(())
}

/// Into the display's own clipboard, as from another program; then to the empty box.
async fn copy(story: &mut Story, text: &str, field: &str) -> TestResult {
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
    story.window()?.wait_focus(&field_mark).await
}

async fn paste(story: &mut Story, field: &str, text: &str, pinyin: bool) -> TestResult {
    copy(story, text, field).await?;
    match pinyin {
        true => switch_to_pinyin(story).await?,
        false => story.run_tool("ibus", &["engine", "xkb:us::eng"]).map(drop)?,
    }
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
