"""Ce qui figure sur les pages, en français."""

from __future__ import annotations

from firebell.words.fr import alerts, tokens
from firebell.words.fr.site_review import SITE_REVIEW

SITE = {
    **tokens.SITE,
    **SITE_REVIEW,
    **alerts.SITE,
    "now": "En cours",
    "all": "Tous les incidents",
    "mine": "Les miens",
    "playbook": "Le guide",
    "title": "{page} – incidents, {organisation}",
    "name": "Incidents, {organisation}",
    "skip": "Aller au contenu",
    "pages": "Pages",
    "sign_out": "Se déconnecter",
    "signed_in_as": "Vous êtes {name}",
    "sign_in": "Se connecter avec Slack",
    "sign_in_why": "L'historique des incidents est réservé aux membres de votre espace Slack.",
    "nothing_open": "Rien n'est en cours.",
    "none_yet": "Il n'y a encore eu aucun incident.",
    "nothing_mine": "Aucun incident en cours ne vous attend.",
    "open_count": "{n} en cours",
    "open_one": "1 en cours",
    "live": "Cette page suit ce qui se passe.",
    "not_live": "La liaison avec Firebell est coupée. Ce que vous voyez peut être ancien.",
    "incident": "Incident",
    "severity": "Gravité",
    "status": "État",
    "service": "Service",
    "in_charge": "Responsable",
    "next_update": "Prochain point",
    "raised": "Déclaré",
    "older": "Incidents plus anciens",
    "newest": "Retour aux plus récents",
    "unsure": "Incertain",
    "unconfirmed": "{severity}, à confirmer",
    "until_taken": "{who}, jusqu'à ce que quelqu'un prenne le relais",
    "promise_by": "avant {when}",
    "promise_late": "en retard, promis pour {when}",
    "no_promise": "Rien de promis",
    "private": "Privé : seules les personnes de son canal voient ceci.",
    "drill": "Ceci est un exercice.",
    "in_short": "En bref",
    "no_summary": "Personne n'a encore dit en quelques lignes ce qui s'est passé.",
    "what_is_wrong": "Ce qui a été dit à la déclaration",
    "known": "Ce que l'on sait",
    "course": "Le déroulement",
    "course_part": "{what} pendant {length}",
    "course_how": (
        "Plus c'est haut, plus c'est grave, ou plus la fin est loin. Un trait interrompu : "
        "personne n'avait dit la gravité."
    ),
    "course_as_table": "Le déroulement, en tableau",
    "course_from": "De",
    "course_until": "À",
    "course_lasted": "Durée",
    "service_pages": "Les services",
    "services_hint": (
        "Ce qui peut aller mal, et comment cela va. Seul ce que vous pouvez voir est compté."
    ),
    "services_none": "Le guide ne nomme aucun service.",
    "service_well": "Aucun incident n'est ouvert.",
    "service_open_one": "1 incident est ouvert.",
    "service_open": "{n} incidents sont ouverts.",
    "service_last": "Dernier incident : {day}",
    "service_never": "Pas encore d'incident.",
    "service_leads": "À qui l'on demande d'abord",
    "service_no_leads": "Le guide ne nomme personne à qui demander d'abord.",
    "service_contact": "Comment joindre son équipe",
    "service_around": "Ses liens avec les autres",
    "service_open_ones": "Ouverts maintenant",
    "service_newest": "Incidents les plus récents",
    "service_all": "Tous les incidents de ce service",
    "severities": "La gravité",
    "roles": "Qui fait quoi",
    "services": "Ce qui peut tomber en panne",
    "documents": "Les documents",
    "steps": "Ce qu'il faut faire",
    "steps.raised": "À la déclaration",
    "steps.severity": "Quand cela s'aggrave",
    "steps.closed": "Après la clôture",
    "speaks_one": "Un de ces points suffit : {factors}.",
    "speaks_several": "{needs} de ces points suffisent : {factors}.",
    "update_every": "Un point est fait toutes les {length}, même sans progrès.",
    "answer_within": "Qui est sollicité pour diriger répond en moins de {length}.",
    "told_quietly": "L'annonce se fait sans notification.",
    "is_in_charge": "Est responsable de l'incident.",
    "within": "en moins de {length}",
    "highest": "Jamais plus grave que {severity}.",
    "depends_on": "Dépend de {services}.",
    "feeds": "En dépendent : {services}.",
    "review.none": "Aucun bilan n'est demandé.",
    "review.offered": "Un bilan est proposé ensuite.",
    "review.required": "Un bilan est exigé ensuite.",
    "in_slack": "Dans Slack",
    "not_found": "Cette page n'existe pas",
    "not_found_why": "Ou elle ne vous est pas destinée. Vérifiez que l'adresse est entière.",
    "not_for_you": "Ceci ne vous est pas destiné",
    "not_for_you_why": "Seuls les membres de cet espace Slack voient son historique.",
    "slack_away": "Slack ne répond pas",
    "slack_away_why": (
        "Impossible de demander pour l'instant qui vous êtes dans l'espace. "
        "Réessayez dans une minute."
    ),
    "too_late": "La connexion a pris trop de temps",
    "too_late_why": "Rien n'a changé. Recommencez.",
    "not_agreed": "Vous n'êtes pas connecté",
    "not_agreed_why": (
        "Vous n'avez pas laissé Slack dire qui vous êtes. Rien d'autre n'est demandé."
    ),
    "other_workspace": "C'est un autre espace",
    "other_workspace_why": (
        "Vous vous êtes connecté comme membre d'un autre espace Slack. Choisissez celui-ci."
    ),
    "again": "Réessayer",
    "figures": "Chiffres",
    "figures_from": "Du",
    "figures_to": "Au (inclus)",
    "figures_show": "Afficher",
    "figures_seen": (
        "Seul ce que vous pouvez voir est compté. Un incident privé ne compte que pour les membres "
        "de son canal : d'autres peuvent lire d'autres chiffres. Rien n'est compté par personne."
    ),
    "figures_incidents": "Incidents",
    "figures_private": "Dont privés",
    "figures_false_alarms": "Fausses alertes, non comptées ci-dessous",
    "figures_duplicates": "Doublons, non comptés ci-dessous",
    "figures_weeks": "Par semaine",
    "figures_week": "Semaine du lundi",
    "figures_most": "Maximum en une semaine : {n}",
    "figures_chart": (
        "Une barre par semaine, de la semaine du {first} à celle du {last}. "
        "Incidents en tout : {n}. Maximum en une semaine : {most}."
    ),
    "figures_as_table": "Par semaine, en tableau",
    "figures_none": "Il n'y a eu aucun incident pendant ces jours.",
    "figures_services": "Par service",
    "figures_severities": "Par gravité",
    "figures_in_the_end": "À la fin",
    "figures_at_the_worst": "Au plus grave",
    "figures_times": "Durées",
    "figures_time": "De la déclaration jusqu'à",
    "figures_median": "Médiane",
    "figures_ninety": "90e centile",
    "figures_known": "Mesurées",
    "figures_assumed": "Supposées, écartées",
    "figures_first_answer": "La première réponse",
    "figures_first_update": "Le premier point",
    "figures_working": "Le retour à la normale",
    "figures_closed": "La clôture",
    "figures_unknown": "Inconnue",
    "figures_times_how": (
        "La moitié n'a pas duré plus que la médiane, neuf sur dix pas plus que le 90e centile "
        "(rang le plus proche). Une heure que personne n'a donnée est supposée et n'entre ni dans "
        "l'une ni dans l'autre."
    ),
    "figures_rates": "Ce qui était promis",
    "figures_promises": "Points faits à temps",
    "figures_reviews": "Bilans publiés à temps",
    "figures_rate": "{kept} sur {all} ({percent} %)",
    "figures_none_due": "Aucun n'était attendu",
    "figures_bound": (
        "Il y a beaucoup d'incidents pendant ces jours. Les points promis et la gravité au plus "
        "haut sont comptés dans les {n} plus récents. Choisissez moins de jours pour tout compter."
    ),
    "figures_drills": "Exercices",
    "figures_no_drills": "Il n'y a eu aucun exercice pendant ces jours.",
    "figures_csv": "Télécharger en tableau (CSV)",
    "span_no_day": "« {typed} » n'est pas un jour. Écrivez-le ainsi : 2026-11-27.",
    "span_backwards": "Le premier jour est après le dernier. Changez l'un des deux.",
    "span_too_long": "Cela fait plus de dix ans. Choisissez moins de jours.",
    "find": "Chercher des incidents",
    "find.words": "Mots",
    "find.hint": (
        "Dans les titres, descriptions, points, notes et bilans. Chaque mot doit y figurer ; "
        "son début suffit."
    ),
    "find.any": "Peu importe",
    "find.open": "En cours",
    "find.from": "Déclaré à partir du",
    "find.to": "Déclaré jusqu'au",
    "find.press": "Chercher",
    "find.all": "Tout afficher",
    "find.narrowed": "Seulement ceux avec :",
    "find.quoted": "« {words} »",
    "find.first_words": "seuls les {n} premiers ont été cherchés",
    "find.nothing": "Aucun incident ne correspond. Retirez un critère ou affichez tout.",
    "find.no_older": "Il n'y en a pas de plus anciens.",
    "find.no_words": (
        "Rien dans « {typed} » ne peut être cherché. Tapez des lettres, des chiffres ou un emoji, "
        "puis cherchez à nouveau."
    ),
    "find.no_status": (
        "L'état « {typed} » n'existe pas. Choisissez-en un dans la liste, puis cherchez à nouveau."
    ),
    "find.no_day": (
        "« {typed} » n'est pas un jour. Écrivez-le comme 2026-11-24, puis cherchez à nouveau."
    ),
    "find.days_swapped": (
        "Le dernier jour précède le premier. Changez l'un des deux, puis cherchez à nouveau."
    ),
    "raise": "Déclarer un incident",
    "raise.similar": (
        "{label} est en cours pour le même service depuis {when} : {title}. Est-ce le même ? "
        "Ouvrez-le, ou déclarez le vôtre quand même."
    ),
    "raise.open": "Ouvrir {label}",
    "raise.drill": "C'est un exercice",
    "raise.tells": (
        "Il est annoncé là où le prévoit le guide, sauf s'il est privé. Les responsables "
        "habituels sont sollicités. Une fausse alerte n'est pas un problème."
    ),
    "do.update": "Faire le point",
    "do.close": "Clore l'incident",
    "do.note": "Écrire une note",
    "do.wrong": "Rien n'a encore été envoyé. Corrigez ceci, puis envoyez à nouveau :",
    "do.choose": "Choisissez une de ces réponses.",
    "do.too_long": "C'est plus long que {n} caractères. Raccourcissez.",
    "do.not_ours": (
        "Ce formulaire n'était plus valable. Ce que vous avez écrit est encore là : relisez-le, "
        "puis envoyez à nouveau."
    ),
    "do.criteria": "Ce que chacune veut dire",
    "do.minutes": "Prochain point, en minutes",
    "do.minutes_kept": (
        "Laissé vide, c'est ce que prévoit le guide : en ce moment toutes les {length}."
    ),
    "do.minutes_none": "Laissé vide, aucun n'est promis.",
    "do.minutes_wrong": (
        "Écrivez un nombre entier de minutes, 10080 (une semaine) au plus, ou laissez vide."
    ),
    "do.close_times": (
        "Les heures auxquelles les usagers ont été touchés sont supposées, jusqu'à ce que "
        "quelqu'un les dise."
    ),
    "do.note_hint": "Elle figure au journal avec votre nom et l'heure.",
    "said.raised": "{label} est déclaré.",
    "said.raised_private": (
        "{label} est déclaré. Vous le trouvez ici dès que vous êtes dans son canal."
    ),
    "said.raised_drill": "{label} est déclaré, à titre d'exercice.",
    "said.updated": "Votre point sur {label} est au journal.",
    "said.closed": "{label} est clos.",
    "said.noted": "Votre note est au journal de {label}.",
    "said.slack_later": "Ce que Slack doit en apprendre suit dès que Slack répond.",
}
