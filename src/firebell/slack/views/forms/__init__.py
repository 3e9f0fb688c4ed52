"""Forms: what is shown and how it is read stand side by side, a file a subject."""
