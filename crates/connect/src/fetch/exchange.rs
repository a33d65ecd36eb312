//! One request and its answer on the wire: times, sizes, and what a failure of the network means.

use std::{error::Error, io, sync::Arc, time::Duration};

use reqwest::header::CONTENT_ENCODING;
use rustls::{ClientConfig, RootCertStore, crypto::ring};
use tokio::time::{Instant, timeout_at};

use super::{
    ClientError, FetchError, FetchPolicy, Stage,
    body::{self, BodyFault, Decoded},
    guard::{DnsFault, Guard},
};

/// How long an idle connection to a host is kept for its next visit.
const IDLE_CONNECTION_TIME_MAX: Duration = Duration::from_secs(15);

/// A body that goes up is given a second for every so many bytes.
const UPLOAD_BYTES_PER_S_MIN: usize = 100_000;

/// The connections, and the limits of what passes over them.
#[derive(Debug)]
pub(super) struct Exchange {
    pub(super) http: reqwest::Client,
    header_time_max: Duration,
    idle_time_max: Duration,
    body_bytes_max: usize,
    wire_bytes_max: usize,
}

/// What happens to the rest of a body that is longer than the limit as transferred.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rest {
    /// It makes the body [`FetchError::TooLarge`].
    Refused,
    /// It is not read.
    Left {
        /// After so many bytes.
        wire_bytes_max: usize,
    },
}

impl Exchange {
    pub(super) fn new(policy: &FetchPolicy, guard: Guard) -> Result<Self, ClientError> {
        let http = reqwest::Client::builder()
            .user_agent(policy.user_agent())
            .tls_backend_preconfigured(tls()?)
            .dns_resolver(Arc::new(guard))
            .no_proxy()
            .referer(false)
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .connect_timeout(policy.connect_time_max)
            .pool_idle_timeout(IDLE_CONNECTION_TIME_MAX)
            .pool_max_idle_per_host(policy.host_connections.max(1))
            .build()
            .map_err(ClientError::Http)?;
        Ok(Self {
            http,
            header_time_max: policy.header_time_max,
            idle_time_max: policy.idle_time_max,
            body_bytes_max: policy.body_bytes_max,
            wire_bytes_max: policy.wire_bytes_max,
        })
    }

    /// Sends a request and waits for the head of its answer: longer than usual when a large body has to go up first.
    pub(super) async fn ask(&self, request: reqwest::Request, deadline: Instant) -> Result<reqwest::Response, FetchError> {
        let host = request.url().host_str().unwrap_or_default().to_owned();
        let upload = request.body().and_then(reqwest::Body::as_bytes).map_or(0, <[u8]>::len) / UPLOAD_BYTES_PER_S_MIN;
        let upload = Duration::from_secs(u64::try_from(upload).unwrap_or_default());
        let (head_due, deadline) = (Instant::now() + self.header_time_max + upload, deadline + upload);
        match timeout_at(head_due.min(deadline), self.http.execute(request)).await {
            Ok(Ok(response)) => Ok(response),
            Ok(Err(fault)) => Err(of_network(&fault, host, Stage::Head)),
            Err(_) => Err(FetchError::Timeout { host, stage: if deadline < head_due { Stage::Whole } else { Stage::Head } }),
        }
    }

    /// Reads and decodes a body. One that breaks off gives what came before.
    pub(super) async fn read(
        &self,
        mut response: reqwest::Response,
        rest: Rest,
        deadline: Instant,
    ) -> Result<Decoded, FetchError> {
        let host = response.url().host_str().unwrap_or_default().to_owned();
        let codings = response.headers().get_all(CONTENT_ENCODING).into_iter().filter_map(|value| value.to_str().ok());
        let codings = codings.collect::<Vec<_>>().join(",");
        let wire_bytes_max = match rest {
            Rest::Refused => self.wire_bytes_max,
            Rest::Left { wire_bytes_max } => wire_bytes_max,
        };
        let too_large = |limit: usize| FetchError::TooLarge { limit_bytes: u64::try_from(limit).unwrap_or(u64::MAX) };
        let announced = response.content_length().and_then(|length| usize::try_from(length).ok()).unwrap_or_default();
        if rest == Rest::Refused && announced > wire_bytes_max {
            return Err(too_large(wire_bytes_max));
        }
        let mut wire = Vec::with_capacity(announced.min(wire_bytes_max));
        let mut broken = false;
        loop {
            let idle_due = Instant::now() + self.idle_time_max;
            match timeout_at(idle_due.min(deadline), response.chunk()).await {
                Ok(Ok(Some(chunk))) => wire.extend_from_slice(&chunk),
                Ok(Ok(None)) => break,
                Ok(Err(_)) if !wire.is_empty() => {
                    broken = true;
                    break;
                }
                Ok(Err(fault)) => return Err(of_network(&fault, host, Stage::Body)),
                Err(_) => {
                    let stage = if deadline < idle_due { Stage::Whole } else { Stage::Body };
                    return Err(FetchError::Timeout { host, stage });
                }
            }
            if wire.len() > wire_bytes_max {
                if rest == Rest::Refused {
                    return Err(too_large(wire_bytes_max));
                }
                wire.truncate(wire_bytes_max);
                break;
            }
        }
        let mut decoded = decode(wire, codings, self.body_bytes_max).await.map_err(|fault| match fault {
            BodyFault::TooLarge => too_large(self.body_bytes_max),
            BodyFault::BadEncoding => FetchError::BadEncoding,
        })?;
        decoded.cut |= broken;
        Ok(decoded)
    }
}

async fn decode(wire: Vec<u8>, codings: String, bytes_max: usize) -> Result<Decoded, BodyFault> {
    if codings.is_empty() || wire.len() <= body::DECODE_INLINE_BYTES_MAX {
        return body::decode(wire, &codings, bytes_max);
    }
    let work = tokio::task::spawn_blocking(move || body::decode(wire, &codings, bytes_max));
    work.await.unwrap_or(Err(BodyFault::BadEncoding))
}

/// Connections to a server of the owner's own choice, which need no guard.
pub(crate) fn own_client() -> Result<reqwest::Client, ClientError> {
    reqwest::Client::builder()
        .tls_backend_preconfigured(tls()?)
        .redirect(reqwest::redirect::Policy::none())
        .connect_timeout(Duration::from_secs(10))
        .read_timeout(Duration::from_secs(30))
        .build()
        .map_err(ClientError::Http)
}

/// Trust in Mozilla's roots, and in those of the machine, where an organisation keeps its own.
fn tls() -> Result<ClientConfig, ClientError> {
    let mut roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    let mut tls = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(ClientError::Tls)?
        .with_root_certificates(roots)
        .with_no_client_auth();
    tls.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(tls)
}

/// What a failed request means. The cause that matters lies deep in the chain, at times inside an `io::Error`.
fn of_network(fault: &reqwest::Error, host: String, stage: Stage) -> FetchError {
    const CAUSES_MAX: usize = 16;
    let mut cause: Option<&(dyn Error + 'static)> = fault.source();
    for _ in 0..CAUSES_MAX {
        let Some(current) = cause else { break };
        if let Some(dns) = current.downcast_ref::<DnsFault>() {
            return match dns {
                DnsFault::NotFound => FetchError::Dns { host },
                DnsFault::Forbidden => FetchError::ForbiddenAddress { host },
            };
        }
        if current.is::<rustls::Error>() {
            return FetchError::Tls { host };
        }
        cause = match current.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
            Some(inner) => Some(inner),
            None => current.source(),
        };
    }
    let stage = if fault.is_connect() { Stage::Connect } else { stage };
    if fault.is_timeout() { FetchError::Timeout { host, stage } } else { FetchError::Network { host, stage } }
}
