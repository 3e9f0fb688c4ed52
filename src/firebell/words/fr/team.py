"""French: a process for each team: factors, fields of their own, services that are near."""

from __future__ import annotations

SENTENCES = {
    "card.suggested": (
        "Coché : {factors}. Cela suggère {severity}. Personne ne l'a encore confirmé."
    ),
    "card.ticked": "Coché : {factors}. Cela ne suggère rien.",
    "card.wanted": (
        "Choix : {chosen}. Le service {service} ne dépasse jamais {severity}, "
        "donc c'est {severity}."
    ),
    "card.answer": "{question} {answer}",
    "card.uses": "{service} utilise {other}.",
    "card.used_by": "{other} utilise {service}.",
    "card.ring": "{words} Personne n'y est nommé pour être prévenu dans Slack. Appelez {contact}.",
    "card.told_services": "Également prévenus : {services}.",
    "card.told_service": "l'équipe du service {service} ({when})",
    "feedback": "Firebell a-t-il aidé ? Dites-le à l'équipe qui l'exploite : {link}.",
    "say.neighbour": "{who} vous prévient, car {service} utilise {other}.",
    "say.neighbour_behind": "{who} vous prévient, car {other} utilise {service}.",
    "say.neighbour_number": (
        "{label} concerne peut-être le service {service}. Il est traité en privé, et rien de plus "
        "n'est dit ici. Les personnes qui y travaillent savent que vous êtes prévenus."
    ),
    "operator.wrong": (
        "Le fichier de la procédure a changé et contient des erreurs : {count}. "
        "La version en vigueur depuis {when} reste valable jusqu'à leur correction."
    ),
    "operator.right": (
        "Le fichier de la procédure est de nouveau correct et en vigueur : "
        "version {version}, {when}."
    ),
    "operator.in_force": "La procédure est en vigueur, version {version}.",
    "operator.more": "{count} de plus. Pour tout lire, lancez firebell check.",
    "note.told_service": "{label} : l'équipe du service {service} est en train d'être prévenue.",
    "note.would_tell_service": (
        "Dans un incident réel, l'équipe du service {service} serait prévenue maintenant. "
        "Ceci est un EXERCICE : personne ne l'est."
    ),
    "note.severity_kept": (
        "Choix : {chosen}. Le service {service} ne dépasse jamais {severity}, "
        "donc {label} est {severity}."
    ),
    "refused.severity_highest": (
        "Le service {service} ne dépasse jamais {severity}, donc il reste {severity}. "
        "C'est dans la procédure."
    ),
    "refused.field_needed": "Merci de répondre : {question}",
    "refused.neighbour_told": "L'équipe du service {service} a déjà été prévenue, {at}.",
    "refused.neighbour_unknown": (
        "La procédure ne nomme personne à prévenir pour le service {service}."
    ),
}

FORMS = {
    "declare.severity.unsure_boxes": (
        "Je ne sais pas : les cases cochées, sinon {severity}, à confirmer"
    ),
    "factors.one": "Qu'est-ce qui indique {severity} ? Un seul suffit.",
    "factors.several": "Qu'est-ce qui indique {severity} ? Il en faut {count}.",
    "factors.suggest": "Les cases cochées suggèrent {severity}. Vous décidez plus haut.",
    "factors.nothing": (
        "Cochez ce qui est vrai, si vous le savez. Cela suggère la gravité, et vous décidez."
    ),
    "field.needed": "Nécessaire pour clore un incident résolu.",
    "redact.answer": "Une réponse",
    "near.tell": "Prévenir son équipe",
    "near.number": "Donner le seul numéro à son équipe",
    "feedback": "donner votre avis",
}

LINES = {
    "factors": "{who} a coché : {factors}. Cela ne suggère rien.",
    "factors_suggest": "{who} a coché : {factors}. Cela suggère {severity}.",
    "factors_none": "{who} n'a plus rien coché qui indique la gravité.",
    "severity_kept": (
        "{who} a choisi {chosen}. Le service {service} ne dépasse jamais {severity}, "
        "donc c'est {severity}."
    ),
    "answered": "{who} a répondu à « {question} » : {answer}",
    "answered_people": "{who} a répondu à « {question} » : {people}",
    "answer_none": "{who} a retiré la réponse à « {question} ».",
    "neighbour_told": "{who} a prévenu l'équipe du service {service}.",
    "neighbour_would": (
        "{who} aurait prévenu l'équipe du service {service}. Dans un EXERCICE, personne ne l'est."
    ),
    "playbook_changed": "La procédure a changé. La version {version} est en vigueur.",
}

PARTS = {"redacted.answer": "une réponse"}

HEADINGS = {
    "playbook": "Procédure",
    "playbook_since": "Version {version}, en vigueur depuis le {since}",
    "factors": "Ce qui l'indique",
    "answers": "Les questions de l'équipe",
}
