"""Pictures of answers: each is drawn from saved questions, whose tables stand beside it.

catalogue    the pictures by name; a new one is one module and one line there
make         from a name and values to a figure, and from a figure to a file
sheet        what all pictures share: size, title, notes, legend
words        rows of answers, and what a picture says of itself
comparisons, mutations, doses, rates, years, kinds
             one picture each
"""
