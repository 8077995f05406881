-- Count tables of a large store: sums over cells of documents, so that a filter adds up few rows. They hold
-- nothing that is not in the other tables, are built by cubes.py and completed with single documents by
-- cover.py. Counted are sentences of the body and headings, and mentions by name. A cell may have several
-- rows of one form, entity or pair: a question always sums.

CREATE TABLE cell (
    cell INTEGER NOT NULL,
    level VARCHAR NOT NULL,           -- source: of one source in one month; of all sources: month, year, all;
                                      -- not each corpus fills cells of a source or a month
    source VARCHAR,                   -- '' where it is not known; null for all
    month DATE,                       -- first day of the month or year; null for the undated and for all
    first DATE,                       -- dates of its first and last document
    last DATE
);

CREATE TABLE cell_size (
    cell INTEGER NOT NULL,
    documents INTEGER NOT NULL,
    dated INTEGER NOT NULL,
    body INTEGER NOT NULL,            -- sentences
    headings INTEGER NOT NULL,
    paragraphs INTEGER NOT NULL,      -- that hold a sentence of the body or a heading
    tokens BIGINT NOT NULL,           -- everything as written
    counted BIGINT NOT NULL           -- tokens of the body and of headings
);

CREATE TABLE document_size (
    document INTEGER NOT NULL,
    body INTEGER NOT NULL,
    headings INTEGER NOT NULL,
    body_paragraphs INTEGER NOT NULL, -- that hold a sentence of the body
    paragraphs INTEGER NOT NULL,
    tokens INTEGER NOT NULL,
    counted INTEGER NOT NULL
);

CREATE TABLE term_cube (              -- a form that is only in bylines and junk has a row of zeros
    cell INTEGER NOT NULL,
    form INTEGER NOT NULL,
    count INTEGER NOT NULL,           -- tokens, hyphens split
    headings INTEGER NOT NULL,
    -- Mostly zeros, which take less room than the sums that they lead to:
    again_in_sentence INTEGER NOT NULL,  -- tokens less sentences
    other_in_sentence INTEGER NOT NULL,  -- sentences that count for another form of the term
    again_in_document INTEGER NOT NULL,  -- sentences less documents
    other_in_document INTEGER NOT NULL   -- documents that count for another form of the term
);

CREATE TABLE entity_cube (
    cell INTEGER NOT NULL,
    entity INTEGER NOT NULL,
    count INTEGER NOT NULL,
    headings INTEGER NOT NULL,
    sentences INTEGER NOT NULL,
    paragraphs INTEGER NOT NULL,
    documents INTEGER NOT NULL
);

CREATE TABLE surface_cube (
    cell INTEGER NOT NULL,
    entity INTEGER NOT NULL,
    surface VARCHAR NOT NULL,
    count INTEGER NOT NULL
);

CREATE TABLE class_cube (             -- by the first part of the class
    cell INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    class VARCHAR NOT NULL,
    count INTEGER NOT NULL,
    documents INTEGER NOT NULL,
    sentences INTEGER NOT NULL
);

CREATE TABLE pair_cube (              -- of items and actors; a is the smaller id
    cell INTEGER NOT NULL,
    unit VARCHAR NOT NULL,            -- sentence paragraph document
    a INTEGER NOT NULL,
    b INTEGER NOT NULL,
    count INTEGER NOT NULL,           -- units that hold both
    again INTEGER NOT NULL            -- units less documents that hold such a one
);

CREATE TABLE document_spot (          -- in the largest stores: see postings.py
    document INTEGER NOT NULL,
    first_spot BIGINT NOT NULL
);

CREATE TABLE posting (                -- words of the body and of headings by form, in the largest stores
    form INTEGER NOT NULL,
    spot BIGINT NOT NULL
);

CREATE TABLE aside (                  -- sentences that are neither body nor headings
    document INTEGER NOT NULL,
    sentence INTEGER NOT NULL
);

CREATE TABLE day_size (               -- documents of a source on a day: what series over time are divided by
    published DATE,
    published_precision VARCHAR,
    source VARCHAR,
    documents INTEGER NOT NULL,
    counted BIGINT NOT NULL           -- tokens of the body and of headings
);

-- What the rules found (deep.py). Entity -1 stands for nobody of the lexicon.

CREATE TABLE speaker_name (
    name INTEGER NOT NULL,
    words VARCHAR NOT NULL            -- that name who is not in the lexicon; '' for nobody
);

CREATE TABLE speaker_cube (
    cell INTEGER NOT NULL,
    entity INTEGER NOT NULL,
    name INTEGER NOT NULL,            -- of who is not in the lexicon
    count INTEGER NOT NULL,           -- statements; each of several speakers has it
    explicit INTEGER NOT NULL,
    reference INTEGER NOT NULL,
    inferred INTEGER NOT NULL,
    direct INTEGER NOT NULL,
    indirect INTEGER NOT NULL,
    offer INTEGER NOT NULL,
    demand INTEGER NOT NULL,
    source INTEGER NOT NULL,
    unattributed INTEGER NOT NULL,
    documents INTEGER NOT NULL
);

CREATE TABLE verb_cube (              -- entity -1: all statements of the verb; others: those of that speaker
    cell INTEGER NOT NULL,
    cue VARCHAR NOT NULL,
    entity INTEGER NOT NULL,
    count INTEGER NOT NULL,
    documents INTEGER NOT NULL        -- of all of the verb alone
);

CREATE TABLE time_cube (
    cell INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    lane VARCHAR NOT NULL,            -- dated undated none
    count INTEGER NOT NULL,
    documents INTEGER NOT NULL
);

CREATE TABLE unit_name (              -- what is counted: लोग for लोगों
    form VARCHAR NOT NULL,
    unit VARCHAR NOT NULL
);

CREATE TABLE unit_cube (
    cell INTEGER NOT NULL,
    unit VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    count INTEGER NOT NULL,
    documents INTEGER NOT NULL,
    exact INTEGER NOT NULL            -- figures with one value
);

CREATE TABLE unit_form_cube (
    cell INTEGER NOT NULL,
    form VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    class VARCHAR NOT NULL,
    count INTEGER NOT NULL
);

CREATE TABLE unit_value_cube (        -- of figures that may be compared
    cell INTEGER NOT NULL,
    unit VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    value DOUBLE NOT NULL,
    count INTEGER NOT NULL
);

CREATE TABLE name_cube (              -- names that the lexicon does not know
    cell INTEGER NOT NULL,
    key VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    count INTEGER NOT NULL,
    documents INTEGER NOT NULL
);

CREATE TABLE ask_hit (                -- where something is asked for, in the body and in headings
    document INTEGER NOT NULL,
    sentence INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    ask VARCHAR NOT NULL,
    sector VARCHAR NOT NULL           -- code of what is asked for
);

CREATE TABLE ask_cube (               -- entity -1: all sentences of the ask; others: those that name a sector
    cell INTEGER NOT NULL,
    ask VARCHAR NOT NULL,
    entity INTEGER NOT NULL,
    count INTEGER NOT NULL,           -- sentences
    documents INTEGER NOT NULL        -- of all of the ask alone
);

CREATE TABLE undecided_cube (         -- titles and pronouns that mean nobody
    cell INTEGER NOT NULL,
    how VARCHAR NOT NULL,
    rule VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    count INTEGER NOT NULL,
    documents INTEGER NOT NULL
);

CREATE TABLE actor_cube (
    cell INTEGER NOT NULL,
    entity INTEGER NOT NULL,
    roles INTEGER NOT NULL,           -- mentions by title alone
    pronouns INTEGER NOT NULL,
    titled INTEGER NOT NULL,          -- titles beside the name
    said INTEGER NOT NULL,            -- statements
    said_of INTEGER NOT NULL,         -- statements of others that name it
    acts INTEGER NOT NULL,            -- sentences
    acting INTEGER NOT NULL,          -- documents
    upon INTEGER NOT NULL             -- sentences that name it where somebody else acts
);

CREATE TABLE sourced (                -- documents with a cue that somebody says it
    document INTEGER NOT NULL,
    sentences INTEGER NOT NULL        -- of the body
);
