"""French: alerts that programs send. What a program says is said as its own, never as known."""

from __future__ import annotations

SENTENCES = {
    "alert.fires": "Alerte de {sender} : {title}",
    "alert.over": "Alerte de {sender}, terminée : {title}",
    "alert.ended_one": "Terminée : {title}",
    "alert.more": "et {count} de plus",
    "alert.since": "Depuis {when}.",
    "alert.since_often": "Depuis {when}. Signalée {times} fois.",
    "alert.ended": (
        "Début : {began}. Fin : {when}, selon le programme. "
        "Des utilisateurs sont peut-être encore touchés."
    ),
    "alert.joined": "Ajoutée à {label}, ici : {channel}.",
    "alert.raised": "{label} a été déclaré à partir d'elle, ici : {channel}.",
    "alert.of_closed": "{label} est clos.",
    "alert.raised_by_rule": (
        "Une règle du guide a déclaré cet incident à partir d'une alerte de {sender}. Personne ne "
        "l'a encore confirmé : le service et la gravité sont ceux que dit l'alerte."
    ),
    "say.alert_joined": "Une alerte de {sender} a été ajoutée ici : {title}",
    "say.alert_joined_many": (
        "Des alertes de {sender} ont été ajoutées ici : {title}, et {count} de plus."
    ),
    "say.alert_ended": (
        "L'alerte de {sender} s'est terminée à {when} : {title}\n"
        "Des utilisateurs sont peut-être encore touchés. Demandez avant de clore."
    ),
    "say.alert_ended_many": (
        "Les alertes de {sender} sont terminées, la dernière à {when} : {title}, et {count} de "
        "plus.\n"
        "Des utilisateurs sont peut-être encore touchés. Demandez avant de clore."
    ),
    "note.alert_gone": (
        "Cette alerte n'est plus conservée. Tapez /incident dans un canal pour déclarer un "
        "incident."
    ),
    "in_charge.nobody": "Personne ne dirige encore.",
    "topic.in_charge_nobody": "Personne ne dirige encore",
}

FORMS = {
    "alert.head": "Alerte de {sender}",
    "alert.head_over": "Terminée : alerte de {sender}",
    "alert.offered": (
        "La gravité est celle de l'alerte. Elle reste à confirmer, sauf si vous en choisissez une "
        "autre."
    ),
    "alert.description": "Alerte de {sender} :",
    "alert.description_more": "et {count} de plus",
    "button.alert_raise": "Déclarer un incident",
    "button.alert_raise_apart": "En déclarer un autre",
    "redact.alert": "Alerte",
}

LINES = {
    "alert_joined": "Une alerte de {sender} a été ajoutée : {title}",
    "alert_joined_many": "Des alertes de {sender} ont été ajoutées : {title}, et {more} de plus.",
    "alert_ended": "L'alerte de {sender} s'est terminée le {over} : {title}",
    "alert_ended_many": (
        "Les alertes de {sender} sont terminées, la dernière le {over} : {title}, et {more} de "
        "plus."
    ),
}

PARTS = {
    "alert-": "Firebell (sur une alerte)",
    "redacted.alert": "les mots d'une alerte",
}

SITE = {
    "in_charge_nobody": "Personne encore",
}
