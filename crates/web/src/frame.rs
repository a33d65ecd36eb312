//! What stands around every page: rail, workspace switch, the reader's choices.

use domain::{Language, hat::Act};
use minijinja::{Value, context};

use crate::{
    Web,
    request::{Member, Person},
};

/// The rooms of the rail that exist: key, icon, path, chord.
const ROOMS: [(&str, &str, &str, &str); 6] = [
    ("today", "today", "today", "g t"),
    ("listen", "listen", "listen", "g l"),
    ("publish", "publish", "publish", "g p"),
    ("signals", "up", "signals", "g i"),
    ("sources", "source", "sources", "g o"),
    ("alerts", "alert", "alerts", "g a"),
];

/// The frame of a page for somebody who is not signed in, or of a fault.
#[must_use]
pub fn gate(web: &Web, language: Language, title: &str) -> Value {
    context! { lang => language.code(), dir => "ltr", theme => "auto", zone => "UTC", now => web.app.now(), title, flashes => Vec::<Value>::new() }
}

/// The frame of a page inside a workspace. `active` is the key of the room, `title` the words of the page.
#[must_use]
pub fn member(web: &Web, member: &Member, active: &str, title: &str, flashes: &[Value]) -> Value {
    let user = &member.signed.user;
    let rail: Vec<Value> = ROOMS
        .iter()
        .map(|&(key, icon, path, chord)| {
            // Only what needs somebody is counted on the rail.
            let badge = (key == "publish" && member.wanting > 0).then_some(member.wanting);
            context! { key, icon, href => member.href(path), active => key == active, chord, badge, hot => badge.is_some() }
        })
        .collect();
    let workspaces: Vec<Value> = member
        .signed
        .memberships
        .iter()
        .map(|membership| {
            context! {
                name => membership.name.as_str(), initials => initials(&membership.name), hue => hue(&membership.colour),
                href => format!("/w/{}/today", membership.workspace_id), active => membership.workspace_id == member.workspace.id,
            }
        })
        .collect();
    context! {
        lang => user.language.as_str(), dir => "ltr", theme => theme(&user.theme), density => user.density.as_str(), title, zone => user.time_zone.as_str(), now => web.app.now(),
        user => context! { name => user.name.as_str(), initials => initials(&user.name), hue => user.id.get(), href => "/me" },
        workspace => context! {
            key => member.workspace.id.get(), name => member.workspace.name.as_str(), initials => initials(&member.workspace.name),
            hue => hue(&member.workspace.colour), href => member.href("today"),
        },
        workspaces, workspaces_href => "/workspaces", rail,
        settings => context! { href => member.href("settings"), active => active == "settings" },
        find_href => member.href("find"), palette_href => member.href("palette"), events_href => member.href(&format!("live?after={}", member.told)),
        preferences_href => "/me/preferences", leave_href => "/sign-out", here => member.here.as_str(),
        may_treat => member.actor.allows(Act::Treat), may_listen => member.actor.allows(Act::Listen), may_govern => member.actor.allows(Act::Govern),
        flashes, trouble => web.app.trouble().map(app::Trouble::name),
    }
}

/// The frame of a page about the signed-in person, outside of any workspace.
#[must_use]
pub fn person(web: &Web, person: &Person, title: &str, flashes: &[Value]) -> Value {
    let user = &person.signed.user;
    let workspaces: Vec<Value> = person
        .signed
        .memberships
        .iter()
        .map(|membership| {
            context! {
                name => membership.name.as_str(), initials => initials(&membership.name), hue => hue(&membership.colour),
                href => format!("/w/{}/today", membership.workspace_id), active => false,
            }
        })
        .collect();
    let first = person.signed.memberships.first().map(|membership| membership.workspace_id);
    let rail: Vec<Value> = first.map_or_else(Vec::new, |id| {
        ROOMS
            .iter()
            .map(|&(key, icon, path, chord)| context! { key, icon, href => format!("/w/{id}/{path}"), active => false, chord })
            .collect()
    });
    context! {
        lang => user.language.as_str(), dir => "ltr", theme => theme(&user.theme), density => user.density.as_str(), title, zone => user.time_zone.as_str(), now => web.app.now(),
        user => context! { name => user.name.as_str(), initials => initials(&user.name), hue => user.id.get(), href => "/me" },
        workspaces, workspaces_href => "/workspaces", rail, find_href => "/workspaces", palette_href => "/palette",
        preferences_href => "/me/preferences", leave_href => "/sign-out", here => person.here.as_str(), flashes, trouble => web.app.trouble().map(app::Trouble::name),
    }
}

/// The style sheet's word for the theme of an account.
fn theme(kept: &str) -> &str {
    if kept == "system" { "auto" } else { kept }
}

/// One or two letters that stand for a name.
#[must_use]
pub fn initials(name: &str) -> String {
    let mut letters = name.split_whitespace().filter_map(|word| word.chars().next());
    let (first, last) = (letters.next(), letters.next_back());
    first.into_iter().chain(last).flat_map(char::to_uppercase).collect()
}

/// A hue for a name: the same for the same name.
#[must_use]
pub fn hue(name: &str) -> u64 {
    name.parse().unwrap_or_else(|_| name.bytes().fold(5381_u64, |hash, byte| hash.wrapping_mul(33) ^ u64::from(byte)) % 8)
}
