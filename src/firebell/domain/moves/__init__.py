"""The rules behind the table of moves, a file a subject.

A rule takes the incident, the command, the time and the playbook and returns events, or raises
`Refused`. Beside each rule stands what its events change.
"""
