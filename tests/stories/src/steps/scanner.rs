//! A scanner of the story's own: a program in `scanimage`'s place that sees what is laid on it.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};

use serde_json::{Value, json};

use kit::place::repository_root;
use kit::{Fault, Story, TestResult};

const OPTIONS: &str = "All options specific to device `fake:0':
    --mode Black & White|Gray[Error Diffusion]|True Gray|24bit Color[Fast] [24bit Color[Fast]]
    --resolution 100|200|300|600dpi [200]
    --source FlatBed|Automatic Document Feeder(left aligned) [FlatBed]
    -x 0..215.9mm (in steps of 0.1) [215.88]
    -y 0..355.6mm (in steps of 0.1) [279.388]
";

/// The scanner's folder, and the settings that name it; on it lies a page of nothing but a frame. Before
/// the program starts, and after its office is named.
pub fn plug_in_scanner(story: &mut Story, source: &str) -> TestResult<PathBuf> {
    let folder = story.everything_written().join("scanner");
    std::fs::create_dir_all(&folder)?;
    let program = folder.join("scanimage");
    std::fs::copy(repository_root().join("devices/tests/it/scanimage.sh"), &program)?;
    std::fs::set_permissions(&program, PermissionsExt::from_mode(0o755))?;
    for (name, text) in [("options", OPTIONS), ("kind", "sheetfed scanner"), ("sheets", "3")] {
        std::fs::write(folder.join(name), text)?;
    }
    let drawn = Command::new("convert")
        .args(["-size", "827x1169", "xc:white", "-fill", "none", "-stroke", "black"])
        .args(["-draw", "rectangle 60,60 760,1100"])
        .arg(folder.join("page.png"))
        .status()?;
    expect_drawn(drawn)?;
    let config = story.home().join("config");
    std::fs::create_dir_all(&config)?;
    let file = config.join("settings.json");
    let text = std::fs::read_to_string(&file).unwrap_or_else(|_| "{}".to_owned());
    let mut settings: Value =
        serde_json::from_str(&text).map_err(|_| Fault::wrong("the settings are no JSON"))?;
    settings["scanner"] = json!("fake:0");
    settings["scan_source"] = json!(source);
    std::fs::write(file, settings.to_string())?;
    let path = format!("{}:{}", folder.display(), std::env::var("PATH").unwrap_or_default());
    story.set_variable("PATH", &path);
    story.set_variable("FAKE", &folder.to_string_lossy());
    Ok(folder)
}

/// The first page of a paper is what it sees from now on.
pub fn lay_paper(scanner: &Path, paper: &Path) -> TestResult {
    let mut drawing = Command::new("pdftoppm");
    drawing.args(["-png", "-singlefile", "-r", "200"]).arg(paper).arg(scanner.join("page"));
    expect_drawn(drawing.status()?)
}

fn expect_drawn(drawn: ExitStatus) -> TestResult {
    match drawn.success() {
        true => Ok(()),
        false => Err(Fault::wrong("no page could be drawn")),
    }
}
