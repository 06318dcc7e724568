"""Records from the literature services into a folder: HTTP and files, and nothing of what records mean.

arguments  what the user asks for        run       a fetch from first request to manifest
wanted     a query, PMIDs or DOIs        pubmed, pubmed_page, europe_pmc    one service each
client     pace, retries, checked answers    manifest    what a folder holds, kept whole
"""
