"""Welsh, a draft: what stakeholders read, in the chat and outside."""

from __future__ import annotations

NEWS = {
    "raised": "Codwyd: {when}.",
    "updated": "Diweddariad: {when}.",
    "severity": "Difrifoldeb nawr: {severity}. Cynt: {before}. Dywedwyd: {when}.",
    "closed": "Mae drosodd. Caewyd: {when}.",
    "closed_false_alarm": "Camrybudd oedd hwn. Caewyd: {when}.",
    "closed_duplicate": "Yr un digwyddiad yw hwn â {other}. Caewyd: {when}.",
    "another": "digwyddiad arall",
    "reopened": "Nid yw drosodd wedi'r cyfan. Ailagorwyd: {when}.",
    "made_real": "Mae hyn yn real nawr. Nid ymarfer mohono bellach. Dywedwyd: {when}.",
    "no_change": "Dim newid: {words}",
    "investigating": "Mae pobl yn ymchwilio.",
    "identified": "Mae'r achos yn hysbys, ac mae pobl yn gweithio arno.",
    "monitoring": "Mae'n ymddangos ei fod yn gweithio eto, ac mae pobl yn cadw golwg.",
    "next": "Diweddariad nesaf erbyn {when}.",
    "drill.what": "Ymarfer yw hwn. Nid oes dim o'i le.",
    "private.raised": ("Codwyd: {when}. Mae'n cael ei drin yn breifat. Ni ddywedir mwy yma."),
    "private.made": "Mae'n cael ei drin yn breifat ers {when}. Ni ddywedir mwy yma.",
    "private.closed": "Mae drosodd. Caewyd: {when}.",
    "private.reopened": "Nid yw drosodd wedi'r cyfan. Ailagorwyd: {when}.",
    "sent_by": "Anfonwyd gan Firebell ar ran {organisation}.",
    "cut": " (Gadawyd y gweddill allan yma, gan ei fod yn rhy hir.)",
    "place.teams": "{name} yn Microsoft Teams",
    "record.email": "drwy e-bost",
    "test": "Prawf o Firebell yw hwn. Nid oes dim o'i le, ac nid oes angen i neb wneud dim.",
}
