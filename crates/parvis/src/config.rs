//! What the installation's owner decides: `parvis.toml` in the data folder, over it the environment (`PARVIS_…`).

use std::path::{Path, PathBuf};

use anyhow::Context;
use connect::shelf::Bucket;
use figment::{
    Figment,
    providers::{Env, Format, Serialized, Toml},
};
use ipnet::IpNet;
use serde::{Deserialize, Serialize};

/// The settings of an installation. Every one has a default that works on one's own machine.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Settings {
    /// The address at which people reach the pages, such as `https://parvis.brand.example`. By default the one that is listened on.
    pub public_address: Option<String>,
    /// A mail address or page by which the owner of a site that we read can reach us, told in the `User-Agent`.
    pub contact: String,
    /// Ranges of addresses that may be fetched although they are private: `["10.0.0.0/8"]`.
    pub allowed_ranges: Vec<IpNet>,
    /// A database address instead of the SQLite file.
    pub database: Option<String>,
    /// Whether a proxy of one's own stands in front, so that its `X-Forwarded-For` is believed.
    pub behind_proxy: bool,
    /// The folder of the library of pictures and films; by default `media` in the data folder. Several processes need one that they share.
    pub library_folder: Option<PathBuf>,
    /// The largest file that the library takes, bytes; 200 MB by default.
    pub library_bytes_max: Option<u64>,
    /// A bucket of an S3-compatible store in place of the folder.
    pub bucket: Option<Bucket>,
    /// The key that seals secrets, 32 bytes in base64; by default the file `key` in the data folder.
    #[serde(skip_serializing)]
    pub key: Option<String>,
}

/// The language that the system speaks, as POSIX names it (`en_GB.UTF-8`): the first variable that says something holds.
pub(crate) fn system_language() -> Option<String> {
    let said = |name: &str| Env::raw().iter().find(|(known, said)| known == name && !said.is_empty()).map(|(_, said)| said);
    ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(said)
}

/// Reads the settings of a data folder.
///
/// # Errors
/// When the file or a variable says something that cannot be understood.
pub(crate) fn read(data: &Path) -> anyhow::Result<Settings> {
    let file = data.join("parvis.toml");
    Figment::from(Serialized::defaults(Settings::default()))
        .merge(Toml::file(&file))
        .merge(Env::prefixed("PARVIS_"))
        .extract()
        .with_context(|| format!("the configuration in {} or in PARVIS_… variables cannot be understood", file.display()))
}
