"""One's own tokens on a page: made once, shown once, what each could do, revoked."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

from slack_sandbox.testing import SandboxHandle
from tests.api.asking import Program
from tests.site.browsing import reading, with_pages
from tests.site.test_doing import fills, form, sends
from tests.stories.evening import evening, in_the_workspace

pytestmark = in_the_workspace
WRITTEN = re.compile(r'<code class="secret">(firebell_[0-9A-Za-z]{36})</code>')


async def test_alice_makes_a_token_sees_it_once_and_revokes_it_when_it_leaks(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    more = with_pages(slack_sandbox)
    async with (
        evening(slack_sandbox, tmp_path, strict=False, more=more) as night,
        reading(night, "alice") as alice,
        reading(night, "bob") as bob,
        reading(night) as nobody,
    ):
        assert (await nobody.sees("/tokens")).status_code == 401
        assert "You have no token." in (await alice.sees("/tokens")).text
        typed = {"name": "deploys <b>", "may_read": "yes", "may_raise": "yes", "days": "30"}
        data = {**await form(alice, "/tokens"), **typed}
        first = await sends(alice, "/tokens", data)
        found = WRITTEN.search(first.text)
        assert found is not None
        assert "This is “deploys &lt;b&gt;”" in first.text
        # Sent twice it is one, and nobody sees it again.
        again = await sends(alice, "/tokens", data)
        assert "was made already, and a token is shown only once." in again.text
        page = unescape((await alice.sees("/tokens")).text)
        assert found[1] not in again.text + page
        assert page.count('<section class="token"') == 1
        assert "raise incidents and drills" in page.partition("<form")[2].partition("Ends")[0]

        async with reading(night) as other:
            program = Program(night, other.client, found[1])
            assert (await program.gets("/playbook")).status_code == 200
            # Nobody else sees or ends it, and no other site's form does.
            assert "You have no token." in (await bob.sees("/tokens")).text
            (address,) = re.findall(r'action="(/tokens/[0-9a-f]{32}/revoke)"', page)
            theirs = await sends(bob, address, await form(bob, "/tokens"))
            assert "It ended already. Nobody can use it." in theirs.text
            assert (await sends(alice, address, {})).status_code == 400
            assert (await program.gets("/playbook")).status_code == 200

            ended = await sends(alice, address, await form(alice, "/tokens"))
            assert "is revoked. Nobody can use it any more." in ended.text
            assert "Revoked</dt>" in ended.text
            # What it could do is still to be read.
            assert "raise incidents and drills<" in ended.text
            assert (await program.gets("/playbook")).status_code == 401
            await night.later(minutes=31 * 24 * 60)
        async with reading(night, "alice") as later:
            assert "You have no token." in (await later.sees("/tokens")).text


async def test_what_is_wrong_with_a_token_stands_at_its_field(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    more = with_pages(slack_sandbox)
    async with (
        evening(slack_sandbox, tmp_path, strict=False, more=more) as night,
        reading(night, "alice") as alice,
    ):
        good = {"name": "deploys", "may_read": "yes", "days": "30"}
        for typed, field, said in (
            ({"name": " \u200b"}, "name", "Say in a few words what it is for."),
            ({"name": "x" * 61}, "name", "This is longer than 60 characters."),
            ({"may_read": ""}, "scopes", "Choose at least one thing that it may do."),
            ({"days": "soon"}, "days", "Write a whole number of days, 365 at most."),
            ({"days": "366"}, "days", "Write a whole number of days, 365 at most."),
        ):
            answer = await fills(alice, "/tokens", **{**good, **typed})
            assert answer.status_code == 400, typed
            assert f'<a href="#{field}">{said}' in answer.text, typed
        assert "You have no token." in (await alice.sees("/tokens")).text
