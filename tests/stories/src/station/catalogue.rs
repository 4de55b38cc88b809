//! The catalogue in the window: a joint item of nine departments whose list changes with each answer, and a newer pack that
//! comes while the clerk works.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::steps::*;
use kit::office::peer::{Office, nobody};
use kit::place::{program, root};
use kit::{Fault, Story, Told, Window};

async fn told(window: &Window, mark: &str, part: &str) -> Told {
    window.wait_for_text(mark, part).await.map(drop)
}

pub async fn joint_item(story: &mut Story) -> Told {
    sign_in(story.start().await?).await?;
    let window = story.window()?;
    window.wait_focus("item-search").await?;
    window.type_text("jungongyanshou").await?;
    window.find("hit-lianhe-yanshou").await?;
    story.picture("search").await?;
    let window = story.window()?;
    window.press("Enter").await?;
    window.find("list-page").await?;
    told(window, "joint", "9 个部门").await?;
    if window.count("part-housing").await? != 1 {
        return Err(Fault::wrong("the lead department is not among the parts"));
    }
    story.picture("before").await?;
    // A house, and fire protection accepted rather than filed: the paper for filing goes, what came in is marked.
    let window = story.window()?;
    for _ in 0..3 {
        window.press("1").await?;
    }
    window.find("list-came").await?;
    window.find("list-gone").await?;
    story.picture("answered").await?;
    let window = story.window()?;
    window.press("Alt+Q").await?;
    window.find("qr-code").await?;
    told(window, "qr-text", "建设工程竣工联合验收").await?;
    story.picture("qr").await?;
    let window = story.window()?;
    window.press("Esc").await?;
    window.wait_gone("qr-code").await?;
    window.by_keys_alone()
}

/// As an author calls it.
fn counter(arguments: &[&str]) -> Told<Value> {
    let out = Command::new(program("counter")?).arg("--json").args(arguments).output()?;
    let said: Value = serde_json::from_slice(&out.stdout).map_err(|_| Fault::wrong("counter said no JSON"))?;
    if out.status.success() { Ok(said) } else { Err(Fault::wrong(said["code"].to_string())) }
}

fn word(path: &Path) -> &str {
    path.to_str().unwrap_or_default()
}

/// The example pack under this version, in which whoever acts for another shows a card only for 低保.
fn newer(folder: &Path) -> Told<PathBuf> {
    let (from, to) = (root().join("src-tauri/catalog"), folder.join("newer"));
    for part in ["", "items", "forms"] {
        std::fs::create_dir_all(to.join(part))?;
        for file in std::fs::read_dir(from.join(part))?.filter_map(Result::ok) {
            if file.path().extension().is_some_and(|kind| kind == "yaml") {
                std::fs::copy(file.path(), to.join(part).join(file.file_name()))?;
            }
        }
    }
    let change = |name: &str, edit: &dyn Fn(&str) -> String| -> Told {
        let file = to.join(name);
        Ok(std::fs::write(&file, edit(&std::fs::read_to_string(&file)?))?)
    };
    let version = |text: &str| -> String {
        let lines = text.lines().map(|line| if line.starts_with("version:") { "version: '2027.1'" } else { line });
        lines.collect::<Vec<_>>().join("\n")
    };
    change("pack.yaml", &version)?;
    let agent = r#"when: agent == "agent""#;
    change("items/chengxiang-yanglao.yaml", &|text| text.replace(agent, &format!(r#"{agent} && group == "dibao""#)))?;
    Ok(to)
}

pub async fn newer_catalogue(story: &mut Story) -> Told {
    let folder = story.everything_written().join("publisher");
    std::fs::create_dir_all(&folder)?;
    let (secret, old, new) = (folder.join("secret.key"), folder.join("old.pack"), folder.join("new.pack"));
    let key = counter(&["catalog", "key", word(&secret)])?["key"].as_str().unwrap_or_default().to_owned();
    let pack = |from: &Path, out: &Path| {
        counter(&["catalog", "pack", word(from), "--out", word(out), "--key", word(&secret)]).map(drop)
    };
    pack(&root().join("src-tauri/catalog"), &old)?;
    pack(&newer(&folder)?, &new)?;
    let (port, data) = (nobody()?, story.everything_written().join("office"));
    point_to_publisher(story, port, &key)?;
    let office = Office::serving(port, &data, &old).await?;
    sign_in(story.start().await?).await?;
    begin(story.window()?, &PENSION_BY_AGENT).await?;
    let case = case_id(story.window()?).await?;
    drop(office);
    let _office = Office::serving(port, &data, &new).await?;

    // The next to sign in brings the new one; the line says so and leads to what changed.
    sign_in(story.restart().await?).await?;
    let window = story.window()?;
    told(window, "notice-catalogue_new", "2027.1").await?;
    story.picture("notice").await?;
    let window = story.window()?;
    window.click("notice-see-catalogue_new").await?;
    told(window, "news-chengxiang-yanglao", "代办人身份证").await?;
    told(window, "news-chengxiang-yanglao", "不再要带").await?;
    story.picture("changed").await?;
    let window = story.window()?;
    window.wait_gone("notice-catalogue_new").await?;
    // A new list goes by the new pack; the case that was open keeps its own.
    window.press("Alt+0").await?;
    choose_item(window, &PENSION_BY_AGENT).await?;
    if window.count("row-agent_id_card").await? != 0 {
        return Err(Fault::wrong("the new list still asks for the agent's card"));
    }
    let kept = remembered(window, &case).await?;
    let asked = kept["materials"]
        .as_array()
        .is_some_and(|rows| rows.iter().any(|row| row["id"] == "agent_id_card" && row["need"] == "required"));
    match asked {
        true => Ok(()),
        false => Err(Fault::wrong("the open case did not keep its list")),
    }
}
