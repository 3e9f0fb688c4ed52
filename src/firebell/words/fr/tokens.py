"""Les jetons, par lesquels des programmes agissent pour quelqu'un : ce qui s'en dit."""

from __future__ import annotations

SENTENCES = {
    "who_by_token": "{who} (avec le jeton « {token} »)",
    "refused.token_scope": "Ce jeton ne le permet pas : il a été créé sans « {scope} ».",
    "refused.token_never": "Aucun jeton ne le permet. Faites-le dans Slack.",
    "refused.token_name": "Dites en quelques mots à quoi il sert.",
    "refused.token_name_long": "C'est plus long que {n} caractères. Raccourcissez.",
    "refused.token_scopes": "Choisissez au moins une chose qu'il permet.",
    "refused.token_days": "Indiquez un nombre entier de jours, {n} au plus.",
    "refused.key_used": (
        "Cette clé a déjà servi, avec d'autres mots. Rien n'a changé. Prenez une nouvelle clé "
        "pour autre chose."
    ),
}

PARTS = {
    "by_token_beside": "{who}, avec le jeton « {token} »",
    "by_token": "{who} (avec le jeton « {token} »)",
}

SITE = {
    "tokens": "Jetons",
    "tokens.what": (
        "Avec un jeton, un programme à vous lit et signale des incidents pour vous, dans la mesure "
        "où vous le permettez. Il ne peut jamais faire plus que vous."
    ),
    "tokens.leaked": (
        "Quiconque trouve un jeton peut faire, en votre nom, ce qui est indiqué à côté, jusqu'à sa "
        "fin. Révoquez-le si vous ne savez plus où il est. Quand vous quittez cet espace Slack, "
        "tous les vôtres prennent fin."
    ),
    "tokens.yours": "Vos jetons",
    "tokens.none": "Vous n'avez aucun jeton.",
    "tokens.made": "Voici « {name} »",
    "tokens.copy": (
        "Copiez-le maintenant et gardez-le là où votre programme le trouve. Il n'est plus montré "
        "ensuite."
    ),
    "tokens.made_before": (
        "« {name} » existe déjà, et un jeton n'est montré qu'une fois. Si vous l'avez perdu, "
        "révoquez-le et créez-en un autre."
    ),
    "tokens.new": "Créer un jeton",
    "tokens.name": "À quoi sert-il ?",
    "tokens.name_hint": "Par exemple : déploiements. Il figure à côté de votre nom.",
    "tokens.scopes": "Que permet-il ?",
    "tokens.days": "Pour combien de jours ?",
    "tokens.days_hint": "{n} au plus.",
    "tokens.make": "Créer le jeton",
    "tokens.may": "Il permet de",
    "tokens.ends": "Prend fin",
    "tokens.ended": "A pris fin",
    "tokens.revoked_on": "Révoqué",
    "tokens.since": "Créé",
    "tokens.used": "Dernier usage",
    "tokens.never_used": "Jamais",
    "tokens.revoke": "Révoquer « {name} »",
    "tokens.revoked": "« {name} » est révoqué. Personne ne peut plus s'en servir.",
    "tokens.over": "Il a déjà pris fin. Personne ne peut s'en servir.",
    "tokens.how": "Comment les programmes s'en servent (en anglais)",
    "scope.read": "lire les incidents, les chiffres et le guide",
    "scope.raise": "signaler des incidents et des exercices",
    "scope.update": "écrire des nouvelles",
    "scope.note": "écrire des notes",
    "scope.close": "clore des incidents",
    "scope.private": "le faire aussi pour les incidents privés dont vous êtes dans le canal",
    "api.no_token": (
        "Cette adresse demande un jeton : l'en-tête Authorization: Bearer, suivi du jeton."
    ),
    "api.bad_token": (
        "Personne ne peut se servir de ce jeton : il est mal écrit, a pris fin ou a été révoqué, "
        "ou la personne qui l'a créé est partie. Créez-en un autre."
    ),
    "api.slack_away": (
        "Slack ne dit pas en ce moment qui vous êtes pour l'espace de travail. Rien n'a changé. "
        "Réessayez dans une minute."
    ),
    "api.too_often": "Ce jeton demande trop souvent. Rien n'a changé. Attendez {n} secondes.",
    "api.not_found": "Il n'y a rien ici, ou ce n'est pas pour vous.",
    "api.not_allowed": "Cette adresse ne fait pas cela.",
    "api.wrong": "Ce n'est pas ce qui est demandé. Rien n'a changé. Regardez chaque partie.",
    "api.missing": "Ceci manque.",
    "api.unreadable": "Ce n'est pas du JSON. Rien n'a changé.",
    "api.unknown_part": "Cette partie n'existe pas.",
    "api.choose": "Ce doit être l'un de {choices}.",
    "api.not_so": "Ce n'est pas écrit comme il le faut.",
    "api.no_cursor": "Ce curseur n'a pas été donné. Commencez sans curseur.",
    "api.next_too_far": "La prochaine nouvelle peut être promise dans une semaine au plus.",
}
