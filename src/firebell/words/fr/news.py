"""French: what stakeholders read, in the chat and outside.

No names of people, and nothing that becomes untrue: what is sent outside stays as it is.
"""

from __future__ import annotations

from firebell.words.fr import publishing

NEWS = {
    **publishing.NEWS,
    "head": "{label} · {severity} · {status}",
    "head.private": "{label}",
    "title": "{title} ({service})",
    "raised": "Déclaration : {when}.",
    "updated": "Point de situation : {when}.",
    "severity": "Gravité : {severity}. Auparavant : {before}. Annonce : {when}.",
    "closed": "C'est terminé. Clôture : {when}.",
    "closed_false_alarm": "C'était une fausse alerte. Clôture : {when}.",
    "closed_duplicate": "Cet incident est le même que {other}. Clôture : {when}.",
    "another": "un autre incident",
    "reopened": "Ce n'est finalement pas terminé. Réouverture : {when}.",
    "made_real": "C'est désormais réel. Ce n'est plus un EXERCICE. Annonce : {when}.",
    "no_change": "Rien de nouveau : {words}",
    "investigating": "Une équipe cherche la cause.",
    "identified": "La cause est connue et une équipe y travaille.",
    "monitoring": "Le service semble rétabli et reste surveillé.",
    "next": "Prochain point avant {when}.",
    "drill": "DRILL",
    "drill.what": "Ceci est un EXERCICE. Tout fonctionne normalement.",
    "private.raised": (
        "Déclaration : {when}. Cet incident est traité en privé. Rien de plus n'est dit ici."
    ),
    "private.made": ("Cet incident est traité en privé depuis {when}. Rien de plus n'est dit ici."),
    "private.closed": "C'est terminé. Clôture : {when}.",
    "private.reopened": "Ce n'est finalement pas terminé. Réouverture : {when}.",
    "sent_by": "Envoyé par Firebell pour l'organisation {organisation}.",
    "cut": " (La suite, trop longue, n'est pas reprise ici.)",
    "place.teams": "{name} dans Microsoft Teams",
    "place.hook": "le programme {name}",
    "place.pagerduty": "{name} dans PagerDuty",
    "place.tracker": "les tickets dans {where}",
    "place.email": "{address}",
    "place.email_lost": "une adresse électronique que la procédure ne cite plus",
    "record.email": "par courrier électronique",
    "page.class": "incident sans responsable",
    "page": "{label} ({severity}) : personne n'est encore aux commandes. {title}",
    "page.private": (
        "{label} ({severity}) : personne n'est encore aux commandes. "
        "Il est traité en privé dans Slack."
    ),
    "test": "Ceci est un essai de Firebell. Tout fonctionne et personne n'a rien à faire.",
}
