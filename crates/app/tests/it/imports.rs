//! Lists handed in and out. The clock stands still, so that of what an import asks for, only the import itself is due: no test
//! here visits anything.

use app::{Refusal, listen::opml_import::LineReason};
use store::{Id, import::Import, source::SourceFilter};
use testkit::TestApp;

const LIST: &str = r#"<opml version="2.0"><head><title>Mes flux</title></head><body>
<outline text="Presse"><outline text="Régionale">
<outline type="rss" text="Le Mont" title="Le Mont" xmlUrl="https://mont.example/feed" htmlUrl="https://mont.example/"/>
</outline></outline>
<outline text="Sans adresse"/>
<outline type="rss" text="Mal écrite" xmlUrl="pas une adresse"/>
<outline type="rss" text="La même" xmlUrl="https://mont.example/feed"/>
<outline type="rss" text="La même, autrement" xmlUrl="http://www.mont.example/feed/"/>
<outline type="rss" text="Secret" xmlUrl="https://lea:mot@mont.example/prive"/>
</body></opml>"#;

async fn import(t: &TestApp, list: &[u8]) -> Id<Import> {
    t.app.import_opml(&t.actor(), list.to_vec(), "flux.opml").await.unwrap()
}

async fn outcomes(t: &TestApp, id: Id<Import>) -> Vec<(i64, String, Option<LineReason>)> {
    let lines = t.reader().import_lines(id, None, 0, 100_000).await.unwrap();
    lines.into_iter().map(|line| (line.line, line.outcome, LineReason::from_stored(&line.reason))).collect()
}

#[tokio::test]
async fn each_line_of_a_list_comes_to_something_and_says_why() {
    TestApp::each(|t| async move {
        let id = import(&t, LIST.as_bytes()).await;
        t.run_due_jobs().await;
        let told = outcomes(&t, id).await;
        let expected = [
            (3, "added", None),
            (5, "refused", Some(LineReason::NoAddress)),
            (6, "refused", Some(LineReason::BadAddress { written: "pas une adresse".to_owned() })),
            (7, "refused", Some(LineReason::Twice { first_line: 3 })),
            (8, "known", None),
            (9, "refused", Some(LineReason::HasPassword)),
        ];
        assert_eq!(told, expected.map(|(line, outcome, reason)| (line, outcome.to_owned(), reason)));
        let lines = t.reader().import_lines(id, None, 0, 100).await.unwrap();
        assert_eq!(lines.last().unwrap().address, "https://mont.example/prive", "a password is not kept");
        let import = t.reader().import(id).await.unwrap().unwrap();
        assert_eq!((import.title.as_str(), import.state.as_str(), import.done, import.total), ("Mes flux", "done", 6, 6));
        let sources = t.reader().sources(&SourceFilter::default(), 10).await.unwrap();
        assert_eq!(sources.iter().map(|source| source.title.as_str()).collect::<Vec<_>>(), ["Le Mont"]);
        let folders = t.reader().folders().await.unwrap();
        assert_eq!((folders[0].name.as_str(), sources[0].folder_id), ("Presse / Régionale", Some(folders[0].id)));
    })
    .await;
}

#[tokio::test]
async fn ten_thousand_lines_of_which_some_are_rubbish_are_all_accounted_for() {
    TestApp::each(|t| async move {
        let mut list = String::from("<opml version='2.0'><body>\n");
        for n in 0..10_000 {
            list.push_str(&match n % 10 {
                0 => format!("<outline text='Sans adresse {n}'/>\n"),
                1 => format!("<outline xmlUrl='https://site{}.example/feed' text='encore'/>\n", n + 1),
                2..9 => format!(
                    "<outline text='Dossier {}'><outline text='Flux {n}' xmlUrl='https://site{n}.example/feed'/></outline>\n",
                    n % 7
                ),
                _ => format!("n’importe quoi {n} & <b>\n"),
            });
        }
        list.push_str("</body></opml>");
        let id = import(&t, list.as_bytes()).await;
        t.run_due_jobs().await;
        let import = t.reader().import(id).await.unwrap().unwrap();
        assert_eq!((import.state.as_str(), import.done), ("done", import.total));
        let counts = t.reader().import_outcomes(id).await.unwrap();
        let told: Vec<_> = counts.iter().map(|count| (count.outcome.as_str(), count.lines)).collect();
        assert_eq!(told, [("added", 7_000), ("refused", 3_000)]);
        assert_eq!(t.reader().count_sources(&SourceFilter::default()).await.unwrap(), 7_000);
        let first = t.reader().sources(&SourceFilter::default(), 1).await.unwrap();
        let job = t.reader().open_job("visit", &first[0].id.to_string()).await.unwrap().unwrap();
        assert!(job.due_at > t.now(), "visits are spread over time");
        assert_eq!(t.run_due_jobs().await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_list_goes_out_and_comes_back_the_same() {
    TestApp::each(|t| async move {
        let list = import(&t, LIST.as_bytes()).await;
        t.run_due_jobs().await;
        t.app
            .import_opml(&t.actor(), b"https://other.example/a?b=1&c=2\nhttps://other.example/<d>".to_vec(), "x.txt")
            .await
            .unwrap();
        t.run_due_jobs().await;
        let out = t.app.export_opml(&t.actor()).await.unwrap();
        assert!(out.contains("<outline text=\"Presse\">"), "{out}");
        let again = import(&t, out.as_bytes()).await;
        t.run_due_jobs().await;
        assert!(outcomes(&t, again).await.iter().all(|(_, outcome, _)| outcome == "known"));
        let (other, owner) = t.another_workspace("Karst").await;
        let elsewhere = app::Actor { workspace: other, ..t.actor_with(owner, &[domain::Hat::Owner]) };
        t.app.import_opml(&elsewhere, out.clone().into_bytes(), "x.opml").await.unwrap();
        t.run_due_jobs().await;
        let there = t.app.export_opml(&elsewhere).await.unwrap();
        assert_eq!(there.replace("Karst", "Solenne"), out);
        assert!(t.store.reader(other).import(list).await.unwrap().is_none(), "imports do not cross");
    })
    .await;
}

#[tokio::test]
async fn a_stopped_import_leaves_the_lines_that_wait() {
    TestApp::each(|t| async move {
        let id = import(&t, LIST.as_bytes()).await;
        t.app.stop_import(&t.actor(), id).await.unwrap();
        t.app.stop_import(&t.actor(), id).await.unwrap();
        t.run_due_jobs().await;
        let import = t.reader().import(id).await.unwrap().unwrap();
        assert_eq!((import.state.as_str(), import.done), ("stopped", 4));
        assert_eq!(outcomes(&t, id).await[0].1, "waiting");
        let events = t.reader().events(None, 10).await.unwrap();
        assert_eq!(events.iter().map(|event| event.verb.as_str()).collect::<Vec<_>>(), ["import.stopped", "import.begun"]);
    })
    .await;
}

#[tokio::test]
async fn what_is_no_list_is_told_in_both_languages() {
    let t = TestApp::new().await;
    for bytes in [&b""[..], b"\0\x01\xff\xfe binary", b"just a sentence."] {
        let refusal = t.app.import_opml(&t.actor(), bytes.to_vec(), "x").await.unwrap_err();
        let Refusal::Unreadable { english, french } = refusal else { panic!("{refusal:?}") };
        assert!(!english.is_empty() && english != french);
    }
    assert!(t.reader().imports(10).await.unwrap().is_empty());
}

#[tokio::test]
async fn names_that_are_too_long_are_cut_and_nul_is_left_out() {
    TestApp::each(|t| async move {
        let list = format!(
            "<opml><body><outline text='{0}'><outline text='{0}&#0;' xmlUrl='https://site.example/feed'/></outline></body></opml>",
            "é".repeat(5_000)
        );
        let id = import(&t, list.as_bytes()).await;
        t.run_due_jobs().await;
        assert_eq!(outcomes(&t, id).await[0].1, "added");
        let source = t.reader().sources(&SourceFilter::default(), 1).await.unwrap().remove(0);
        assert_eq!(source.title.chars().count(), 200);
        assert_eq!(t.reader().folders().await.unwrap()[0].name.chars().count(), 120);
    })
    .await;
}
