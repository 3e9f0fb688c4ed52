"""The record as a small website: for people who were not there, and for those who come after.

It shows what the use cases give to whoever is signed in, and decides nothing by itself.
"""
