"""English: times in words."""

from __future__ import annotations

from firebell.words.language import Counted, TimeWords

TIMES = TimeWords(
    days=("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    months=(
        *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
        *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    ),
    long_months=(
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    now="now",
    ahead="in {length}",
    past="{length} ago",
    about="about {length}",
    minutes=Counted(one="1 minute", many="{n} minutes"),
    hours=Counted(one="an hour", many="{n} hours"),
    whole_days=Counted(one="a day", many="{n} days"),
    lasted_nothing="less than a minute",
    lasted_minutes="{minutes} min",
    lasted_hours="{hours} h",
    lasted_days=Counted(one="{n} day", many="{n} days"),
)
