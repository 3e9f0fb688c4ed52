"""A Slack workspace on this machine, for developing, testing and practising a Slack app."""

from slack_sandbox.sandbox import Sandbox
from slack_sandbox.state.manifest import BadManifest
from slack_sandbox.state.seed_file import BadSeed

__all__ = ["BadManifest", "BadSeed", "Sandbox"]
