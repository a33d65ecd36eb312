//! The library on its pages and for scripts.

use axum::http::{Method, header};
use serde_json::{Value, json};
use testkit::{TestApp, film, photograph, png_bomb};

#[tokio::test]
async fn a_picture_is_added_described_and_found() {
    TestApp::each(|t| async move {
        let base = format!("/w/{}/media", t.workspace);
        let mut browser = t.browser().await;
        assert!(browser.get(&base).await.expect(200).body.contains("Nothing here yet"));
        let added = browser.post_file(&base, "files", "crête.jpg", &photograph(640, 480, 1)).await.expect(303);
        let place = added.location().to_owned();
        let page = browser.get(&place).await.expect(200).body;
        assert!(page.contains("Describe it now") && page.contains("crête.jpg") && page.contains("640 × 480"), "{page}");
        let form = [
            ("name", "Crête"),
            ("alt-en", "A ridge at dawn"),
            ("folder", "Winter"),
            ("tags", "snow, ridge"),
            ("expires", "2027-01-31"),
        ];
        let _told = browser.post(&place, &form).await.expect(303);
        let page = browser.get(&place).await.expect(200).body;
        assert!(
            page.contains("A ridge at dawn") && page.contains("value=\"2027-01-31\"") && page.contains("Crête.jpg"),
            "{page}"
        );
        let wrong = browser.post(&place, &[("name", ""), ("alt-en", "typed and kept")]).await.expect(422).body;
        assert!(wrong.contains("typed and kept") && wrong.contains("Please fill this in"), "{wrong}");
        let wrong = browser.post(&place, &[("name", "x"), ("expires", "soon")]).await.expect(422).body;
        assert!(wrong.contains("This is no day"), "{wrong}");
        let stale = browser.post(&place, &[("name", "x"), ("seen", "1"), ("alt-en", "mine")]).await.expect(409).body;
        assert!(stale.contains("Somebody else changed") && stale.contains("mine"), "{stale}");
        for (asked, found) in [
            ("words=ridge+dawn", true),
            ("tag=snow", true),
            ("folder=Winter", true),
            ("kind=video", false),
            ("show=without_alt", false),
        ] {
            let list = browser.get(&format!("{base}?{asked}")).await.expect(200).body;
            assert_eq!(list.contains("Crête.jpg"), found, "{asked}: {list}");
        }
        let small = browser.get(&format!("{place}/thumbnail")).await.expect(200);
        assert_eq!(small.headers[header::CONTENT_TYPE], "image/jpeg");
        assert_eq!(small.headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
        let whole = browser.get(&format!("{place}/file")).await.expect(200);
        assert!(whole.headers[header::CONTENT_DISPOSITION].to_str().unwrap().starts_with("attachment"));
        let _told = browser.post(&format!("{place}/remove"), &[]).await.expect(303);
        let _told = browser.get(&place).await.expect(404);
    })
    .await;
}

#[tokio::test]
async fn what_is_not_taken_is_told_beside_what_is() {
    let t = TestApp::new().await;
    let base = format!("/w/{}/media", t.workspace);
    let mut browser = t.browser().await;
    let part = |name: &str, bytes: &[u8]| {
        let head = format!("--cut\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\n\r\n");
        [head.as_bytes(), bytes, b"\r\n"].concat()
    };
    let body = [
        b"--cut\r\nContent-Disposition: form-data; name=\"folder\"\r\n\r\nHiver\r\n".to_vec(),
        part("bombe.png", &png_bomb()),
        part("film.jpg", &film()),
        part("page.jpg", b"<!doctype html><p>Not found"),
        b"--cut--\r\n".to_vec(),
    ]
    .concat();
    let page = browser.send(Method::POST, &base, Some("multipart/form-data; boundary=cut"), body).await.expect(422).body;
    assert!(page.contains("bombe.png") && page.contains("50000 × 50000") && page.contains("This is a web page"), "{page}");
    assert!(page.contains("film.mp4"), "the film was taken under its true name: {page}");
    let none = browser.post_file(&base, "files", "", b"").await.expect(422).body;
    assert!(none.contains("Choose a file, or give an address"), "{none}");
    let list = browser.get(&format!("{base}?folder=Hiver")).await.expect(200).body;
    assert!(list.contains("film.mp4"), "{list}");
    let _told = browser.get("/files/1.ab.1-2-3-jpg.9.AAAA.jpg").await.expect(404);
}

#[tokio::test]
async fn a_script_has_the_library_too() {
    TestApp::each(|t| async move {
        let mut script = t.stranger().with_token(&t.token("read,write").await);
        let added = script.post_file("/api/v1/media", "files", "a.png", &photograph(320, 200, 2)).await.expect(200).body;
        let added: Value = serde_json::from_str(&added).unwrap();
        let one = &added["added"][0];
        assert_eq!(
            (one["misnamed"].as_bool(), one["asset"]["name"].as_str(), one["asset"]["width"].as_i64()),
            (Some(true), Some("a.jpg"), Some(320))
        );
        let place = format!("/api/v1/media/{}", one["asset"]["id"]);
        let wish = json!({ "alt": { "fr": "Une crête" }, "tags": ["neige"], "expires_at": "2027-01-31T00:00:00Z" });
        let changed: Value = serde_json::from_str(&script.json(Method::PUT, &place, &wish).await.expect(200).body).unwrap();
        assert_eq!((changed["alt"]["fr"].as_str(), changed["name"].as_str()), (Some("Une crête"), Some("a.jpg")));
        assert_eq!(changed["expires_at"], "2027-01-31T00:00:00Z");
        let refused = script.json(Method::PUT, &place, &json!({ "expires_at": "soon" })).await.expect(422).body;
        assert!(refused.contains("This is no day"), "{refused}");
        let list: Value =
            serde_json::from_str(&script.get("/api/v1/media?words=crete&tag=neige").await.expect(200).body).unwrap();
        assert_eq!(list["data"].as_array().unwrap().len(), 1);
        let _told = script.get(&format!("{place}/file")).await.expect(200);
        assert_eq!(script.get(&format!("{place}/posts")).await.expect(200).body, r#"{"posts":[]}"#);
        let _told = script.send(Method::DELETE, &place, None, Vec::new()).await.expect(204);
        let _told = script.get(&place).await.expect(404);
        let mut reading = t.stranger().with_token(&t.token("read").await);
        let _told = reading.post_file("/api/v1/media", "files", "b.jpg", &photograph(60, 40, 3)).await.expect(403);
        let bad = script.post_file("/api/v1/media", "files", "b.jpg", b"no picture").await.expect(422).body;
        assert!(bad.contains("none of JPEG"), "{bad}");
    })
    .await;
}

#[tokio::test]
async fn the_composer_is_answered_in_json() {
    let t = TestApp::new().await;
    let mut browser = t.browser().await.accepting("application/json");
    let said = browser
        .post_file(&format!("/w/{}/media", t.workspace), "files", "a.jpg", &photograph(320, 200, 4))
        .await
        .expect(200)
        .body;
    let said: Value = serde_json::from_str(&said).unwrap();
    let one = &said["added"][0];
    assert_eq!(
        (one["kind"].as_str(), one["width"].as_i64(), one["hash"].as_str().map(str::len)),
        (Some("image"), Some(320), Some(64))
    );
    let _told = browser.get(one["thumbnail"].as_str().unwrap()).await.expect(200);
}
