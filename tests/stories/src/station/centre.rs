//! A centre and its office, made with the tool as an administrator makes them: an account, a key, a
//! station's signed file, codes. The office is no trial and runs in a process of its own.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use super::catalogue::{path_text, run_counter};
use kit::network::free_port;
use kit::office::Office;
use kit::place::program_path;
use kit::{Fault, Story, TestResult};

pub const CENTRE: &str = "示例区政务服务中心";
pub const STATION: &str = "示例镇便民服务中心";
/// A number that no trial has: whoever signs in with it did so at this office.
pub const CLERK: &str = "6101";
pub const NAME: &str = "何示例";
pub const PASSWORD: &str = "an example password";
/// As accounts and the centre's file call the station.
const CODE: &str = "SS-XN";

pub struct Centre {
    folder: PathBuf,
    /// The office's, as it is told to whoever sets up the station.
    pub address: String,
    /// The key's, as the tool told it of the signed file: what people compare.
    pub fingerprint: String,
    office: Office,
}

impl Centre {
    /// The office runs and has the station's first file; nobody has joined yet.
    pub async fn open(story: &Story) -> TestResult<Self> {
        Self::open_with(story, |_| {}).await
    }

    /// `settle` writes into the station's file what this centre settles beside the rest.
    pub async fn open_with(story: &Story, settle: impl FnOnce(&mut Value)) -> TestResult<Self> {
        let folder = story.everything_written().join("centre");
        std::fs::create_dir_all(&folder)?;
        let data = folder.join("office");
        enrol(&data, CLERK, NAME, "clerk")?;
        let port = free_port()?;
        let address = format!("http://127.0.0.1:{port}");
        run_in(&folder, "centre key @key")?;
        run_in(
            &folder,
            &format!(
                "centre new --out @draft --centre 440699-01 --centre-name {CENTRE} --station {CODE} \
                 --station-name {STATION} --office {address} --until 2099-12-31"
            ),
        )?;
        complete_draft(&folder.join("draft"), settle)?;
        run_in(&folder, "centre sign @draft --key @key --out @file-1")?;
        let fingerprint = read_word(&run_in(&folder, "centre verify @file-1")?, "fingerprint")?;
        run_in(&folder, "centre publish @file-1 --data @office")?;
        let office = Office::open_real(port, &data).await?;
        Ok(Self { folder, address, fingerprint, office })
    }

    /// Good for one joining; the office knows its hash from now on.
    pub fn draw_join_code(&self) -> TestResult<String> {
        let drawn = self.run("centre code @file-1 --purpose join --out @join-code")?;
        self.run("centre publish @file-1 --code @join-code --data @office")?;
        read_word(&drawn, "code")
    }

    /// Its hash is in the station's second file, which the office gives out from now on.
    pub fn draw_technician_code(&self) -> TestResult<String> {
        let drawn =
            self.run("centre code @file-1 --purpose technician --days 3 --out @technician-code")?;
        self.run(
            "centre sign @file-1 --key @key --out @file-2 --replaces @file-1 --code @technician-code",
        )?;
        self.run("centre publish @file-2 --data @office")?;
        read_word(&drawn, "code")
    }

    /// Somebody else of this station.
    pub fn enrol(&self, number: &str, name: &str, role: &str) -> TestResult {
        enrol(&self.folder.join("office"), number, name, role)
    }

    /// The line to the office takes everything and answers nothing from now on.
    pub fn silence_office(&self) -> TestResult {
        self.office.freeze()
    }

    pub fn wake_office(&self) -> TestResult {
        self.office.thaw()
    }

    fn run(&self, line: &str) -> TestResult<Value> {
        run_in(&self.folder, line)
    }
}

/// `counter …`, in which `@name` is a file of this folder.
fn run_in(folder: &Path, line: &str) -> TestResult<Value> {
    let words = line.split_whitespace().map(|word| match word.strip_prefix('@') {
        Some(name) => path_text(&folder.join(name)).to_owned(),
        None => word.to_owned(),
    });
    let words: Vec<String> = words.collect();
    run_counter(&words.iter().map(String::as_str).collect::<Vec<_>>())
}

fn read_word(answer: &Value, field: &str) -> TestResult<String> {
    let word = answer[field].as_str().map(str::to_owned);
    word.ok_or_else(|| Fault::wrong(format!("counter told no {field}")))
}

/// The password comes by the tool's input, where nobody who lists programs reads it.
fn enrol(data: &Path, number: &str, name: &str, role: &str) -> TestResult {
    let mut command = Command::new(program_path("counter")?);
    command.args(["--json", "enrol", "--number", number, "--name", name, "--role", role]);
    command.args(["--station", STATION, "--station-code", CODE, "--window", "3号窗"]);
    command.arg("--data").arg(data).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut tool = command.spawn()?;
    if let Some(mut input) = tool.stdin.take() {
        writeln!(input, "{PASSWORD}")?;
    }
    match tool.wait_with_output()?.status.success() {
        true => Ok(()),
        false => Err(Fault::wrong("the account was not made")),
    }
}

/// By hand: what the station's papers say of the place, and how long pages stay.
fn complete_draft(draft: &Path, settle: impl FnOnce(&mut Value)) -> TestResult {
    let text = std::fs::read_to_string(draft)?;
    let mut body: Value =
        serde_json::from_str(&text).map_err(|_| Fault::wrong("the draft is no JSON"))?;
    body["place"] = json!({
        "name": STATION, "address": "示例市示例区示例路1号", "telephone": "0757-12345678",
        "hours": "周一至周五 9:00—12:00、13:30—17:00",
    });
    body["retention"] = json!(90);
    settle(&mut body);
    Ok(std::fs::write(draft, body.to_string())?)
}
