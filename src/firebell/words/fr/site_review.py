"""Ce que disent les pages d'un retour d'expérience, en français."""

from __future__ import annotations

SITE_REVIEW = {
    "rev": "Retour d'expérience",
    "rev.title": "Retour d'expérience de {label} : {title}",
    "rev.edit": "Rédiger le retour d'expérience",
    "rev.send": "Demander une relecture",
    "rev.publish": "Publier",
    "rev.start": "Commencer le retour d'expérience",
    "rev.start_why": (
        "Firebell prépare un brouillon à partir du journal : heures, promesses, décisions, "
        "actions. Vous écrivez le reste."
    ),
    "rev.open_still": "Le retour d'expérience commence après la clôture de l'incident.",
    "rev.of_nothing": (
        "Une fausse alerte, ou le même qu'un autre incident, n'a pas de retour d'expérience."
    ),
    "rev.not_begun": "Personne n'a encore commencé le retour d'expérience.",
    "rev.saved_by": "Enregistré par {who}, {when}",
    "rev.nothing_saved": "Personne n'y a encore écrit.",
    "rev.written_by": "Rédaction : {people}",
    "rev.writes": "{who} le rédige.",
    "rev.writes_by": "Avant le {day}, {who} le rédige.",
    "rev.ask_facts": "Le journal remplit cette partie. Ajoutez ce qu'il ignore, ou laissez vide.",
    "rev.older": "Voici la version {version}. La plus récente est la version {newest}.",
    "rev.newest": "Lire la plus récente",
    "rev.since": "Pendant que vous écriviez, d'autres ont enregistré :",
    "rev.since_line": "{who}, version {version} : {sections}",
    "rev.since_kept": "Votre texte est enregistré, le leur aussi.",
    "rev.files": "Cette version en fichier",
    "rev.print": "À imprimer",
    "rev.md": "Markdown",
    "rev.docx": "Word",
    "rev.pdf": "PDF",
    "rev.versions": "Versions",
    "rev.versions_none": "Rien n'a encore été enregistré.",
    "rev.version": "Version {version}",
    "rev.version_was_published": "publiée",
    "rev.compare": "Ce qui a changé entre deux versions",
    "rev.compare_from": "De la version",
    "rev.compare_to": "À la version",
    "rev.compare_press": "Voir ce qui a changé",
    "rev.changes": "De la version {first} à la version {last}",
    "rev.changes_none": "Ces deux versions disent la même chose.",
    "rev.added": "Ajouté :",
    "rev.removed": "Retiré :",
    "rev.lines_left": "Lignes restées : {n}",
    "rev.comments": "Commentaires",
    "rev.comments_on": "Commentaires ({title})",
    "rev.comment_by": "{who}, {when}, sur la version {version}",
    "rev.comment_by_draft": "{who}, {when}",
    "rev.comment": "Écrire un commentaire",
    "rev.comment_about": "À propos de",
    "rev.comment_all": "L'ensemble",
    "rev.comment_text": "Que voulez-vous dire ?",
    "rev.comment_hint": (
        "Toute personne qui lit le retour d'expérience le lit. La personne qui le rédige "
        "l'apprend dans Slack, une fois par personne jusqu'au prochain enregistrement."
    ),
    "rev.comment_press": "Commenter",
    "rev.how": (
        "Les faits y figurent d'eux-mêmes : heures, promesses, étapes. Ici vous écrivez le reste. "
        "Chaque enregistrement est gardé comme version."
    ),
    "rev.markdown": (
        "Markdown : **gras**, *italique*, - pour une liste, ### pour un titre, "
        "[mots](https://example.com)."
    ),
    "rev.preview": "Aperçu",
    "rev.preview_note": "Voici comment cela se lira. Rien n'est encore enregistré.",
    "rev.preview_empty": "Rien n'est encore écrit.",
    "rev.save": "Enregistrer",
    "rev.back": "Revenir au retour d'expérience",
    "rev.conflict": "Quelqu'un d'autre a écrit au même endroit",
    "rev.conflict_who": (
        "{who} a enregistré la version {version} après votre arrivée, dans : {sections}. Rien de "
        "ce que vous avez écrit n'est perdu, et rien n'en est encore enregistré."
    ),
    "rev.conflict_do": (
        "Ci-dessous, les deux textes sont réunis dans chaque champ. Relisez-les, changez ce que "
        "vous voulez, puis enregistrez."
    ),
    "rev.conflict_theirs": "Ce qui s'y trouve maintenant",
    "rev.conflict_mine": "Ce que vous avez écrit",
    "rev.empty": "Rien",
    "rev.draft_back": "Ce que vous aviez écrit ici sans l'enregistrer est revenu.",
    "rev.draft_drop": "L'abandonner",
    "rev.kept": "Vous êtes déconnecté, et votre saisie est toujours là",
    "rev.kept_how": (
        "Elle n'est pas encore enregistrée. Connectez-vous dans un autre onglet, revenez sur "
        "cette page et appuyez sur le bouton. Vous pourrez alors l'enregistrer."
    ),
    "rev.kept_press": "Je suis connecté : montrer ma saisie",
    "rev.kept_read": "Lire votre saisie",
    "rev.send_who": "Qui le relit ?",
    "rev.send_hint": (
        "Chaque personne l'apprend dans Slack. Sans choix, la demande va au canal de l'incident."
    ),
    "rev.send_nobody": "Personne d'autre n'a de part à cet incident. La demande va à son canal.",
    "rev.send_press": "Demander",
    "rev.publish_press": "Publier",
    "rev.publish_summary": "Voici ce que l'on lit d'abord :",
    "rev.publish_missing": "Écrivez d'abord « {title} » : c'est ce que l'on lit.",
    "rev.no_word": "Les fichiers Word ne sont pas prévus ici. Demandez à la personne qui exploite "
    "Firebell d'installer l'extra : pip install 'firebell[docx]'.",
    "rev.no_pdf": "Les fichiers PDF ne sont pas prévus ici. Demandez à la personne qui exploite "
    "Firebell d'installer l'extra : pip install 'firebell[pdf]'. La page à imprimer peut aussi "
    "être enregistrée en PDF.",
    "rev.not_made": "Le fichier n'a pas pu être produit : {reason}. Le fichier Markdown contient "
    "tout.",
    "rev.mine": "Retours d'expérience",
    "rev.mine_writes": "Vous le rédigez",
    "rev.mine_reads": "On vous a demandé de le relire",
    "rev.mine_awaits": "Il est en retard, et vous étiez responsable",
    "rev.mine_due": "avant le {day}",
    "rev.mine_late": "en retard, attendu le {day}",
    "said.review_begun": "{label} : le brouillon du retour d'expérience est ici.",
    "said.review_saved": "{label} : le retour d'expérience est enregistré.",
    "said.review_commented": "{label} : votre commentaire est ici.",
    "said.review_sent": "{label} : la relecture du retour d'expérience est demandée.",
    "said.review_published": "{label} : le retour d'expérience est publié.",
}
