//! The way of a command: whether the window and the one signed in may, and may with this case, the
//! audit line, the function that does it.
use crate::Failure;
use crate::commands;
use crate::contract::limits::check_payload;
use crate::contract::*;
use crate::desk::Desk;
use crate::station::audit::find_case_id;
use crate::station::ids::incident_number;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::pin::Pin;
use std::sync::Arc;

/// What a command comes to, in a box.
type BoxedReply<'a> = Pin<Box<dyn Future<Output = Result<Value, Failure>> + Send + 'a>>;

/// Reads the payload, boxes the command and writes its reply. A function of its own for each command:
/// where all of them stood in one, that one's frame held each command's future, and was more than a
/// thread's stack holds.
#[inline(never)]
fn box_command<'a, P, R, F>(
    desk: &'a Desk,
    payload: Value,
    command: impl Fn(&'a Desk, P) -> F + Send + 'a,
) -> BoxedReply<'a>
where
    P: DeserializeOwned + Send + 'a,
    R: Serialize,
    F: Future<Output = Result<R, Failure>> + Send + 'a,
{
    Box::pin(async move {
        let payload: P =
            serde_json::from_value(payload).map_err(|_| Failure::new(FailureCode::BadRequest))?;
        let reply = command(desk, payload).await?;
        serde_json::to_value(reply).map_err(|_| Failure::new(FailureCode::Internal))
    })
}

macro_rules! router {
    ($($name:ident($payload:ty) -> $reply:ty, $access:ident, $audit:ident, $lock:ident;)*) => {
        fn route_command<'a>(desk: &'a Desk, name: &str, payload: Value) -> BoxedReply<'a> {
            match name {
                $(stringify!($name) => {
                    box_command::<$payload, $reply, _>(desk, payload, commands::$name)
                })*
                _ => Box::pin(async { Err(Failure::new(FailureCode::UnknownCommand)) }),
            }
        }
    };
}
use crate::contract::views::*;
for_each_command!(router);

impl Desk {
    pub async fn dispatch(
        self: &Arc<Self>,
        window: &str,
        name: &str,
        payload: Value,
    ) -> Result<Value, Failure> {
        let command =
            find_command(name).ok_or_else(|| Failure::new(FailureCode::UnknownCommand))?;
        let desk = self.clone();
        let window = window.to_owned();
        run_off_thread(async move { desk.run_command(&window, command, payload).await }).await
    }

    async fn run_command(
        &self,
        window: &str,
        command: Command,
        payload: Value,
    ) -> Result<Value, Failure> {
        if !command.access.is_from(window) {
            return Err(Failure::new(FailureCode::RoleNotAllowed));
        }
        let case = find_case_id(&payload, None);
        let allowed = self.station.require_access(command.access);
        let allowed = allowed.and_then(|()| self.station.require_unlocked(command.while_locked));
        let allowed = allowed.and_then(|()| check_payload(&payload));
        let allowed = allowed.and_then(|()| self.station.require_room(command, case.as_deref()));
        if let Err(refused) = allowed.and_then(|()| self.check_case(command, case.as_deref())) {
            self.station.audit_command(command, case, Err(&refused));
            return Err(log_incident(command.name, refused));
        }
        // What a clerk does on purpose is a sign of life as well, also where there is no window.
        if matches!(command.audit, Audit::Line | Audit::Stamp) {
            // What is over makes no touch young again.
            self.watch_citizen_form();
            self.station.note_activity(0);
        }
        let told = self.station.audit_intent(command, case.as_deref());
        told.map_err(|failure| log_incident(command.name, failure))?;
        let reply = match self.begin_consented(command.name, &payload) {
            Ok(consent) => {
                let reply = route_command(self, command.name, payload).await;
                self.end_consented(consent, reply.is_ok());
                reply
            }
            Err(refused) => Err(refused),
        };
        let case = case.or_else(|| find_case_id(&Value::Null, reply.as_ref().ok()));
        if reply.is_ok() {
            self.station.note_case_on_screen(command, case.as_deref());
        }
        self.station.audit_command(command, case, reply.as_ref().map(|_| ()));
        reply.map_err(|failure| log_incident(command.name, failure))
    }

    /// For bytes, which are no command.
    pub fn require_window(&self, window: &str, access: Access) -> Result<(), Failure> {
        if !access.is_from(window) {
            return Err(Failure::new(FailureCode::RoleNotAllowed));
        }
        self.station.require_access(access)?;
        self.station.require_unlocked(WhileLocked::Closed)
    }
}

/// Store and keyring are waited for on the thread that asks: not on one that serves other requests
/// as well.
pub async fn run_off_thread<T: Send + 'static>(
    job: impl Future<Output = Result<T, Failure>> + Send + 'static,
) -> Result<T, Failure> {
    let runtime = tokio::runtime::Handle::current();
    let outcome = tokio::task::spawn_blocking(move || runtime.block_on(job)).await;
    outcome.unwrap_or_else(|_| Err(Failure::new(FailureCode::Internal)))
}

/// Gives a failure its incident number and writes it to the log, without anything personal.
pub fn log_incident(command: &str, mut failure: Failure) -> Failure {
    failure.incident = incident_number();
    tracing::warn!(command, code = failure.code.as_str(), incident = failure.incident, "refused");
    failure
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(flavor = "multi_thread")]
    async fn a_fault_in_one_command_costs_that_one() {
        let failed = run_off_thread::<()>(async { panic!("a fault of this command") }).await;
        assert_eq!(failed.unwrap_err().code, FailureCode::Internal);
        assert_eq!(run_off_thread(async { Ok(1) }).await.unwrap(), 1, "the next is answered");
    }
}
