"""What happened, in the past participle. The timeline, the figures and the effects come from these.

Every event says when, who (`by`, None for Firebell itself) and where. Events are stored for ever:
add fields with defaults, never rename or remove one.
"""

from firebell.domain.events.actions import *
from firebell.domain.events.base import *
from firebell.domain.events.chat import *
from firebell.domain.events.due import *
from firebell.domain.events.life import *
from firebell.domain.events.people import *
from firebell.domain.events.process import *
from firebell.domain.events.record import *
from firebell.domain.events.review import *
