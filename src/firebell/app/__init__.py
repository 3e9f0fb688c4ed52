"""The use cases: they know the domain and a few Protocols, no vendor."""
