"""The reading of statistical prose: clause by clause, who did what to how many of which whole.

Done: reading (`read_passage`) and judging (`judge`) as pure functions. Not done: no rule uses them yet; what Great
Expectations judges comes from `annual_report.prose.claims`.

    fold        one form for every character          lex    characters to tokens, by words.yaml and by their own forms
    cut         tokens to pieces of one number each   read   pieces to claims; the story, which calls the verbs:
    topic       to what                               scope  in which year, channel, period, unit (scopes.yaml)
    measure     what it is in the tables              counts how many, and whether every word is known
    lists       of which whole                        in_turn labels before, numbers behind (分别)
    changes     增加, 增长, 持平                       shares 占, 率
    statements  none, every: what has no number       judge  what the claims say beside a ledger (measures.yaml)
"""
