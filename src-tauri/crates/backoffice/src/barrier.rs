//! What a gateway between the station and the office did with one request. It says nothing of the
//! case, and nothing of the line: the next request may pass.

/// Data centres have such gateways: a proxy with a limit, a firewall that knows few methods, a
/// sign-in page of the network.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Barrier {
    /// The body is larger than it lets through (413).
    TooLarge,
    /// It lets no such method through (405, 501).
    Method,
    /// It wants the body's length said before (411).
    Length,
    Forbidden,
    /// A web page in the place of an answer: mostly a sign-in, or the notice of a block.
    Page,
    /// Too many requests for it; the seconds it asks for.
    Busy {
        retry_after: Option<u64>,
    },
    /// It has no answer of the office behind it (any other 5xx: mostly 502, 503, 504).
    NoAnswer {
        status: u16,
        retry_after: Option<u64>,
    },
    /// It took away or changed headers that the request or its answer needs.
    Headers,
    Other {
        status: u16,
    },
}

impl Barrier {
    /// Stable, snake_case; the screen has the words.
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooLarge => "gateway_too_large",
            Self::Method => "gateway_method",
            Self::Length => "gateway_length",
            Self::Forbidden => "gateway_forbids",
            Self::Page => "gateway_page",
            Self::Busy { .. } => "gateway_busy",
            Self::NoAnswer { .. } => "gateway_no_answer",
            Self::Headers => "gateway_headers",
            Self::Other { .. } => "gateway_refused",
        }
    }

    /// Of the status that somebody answered who is not the office.
    pub(crate) fn of_status(status: u16, retry_after: Option<u64>) -> Self {
        match status {
            // Elsewhere is where one signs in; 419 and 440 say that a sign-in is over.
            300..=399 | 401 | 407 | 419 | 440 | 511 => Self::Page,
            // The last two are firewalls' own words for a request that they stopped, and say nothing of
            // the office behind them, as other 5xx do.
            403 | 451 | 566 | 567 => Self::Forbidden,
            405 | 501 => Self::Method,
            411 => Self::Length,
            413 => Self::TooLarge,
            429 => Self::Busy { retry_after },
            500..=599 => Self::NoAnswer { status, retry_after },
            status => Self::Other { status },
        }
    }
}
