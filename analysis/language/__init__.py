"""Hindi: rules in modules, knowledge in tables (``hi/``); offsets point into the text as printed.

tables.py      reads and checks the tables of hi/; the one place here that opens files
normalise.py   match_key, match_keys: one spelling for all ways to write a word
tokens.py      tokenise: what is counted; tokenise_all: with punctuation, as the treebanks do
boundaries.py  whether a full stop ends a sentence
lines.py       whether a line is the title, a heading or a part of the page around the article
bylines.py     byline, agency: place, agency and reporter before the first sentence
signs.py       signs: what a word alone says about its sentence, so that whole batches are cut at once
sentences.py   split_sentences, segment: offsets and kinds (body, heading, byline, junk)
stopwords.py   stop_tier, load: stop words in tiers
lemma.py       lemma: one head for the inflected forms of nouns and adjectives
wordlists.py   listed, frequencies: the lists of simplemma and wordfreq, by matching key
romanise.py    roman_key: one skeleton for Devanagari and Latin typing
"""
