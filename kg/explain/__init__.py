"""Why a sentence was read as it was: its parts, its claims and their rules, and what stood in the way.

trace      reads a record again and keeps what the rules saw
doubts     what keeps a clause from a claim
stored     a claim of a built graph with the record that it was read from
tell       all of it in plain lines
"""
