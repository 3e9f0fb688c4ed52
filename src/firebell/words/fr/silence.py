"""French: what Firebell says of an incident of which it hears nothing."""

from __future__ import annotations

SENTENCES = {
    "silence.raised": "Personne n'a encore pris {label} en charge. Déclaration : {when}.",
    "silence.heard": "Personne n'a encore pris {label} en charge. Dernières nouvelles : {when}.",
    "silence.asked": "Demandes sans réponse à ce stade : {people}.",
    "silence.take": "Si vous pouvez le prendre, dites-le. Sinon, demandez à quelqu'un d'autre.",
    "silence.anybody": "Quelqu'un ici peut-il s'en charger ?",
    "silence.let_be": (
        "Firebell n'insiste pas pour le moment. Sans nouvelles, il redemandera à partir de {when}, "
        "aux heures de travail."
    ),
    "silence.update_late": (
        "{label} : le point promis avant {when} n'est pas venu. "
        "Si vous savez où en est l'incident, merci de l'écrire."
    ),
    "silence.still_going": "{label} : aucune nouvelle depuis {when}. Est-ce toujours en cours ?",
    "silence.unconfirmed": "Gravité retenue jusqu'à confirmation : {severity}.",
    "silence.stopped": (
        "{label} : aucune nouvelle depuis {when}. Firebell ne demandera plus. "
        "L'incident reste ouvert jusqu'à ce que quelqu'un le close."
    ),
}
