//! A body that comes too slowly ends: a caller that falls silent, or sends a little just often
//! enough, must not hold what others wait for. What comes of it is kept; who sends parts comes back
//! to go on.

use std::error::Error;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::{Body, HttpBody};
use bytes::Bytes;
use http_body::{Frame, SizeHint};

use crate::limits::{BytePace, Patience};

#[derive(Debug, thiserror::Error)]
#[error("the body did not arrive in time")]
struct LateBody;

/// Whether reading ended since the body was late.
pub fn is_late(error: &axum::Error) -> bool {
    has_cause::<LateBody>(error)
}

pub fn has_cause<T: Error + 'static>(error: &(dyn Error + 'static)) -> bool {
    let mut cause = Some(error);
    while let Some(current) = cause {
        if current.is::<T>() {
            return true;
        }
        cause = current.source();
    }
    false
}

/// A body whose sender keeps a pace.
pub struct PacedBody {
    body: Body,
    patience: Patience,
}

impl PacedBody {
    pub fn new(body: Body, pace: BytePace) -> Self {
        PacedBody { body, patience: Patience::new(pace) }
    }
}

impl HttpBody for PacedBody {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let Poll::Ready(next) = Pin::new(&mut self.body).poll_frame(cx) else {
            let end = self.patience.poll_end(cx);
            return end.map(|()| Some(Err(axum::Error::new(LateBody))));
        };
        let frame = next.as_ref().and_then(|next| next.as_ref().ok());
        let bytes = frame.and_then(Frame::data_ref).map_or(0, Bytes::len);
        self.patience.note_progress(bytes);
        Poll::Ready(next)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use futures_util::stream::unfold;
    use http_body_util::BodyExt;

    use super::*;

    /// A byte each so often, for ever.
    fn trickle(each: Duration) -> Body {
        Body::from_stream(unfold((), move |()| async move {
            tokio::time::sleep(each).await;
            Some((Ok::<_, std::io::Error>(Bytes::from_static(b"x")), ()))
        }))
    }

    async fn read_out(mut body: PacedBody) -> (usize, bool) {
        let mut len = 0;
        loop {
            match body.frame().await {
                Some(Ok(frame)) => len += frame.data_ref().map_or(0, Bytes::len),
                Some(Err(error)) => return (len, is_late(&error)),
                None => return (len, false),
            }
        }
    }

    #[tokio::test]
    async fn a_byte_now_and_then_does_not_hold_a_body_open() {
        let silence = Duration::from_secs(600);
        let pace = BytePace { silence, grace: Duration::from_millis(300), bytes_a_second: 1_000 };
        let (len, late) = read_out(PacedBody::new(trickle(Duration::from_millis(10)), pace)).await;
        assert!(late && (1..=30).contains(&len), "{len}");
        let grace = Duration::from_secs(600);
        let pace = BytePace { silence: Duration::from_millis(50), grace, bytes_a_second: 1_000 };
        let silent = PacedBody::new(trickle(Duration::from_secs(600)), pace);
        assert_eq!(read_out(silent).await, (0, true));
    }

    #[tokio::test]
    async fn what_is_there_is_read_whatever_the_pace() {
        let pace =
            BytePace { silence: Duration::ZERO, grace: Duration::ZERO, bytes_a_second: 1_000 };
        let body = PacedBody::new(Body::from(vec![7; 100_000]), pace);
        assert_eq!(body.size_hint().exact(), Some(100_000));
        assert_eq!(read_out(body).await, (100_000, false));
    }
}
