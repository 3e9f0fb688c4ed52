"""French: what stands in forms, menus, help and Home. Plain text: no mentions in labels."""

from __future__ import annotations

from firebell.words.fr import (
    actions,
    alerts,
    buttons,
    handover,
    home,
    publishing,
    review,
    team,
    ways_in,
)

FORMS = {
    **buttons.BUTTONS,
    **handover.FORMS,
    **ways_in.FORMS,
    **actions.FORMS,
    **alerts.FORMS,
    **publishing.FORMS,
    **home.FORMS,
    **team.FORMS,
    **review.FORMS,
    # Buttons and titles that forms share.
    "close": "Fermer",
    "firebell": "Firebell",
    # Raising.
    "declare": "Déclarer un incident",
    "declare.drill": "Nouvel exercice",
    "declare.submit": "Déclarer",
    "declare.anyway": "Déclarer quand même",
    "declare.open": "En cours",
    "declare.join": "Rejoindre",
    "declare.title": "Qu'est-ce qui ne va pas ?",
    "declare.title.hint": (
        "Une ligne, avec les mots d'un usager. Vous pourrez la modifier plus tard."
    ),
    "declare.service": "Quel service ?",
    "declare.choose": "Choisir",
    "declare.unsure": "Je ne sais pas",
    "declare.severity": "Quelle est la gravité ?",
    "declare.severity.unsure": "Je ne sais pas : {severity} jusqu'à confirmation",
    "declare.sensitive": "Des données personnelles ou la sécurité sont-elles en jeu ?",
    "declare.sensitive.no": "Non, ou je ne sais pas encore",
    "declare.sensitive.yes": "Oui : canal privé, aucune annonce",
    "declare.role": "{role}",
    "declare.role.hint": (
        "Vide : nous demandons à la personne habituelle, si la procédure la connaît."
    ),
    "declare.description": "Autre chose ?",
    "declare.tells": (
        "Annonce dans {channels}, sauf incident privé. Une fausse alerte n'est pas un problème."
    ),
    "declare.tells_nobody": "Une fausse alerte n'est pas un problème.",
    "declare.tells_drill": (
        "Ceci est un EXERCICE. Les personnes que vous nommez reçoivent vraiment une demande."
    ),
    "declare.quiet": (
        "Vous avez déclaré plusieurs incidents en dix minutes, et chacun a notifié beaucoup de "
        "monde. Celui-ci sera annoncé sans notification. Déclarez-le, ou annulez et complétez un "
        "incident ouvert."
    ),
    "declare.quietly": "Déclarer sans notifier",
    "declare.similar": (
        "{label} est ouvert pour le même service depuis {when} : {title}. "
        "Est-ce le même ? Rejoignez-le, ou déclarez le vôtre quand même."
    ),
    # Closing.
    "closing": "Clore un incident",
    "closing.submit": "Clore",
    "closing.which": "Quel incident ?",
    "closing.outcome": "Comment s'est-il terminé ?",
    "closing.same_as": "Le même que quel incident ?",
    "closing.same_as.hint": (
        "Seulement si c'est le même qu'un autre : son numéro, par exemple INC-1."
    ),
    "closing.same_as.open": "{hint} En cours : {opened}.",
    "closing.times.hint": (
        "Seulement si l'incident est résolu. Une heure que vous ne touchez pas est dite supposée."
    ),
    "closing.times.resolved": "Seulement si l'incident est résolu.",
    "closing.confirm": (
        "Vous n'êtes pas dans le canal de l'incident {label} et n'y avez pas de rôle. "
        "Le clore prévient toutes les personnes informées. Est-ce bien celui-ci ?"
    ),
    "closing.review.hint": ("Vide : la personne responsable le rédige, car la procédure l'exige."),
    "closing.summary": "En une ligne, pour quelqu'un qui n'était pas là",
    "closing.affected_from": "Usagers touchés depuis",
    "closing.working_since": "Rétabli depuis",
    "closing.reviewer": "Qui rédige le retour d'expérience ?",
    "closing.open_steps": (
        "Étapes de la procédure non faites : {count}. Elles n'empêchent pas de clore. "
        "Si l'incident est résolu, elles sont suivies."
    ),
    # When users were affected.
    "times": "Usagers touchés",
    "times.submit": "Confirmer",
    "times.about": (
        "Ce que vous envoyez ici est dit par vous, et n'est plus présenté comme supposé."
    ),
    "times.right": "C'est exact",
    "times.set": "Indiquer les heures",
    # Updating.
    "update": "Faire le point",
    "update.submit": "Envoyer le point",
    "update.known": "Que savons-nous ?",
    "update.known.hint": "Deux lignes suffisent. Même l'absence de progrès mérite d'être dite.",
    "update.doing": "Que faisons-nous ?",
    "update.status": "Où en est-on ?",
    "update.severity": "Quelle est la gravité ?",
    "update.severity.unconfirmed": "{severity}, à confirmer",
    "update.next": "Prochain point avant",
    "update.working_since": "Rétabli depuis",
    "update.goes_to": (
        "Ce point va dans le canal de l'incident et à toutes les personnes informées."
    ),
    "update.goes_to.private": (
        "Incident privé : ce point va aux personnes de son canal et à personne d'autre."
    ),
    # What stakeholders read.
    "stakeholders": "Que doivent lire les parties prenantes ?",
    "stakeholders.update": "Avec des mots pour celles et ceux qui n'y travaillent pas. "
    "Vide : ils lisent vos mots pour l'équipe.",
    "stakeholders.sentence": "Avec des mots pour celles et ceux qui n'y travaillent pas. "
    "Vide : ils lisent seulement où en est l'incident.",
    # Editing.
    "edit": "Corriger",
    "edit.submit": "Enregistrer",
    "edit.title": "Qu'est-ce qui ne va pas ?",
    "edit.title.hint": "Une ligne, avec les mots d'un usager.",
    "edit.description": "Autre chose ?",
    # Making it private.
    "private": "Rendre privé",
    "private.submit": "Rendre privé",
    "private.what": (
        "{label} continue dans un nouveau canal privé, avec les personnes ci-dessous et celles que "
        "la procédure nomme pour les incidents privés. Personne d'autre ne le voit plus. Ce que "
        "Firebell en a dit ailleurs est supprimé ou reformulé. Le canal actuel prend le numéro de "
        "l'incident pour nom et il est archivé."
    ),
    "private.what_thread": (
        "{label} continue dans un nouveau canal privé, avec les personnes ci-dessous et celles que "
        "la procédure nomme pour les incidents privés. Personne d'autre ne le voit plus. Ce que "
        "Firebell en a dit dans le fil et ailleurs est supprimé ou reformulé."
    ),
    "private.stays_thread": (
        "Ce que les personnes ont écrit dans le fil y reste. "
        "L'administration de l'espace de travail peut le supprimer."
    ),
    "private.people": "Qui vient dans le nouveau canal ?",
    "private.people.hint": "Une personne qui n'est pas nommée ici perd son rôle.",
    "private.line": "Une ligne que tout le monde peut lire",
    "private.line.hint": (
        "Seulement si les usagers s'en aperçoivent encore. Ni noms, ni détails. "
        "Elle est publiée avec le numéro et l'heure."
    ),
    "private.line.where": "La ligne est publiée dans {channels}.",
    "private.stays": (
        "Ce que les personnes ont écrit dans l'ancien canal y reste. "
        "L'administration de l'espace de travail peut le supprimer."
    ),
    # Severity, reopening, roles, steps.
    "severity": "Quelle gravité ?",
    "severity.submit": "Confirmer",
    "severity.why": "Pourquoi ?",
    "severity.why.hint": "Une ligne. Elle est montrée avec le changement.",
    "reopen": "Rouvrir l'incident",
    "reopen.submit": "Rouvrir",
    "reopen.why": "Que s'est-il passé ?",
    "roles": "Qui fait quoi",
    "roles.take": "Je prends ce rôle",
    "roles.submit": "Demander",
    "roles.unknown": (
        "« {words} » ne désigne personne, ou désigne plusieurs personnes. Choisissez ici."
    ),
    "roles.hint": "Choisissez à qui demander. Laissez les autres comme ils sont.",
    "steps": "Étapes",
    "steps.done": "Fait",
    "steps.undo": "Pas fait",
    "steps.none": "La procédure ne prévoit pas d'étape pour cet incident.",
    # A note.
    "note": "Note au journal",
    "note.words": "Ce qui s'est passé",
    "note.happened": "Quand cela s'est passé",
    "note.happened.hint": "Vide : maintenant.",
    "note.own": "Vos notes",
    "note.correct": "Corriger",
    "note.correcting": "Corriger une note",
    "note.submit": "Inscrire au journal",
    # Removing words from the record.
    "redact": "Retirer des mots",
    "redact.list": "Ce qui a été saisi, du plus récent au plus ancien. Choisissez quoi retirer.",
    "redact.none": "Il ne reste rien de saisi qui puisse être retiré.",
    "redact.title_now": (
        "Le titre actuel n'est pas dans cette liste. "
        "Pour le retirer, corrigez-le d'abord avec /incident edit."
    ),
    "redact.choose": "Retirer",
    "redact.older": "Plus anciens",
    "redact.newer": "Plus récents",
    "redact.page": "Page {page} sur {pages}",
    "redact.submit": "Retirer",
    "redact.title": "Ancien titre",
    "redact.description": "Description",
    "redact.update": "Point de situation",
    "redact.reason": "Motif",
    "redact.summary": "Comment il s'est terminé",
    "redact.note": "Note",
    "redact.line": "Ligne publique",
    "redact.outside": "Mots pour les parties prenantes",
    "redact.what_happens": (
        "Les mots sont retirés du journal et de ce que Firebell a écrit. "
        "Le journal garde qu'ils ont été retirés, avec votre nom. "
        "Ce que les personnes ont écrit elles-mêmes dans Slack y reste. Ce qui a été envoyé hors "
        "de Slack y reste aussi. Ce retrait est définitif."
    ),
    "redact.of_a_title": (
        "Si le nom du canal contient ce titre, le canal change de nom. "
        "Les lignes de Slack sur son sujet et son nom sont supprimées là où Slack le permet. "
        "Vérifiez dans le canal ce qui reste."
    ),
    "redact.archived": (
        "Le canal est archivé : ce que Firebell y a écrit ne peut pas être modifié maintenant. "
        "Ce sera fait dès que quelqu'un le désarchivera et y invitera Firebell."
    ),
    # Choosing and the menu.
    "which": "Quel incident ?",
    "menu": "Que voulez-vous faire ?",
    "menu.update": "Faire le point",
    "menu.edit": "Corriger le titre, le service, les rôles",
    "menu.roles": "Prendre un rôle, ou demander à quelqu'un",
    "menu.severity": "Changer la gravité",
    "menu.steps": "Toutes les étapes",
    "menu.redact": "Retirer des mots du journal",
    "menu.note": "Écrire une note au journal",
    "menu.record": "Le journal en fichier",
    "menu.private": "Rendre privé",
    "menu.channel": "Passer dans un canal",
    "button.to_channel": "Passer dans un canal",
    "place.thread": "le fil",
    "menu.close": "Clore l'incident",
    "menu.reopen": "Rouvrir l'incident",
    "menu.declare": "Déclarer un autre incident",
    "menu.raise_words": "Déclarer « {words} » comme nouvel incident",
    "meant": "La commande « {words} » n'existe pas. Vouliez-vous dire /incident {command} ?",
    "meant.do": "/incident {line}",
    "meant.nothing": "La commande « {words} » n'existe pas. Voici ce que vous pouvez faire ici.",
    "meant.read_as": "Compris comme /incident {command}.",
    # What is open, a page at a time.
    "list.part": "{first} à {last} sur {all}. D'abord les vôtres, puis les plus graves.",
    "list.more": "{count} de plus",
    "list.first": "Revenir au début",
    "list.which": "Lesquels montrer ?",
    "list.count": "{what} ({count})",
    "list.all": "Tous",
    "list.own": "Les miens",
    "list.drills": "Exercices",
    "list.show_all": "Tout montrer",
    "list.more_here": "Autres incidents ouverts : {count}.",
    "list.more_typed": (
        "Autres incidents ouverts : {count}. Pour tous les voir, tapez /incident list."
    ),
    "list.more_numbers": (
        "Autres incidents ouverts : {count}. Pour l'un d'eux, tapez /incident close et son numéro."
    ),
    "menu.help": "Que puis-je taper ?",
    "copy": "Copier le texte",
    "copy.label": "Tout sélectionner et copier",
    # Help.
    "help": (
        "*Ce que vous pouvez taper*\n"
        "`/incident` déclare un incident. Les mots qui suivent deviennent son titre.\n"
        "`/incident update` fait le point pour tout le monde.\n"
        "`/incident edit` corrige le titre, la description, le service et les rôles.\n"
        "`/incident severity` dit la gravité : `/incident severity P1`.\n"
        "`/incident handover @quelqu'un` lui demande de prendre le relais, `/incident catchup` "
        "dit où en est l'incident.\n"
        "`/incident private` le rend privé, avec les personnes que vous nommez.\n"
        "`/closeincident` ou `/incident close` le clôt. Les mots qui suivent disent comment il "
        "s'est terminé.\n"
        "`/incident reopen` le rouvre.\n"
        "`/incident list` montre ce qui est ouvert, `/incident list mine` les vôtres, "
        "`/incident status` où en est l'un d'eux.\n"
        "`/incident note at 14:05 …` inscrit une ligne au journal, "
        "`/incident record` vous donne le journal en fichier, "
        "`/incident redact` en retire des mots.\n"
        "`/incident action @quelqu'un by friday …` note une action, "
        "`/incident actions` montre ce qu'il reste à faire.\n"
        "`/incident review` commence ou ouvre le retour d'expérience d'un incident clos, "
        "`/incident review @quelqu'un by friday` dit qui le rédige.\n"
        "`/incident drill` déclare un exercice, "
        "`/incident adopt` un incident traité dans le canal où vous êtes, "
        "`/incident past` inscrit au journal ce qui est terminé.\n"
        "Hors du canal d'un incident, ajoutez son numéro : `/incident update INC-42`."
    ),
    "help.here": ("Dans le canal d'un incident, `/incident` montre ce que vous pouvez y faire."),
}
