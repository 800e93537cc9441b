"""The nouns: form, rules, report, findings."""
