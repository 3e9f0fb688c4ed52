"""French: what Firebell does, by name, and in a few words why something did not work."""

from __future__ import annotations

from firebell.domain.effect_names import DEFECT, UNREADABLE, EffectName
from firebell.words.fr import review

EFFECTS: dict[EffectName, str] = {
    EffectName.CHANNEL: "Le canal",
    EffectName.THREAD_CARD: "La fiche dans le fil",
    EffectName.JOINING: "L'entrée de Firebell dans le canal",
    EffectName.PEOPLE: "Les invitations",
    EffectName.GROUP: "Les personnes d'un groupe",
    EffectName.PURPOSE: "La description du canal",
    EffectName.TOPIC: "Le sujet du canal",
    EffectName.NAME: "Le nom du canal",
    EffectName.ANNOUNCEMENT: "L'annonce",
    EffectName.CARD: "La fiche dans le canal",
    EffectName.CONFIRMATION: "Le message à la personne qui a déclaré l'incident",
    EffectName.PIN: "La fiche épinglée",
    EffectName.BOOKMARK: "Un document en haut du canal",
    EffectName.DIRECT_MESSAGE: "La demande à une personne",
    EffectName.CHANNEL_MESSAGE: "Un message",
    EffectName.PICTURES: "La conservation d'une image avec le journal",
    EffectName.STAKEHOLDERS: "Un message aux parties prenantes",
    EffectName.PAGE: "Un appel d'astreinte",
    EffectName.TICKET: "Un ticket pour une action",
    EffectName.PUBLICATION: "Le texte pour le public",
    EffectName.RECORD: "Le journal en fichier",
    EffectName.REVIEW: "Le retour d'expérience en fichier",
    EffectName.CANVAS: "Le retour d'expérience en canevas",
    EffectName.ARCHIVING: "Le rangement du canal",
    EffectName.HOME: "Une page de l'accueil",
    EffectName.TAKING_BACK: "Le retrait de ce qui avait été dit ouvertement",
    EffectName.CLEARING: "Le nettoyage de l'ancien canal",
    EffectName.LINES: "La suppression des lignes de Slack sur le canal",
    EffectName.SWEEP: "Le retrait de ce qui figure deux fois",
    EffectName.LATER: "Ce qui devait se passer maintenant",
}

_ALLOW = "Demandez l'autorisation à l'administration de l'espace de travail"
_ADD = "demandez l'ajout à l'administration de l'espace de travail"
_OTHER_CHANNEL = "ou indiquez un autre canal dans la procédure"
_INVITE = "Invitez-le avec /invite"
_DEFECT = "Ses traces techniques en disent plus. Merci de prévenir l'équipe qui exploite Firebell"
_SIGN_IN = "Slack ne laisse pas entrer Firebell. Prévenez l'équipe qui exploite Firebell"
_OWN_PROBLEM = "Slack rencontre un problème de son côté"

REASONS = {
    **review.REASONS,
    "other": "Slack répond {code}",
    "channel_not_found": f"Firebell n'est pas dans ce canal, ou ce canal n'existe pas. {_INVITE}",
    "not_in_channel": f"Firebell n'est pas dans ce canal. {_INVITE}",
    "is_archived": "le canal est archivé",
    "is_inactive": "le canal est archivé",
    "name_taken": "un autre canal porte ce nom",
    "restricted_action": f"cet espace de travail le réserve à certaines personnes. {_ALLOW}",
    "restricted_action_read_only_channel": "seuls les gestionnaires de ce canal peuvent y publier. "
    f"Demandez-leur l'autorisation, {_OTHER_CHANNEL}",
    "restricted_action_thread_only_channel": "ce canal n'accepte que des réponses dans les fils. "
    f"Demandez l'autorisation à ses gestionnaires, {_OTHER_CHANNEL}",
    "restricted_action_non_threadable_channel": "ce canal n'accepte pas de réponses dans les fils",
    "restricted_action_thread_locked": "ce fil est verrouillé",
    "cannot_reply_to_message": "ce message n'accepte pas de réponse",
    "posting_to_channel_denied": "seuls les gestionnaires de ce canal peuvent y publier. "
    "Demandez-leur l'autorisation",
    "ekm_access_denied": "l'administration de l'espace de travail a désactivé la publication dans "
    "ce canal. Demandez-lui l'autorisation",
    "app_access_restricted": "cet espace de travail réserve Firebell à certaines personnes. "
    f"{_ALLOW}",
    "no_permission": f"cet espace de travail ne le permet pas à Firebell. {_ALLOW}",
    "too_many_members": "le canal est plein",
    "method_not_supported_for_channel_type": "Slack ne le permet pas dans ce type de canal. "
    "Indiquez un autre canal dans la procédure",
    "edit_window_closed": "cet espace de travail ne permet plus de modifier un message après un "
    f"délai. {_ALLOW}",
    "cant_update_message": "Slack ne laisse pas Firebell modifier ce message",
    "user_not_visible": "Firebell ne peut pas voir cette personne. "
    "Demandez à l'administration de l'espace de travail",
    "ura_max_channels": f"compte invité limité à un canal, {_ADD}",
    "no_external_invite_permission": f"personne d'une autre organisation, {_ADD}",
    "org_user_not_in_team": f"personne hors de cet espace de travail, {_ADD}",
    "file_uploads_disabled": f"les fichiers sont désactivés dans cet espace de travail. {_ALLOW}",
    "file_uploads_except_images_disabled": "les fichiers sont désactivés dans cet espace de "
    f"travail. {_ALLOW}",
    "file_type_not_allowed": f"cet espace de travail n'accepte pas ce type de fichier. {_ALLOW}",
    "cannot_create_channel": "cet espace de travail ne laisse pas Firebell créer de canal. "
    f"{_ALLOW}",
    "user_is_restricted": f"compte invité, {_ADD}",
    "user_is_ultra_restricted": f"compte invité, {_ADD}",
    "cant_invite": "Slack ne le permet pas",
    "user_disabled": "compte désactivé",
    "account_deactivated": "compte désactivé",
    "user_not_found": "personne absente de ce Slack, ou compte désactivé",
    "users_not_found": "personne absente de ce Slack",
    "cant_invite_self": "c'est Firebell lui-même",
    "no_such_subteam": "ce groupe n'existe plus",
    "plan_upgrade_required": "cette formule de Slack n'a pas de groupes d'utilisateurs",
    "missing_scope": "il manque une autorisation à Firebell. "
    "Lancez firebell check pour savoir laquelle",
    "too_many_pins": "le canal a trop de messages épinglés",
    "invalid_link": "l'adresse du document est incorrecte dans la procédure",
    "too_many_bookmarks": "le canal a trop de signets",
    "bookmarks_disabled": "les signets sont désactivés dans cet espace de travail",
    "messages_tab_disabled": "les messages directs à Firebell sont désactivés dans les réglages de "
    "l'application",
    "cannot_dm_bot": "c'est une application, pas une personne",
    "msg_too_long": "le message est trop long",
    "msg_blocks_too_long": "le message est trop long",
    "invalid_blocks": "Slack n'a pas accepté le message. Merci de le signaler comme une erreur",
    "cant_delete_message": "Slack ne laisse pas Firebell le supprimer. "
    "Demandez-le à l'administration de l'espace de travail",
    "cant_delete_file": "Slack ne laisse pas Firebell le supprimer. "
    "Demandez-le à l'administration de l'espace de travail",
    "not_authorized": "Slack ne le permet pas à Firebell ici",
    "lease_lost": "la machine sur laquelle Firebell tourne est occupée",
    "ratelimited": "Slack nous demande de ralentir",
    "rate_limited": "Slack nous demande de ralentir",
    "timeout": "Slack n'a pas répondu",
    "connection": "Slack est injoignable",
    "http_500": _OWN_PROBLEM,
    "fatal_error": _OWN_PROBLEM,
    "internal_error": _OWN_PROBLEM,
    "service_unavailable": _OWN_PROBLEM,
    "unreadable": "la réponse de Slack n'a pas été comprise",
    "unexpected": "une erreur de Firebell, inscrite dans ses traces techniques",
    UNREADABLE: f"une erreur de Firebell : ce qu'il a noté ne peut pas être lu. {_DEFECT}",
    DEFECT: f"une erreur de Firebell qui est revenue à chaque essai. {_DEFECT}",
    "invalid_auth": _SIGN_IN,
    "token_revoked": _SIGN_IN,
    "token_expired": _SIGN_IN,
    "account_inactive": _SIGN_IN,
    "is_bot": "c'est une application, pas une personne",
    "not_resolved": "personne ne porte ce nom dans ce Slack, "
    "et firebell check le montre à l'équipe qui exploite Firebell",
    "too_many_pages": "il y en a plus que Firebell n'en parcourt",
    "not_answered": "Slack n'a pas encore dit qui c'est, et on le lui redemande",
    "nobody_on_call": "PagerDuty n'a pas dit qui est d'astreinte, ou c'est une personne absente de "
    "ce Slack. firebell check le montre à l'équipe qui exploite Firebell",
    "schedule_empty": "personne n'y est d'astreinte en ce moment",
    "empty_group": "ce groupe est vide",
    "outside_unreachable": "rien ne répond à l'autre bout",
    "outside_busy": "l'autre bout nous demande de ralentir",
    "outside_refused": "l'autre bout ne l'accepte pas. Lancez firebell check",
    "outside_gone": "il n'y a plus rien à cette adresse. Lancez firebell check",
    "outside_sign_in": "l'autre bout ne laisse pas entrer Firebell. Lancez firebell check",
    "outside_certificate": "l'autre bout ne peut pas prouver qui il est. Lancez firebell check",
    "outside_not_set": "son adresse n'est pas dans les réglages de Firebell. Ajoutez-la",
    "page_no_key": "sa clé n'est pas dans les réglages de Firebell. Ajoutez-la",
    "outside_inside": "son adresse est interne, et les réglages de Firebell n'y permettent pas "
    "d'appel",
    "outside_not_named": "la procédure ne le cite plus",
    "tracker_private": "l'incident est désormais privé, ou c'est un exercice, et la procédure n'en "
    "admet pas dans l'outil de suivi",
    "status_page_no_token": "son jeton n'est pas dans les réglages de Firebell. Ajoutez-le",
    "status_page_folder": "le dossier de la page d'état ne peut pas être écrit",
    "status_page_overtaken": "un texte plus récent s'y trouve déjà",
    "outside_too_long": "le message est trop long",
    "mail_no_address": "le serveur de courrier ne connaît pas cette adresse",
}
