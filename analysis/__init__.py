"""Analysis of Hindi news on defence and diplomacy, without a screen.

The path of the data, left to right, is the order of the folders::

    reading → language → lexicon → annotate → store → measures → export
    files     rules      names     rows       counts   numbers    tables
"""
