//! `counter step`: a department's word on an accepted case, by hand, with the account of whoever may
//! enter it; at a trial that is its supervisor.
use crate::commands::number::parse_number;
use crate::output::{Fault, Outcome};
use crate::secret;
use clap::{Args, Subcommand};
use counter_backoffice::{Client, HttpTransport, OfficeError, StepRequest, Timeouts};
use counter_core::case::{Special, Step as Word};
use counter_core::date::{Date, Moment};
use counter_core::text::{normalize_code, normalize_line};
use serde_json::json;
use std::sync::Arc;
use std::time::Duration;
use uuid::Uuid;

const TIMEOUTS: Timeouts =
    Timeouts { connect: Duration::from_secs(5), answer: Duration::from_secs(30) };

#[derive(Args)]
pub struct Step {
    /// Where the office is.
    #[arg(long, default_value = "http://127.0.0.1:8720")]
    office: String,
    /// What the examiner signs in with; the password is asked for, or read from standard input.
    #[arg(long = "as", value_name = "NUMBER", default_value = "2001")]
    examiner: String,
    /// The office's number of the case, or its id.
    case: String,
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// An expert review begins today; its time is not counted. The answer has the id that ends it.
    Review {
        /// Working days that it needs.
        #[arg(long, default_value_t = 5, value_parser = parse_number::<u32>)]
        days: u32,
    },
    /// A special procedure is over today.
    EndReview {
        /// The id that it was begun under.
        begun: Uuid,
    },
    Extend {
        #[arg(long, value_parser = parse_number::<u32>)]
        days: u32,
        /// The applicant is told it.
        #[arg(long)]
        reason: String,
    },
    Grant,
    Refuse,
    /// The case ends, as the applicant has asked.
    EndAsAsked,
    /// The case ends, as the window has asked: it was of the wrong item.
    EndAsVoid,
    /// The result was handed over or posted.
    HandOver,
}

pub async fn enter_step(args: Step) -> Outcome {
    let transport = HttpTransport::new(&args.office, TIMEOUTS)
        .map_err(|_| Fault::new("office_address", "this is no address of an office"))?;
    let client = Client::new(Arc::new(transport));
    let password = secret::read_secret("密码 (password): ");
    let password =
        password.ok_or_else(|| Fault::new("password_missing", "no password was read"))?;
    let number = normalize_code(&args.examiner);
    let signed = client.sign_in(&number, &password).await.map_err(office_fault)?;
    let token = signed.token.expose();
    let case = find_case(&client, token, args.case.trim()).await?;
    let today = Moment::from_millis(jiff::Timestamp::now().as_millisecond()).date();
    let request = StepRequest { id: Uuid::new_v4(), step: make_word(args.what, today) };
    let word = client.enter_step(token, case, &request).await.map_err(office_fault)?;
    Ok(json!({ "step": word.id.to_string(), "case": case.to_string(), "seq": word.seq }))
}

fn make_word(what: What, on: Date) -> Word {
    match what {
        What::Review { days } => Word::SpecialProcedure {
            procedure: Special::ExpertReview,
            from: on,
            days,
            working: true,
        },
        What::EndReview { begun } => Word::SpecialEnded { begun: begun.to_string(), on },
        What::Extend { days, reason } => Word::Extended { days, reason: normalize_line(&reason) },
        What::Grant => Word::Decided { granted: true, on },
        What::Refuse => Word::Decided { granted: false, on },
        What::EndAsAsked => Word::Withdrawn { on },
        What::EndAsVoid => Word::Voided { on },
        What::HandOver => Word::Delivered { on },
    }
}

/// By its id, or by its number among the newest of the examiner's station.
async fn find_case(client: &Client, token: &str, name: &str) -> Result<Uuid, Fault> {
    if let Ok(id) = name.parse() {
        return Ok(id);
    }
    let queue = client.get_queue(token).await.map_err(office_fault)?;
    let row = queue.iter().find(|row| row.filed.number == name);
    let unknown = || Fault::new("unknown_case", "none of this station's newest has this number");
    row.map(|row| row.filed.case).ok_or_else(unknown)
}

fn office_fault(error: OfficeError) -> Fault {
    match error {
        OfficeError::Refused { code, .. } => Fault::new(&code, "the office refused"),
        OfficeError::WrongPassword => Fault::new("wrong_password", error.to_string()),
        _ => Fault::new("office_failed", error.to_string()),
    }
}
