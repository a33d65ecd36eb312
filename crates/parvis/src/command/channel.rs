//! `parvis channel`: by the same verbs as the pages.

use std::{
    collections::BTreeMap,
    io::{self, BufRead, Write},
    path::Path,
};

use anyhow::{Context, anyhow, bail};
use app::{
    Actor, App, Refusal,
    publish::{
        FieldKind,
        channel_connect::{Connectable, connectable},
        channel_consent::{ApplicationForm, ConsentForm},
    },
};
use domain::{Language, network::Proof};
use jiff::Timestamp;
use serde_json::json;
use store::{Id, channel::Channel};
use url::Url;
use web::{error::sentence, words::Words};

use crate::{
    boot,
    line::{ChannelCommand, Filled, Format, Place},
};

/// The longest file of secrets that is read, bytes.
const SECRETS_BYTES_MAX: usize = 64 << 10;

/// Does what is asked of channels.
///
/// # Errors
/// When the workspace or channel is not there, something is missing, or the network refuses.
pub(crate) async fn run(command: ChannelCommand) -> anyhow::Result<()> {
    match command {
        ChannelCommand::Networks { format } => networks(format),
        ChannelCommand::List { place, workspace, format } => list(&place, workspace, format).await,
        ChannelCommand::Application { place, network, workspace, server, id, secret } => {
            let secret = text_of(&secret)?;
            let (app, actor) = at(&place, workspace).await?;
            let form = ApplicationForm { network: &network, server: &server, client_id: &id, client_secret: &secret };
            app.set_application(&actor, &form).await.map_err(said)?;
            Ok(boot::say(&format!(
                "The keys of the application at {network} are kept. It comes back to {}.",
                app.consent_address()
            ))?)
        }
        ChannelCommand::Connect { place, network, workspace, filled } => {
            let one = one(&network)?;
            let by_consent = one.keys_at.is_some() && filled.secrets.is_none();
            let filled = fill(one, &filled)?;
            let (app, actor) = at(&place, workspace).await?;
            let id = if by_consent {
                Box::pin(grant(&app, &actor, &network, &filled)).await?
            } else {
                Box::pin(app.connect_channel(&actor, &network, &filled)).await.map_err(said)?
            };
            Ok(boot::say(&id.to_string())?)
        }
        ChannelCommand::Test { place, channel, workspace } => {
            let (app, actor) = at(&place, workspace).await?;
            match Box::pin(app.test_channel(&actor, Id::new(channel))).await.map_err(said)? {
                Ok(()) => Ok(boot::say("The network answers and knows the account.")?),
                Err(fault) => Err(said(fault.into())),
            }
        }
        ChannelCommand::Reconnect { place, channel, workspace, filled } => {
            let (app, actor) = at(&place, workspace).await?;
            let id = Id::new(channel);
            let known = app
                .reader(&actor)
                .channel(id)
                .await?
                .ok_or_else(|| anyhow!("there is no channel {channel} in this workspace"))?;
            let filled = fill(one(&known.network)?, &filled)?;
            Box::pin(app.reconnect_channel(&actor, id, &filled)).await.map_err(said)?;
            Ok(boot::say(&format!("{} works again; what it held back goes on.", known.name))?)
        }
        ChannelCommand::Disconnect { place, channel, workspace } => {
            let (app, actor) = at(&place, workspace).await?;
            Box::pin(app.disconnect_channel(&actor, Id::new(channel))).await.map_err(said)?;
            Ok(boot::say("It is disconnected; its secrets are forgotten, and what was to leave by it is held.")?)
        }
    }
}

/// A refusal as the sentence that a page would show.
fn said(refusal: Refusal) -> anyhow::Error {
    let (_, said) = sentence(&Words::load(), Language::English, &refusal);
    match refusal {
        Refusal::Invalid { field, .. } => anyhow!("{field}: {said}"),
        Refusal::Store(error) => anyhow::Error::new(error).context(said),
        _ => anyhow!(said),
    }
}

async fn at(place: &Place, workspace: i64) -> anyhow::Result<(App, Actor)> {
    let app = boot::open_app_for_command(place).await?;
    let workspace = app.workspace(Id::new(workspace)).await.with_context(|| format!("workspace {workspace}"))?;
    Ok((app, Actor::command_line(workspace.id)))
}

fn one(network: &str) -> anyhow::Result<Connectable> {
    let found = connectable().into_iter().find(|one| one.can.name == network);
    found.ok_or_else(|| anyhow!("{network} is not a network; `parvis channel networks` lists them"))
}

/// The text of a file, or of standard input for `-`.
fn text_of(file: &Path) -> anyhow::Result<String> {
    let text = if file == Path::new("-") {
        io::read_to_string(io::stdin()).context("standard input cannot be read")?
    } else {
        std::fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?
    };
    if text.len() > SECRETS_BYTES_MAX {
        bail!("{} is longer than secrets are: {SECRETS_BYTES_MAX} bytes", file.display());
    }
    Ok(text)
}

/// What was filled in, each name one that the network has, and no secret among the arguments.
fn fill(one: Connectable, filled: &Filled) -> anyhow::Result<BTreeMap<String, String>> {
    let mut all = BTreeMap::new();
    let kind = |name: &str| {
        let field = one.fields.iter().find(|field| field.name == name);
        field.map(|field| field.kind).ok_or_else(|| {
            let names: Vec<_> = one.fields.iter().map(|field| field.name).collect();
            anyhow!("{} asks for no {name}, but for: {}", one.can.label, names.join(", "))
        })
    };
    for (name, value) in &filled.set {
        if kind(name)? == FieldKind::Secret {
            bail!("{name} is a secret, which others on this machine could read as an argument: give it with --secrets");
        }
        all.insert(name.clone(), value.clone());
    }
    let Some(file) = &filled.secrets else { return Ok(all) };
    for line in text_of(file)?.lines().filter(|line| !line.trim().is_empty()) {
        let (name, value) = line.split_once('=').context("a line of the secrets is not written like name=value")?;
        kind(name.trim())?;
        all.insert(name.trim().to_owned(), value.to_owned());
    }
    Ok(all)
}

/// Shows where access is granted, and takes what the person comes back with.
async fn grant(app: &App, actor: &Actor, network: &str, filled: &BTreeMap<String, String>) -> anyhow::Result<Id<Channel>> {
    let form = ConsentForm { network, filled, client_id: "", client_secret: "" };
    let address = match app.begin_consent(actor, &form).await {
        Err(Refusal::Invalid { field: "client_id", .. }) => {
            bail!(
                "the keys of your application at {network} are not known: make one there that comes back to {}, and give its keys with `parvis channel application`",
                app.consent_address()
            )
        }
        begun => begun.map_err(said)?,
    };
    let mut out = io::stderr();
    writeln!(
        out,
        "Open this address, grant access, and paste here the address that your browser ends at, or the code that it shows:\n{address}"
    )?;
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line).context("standard input cannot be read")?;
    let (state, code) = came_back(&address, line.trim())?;
    app.finish_consent(actor, &state, &code).await.map_err(said)
}

/// The state and the code of what was pasted: an address that holds both, or the code alone.
fn came_back(sent: &Url, pasted: &str) -> anyhow::Result<(String, String)> {
    let of = |address: &Url, names: &[&str]| {
        let mut pairs = address.query_pairs();
        pairs.find(|(name, value)| names.contains(&name.as_ref()) && !value.is_empty()).map(|(_, value)| value.into_owned())
    };
    if let Ok(address) = Url::parse(pasted)
        && address.has_host()
    {
        let code = of(&address, &["code", "oauth_verifier"]);
        let Some(code) = code else {
            let why = of(&address, &["error_description", "error"]).unwrap_or_else(|| "it holds no code".to_owned());
            bail!("the network did not grant access: {why}")
        };
        let state =
            of(&address, &["state"]).or_else(|| of(sent, &["state"])).context("the address holds no state: paste all of it")?;
        return Ok((state, code));
    }
    if pasted.is_empty() {
        bail!("nothing was pasted, so nothing was connected");
    }
    let state = of(sent, &["state"]).context("this network needs the whole address that your browser ended at")?;
    Ok((state, pasted.to_owned()))
}

fn networks(format: Format) -> anyhow::Result<()> {
    for one in connectable() {
        let proof = match one.can.proof {
            Proof::Server => "against the real server",
            Proof::Contract => "against the documented contract only",
        };
        if format == Format::Json {
            let all = json!({
                "network": one.can.name, "label": one.can.label, "fields": one.fields, "keys_at": one.keys_at, "proof": one.can.proof,
            });
            boot::say(&all.to_string())?;
            continue;
        }
        let fields = one.fields.iter().map(|field| {
            let kind = if field.kind == FieldKind::Secret { " (secret)" } else { "" };
            if field.required { format!("{}{kind}", field.name) } else { format!("[{}{kind}]", field.name) }
        });
        let granted = match one.keys_at {
            Some("") => "; or access granted there",
            Some(_) => "; or access granted there, by your own application",
            None => "",
        };
        let fields: Vec<_> = fields.collect();
        boot::say(&format!("{}\t{}{granted}\tproven {proof}", one.can.name, fields.join(", ")))?;
    }
    Ok(())
}

async fn list(place: &Place, workspace: i64, format: Format) -> anyhow::Result<()> {
    let (app, actor) = at(place, workspace).await?;
    for channel in app.reader(&actor).channels().await? {
        let ends = channel.expires_at.and_then(|end| Timestamp::from_microsecond(end).ok()).map(|end| end.to_string());
        if format == Format::Json {
            let all = json!({
                "id": channel.id, "network": channel.network, "name": channel.name, "handle": channel.handle, "state": channel.state,
                "expires_at": ends,
            });
            boot::say(&all.to_string())?;
        } else {
            boot::say(&format!("{}\t{}\t{}\t{}\t{}", channel.id, channel.network, channel.name, channel.handle, channel.state))?;
        }
    }
    Ok(())
}
