"""From text to mentions: one file a kind; ``extractor`` runs them all."""
