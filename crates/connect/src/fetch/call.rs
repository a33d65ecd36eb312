//! Calls of a network's interface.

use std::time::{Duration, Instant};

use jiff::Timestamp;
use reqwest::{
    Method,
    header::{HeaderMap, HeaderName, HeaderValue},
};
use serde::de::DeserializeOwned;
use url::Url;

use super::{AddressFault, Client, FetchError, client::after, exchange::Rest, headers};

/// The longest answer of an interface that is read, bytes as transferred.
pub const REPLY_BYTES_MAX: usize = 8 << 20;
/// As much of an answer is kept for a page that tells of it, bytes.
const SAID_BYTES_MAX: usize = 2_000;

/// One call of a network's interface.
#[derive(Clone, Debug)]
pub struct Call {
    /// The method.
    pub method: Method,
    /// The address, under the same rules as [`super::Request::address`].
    pub address: Url,
    /// Header names in lower case and values.
    pub headers: Vec<(&'static str, String)>,
    /// The body.
    pub body: Vec<u8>,
    /// The present moment.
    pub now: Timestamp,
}

/// What was answered, whatever the status.
#[derive(Clone, Debug)]
pub struct Reply {
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// Its `Retry-After`, as a moment.
    pub retry_after: Option<Timestamp>,
    /// The body, decoded.
    pub body: Vec<u8>,
    /// How long it took.
    pub elapsed: Duration,
}

impl Call {
    /// A call that reads.
    #[must_use]
    pub const fn get(address: Url, now: Timestamp) -> Self {
        Self { method: Method::GET, address, headers: Vec::new(), body: Vec::new(), now }
    }

    /// A call that sends JSON.
    #[must_use]
    pub fn json(method: Method, address: Url, body: &serde_json::Value, now: Timestamp) -> Self {
        let headers = vec![("content-type", "application/json".to_owned())];
        Self { method, address, headers, body: body.to_string().into_bytes(), now }
    }

    /// A call that sends the fields of a form.
    #[must_use]
    pub fn form(address: Url, fields: &[(&str, &str)], now: Timestamp) -> Self {
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let headers = vec![("content-type", "application/x-www-form-urlencoded".to_owned())];
        Self { method: Method::POST, address, headers, body: body.into_bytes(), now }
    }

    /// The same with one more header.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }
}

impl Reply {
    /// Whether the status says that it was done.
    #[must_use]
    pub const fn is_success(&self) -> bool {
        matches!(self.status, 200..=299)
    }

    /// A header, when it is text.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// The body as JSON of a shape.
    ///
    /// # Errors
    /// When it is not.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        serde_json::from_slice(&self.body)
    }

    /// The beginning of the body, for a page that tells of it; broken UTF-8 replaced.
    #[must_use]
    pub fn said(&self) -> String {
        String::from_utf8_lossy(&self.body[..self.body.len().min(SAID_BYTES_MAX)]).into_owned()
    }
}

impl Client {
    /// What time it is for the server at an address, by the `Date` of its answer (RFC 9110, section 6.6.1), whatever else it answers; `None`
    /// when it does not tell.
    ///
    /// # Errors
    /// When the address may not be called or nothing answers.
    pub async fn time_at(&self, address: Url, now: Timestamp) -> Result<Option<Timestamp>, FetchError> {
        let call = Call { method: Method::HEAD, ..Call::get(address, now) };
        Ok(self.call(call).await?.header("date").and_then(headers::date))
    }

    /// Calls an interface and gives what was answered, whatever the status. Follows no redirect.
    ///
    /// # Errors
    /// When there is no whole answer; [`FetchError::surely_unsent`] tells whether the call may have arrived all the same.
    pub async fn call(&self, call: Call) -> Result<Reply, FetchError> {
        let parts = &*self.parts;
        parts.guard.check(&call.address)?;
        let began = Instant::now();
        let deadline = tokio::time::Instant::now() + parts.total_time_max;
        let mut sent = reqwest::Request::new(call.method, call.address);
        for (name, value) in &call.headers {
            let fault = FetchError::BadAddress { fault: AddressFault::Header };
            let (Ok(name), Ok(mut value)) = (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_str(value)) else {
                return Err(fault);
            };
            // Tokens travel in headers; none of them is shown by a trace of the connection.
            value.set_sensitive(true);
            sent.headers_mut().append(name, value);
        }
        *sent.body_mut() = Some(call.body.into());
        let response = Box::pin(parts.exchange.ask(sent, deadline)).await?;
        let (status, head) = (response.status().as_u16(), response.headers().clone());
        let retry_after = headers::retry_after(&head, after(call.now, began.elapsed()));
        let body = Box::pin(parts.exchange.read(response, Rest::Left { wire_bytes_max: REPLY_BYTES_MAX }, deadline)).await?;
        Ok(Reply { status, headers: head, retry_after, body: body.bytes, elapsed: began.elapsed() })
    }
}
