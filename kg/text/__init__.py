"""Text as it is matched and cut, with every offset leading back to the text as it was read.

fold        typographic variants become plain characters
sentences   where sentences begin and end
"""
