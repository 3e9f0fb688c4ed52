"""Block Kit as Slack refuses it: lengths, counts, kinds, names that must differ."""

from slack_sandbox.block_kit.blocks import block_faults, check_blocks
from slack_sandbox.block_kit.defaults import complete, name, name_view
from slack_sandbox.block_kit.payload_rules import MARKDOWN_IN_ALL, ONE_TABLE
from slack_sandbox.block_kit.traversal import flat, pressable
from slack_sandbox.block_kit.views import check_view, view_faults, view_is_too_large
from slack_sandbox.block_kit.violations import Fault

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
