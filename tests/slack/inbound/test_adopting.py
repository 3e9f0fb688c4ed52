"""Which channels an incident can live in, by what Slack says of them."""

from __future__ import annotations

import pytest

from firebell.domain.refusals import Refused
from firebell.slack.inbound.adopting import can_hold_one


@pytest.mark.parametrize(
    ("found", "why"),
    [
        ({"is_ext_shared": True}, "adopt_shared"),
        ({"is_pending_ext_shared": True}, "adopt_shared"),
        ({"is_org_shared": True}, "adopt_shared"),
        ({"is_shared": True}, "adopt_shared"),
        ({"is_mpim": True, "is_private": True}, "adopt_no_channel"),
        ({"is_im": True}, "adopt_no_channel"),
        ({"is_general": True}, "adopt_general"),
        ({"is_archived": True}, "adopt_archived"),
        ({"is_private": True}, "adopt_not_inside"),
    ],
)
def test_a_channel_that_others_read_or_that_is_none_is_refused(
    found: dict[str, bool], why: str
) -> None:
    with pytest.raises(Refused) as refused:
        can_hold_one(found)
    assert (refused.value.key, refused.value.field) == (why, "title")


@pytest.mark.parametrize("found", [{}, {"is_private": True, "is_member": True}])
def test_a_channel_of_this_workspace_can_hold_one(found: dict[str, bool]) -> None:
    can_hold_one(found)
