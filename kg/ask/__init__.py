"""A question in plain words, answered by a saved question of queries/, or by naming the nearest ones.

words       what the words of a question come to
concepts    the drugs, mutations, responses, times and articles in it
understand  which saved question it is, with which values, and how surely
answer      asks the graph
tell        the answer as text
"""
