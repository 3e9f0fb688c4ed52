"""French: times in words. No sentence ends in a day, since `nov.` has its own point."""

from __future__ import annotations

from firebell.words.language import Counted, TimeWords

TIMES = TimeWords(
    days=("lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."),
    months=(
        *("janv.", "févr.", "mars", "avr.", "mai", "juin"),
        *("juil.", "août", "sept.", "oct.", "nov.", "déc."),
    ),
    long_months=(
        *("janvier", "février", "mars", "avril", "mai", "juin"),
        *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
    ),
    first_day="1er",
    now="maintenant",
    ahead="dans {length}",
    past="il y a {length}",
    about="environ {length}",
    minutes=Counted(one="1 minute", many="{n} minutes"),
    hours=Counted(one="une heure", many="{n} heures"),
    whole_days=Counted(one="un jour", many="{n} jours"),
    lasted_nothing="moins d'une minute",
    lasted_minutes="{minutes} min",
    lasted_hours="{hours} h",
    lasted_days=Counted(one="{n} jour", many="{n} jours"),
)
