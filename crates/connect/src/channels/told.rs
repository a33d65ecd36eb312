//! What search engines are told of an article beside its text: JSON-LD, made from what was written and where its pictures are by now.

use article::{Front, Told, lacking, script, structured};
use domain::post::Variant;
use serde_json::{Value, json};

/// The element that tells of an article and its product; nothing for what is no article. Where the site tells of its articles itself, only
/// of the product. A product without name, price, currency or picture is not told of: engines would only complain.
pub(super) fn told(variant: &Variant, images: &[String], tells_itself: bool) -> Option<String> {
    if !variant.article {
        return None;
    }
    let (front, _) = Front::read(&variant.text);
    let product = (!front.product.is_empty()).then_some(&front.product);
    let mut made = structured(&Told {
        title: &variant.title,
        description: variant.settings.get("excerpt").map_or("", String::as_str),
        author: &front.author,
        language: &variant.language,
        images,
        product,
        ..Told::default()
    });
    let is_whole = lacking(&made).iter().all(|one| !one.required || one.kind == "BlogPosting");
    let graph = made["@graph"].as_array_mut().map(std::mem::take).unwrap_or_default();
    let kept: Vec<Value> =
        graph.into_iter().filter(|one| if one["@type"] == "Product" { is_whole } else { !tells_itself }).collect();
    (!kept.is_empty()).then(|| script(&json!({ "@context": "https://schema.org", "@graph": kept })))
}
