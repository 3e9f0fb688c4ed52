"""An evening in French, whose messages are read whole; and one in Welsh, which is a draft."""

from __future__ import annotations

import re
from pathlib import Path

from slack_sandbox.testing import SandboxHandle
from tests.stories.evening import buttons, evening, in_the_workspace

pytestmark = in_the_workspace

PLAYBOOK = """
organisation = "Ministère"
language = "fr"
time_zone = "Europe/Paris"
severity_word = "gravité"
when_unsure = "P2"
announce = ["#incidents"]
drill_announce = ["#random"]
[[severity]]
key = "P1"
criteria = "Tous les usagers."
update_every = "30m"
[[severity]]
key = "P2"
criteria = "Certains usagers."
update_every = "1h"
review = "none"
[[role]]
key = "technical"
name = "responsable technique"
short = "Technique"
duty = "Vous décidez de ce qui est essayé."
in_charge = true
[[role]]
key = "comms"
name = "responsable communication"
short = "Communication"
duty = "Vous informez."
[[service]]
key = "depot"
name = "Dépôt"
leads = { technical = "bob@example.com" }
[[step]]
words = "Dire ici ce que vous voyez"
role = "technical"
[[document]]
title = "Procédure"
url = "https://example.com/1"
"""
MOMENT = re.compile(r"(?:\w+\. \d+(?:er)? [\wéû.]+, )?\d\d:\d\d CES?T")
LENGTH = re.compile(r"\((?:moins d'une minute|\d+ h(?: \d+ min)?|\d+ min)\)")


def timeless(words: str) -> str:
    """The words with the same time and length everywhere, and ordinary blanks."""
    return LENGTH.sub("(durée)", MOMENT.sub("HH:MM", words)).replace("\u00a0", " ")


async def test_an_evening_is_read_in_french(slack_sandbox: SandboxHandle, tmp_path: Path) -> None:
    playbook = tmp_path / "playbook.toml"
    playbook.write_text(PLAYBOOK)
    async with evening(slack_sandbox, tmp_path, playbook) as night:
        assert await night.alice.types("/incident Le dépôt ne répond plus") == {"ok": True}
        form = await night.alice.shown_form()
        assert form["title"]["text"] == "Déclarer un incident"
        assert (form["submit"]["text"], form["close"]["text"]) == ("Déclarer", "Annuler")
        assert await night.alice.submits(service="depot", severity="P2") == {"ok": True}
        own = await night.own()
        name = await night.name_of(own)
        confirmed = await night.alice.reads("vous y êtes")
        assert timeless(confirmed["whole"]) == (
            f"INC-1 est ouvert et vous y êtes : #{name}.\n"
            "Vous êtes responsable jusqu'à ce que quelqu'un prenne le relais. "
            "Demande d'aide envoyée à Bob."
        )
        asked = await night.bob.reads("Alice vous demande")
        assert timeless(asked["whole"]) == (
            "Alice vous demande d'être responsable technique pour INC-1 (P2) : "
            "Le dépôt ne répond plus (Dépôt).\n"
            f"Vous décidez de ce qui est essayé.\nCanal : #{name}."
        )
        assert buttons(asked) == ["Je m'en charge", "Je ne peux pas"]
        card = await night.said(own, "À faire maintenant")
        assert timeless(card["whole"]) == (
            "INC-1 · P2 · Analyse en cours\n"
            "Le dépôt ne répond plus (Dépôt)\n"
            "Déclaré par Alice, HH:MM. "
            "Responsable jusqu'à ce que quelqu'un prenne le relais : Alice.\n"
            "Technique : Bob, réponse attendue depuis HH:MM · "
            "Communication : personne pour l'instant\n"
            "Prochain point avant HH:MM.\n"
            "À faire maintenant\n"
            "Technique : Dire ici ce que vous voyez\n"
            "Documents : Procédure\n"
            "Firebell tient le journal de ce canal. "
            "Mettez :pushpin: sur un message pour l'ajouter à la chronologie."
        )
        told = await night.said("incidents", "INC-1")
        assert timeless(told["whole"]) == (
            "@here INC-1 · P2 · Analyse en cours · Le dépôt ne répond plus (Dépôt)\n"
            "Prochain point avant HH:MM.\n"
            "Responsable jusqu'à ce que quelqu'un prenne le relais : Alice. "
            "Suivez ce fil pour les nouvelles.\n"
            f"Le travail se fait ici : #{name}."
        )
        assert await night.bob.presses("on_it", asked) == {"ok": True}
        await night.bob.reads("Vous êtes responsable technique pour INC-1. Merci.")
        await night.said(own, "Bob est désormais responsable")
        await night.alice.reads("Bob est désormais responsable de l'incident INC-1.")

        assert await night.bob.types("/incident update", own) == {"ok": True}
        await night.bob.shown_form()
        sent = await night.bob.submits(
            known="Un disque est plein.", doing="Nous le vidons.", status="identified"
        )
        assert sent == {"ok": True}
        update = await night.said(own, "Point de situation")
        assert timeless(update["whole"]) == (
            "INC-1 · P2 · Cause identifiée\n"
            "Point de situation par Bob, HH:MM\n"
            "Un disque est plein.\n"
            "Ce que nous faisons : Nous le vidons.\n"
            "Prochain point avant HH:MM."
        )

        assert await night.bob.types("/incident close résolu: le disque est vidé", own)
        await night.bob.reads("INC-1 est clos. Toutes les personnes informées le sauront.")
        ended = (
            "INC-1 est clos.\n"
            "Le dépôt ne répond plus (Dépôt)\n"
            "Fin de l'incident : le disque est vidé\n"
            "Personne n'a encore dit quand les usagers ont été touchés. "
            "Supposé : depuis la déclaration, HH:MM, jusqu'à HH:MM (durée).\n"
            "Clos par Bob, HH:MM.\n"
            "Merci à Alice et Bob."
        )
        left, thanks = "Reste à faire : Dire ici ce que vous voyez · Bob\n", "Merci à"
        closed = await night.said(own, "INC-1 est clos.")
        assert timeless(closed["whole"]) == ended.replace(thanks, left + thanks)
        for place in ("incidents", "general"):
            closed = await night.said(place, "INC-1 est clos.")
            assert timeless(closed["whole"]) == ended
        asked = await night.bob.reads("Est-ce exact")
        assert buttons(asked) == ["C'est exact", "Indiquer les heures"]
        await night.alice.reads("INC-1 est clos")
        for place in ("general", "incidents"):
            await night.said(place, "Cause identifiée")
        await night.settled()
        await night.said("general", "INC-1 · P2 · Clos")


async def test_a_draft_says_in_english_what_it_lacks(
    slack_sandbox: SandboxHandle, tmp_path: Path
) -> None:
    playbook = tmp_path / "playbook.toml"
    playbook.write_text(PLAYBOOK.replace('"fr"', '"cy"'))
    async with evening(slack_sandbox, tmp_path, playbook, strict=False) as night:
        assert await night.alice.types("/incident Mae'r porth i lawr") == {"ok": True}
        await night.alice.shown_form()
        assert await night.alice.submits(service="depot", severity="P2") == {"ok": True}
        own = await night.own()
        told = await night.said("incidents", "Wrthi'n ymchwilio")
        assert buttons(told) == ["Ymuno i helpu"]
        await night.alice.types("/incident record", own)
        await night.alice.reads("The record of INC-1 is on its way.")
