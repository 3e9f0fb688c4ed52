"""Notre propre page d'état, et le courrier à ceux qui l'ont demandé."""

PUBLIC = {
    "now": "Maintenant",
    "history": "Les 90 derniers jours",
    "pages": "Pages",
    "skip": "Aller au contenu",
    "all_well": "Tout fonctionne ici, pour autant que nous sachions.",
    "not_all_well": "Quelque chose ne fonctionne pas comme il faut. Ce que nous savons est "
    "ci-dessous.",
    "services": "Les services",
    "impact.operational": "Fonctionne",
    "impact.degraded_performance": "Lent, ou en partie hors service",
    "impact.partial_outage": "Hors service pour certaines personnes",
    "impact.major_outage": "Hors service",
    "impact.watched": "Cela devrait fonctionner de nouveau. Nous surveillons",
    "open": "Ce qui ne va pas",
    "state.investigating": "Nous cherchons la cause",
    "state.identified": "Nous connaissons la cause et réparons",
    "state.monitoring": "Cela devrait fonctionner de nouveau. Nous surveillons",
    "state.closed": "C'est terminé",
    "about": "Service : {service}",
    "from_until": "{start} à {end}",
    "since": "Depuis {start}",
    "no_history": "Aucun problème ces 90 derniers jours, pour autant qu'il ait été publié ici.",
    "written": "Cette page a été écrite à {when}. Rechargez-la pour savoir s'il y a du nouveau.",
    "feed": "Flux (Atom)",
    "ask": "Demander à être prévenu par courriel",
    "ask_hint": "Nous écrivons quand nous publions quelque chose ici, et pour rien d'autre.",
    "address": "Votre adresse électronique",
    "address_hint": "Nous la gardons jusqu'à votre départ, pour ce seul usage.",
    "which": "De quoi voulez-vous être prévenu ?",
    "all": "De tout",
    "ask_button": "Demander à être prévenu",
    "bad_address": "Cette adresse n'est pas complète. Il faut un nom, @ et un domaine, comme "
    "nom@example.com. Rien n'a été envoyé.",
    "asked": "Regardez votre courrier",
    "asked_more": "Si nous pouvons écrire à cette adresse, un courriel est en route. Ouvrez le "
    "lien qu'il contient dans les 24 heures : d'ici là, rien ne vous est envoyé. S'il n'arrive "
    "pas, regardez parmi les indésirables, et demandez de nouveau demain.",
    "too_many": "Trop de demandes sont venues de chez vous. Rien n'a été envoyé. Essayez dans une "
    "heure, ou lisez cette page.",
    "too_many_title": "Pas pour le moment",
    "confirm": "Voulez-vous être prévenu ?",
    "confirm_more": "Nous écrivons à {address} quand quelque chose est publié ici.",
    "confirm_button": "Oui, prévenez-moi",
    "confirmed": "Vous serez prévenu",
    "confirmed_more": "Chaque courriel contient un lien pour partir d'une pression.",
    "leave": "Voulez-vous ne plus rien recevoir ?",
    "leave_more": "Nous oublions {address} et n'y écrivons plus.",
    "leave_button": "Oui, n'écrivez plus",
    "left": "Vous ne recevrez plus rien de nous",
    "left_more": "Votre adresse n'est pas gardée. Vous pouvez demander de nouveau à tout moment.",
    "no_such_link": "Ce lien ne fonctionne plus",
    "no_such_link_more": "Il a servi, ou a plus de 24 heures, ou il en manque une partie. Rien n'a "
    "changé. Vous pouvez demander de nouveau.",
    "back": "Voir si cela fonctionne",
    "mail.confirm_subject": "Voulez-vous être prévenu ? ({title})",
    "mail.confirm": "Quelqu'un, sans doute vous, a demandé que nous écrivions à cette adresse "
    "quand quelque chose est publié sur cette page : {page}\n\nSi c'était vous, ouvrez ce lien "
    "dans les 24 heures et pressez le bouton :\n{link}\n\nSinon, ne faites rien : nous oublions "
    "alors cette adresse.",
    "mail.subject": "{title} : {state}",
    "mail.foot": "Tout ce que l'on sait est ici : {page}\n\nPour ne plus rien recevoir, ouvrez ce "
    "lien : {leave}",
}
