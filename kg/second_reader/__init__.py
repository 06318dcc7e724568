"""An optional second reader: a language model behind any OpenAI-compatible endpoint, off by default.

settings  which endpoint and model, from the environment
prompt    what is asked, and the form of the answer
client    asks, with patience that ends
cache     answers kept by the digest of what was asked
answers   answers as rows of the evidence table
accept    which rows become claims: verbatim, grounded, mentioned
reader    what it adds to what the rules have read
"""
