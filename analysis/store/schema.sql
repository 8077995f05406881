-- One corpus, one DuckDB file. Offsets are Python str offsets into document.text, end exclusive.
-- Ids are dense integers; documents are numbered in date order (undated last, then by name).
-- Only what a reader could break is a constraint: keys the store itself hands out need no index.

CREATE TYPE SENTENCE_KIND AS ENUM ('body', 'heading', 'byline', 'junk');

CREATE TABLE about (key VARCHAR PRIMARY KEY, value VARCHAR NOT NULL);

CREATE TABLE document (
    document INTEGER NOT NULL,
    name VARCHAR NOT NULL,            -- unique
    title VARCHAR NOT NULL USING COMPRESSION zstd,
    title_guessed BOOLEAN NOT NULL,
    source VARCHAR,
    source_guessed BOOLEAN NOT NULL,
    published DATE,
    published_precision VARCHAR,
    published_origin VARCHAR,         -- given page text: who says so; null without a date
    url VARCHAR,
    language VARCHAR NOT NULL,
    text VARCHAR NOT NULL USING COMPRESSION zstd,  -- a fifth of the size; '' where the text lies in the file
    text_at BIGINT,                   -- beside the store (texts 3) in the record at this place, of this
    text_size INTEGER,                -- size, as its text of this number
    text_number SMALLINT,
    first_token BIGINT NOT NULL,      -- place of its first token
    first_character BIGINT NOT NULL,  -- where its text begins when the texts of the store follow one another
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

CREATE TABLE term (                   -- what is counted: one (key, stop)
    term INTEGER NOT NULL,
    key VARCHAR NOT NULL,             -- folded spelling of the lemma: what two spellings share
    stop VARCHAR                      -- tier of the stop list, null for a content word
);

CREATE TABLE form (
    form INTEGER NOT NULL,
    text VARCHAR NOT NULL,            -- as written, unique
    key VARCHAR NOT NULL,             -- folded spelling of the form itself
    roman VARCHAR NOT NULL,           -- consonant skeleton that Roman typing of it shares
    lemma VARCHAR NOT NULL,           -- as shown
    term INTEGER NOT NULL
);

-- A token has one row here; view token, below, tells its place and letters inside its document. The flags
-- let a question count sentences and documents by adding up rows, without looking for distinct ones: one token
-- of each form, and of each term, is marked in each sentence (bylines in it apart) and in each document (its
-- body and headings), one outside of compounds where there is one. Views split_row and joined_row name them.
CREATE TABLE token_row (
    document INTEGER NOT NULL,
    sentence INTEGER NOT NULL,
    place BIGINT NOT NULL,            -- from 0 over the whole store, one after the other in a document
    letter BIGINT NOT NULL,           -- of its first letter, the texts of the store one after the other
    form INTEGER NOT NULL,
    kind SENTENCE_KIND NOT NULL,      -- of its sentence, but 'byline' inside a byline at a sentence's head
    flags UTINYINT NOT NULL           -- 1 form in sentence, 2 term in sentence, 4 form in document, 8 term in
                                      -- document; 16 part of a word joined by hyphens
);

CREATE TABLE compound (               -- words joined by hyphens, for the hyphen switch: भारत-रूस
    document INTEGER NOT NULL,
    sentence INTEGER NOT NULL,
    position INTEGER NOT NULL,        -- of its first token
    parts INTEGER NOT NULL,           -- how many tokens it joins
    form INTEGER NOT NULL,            -- the form of the whole
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    kind SENTENCE_KIND NOT NULL,
    flags UTINYINT NOT NULL           -- as with tokens, compounds among themselves
);

CREATE TABLE entity (
    entity INTEGER NOT NULL,
    code VARCHAR NOT NULL,            -- the lexicon's id, unique: links and the command line use it
    kind VARCHAR NOT NULL,            -- item generic person organisation country place initiative sector event
    class VARCHAR NOT NULL,           -- 'missile.cruise' …; '' where the kind has none
    label_hi VARCHAR NOT NULL,
    label_en VARCHAR NOT NULL,
    watched BOOLEAN NOT NULL          -- on the watch-list: told when it is not found
);

CREATE TABLE alias (                  -- how an entity may be typed in a search
    entity INTEGER NOT NULL,
    text VARCHAR NOT NULL,
    key VARCHAR NOT NULL              -- folded spelling, word for word, one space between
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
    confidence REAL NOT NULL,
    beside BOOLEAN NOT NULL,          -- a title beside the name it belongs to: counted only without names
    surface VARCHAR NOT NULL          -- as written: to list the forms without opening the texts
);

CREATE TABLE statement (              -- who said what; offsets are those of the words said
    document INTEGER NOT NULL,
    statement INTEGER NOT NULL,       -- from 1 in the document
    first_sentence INTEGER NOT NULL,
    last_sentence INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    speakers INTEGER[] NOT NULL,      -- entities; empty where reason says why nobody is given
    speaker_start INTEGER,            -- the speaker's words beside the cue
    speaker_end INTEGER,
    speaker_text VARCHAR,
    named_start INTEGER,              -- the words that name him, elsewhere for a pronoun
    named_end INTEGER,
    named_text VARCHAR,
    cue VARCHAR NOT NULL,             -- '' where none is written
    cue_start INTEGER,
    cue_end INTEGER,
    kind VARCHAR NOT NULL,            -- direct indirect offer demand source unattributed
    certainty VARCHAR NOT NULL,       -- explicit reference inferred
    marks BOOLEAN NOT NULL,
    reason VARCHAR NOT NULL,
    inferred_from INTEGER             -- from this sentence on the speaker is only inferred
);

CREATE TABLE reference (              -- titles and pronouns, resolved or not; the resolved are mentions too
    document INTEGER NOT NULL,
    sentence INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    surface VARCHAR NOT NULL,
    how VARCHAR NOT NULL,             -- role reference
    rule VARCHAR NOT NULL,            -- how a role was decided; what kind of reference it is
    title VARCHAR NOT NULL,           -- code of the title, '' for a reference
    scope VARCHAR NOT NULL,           -- country or body of the title
    entities INTEGER[] NOT NULL,      -- empty: undecided
    reason VARCHAR NOT NULL,          -- why it is undecided
    antecedent_start INTEGER,
    antecedent_end INTEGER,
    beside BOOLEAN NOT NULL,
    confidence REAL NOT NULL
);

CREATE TABLE quantity (               -- a figure
    document INTEGER NOT NULL,
    sentence INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    value DOUBLE,
    low DOUBLE,
    high DOUBLE,
    bound VARCHAR NOT NULL,
    unit VARCHAR NOT NULL,
    unit_class VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    statistic BOOLEAN NOT NULL,       -- false for calibres, ordinals, ages: no chart adds them up
    subject_start INTEGER,
    subject_end INTEGER,
    source_start INTEGER,
    source_end INTEGER,
    base_missing BOOLEAN NOT NULL,
    missing VARCHAR NOT NULL          -- codes joined by blanks: base_year amount source
);

CREATE TABLE time_expression (        -- a time in words
    document INTEGER NOT NULL,
    sentence INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    kind VARCHAR NOT NULL,            -- relative weekday absolute part_of_year duration sequence vague
    needs_date BOOLEAN NOT NULL,
    resolved_from DATE,
    resolved_to DATE,
    check_said TINYINT,               -- a weekday that is not that of the date (0 Monday)
    check_actual TINYINT,
    check_certain BOOLEAN
);

CREATE TABLE happening (              -- a mention of an event; one happening has one number in its document
    document INTEGER NOT NULL,
    happening INTEGER NOT NULL,       -- from 1 in the document
    sentence INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    what VARCHAR NOT NULL,            -- meeting summit press visit
    status VARCHAR NOT NULL,          -- happened planned ongoing
    time_start INTEGER,               -- the time expression that tells when
    entities INTEGER[] NOT NULL       -- who takes part, as told beside this mention
);

CREATE TABLE act (                    -- "X ने": somebody named who acts
    document INTEGER NOT NULL,
    sentence INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    entity INTEGER NOT NULL
);

CREATE TABLE quotation (              -- a pair of quotation marks, marks included
    document INTEGER NOT NULL,
    sentence INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    speech BOOLEAN NOT NULL,          -- false for names and terms in marks
    closed BOOLEAN NOT NULL
);

CREATE TABLE candidate (              -- a name the lexicon does not know
    document INTEGER NOT NULL,
    sentence INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    surface VARCHAR NOT NULL,
    key VARCHAR NOT NULL,             -- folded spelling: what its spellings share
    kind VARCHAR NOT NULL,            -- person organisation
    rule VARCHAR NOT NULL             -- title says apposition
);

CREATE TABLE ingest_file (
    path VARCHAR NOT NULL,
    bytes BIGINT NOT NULL,
    sha256 VARCHAR NOT NULL,
    status VARCHAR NOT NULL,
    message VARCHAR NOT NULL,
    documents INTEGER NOT NULL,
    place VARCHAR NOT NULL            -- the last row of a table that this row tells of; '' for a whole input
);

CREATE VIEW token AS
    SELECT r.document, r.sentence, (r.place - d.first_token)::INTEGER AS position, r.form,
           (r.letter - d.first_character)::INTEGER AS start,
           (r.letter - d.first_character + length(f.text))::INTEGER AS "end", r.kind::VARCHAR AS kind
    FROM token_row r JOIN document d USING (document) JOIN form f USING (form);

CREATE VIEW split_row AS              -- what is counted where hyphens part words
    SELECT document, sentence, form, kind, (flags & 1) <> 0 AS form_in_sentence,
           (flags & 2) <> 0 AS term_in_sentence, (flags & 4) <> 0 AS form_in_document,
           (flags & 8) <> 0 AS term_in_document
    FROM token_row;

CREATE VIEW joined_row AS             -- and where hyphens join them
    SELECT document, sentence, form, kind, (flags & 1) <> 0 AS form_in_sentence,
           (flags & 2) <> 0 AS term_in_sentence, (flags & 4) <> 0 AS form_in_document,
           (flags & 8) <> 0 AS term_in_document
    FROM (SELECT document, sentence, form, kind, flags FROM token_row WHERE flags < 16
          UNION ALL SELECT document, sentence, form, kind, flags FROM compound);
