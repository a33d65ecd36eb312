//! What the form of an article shows: its fields, the pictures of the library, its outline, what the check says, and how it will stand in a page of
//! results and on the site.

use app::Refusal;
use article::{
    AVAILABILITIES, DESCRIPTION_PX_MAX, DESCRIPTION_PX_MIN, Front, Product, Report, TITLE_PX_MAX, TITLE_PX_MIN, Weight,
};
use domain::{
    network::Network,
    post::{Picture, Variant, article_with},
};
use minijinja::{Value, context, value::Serde};
use store::{Id, asset::AssetFilter};

use super::{
    article_form::{self, SETTINGS},
    form::Typed,
    panel::LANGUAGES,
};
use crate::{
    Web, article_words,
    pages::{
        media::thumbnail_of,
        publish::{reads, say, say_with},
    },
    request::Member,
};

/// Pictures of the library that are offered, the newest first; the rest is in the library itself.
const PICTURES_OFFERED: u32 = 24;
/// Lines of the outline that are shown.
const OUTLINE_MAX: usize = 100;
/// Findings that are shown.
const FINDINGS_MAX: usize = 100;

/// Everything about the article, checked as it was typed.
pub(super) async fn article(web: &Web, member: &Member, typed: &Typed) -> Result<Value, Refusal> {
    let said = &typed.draft.content;
    let report = web.app.check_article(&member.actor, said).await?;
    let (front, body) = Front::read(&said.text);
    let featured = article_form::featured(said);
    let offered = AssetFilter { kind: Some("image".to_owned()), ..AssetFilter::default() };
    let pictures = member.reader.assets(&offered, PICTURES_OFFERED).await?;
    let mut choices: Vec<(i64, String)> = pictures.iter().map(|asset| (asset.id.get(), asset.name.clone())).collect();
    let mut files = Vec::new();
    for medium in &said.media {
        let name = member.reader.asset(Id::new(medium.asset)).await?.map(|asset| asset.name);
        if choices.iter().all(|(id, _)| *id != medium.asset) {
            choices.extend(name.clone().map(|name| (medium.asset, name)));
        }
        files.push(context! {
            asset => medium.asset, hash => medium.hash.as_str(), alt => medium.alt.as_str(), name, thumbnail => thumbnail_of(member, medium.asset, &medium.hash),
        });
    }
    files.truncate(article_form::within(said).len());
    let choice = |(value, label): &(i64, String)| context! { value, label };
    Ok(context! {
        title => said.title.as_str(), body, author => front.author.as_str(), product => product(web, member, &front.product),
        has_product => !front.product.is_empty(), files, featured => featured.map(|one| one.asset), featured_alt => featured.map(|one| one.alt.as_str()), featured_hash => featured.map(|one| one.hash.as_str()),
        choices => choices.iter().map(choice).collect::<Vec<_>>(), library_href => member.href("media"), has_pictures => !pictures.is_empty(),
        offered => pictures.iter().map(|asset| context! {
            id => asset.id.get(), name => asset.name.as_str(), thumbnail => thumbnail_of(member, asset.id.get(), &asset.hash),
        }).collect::<Vec<_>>(),
        settings => fields(web, member, said), language => said.language.as_str(), languages => languages(&said.language),
        description => said.settings.get("excerpt"), slug => said.settings.get("slug"), checked => checked(web, member, &report), html => shown(member, said, body),
    })
}

/// The sheet's fields with what is wrong with each.
fn product(web: &Web, member: &Member, product: &Product) -> Vec<Value> {
    let faults = if product.is_empty() { Vec::new() } else { product.faults() };
    let fault = |name: &str| faults.iter().find(|(field, _)| *field == name).map(|(_, fault)| fault.code().replace('_', "-"));
    let field = |name: &'static str| {
        let choices = (name == "availability").then(|| {
            let word = |ours: &str| say(web, member, &format!("article-availability-{}", ours.replace('_', "-")));
            AVAILABILITIES.iter().map(|(ours, _)| context! { value => *ours, label => word(ours) }).collect::<Vec<_>>()
        });
        let hint = web.views.words.find(member.language(), &format!("article-product-{name}-hint"), &[]);
        context! {
            name, value => product.field(name), label => say(web, member, &format!("article-product-{name}")), hint, choices,
            error => fault(name).map(|why| say(web, member, &format!("article-product-fault-{why}"))),
        }
    };
    Product::FIELDS.into_iter().map(field).collect()
}

/// The fields of the site's settings; the description has one of its own.
fn fields(web: &Web, member: &Member, said: &Variant) -> Vec<Value> {
    let rule = |name: &str| {
        let of = [Network::Wordpress, Network::Ghost];
        of.into_iter().flat_map(|network| network.capabilities().settings).find(|setting| setting.name == name)
    };
    let names = SETTINGS.into_iter().filter(|name| *name != "excerpt");
    names
        .map(|name| {
            let choices = rule(name).map_or(&[][..], |rule| rule.choices).iter().map(|choice| {
                let label = web.views.words.find(member.language(), &format!("post-choice-{choice}"), &[]);
                context! { value => *choice, label => label.unwrap_or_else(|| (*choice).to_owned()) }
            });
            let hint = web.views.words.find(member.language(), &format!("article-setting-{name}-hint"), &[]);
            let hint = hint.or_else(|| web.views.words.find(member.language(), &format!("post-setting-{name}-hint"), &[]));
            context! {
                name, label => say(web, member, &format!("post-setting-{name}")), hint => hint.unwrap_or_default(),
                value => said.settings.get(name), choices => choices.collect::<Vec<_>>(),
            }
        })
        .collect()
}

fn languages(kept: &str) -> Vec<Value> {
    let other = (!kept.is_empty() && LANGUAGES.iter().all(|(code, _)| *code != kept)).then_some((kept, kept));
    LANGUAGES.iter().copied().chain(other).map(|(value, label)| context! { value, label }).collect()
}

/// What the check says, in words.
fn checked(web: &Web, member: &Member, report: &Report) -> Value {
    let reads = reads(web, member);
    let number = |n: usize| reads.number(i64::try_from(n).unwrap_or(i64::MAX));
    let finding = |one: &article::Finding| {
        let told = article_words::told(&web.views.words, &reads, one);
        context! { weight => one.weight().code(), what => told.what, why => told.why, line => told.line }
    };
    let count = |weight: Weight| report.findings.iter().filter(|one| one.weight() == weight).count();
    let phrases = report.phrases.iter().map(|one| {
        let times = [("mentions", reads.number(i64::try_from(one.mentions).unwrap_or(i64::MAX)).into())];
        context! {
            phrase => one.phrase.as_str(), is_used => one.in_title || one.in_text,
            words => article_words::used(&web.views.words, member.language(), one), mentions => say_with(web, member, "article-phrase-mentions", &times),
        }
    });
    let level = report.level.map(|level| {
        #[expect(clippy::cast_possible_truncation, reason = "a score is between minus a few thousand and 207")]
        let score = level.score.round() as i64;
        let ease = say(web, member, &format!("article-ease-{}", level.ease().code().replace('_', "-")));
        say_with(web, member, "article-level", &[("score", reads.number(score).into()), ("ease", ease.into())])
    });
    let snippet = &report.snippet;
    let fits = |px: u32, least: u32, most: u32| (least..=most).contains(&px);
    context! {
        findings => report.findings.iter().take(FINDINGS_MAX).map(finding).collect::<Vec<_>>(), total => report.findings.len(),
        wrong => count(Weight::Wrong), better => count(Weight::Better), hints => count(Weight::Hint),
        outline => report.outline.headings.iter().take(OUTLINE_MAX).map(|one| Value::from(Serde(one))).collect::<Vec<_>>(),
        words => say_with(web, member, "article-words", &[("words", number(report.outline.words).into())]), level,
        phrases => phrases.collect::<Vec<_>>(), links => report.outline.addresses().len(), unknown_links => report.unknown_links,
        snippet => Value::from(Serde(snippet)), title_fits => fits(snippet.title_px, TITLE_PX_MIN, TITLE_PX_MAX),
        description_fits => fits(snippet.description_px, DESCRIPTION_PX_MIN, DESCRIPTION_PX_MAX),
        title_px => format!("{} / {TITLE_PX_MAX}", snippet.title_px), description_px => format!("{} / {DESCRIPTION_PX_MAX}", snippet.description_px),
    }
}

/// The article as the site will have it: made by the function that makes what leaves. Pictures of the library are shown in small, pictures of
/// other sites by their words, since this page shows nothing of others; headings look like such and are none of this page.
fn shown(member: &Member, said: &Variant, body: &str) -> Value {
    let place = |address: &str| {
        let number: usize = address.strip_prefix("media:")?.parse().ok()?;
        let medium = said.media.get(number.checked_sub(1)?)?;
        Some(Picture { address: thumbnail_of(member, medium.asset, &medium.hash), alt: medium.alt.clone(), ..Picture::default() })
    };
    let mut html = article_with(domain::html::cut(body, article::ARTICLE_BYTES_MAX), place);
    for level in 1..=6 {
        html = html
            .replace(&format!("<h{level}>"), &format!("<p class=\"shown-h{level}\">"))
            .replace(&format!("</h{level}>"), "</p>");
    }
    Value::from_safe_string(html)
}
