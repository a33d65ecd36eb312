//! Why a verb did nothing. The page and the API turn it into a sentence; `web::error` holds the one table.

use domain::hat::Act;
use store::StoreError;

/// A noun that can be missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Noun {
    /// A workspace, or one that the user does not belong to.
    Workspace,
    /// A member of the team.
    Member,
    /// An invitation that is used, over, or never was.
    Invitation,
    /// A session.
    Session,
    /// A token.
    Token,
    /// A folder.
    Folder,
    /// A source.
    Source,
    /// An import.
    Import,
    /// A topic.
    Topic,
    /// A text that a topic had.
    Version,
    /// A mention.
    Mention,
    /// A story.
    Story,
    /// An author.
    Author,
    /// A signal.
    Signal,
    /// A note.
    Note,
    /// A saved view.
    View,
    /// An alert.
    Alert,
    /// A network that we have no adapter for.
    Network,
    /// A channel.
    Channel,
    /// A consent that was never asked for, was used, or took too long.
    Consent,
    /// A reader of a newsletter.
    Reader,
    /// A post.
    Post,
    /// A file of the library.
    Asset,
    /// A delivery.
    Delivery,
    /// A campaign.
    Campaign,
    /// A short link.
    Link,
    /// A chain of approval.
    Chain,
    /// A link of approval that was never made.
    ApprovalLink,
    /// A comment on a post.
    Comment,
    /// A list of evergreen texts.
    List,
    /// A rule that makes posts of a source's entries.
    FeedRule,
    /// A note or an embargo of the calendar.
    Mark,
    /// Words that are used again and again.
    Snippet,
    /// An address from which a calendar program reads.
    Subscription,
}

impl Noun {
    /// The stable word for codes and translations.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Workspace => "workspace",
            Self::Member => "member",
            Self::Invitation => "invitation",
            Self::Session => "session",
            Self::Token => "token",
            Self::Folder => "folder",
            Self::Source => "source",
            Self::Import => "import",
            Self::Topic => "topic",
            Self::Version => "version",
            Self::Mention => "mention",
            Self::Story => "story",
            Self::Author => "author",
            Self::Signal => "signal",
            Self::Note => "note",
            Self::View => "view",
            Self::Alert => "alert",
            Self::Network => "network",
            Self::Channel => "channel",
            Self::Consent => "consent",
            Self::Reader => "reader",
            Self::Post => "post",
            Self::Delivery => "delivery",
            Self::List => "list",
            Self::FeedRule => "feed_rule",
            Self::Mark => "mark",
            Self::Snippet => "snippet",
            Self::Subscription => "subscription",
            Self::Asset => "asset",
            Self::Campaign => "campaign",
            Self::Link => "link",
            Self::Chain => "chain",
            Self::ApprovalLink => "approval_link",
            Self::Comment => "comment",
        }
    }
}

/// Why a verb did nothing. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// The thing is not there, or is another workspace's, which is the same to a stranger.
    #[error("there is no such {}", .0.name())]
    NoSuch(Noun),
    /// The hats or the token do not allow it.
    #[error("not allowed")]
    NotAllowed(Act),
    /// Only a signed-in person can do it.
    #[error("only a person can do this")]
    NeedsPerson,
    /// A form's field is missing, too long or not what it should be. `field` is the form's name of it, `why` a stable word such
    /// as `empty`, `too_long`, `not_an_address`.
    #[error("the field {field} is {why}")]
    Invalid {
        /// The name of the field in the form.
        field: &'static str,
        /// What is wrong with it.
        why: &'static str,
    },
    /// A part of a filter is not known, or has a value that it cannot have.
    #[error("the part {name} of the filter cannot be {value}")]
    Filter {
        /// The part, as it stands in the address.
        name: String,
        /// Its value.
        value: String,
    },
    /// The name or address is in use.
    #[error("there is a {} like that already", .0.name())]
    Taken(Noun),
    /// Mail address and password do not go together.
    #[error("mail address and password do not go together")]
    WrongPassword,
    /// Too many tries; again after so many seconds.
    #[error("too many tries")]
    TooOften {
        /// Seconds until the next try.
        seconds: u64,
    },
    /// The last owner cannot leave or be demoted.
    #[error("the last owner stays")]
    LastOwner,
    /// A query that cannot be used; the problems carry their places.
    #[error("the query cannot be used")]
    Query(Vec<query::Problem>),
    /// A page was fetched and could not be used.
    #[error("the address could not be read")]
    Fetch(#[source] Box<connect::fetch::FetchError>),
    /// What was handed in could not be read; the sentences are in English and French.
    #[error("{english}")]
    Unreadable {
        /// What is wrong, in English.
        english: String,
        /// What is wrong, in French.
        french: String,
    },
    /// A network did not do what it was asked.
    #[error("the network refused")]
    Channel(#[source] Box<connect::channels::Fault>),
    /// What is said cannot leave like this on a channel.
    #[error("it cannot leave like this on {channel}")]
    Problems {
        /// The channel's name.
        channel: String,
        /// What stands against it.
        problems: Vec<domain::post::Problem>,
    },
    /// Somebody else changed it since it was seen.
    #[error("the {} was changed meanwhile", .0.name())]
    Changed(Noun),
    /// It is too far on its way for that.
    #[error("the {} is too far on its way", .0.name())]
    TooLate(Noun),
    /// Planned posts still need it; their ids.
    #[error("planned posts still need it")]
    Held {
        /// Some of the posts.
        posts: Vec<i64>,
    },
    /// The step does not ask them, or they wrote it themselves.
    #[error("that decision is not theirs")]
    NotYours(domain::approval::NotYours),
    /// Not everybody who is asked has said yes to what would leave.
    #[error("it is not approved")]
    Unapproved,
    /// The link of approval does not work any more.
    #[error("the link is {}", .0.code())]
    LinkOver(crate::publish::approval_link::LinkState),
    /// The place of the library did not do what it was asked.
    #[error("the place of the library refused")]
    Shelf(#[source] Box<connect::shelf::ShelfFault>),
    /// The workspace has no mail server yet.
    #[error("no mail server is set")]
    NoMailServer,
    /// The database did not do what it was asked.
    #[error("the database refused")]
    Store(#[source] StoreError),
    /// A background task ended before it was done.
    #[error("the work was interrupted")]
    Interrupted,
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<connect::channels::Fault> for Refusal {
    fn from(fault: connect::channels::Fault) -> Self {
        Self::Channel(Box::new(fault))
    }
}

impl From<tokio::task::JoinError> for Refusal {
    /// A background task that panicked or was stopped; its cause is logged here, where it is still known.
    fn from(error: tokio::task::JoinError) -> Self {
        tracing::error!(%error, "a background task did not end well");
        Self::Interrupted
    }
}

impl Refusal {
    /// Turns "that is there already" of the store into a sentence about a noun.
    pub fn taken(noun: Noun) -> impl FnOnce(StoreError) -> Self {
        move |error| if matches!(error, StoreError::Taken) { Self::Taken(noun) } else { Self::Store(error) }
    }

    /// The stable code of the API.
    #[must_use]
    pub fn code(&self) -> String {
        match self {
            Self::NoSuch(noun) => format!("no_such_{}", noun.name()),
            Self::NotAllowed(_) => "not_allowed".to_owned(),
            Self::NeedsPerson => "needs_person".to_owned(),
            Self::Invalid { field, why } => format!("invalid_{field}_{why}"),
            Self::Filter { .. } => "filter".to_owned(),
            Self::Taken(noun) => format!("{}_taken", noun.name()),
            Self::WrongPassword => "wrong_password".to_owned(),
            Self::TooOften { .. } => "too_often".to_owned(),
            Self::LastOwner => "last_owner".to_owned(),
            Self::Query(_) => "query".to_owned(),
            Self::Fetch(_) => "fetch".to_owned(),
            Self::Unreadable { .. } => "unreadable".to_owned(),
            Self::Channel(fault) => format!("channel_{}", fault.class.name()),
            Self::Problems { .. } => "problems".to_owned(),
            Self::Changed(noun) => format!("{}_changed", noun.name()),
            Self::TooLate(noun) => format!("{}_too_late", noun.name()),
            Self::Held { .. } => "held".to_owned(),
            Self::NotYours(why) => why.code().to_owned(),
            Self::Unapproved => "unapproved".to_owned(),
            Self::LinkOver(state) => format!("link_{}", state.code()),
            Self::Shelf(_) => "shelf".to_owned(),
            Self::NoMailServer => "no_mail_server".to_owned(),
            Self::Store(StoreError::DiskFull) => "disk_full".to_owned(),
            Self::Store(StoreError::Locked) => "database_locked".to_owned(),
            Self::Store(StoreError::Damaged(_)) => "database_damaged".to_owned(),
            Self::Store(_) => "database".to_owned(),
            Self::Interrupted => "interrupted".to_owned(),
        }
    }
}
