-- One corpus, one DuckDB file. Offsets are Python str offsets into document.text, end exclusive.
-- Ids are dense integers; documents are numbered in date order (undated last, then by name).

CREATE TABLE about (key VARCHAR PRIMARY KEY, value VARCHAR NOT NULL);

CREATE TABLE document (
    document INTEGER PRIMARY KEY,
    name VARCHAR NOT NULL UNIQUE,
    title VARCHAR NOT NULL,
    title_guessed BOOLEAN NOT NULL,
    source VARCHAR,
    source_guessed BOOLEAN NOT NULL,
    published DATE,
    published_precision VARCHAR,
    url VARCHAR,
    language VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,
    added_at TIMESTAMP NOT NULL,
    tokens INTEGER NOT NULL,          -- everything as written, bylines too
    types INTEGER NOT NULL            -- distinct written forms among them
);

CREATE TABLE sentence (
    document INTEGER NOT NULL,
    sentence INTEGER NOT NULL,        -- from 1 in reading order, headings, bylines and junk included
    number INTEGER NOT NULL,          -- from 1 within its kind: body sentence 12 is cited as S12
    paragraph INTEGER NOT NULL,       -- from 1; a paragraph is a line
    kind VARCHAR NOT NULL,            -- body heading byline junk
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    tokens INTEGER NOT NULL
);

CREATE TABLE term (
    term INTEGER PRIMARY KEY,
    key VARCHAR NOT NULL,             -- folded spelling of the lemma: what two spellings share
    lemma VARCHAR NOT NULL,           -- as shown
    stop VARCHAR                      -- tier of the stop list, null for a content word
);

CREATE TABLE form (
    form INTEGER PRIMARY KEY,
    text VARCHAR NOT NULL UNIQUE,     -- as written
    key VARCHAR NOT NULL,             -- folded spelling of the form itself
    term INTEGER NOT NULL
);

CREATE TABLE token (
    document INTEGER NOT NULL,
    sentence INTEGER NOT NULL,
    position INTEGER NOT NULL,        -- from 0 in the document
    form INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    kind VARCHAR NOT NULL             -- of its sentence, but 'byline' inside a byline at a sentence's head
);

CREATE TABLE compound (               -- words joined by hyphens, for the hyphen switch: भारत-रूस
    document INTEGER NOT NULL,
    sentence INTEGER NOT NULL,
    position INTEGER NOT NULL,        -- of its first token
    parts INTEGER NOT NULL,           -- how many tokens it joins
    form INTEGER NOT NULL,            -- the form of the whole
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    kind VARCHAR NOT NULL
);

CREATE TABLE entity (
    entity INTEGER PRIMARY KEY,
    code VARCHAR NOT NULL UNIQUE,     -- the lexicon's id: links and the command line use it
    kind VARCHAR NOT NULL,            -- item generic person organisation country place initiative sector event
    class VARCHAR NOT NULL,           -- 'missile.cruise' …; '' where the kind has none
    label_hi VARCHAR NOT NULL,
    label_en VARCHAR NOT NULL,
    watched BOOLEAN NOT NULL          -- on the watch-list: told when it is not found
);

CREATE TABLE mention (
    document INTEGER NOT NULL,
    sentence INTEGER NOT NULL,
    paragraph INTEGER NOT NULL,
    kind VARCHAR NOT NULL,            -- of the sentence
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    entity INTEGER NOT NULL,
    how VARCHAR NOT NULL,             -- name adjective role reference
    confidence REAL NOT NULL
);

-- Derived, so that a filtered ranking never scans tokens.
CREATE TABLE term_count (
    document INTEGER NOT NULL,
    term INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    count INTEGER NOT NULL,           -- hyphens split
    joined INTEGER NOT NULL,          -- hyphens joined
    sentences INTEGER NOT NULL        -- distinct sentences of this kind that hold the term (split)
);

CREATE TABLE ingest_file (
    path VARCHAR NOT NULL,
    bytes BIGINT NOT NULL,
    sha256 VARCHAR NOT NULL,
    status VARCHAR NOT NULL,
    message VARCHAR NOT NULL,
    documents INTEGER NOT NULL
);
