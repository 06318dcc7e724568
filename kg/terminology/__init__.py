"""What may be said: the lexicon as plain data, and its recognition in text."""
