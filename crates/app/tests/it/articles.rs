//! Articles: links looked at once a day by jobs, what people say, what the library knows of files.

use app::{
    listen::topic_save::{Asked, TopicDraft},
    publish::{
        article_links::{LINK_FRESH_US, LINK_JOB, LINK_KEPT_US},
        asset_add::NewAsset,
        post_save::PostDraft,
    },
};
use article::Finding;
use domain::{
    Hat,
    post::{Medium, Variant},
};
use testkit::{TestApp, said};

use crate::visit_site::Site;

fn article(text: &str) -> Variant {
    Variant {
        title: "Choisir une veste d’hiver qui dure dix ans".to_owned(),
        text: text.to_owned(),
        article: true,
        ..Variant::default()
    }
}

fn draft(content: Variant) -> PostDraft {
    PostDraft { content, ..PostDraft::default() }
}

async fn links(t: &TestApp, said: &Variant) -> (Vec<Finding>, usize) {
    let report = t.app.check_article(&t.actor(), said).await.unwrap();
    let of_links = report.findings.into_iter().filter(|one| {
        matches!(
            one,
            Finding::LinkDead { .. } | Finding::LinkMoved { .. } | Finding::LinkSilent { .. } | Finding::LinkPrivate { .. }
        )
    });
    (of_links.collect(), report.unknown_links)
}

#[tokio::test]
async fn links_are_looked_at_when_an_article_is_kept_and_not_again_within_a_day() {
    TestApp::each(|t| async move {
        let site = Site::start().await;
        site.says("/good", 200, &[], "<p>Oui</p>");
        site.says("/gone", 410, &[], "");
        let to = site.at("/good");
        site.says("/old", 301, &[("location", &to)], "");
        site.says("/down", 500, &[], "");
        let text = format!(
            "[bon]({}) [parti]({}#la) [ancien]({}) [en panne]({}) [privé](http://10.0.0.1/) [bon encore]({})",
            site.at("/good"),
            site.at("/gone"),
            site.at("/old"),
            site.at("/down"),
            site.at("/good")
        );
        let said = article(&text);
        assert_eq!(links(&t, &said).await, (Vec::new(), 5));
        let saved = t.app.begin_post(&t.actor(), &draft(said.clone())).await.unwrap();
        t.run_due_jobs().await;
        let address = |path: &str| site.at(path);
        let expected = vec![
            Finding::LinkDead { line: 1, address: format!("{}#la", address("/gone")), status: 410 },
            Finding::LinkPrivate { line: 1, address: "http://10.0.0.1/".to_owned() },
            Finding::LinkMoved { line: 1, address: address("/old"), to: address("/good") },
            Finding::LinkSilent { line: 1, address: address("/down") },
        ];
        assert_eq!(links(&t, &said).await, (expected, 0));
        let asked = site.count("/good");
        let saved = t.app.write_post(&t.actor(), saved.id, saved.version, &draft(said.clone())).await.unwrap();
        t.run_due_jobs().await;
        assert_eq!(site.count("/good"), asked);
        // A day later it is looked at anew, and a site that came back is believed.
        site.says("/gone", 200, &[], "Re");
        t.wait(LINK_FRESH_US / 1_000_000 + 1);
        t.app.write_post(&t.actor(), saved.id, saved.version, &draft(said.clone())).await.unwrap();
        t.run_due_jobs().await;
        assert_eq!(links(&t, &said).await.0.len(), 3);
        t.wait(LINK_KEPT_US / 1_000_000 + 1);
        t.app.sweep().await.unwrap();
        assert_eq!(links(&t, &said).await, (Vec::new(), 5));
    })
    .await;
}

#[tokio::test]
async fn a_post_that_is_no_article_asks_no_site_and_a_job_may_run_twice() {
    TestApp::each(|t| async move {
        let site = Site::start().await;
        site.says("/a", 200, &[], "");
        let text = format!("[a]({})", site.at("/a"));
        t.app.begin_post(&t.actor(), &draft(Variant { article: false, ..article(&text) })).await.unwrap();
        t.run_due_jobs().await;
        assert_eq!(site.count("/a"), 0);
        t.app.begin_post(&t.actor(), &draft(article(&text))).await.unwrap();
        let tx = t.store.begin().await.unwrap();
        let asked = t.reader().jobs(10).await.unwrap().into_iter().find(|job| job.kind == LINK_JOB).unwrap();
        drop(tx);
        t.run_due_jobs().await;
        let again = store::job::NewJob {
            workspace_id: t.workspace,
            kind: LINK_JOB,
            key: asked.key,
            lane: asked.lane,
            payload: asked.payload,
            due_at: t.now(),
        };
        let tx = t.store.begin().await.unwrap();
        tx.enqueue(&again, t.now()).await.unwrap();
        tx.commit().await.unwrap();
        assert!(t.run_due_jobs().await > 0);
        assert_eq!(site.count("/a"), 1);
    })
    .await;
}

#[tokio::test]
async fn what_people_say_of_us_is_held_against_the_article() {
    TestApp::each(|t| async move {
        let source = t.source("https://site.example/feed").await;
        let own =
            TopicDraft { name: "Solenne".to_owned(), kind: "own_brand".to_owned(), asked: Asked::Text("solenne".to_owned()) };
        t.app.save_topic(&t.actor(), None, &own).await.unwrap();
        let other =
            TopicDraft { name: "Brume".to_owned(), kind: "competitor".to_owned(), asked: Asked::Text("brume".to_owned()) };
        t.app.save_topic(&t.actor(), None, &other).await.unwrap();
        let telling = |n: usize, words: &str| said(&format!("https://site.example/{n}"), words, words, t.now());
        let documents = (0..4)
            .map(|n| telling(n, "La garantie à vie de Solenne est une bonne garantie à vie."))
            .chain((4..9).map(|n| telling(n, "Le sac étanche de Brume, un sac étanche.")));
        t.app.ingest(&t.actor(), &source, documents.collect()).await.unwrap();
        let report = t.app.check_article(&t.actor(), &article("Une veste.")).await.unwrap();
        assert!(report.phrases.iter().any(|one| one.phrase.contains("garantie") && one.mentions == 4), "{:?}", report.phrases);
        assert!(report.phrases.iter().all(|one| !one.phrase.contains("sac")), "{:?}", report.phrases);
    })
    .await;
}

#[tokio::test]
async fn files_are_what_the_library_says_they_are() {
    TestApp::each(|t| async move {
        let new = NewAsset { name: "crete.jpg".to_owned(), bytes: testkit::photograph(800, 600, 1), ..NewAsset::default() };
        let asset = t.app.add_asset(&t.actor(), new).await.unwrap().id;
        let media = vec![Medium { asset: asset.get(), bytes: 1, width: 9_000, ..Medium::default() }];
        let said = Variant { media, ..article("![](media:1)") };
        let findings = t.app.check_article(&t.actor(), &said).await.unwrap().findings;
        assert!(findings.contains(&Finding::ImageNarrow { width: 800, least: article::IMAGE_PX_MIN }), "{findings:?}");
        assert!(findings.contains(&Finding::AltMissing { line: 1 }), "{findings:?}");
        // Whoever may read what is planned may read what is wrong with it.
        let paul = t.member("paul@solenne.example", &[Hat::Analyst]).await;
        assert!(t.app.check_article(&t.actor_with(paul, &[Hat::Analyst]), &said).await.is_ok());
    })
    .await;
}
