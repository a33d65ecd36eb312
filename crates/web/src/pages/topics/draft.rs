//! A topic as it stands in its form: what was typed, whatever is wrong with it.

use app::listen::{
    topic_exclude::query_without,
    topic_save::{Asked, TOPIC_KINDS, TopicDraft},
};
use domain::Language;
use minijinja::{Value, context};
use query::TopicForm;
use store::topic::Topic;

use crate::{error::spoken, pages::mentions::fields::Fields};

/// What stands in the form.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) name: String,
    pub(super) kind: String,
    /// By the lists of the form rather than by a query.
    pub(super) by_form: bool,
    pub(super) form: TopicForm,
    pub(super) query: String,
    /// Why it is changed.
    pub(super) reason: String,
}

impl Draft {
    /// An empty one. The first topic of a workspace is its own brand.
    pub(super) fn empty(first: bool, workspace: &str, by_form: bool) -> Self {
        let (name, kind) = if first { (workspace.to_owned(), "own_brand") } else { (String::new(), "theme") };
        let names = if first { vec![workspace.to_owned()] } else { Vec::new() };
        Self {
            name,
            kind: kind.to_owned(),
            by_form,
            form: TopicForm { names, ..TopicForm::default() },
            query: String::new(),
            reason: String::new(),
        }
    }

    /// What is saved of a topic.
    pub(super) fn of(topic: &Topic) -> Self {
        let form: Option<TopicForm> = topic.form.as_deref().and_then(|form| serde_json::from_str(form).ok());
        Self {
            name: topic.name.clone(),
            kind: topic.kind.clone(),
            by_form: form.is_some(),
            form: form.unwrap_or_default(),
            query: topic.query.clone(),
            reason: String::new(),
        }
    }

    /// What was posted.
    pub(super) fn read(fields: &Fields) -> Self {
        let list = |name: &str| -> Vec<String> {
            let entries =
                fields.text(name).split(['\n', ',', ';']).map(|entry| entry.split_whitespace().collect::<Vec<_>>().join(" "));
            entries.filter(|entry| !entry.is_empty()).collect()
        };
        let form = TopicForm {
            names: list("names"),
            spellings: list("spellings"),
            handles: list("handles"),
            hashtags: list("hashtags"),
            products: list("products"),
            context: list("context"),
            exclude: list("exclude"),
            languages: list("languages"),
        };
        let by_form = fields.text("by") != "query";
        let query = if by_form { form.to_query() } else { fields.text("query").replace("\r\n", "\n") };
        Self {
            name: fields.text("name").to_owned(),
            kind: fields.text("kind").to_owned(),
            by_form,
            form,
            query,
            reason: fields.text("reason").to_owned(),
        }
    }

    /// One more thing that it is not to be confused with.
    pub(super) fn exclude(&mut self, words: &str) {
        if self.by_form {
            self.form.exclude.push(words.to_owned());
            self.query = self.form.to_query();
        } else {
            self.query = query_without(&self.query, words);
        }
    }

    /// The same for the verb.
    pub(super) fn to_save(&self) -> TopicDraft {
        let asked = if self.by_form { Asked::Form(self.form.clone()) } else { Asked::Text(self.query.clone()) };
        TopicDraft { name: self.name.clone(), kind: self.kind.clone(), asked }
    }

    /// The query that it comes to.
    pub(super) fn to_query(&self) -> String {
        if self.by_form { self.form.to_query() } else { self.query.clone() }
    }

    /// What of the form cannot be asked as it was written, in sentences.
    pub(super) fn remarks(&self, language: Language) -> Vec<String> {
        let remarks = if self.by_form { self.form.remarks() } else { Vec::new() };
        remarks.iter().map(|remark| remark.sentence(spoken(language))).collect()
    }

    /// For the template.
    pub(super) fn value(&self) -> Value {
        let lines = |list: &[String]| list.join("\n");
        let form = &self.form;
        context! {
            name => self.name.as_str(), kind => self.kind.as_str(), by_form => self.by_form, query => self.query.as_str(), kinds => TOPIC_KINDS.to_vec(),
            reason => self.reason.as_str(),
            names => lines(&form.names), spellings => lines(&form.spellings), handles => lines(&form.handles), hashtags => lines(&form.hashtags),
            products => lines(&form.products), context => lines(&form.context), exclude => lines(&form.exclude), languages => form.languages.join(", "),
            more => !(form.hashtags.is_empty() && form.products.is_empty() && form.context.is_empty() && form.languages.is_empty()),
        }
    }
}
