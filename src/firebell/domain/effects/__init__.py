"""What the world must be told or given, as data. One effect is one writing call (what looks for
whatever is there, a sweep or the clearing of a channel, is as many as it finds).

A *post* is sent once, in event order within its lane. A *keep* is one row per target, rendered
from the incident when it is sent; the newest version wins. Payloads hold facts, never words.
When words leave the record, a post that said them is done anew (`SayAnew`), and so is one that
asked for something that has been answered (`ShowAnswers`): it is changed where it stands.
What holds of every effect of a kind (it belongs to raising, it must not be done twice, it needs
the incident's channel) is said by the body's base classes and asked of the body alone.
"""

from firebell.domain.effects.base import *
from firebell.domain.effects.channel import *
from firebell.domain.effects.cleaning import *
from firebell.domain.effects.messages import *
from firebell.domain.effects.publishing import *
from firebell.domain.effects.reactions import *
from firebell.domain.effects.telling import *
from firebell.domain.effects.tickets import *
