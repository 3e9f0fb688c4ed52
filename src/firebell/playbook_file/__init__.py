"""`playbook.toml`: read, checked, and said in words where it is wrong. All faults at once.

What comes out is the domain's `Playbook`, its references as the file writes them. This package
knows the file's shape and nothing of Slack but the lengths that Slack's lists and labels hold.
"""

from firebell.playbook_file.faults import Fault, PlaybookFaults
from firebell.playbook_file.reading import fingerprint, read_playbook
from firebell.playbook_file.watching import PlaybookFile, Seen

__all__ = ["Fault", "PlaybookFaults", "PlaybookFile", "Seen", "fingerprint", "read_playbook"]
