//! Questions to the office over plain HTTP, as its own pages would ask them: what did it really
//! get?

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::process::{Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};

use crate::{Fault, TestResult};

const PATIENCE: Duration = Duration::from_secs(20);

/// Somebody signed in at the office, without any program of ours in between.
pub struct OfficeClient {
    port: u16,
    token: String,
}

impl OfficeClient {
    /// # Errors
    /// The office is not there or does not know the number.
    pub fn sign_in(port: u16, number: &str, password: &str) -> TestResult<Self> {
        let mut client = Self { port, token: String::new() };
        let answer = client.expect(
            200,
            "POST",
            "/sign-in",
            &json!({ "number": number, "password": password }),
        )?;
        client.token = decode(&answer)?["token"].as_str().unwrap_or_default().to_owned();
        match client.token.is_empty() {
            true => Err(Fault::wrong("the office gave no token")),
            false => Ok(client),
        }
    }

    pub fn token(&self) -> &str {
        &self.token
    }

    /// # Errors
    /// The office answers anything but 200 and JSON.
    pub fn get(&self, path: &str) -> TestResult<Value> {
        decode(&self.expect(200, "GET", path, &Value::Null)?)
    }

    /// # Errors
    /// The office answers anything but 201.
    pub fn post(&self, path: &str, body: &Value) -> TestResult {
        self.expect(201, "POST", path, body).map(drop)
    }

    /// # Errors
    /// The line is down.
    pub fn has_part(&self, case: &str, sha256: &str) -> TestResult<bool> {
        Ok(self.request("GET", &format!("/cases/{case}/parts/{sha256}"), "")?.0 == 200)
    }

    /// The case is there once, acknowledged, under this number, with each of these pages byte for
    /// byte.
    ///
    /// # Errors
    /// `Wrong`, saying what is otherwise.
    pub fn has_once(&self, case: &str, number: &str, pages: &[String]) -> TestResult {
        let list = self.get("/cases?clerk=me")?;
        let rows =
            list.as_array().ok_or_else(|| Fault::wrong("the office's list is not a list"))?;
        let matches: Vec<&Value> =
            rows.iter().filter(|row| row["case"] == case || row["number"] == number).collect();
        let [row] = matches.as_slice() else {
            return Err(Fault::wrong(format!("the office has the case {} times", matches.len())));
        };
        if row["case"] != case || row["number"] != number || row["state"] != "acknowledged" {
            return Err(Fault::wrong("the office has the case under another number or not whole"));
        }
        for page in pages {
            let bytes =
                self.expect(200, "GET", &format!("/cases/{case}/parts/{page}"), &Value::Null)?;
            if sha256_of(&bytes)? != *page {
                return Err(Fault::wrong("a page reached the office altered"));
            }
        }
        Ok(())
    }

    fn expect(&self, status: u16, method: &str, path: &str, body: &Value) -> TestResult<Vec<u8>> {
        let text = if body.is_null() { String::new() } else { body.to_string() };
        match self.request(method, path, &text)? {
            (answer, bytes) if answer == status => Ok(bytes),
            (answer, _) => {
                Err(Fault::wrong(format!("the office answered {answer} to {method} {path}")))
            }
        }
    }

    fn request(&self, method: &str, path: &str, body: &str) -> TestResult<(u16, Vec<u8>)> {
        let mut connection = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))?;
        connection.set_read_timeout(Some(PATIENCE))?;
        let bearer = match self.token.as_str() {
            "" => String::new(),
            token => format!("Authorization: Bearer {token}\r\n"),
        };
        let length = body.len();
        write!(
            connection,
            "{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{bearer}\
             Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}"
        )?;
        let mut answer = Vec::new();
        connection.read_to_end(&mut answer)?;
        let end = answer.windows(4).position(|bytes| bytes == b"\r\n\r\n");
        let end = end.ok_or_else(|| Fault::wrong("the office's answer has no end"))?;
        let head = String::from_utf8_lossy(&answer[..end]).into_owned();
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
        Ok((
            status.ok_or_else(|| Fault::wrong("the office's answer has no status"))?,
            answer.split_off(end + 4),
        ))
    }
}

fn decode(bytes: &[u8]) -> TestResult<Value> {
    serde_json::from_slice(bytes).map_err(|_| Fault::wrong("the office's answer is not JSON"))
}

fn sha256_of(bytes: &[u8]) -> TestResult<String> {
    let mut tool =
        Command::new("sha256sum").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    if let Some(mut input) = tool.stdin.take() {
        input.write_all(bytes)?;
    }
    let output = tool.wait_with_output()?.stdout;
    Ok(String::from_utf8_lossy(&output).chars().take(64).collect())
}

/// What the office has of a case's first submission, as a supervisor sees it.
///
/// # Errors
/// The office does not have it.
pub fn first_submission(port: u16, case: &str) -> TestResult<Value> {
    let supervisor = OfficeClient::sign_in(port, "2001", "demo-2001")?;
    Ok(supervisor.get(&format!("/cases/{case}/revisions/1"))?["submission"].clone())
}
