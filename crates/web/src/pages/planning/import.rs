//! `/w/{workspace}/publish/import`: a table of posts, looked at row by row before anything is made.

use app::{
    Refusal,
    publish::{
        post_csv::{CSV_BYTES_MAX, CSV_COLUMNS, CSV_ROWS_MAX, CsvProblem, CsvRow},
        post_csv_images::CSV_IMAGES_MAX,
    },
};
use axum::extract::State;
use axum::extract::multipart::{Multipart, MultipartRejection};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domain::hat::Act;
use minijinja::{Value, context};
use store::channel::Channel;

use crate::{
    Web,
    error::Fault,
    page,
    pages::publish::{fault, mark, mendable, problem, reads, say, say_with, title_of},
    request::Member,
};

/// What was handed in.
#[derive(Default)]
struct Handed {
    bytes: Vec<u8>,
    pasted: String,
    act: String,
}

/// An empty form.
pub(super) async fn show(State(web): State<Web>, member: Member, headers: HeaderMap) -> Result<Response, Fault> {
    member.actor.may(Act::Publish).map_err(fault(&web, &member))?;
    Ok(draw(&web, &member, &headers, StatusCode::OK, context! {}))
}

/// Looks at a table; or, by another button, makes its good rows.
pub(super) async fn act(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    form: Result<Multipart, MultipartRejection>,
) -> Result<Response, Fault> {
    member.actor.may(Act::Publish).map_err(fault(&web, &member))?;
    let handed = match form {
        Ok(form) => read(form).await,
        Err(_) => Err(Refusal::Invalid { field: "table", why: "cut_short" }),
    };
    let refused = |refusal: Refusal, pasted: &str| {
        let (status, problem) = mendable(&web, &member, refusal)?;
        Ok(draw(&web, &member, &headers, status, context! { problem, pasted }))
    };
    let handed = match handed {
        Ok(handed) => handed,
        Err(refusal) => return refused(refusal, ""),
    };
    let table = if handed.bytes.is_empty() { handed.pasted.clone().into_bytes() } else { handed.bytes };
    if table.iter().all(u8::is_ascii_whitespace) {
        return refused(Refusal::Invalid { field: "table", why: "empty" }, "");
    }
    if matches!(handed.act.as_str(), "drafts" | "planned") {
        let made = Box::pin(web.app.import_posts_csv(&member.actor, &table, handed.act == "planned")).await;
        return match made {
            Ok(made) => {
                let (done, left) = (made.made.len().to_string(), made.left.len().to_string());
                let key = if made.left.is_empty() { "plan-import-made" } else { "plan-import-made-but" };
                Ok(page::go(&web, &member.href("publish?view=list"), "good", key, &[("n", &done), ("left", &left)]))
            }
            Err(refusal) => refused(refusal, &handed.pasted),
        };
    }
    match web.app.check_posts_csv(&member.actor, &table).await {
        Ok(rows) => {
            let channels = member.reader.channels().await.map_err(fault(&web, &member))?;
            let pasted = String::from_utf8_lossy(&table);
            Ok(draw(&web, &member, &headers, StatusCode::OK, looked(&web, &member, &rows, &channels, &pasted)))
        }
        Err(refusal) => refused(refusal, &handed.pasted),
    }
}

async fn read(mut form: Multipart) -> Result<Handed, Refusal> {
    let cut_short = |_| Refusal::Invalid { field: "table", why: "cut_short" };
    let mut handed = Handed::default();
    while let Some(field) = form.next_field().await.map_err(cut_short)? {
        match field.name() {
            Some("table") => handed.bytes = field.bytes().await.map_err(cut_short)?.to_vec(),
            Some("pasted") => handed.pasted = field.text().await.map_err(cut_short)?,
            Some("act") => handed.act = field.text().await.map_err(cut_short)?,
            _ => {}
        }
    }
    Ok(handed)
}

/// Every row with what is wrong with it: those with problems first.
fn looked(web: &Web, member: &Member, rows: &[CsvRow], channels: &[Channel], table: &str) -> Value {
    let reads = reads(web, member);
    let drawn = |row: &CsvRow| {
        let marks = channels.iter().filter(|channel| row.draft.channels.contains_key(&channel.id));
        context! {
            line => row.line, title => title_of(&row.draft.content), at => row.draft.due_at,
            when => row.draft.due_at.map(|at| format!("{} {}", reads.day(at), reads.clock(at))),
            networks => marks.map(|channel| context! { mark => mark(&channel.network), name => channel.name.as_str() }).collect::<Vec<_>>(),
            images => row.draft.content.media.len() + row.images.len(), problems => row.problems.iter().map(|one| sentence(web, member, one)).collect::<Vec<_>>(),
        }
    };
    let bad: Vec<Value> = rows.iter().filter(|row| !row.problems.is_empty()).map(drawn).collect();
    let good: Vec<&CsvRow> = rows.iter().filter(|row| row.problems.is_empty()).collect();
    let dated = good.iter().filter(|row| row.draft.due_at.is_some() && !row.draft.channels.is_empty()).count();
    context! { is_looked => true, bad, dated, good => good.into_iter().map(drawn).collect::<Vec<_>>(), total => rows.len(), table }
}

/// What is wrong with a row, as a sentence.
pub(crate) fn sentence(web: &Web, member: &Member, problem: &CsvProblem) -> String {
    if let Some(against) = &problem.against {
        let words = problem::words(web, member, against);
        return say_with(web, member, "plan-csv-against", &[("channel", problem.about.as_str().into()), ("words", words.into())]);
    }
    let key = format!("plan-csv-{}-{}", problem.column.replace('_', "-"), problem.why.replace('_', "-"));
    say_with(web, member, &key, &[("about", problem.about.as_str().into())])
}

fn draw(web: &Web, member: &Member, headers: &HeaderMap, status: StatusCode, own: Value) -> Response {
    let around = context! {
        base => member.href("publish/import"), publish_href => member.href("publish"), columns => CSV_COLUMNS.map(|name| context! { name, key => name.replace('_', "-") }).to_vec(), images_max => CSV_IMAGES_MAX, rows_max => CSV_ROWS_MAX,
        mb_max => CSV_BYTES_MAX >> 20, zone => member.workspace.time_zone.replace('_', " "), csv_href => member.href("publish/posts.csv"),
        jsonl_href => member.href("publish/posts.jsonl"), media_href => member.href("media"), ..own
    };
    page::show_as(web, member, headers, status, "publish", &say(web, member, "plan-import"), "planning/import.html", around)
}
