"""French: actions and follow-ups, in messages, lists, forms, the record and the tracker."""

from __future__ import annotations

SENTENCES = {
    # An action on one line.
    "action.owner": "{who}",
    "action.nobody": "personne ne s'en charge",
    "action.due": "avant {when}",
    "action.late": "en retard, attendu avant {when}",
    "action.done": "Fait : {action} ({who}, {when})",
    "action.done_there": "Fait : {action} ({ticket} a été fermé)",
    "action.removed": "Cette action a été retirée.",
    "action.ticket_wanted": "un ticket est en création",
    "card.actions": "Actions",
    "card.actions_more": "Autres actions : {count}.",
    "ten.actions": "Actions à faire : {items}",
    "say.left_to_do": "Reste à faire : {items}",
    "say.ticket_closed": "{ticket} a été fermé, donc ceci est fait : {action}",
    # Directly to one person.
    "tell.action_given": "{who} vous confie une action pour {label} : {title}",
    "tell.actions_due": "{label} : est-ce fait ?",
    "tell.actions_due_beside": "À faire aussi, dans d'autres incidents : {count}.",
    "tell.actions_due_last": ("Firebell ne demandera plus. L'action reste dans /incident actions."),
    "tell.actions_left": (
        "{person} n'est plus là : personne ne s'en charge désormais. {label} : qui le fait ?"
    ),
    "tell.ticket_closed": "{label} : {ticket} a été fermé, donc ceci est fait : {action}",
    # What somebody who typed or pressed something reads, alone.
    "note.action": "Ajouté à la liste de l'incident {label} : {action}",
    "note.action_ticket": (
        "Ajouté à la liste de l'incident {label}, un ticket est en création : {action}"
    ),
    "note.owner_unknown": (
        "Personne ici ne porte ce nom, ou plusieurs le portent : {name}. Choisissez qui le fait."
    ),
    "note.no_action": "Rien n'a été noté. Vous avez écrit : {words}",
    "note.actions_none": "Il ne reste rien à faire ici.",
    "note.actions_none_match": "À faire : {count}. Rien ne correspond à « {words} ».",
    "note.no_incident_for_action": (
        "Ce canal n'est pas celui d'un incident. Tapez /incident action INC-1 et vos mots."
    ),
    "note.message_no_action": "Ce message a été supprimé : aucune action n'en est tirée.",
    "note.message_unread_action": (
        "Slack ne nous a pas montré ce message. Tapez /incident action et vos mots."
    ),
    # Refusals.
    "refused.action_needed": "Dites en une ligne ce qu'il faut faire.",
    "refused.no_such_action": "Cette action a été retirée : rien n'a été changé.",
    "refused.owner_not_in_channel": (
        "Cette personne n'est pas dans le canal de l'incident INC-{number}, qui est privé. "
        "Invitez-la d'abord, ou choisissez quelqu'un d'autre."
    ),
    "refused.due_past": "Cette heure est passée. Choisissez-en une à venir.",
    "refused.due_past_typed": (
        "{said} est passé. Écrivez un jour ou une heure à venir, par exemple “by friday”."
    ),
    "refused.due_unreadable": (
        "« {said} » ne peut pas être lu comme un jour ou une heure. "
        "Écrivez “by friday”, “by 12 dec” ou “by 14:05”."
    ),
    "refused.no_tracker": (
        "La procédure ne nomme pas d'outil de suivi pour INC-{number} : aucun ticket n'a été créé. "
        "L'action est gardée."
    ),
    "refused.ticket_there": "Ceci a déjà un ticket : {ticket}.",
    "refused.ticket_on_its_way": (
        "Un ticket est déjà en création. Si un message vous a signalé un échec, appuyez là-bas sur "
        "Réessayer."
    ),
}

FORMS = {
    "action": "Une action",
    "action.words": "Que faut-il faire ?",
    "action.owner": "Qui le fait ?",
    "action.owner.hint": "Vide : la question va à la personne responsable.",
    "action.due": "Pour quand ?",
    "action.ticket": "Dans l'outil de suivi",
    "action.ticket.yes": "Créer un ticket dans {tracker}",
    "action.ticket.private": "Seul le numéro de l'incident y va, car il est privé.",
    "action.submit": "Noter",
    "action.change": "Modifier l'action",
    "action.save": "Enregistrer",
    "action.remove": "Retirer",
    "action.done": "Fait",
    "action.undo": "Pas fait",
    "action.edit": "Modifier",
    "action.day": "Un autre jour",
    "action.other": "Quelqu'un d'autre",
    "action.make_ticket": "Créer un ticket",
    "actions": "À faire",
    "actions.part": "{first} à {last} sur {all}. D'abord les vôtres, puis ce qui est en retard.",
    "actions.all": "Toutes",
    "actions.own": "Les miennes",
    "actions.late": "En retard",
    "actions.nobodys": "À personne",
    "actions.add": "Noter une action",
    "actions.look": "Interroger l'outil de suivi",
    "actions.home": "À faire pour vous",
    "actions.home_more": "À faire pour vous, en plus : {count}.",
    "ticket.title": "{label} : {action}",
    "ticket.private": "{label} : une action",
    "ticket.private.where": (
        "Cet incident est privé. Ce qu'il faut faire est dans son canal Slack."
    ),
    "ticket.from": (
        "Noté dans {label} ({organisation}). Fermer ce ticket y marque l'action comme faite."
    ),
    "ticket.due": "Échéance : {day}",
    "menu.action": "Noter une action",
    "menu.actions": "Ce qu'il reste à faire",
    "redact.action": "Action",
    "closing.open_actions": (
        "Actions non faites : {count}. Elles sont suivies, et n'empêchent pas de clore."
    ),
}

LINES = {
    "action_added": "{who} a noté une action : {action}{whose}{by_when}",
    "action_changed": "{who} a modifié une action : {action}{whose}{by_when}",
    "action_passed": "{who} a confié une action à {people} : {action}",
    "action_nobodys": "{who} a dit que personne ne se charge plus de cette action : {action}",
    "action_moved": "{who} a déplacé une action : {action}{by_when}",
    "action_without_day": "{who} a retiré le jour de cette action : {action}",
    "action_done": "Fait : {action} ({who}).",
    "action_done_there": "Fait : {action} ({ticket} a été fermé).",
    "action_undone": "Finalement pas fait : {action} ({who}).",
    "action_removed": "{who} a retiré une action : {action}",
    "actions_left": "{people} n'est plus là. Personne ne s'en charge désormais : {action}",
    "actions_let_be": "Sans réponse, Firebell ne demande plus : {action}",
    "ticket_made": "Dans l'outil de suivi, {ticket} : {action}",
}

PARTS = {
    "redacted.action": "une action",
    "action.whose": " ({people})",
    "action.by_when": ", avant {when}",
    "tracker": "un ticket",
}

HEADINGS = {
    "actions": "Actions",
    "action_line": "{action} ({details})",
    "action_nobody": "personne",
    "action_due": "avant {when}",
    "action_done": "fait par {who}, {when}",
    "action_done_there": "fait, {when}",
}
