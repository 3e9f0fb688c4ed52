"""Sentences. The domain yields facts; `say` turns them into words of a language."""
