"""Welsh, a draft: times in words."""

from __future__ import annotations

from firebell.words.language import Counted, TimeWords

TIMES = TimeWords(
    days=("Llun", "Maw", "Mer", "Iau", "Gwe", "Sad", "Sul"),
    months=(
        *("Ion", "Chwe", "Maw", "Ebr", "Mai", "Meh"),
        *("Gor", "Awst", "Medi", "Hyd", "Tach", "Rhag"),
    ),
    long_months=(
        *("Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin"),
        *("Gorffennaf", "Awst", "Medi", "Hydref", "Tachwedd", "Rhagfyr"),
    ),
    now="nawr",
    ahead="mewn {length}",
    past="{length} yn ôl",
    about="tua {length}",
    minutes=Counted(one="1 funud", many="{n} munud"),
    hours=Counted(one="awr", many="{n} awr"),
    whole_days=Counted(one="diwrnod", many="{n} diwrnod"),
    lasted_nothing="llai na munud",
    lasted_minutes="{minutes} mun",
    lasted_hours="{hours} awr",
    lasted_days=Counted(one="{n} diwrnod", many="{n} diwrnod"),
)
