//! A line to a caller who takes what is said to them: one that reads nothing, or a little just often
//! enough, is cut.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;

use crate::limits::{BytePace, Patience};

/// How it stands with a line, for whoever looks when it has ended.
#[derive(Default)]
pub struct LineState {
    is_idle: AtomicBool,
    is_cut: AtomicBool,
}

impl LineState {
    /// Nothing was said on it since the last answer.
    pub fn is_idle(&self) -> bool {
        self.is_idle.load(Ordering::Relaxed)
    }

    /// Its caller took no answer.
    pub fn is_cut(&self) -> bool {
        self.is_cut.load(Ordering::Relaxed)
    }
}

pub struct PatientLine {
    line: TcpStream,
    patience: Patience,
    state: Arc<LineState>,
}

impl PatientLine {
    pub fn new(line: TcpStream, pace: BytePace, state: Arc<LineState>) -> Self {
        PatientLine { line, patience: Patience::new(pace), state }
    }

    fn wait_or_cut(
        &mut self,
        cx: &mut Context<'_>,
        written: Poll<io::Result<usize>>,
    ) -> Poll<io::Result<usize>> {
        match written {
            Poll::Ready(written) => {
                self.patience.note_progress(written.as_ref().copied().unwrap_or_default());
                self.state.is_idle.store(true, Ordering::Relaxed);
                Poll::Ready(written)
            }
            Poll::Pending => self.patience.poll_end(cx).map(|()| {
                self.state.is_cut.store(true, Ordering::Relaxed);
                Err(io::ErrorKind::TimedOut.into())
            }),
        }
    }
}

impl AsyncRead for PatientLine {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let read = Pin::new(&mut self.line).poll_read(cx, buffer);
        if buffer.filled().len() > before {
            self.state.is_idle.store(false, Ordering::Relaxed);
        }
        read
    }
}

impl AsyncWrite for PatientLine {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.line).poll_write(cx, bytes);
        self.wait_or_cut(cx, written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        pieces: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.line).poll_write_vectored(cx, pieces);
        self.wait_or_cut(cx, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.line.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.line).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.line).poll_shutdown(cx)
    }
}
