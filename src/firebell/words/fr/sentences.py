"""French: what people read or hear in messages. `{name}` is a fact; facts may be mentions.

Facts stand where no word before them changes with them: never *de*, *que* or *si* before a name.
"""

from __future__ import annotations

from firebell.words.fr import (
    actions,
    alerts,
    answers,
    direct,
    handover,
    home,
    in_thread,
    publishing,
    refusals,
    review,
    silence,
    team,
    tokens,
    ways_in,
)

STATUSES = {
    "investigating": "Analyse en cours",
    "identified": "Cause identifiée",
    "monitoring": "Corrigé, sous surveillance",
    "closed": "Clos",
}

OUTCOMES = {
    "resolved": "Résolu",
    "false_alarm": "Fausse alerte",
    "duplicate": "Le même qu'un autre incident",
}

AUDIENCES = {
    "members": "les membres à part entière de cet espace de travail Slack",
    "guests": "les personnes invitées",
    "leads": "les personnes qui ont un rôle dans l'incident",
}

SENTENCES = {
    **handover.SENTENCES,
    **in_thread.SENTENCES,
    **silence.SENTENCES,
    **direct.SENTENCES,
    **answers.SENTENCES,
    **refusals.SENTENCES,
    **ways_in.SENTENCES,
    **tokens.SENTENCES,
    **actions.SENTENCES,
    **alerts.SENTENCES,
    **publishing.SENTENCES,
    **home.SENTENCES,
    **team.SENTENCES,
    **review.SENTENCES,
    # Parts of several messages.
    "and": " et ",
    "or": " ou ",
    "colon": " : ",
    "same_as": "Le même que {other}",
    "unconfirmed": "{severity}, à confirmer",
    "drill": "DRILL",
    "private": "Privé",
    "service": "{title} ({service})",
    "raised_by": "Déclaré par {who}, {when}.",
    "in_charge": "Responsable : {who}.",
    "in_charge_for_now": "Responsable jusqu'à ce que quelqu'un prenne le relais : {who}.",
    "role_on_it": "{role} : {who}, s'en charge",
    "topic.asked": "{role} : {who}, réponse attendue",
    "topic.in_charge": "Responsable : {who}",
    "role_asked": "{role} : {who}, réponse attendue depuis {when}",
    "role_offered": "{role} : {who}, s'en charge ; relève proposée à {other}, {when}",
    "role_silent": "{role} : {who}, sans réponse depuis {when}",
    "role_empty": "{role} : personne pour l'instant",
    "next_update": "Prochain point avant {when}.",
    "next_update_passed": "Le point promis avant {when} n'est pas encore venu.",
    "said": "{when} · {known}",
    "doing": "Ce que nous faisons : {doing}",
    "no_change_since": "Rien de nouveau depuis {when} : {known}",
    "follow": "Suivez ce fil pour les nouvelles.",
    "working_since": "Rétabli depuis {when}.",
    "affected": "Usagers touchés entre {start} et {end} ({length}).",
    "affected_from": "Usagers touchés depuis {start}.",
    "affected.assumed": (
        "Personne n'a encore dit quand les usagers ont été touchés. "
        "Supposé : depuis la déclaration, {start}, jusqu'à {end} ({length})."
    ),
    "affected.start_assumed": (
        "Usagers touchés jusqu'à {end}. Personne n'a encore dit depuis quand. "
        "Supposé : depuis {start} ({length})."
    ),
    "affected.end_assumed": (
        "Usagers touchés depuis {start}. Personne n'a encore dit jusqu'à quand. "
        "Supposé : jusqu'à {end} ({length})."
    ),
    "how_it_ended": "Fin de l'incident : {summary}",
    "why": "Pourquoi : {why}",
    "closed": "{label} est clos.",
    "closed.false_alarm": "{label} est clos : c'était une fausse alerte.",
    "closed.duplicate": "{label} est clos : c'est le même que {other}.",
    "closed.duplicate_unknown": "{label} est clos : c'est le même qu'un autre incident.",
    "false_alarm": "Aucun usager n'a été touché.",
    "goes_on": "La suite est dans {other} : {channel}.",
    "goes_on_unseen": "La suite est dans {other}.",
    # The card.
    "card.steps": "À faire maintenant",
    "card.step_due": " (avant {when})",
    "card.step_late": " (en retard, attendu avant {when})",
    "card.steps_done": "Étapes faites : {done} sur {all}.",
    "card.step_done": "Fait : {step} ({who}, {when})",
    "card.keeps": (
        "Firebell tient le journal de ce canal. "
        "Mettez {pushpin} sur un message pour l'ajouter à la chronologie."
    ),
    "card.documents": "Documents : {documents}",
    "card.similar": "INC-{number} est ouvert pour le même service. Est-ce le même ?",
    "card.private": (
        "Cet incident est privé. Personne ne le voit hors de ce canal. "
        "Pour faire entrer quelqu'un, invitez-le dans le canal."
    ),
    "card.inside": "Dans le canal : {people}.",
    "card.exposed": "Devenu privé : {when}.",
    "card.exposed.by": "Rendu privé par {who}, {when}.",
    "card.exposed.since": (
        "Jusque-là, tout le monde dans ce Slack pouvait le lire, depuis {since} ({length})."
    ),
    "card.exposed.readers": "Dans son canal : {people}.",
    "card.exposed.more": " et {count} de plus",
    "card.exposed.places": "Annoncé dans : {channels}.",
    "card.exposed.outside": "Envoyé auparavant hors de Slack, sans retour possible : {places}.",
    "card.exposed.archived": (
        "L'ancien canal était déjà archivé : Firebell n'a pas pu changer son nom et son sujet."
    ),
    "card.exposed.stays": (
        "Ce que les personnes ont écrit dans l'ancien canal y est toujours. "
        "L'administration de l'espace de travail peut le supprimer."
    ),
    "card.data_clock": (
        "Si des données personnelles sont en jeu et que l'autorité de contrôle (en France, la "
        "CNIL) doit être informée, informez-la avant {when}. "
        "C'est 72 heures après que cela a été su ici."
    ),
    "withdrawn": "{label} est désormais traité en privé.",
    "withdrawn.not_asked": "Votre aide n'est plus demandée.",
    "withdrawn.channel": (
        "Ce canal va être rangé. Si vous devez être dans le nouveau, "
        "demandez aux personnes avec qui vous travailliez ici."
    ),
    "say.public_line": "{label} · {when} · {line}",
    "purpose": "{label} : {title}. Tout se passe ici. Tapez /incident pour savoir quoi faire.",
    "purpose.private": "{label}. Tapez /incident pour savoir quoi faire.",
    # The announcement.
    "told.place": "Le travail se fait ici : {channel}.",
    "told.no_channel": (
        "L'incident n'a pas encore de canal. Pour aider ou demander, écrivez à {who}."
    ),
    # The one who raised it.
    "confirm.raising": "Déclaration en cours, {label} : {title}. Le canal est en création.",
    "confirm.no_channel": (
        "{label} est déclaré : {title}. Il n'a pas encore de canal. Les annonces partent sans lui."
    ),
    "confirm.no_channel_private": (
        "{label} est déclaré : {title}. Il n'a pas encore de canal, et personne d'autre n'est "
        "informé avant. Prévenez vous-même les personnes qui doivent savoir."
    ),
    "confirm.awaited": "Slack n'a pas encore dit qui est {name}. L'invitation suivra aussitôt.",
    "confirm.awaited_many": (
        "Slack n'a pas encore dit qui sont ces personnes : {names}. L'invitation suivra aussitôt."
    ),
    "confirm.unpinged": (
        "Personne n'a été notifié dans {channels} : Slack ne l'a pas permis. "
        "Prévenez tout de suite qui doit savoir, et demandez l'autorisation à "
        "l'administration de l'espace de travail."
    ),
    "confirm.open": "{label} est ouvert et vous y êtes : {channel}.",
    "confirm.open_outside": "{label} est ouvert : {channel}.",
    "confirm.closed": "{label} est clos : {channel}.",
    "confirm.closed_otherwise": "{closed} Son canal : {channel}.",
    "confirm.in_charge": "Vous êtes responsable jusqu'à ce que quelqu'un prenne le relais.",
    "confirm.asked": "Demande d'aide envoyée à {people}.",
    "confirm.asked_many": "Demandes d'aide envoyées à {people}.",
    "confirm.is_private": "L'incident est privé : personne n'est informé hors de son canal.",
    "confirm.inside": "Dans le canal : {people}.",
    "confirm.outside": (
        "{label} est déclaré. L'incident est privé, et vous n'êtes pas dans son canal. "
        "Une personne qui y est peut vous inviter."
    ),
    "confirm.list": "Voici où nous en sommes. Ce qui a échoué est gardé et peut être réessayé.",
    "confirm.waiting": "{what} : pas encore fait. Nous continuons d'essayer.",
    "confirm.waiting_why": (
        "{what} : pas encore fait. Motif : {reason}. Nous continuons d'essayer."
    ),
    "confirm.waiting_turn": (
        "{what} : pas encore fait. Motif : {reason}. Nous continuons d'essayer. Son tour viendra "
        "vers {when}."
    ),
    "confirm.failed": "{what} : échec. Motif : {reason}.",
    "confirm.done": "Fait : {what}.",
    "not_added": "Impossible d'ajouter {who} : {reason}.",
    "not_added_many": "Impossible d'ajouter ces personnes : {people}.",
    "not_added_person": "{who} ({reason})",
    "not_added.roles": "Rôle désormais sans titulaire : {roles}.",
    "unresolved": "La procédure nomme {name}, sans résultat : {reason}.",
    "unresolved_many": "La procédure nomme des personnes introuvables : {names}.",
    "unresolved_name": "{name} ({reason})",
    "unresolved.roles": "Rôle encore sans titulaire : {roles}.",
    "instead": "Vous pourriez demander à {people}.",
    "instead.contact": "Contact pour le service {service} : {contact}.",
    # In the incident's channel.
    "say.role_declined": "{who} ne peut pas être {role}. Qui s'en charge ?",
    "say.role_missed": "{who} n'a pas répondu comme {role}. Qui s'en charge ?",
    "say.in_charge": "{who} est désormais responsable, comme {role}.",
    "say.paged": (
        "Personne n'est encore aux commandes : Firebell appelle l'astreinte, {places}. "
        "Prendre l'incident ici met fin à l'appel."
    ),
    "say.made_real": "C'est désormais réel. Ce n'est plus un EXERCICE. Annonce : {who}.",
    "say.updated": "Point de situation par {who}, {when}",
    "say.worse": "{label} est désormais {severity}, plus grave. Auparavant : {before}.",
    "say.better": "{label} est désormais {severity}, moins grave. Auparavant : {before}.",
    "say.worse_than_assumed": (
        "{label} est désormais {severity}, plus grave. "
        "Auparavant : {before}, que personne n'avait confirmé."
    ),
    "say.better_than_assumed": (
        "{label} est désormais {severity}, moins grave. "
        "Auparavant : {before}, que personne n'avait confirmé."
    ),
    "say.who": "Annonce : {who}.",
    "say.same_as_this": (
        "{label} est clos : c'est le même incident que celui-ci, {other}. Annonce : {who}."
    ),
    "say.same_as_this_where": "Ce qui a été fait est dans {channel}. Sur place : {people}.",
    "say.times_said": "{who} a dit quand les usagers ont été touchés.",
    "say.closed_by": "Clos par {who}, {when}.",
    "say.review": "{who} rédige le retour d'expérience.",
    "say.review_by": "Avant le {day}, {who} rédige le retour d'expérience.",
    "say.thanks": "Merci à {people}.",
    "say.reopened": "{label} est de nouveau ouvert.",
    "say.reopened_by": "Rouvert par {who}, {when}.",
    "say.left": "{who} n'est plus dans ce canal. Rôle désormais sans titulaire : {roles}.",
    "say.left_charge": "{who} n'est plus dans ce canal. {new} est désormais responsable.",
    "say.left_both": (
        "{who} n'est plus dans ce canal. {new} est désormais responsable. "
        "Rôle sans titulaire : {roles}."
    ),
    "say.channel_archived": (
        "Le canal de l'incident {label} a été archivé. L'incident peut toujours être clos."
    ),
    "say.not_reached": (
        "Firebell ne peut pas écrire directement à {who}. Motif : {reason}. "
        "Merci de transmettre ce qu'il faut savoir."
    ),
    "say.not_reached_gone": "Firebell n'a pas pu écrire directement à {who}.",
    "say.record": "Journal de l'incident {label}. État : {when}.",
    "say.record_removed": (
        "Des mots du journal de l'incident {label} ont été retirés : le fichier qui les contenait "
        "a été supprimé ici. Pour un nouveau, tapez /incident record {typed}."
    ),
    # Forms.
    "copy.hint": (
        "Pour les personnes hors de Slack. Sélectionnez les mots, copiez-les, "
        "puis appuyez sur Fermer."
    ),
    "copy.hint.private": (
        "{label} est privé : ne donnez ces mots qu'aux personnes qui peuvent savoir. "
        "Sélectionnez-les, copiez-les, puis appuyez sur Fermer."
    ),
    "copy.update": "{label} : point de situation, {when}",
    "copy.closed": "{label} : clos, {when}",
    "copy.status": "État : {status}. {word} : {severity}.",
    "form.pick_person": "Choisissez une personne qui utilise ce Slack, pas une application.",
}
