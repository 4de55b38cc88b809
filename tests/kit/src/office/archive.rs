//! What the office has, asked over its own interface: the only witness that a case arrived, once and whole.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::process::{Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};

use crate::{Fault, Told};

const PATIENCE: Duration = Duration::from_secs(20);

/// The office at a port, looked into by the clerk whose cases these are.
pub struct Archive {
    port: u16,
    token: String,
}

impl Archive {
    pub fn open(port: u16) -> Told<Self> {
        let mut archive = Self { port, token: String::new() };
        let who = json!({ "number": "1001", "password": "demo-1001" }).to_string();
        let answer = archive.ask("POST", "/sign-in", &who)?;
        archive.token = decoded(&answer)?["token"].as_str().unwrap_or_default().to_owned();
        Ok(archive)
    }

    /// Every case of the clerk, as the office lists them.
    pub fn cases(&self) -> Told<Vec<Value>> {
        let list = decoded(&self.ask("GET", "/cases?clerk=me", "")?)?;
        list.as_array().cloned().ok_or_else(|| Fault::wrong("the office's list is not a list"))
    }

    /// The case is there once, acknowledged, under this number, with each of these pages byte for byte.
    pub fn has_once(&self, case: &str, number: &str, pages: &[String]) -> Told {
        let same = |one: &&Value| one["case"] == case || one["number"] == number;
        let cases = self.cases()?;
        let found: Vec<&Value> = cases.iter().filter(same).collect();
        let [one] = found.as_slice() else {
            return Err(Fault::wrong(format!("the office has the case {} times", found.len())));
        };
        if one["case"] != case || one["number"] != number || one["state"] != "acknowledged" {
            return Err(Fault::wrong("the office has the case under another number or not whole"));
        }
        for page in pages {
            let bytes = self.ask("GET", &format!("/cases/{case}/parts/{page}"), "")?;
            if sha256(&bytes)? != *page {
                return Err(Fault::wrong("a page reached the office altered"));
            }
        }
        Ok(())
    }

    fn ask(&self, method: &str, path: &str, body: &str) -> Told<Vec<u8>> {
        let mut line = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))?;
        line.set_read_timeout(Some(PATIENCE))?;
        let token = &self.token;
        let length = body.len();
        write!(
            line,
            "{method} {path} HTTP/1.1\r\nHost: office\r\nConnection: close\r\nAuthorization: Bearer {token}\r\n\
             Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}"
        )?;
        let mut answer = Vec::new();
        line.read_to_end(&mut answer)?;
        let end = answer.windows(4).position(|four| four == b"\r\n\r\n");
        let end = end.ok_or_else(|| Fault::wrong("the office's answer has no end"))?;
        match answer.starts_with(b"HTTP/1.1 20") {
            true => Ok(answer.split_off(end + 4)),
            false => Err(Fault::wrong(format!("the office refused {method} {path}"))),
        }
    }
}

fn decoded(bytes: &[u8]) -> Told<Value> {
    serde_json::from_slice(bytes).map_err(|_| Fault::wrong("the office's answer is not JSON"))
}

fn sha256(bytes: &[u8]) -> Told<String> {
    let mut tool = Command::new("sha256sum").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    if let Some(mut input) = tool.stdin.take() {
        input.write_all(bytes)?;
    }
    let said = tool.wait_with_output()?.stdout;
    Ok(String::from_utf8_lossy(&said).chars().take(64).collect())
}
