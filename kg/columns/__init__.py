"""Between claims and the columns of the evidence table.

cells    what a claim says, cell by cell, and a name for it that no build changes
ground   cells back to concepts of the lexicon, doses and populations
rest     the mentions of a sentence that such a statement rests on
"""
