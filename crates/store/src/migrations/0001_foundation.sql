-- Times are UTC microseconds, enumerations are words, structured values are JSON in TEXT.
-- {id} and the like are filled in by dialect.rs, the one place where the two engines differ.

CREATE TABLE workspaces (
    id {id},
    name TEXT NOT NULL,
    colour TEXT NOT NULL,
    language TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE users (
    id {id},
    email TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    language TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    theme TEXT NOT NULL,
    density TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    disabled_at BIGINT
);

CREATE TABLE members (
    workspace_id BIGINT NOT NULL REFERENCES workspaces(id) ON DELETE CASCADE,
    user_id BIGINT NOT NULL REFERENCES users(id) ON DELETE CASCADE,
    hats TEXT NOT NULL,
    joined_at BIGINT NOT NULL,
    seen_at BIGINT,
    left_at BIGINT,
    PRIMARY KEY (workspace_id, user_id)
);
CREATE INDEX members_by_user ON members (user_id);

CREATE TABLE invitations (
    id {id},
    workspace_id BIGINT REFERENCES workspaces(id) ON DELETE CASCADE,
    email TEXT NOT NULL,
    hats TEXT NOT NULL,
    token_hash TEXT NOT NULL UNIQUE,
    created_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    used_at BIGINT
);

CREATE TABLE sessions (
    id {id},
    user_id BIGINT NOT NULL REFERENCES users(id) ON DELETE CASCADE,
    token_hash TEXT NOT NULL UNIQUE,
    user_agent TEXT NOT NULL,
    address TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL
);
CREATE INDEX sessions_by_user ON sessions (user_id);

CREATE TABLE tokens (
    id {id},
    workspace_id BIGINT NOT NULL REFERENCES workspaces(id) ON DELETE CASCADE,
    user_id BIGINT NOT NULL REFERENCES users(id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    token_hash TEXT NOT NULL UNIQUE,
    scopes TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    used_at BIGINT,
    revoked_at BIGINT
);

CREATE TABLE settings (
    workspace_id BIGINT NOT NULL REFERENCES workspaces(id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (workspace_id, name)
);

CREATE TABLE folders (
    id {id},
    workspace_id BIGINT NOT NULL REFERENCES workspaces(id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    UNIQUE (workspace_id, name)
);

CREATE TABLE sources (
    id {id},
    workspace_id BIGINT NOT NULL REFERENCES workspaces(id) ON DELETE CASCADE,
    folder_id BIGINT REFERENCES folders(id) ON DELETE SET NULL,
    medium TEXT NOT NULL,
    title TEXT NOT NULL,
    address TEXT NOT NULL,
    address_key TEXT NOT NULL,
    site_address TEXT,
    kind TEXT NOT NULL,
    language TEXT,
    state TEXT NOT NULL,
    state_reason TEXT NOT NULL DEFAULT '',
    paused_at BIGINT,
    etag TEXT,
    last_modified TEXT,
    body_hash TEXT,
    hints TEXT NOT NULL DEFAULT '{}',
    failures BIGINT NOT NULL DEFAULT 0,
    expected_seconds BIGINT,
    visited_at BIGINT,
    succeeded_at BIGINT,
    newest_at BIGINT,
    next_at BIGINT,
    next_reason TEXT NOT NULL DEFAULT '',
    documents BIGINT NOT NULL DEFAULT 0,
    created_at BIGINT NOT NULL,
    UNIQUE (workspace_id, address_key)
);
CREATE INDEX sources_by_folder ON sources (workspace_id, folder_id);

CREATE TABLE visits (
    id {id},
    workspace_id BIGINT NOT NULL,
    source_id BIGINT NOT NULL REFERENCES sources(id) ON DELETE CASCADE,
    at BIGINT NOT NULL,
    outcome TEXT NOT NULL,
    status BIGINT,
    seen BIGINT NOT NULL,
    new BIGINT NOT NULL,
    changed BIGINT NOT NULL,
    milliseconds BIGINT NOT NULL,
    problem TEXT NOT NULL
);
CREATE INDEX visits_by_source ON visits (source_id, at);

CREATE TABLE documents (
    id {id},
    workspace_id BIGINT NOT NULL,
    source_id BIGINT NOT NULL,
    document_key TEXT NOT NULL,
    address TEXT,
    site TEXT NOT NULL,
    title TEXT NOT NULL,
    author TEXT NOT NULL,
    author_address TEXT,
    language TEXT NOT NULL,
    kind TEXT NOT NULL,
    tags TEXT NOT NULL,
    rating DOUBLE PRECISION,
    image TEXT,
    published_at BIGINT NOT NULL,
    published_known BOOLEAN NOT NULL,
    found_at BIGINT NOT NULL,
    changed_at BIGINT,
    content_hash TEXT NOT NULL,
    version BIGINT NOT NULL,
    caught BOOLEAN NOT NULL,
    -- The first of its story that any topic caught.
    leads BOOLEAN NOT NULL,
    starred BOOLEAN NOT NULL,
    done_at BIGINT,
    done_by BIGINT,
    assignee_id BIGINT,
    -- What was understood from the text; a person's word stands above the model's.
    sentiment TEXT NOT NULL,
    intent TEXT NOT NULL,
    toxicity BIGINT NOT NULL,
    spam BIGINT NOT NULL,
    personal BOOLEAN NOT NULL,
    reading TEXT NOT NULL,
    -- Long texts stand last: SQLite reads a row from its beginning, and what is asked for most must not lie behind them.
    text TEXT NOT NULL,
    html TEXT NOT NULL,
    UNIQUE (workspace_id, document_key)
);
CREATE INDEX documents_in_time ON documents (workspace_id, published_at, id) WHERE caught;
-- The last two columns take no room, and let SQLite count what is open without looking at the documents.
CREATE INDEX documents_open ON documents (workspace_id, published_at, id, caught, done_at) WHERE caught AND done_at IS NULL;
CREATE INDEX documents_starred ON documents (workspace_id, published_at, id) WHERE starred;
CREATE INDEX documents_assigned ON documents (workspace_id, assignee_id, published_at, id) WHERE assignee_id IS NOT NULL;
CREATE INDEX documents_of_source ON documents (source_id, published_at);
CREATE INDEX documents_uncaught ON documents (workspace_id, published_at, id) WHERE NOT caught;

-- What an author said, who is a name on a site.
CREATE INDEX documents_by_author ON documents (workspace_id, site, author, published_at, id) WHERE caught AND author <> '';
-- Who spoke in a time and how that was felt: authors are ranked without looking at the documents. The last column takes no room, as above.
CREATE INDEX documents_spoken ON documents (workspace_id, published_at, id, site, author, sentiment, caught) WHERE caught AND author <> '';
CREATE INDEX documents_leading ON documents (workspace_id, published_at, id) WHERE caught AND leads;

-- The story of a document that is a copy. One without a row is its own story, which is called by the id of its first document; that
-- of a first document which was joined to an older story has a row too, and so leads its old name to the new one.
CREATE TABLE copies (
    document_id BIGINT PRIMARY KEY,
    story_id BIGINT NOT NULL
);
CREATE INDEX copies_of_story ON copies (story_id, document_id);

-- What the documents that stand for a story say (text::fingerprint), and the keys that they are found by, both in base64. A process
-- holds the keys of the latest in memory: an index of them here would be written all over with every batch.
CREATE TABLE story_texts (
    workspace_id BIGINT NOT NULL,
    document_id BIGINT NOT NULL,
    is_first BOOLEAN NOT NULL,
    fingerprint TEXT NOT NULL,
    keys TEXT NOT NULL,
    PRIMARY KEY (workspace_id, document_id)
){by_key};

CREATE TABLE document_versions (
    document_id BIGINT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    version BIGINT NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    seen_at BIGINT NOT NULL,
    PRIMARY KEY (document_id, version)
);

-- Written with every document, in its transaction: a reference that is checked each time costs a tenth of taking it in.
CREATE TABLE document_sources (
    source_id BIGINT NOT NULL,
    guid TEXT NOT NULL,
    document_id BIGINT NOT NULL,
    found_at BIGINT NOT NULL,
    PRIMARY KEY (source_id, guid)
){by_key};
CREATE INDEX document_sources_by_document ON document_sources (document_id);

CREATE TABLE document_tags (
    workspace_id BIGINT NOT NULL,
    document_id BIGINT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    tag TEXT NOT NULL,
    PRIMARY KEY (document_id, tag)
);
CREATE INDEX document_tags_by_tag ON document_tags (workspace_id, tag);

-- What a text speaks of, as its reading says: so that the mentions of an aspect are found without reading the readings.
CREATE TABLE document_aspects (
    workspace_id BIGINT NOT NULL,
    aspect TEXT NOT NULL,
    document_id BIGINT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    PRIMARY KEY (workspace_id, aspect, document_id)
){by_key};
CREATE INDEX document_aspects_of ON document_aspects (document_id);

-- What a person said a document is, where the model said something else or nothing: the last word of each sort.
CREATE TABLE corrections (
    workspace_id BIGINT NOT NULL,
    document_id BIGINT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    about TEXT NOT NULL,
    said TEXT NOT NULL,
    -- What the model alone had said, and what it said with all that was learned before this correction.
    model TEXT NOT NULL,
    learned TEXT NOT NULL,
    user_id BIGINT,
    at BIGINT NOT NULL,
    PRIMARY KEY (document_id, about)
);
CREATE INDEX corrections_in_time ON corrections (workspace_id, about, at);

CREATE TABLE notes (
    id {id},
    workspace_id BIGINT NOT NULL,
    document_id BIGINT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    user_id BIGINT NOT NULL,
    text TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX notes_by_document ON notes (document_id);

{full_text}

CREATE TABLE topics (
    id {id},
    workspace_id BIGINT NOT NULL REFERENCES workspaces(id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    query TEXT NOT NULL,
    form TEXT,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    archived_at BIGINT,
    UNIQUE (workspace_id, name)
);

CREATE TABLE topic_versions (
    topic_id BIGINT NOT NULL REFERENCES topics(id) ON DELETE CASCADE,
    version BIGINT NOT NULL,
    query TEXT NOT NULL,
    form TEXT,
    user_id BIGINT,
    at BIGINT NOT NULL,
    reason TEXT NOT NULL DEFAULT '',
    restores BIGINT,
    PRIMARY KEY (topic_id, version)
);

CREATE TABLE labels (
    workspace_id BIGINT NOT NULL,
    topic_id BIGINT NOT NULL REFERENCES topics(id) ON DELETE CASCADE,
    document_id BIGINT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    relevant BOOLEAN NOT NULL,
    user_id BIGINT,
    at BIGINT NOT NULL,
    PRIMARY KEY (topic_id, document_id)
);
CREATE INDEX labels_by_document ON labels (document_id);

CREATE TABLE mentions (
    id {id},
    workspace_id BIGINT NOT NULL,
    topic_id BIGINT NOT NULL REFERENCES topics(id) ON DELETE CASCADE,
    document_id BIGINT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    source_id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    language TEXT NOT NULL,
    sentiment TEXT NOT NULL,
    topic_version BIGINT NOT NULL,
    published_at BIGINT NOT NULL,
    found_at BIGINT NOT NULL,
    -- The first of its story that the topic caught.
    leads BOOLEAN NOT NULL,
    UNIQUE (document_id, topic_id)
);
CREATE INDEX mentions_in_time ON mentions (topic_id, published_at, document_id);

CREATE TABLE rollups (
    workspace_id BIGINT NOT NULL,
    topic_id BIGINT NOT NULL,
    hour BIGINT NOT NULL,
    kind TEXT NOT NULL,
    language TEXT NOT NULL,
    sentiment TEXT NOT NULL,
    mentions BIGINT NOT NULL,
    -- Of these, the first of their stories.
    stories BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, topic_id, hour, kind, language, sentiment)
){by_key};

-- Sums of the rollups, kept with them: all of an hour, the parts of a day of UTC, the languages of all time.
CREATE TABLE rollup_hours (
    workspace_id BIGINT NOT NULL,
    topic_id BIGINT NOT NULL,
    hour BIGINT NOT NULL,
    mentions BIGINT NOT NULL,
    stories BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, topic_id, hour)
){by_key};

CREATE TABLE rollup_days (
    workspace_id BIGINT NOT NULL,
    topic_id BIGINT NOT NULL,
    day BIGINT NOT NULL,
    kind TEXT NOT NULL,
    language TEXT NOT NULL,
    sentiment TEXT NOT NULL,
    mentions BIGINT NOT NULL,
    stories BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, topic_id, day, kind, language, sentiment)
){by_key};

CREATE TABLE rollup_languages (
    workspace_id BIGINT NOT NULL,
    topic_id BIGINT NOT NULL,
    language TEXT NOT NULL,
    mentions BIGINT NOT NULL,
    stories BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, topic_id, language)
){by_key};

CREATE TABLE views (
    id {id},
    workspace_id BIGINT NOT NULL REFERENCES workspaces(id) ON DELETE CASCADE,
    user_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    filter TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    UNIQUE (workspace_id, name)
);

CREATE TABLE alerts (
    id {id},
    workspace_id BIGINT NOT NULL REFERENCES workspaces(id) ON DELETE CASCADE,
    user_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    topic_id BIGINT REFERENCES topics(id) ON DELETE CASCADE,
    view_id BIGINT REFERENCES views(id) ON DELETE CASCADE,
    -- `mentions` or `signals`.
    tells TEXT NOT NULL,
    rhythm TEXT NOT NULL,
    hour BIGINT NOT NULL,
    way TEXT NOT NULL,
    address TEXT NOT NULL,
    secret TEXT,
    state TEXT NOT NULL,
    created_at BIGINT NOT NULL
);

-- What happened with a topic, once each. Times are UTC microseconds; parts, evidence and finding are JSON.
CREATE TABLE signals (
    id {id},
    workspace_id BIGINT NOT NULL REFERENCES workspaces(id) ON DELETE CASCADE,
    topic_id BIGINT NOT NULL REFERENCES topics(id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    phrase TEXT NOT NULL,
    started_at BIGINT NOT NULL,
    -- When it could first be known.
    alarmed_at BIGINT NOT NULL,
    peak_at BIGINT NOT NULL,
    -- The last unusual point.
    last_at BIGINT NOT NULL,
    ended_at BIGINT,
    count DOUBLE PRECISION NOT NULL,
    expected DOUBLE PRECISION NOT NULL,
    low DOUBLE PRECISION NOT NULL,
    high DOUBLE PRECISION NOT NULL,
    above DOUBLE PRECISION NOT NULL,
    score DOUBLE PRECISION NOT NULL,
    buzz DOUBLE PRECISION NOT NULL,
    parts TEXT NOT NULL,
    evidence TEXT NOT NULL,
    finding TEXT NOT NULL,
    -- Found in what had been said before Parvis listened: it was told to nobody.
    hindsight BOOLEAN NOT NULL,
    feedback TEXT NOT NULL,
    feedback_by BIGINT,
    feedback_at BIGINT
);
CREATE INDEX signals_in_time ON signals (workspace_id, started_at);
CREATE INDEX signals_by_topic ON signals (topic_id, started_at);

-- What is known of the usual of a topic, up to a moment (seconds since 1970): JSON.
CREATE TABLE signal_watches (
    topic_id BIGINT PRIMARY KEY REFERENCES topics(id) ON DELETE CASCADE,
    workspace_id BIGINT NOT NULL,
    settled_to BIGINT NOT NULL,
    state TEXT NOT NULL
);

CREATE TABLE alert_signals (
    alert_id BIGINT NOT NULL REFERENCES alerts(id) ON DELETE CASCADE,
    signal_id BIGINT NOT NULL REFERENCES signals(id) ON DELETE CASCADE,
    found_at BIGINT NOT NULL,
    PRIMARY KEY (alert_id, signal_id)
);

CREATE TABLE alert_hits (
    alert_id BIGINT NOT NULL REFERENCES alerts(id) ON DELETE CASCADE,
    document_id BIGINT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    found_at BIGINT NOT NULL,
    PRIMARY KEY (alert_id, document_id)
);

CREATE TABLE notifications (
    id {id},
    workspace_id BIGINT NOT NULL,
    alert_id BIGINT NOT NULL REFERENCES alerts(id) ON DELETE CASCADE,
    key TEXT NOT NULL UNIQUE,
    address TEXT NOT NULL,
    state TEXT NOT NULL,
    test BOOLEAN NOT NULL,
    documents TEXT NOT NULL,
    signals TEXT NOT NULL,
    total BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    problem TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    sent_at BIGINT,
    since_published_seconds BIGINT,
    since_found_seconds BIGINT
);
CREATE INDEX notifications_by_alert ON notifications (alert_id, created_at);
CREATE INDEX notifications_in_time ON notifications (workspace_id, created_at);

CREATE TABLE imports (
    id {id},
    workspace_id BIGINT NOT NULL REFERENCES workspaces(id) ON DELETE CASCADE,
    user_id BIGINT NOT NULL,
    title TEXT NOT NULL,
    state TEXT NOT NULL,
    total BIGINT NOT NULL,
    done BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    ended_at BIGINT
);

CREATE TABLE import_lines (
    import_id BIGINT NOT NULL REFERENCES imports(id) ON DELETE CASCADE,
    line BIGINT NOT NULL,
    position BIGINT NOT NULL,
    title TEXT NOT NULL,
    address TEXT NOT NULL,
    site_address TEXT,
    folder TEXT NOT NULL,
    outcome TEXT NOT NULL,
    reason TEXT NOT NULL,
    source_id BIGINT,
    PRIMARY KEY (import_id, position)
);

CREATE TABLE events (
    id {id},
    workspace_id BIGINT,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    user_id BIGINT,
    verb TEXT NOT NULL,
    subject TEXT NOT NULL,
    subject_id BIGINT,
    detail TEXT NOT NULL
);
CREATE INDEX events_by_workspace ON events (workspace_id, id);
CREATE INDEX events_by_subject ON events (workspace_id, subject, id);

CREATE TABLE jobs (
    id {id},
    workspace_id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    lane TEXT NOT NULL,
    payload TEXT NOT NULL,
    state TEXT NOT NULL,
    due_at BIGINT NOT NULL,
    leased_until BIGINT,
    attempts BIGINT NOT NULL,
    done BIGINT NOT NULL,
    total BIGINT NOT NULL,
    problem TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    ended_at BIGINT
);
CREATE UNIQUE INDEX jobs_open ON jobs (kind, key) WHERE state = 'open';
CREATE INDEX jobs_due ON jobs (due_at) WHERE state = 'open';
CREATE INDEX jobs_held ON jobs (leased_until) WHERE leased_until IS NOT NULL;
