"""French: why something is not possible, and what to do instead."""

from __future__ import annotations

SENTENCES = {
    "refused.title_needed": "Dites en une ligne ce qui ne va pas.",
    "refused.no_such_service": "Ce service n'est plus dans la procédure. Choisissez-en un autre.",
    "refused.no_such_severity": "Ce choix n'est plus dans la procédure. Choisissez-en un autre.",
    "refused.severity_already": "C'est déjà {severity}.",
    "refused.no_such_role": "Ce rôle n'est plus dans la procédure.",
    "refused.no_such_step": "Cette étape ne fait plus partie de l'incident.",
    "refused.no_such_incident": "Vous ne voyez aucun incident de ce nom.",
    "refused.not_of_this_workspace": (
        "Seules les personnes de cet espace de travail Slack peuvent le faire. "
        "L'une d'elles peut le faire pour vous."
    ),
    "refused.left_to_others": (
        "La procédure réserve ceci aux personnes suivantes : {audience}. "
        "L'une d'elles peut le faire pour vous."
    ),
    "refused.not_in_channel_yet": (
        "Vous n'êtes pas dans le canal de l'incident INC-{number} : vous ne pouvez pas encore vous "
        "en charger. La personne qui vous a demandé peut vous y inviter."
    ),
    "refused.firebell_outside": (
        "Firebell n'est plus dans le canal de l'incident INC-{number} et ne sait plus qui peut le "
        "voir. Invitez-le avec /invite, puis réessayez."
    ),
    "refused.not_asked": "On ne vous demande plus d'être {role} : il n'y a rien à refuser.",
    "refused.role_has": (
        "{by} est maintenant {role}. Rien n'a été changé. Pour prendre le relais, appuyez sur "
        "« Prendre un rôle » dans la fiche."
    ),
    "refused.severity_known": (
        "INC-{number} est déjà {severity}, quelqu'un l'a dit. Rien n'a été changé. "
        "Pour changer la gravité, tapez /incident severity."
    ),
    "refused.left_to_in_charge": (
        "Seule la personne responsable peut retirer des mots du journal. C'est {by}."
    ),
    "refused.removed_already": "Déjà retiré par {by}, {at}.",
    "refused.nothing_to_remove": "Ces mots ne sont pas au journal.",
    "refused.title_in_use": (
        "C'est le titre actuel de l'incident INC-{number}. Corrigez-le d'abord avec /incident "
        "edit. Puis retirez l'ancien."
    ),
    "refused.channel_being_made": (
        "Le canal est en création, et son nom peut contenir ce titre. "
        "Rien n'a été retiré. Réessayez dans un instant."
    ),
    "refused.next_update_past": "Cette heure est passée. Choisissez-en une à venir.",
    "refused.not_yet": "Cette heure est à venir. Choisissez-en une passée.",
    "refused.nothing_said_yet": "Rien n'a encore été dit. Merci d'écrire ce qui est connu.",
    "refused.say_what_is_known": (
        "Dites ce que vous savez, ne serait-ce que ceci : une recherche est en cours."
    ),
    "refused.same_as_which": "Dites de quel incident c'est le même, par exemple INC-1.",
    "refused.same_as_itself": "INC-{number} est celui-ci. Indiquez l'autre.",
    "refused.same_as_unknown": (
        "Vous ne voyez aucun incident INC-{number}. "
        "Pour voir ce qui est ouvert, tapez /incident list."
    ),
    "refused.same_as_private": (
        "INC-{number} est privé et celui-ci ne l'est pas : il ne peut pas être nommé ici. "
        "Choisissez une autre issue."
    ),
    "refused.same_as_same": (
        "INC-{number} est déjà clos : c'est le même que INC-{other}. Indiquez celui qui continue."
    ),
    "refused.working_before_affected": "C'est avant l'heure où cela a commencé.",
    "refused.already_closed": "INC-{number} a déjà été clos par {by}, {at}.",
    "refused.still_open": "INC-{number} est ouvert. Il n'y a rien à rouvrir.",
    "refused.no_drill": "INC-{number} est déjà réel.",
    "refused.nothing_to_note": "Il n'y a pas de mots à inscrire au journal ici.",
    "refused.nothing_to_correct": "Cette note n'est plus au journal.",
    "refused.left_to_writer": (
        "Seules la personne qui a écrit une note et la personne responsable peuvent la corriger. "
        "Celle-ci est écrite par {by}."
    ),
    "refused.time_unreadable": (
        "« {said} » ne peut pas être lu comme une heure. Écrivez-la dans le fuseau {zone}, "
        "par exemple “at 14:05” ou “yesterday 23:10”."
    ),
    "refused.time_to_come_today": (
        "{said} est encore à venir aujourd'hui. Était-ce hier ? Alors écrivez “yesterday {said}”."
    ),
    "refused.time_to_come": "{said} est encore à venir. Écrivez une heure passée.",
    "refused.time_never_was": (
        "Les horloges ont avancé cette nuit-là : {said} n'a pas existé. Écrivez une autre heure."
    ),
    "refused.raised_openly": (
        "INC-{number} a été déclaré ouvertement. Pour le rendre privé, tapez /incident private."
    ),
    "refused.pings_too_often": (
        "Vous avez notifié beaucoup de monde deux fois en dix minutes. Envoyez à nouveau, et "
        "l'annonce se fera sans notification."
    ),
    "refused.private_already": (
        "INC-{number} est déjà privé. Pour faire entrer quelqu'un, invitez-le dans son canal."
    ),
    "refused.line_too_long": "Une seule ligne, avec ce nombre de caractères au plus : {most}.",
    "refused.not_possible.closed": (
        "INC-{number} est clos : ce n'est pas possible. Pour le rouvrir, tapez /incident reopen."
    ),
    "refused.not_possible.nothing": "Cet incident n'existe pas.",
    "refused.not_possible.investigating": "INC-{number} est ouvert : ce n'est pas possible.",
    "refused.not_possible.identified": "INC-{number} est ouvert : ce n'est pas possible.",
    "refused.not_possible.monitoring": "INC-{number} est ouvert : ce n'est pas possible.",
}
