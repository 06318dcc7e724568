"""A built graph against gold tables: what it found, what it missed, and how the two differ.

layouts    the columns of each table, and which of them are compared together
gold       reads gold tables, and annotations in PubTator or BioC files
mentions   places gold mentions in the text of the graph, and compares spans
align      pairs what was expected with what was found
scores     precision, recall and F1 with bootstrap intervals over articles
run        evaluate(store, gold)
report     the scores and the errors as tables
"""
