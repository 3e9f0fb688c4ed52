"""French: what one person is told or asked directly."""

from __future__ import annotations

SENTENCES = {
    "ask": "{who} vous demande d'être {role} pour {label} ({severity}) : {title}.",
    "ask.private": "{who} vous demande d'être {role} pour {label}, qui est privé.",
    "ask.over": (
        "{who} vous demande de prendre le relais comme {role} pour {label} ({severity}) : {title}. "
        "{holder} s'en charge jusque-là."
    ),
    "ask.over.private": (
        "{who} vous demande de prendre le relais comme {role} pour {label}, qui est privé."
    ),
    "ask.where": "Canal : {channel}.",
    "ask.no_channel": "Il n'y a pas encore de canal. Écrivez à {who}.",
    "tell.brought_in": (
        "{who} vous demande de l'aide pour {label}, qui est privé. Vous entrez dans son canal."
    ),
    "tell.brought_along": (
        "{who} a rendu {label} privé et vous emmène. La suite est dans un nouveau canal."
    ),
    "tell.takeover_asked": (
        "{who} demande à {other} de prendre votre relais comme {role} pour {label}. "
        "Vous vous en chargez jusqu'à son accord."
    ),
    "tell.role_passed": ("{who} est désormais {role} pour {label}. Vous pouvez laisser ce rôle."),
    "tell.role_not_needed": ("{who} est désormais {role} pour {label}. Vous n'avez plus à l'être."),
    "tell.charge_passed": (
        "{who} est désormais responsable de l'incident {label}. Vous n'en avez plus la charge."
    ),
    "tell.role_declined": (
        "{who} ne peut pas être {role} pour {label}. "
        "Demandez à quelqu'un d'autre, ou prenez ce rôle."
    ),
    "tell.over_declined": (
        "{who} ne peut pas prendre le relais comme {role} pour {label}. "
        "{holder} s'en charge encore."
    ),
    "tell.answer_missed": "{who} n'a pas répondu comme {role} pour {label}.",
    "tell.over_missed": (
        "{who} n'a pas répondu à la demande de relève comme {role} pour {label}. "
        "{holder} s'en charge encore."
    ),
    "tell.lead_not_added": (
        "Ajout impossible dans le canal de l'incident {label} : {people}. "
        "Rôle désormais sans titulaire : {roles}. "
        "Demandez à quelqu'un d'autre, ou prenez ce rôle."
    ),
    "tell.over_not_added": (
        "Ajout impossible dans le canal de l'incident {label} : {people}. "
        "Personne ne prend le relais pour l'instant."
    ),
    "tell.silent_until": "Notifications Slack coupées pour {who} jusqu'à {until}.",
    "tell.ring": "Appelez {contact}.",
    "tell.severity_asked": (
        "{label} compte comme {severity} jusqu'à confirmation. Quelle est la gravité réelle ?"
    ),
    "tell.update_due": "{label} : le prochain point est attendu avant {when}.",
    "tell.update_due.yours": "{label} : vous avez promis un point avant {when}.",
    "tell.update_due.theirs": "{label} : {who} a promis un point avant {when}.",
    "tell.update_overdue": ("{label} : un point était promis avant {when}. Il est attendu."),
    "tell.steps_late": "{label} : ceci devait être fait. Cochez ce qui l'est.",
    "tell.update_overdue.private": (
        "{label} : un point était promis avant {when}. Les personnes de son canal l'attendent."
    ),
    "tell.closed": "{label} est clos : {title}.",
    "tell.closed_otherwise": "{closed} C'était : {title}.",
    "tell.times_asked": (
        "Est-ce exact ? Les messages et le journal disent « supposé » jusqu'à votre réponse."
    ),
    "tell.review_fell_to": (
        "{label} demande un retour d'expérience, et personne n'a été nommé. "
        "Vous étiez responsable : avant le {day}, merci de le rédiger."
    ),
    "tell.review_asked": (
        "{label} : avant le {day}, {who} vous demande de rédiger le retour d'expérience."
    ),
    "tell.review_asked_open": "{label} : {who} vous demande de rédiger le retour d'expérience.",
    "tell.failed": "{label} : {what} : échec. Motif : {reason}.",
    "tell.failed_kept": "Tout le reste de l'incident est gardé.",
    "tell.unpinged": (
        "{label} : personne n'a été notifié dans {channels}, Slack ne l'a pas permis. "
        "Prévenez tout de suite qui doit savoir, et demandez l'autorisation à "
        "l'administration de l'espace de travail."
    ),
    "tell.not_delivered": ("{label} : le message pour {where} n'est pas arrivé. Motif : {reason}."),
    "tell.page_failed": (
        "{label} : l'appel d'astreinte vers {where} n'est pas parti. Motif : {reason}."
    ),
    "tell.page_failed_next": "Téléphonez à la personne d'astreinte, ou réessayez.",
    "tell.page_left": (
        "{label} : impossible de dire à {where} que l'appel n'attend plus personne. "
        "Motif : {reason}."
    ),
    "tell.page_left_next": "Réglez-le là-bas à la main, ou réessayez.",
    "tell.not_delivered_next": "Prévenez autrement, ou réessayez.",
    "tell.not_sure": (
        "{label} : personne ne sait si le message pour {where} est arrivé. "
        "Demandez, ou prévenez autrement."
    ),
    "tell.data_clock": (
        "{label} : si des données personnelles sont en jeu et que l'autorité de contrôle (en "
        "France, la CNIL) doit être informée, informez-la avant {when}."
    ),
}
