//! Posts of a campaign: carried, found, asked for by a chain, in tables and files. On real databases.

use app::{
    listen::export::{Format, Separator},
    publish::{
        chain_save::{ChainForm, StepForm},
        link::CampaignForm,
        post_save::PostDraft,
    },
};
use domain::Hat;
use store::{Id, delivery::DeliveryFilter, link::Campaign};
use testkit::{FakeNetwork, Keys, TestApp};

use crate::leaving::{channel, deliveries, draft, planned};

const HOUR_US: i64 = 3_600_000_000;

async fn campaign(t: &TestApp, name: &str) -> Id<Campaign> {
    t.app.add_campaign(&t.actor(), &CampaignForm { name: name.to_owned(), ..CampaignForm::fresh() }).await.unwrap()
}

#[tokio::test]
async fn a_post_carries_a_campaign_until_another_is_chosen() {
    TestApp::each(|t| async move {
        let network = FakeNetwork::start(Keys::Kept).await;
        let one = channel(&t, &network, "one").await;
        let (winter, spring) = (campaign(&t, "Hiver").await, campaign(&t, "Printemps").await);
        let due = t.now() + HOUR_US;
        let said = PostDraft { campaign: Some(winter), labels: vec!["Neige".to_owned()], ..draft("Neige", &[one], due) };
        let post = planned(&t, &said).await;
        planned(&t, &draft("Autre", &[one], due)).await;
        let of = async |campaign| {
            let posts = t.reader().campaign_posts(campaign, 10).await.unwrap();
            posts.into_iter().map(|post| post.id).collect::<Vec<_>>()
        };
        assert_eq!((of(winter).await, of(spring).await), (vec![post], Vec::new()));
        let found = async |filter: DeliveryFilter| {
            let found = t.reader().deliveries(&filter, 10).await.unwrap();
            found.into_iter().map(|delivery| delivery.post_id).collect::<Vec<_>>()
        };
        assert_eq!(found(DeliveryFilter { campaign: Some(winter), ..Default::default() }).await, [post]);
        assert_eq!(found(DeliveryFilter { label: Some("Neige".to_owned()), ..Default::default() }).await, [post]);
        assert_eq!(found(DeliveryFilter { author: Some(t.owner), ..Default::default() }).await.len(), 2);
        let paul = t.member("paul@solenne.example", &[Hat::Analyst]).await;
        assert!(found(DeliveryFilter { author: Some(paul), ..Default::default() }).await.is_empty());
        let (kept, before) = t.app.post_draft(&t.actor(), post).await.unwrap().unwrap();
        assert_eq!(before.campaign, Some(winter));
        let moved = PostDraft { campaign: Some(spring), ..before };
        t.app.write_post(&t.actor(), post, kept.version, &moved).await.unwrap();
        assert_eq!((of(winter).await, of(spring).await), (Vec::new(), vec![post]));
        // A campaign of somebody else is not there.
        let (elsewhere, boss) = t.another_workspace("Brume").await;
        let foreign = app::Actor { workspace: elsewhere, ..t.actor_with(boss, &[Hat::Owner]) };
        let theirs = t.app.add_campaign(&foreign, &CampaignForm { name: "Leur".to_owned(), ..CampaignForm::fresh() }).await;
        let stolen = PostDraft { campaign: Some(theirs.unwrap()), ..draft("Neige", &[one], due) };
        assert_eq!(t.app.begin_post(&t.actor(), &stolen).await.unwrap_err().code(), "no_such_campaign");
    })
    .await;
}

#[tokio::test]
async fn a_chain_asks_for_what_belongs_to_its_campaign() {
    TestApp::each(|t| async move {
        let network = FakeNetwork::start(Keys::Kept).await;
        let one = channel(&t, &network, "one").await;
        let winter = campaign(&t, "Hiver").await;
        let paul = t.member("paul@solenne.example", &[Hat::CommunityManager]).await;
        let steps = vec![StepForm { users: vec![paul], ..StepForm::default() }];
        let form = ChainForm { name: "Hiver".to_owned(), campaigns: vec![winter], steps, ..ChainForm::default() };
        t.app.add_chain(&t.actor(), &form).await.unwrap();
        let due = t.now() + HOUR_US;
        let free = planned(&t, &draft("Libre", &[one], due)).await;
        let asked = planned(&t, &PostDraft { campaign: Some(winter), ..draft("Neige", &[one], due) }).await;
        let reason = async |post| deliveries(&t, post).await.remove(0).reason;
        assert_eq!((reason(free).await, reason(asked).await), (String::new(), "approval".to_owned()));
        // Who puts a planned post into the campaign asks too, and who takes it out lets it go.
        for (campaign, expect) in [(Some(winter), "approval"), (None, "")] {
            let (kept, before) = t.app.post_draft(&t.actor(), free).await.unwrap().unwrap();
            t.app.write_post(&t.actor(), free, kept.version, &PostDraft { campaign, ..before }).await.unwrap();
            assert_eq!(reason(free).await, expect);
        }
        t.wait(3_601);
        t.run_due_jobs().await;
        assert_eq!(crate::leaving::texts(&network), ["Libre"]);
        let wrong = ChainForm { campaigns: vec![Id::new(999_999)], ..form };
        assert_eq!(t.app.add_chain(&t.actor(), &wrong).await.unwrap_err().code(), "no_such_campaign");
    })
    .await;
}

#[tokio::test]
async fn a_table_names_campaigns_and_so_does_the_file_of_all_posts() {
    TestApp::each(|t| async move {
        let winter = campaign(&t, "Hiver, 2027").await;
        let table = format!("text;campaign\nUn;hiver, 2027\nDeux;{winter}\nTrois;\nQuatre;Automne\n");
        let rows = t.app.check_posts_csv(&t.actor(), table.as_bytes()).await.unwrap();
        let told: Vec<(Option<Id<Campaign>>, Vec<String>)> = rows
            .iter()
            .map(|row| (row.draft.campaign, row.problems.iter().map(|one| format!("{} {}", one.column, one.why)).collect()))
            .collect();
        let unknown = vec!["campaign unknown".to_owned()];
        assert_eq!(told, [(Some(winter), Vec::new()), (Some(winter), Vec::new()), (None, Vec::new()), (None, unknown)]);
        t.app.import_posts_csv(&t.actor(), table.as_bytes(), false).await.unwrap();
        assert_eq!(t.reader().campaign_posts(winter, 10).await.unwrap().len(), 2);
        let csv = String::from_utf8(t.app.export_posts(&t.actor(), Format::Csv(Separator::Comma)).await.unwrap()).unwrap();
        assert!(csv.contains("labels,campaign,recurrence") && csv.matches("\"Hiver, 2027\"").count() == 2, "{csv}");
        let lines = String::from_utf8(t.app.export_posts(&t.actor(), Format::JsonLines).await.unwrap()).unwrap();
        let first: serde_json::Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
        assert_eq!((first["campaign"].as_str(), first["campaign_id"].as_i64()), (Some("Hiver, 2027"), Some(winter.get())));
    })
    .await;
}
