"""Block Kit as Slack refuses it: lengths, counts, kinds, names that must differ."""

from slack_sandbox.block_kit.blocks import check_blocks
from slack_sandbox.block_kit.names import flat, name, pressable
from slack_sandbox.block_kit.views import check_view, view_is_too_large

__all__ = ["check_blocks", "check_view", "flat", "name", "pressable", "view_is_too_large"]
