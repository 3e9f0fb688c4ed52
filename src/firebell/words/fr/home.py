"""French: Home, the app's own tab: what is one's own, and what is open."""

from __future__ import annotations

FORMS = {
    "home.none": "Aucun incident n'est ouvert.",
    "home.raise": "Déclarer un incident",
    "home.drill": "S'exercer",
    "home.roles": "Vos rôles",
    "home.promises": "Vos prochains points",
    "home.steps": "Vos étapes",
    "home.reviews": "Vos retours d'expérience",
    "home.all.service": "Tous les services",
    "home.all.severity": "Toutes les gravités",
    "home.all.status": "Tous les états",
    "home.all.own": "Ceux de tout le monde",
    "home.filtered": "Incidents montrés ici : {shown} sur {all} ouverts.",
    "home.filtered_none": "Aucun des incidents ouverts ({all}) ne correspond à votre choix.",
}

SENTENCES = {
    "home.role.asked": "{role} : votre réponse est attendue depuis {when}",
    "home.role.take_over": "{role} : relève qui vous est proposée, {when}",
    "home.role.offered": "{who} vous propose de prendre l'incident en charge, {when}",
    "home.role.on_it": "{role} : vous vous en chargez",
    "home.role.for_now": "vous êtes responsable jusqu'à ce que quelqu'un prenne le relais",
    "home.promise.own.ahead": "vous avez promis un point avant {when}",
    "home.promise.own.passed": "vous aviez promis un point avant {when}, il n'est pas encore venu",
    "home.promise.falls.ahead": "un point est promis avant {when}",
    "home.promise.falls.passed": "un point était promis avant {when}, il n'est pas encore venu",
    "home.review.writes.due": "{label} · {title} : attendu pour le {day}, vous le rédigez.",
    "home.review.writes.late": (
        "{label} · {title} : en retard, attendu pour le {day}, vous le rédigez."
    ),
    "home.review.writes.open": "{label} · {title} : vous le rédigez.",
    "home.review.reads.due": (
        "{label} · {title} : attendu pour le {day}, votre relecture est demandée."
    ),
    "home.review.reads.late": (
        "{label} · {title} : en retard, attendu pour le {day}, votre relecture est demandée."
    ),
    "home.review.reads.open": "{label} · {title} : votre relecture est demandée.",
    "home.review.awaits.late": (
        "{label} · {title} : en retard, attendu pour le {day}, {who} le rédige."
    ),
}
