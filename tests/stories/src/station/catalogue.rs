//! The catalogue in the window: a joint item of nine departments whose list changes with each
//! answer, and a newer pack that comes while the clerk works.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::steps::*;
use kit::network::free_port;
use kit::office::Office;
use kit::place::{program_path, repository_root};
use kit::{Fault, Story, TestResult, Window};

async fn expect_text(window: &Window, mark: &str, part: &str) -> TestResult {
    window.wait_for_text(mark, part).await.map(drop)
}

pub async fn joint_item(story: &mut Story) -> TestResult {
    sign_in(story.start().await?).await?;
    let window = story.window()?;
    window.wait_focus("item-search").await?;
    window.type_text("jungongyanshou").await?;
    window.find("hit-lianhe-yanshou").await?;
    story.take_picture("search").await?;
    let window = story.window()?;
    window.press("Enter").await?;
    window.find("list-page").await?;
    expect_text(window, "joint", "9 个部门").await?;
    if window.count_elements("part-housing").await? != 1 {
        return Err(Fault::wrong("the lead department is not among the parts"));
    }
    story.take_picture("before").await?;
    // A house, and fire protection accepted rather than filed: the paper for filing goes, what came
    // in is marked.
    let window = story.window()?;
    for _ in 0..3 {
        window.press("1").await?;
    }
    window.find("list-came").await?;
    window.find("list-gone").await?;
    story.take_picture("answered").await?;
    let window = story.window()?;
    window.press("Alt+Q").await?;
    window.find("qr-code").await?;
    expect_text(window, "qr-text", "建设工程竣工联合验收").await?;
    story.take_picture("qr").await?;
    let window = story.window()?;
    window.press("Esc").await?;
    window.wait_gone("qr-code").await?;
    window.by_keys_alone()
}

/// As an author calls it.
pub(crate) fn run_counter(arguments: &[&str]) -> TestResult<Value> {
    let out = Command::new(program_path("counter")?).arg("--json").args(arguments).output()?;
    let output: Value =
        serde_json::from_slice(&out.stdout).map_err(|_| Fault::wrong("counter said no JSON"))?;
    if out.status.success() { Ok(output) } else { Err(Fault::wrong(output["code"].to_string())) }
}

pub(crate) fn path_text(path: &Path) -> &str {
    path.to_str().unwrap_or_default()
}

/// The example pack under this version, in which whoever acts for another shows a card only for 低保.
fn write_newer_pack(folder: &Path) -> TestResult<PathBuf> {
    let (from, to) = (repository_root().join("src-tauri/catalog"), folder.join("newer"));
    for part in ["", "items", "forms"] {
        std::fs::create_dir_all(to.join(part))?;
        for file in std::fs::read_dir(from.join(part))?.filter_map(Result::ok) {
            if file.path().extension().is_some_and(|kind| kind == "yaml") {
                std::fs::copy(file.path(), to.join(part).join(file.file_name()))?;
            }
        }
    }
    let change = |name: &str, edit: &dyn Fn(&str) -> String| -> TestResult {
        let file = to.join(name);
        Ok(std::fs::write(&file, edit(&std::fs::read_to_string(&file)?))?)
    };
    let version = |text: &str| -> String {
        let lines = text
            .lines()
            .map(|line| if line.starts_with("version:") { "version: '2027.1'" } else { line });
        lines.collect::<Vec<_>>().join("\n")
    };
    change("pack.yaml", &version)?;
    let agent = r#"when: agent == "agent""#;
    change("items/chengxiang-yanglao.yaml", &|text| {
        text.replace(agent, &format!(r#"{agent} && group == "dibao""#))
    })?;
    Ok(to)
}

pub async fn newer_catalogue(story: &mut Story) -> TestResult {
    let folder = story.everything_written().join("publisher");
    std::fs::create_dir_all(&folder)?;
    let (secret, old, new) =
        (folder.join("secret.key"), folder.join("old.pack"), folder.join("new.pack"));
    let key = run_counter(&["catalog", "key", path_text(&secret)])?["key"]
        .as_str()
        .unwrap_or_default()
        .to_owned();
    let pack = |from: &Path, out: &Path| {
        run_counter(&[
            "catalog",
            "pack",
            path_text(from),
            "--out",
            path_text(out),
            "--key",
            path_text(&secret),
        ])
        .map(drop)
    };
    pack(&repository_root().join("src-tauri/catalog"), &old)?;
    pack(&write_newer_pack(&folder)?, &new)?;
    let (port, data) = (free_port()?, story.everything_written().join("office"));
    point_to_publisher(story, port, &key)?;
    let office = Office::open_with_pack(port, &data, &old).await?;
    sign_in(story.start().await?).await?;
    begin_case(story.window()?, &PENSION_BY_AGENT).await?;
    let case = case_id(story.window()?).await?;
    drop(office);
    let _office = Office::open_with_pack(port, &data, &new).await?;

    // The next to sign in brings the new one; the line says so and leads to what changed.
    sign_in(story.restart().await?).await?;
    let window = story.window()?;
    expect_text(window, "notice-catalogue_new", "2027.1").await?;
    story.take_picture("notice").await?;
    let window = story.window()?;
    window.click("notice-see-catalogue_new").await?;
    expect_text(window, "news-chengxiang-yanglao", "代办人身份证").await?;
    expect_text(window, "news-chengxiang-yanglao", "不再要带").await?;
    story.take_picture("changed").await?;
    let window = story.window()?;
    window.wait_gone("notice-catalogue_new").await?;
    // A new list goes by the new pack; the case that was open keeps its own.
    window.press("Alt+0").await?;
    choose_item(window, &PENSION_BY_AGENT).await?;
    if window.count_elements("row-agent_id_card").await? != 0 {
        return Err(Fault::wrong("the new list still asks for the agent's card"));
    }
    let view = load_case(window, &case).await?;
    let is_required = view["materials"].as_array().is_some_and(|rows| {
        rows.iter().any(|row| row["id"] == "agent_id_card" && row["need"] == "required")
    });
    match is_required {
        true => Ok(()),
        false => Err(Fault::wrong("the open case did not keep its list")),
    }
}
