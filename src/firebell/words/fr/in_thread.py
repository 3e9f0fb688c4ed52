"""French: an incident that lives in a thread, and goes on in a channel."""

from __future__ import annotations

SENTENCES = {
    "place.thread": "{thread} dans {channel}",
    "told.thread": "L'incident est traité ici : {channel}.",
    "told.thread_over": "L'incident était traité ici : {channel}.",
    "told.this_thread": "L'incident est traité dans ce fil.",
    "told.this_thread_over": "L'incident était traité dans ce fil.",
    "confirm.raising_thread": "Déclaration en cours, {label} : {title}. L'annonce part.",
    "confirm.closed_in_thread": "{closed} Il était traité ici : {channel}.",
    "card.keeps_thread": (
        "Firebell tient le journal de ce fil. "
        "Mettez {pushpin} sur un message pour l'ajouter à la chronologie. "
        "Slack n'accepte pas de commandes dans les fils. "
        "Dans n'importe quel canal, tapez /incident update {typed}."
    ),
    "say.role_asked": "Demande de {who} à {person} : prendre le rôle {role}.",
    "say.moved": (
        "{label} continue ici : {channel}. Y sont ajoutés : qui l'a déclaré, qui y a un rôle et "
        "qui a écrit dans ce fil."
    ),
    "say.review_sent_thread": (
        "{label} : {who} vous demande à tous de relire le retour d'expérience. "
        "Pour l'avoir en fichier, tapez /incident review {typed} file."
    ),
    "moving": "Un canal est en création pour l'incident.",
    "moving.waits": "Le canal n'a pas encore pu être créé. L'incident continue dans ce fil.",
    "note.moving": (
        "Un canal est en création pour {label}. Vous y serez ajouté dès qu'il existera."
    ),
    "note.joining_thread": "Votre aide est notée pour {label} : {channel}.",
    "refused.in_no_thread": "INC-{number} n'est pas dans un fil : il n'y a rien à déplacer.",
}
