-- What we say: channels, posts, deliveries.

-- The keys of an application of ours at a network or server: every installation brings its own.
CREATE TABLE applications (
    id {id},
    workspace_id BIGINT NOT NULL REFERENCES workspaces(id) ON DELETE CASCADE,
    network TEXT NOT NULL,
    server TEXT NOT NULL,
    client_id TEXT NOT NULL,
    secret TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    UNIQUE (workspace_id, network, server)
);

CREATE TABLE channels (
    id {id},
    workspace_id BIGINT NOT NULL REFERENCES workspaces(id) ON DELETE CASCADE,
    application_id BIGINT REFERENCES applications(id) ON DELETE SET NULL,
    network TEXT NOT NULL,
    name TEXT NOT NULL,
    handle TEXT NOT NULL,
    address TEXT NOT NULL,
    server TEXT NOT NULL,
    account TEXT NOT NULL,
    -- What was filled in to connect: in the open, and sealed.
    settings TEXT NOT NULL,
    secrets TEXT NOT NULL,
    -- What the server told of its limits.
    limits TEXT NOT NULL,
    state TEXT NOT NULL,
    problem TEXT NOT NULL,
    expires_at BIGINT,
    checked_at BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    disconnected_at BIGINT
);
CREATE UNIQUE INDEX channels_once ON channels (workspace_id, network, server, account) WHERE disconnected_at IS NULL;

-- A consent that a person was sent away for: what comes back is believed only with the state that was given along.
CREATE TABLE consents (
    state_hash TEXT PRIMARY KEY,
    workspace_id BIGINT NOT NULL REFERENCES workspaces(id) ON DELETE CASCADE,
    -- None for somebody at the machine itself.
    user_id BIGINT REFERENCES users(id) ON DELETE CASCADE,
    application_id BIGINT NOT NULL REFERENCES applications(id) ON DELETE CASCADE,
    network TEXT NOT NULL,
    server TEXT NOT NULL,
    settings TEXT NOT NULL,
    -- The verifier and what the network gave along, sealed.
    secrets TEXT NOT NULL,
    created_at BIGINT NOT NULL
);

-- Posts, links and activities with one purpose.
CREATE TABLE campaigns (
    id {id},
    workspace_id BIGINT NOT NULL REFERENCES workspaces(id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    -- Days on the wall; empty when it has none.
    starts_on TEXT NOT NULL,
    ends_on TEXT NOT NULL,
    -- What is added to its links: templates by the names of the parameters.
    rules TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    UNIQUE (workspace_id, name)
);

CREATE TABLE posts (
    id {id},
    workspace_id BIGINT NOT NULL REFERENCES workspaces(id) ON DELETE CASCADE,
    author_id BIGINT REFERENCES users(id) ON DELETE SET NULL,
    state TEXT NOT NULL,
    -- What is said on every channel that has no words of its own.
    content TEXT NOT NULL,
    due_at BIGINT,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    changed_by BIGINT,
    -- The rule by which it comes again from due_at on, and the zone of its wall; empty when it goes once.
    recurrence TEXT NOT NULL DEFAULT '',
    zone TEXT NOT NULL DEFAULT '',
    campaign_id BIGINT REFERENCES campaigns(id) ON DELETE SET NULL
);
CREATE INDEX posts_by_state ON posts (workspace_id, state, changed_at);
CREATE INDEX posts_by_campaign ON posts (campaign_id) WHERE campaign_id IS NOT NULL;

-- The channels of a post, with words of their own where they have any.
CREATE TABLE variants (
    post_id BIGINT NOT NULL REFERENCES posts(id) ON DELETE CASCADE,
    channel_id BIGINT NOT NULL REFERENCES channels(id) ON DELETE CASCADE,
    content TEXT,
    -- A time of its own, such as that of a free slot; that of the post otherwise.
    due_at BIGINT,
    PRIMARY KEY (post_id, channel_id)
);
CREATE INDEX variants_by_channel ON variants (channel_id);

CREATE TABLE post_versions (
    post_id BIGINT NOT NULL REFERENCES posts(id) ON DELETE CASCADE,
    version BIGINT NOT NULL,
    -- All that is said, by channel: JSON.
    said TEXT NOT NULL,
    user_id BIGINT,
    at BIGINT NOT NULL,
    PRIMARY KEY (post_id, version)
);

CREATE TABLE deliveries (
    id {id},
    workspace_id BIGINT NOT NULL REFERENCES workspaces(id) ON DELETE CASCADE,
    post_id BIGINT NOT NULL REFERENCES posts(id) ON DELETE CASCADE,
    channel_id BIGINT NOT NULL REFERENCES channels(id) ON DELETE CASCADE,
    -- Which time, for a post that comes again: 0 for the first.
    round BIGINT NOT NULL,
    state TEXT NOT NULL,
    -- Why it is where it is: a word for the translations, and what the network said.
    reason TEXT NOT NULL,
    said TEXT NOT NULL,
    due_at BIGINT NOT NULL,
    next_at BIGINT NOT NULL,
    -- A person said that it may leave though it is late.
    released BOOLEAN NOT NULL,
    content TEXT NOT NULL,
    hash TEXT NOT NULL,
    step BIGINT NOT NULL,
    steps BIGINT NOT NULL,
    handle TEXT NOT NULL,
    published_at BIGINT,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    UNIQUE (post_id, channel_id, round)
);
CREATE INDEX deliveries_in_time ON deliveries (workspace_id, due_at, id);
CREATE INDEX deliveries_open ON deliveries (workspace_id, state, due_at) WHERE state NOT IN ('published', 'cancelled');
CREATE INDEX deliveries_by_channel ON deliveries (channel_id, due_at);

-- One call of a delivery: the post, each part of its thread, its first comment. The key is the same for ever.
CREATE TABLE delivery_steps (
    delivery_id BIGINT NOT NULL REFERENCES deliveries(id) ON DELETE CASCADE,
    step BIGINT NOT NULL,
    key TEXT NOT NULL UNIQUE,
    attempts BIGINT NOT NULL,
    looks BIGINT NOT NULL,
    checks BIGINT NOT NULL,
    first_at BIGINT NOT NULL,
    called_at BIGINT NOT NULL,
    remote_id TEXT NOT NULL,
    remote_address TEXT NOT NULL,
    PRIMARY KEY (delivery_id, step)
);

-- What was done for a delivery, what was answered and what that was taken to mean.
CREATE TABLE attempts (
    id {id},
    delivery_id BIGINT NOT NULL REFERENCES deliveries(id) ON DELETE CASCADE,
    step BIGINT NOT NULL,
    act TEXT NOT NULL,
    at BIGINT NOT NULL,
    milliseconds BIGINT NOT NULL,
    hash TEXT NOT NULL,
    answered TEXT NOT NULL,
    decided TEXT NOT NULL
);
CREATE INDEX attempts_by_delivery ON attempts (delivery_id, id);

-- How fast accounts and applications may go: when the next call is due at an even pace, and until when a network wants none.
CREATE TABLE rates (
    scope TEXT PRIMARY KEY,
    even_at BIGINT NOT NULL,
    closed_until BIGINT NOT NULL
);

-- What stands on our channels, said by a delivery or by hand elsewhere, and what is counted of it: none is not zero.
CREATE TABLE publications (
    id {id},
    workspace_id BIGINT NOT NULL REFERENCES workspaces(id) ON DELETE CASCADE,
    channel_id BIGINT NOT NULL REFERENCES channels(id) ON DELETE CASCADE,
    delivery_id BIGINT REFERENCES deliveries(id) ON DELETE SET NULL,
    remote_id TEXT NOT NULL,
    address TEXT NOT NULL,
    text TEXT NOT NULL,
    published_at BIGINT NOT NULL,
    likes BIGINT,
    replies BIGINT,
    shares BIGINT,
    views BIGINT,
    saves BIGINT,
    counted_at BIGINT,
    gone_at BIGINT,
    -- What the network called its version when it was last said or changed by us; empty when that is not known.
    version TEXT NOT NULL,
    UNIQUE (channel_id, remote_id)
);
CREATE INDEX publications_in_time ON publications (channel_id, published_at);
CREATE INDEX publications_by_delivery ON publications (delivery_id) WHERE delivery_id IS NOT NULL;
-- What a person wants done with what stands on a channel: new words, or taking it away.
CREATE TABLE amendments (
    id {id},
    workspace_id BIGINT NOT NULL REFERENCES workspaces(id) ON DELETE CASCADE,
    delivery_id BIGINT NOT NULL REFERENCES deliveries(id) ON DELETE CASCADE,
    publication_id BIGINT NOT NULL REFERENCES publications(id) ON DELETE CASCADE,
    act TEXT NOT NULL,
    step BIGINT NOT NULL,
    -- All that is to be said then, as JSON; empty for taking away.
    content TEXT NOT NULL,
    -- A person said that what was changed there meanwhile may be written over.
    overwrites BOOLEAN NOT NULL,
    state TEXT NOT NULL,
    -- Why it could not be done: a word for the translations, and what the network said.
    reason TEXT NOT NULL,
    said TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    user_id BIGINT REFERENCES users(id) ON DELETE SET NULL,
    asked_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL
);
CREATE INDEX amendments_by_delivery ON amendments (delivery_id, id);
CREATE INDEX amendments_wanting ON amendments (workspace_id, id) WHERE state IN ('refused', 'conflict');

-- The library: pictures and films that are published. Their bytes are on the shelf, under the workspace and their hash.
CREATE TABLE assets (
    id {id},
    workspace_id BIGINT NOT NULL REFERENCES workspaces(id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    -- The file that it is now; those that it was before are in asset_files.
    hash TEXT NOT NULL,
    mime TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    width BIGINT NOT NULL,
    height BIGINT NOT NULL,
    milliseconds BIGINT NOT NULL,
    -- 64 bits of which pictures that look alike share nearly all; nothing where there is nothing to compare.
    likeness BIGINT,
    -- What it shows: by language, JSON.
    alt TEXT NOT NULL,
    rights_owner TEXT NOT NULL,
    rights_note TEXT NOT NULL,
    expires_at BIGINT,
    -- Whether what is published of it goes on telling where and by what it was taken.
    tells BOOLEAN NOT NULL,
    folder TEXT NOT NULL,
    -- JSON list.
    tags TEXT NOT NULL,
    -- Name, texts and tags in small letters without accents, for looking for words.
    words TEXT NOT NULL,
    created_by BIGINT REFERENCES users(id) ON DELETE SET NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    removed_at BIGINT
);
CREATE UNIQUE INDEX assets_once ON assets (workspace_id, hash) WHERE removed_at IS NULL;
CREATE INDEX assets_by_folder ON assets (workspace_id, folder, id) WHERE removed_at IS NULL;

-- Every file that an asset was: what was decided on stays what it was when the asset is replaced.
CREATE TABLE asset_files (
    asset_id BIGINT NOT NULL REFERENCES assets(id) ON DELETE CASCADE,
    hash TEXT NOT NULL,
    mime TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    width BIGINT NOT NULL,
    height BIGINT NOT NULL,
    milliseconds BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (asset_id, hash)
);

-- What was made of a file, and is kept beside it.
CREATE TABLE renditions (
    workspace_id BIGINT NOT NULL REFERENCES workspaces(id) ON DELETE CASCADE,
    hash TEXT NOT NULL,
    key TEXT NOT NULL,
    mime TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    width BIGINT NOT NULL,
    height BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, hash, key)
);

-- Short addresses of ours. Nothing is kept of a visit but a sum by day.
CREATE TABLE links (
    id {id},
    workspace_id BIGINT NOT NULL REFERENCES workspaces(id) ON DELETE CASCADE,
    slug TEXT NOT NULL UNIQUE,
    target TEXT NOT NULL,
    name TEXT NOT NULL,
    campaign_id BIGINT REFERENCES campaigns(id) ON DELETE SET NULL,
    created_by BIGINT REFERENCES users(id) ON DELETE SET NULL,
    created_at BIGINT NOT NULL,
    off_at BIGINT
);
CREATE INDEX links_by_workspace ON links (workspace_id, id);
CREATE INDEX links_by_campaign ON links (campaign_id) WHERE campaign_id IS NOT NULL;

-- What ever stood in a short address: it is never given again, whatever became of the link and its workspace.
CREATE TABLE slugs (
    slug TEXT PRIMARY KEY
);

CREATE TABLE link_days (
    link_id BIGINT NOT NULL REFERENCES links(id) ON DELETE CASCADE,
    day TEXT NOT NULL,
    humans BIGINT NOT NULL,
    robots BIGINT NOT NULL,
    PRIMARY KEY (link_id, day)
);
-- Where the links of articles lead, as it was last seen.
CREATE TABLE link_sights (
    workspace_id BIGINT NOT NULL REFERENCES workspaces(id) ON DELETE CASCADE,
    -- The address without the place in the page, and SHA-256 of it, hexadecimal: an address may be longer than an index takes.
    hash TEXT NOT NULL,
    address TEXT NOT NULL,
    -- alive, moved, dead, silent, private, unasked.
    state TEXT NOT NULL,
    -- What the site answered; 0 where it did not.
    status BIGINT NOT NULL,
    -- Where it is now, of one that moved for good.
    moved_to TEXT NOT NULL,
    seen_at BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, hash)
);
CREATE INDEX link_sights_by_age ON link_sights (seen_at);

-- The words that a post is filed under.
CREATE TABLE post_labels (
    post_id BIGINT NOT NULL REFERENCES posts(id) ON DELETE CASCADE,
    label TEXT NOT NULL,
    PRIMARY KEY (post_id, label)
);

-- Who wrote any of a post: nobody approves their own.
CREATE TABLE post_writers (
    post_id BIGINT NOT NULL REFERENCES posts(id) ON DELETE CASCADE,
    user_id BIGINT NOT NULL REFERENCES users(id) ON DELETE CASCADE,
    PRIMARY KEY (post_id, user_id)
);

-- Who has to say yes before something leaves, and of what: of everything, or of what goes to some channels, is filed under some labels or
-- belongs to some campaigns.
CREATE TABLE chains (
    id {id},
    workspace_id BIGINT NOT NULL REFERENCES workspaces(id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    everything BOOLEAN NOT NULL,
    -- JSON lists.
    channels TEXT NOT NULL,
    labels TEXT NOT NULL,
    campaigns TEXT NOT NULL,
    -- The steps: a domain::approval::Chain as JSON.
    steps TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    removed_at BIGINT
);
CREATE INDEX chains_standing ON chains (workspace_id) WHERE removed_at IS NULL;

-- People without an account who are asked by mail.
CREATE TABLE outsiders (
    id {id},
    workspace_id BIGINT NOT NULL REFERENCES workspaces(id) ON DELETE CASCADE,
    email TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    UNIQUE (workspace_id, email)
);

-- Where a planned post stands in a chain, as it was last judged: what is asked and of whom.
CREATE TABLE asks (
    workspace_id BIGINT NOT NULL REFERENCES workspaces(id) ON DELETE CASCADE,
    post_id BIGINT NOT NULL REFERENCES posts(id) ON DELETE CASCADE,
    chain_id BIGINT NOT NULL REFERENCES chains(id) ON DELETE CASCADE,
    -- The hash of the hashes that are decided on.
    digest TEXT NOT NULL,
    state TEXT NOT NULL,
    step BIGINT NOT NULL,
    -- Whose yes is awaited: JSON.
    asked TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    PRIMARY KEY (post_id, chain_id)
);
CREATE INDEX asks_waiting ON asks (workspace_id, asked_at) WHERE state = 'waiting';

-- What was said, by whom, on exactly which hash: one row for each channel that was decided on. Never changed, never removed.
CREATE TABLE decisions (
    id {id},
    workspace_id BIGINT NOT NULL REFERENCES workspaces(id) ON DELETE CASCADE,
    post_id BIGINT NOT NULL REFERENCES posts(id) ON DELETE CASCADE,
    chain_id BIGINT NOT NULL REFERENCES chains(id) ON DELETE CASCADE,
    chain TEXT NOT NULL,
    step BIGINT NOT NULL,
    channel_id BIGINT NOT NULL REFERENCES channels(id) ON DELETE CASCADE,
    hash TEXT NOT NULL,
    user_id BIGINT,
    outsider_id BIGINT,
    -- The name or mail address as it was then, and the hats that were worn.
    who TEXT NOT NULL,
    hats TEXT NOT NULL,
    is_yes BOOLEAN NOT NULL,
    note TEXT NOT NULL,
    version BIGINT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX decisions_by_post ON decisions (post_id, id);
CREATE INDEX decisions_in_order ON decisions (workspace_id, id);

-- The links that outsiders were sent, as hashes.
CREATE TABLE approval_links (
    id {id},
    workspace_id BIGINT NOT NULL REFERENCES workspaces(id) ON DELETE CASCADE,
    post_id BIGINT NOT NULL REFERENCES posts(id) ON DELETE CASCADE,
    outsider_id BIGINT NOT NULL REFERENCES outsiders(id) ON DELETE CASCADE,
    token_hash TEXT NOT NULL UNIQUE,
    created_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    used_at BIGINT,
    revoked_at BIGINT
);
CREATE INDEX approval_links_by_post ON approval_links (post_id);

-- What people say to each other about a post.
CREATE TABLE post_comments (
    id {id},
    workspace_id BIGINT NOT NULL REFERENCES workspaces(id) ON DELETE CASCADE,
    post_id BIGINT NOT NULL REFERENCES posts(id) ON DELETE CASCADE,
    user_id BIGINT,
    outsider_id BIGINT,
    who TEXT NOT NULL,
    text TEXT NOT NULL,
    -- Users who are called: a JSON list.
    mentions TEXT NOT NULL,
    version BIGINT NOT NULL,
    at BIGINT NOT NULL,
    resolved_at BIGINT,
    resolved_by BIGINT
);
CREATE INDEX post_comments_by_post ON post_comments (post_id, id);
CREATE INDEX post_comments_open ON post_comments (workspace_id, id) WHERE resolved_at IS NULL;

-- Mails to single people about a post: what is asked of them, where they were called, what was decided.
CREATE TABLE notices (
    id {id},
    workspace_id BIGINT NOT NULL REFERENCES workspaces(id) ON DELETE CASCADE,
    post_id BIGINT NOT NULL REFERENCES posts(id) ON DELETE CASCADE,
    user_id BIGINT REFERENCES users(id) ON DELETE CASCADE,
    outsider_id BIGINT REFERENCES outsiders(id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    -- Who caused it, and what they said.
    by_name TEXT NOT NULL,
    said TEXT NOT NULL,
    state TEXT NOT NULL,
    problem TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    sent_at BIGINT
);
CREATE INDEX notices_by_post ON notices (post_id, id);

-- When a channel publishes: the weekday from Monday, 0, and the minute on the clock of the wall.
CREATE TABLE slots (
    channel_id BIGINT NOT NULL REFERENCES channels(id) ON DELETE CASCADE,
    weekday BIGINT NOT NULL,
    minute BIGINT NOT NULL,
    PRIMARY KEY (channel_id, weekday, minute)
);

-- Evergreen lists: texts that are sent again and again, each time the one sent longest ago.
CREATE TABLE lists (
    id {id},
    workspace_id BIGINT NOT NULL REFERENCES workspaces(id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    recurrence TEXT NOT NULL,
    zone TEXT NOT NULL,
    starts_at BIGINT NOT NULL,
    -- The last occurrence that was sent, or passed over.
    done_at BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    UNIQUE (workspace_id, name)
);
CREATE TABLE list_channels (
    list_id BIGINT NOT NULL REFERENCES lists(id) ON DELETE CASCADE,
    channel_id BIGINT NOT NULL REFERENCES channels(id) ON DELETE CASCADE,
    PRIMARY KEY (list_id, channel_id)
);
CREATE TABLE list_posts (
    list_id BIGINT NOT NULL REFERENCES lists(id) ON DELETE CASCADE,
    post_id BIGINT NOT NULL REFERENCES posts(id) ON DELETE CASCADE,
    place BIGINT NOT NULL,
    PRIMARY KEY (list_id, post_id)
);

-- What becomes of the entries of a source by itself: a draft or a planned post each, once for ever.
CREATE TABLE feed_rules (
    id {id},
    workspace_id BIGINT NOT NULL REFERENCES workspaces(id) ON DELETE CASCADE,
    source_id BIGINT NOT NULL REFERENCES sources(id) ON DELETE CASCADE,
    channels TEXT NOT NULL,
    template TEXT NOT NULL,
    plans BOOLEAN NOT NULL,
    from_hour BIGINT NOT NULL,
    to_hour BIGINT NOT NULL,
    -- When the last entry that was looked at came in, and when the last post was planned for.
    looked_at BIGINT NOT NULL,
    planned_at BIGINT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX feed_rules_by_source ON feed_rules (source_id);
CREATE TABLE feed_posts (
    rule_id BIGINT NOT NULL REFERENCES feed_rules(id) ON DELETE CASCADE,
    document_key TEXT NOT NULL,
    post_id BIGINT,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (rule_id, document_key)
);

-- What stands on days of the calendar besides posts: notes and embargoes. Days as ISO 8601 writes them.
CREATE TABLE calendar_marks (
    id {id},
    workspace_id BIGINT NOT NULL REFERENCES workspaces(id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    from_day TEXT NOT NULL,
    to_day TEXT NOT NULL,
    words TEXT NOT NULL,
    created_by BIGINT REFERENCES users(id) ON DELETE SET NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX calendar_marks_by_day ON calendar_marks (workspace_id, to_day);

-- What was spent at networks, from what they had: money, in millionths of a dollar, and what it took of a quota. One row for each step of a
-- delivery, and one for what was read back on a channel in a day.
CREATE TABLE spent (
    key TEXT PRIMARY KEY,
    workspace_id BIGINT NOT NULL REFERENCES workspaces(id) ON DELETE CASCADE,
    channel_id BIGINT NOT NULL REFERENCES channels(id) ON DELETE CASCADE,
    network TEXT NOT NULL,
    -- The act that has the price; empty when it has none and only takes of a quota.
    act TEXT NOT NULL,
    times BIGINT NOT NULL,
    micros BIGINT NOT NULL,
    units BIGINT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX spent_by_month ON spent (workspace_id, network, at);
CREATE INDEX spent_by_channel ON spent (channel_id, at);

-- Who asked for a newsletter. Those who left stay, so that no list brings them back.
CREATE TABLE readers (
    id {id},
    workspace_id BIGINT NOT NULL REFERENCES workspaces(id) ON DELETE CASCADE,
    channel_id BIGINT NOT NULL REFERENCES channels(id) ON DELETE CASCADE,
    email TEXT NOT NULL,
    name TEXT NOT NULL,
    added_at BIGINT NOT NULL,
    left_at BIGINT,
    UNIQUE (channel_id, email)
);

-- What became of a delivery for each of its readers: written down before a mail server hears of it.
CREATE TABLE letters (
    delivery_id BIGINT NOT NULL REFERENCES deliveries(id) ON DELETE CASCADE,
    email TEXT NOT NULL,
    reader_id BIGINT REFERENCES readers(id) ON DELETE SET NULL,
    state TEXT NOT NULL,
    -- What the mail server said, when it did not take it.
    said TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (delivery_id, email)
);
CREATE INDEX letters_by_state ON letters (delivery_id, state);

-- Words that are used again and again: templates, signatures, groups of hashtags.
CREATE TABLE snippets (
    id {id},
    workspace_id BIGINT NOT NULL REFERENCES workspaces(id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    text TEXT NOT NULL,
    -- The channels that it is for: a JSON list of ids, empty for all.
    channels TEXT NOT NULL,
    -- A signature that stands under whatever leaves there.
    always BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    changed_by BIGINT REFERENCES users(id) ON DELETE SET NULL,
    UNIQUE (workspace_id, name)
);

-- Where the addresses of a text stand on a channel when it leaves; in the text where there is no row.
CREATE TABLE link_places (
    channel_id BIGINT PRIMARY KEY REFERENCES channels(id) ON DELETE CASCADE,
    place TEXT NOT NULL
);

-- Addresses from which calendar programs read the calendar, as hashes: each of one person.
CREATE TABLE subscriptions (
    id {id},
    workspace_id BIGINT NOT NULL REFERENCES workspaces(id) ON DELETE CASCADE,
    user_id BIGINT NOT NULL REFERENCES users(id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    token_hash TEXT NOT NULL UNIQUE,
    created_at BIGINT NOT NULL,
    read_at BIGINT,
    revoked_at BIGINT
);
CREATE INDEX subscriptions_by_user ON subscriptions (user_id) WHERE revoked_at IS NULL;

-- What is added to the links of a channel, over what its campaign says: templates by the names of the parameters, JSON.
CREATE TABLE channel_rules (
    channel_id BIGINT PRIMARY KEY REFERENCES channels(id) ON DELETE CASCADE,
    rules TEXT NOT NULL
);
