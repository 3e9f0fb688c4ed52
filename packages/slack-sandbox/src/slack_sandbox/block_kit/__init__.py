"""Block Kit as Slack refuses it: lengths, counts, kinds, names that must differ."""

from slack_sandbox.block_kit.blocks import block_faults, check_blocks
from slack_sandbox.block_kit.faults import Fault
from slack_sandbox.block_kit.ids import complete, flat, name, name_view, pressable
from slack_sandbox.block_kit.payload_rules import MARKDOWN_IN_ALL, ONE_TABLE
from slack_sandbox.block_kit.views import check_view, view_faults, view_is_too_large

__all__ = [
    "MARKDOWN_IN_ALL",
    "ONE_TABLE",
    "Fault",
    "block_faults",
    "check_blocks",
    "check_view",
    "complete",
    "flat",
    "name",
    "name_view",
    "pressable",
    "view_faults",
    "view_is_too_large",
]
