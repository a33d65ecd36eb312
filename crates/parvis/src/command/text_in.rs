//! Where a command's input comes from: a file, standard input, or an address.

use std::{fs, io::Read, path::Path};

use anyhow::{Context, bail};
use connect::fetch::{Client, FetchPolicy, Request, Response};
use domain::{Clock, Language};
use url::Url;

use crate::config;

/// What a command reads.
pub(crate) struct Input {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// The address they came from, if any.
    pub address: Option<Url>,
    /// The `Content-Type` they came with, if any.
    pub content_type: Option<String>,
}

/// Reads a file, `-` for standard input, or an address by the guarded client. Private addresses are refused there as everywhere,
/// unless the environment opens a range (`PARVIS_ALLOWED_RANGES`).
///
/// # Errors
/// When there is nothing to read.
pub(crate) async fn read(from: &str, address: Option<Url>) -> anyhow::Result<Input> {
    if from == "-" {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes).context("standard input cannot be read")?;
        return Ok(Input { bytes, address, content_type: None });
    }
    if !from.starts_with("http://") && !from.starts_with("https://") {
        let bytes = fs::read(from).with_context(|| format!("{from} cannot be read"))?;
        return Ok(Input { bytes, address, content_type: None });
    }
    let Response { body, final_address, content_type, .. } = fetch(from).await?;
    Ok(Input { bytes: body, address: address.or(Some(final_address)), content_type })
}

/// The guarded client, as the configuration of this folder has it.
///
/// # Errors
/// When the configuration cannot be read.
pub(crate) fn client() -> anyhow::Result<Client> {
    let settings = config::read(Path::new("."))?;
    let policy =
        FetchPolicy { user_agent_contact: settings.contact, allowed_ranges: settings.allowed_ranges, ..FetchPolicy::default() };
    Ok(Client::new(&policy)?)
}

async fn fetch(from: &str) -> anyhow::Result<Response> {
    let client = client()?;
    let url = Url::parse(from).with_context(|| format!("{from} is not an address"))?;
    match client.get(&Request::page(url, Clock::machine().now())).await {
        Ok(response) => Ok(response),
        Err(error) => bail!("{}", error.sentence(Language::English)),
    }
}

/// The text of a file, or of standard input for `-`.
///
/// # Errors
/// When it cannot be read, or is no UTF-8.
pub(crate) fn file_or_input(file: &Path) -> anyhow::Result<String> {
    if file.as_os_str() == "-" {
        return std::io::read_to_string(std::io::stdin()).context("standard input cannot be read");
    }
    fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))
}

/// The text of an argument, or of standard input when there is none or it is `-`.
///
/// # Errors
/// When standard input cannot be read.
pub(crate) fn argument_or_input(argument: Option<String>) -> anyhow::Result<String> {
    match argument {
        Some(text) if text != "-" => Ok(text),
        _ => std::io::read_to_string(std::io::stdin()).context("standard input cannot be read"),
    }
}
