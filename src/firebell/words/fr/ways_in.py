"""French: the other ways in than the form of /incident."""

from __future__ import annotations

SENTENCES = {
    # From a message.
    "say.raised_from": "{who} a déclaré {label} à partir de ceci.",
    "card.source": "Déclaré à partir du message : {message}.",
    "note.raised_from_already": "{label} a déjà été déclaré à partir de ce message : {channel}.",
    # Into a channel that was there before.
    "withdrawn.adopted": (
        "Ce que Firebell en avait écrit ici est supprimé. Ce canal reste comme il est."
    ),
    "refused.adopt_no_channel": (
        "Tapez /incident adopt dans le canal où l'incident doit être traité. "
        "Ce n'est pas possible dans des messages directs."
    ),
    "refused.adopt_not_inside": (
        "Firebell n'est pas dans ce canal. Rien n'a été déclaré. "
        "Tapez ici /invite @Firebell, puis de nouveau /incident adopt."
    ),
    "refused.adopt_unknown": (
        "Slack n'a pas dit qui est dans ce canal. Rien n'a été déclaré. Merci de réessayer."
    ),
    "refused.adopt_shared": (
        "Des personnes d'une autre organisation sont dans ce canal et liraient tout. "
        "Rien n'a été déclaré. Pour déclarer l'incident dans son propre canal, tapez /incident."
    ),
    "refused.adopt_general": (
        "Tout le monde est dans ce canal : un incident ne peut pas y être traité. "
        "Pour le déclarer dans son propre canal, tapez /incident."
    ),
    "refused.adopt_announced": (
        "Les incidents sont annoncés dans ce canal : aucun ne peut y être traité. "
        "Pour le déclarer dans son propre canal, tapez /incident."
    ),
    "refused.adopt_archived": "Ce canal est archivé : rien ne peut y être dit.",
    "refused.adopt_held": (
        "Ce canal est déjà celui de l'incident INC-{number}. "
        "Pour en déclarer un autre dans son propre canal, tapez /incident raise."
    ),
    "refused.channel_passed_on": (
        "Le canal de l'incident INC-{number} est désormais celui d'un autre : il ne peut pas être "
        "rouvert. S'il continue, tapez /incident raise."
    ),
    "refused.adopt_held_by_other": (
        "Ce canal était celui d'un autre incident : il ne peut pas être repris. "
        "Pour le déclarer dans son propre canal, tapez /incident."
    ),
    # After it was over.
    "recorded_by": "Inscrit au journal par {who}, {when}, une fois terminé.",
    "noticed": "Constaté : {when}.",
    "over_since": "Terminé depuis {when}.",
    "confirm.past": (
        "{label} est inscrit au journal : {title}. Personne n'a été prévenu. "
        "Pour son journal, tapez /incident record {typed}."
    ),
    "confirm.past_where": "Son canal : {channel}.",
    "refused.past_time_needed": (
        "Dites quand c'était. Si personne ne le sait exactement, donnez une heure approximative."
    ),
    "refused.past_ended_before_working": "C'est avant l'heure du rétablissement.",
    "refused.past_summary_needed": "Dites ce qui s'est passé, même en une ligne.",
    "refused.past_not_reopened": (
        "INC-{number} était terminé avant d'être inscrit au journal : il ne peut pas être rouvert. "
        "S'il continue, tapez /incident raise."
    ),
}

FORMS = {
    # From a message.
    "source.message": "un message",
    "source.closed": (
        "Le message vient d'un canal privé ou d'un message direct. Ce formulaire peut "
        "être lu par tout le monde, sauf si vous choisissez un canal privé. Retirez ce qui ne doit "
        "pas l'être."
    ),
    "source.silent": (
        "Firebell ne peut pas écrire là où est le message : son fil n'en saura rien."
    ),
    # Into a channel that was there before.
    "adopt": "Utiliser ce canal",
    "adopt.drill": "Canal d'exercice",
    "adopt.open": (
        "L'incident est traité dans ce canal, que tout le monde dans ce Slack peut lire. "
        "Si des données personnelles ou la sécurité sont en jeu, annulez et tapez /incident, qui "
        "peut créer un canal privé."
    ),
    "adopt.private": (
        "Ce canal est privé, donc l'incident est privé : il n'est annoncé nulle part. Les "
        "personnes du canal le voient. Seules entrent en plus les personnes que vous nommez ici, "
        "qui peuvent alors lire ce qui a été écrit avant."
    ),
    "adopt.keeps": (
        "Le canal garde son nom, son sujet et sa description. Firebell ne l'archive jamais. "
        "Il écrit et épingle un message, et tient le journal à partir de maintenant."
    ),
    "private.what_adopted": (
        "{label} continue dans un nouveau canal privé, avec les personnes ci-dessous et celles que "
        "la procédure nomme pour les incidents privés. Personne d'autre ne le voit plus. Ce que "
        "Firebell en a dit ailleurs est supprimé ou reformulé. Le canal actuel existait avant : il "
        "reste comme il est, avec ce qui y a été écrit."
    ),
    # After it was over.
    "past": "Incident passé",
    "past.drill": "Exercice passé",
    "past.submit": "Inscrire au journal",
    "past.title": "Qu'est-ce qui n'allait pas ?",
    "past.affected_from": "Quand cela a-t-il commencé ?",
    "past.noticed": "Quand l'a-t-on constaté ?",
    "past.noticed.hint": "Laissez vide si personne ne le sait.",
    "past.working_since": "Quand était-ce rétabli ?",
    "past.ended": "Quand était-ce terminé pour l'équipe ?",
    "past.summary": "Que s'est-il passé ?",
    "past.channel": "Faut-il un canal ?",
    "past.channel.no": "Non, seulement le journal",
    "past.channel.yes": "Oui, avec vous dedans",
    "past.tells": (
        "Personne n'est sollicité, prévenu ni relancé. Un incident privé a dans tous les cas un "
        "canal privé : seules les personnes qui y sont peuvent le lire."
    ),
    # Where people talk.
    "call": "Rejoindre l'appel",
}
