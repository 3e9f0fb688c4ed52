"""Block Kit as Slack refuses it: lengths, counts, kinds, names that must differ."""

from slack_sandbox.block_kit.blocks import block_violations, check_blocks
from slack_sandbox.block_kit.defaults import add_defaults, add_text_defaults, add_view_defaults
from slack_sandbox.block_kit.payload_rules import MARKDOWN_IN_ALL, ONE_TABLE
from slack_sandbox.block_kit.traversal import all_blocks, interactive_elements
from slack_sandbox.block_kit.views import check_view, view_is_too_large, view_violations
from slack_sandbox.block_kit.violations import Violation

__all__ = [
    "MARKDOWN_IN_ALL",
    "ONE_TABLE",
    "Violation",
    "add_defaults",
    "add_text_defaults",
    "add_view_defaults",
    "all_blocks",
    "block_violations",
    "check_blocks",
    "check_view",
    "interactive_elements",
    "view_is_too_large",
    "view_violations",
]
