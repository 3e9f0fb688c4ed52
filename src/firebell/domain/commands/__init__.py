"""What people may ask, in the imperative, and what the world reports back.

Every command says who asks (`by`, None for Firebell itself) and where. Reports are never refused.
"""

from firebell.domain.commands.actions import *
from firebell.domain.commands.base import *
from firebell.domain.commands.due import *
from firebell.domain.commands.life import *
from firebell.domain.commands.people import *
from firebell.domain.commands.process import *
from firebell.domain.commands.record import *
from firebell.domain.commands.reports import *
from firebell.domain.commands.review import *
