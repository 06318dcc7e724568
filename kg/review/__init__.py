"""The curator's loop: claims out to a spreadsheet, decisions back in, and into every build from then on.

table      tables as spreadsheets write them, safe to open
decisions  the file of decisions: read, merged, written
sheet      a graph's claims as a table to fill in, and the filled-in table as decisions
apply      decisions upon what was read from an article
gold       decided articles as gold for ``cml-kg evaluate``
report     decisions that did not find their claim, and curators who disagree
"""
