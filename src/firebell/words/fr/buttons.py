"""French: what stands on buttons. Some of them are pressed with a thumb: few words."""

from __future__ import annotations

BUTTONS = {
    "button.choose_other": "Choisir quelqu'un d'autre",
    "button.ask_other": "Demander à quelqu'un d'autre",
    "button.ask": "Demander à quelqu'un",
    "button.take": "Je prends ce rôle",
    "button.do_it": "Je le fais",
    "button.on_it": "Je m'en charge",
    "button.cannot": "Je ne peux pas",
    "button.copy": "Copier le texte",
    "button.reopen": "Rouvrir",
    "button.write": "Écrire le point",
    "button.no_change": "Rien de nouveau",
    "button.done": "Fait",
    "button.retry": "Réessayer",
    "button.roles": "Prendre un rôle",
    "button.update": "Faire le point",
    "button.severity": "Gravité",
    "button.close": "Clore",
    "button.more": "Plus d'options",
    "button.real": "C'est désormais réel",
    "button.still_going": "Toujours en cours",
    "button.join": "Venir aider",
    "button.same_as": "Le même que {label}",
    "button.cancel": "Annuler",
    "button.person": "Choisir une personne",
    "button.people": "Choisir des personnes",
}
