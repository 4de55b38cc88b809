//! The first question over a connection: who is there, and what can they do?
use super::{Connection, Office, OfficeIntroduction};
use crate::Failure;
use crate::contract::views::DemoAccount;
use counter_backoffice::{Ability, Client, Greeting, Hello, OfficeError};
use counter_core::case::EventKind;
use std::sync::Arc;
use std::time::Duration;

pub(super) const GREETING_PATIENCE: Duration = Duration::from_secs(3);

/// Who is there. A gateway's refusal is met once more before it counts: it may be chance.
pub async fn ask_hello(client: &Client) -> Result<Greeting, OfficeError> {
    match client.get_hello().await {
        Err(error) if !error.greeting_news() => client.get_hello().await,
        answer => answer,
    }
}

impl Office {
    /// One tiny request: is it our office, and does it say that it is a trial? The client that it
    /// was asked by, where it is.
    pub async fn greet(&self) -> Option<Arc<Client>> {
        let Connection { number, client, .. } = self.current_connection();
        let client = client?;
        let answer = tokio::time::timeout(GREETING_PATIENCE, ask_hello(&client)).await;
        let greeting = match answer.unwrap_or(Err(OfficeError::TimedOut)) {
            Ok(greeting) => greeting,
            Err(error) => {
                let is_up = error.greeting_news();
                let is_barrier = error.is_barred() && !is_up;
                let barrier = is_barrier.then(|| Failure::from(&error).code);
                self.note_answer_over(number, is_up, barrier);
                return None;
            }
        };
        if self.line().connection != number {
            return None;
        }
        if let Err(code) = self.recognize(&greeting).await {
            self.note_answer_over(number, false, Some(code));
            return None;
        }
        if let Some(at) = greeting.date {
            self.station.set_office_time(at.as_millisecond());
        }
        let is_current = self.note_introduction(number, greeting.hello.into());
        self.note_answer_over(number, true, None);
        is_current.then_some(client)
    }

    /// The same; where another way was opened meanwhile, the office there is asked.
    pub(super) async fn find_office(&self) -> Option<Arc<Client>> {
        loop {
            let before = self.line().connection;
            let client = self.greet().await;
            if client.is_some() || self.line().connection == before {
                return client;
            }
        }
    }

    fn note_introduction(&self, connection: u64, introduction: OfficeIntroduction) -> bool {
        let line = self.line.lock();
        let is_current = line.connection == connection;
        if is_current {
            *self.introduction.lock() = introduction;
        }
        is_current
    }
}

impl From<Hello> for OfficeIntroduction {
    fn from(hello: Hello) -> Self {
        let can = |ability| hello.can(ability);
        let accounts = hello.demo_accounts.iter().cloned().map(|account| DemoAccount {
            number: account.number,
            password: account.password,
            name: account.name,
            role: account.role,
        });
        OfficeIntroduction {
            can_replace: can(Ability::InPlaceOf),
            gives_centre_files: can(Ability::Centre),
            knows_installations: can(Ability::Installations),
            knows_recoveries: can(Ability::Recoveries),
            keeps_words: can(Ability::DecisionWords),
            checks_receipts: can(Ability::Receipts),
            tells_looks: can(Ability::Looks),
            tells_older_cases: can(Ability::OlderCases),
            gives_numbers: can(Ability::NumberRanges),
            serves_any_window: can(Ability::AnyWindow),
            takes_events: EventKind::ALL
                .into_iter()
                .filter(|kind| can(Ability::to_take(*kind)))
                .collect(),
            demo_accounts: accounts.collect(),
            trial: hello.trial,
            name: Some(hello.name),
        }
    }
}

#[cfg(test)]
mod tests;
