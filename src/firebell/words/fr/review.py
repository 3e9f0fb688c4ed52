"""French: what a review says by itself, its questions to the writer, and what is said about it."""

from __future__ import annotations

_OWN = {
    "title": "Retour d'expérience de l'incident {label} : {title}",
    "private": "Cet incident est privé. Gardez ce document parmi les personnes concernées.",
    "drill": "C'était un EXERCICE.",
    "state": "Retour d'expérience",
    "state.draft": "Brouillon",
    "state.draft_version": "Brouillon, version {version}",
    "state.draft_after": "Brouillon, version {version} ; la version {published} a été publiée",
    "state.in_review": "En relecture, version {version}",
    "state.published": "Publié, version {version}",
    "state.announced": "Publié et annoncé, version {version}",
    "writer": "Rédaction",
    "question": "Question pour la rédaction : {question}",
    "from_record": "D'après le journal :",
    "nothing": "Rien au journal.",
    "declarer": "la première personne à le remarquer",
    "role": "la personne chargée du rôle {role}",
    "colleague": "un membre de l'équipe",
    "time_column": "Durée",
    "promise_column": "Promis avant",
    "kept_column": "Ce qui est venu",
    "in_time": "À temps",
    "late": "Retard : {length}",
    "missed": "Manqué : rien n'a été dit avant la clôture",
    "kept_in_all": "À temps : {kept} sur {all}. En retard : {late}. Manqués : {missed}.",
    "step_open": "Pas fait : {step}",
    "document": "{title} : {url}",
    "channel": "Canal : #{name}",
}

_HEADINGS = {
    "summary": "En langage clair",
    "impact": "Qui a été touché",
    "timeline": "Ce qui s'est passé, et quand",
    "severities": "Durée par niveau : {severity_word}",
    "promises": "Points promis",
    "went_well": "Ce qui a bien marché",
    "went_badly": "Ce qui a moins bien marché",
    "decisions": "Décisions",
    "actions": "Ce que nous faisons ensuite",
    "documents": "Documents",
}

_QUESTIONS = {
    "summary": "Que s'est-il passé, en deux ou trois phrases, pour quelqu'un hors de l'équipe ?",
    "impact": "Qui ne pouvait pas faire quoi, et combien de personnes ?",
    "went_well": "Qu'est-ce qui a aidé, et doit rester ainsi ?",
    "went_badly": (
        "Qu'est-ce qui a allongé ou compliqué l'incident ? "
        "Parlez des outils et des processus, pas des personnes."
    ),
    "decisions": "Qu'a-t-on décidé, dans quel rôle, et pourquoi ?",
    "actions": "Que fera-t-on pour que cela ne se reproduise pas, qui, et quand ?",
    "other": "Qu'y a-t-il à en dire ?",
}

FORMS = {
    "review": "Retour d'expérience",
    "review.submit": "Enregistrer",
    "review.part": "{title} ({part} sur {parts})",
    "review.more": "{title}, suite",
    "review.more.hint": "Un champ contient 3 000 caractères. La suite s'écrit ici.",
    "review.too_many": (
        "Ce formulaire n'a plus de place. Rien ne change dans la suite : {titles}. "
        "Le texte est dans le fichier."
    ),
    "review.about": (
        "Les faits du journal sont déjà dans le fichier : heures, promesses, étapes. "
        "Écrivez ici le reste, en Markdown si vous voulez. "
        "Chaque enregistrement est gardé comme une version."
    ),
    "review.writer": "Qui le rédige ?",
    "review.due": "Pour quand ?",
    "review.naming": "Les personnes citées",
    "review.naming.roles": "Par leur rôle",
    "review.naming.names": "Par leur nom",
    "review.then": "Et ensuite ?",
    "review.then.hint": (
        "Publier prévient le canal de l'incident, et les lieux d'annonce, en une ligne."
    ),
    "review.then.hint_private": "Publier prévient le canal de l'incident et personne d'autre.",
    "review.then.keep": "Garder en brouillon",
    "review.then.send": "Demander une relecture",
    "review.then.publish": "Publier",
    "review.readers": "Qui le relit ?",
    "review.readers.hint": "Vide : la demande va au canal de l'incident.",
    "review.start": "Commencer le retour d'expérience",
    "review.open": "Ouvrir le retour d'expérience",
    "menu.review": "Le retour d'expérience",
    "redact.review": "Retour d'expérience",
    "redact.comment": "Commentaire sur le retour d'expérience",
}

SENTENCES = {
    "tell.review_assigned": (
        "{label} : avant le {day}, {who} vous demande de rédiger le retour d'expérience."
    ),
    "tell.review_assigned_open": "{label} : {who} vous demande de rédiger le retour d'expérience.",
    "tell.review_due": (
        "{label} : le retour d'expérience est attendu pour le {day}, et c'est vous qui le rédigez."
    ),
    "tell.review_late": (
        "{label} : le retour d'expérience était attendu pour le {day}, "
        "et c'est vous qui le rédigez."
    ),
    "tell.review_begun_already": "Un brouillon existe, version {version}.",
    "tell.review_nothing_yet": "Firebell prépare un brouillon à partir du journal.",
    "tell.review_sent": (
        "{label} : {who} vous demande de relire le retour d'expérience. Il arrive en fichier."
    ),
    "tell.review_commented": (
        "{label} : {who} a commenté le retour d'expérience. Le commentaire : {text}"
    ),
    "tell.review_commented_section": (
        "{label} : {who} a commenté le retour d'expérience ({title}). Le commentaire : {text}"
    ),
    "tell.review_not_made": (
        "{label} : le retour d'expérience n'a pas pu être produit ({what}) : {reason}."
    ),
    "tell.review_not_made.word": "Le fichier Markdown contient tout.",
    "tell.review_not_made.canvas": "Le fichier dans le canal contient tout.",
    "tell.review_words": (
        "{label} : des mots ont été retirés du journal, et du retour d'expérience là où il les "
        "répétait. S'il dit la même chose autrement, merci de vérifier vous-même."
    ),
    "say.review_sent": (
        "{label} : {who} vous demande à tous de relire le retour d'expérience. "
        "Il arrive en fichier."
    ),
    "say.review_published": "{label} : le retour d'expérience est publié. {summary}",
    "say.review_again": (
        "{label} : le retour d'expérience a changé, il est publié de nouveau. {summary}"
    ),
    "say.review_file": "{label}, retour d'expérience : {state}.",
    "note.review_shared": "{label} : le retour d'expérience arrive en fichier.",
    "note.review_assigned": "{label} : avant le {day}, {who} rédige le retour d'expérience.",
    "note.review_assigned_open": "{label} : {who} rédige le retour d'expérience.",
    "note.review_saved": (
        "{label} : le retour d'expérience est enregistré comme version {version}."
    ),
    "note.review_sent": "{label} : la relecture du retour d'expérience est demandée.",
    "note.review_published": "{label} : le retour d'expérience est publié.",
    "note.review_overtook": (
        "{who} avait écrit {sections} après l'ouverture de votre formulaire. Vos mots sont gardés. "
        "Les autres restent dans la version {version}, qui est dans l'export."
    ),
    "nobody": "Personne",
    "somebody_else": "Quelqu'un d'autre",
    "note.review_unread": (
        "Rien n'a été changé : {words} ne désigne ni personne ni jour. "
        "Tapez une personne, un jour, ou les deux, par exemple @bob by friday."
    ),
    "refused.review_not_yet": (
        "INC-{number} est ouvert. Le retour d'expérience commence après la clôture. "
        "D'ici là, /incident note garde au journal ce qui doit y figurer."
    ),
    "refused.review_of_nothing": (
        "INC-{number} était une fausse alerte, ou le même qu'un autre incident. "
        "Il n'a pas de retour d'expérience."
    ),
    "refused.review_not_begun": (
        "INC-{number} n'a pas encore de retour d'expérience. "
        "Pour commencer, tapez /incident review."
    ),
    "refused.review_due_past": "Ce jour est passé. Choisissez-en un à venir.",
    "refused.review_writer_outside": (
        "Cet incident est privé, et cette personne n'est pas dans son canal. Invitez-la d'abord."
    ),
    "refused.review_reader_outside": (
        "Cet incident est privé, et l'une de ces personnes n'est pas dans son canal. "
        "Invitez-la d'abord."
    ),
    "refused.review_too_long": "Cette partie doit rester sous ce nombre de caractères : {most}.",
    "refused.review_written_meanwhile": (
        "Quelqu'un d'autre a écrit ici depuis que vous avez commencé. Rien n'est encore enregistré."
    ),
    "refused.comment_empty": "Écrivez ce que vous voulez dire.",
    "refused.comment_too_long": "Un commentaire tient sous ce nombre de caractères : {most}.",
    "refused.comment_section_gone": (
        "Cette partie n'est plus dans la procédure. Choisissez-en une autre."
    ),
    "refused.review_needs_summary": (
        "Commencez par écrire ceci : c'est ce que l'on lit. Rien n'est encore publié."
    ),
    "refused.left_to_reviewer": (
        "Le retour d'expérience de l'incident INC-{number} est publié par la personne qui le "
        "rédige, ou par une personne qui avait un rôle. Votre saisie est gardée."
    ),
}

_COPIES = {"markdown": "Markdown", "word": "fichier Word", "canvas": "canevas"}

REASONS = {
    "canvas_disabled_user_team": "les canevas sont désactivés dans ce Slack",
    "team_tier_cannot_create_channel_canvases": "cette formule de Slack n'a pas de canevas dans "
    "les canaux",
    "free_team_canvas_tab_already_exists": "le canal a déjà son unique canevas",
    "free_teams_cannot_create_non_tabbed_canvases": "cette formule de Slack n'a pas de canevas",
    "free_teams_cannot_create_standalone_canvases": "cette formule de Slack n'a pas de canevas",
    "free_teams_cannot_edit_standalone_canvases": "cette formule de Slack ne permet pas de le "
    "modifier",
    "channel_canvas_already_exists": "le canal a déjà son propre canevas",
    "channel_canvas_creation_failed": "Slack n'a pas pu le créer",
    "canvas_creation_failed": "Slack n'a pas pu le créer",
    "canvas_tab_creation_failed": "Slack n'a pas pu le mettre en haut du canal",
    "canvas_editing_failed": "Slack n'a pas pu le modifier",
    "canvas_too_large": "il est trop grand pour Slack",
    "word_missing": "ce qui produit les fichiers Word n'est pas installé "
    "(pip install firebell[docx])",
    "word_no_file": "le modèle Word de la procédure ne peut pas être lu",
    "pdf_missing": "ce qui produit les fichiers PDF n'est pas installé (pip install firebell[pdf])",
    "pdf_failed": "la mise en page PDF a échoué",
    "word_template": "le modèle Word de la procédure contient une erreur",
}

LINES = {
    "review_begun": "{who} a commencé le retour d'expérience.",
    "review_assigned": "Avant le {due}, {people} rédige le retour d'expérience.",
    "review_assigned_open": "{people} rédige le retour d'expérience.",
    "review_unassigned": "Personne ne rédige plus le retour d'expérience.",
    "review_sent": "{who} a demandé à {people} de relire le retour d'expérience.",
    "review_sent_all": "{who} a demandé à tout le canal de relire le retour d'expérience.",
    "review_published": "{who} a publié le retour d'expérience.",
}

REVIEW = {
    **_OWN,
    **{f"heading.{key}": words for key, words in _HEADINGS.items()},
    **{f"ask.{key}": words for key, words in _QUESTIONS.items()},
    **{f"as.{key}": words for key, words in _COPIES.items()},
}
"""What stands in a review: `heading.` and `ask.` by sections, `as.` by kinds of copy."""
