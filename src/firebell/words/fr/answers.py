"""French: what somebody who typed or pressed something reads, alone, and what replaces buttons."""

from __future__ import annotations

SENTENCES = {
    "note.repeated": "C'est déjà {label}. Rien n'a été fait deux fois.",
    "note.corrected": "{label} était déjà déclaré. Vos changements y ont été reportés.",
    "note.closed": "{closed} Toutes les personnes informées le sauront.",
    "note.closed.private": "{closed} Les personnes de son canal le sauront, et personne d'autre.",
    "note.times": "Merci. {times}",
    "note.times_none": "{label} n'a pas de telles heures.",
    "note.updated": "Votre point sur {label} est en route.",
    "note.record": "Le journal de l'incident {label} est en route.",
    "note.joining": "Vous entrez dans {channel}.",
    "note.joining_soon": "Vous entrerez dans le canal de l'incident {label} dès qu'il sera là.",
    "note.made_private": (
        "{label} est désormais privé. Vous entrerez dans son nouveau canal dès qu'il sera là."
    ),
    "note.made_private_on_top": (
        "{label} est désormais privé. Vous entrerez dans son nouveau canal dès qu'il sera là. "
        "Fermez ceci et envoyez le formulaire dessous : seules les personnes de ce canal le lisent."
    ),
    "note.none_open": "Aucun incident n'est ouvert. Pour en déclarer un, tapez /incident.",
    "note.none_to_close": "Aucun incident n'est ouvert : il n'y a rien à clore.",
    "list.none_match": "Ouverts : {count}. Aucun ne correspond à « {words} ».",
    "note.no_match": (
        "{label} n'existe pas ici. Pour voir ce qui est ouvert, tapez /incident list."
    ),
    "note.not_here": (
        "Tapez ceci dans le canal de l'incident, ou ajoutez son numéro : /incident {word} INC-1."
    ),
    "note.too_slow": (
        "Slack a mis trop de temps, le formulaire n'a pas pu s'ouvrir. Rien n'a été déclaré. "
        "Merci de taper de nouveau /incident."
    ),
    "note.too_slow_kept": (
        "Slack a mis trop de temps, le formulaire n'a pas pu s'ouvrir. Rien n'est perdu : "
        "merci de taper de nouveau, avec vos mots : {text}"
    ),
    "note.form_kept": (
        "C'est plus long que d'habitude. Votre saisie est gardée dans ce formulaire. "
        "Renvoyez-le dans un instant : rien n'est fait deux fois."
    ),
    "note.failed": (
        "Cela n'a pas fonctionné, et nous ne savons pas encore pourquoi. Rien n'a été changé. "
        "Merci de réessayer dans un instant."
    ),
    "note.retrying": "Nouvel essai en cours.",
    "note.still_going": "{label} reste ouvert. Sans nouvelles, Firebell redemandera.",
    "note.removed": (
        "C'est retiré du journal de l'incident {label}. "
        "Ce que Firebell en avait écrit suit dans un instant."
    ),
    "note.nothing_changed": "Rien n'a changé sur {label} : personne n'est prévenu.",
    "note.done_already": (
        "Cet envoi avait déjà été fait, pour {label}. Rien n'a été fait deux fois. "
        "Si vous avez changé quelque chose depuis, vérifiez que cela y est."
    ),
    "note.severity": "{label} est {severity}. Merci.",
    "note.mention": "Voici ce que vous pouvez faire pour {label}.",
    "note.mention_none": (
        "Ce canal n'est pas celui d'un incident. Vous pouvez en déclarer un d'ici."
    ),
    "note.noted": "C'est inscrit au journal de l'incident {label}.",
    "note.noted_at": "C'est inscrit au journal de l'incident {label}, heure : {when}.",
    "note.nothing_noted": "Rien n'a été inscrit au journal. Vous avez écrit : {words}",
    "note.thread_noted": (
        "Tout le fil est au journal de l'incident {label}. Ajouts à l'instant : {count}."
    ),
    "note.message_gone": (
        "Ce message a été supprimé : il n'est pas au journal de l'incident {label}."
    ),
    "note.message_unread": (
        "Slack ne nous a pas montré ce message : il n'est pas encore au journal de l'incident "
        "{label}. Réessayez dans une minute."
    ),
    "note.no_incident_here": (
        "Ce canal n'est pas celui d'un incident : il n'y a pas de journal où l'ajouter."
    ),
    "note.nothing_to_retry": "Cela a été fait entre-temps.",
    "note.on_it": "Vous êtes {role} pour {label}. Merci.",
    "note.declined": ("Merci de l'avoir dit. {who} le sait, et peut demander à quelqu'un d'autre."),
    "note.declined.over": "Merci de l'avoir dit. {who} continue de s'en charger.",
    "note.declined.in_charge": (
        "Merci de l'avoir dit. Personne n'est {role} pour {label} désormais, et la question est "
        "posée dans son canal. Vous pouvez demander à quelqu'un vous-même."
    ),
    "note.declined.still": "Vous restez responsable jusqu'à ce que quelqu'un prenne le relais.",
    "note.answered_already": "Une réponse a été donnée entre-temps. Rien n'a été changé.",
    # What stands in place of the buttons of something that has been answered.
    "answer.on_it": "Vous vous en chargez.",
    "answer.other_on_it": "{who} s'en charge.",
    "answer.in_charge": "{who} est responsable.",
    "answer.heard": "Des nouvelles sont venues depuis.",
    "answer.times": "Répondu. Merci.",
    "answer.other_asked": "Demande envoyée à {who}.",
    "answer.cannot": "Vous avez dit ne pas pouvoir.",
    "answer.not_added": (
        "Vous n'avez pas pu entrer dans le canal : la demande n'est plus valable."
    ),
    "answer.nobody": "La demande n'est plus valable.",
    "answer.closed": "{label} a été clos.",
    "answer.reopened": "{label} a été rouvert.",
    "answer.severity": "Répondu : {severity}.",
    "answer.update": "Fait. Le point suivant a ensuite été promis avant {when}.",
    "answer.update_done": "Fait.",
    "answer.retried": "Un nouvel essai a été fait.",
    "answer.roles_held": "Quelqu'un a été trouvé.",
}
