"""The graph to look at: ``view`` writes a page, ``picture`` a still image; both draw the same ``scene``."""
