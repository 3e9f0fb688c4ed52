"""The API: what the pages show and do, for programs, in JSON.

A program asks by a token, which acts for whoever made it; what it may is decided by the gate of
the domain, as for anybody. `models.py` is the contract, from which its description is made.
"""
