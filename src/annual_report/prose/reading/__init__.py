"""The reading of statistical prose: clause by clause, who did what to how many of which whole.

`read_passage` is a pure function of text, form and year; `annual_report.prose.judged` reads the prose of a report.

    fold        one form for every character          lex    characters to tokens, by words.yaml and by their own forms
    cut         tokens to pieces of one number each   read   pieces to claims; the story, which calls the verbs:
    topic       to what (content, mind)               scope  in which year, channel, period, unit (scopes.yaml)
    measure     what it is in the tables              counts how many, and whether every word is known
    lists       of which whole (fitting, attach)      in_turn labels before, numbers behind (分别)
    changes     增加, 增长, 持平                       shares 占, 率
    statements  what has no number: none (denial), every

The nouns stand in `nouns` (Token, Piece), `measures` (Measure), `claim` (ClauseClaim, PartsList) and `state` (State);
the data in words_file and vocabulary, measures_file, scopes_file. `annual_report.prose.judging` holds the claims
against the tables.
"""
