"""French: what the public reads on a status page, and what those who write it are told."""

from __future__ import annotations

SENTENCES = {
    "say.on_page": "Aussi sur la page d'état ({page}) : {words}",
    "ask.public": (
        "Ce que le public lit sur {page} vous revient : un champ de chaque point de situation."
    ),
    "tell.not_published": (
        "{label} : ce que vous avez écrit pour le public n'est pas sur {page}. Motif : {reason}."
    ),
    "tell.not_published_own": (
        "Dites-le à qui fait tourner Firebell, puis réessayez. Le texte est ci-dessous."
    ),
    "tell.not_published_next": (
        "Publiez-le vous-même ({where}), ou réessayez. Le texte est ci-dessous."
    ),
    "tell.not_changed": (
        "{label} : un texte retiré se trouve encore sur {page}. Motif : {reason}."
    ),
    "tell.not_changed_next": "Modifiez-le vous-même ({where}), ou réessayez.",
    "tell.left_on_page": "{label} est clos, et rien n'en a été publié sur {page}.",
    "tell.left_next": "S'il y est encore ouvert ({where}), annoncez ici que c'est terminé.",
    "tell.overtaken": (
        "{label} : un texte antérieur pour le public n'est pas publié sur {page}, car un texte "
        "plus récent s'y trouve déjà."
    ),
    "refused.public_no_page": "Il n'y a pas de page d'état pour cet incident.",
    "refused.public_not_marked": (
        "Ce texte n'est pas encore publié. Cochez ceci pour le publier, ou remettez le champ "
        "destiné au public comme il était."
    ),
    "refused.public_needed": "Dites en mots simples ce que le public doit lire.",
    "refused.public_title_needed": (
        "Donnez-lui un titre pour le public. Le titre dont se sert l'équipe n'est pas publié."
    ),
    "refused.public_in_slack": (
        "« {found} » n'a de sens que dans Slack. Écrivez-le avec des mots que tout le monde "
        "comprend, par exemple un rôle à la place d'un nom."
    ),
    "refused.public_private": (
        "INC-{number} est privé, donc rien n'en est publié. Décochez la case pour continuer."
    ),
    "refused.public_drill": (
        "C'est un exercice, donc rien n'en est publié. Décochez la case pour continuer."
    ),
    "refused.public_other_page": (
        "La page d'état de cet incident n'est plus la même. Décochez la case, envoyez ceci, "
        "et rouvrez le formulaire."
    ),
    "refused.public_not_yours": (
        "Quelqu'un d'autre écrit désormais les points de situation et s'adresse au public. "
        "Décochez la case pour continuer."
    ),
}

FORMS = {
    "public": "Que doit lire le public ?",
    "public.hint": (
        "En mots simples, sans nommer personne. Ce n'est publié que si vous cochez la case "
        "ci-dessous."
    ),
    "public.title": "Son titre pour le public",
    "public.title.hint": (
        "Une ligne, par exemple : Certaines personnes ne peuvent pas se connecter. Si la page a "
        "déjà un incident ouvert pour ce service, c'est lui qui sert."
    ),
    "public.mark": "Page d'état",
    "public.end": "Informer le public",
    "public.submit": "Publier",
    "button.tell_public": "Informer le public",
    "public.publish": "Publier sur {page}",
    "redact.public": "Texte pour le public",
    "redact.public_title": "Titre pour le public",
    "redact.of_public": (
        "Sur la page d'état, le texte est modifié là où il se trouve. Qui l'a reçu par courriel "
        "le garde, et la page peut en montrer les versions précédentes à qui les cherche."
    ),
}

LINES = {
    "published": "C'est sur {page} : {link}",
    "public_told": "{who} a annoncé la fin au public.{public}",
}

PARTS = {
    "public": " Le public lit : {public}",
    "redacted.public": "un texte pour le public",
    "redacted.public_title": "un titre pour le public",
}

NEWS = {
    "place.page": "{name}",
    "record.page": "la page d'état {name}",
    "public.begins": "Ce que l'on sait est dit dans les commentaires.",
    "public.removed": "Ce point de situation a été retiré.",
    "public.title_removed": "Un incident",
}
