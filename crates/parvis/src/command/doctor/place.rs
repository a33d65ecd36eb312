//! What is on this machine: the folder, the key, the room on the disk, the database.

use std::{fs, path::Path};

use app::App;
use store::{Schema, Store, StoreError};

use super::{Chart, Health};
use crate::{
    boot,
    config::{self, Settings},
    line::Place,
};

/// With less room than this on the disk soon nothing can be written, bytes.
const ROOM_BYTES_MIN: u64 = 200 << 20;
/// With less room than this somebody should make some, bytes.
const ROOM_BYTES_CARE: u64 = 2 << 30;

/// Examines the place, and opens it when it can be opened as it is.
pub(super) async fn examine(chart: &mut Chart, place: &Place) -> Option<App> {
    if !place.data.is_dir() {
        let message =
            format!("{} is not there: say where it is with --data, or make one with `parvis init`.", place.data.display());
        chart.note("folder", "", Health::Broken, message);
        return None;
    }
    folder(chart, &place.data);
    let settings = match config::read(&place.data) {
        Ok(settings) => settings,
        Err(error) => {
            chart.note("settings", "", Health::Broken, format!("{error:#}."));
            return None;
        }
    };
    address(chart, &settings);
    let has_key = key(chart, &place.data, &settings);
    room(chart, &place.data);
    chart.looking_at("The database…");
    if !database(chart, place, &settings).await || !has_key {
        return None;
    }
    match boot::open_app_for_command(place).await {
        Ok(app) => Some(app),
        Err(error) => {
            chart.note("opening", "", Health::Broken, format!("The installation cannot be opened: {error:#}."));
            None
        }
    }
}

/// The rights of a file or folder, the nine bits of them.
#[cfg(unix)]
fn rights(path: &Path) -> Option<u32> {
    use std::os::unix::fs::PermissionsExt;
    Some(fs::metadata(path).ok()?.permissions().mode() & 0o777)
}

#[cfg(not(unix))]
fn rights(_: &Path) -> Option<u32> {
    None
}

fn folder(chart: &mut Chart, data: &Path) {
    let place = data.display();
    match rights(data) {
        Some(rights) if rights & 0o077 != 0 => {
            let message = format!("{place} can be opened by others on this machine (mode {rights:o}): run `chmod 700 {place}`.");
            chart.note("folder", "", Health::Care, message);
        }
        _ => chart.note("folder", "", Health::Well, format!("{place} is there, for its owner only.")),
    }
}

fn address(chart: &mut Chart, settings: &Settings) {
    match &settings.public_address {
        Some(address) if address.starts_with("https://") => {
            chart.note("address", "", Health::Well, format!("People reach the pages at {address}."));
        }
        Some(address) => {
            let message = format!(
                "People reach the pages at {address}, without encryption: put a proxy with HTTPS in front and write its address into parvis.toml."
            );
            chart.note("address", "", Health::Care, message);
        }
        None => {
            let message = "No public_address is set in parvis.toml: links in mails lead to this machine only, and networks that fetch \
                           pictures cannot reach them.";
            chart.note("address", "", Health::Care, message.to_owned());
        }
    }
}

/// The key that seals secrets. Without one nothing further is opened, since opening would make a new one, which opens nothing of before.
fn key(chart: &mut Chart, data: &Path, settings: &Settings) -> bool {
    if settings.key.is_some() {
        chart.note("key", "", Health::Well, "The key that seals secrets comes from the settings.".to_owned());
        return true;
    }
    let file = data.join("key");
    let place = file.display();
    if !file.is_file() {
        let message =
            format!("{place} is not there: bring it back from a copy; without it passwords and keys of channels cannot be read.");
        chart.note("key", "", Health::Broken, message);
        return false;
    }
    match rights(&file) {
        Some(rights) if rights & 0o077 != 0 => {
            let message = format!(
                "{place} can be read by others on this machine (mode {rights:o}), and with it every password that is kept: run `chmod 600 {place}`."
            );
            chart.note("key", "", Health::Broken, message);
        }
        _ => chart.note("key", "", Health::Well, format!("{place} can be read by its owner only.")),
    }
    true
}

#[cfg(unix)]
fn room_in(data: &Path) -> Option<u64> {
    let disk = rustix::fs::statvfs(data).ok()?;
    Some(disk.f_bavail.saturating_mul(disk.f_frsize))
}

#[cfg(not(unix))]
fn room_in(_: &Path) -> Option<u64> {
    None
}

fn room(chart: &mut Chart, data: &Path) {
    let Some(bytes) = room_in(data) else { return };
    let health = match bytes {
        0..ROOM_BYTES_MIN => Health::Broken,
        ROOM_BYTES_MIN..ROOM_BYTES_CARE => Health::Care,
        _ => Health::Well,
    };
    let room = if bytes >= 1 << 30 { format!("{} GB", bytes >> 30) } else { format!("{} MB", bytes >> 20) };
    let message = match health {
        Health::Well => format!("{room} are free on the disk of the data folder."),
        _ => format!("Only {room} are free on the disk of the data folder: make room, or move the folder to a larger disk."),
    };
    chart.note("disk", "", health, message);
}

/// Whether the database answers and its tables are those that this program knows.
async fn database(chart: &mut Chart, place: &Place, settings: &Settings) -> bool {
    let address = boot::database_address(place, settings);
    if let Some(file) = address.strip_prefix("sqlite:")
        && !Path::new(file.trim_start_matches("//").split('?').next().unwrap_or(file)).is_file()
    {
        let message = format!("{file} is not there: bring it back from a copy, or begin anew with `parvis init`.");
        chart.note("database", "", Health::Broken, message);
        return false;
    }
    let (health, message) = match Store::schema(&address).await {
        Ok(Schema { found, known }) if found == known => {
            (Health::Well, format!("The database answers; its tables are up to date (version {found})."))
        }
        Ok(Schema { found, known }) if found > known => (
            Health::Broken,
            format!(
                "The database was made by a newer Parvis: its tables are at version {found}, this program knows {known}; use that one."
            ),
        ),
        Ok(Schema { found, known }) => {
            (Health::Broken, format!("The tables are at version {found} of {known}: run `parvis migrate`."))
        }
        Err(StoreError::Locked) => (Health::Broken, "Another program holds the database and does not let go: end it.".to_owned()),
        Err(StoreError::DiskFull) => (Health::Broken, "The disk that holds the database is full: make room.".to_owned()),
        Err(StoreError::Damaged(_)) => (Health::Broken, "The database is damaged: put the last backup in its place.".to_owned()),
        Err(error) => {
            let why = anyhow::Error::new(error);
            (Health::Broken, format!("The database cannot be opened: {why:#}. Check that it runs, and its address."))
        }
    };
    chart.note("database", "", health, message);
    health == Health::Well
}
