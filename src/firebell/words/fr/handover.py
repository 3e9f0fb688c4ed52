"""French: handing over, and what is shown to whoever takes over or comes late."""

from __future__ import annotations

SENTENCES = {
    # Ten lines of the record.
    "ten.as_of": "D'après le journal. État : {when}.",
    "ten.affected_unknown": "Usagers touchés depuis : personne ne l'a dit.",
    "ten.known": "Connu : {when}, {who} : {words}",
    "ten.known_nothing": "Connu : aucun point n'a encore été envoyé.",
    "ten.known_at_first": "Connu : aucun point n'a encore été envoyé. À la déclaration : {words}",
    "ten.reason": "Pourquoi {severity} : {who}, {when} : {words}",
    "ten.marked": "Signalé pour le journal : {items}",
    "ten.marked_nothing": "Signalé pour le journal : rien.",
    "ten.doing": "En cours : {words} ({who}, {when})",
    "ten.doing_nothing": "En cours : personne ne l'a dit.",
    "ten.tried": "Essayé et fait : {items}",
    "ten.tried_nothing": "Essayé et fait : rien dans le journal.",
    "ten.item": "{when} {who} : {words}",
    "ten.item_step": "{when} {who} a fait : {words}",
    "ten.more": "{count} de plus, avant",
    "ten.who": "Qui fait quoi : {roles}",
    "ten.promised": "Promis : le prochain point avant {when}.",
    "ten.promised_late": "Promis : un point avant {when}. Il n'a pas été envoyé.",
    "ten.promised_nothing": "Promis : rien.",
    "ten.review": "Promis : {who} rédige le retour d'expérience.",
    "ten.review_by": "Promis : avant le {day}, {who} rédige le retour d'expérience.",
    "ten.open": "Étapes à faire : {items}",
    "ten.open_nothing": "Étapes à faire : aucune.",
    "ten.more_open": "{count} de plus",
    "ten.step_due": "{step} (avant {when})",
    "ten.step_late": "{step} (avant {when}, en retard)",
    "ten.handed": "{who} a ajouté, {when} : {words}",
    "handover.offered_to": "Relève proposée à {who}, {when}.",
    # Whoever is offered it, gives it on, or holds it.
    "tell.handover": (
        "{who} vous demande de prendre le relais sur {label}. Vous seriez responsable."
    ),
    "tell.handover_stays": "{who} reste responsable jusqu'à votre accord.",
    "tell.handover_offered": (
        "{who} propose à {person} de prendre le relais sur {label}. "
        "Vous restez responsable jusqu'à son accord."
    ),
    "tell.handover_declined": (
        "{person} ne peut pas prendre le relais sur {label}. Vous restez responsable."
    ),
    "tell.handover_declined_other": (
        "{person} ne peut pas prendre le relais sur {label}. {holder} reste responsable."
    ),
    "tell.handover_missed": (
        "{person} n'a pas répondu à la demande de relève sur {label}. "
        "Vous restez responsable jusqu'à son accord."
    ),
    "tell.handover_missed_other": (
        "{person} n'a pas répondu à la demande de relève sur {label}. "
        "{holder} reste responsable jusqu'à son accord."
    ),
    "tell.handover_over": (
        "Une relève vous avait été proposée sur {label}. Elle n'est plus nécessaire. Merci."
    ),
    "tell.handover_over_taken": (
        "Une relève vous avait été proposée sur {label}. {who} est désormais responsable, "
        "vous n'avez plus rien à faire. Merci."
    ),
    # What whoever asked for it reads, alone.
    "note.handover": (
        "La relève sur {label} est proposée à {person}, avec les lignes ci-dessous. "
        "Vous restez responsable jusqu'à son accord."
    ),
    "note.handover_other": (
        "La relève sur {label} est proposée à {person}, avec les lignes ci-dessous. "
        "{holder} reste responsable jusqu'à son accord."
    ),
    "note.handover_gone": (
        "La personne responsable de l'incident {label} n'est plus là. Vous l'êtes jusqu'à l'accord "
        "demandé à {person}, avec les lignes ci-dessous."
    ),
    "note.handover_again": (
        "La relève sur {label} a déjà été proposée à {person}, sans réponse à ce stade."
    ),
    "note.in_charge": "Vous êtes désormais responsable de l'incident {label}. Merci.",
    "note.handover_declined": "Merci de l'avoir dit. {holder} reste responsable.",
    "note.catch_up": "Où en est {label}. Personne d'autre ne voit ce message.",
    # Refusals.
    "refused.in_charge_already": (
        "Cette personne est déjà responsable. Choisissez quelqu'un d'autre."
    ),
    "refused.not_in_private_channel": (
        "Cette personne n'est pas dans le canal de l'incident INC-{number}, qui est privé. "
        "Invitez-la d'abord, puis passez le relais."
    ),
    "refused.handover_over": (
        "La relève ne vous est plus proposée. {by} est responsable de l'incident INC-{number}. "
        "Pour la prendre malgré tout, tapez /incident dans son canal et prenez le rôle."
    ),
    "refused.person_gone": (
        "Cette personne n'utilise pas ce Slack, ou ne l'utilise plus. Choisissez quelqu'un d'autre."
    ),
    # In the form.
    "form.handover_gone": (
        "{who} n'est plus là. Choisissez-vous pour prendre le relais tout de suite, "
        "ou choisissez quelqu'un d'autre."
    ),
    "form.handover_nobody": "Nom inconnu ici : {words}. Choisissez qui prend le relais.",
    "form.handover_several": (
        "Plusieurs personnes ici portent ce nom : {words}. Choisissez qui prend le relais."
    ),
}

FORMS = {
    "handover": "Passer le relais",
    "handover.person": "Qui prend le relais ?",
    "handover.person.hint": "La personne responsable le reste jusqu'à l'accord de l'autre.",
    "handover.line": "Que ne dit pas le journal ?",
    "handover.line.hint": "Une ligne. Elle est inscrite au journal.",
    "handover.reads": "Voici ce que lit cette personne.",
    "handover.submit": "Demander",
    "handover.take": "Je prends le relais",
    "redact.handover": "Ligne d'une relève",
    "menu.handover": "Passer le relais",
    "menu.catch_up": "Où en est-on ?",
}
