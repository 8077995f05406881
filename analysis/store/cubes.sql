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
    count INTEGER NOT NULL            -- units that hold both
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
