"""Welsh, a draft: the card, the announcement, who is asked, updates and the end."""

from __future__ import annotations

STATUSES = {
    "investigating": "Wrthi'n ymchwilio",
    "identified": "Achos wedi'i ganfod",
    "monitoring": "Wedi'i drwsio, yn cadw golwg",
    "closed": "Wedi cau",
}

OUTCOMES = {
    "resolved": "Wedi'i ddatrys",
    "false_alarm": "Camrybudd",
    "duplicate": "Yr un peth â digwyddiad arall",
}

SENTENCES = {
    # Parts of several messages.
    "and": " a ",
    "or": " neu ",
    "same_as": "Yr un peth â {other}",
    "unconfirmed": "{severity}, i'w gadarnhau",
    "private": "Preifat",
    "raised_by": "Codwyd gan {who}, {when}.",
    "in_charge": "Yn gyfrifol: {who}.",
    "in_charge_for_now": "Yn gyfrifol nes i rywun arall gymryd drosodd: {who}.",
    "role_on_it": "{role}: {who}, wrthi",
    "topic.asked": "{role}: {who}, wedi cael cais",
    "topic.in_charge": "Yn gyfrifol: {who}",
    "role_asked": "{role}: {who}, cais: {when}",
    "role_offered": "{role}: {who}, wrthi; {other}, cais i gymryd drosodd: {when}",
    "role_silent": "{role}: {who}, heb ateb, cais: {when}",
    "role_empty": "{role}: neb eto",
    "next_update": "Diweddariad nesaf erbyn {when}.",
    "next_update_passed": "Nid yw'r diweddariad a addawyd erbyn {when} wedi dod eto.",
    "doing": "Beth rydyn ni'n ei wneud: {doing}",
    "no_change_since": "Dim newid ers {when}: {known}",
    "follow": "Dilynwch yr edefyn hwn am newyddion.",
    "working_since": "Yn gweithio eto ers {when}.",
    "affected": "Effaith ar ddefnyddwyr: {start} i {end} ({length}).",
    "affected_from": "Effaith ar ddefnyddwyr ers {start}.",
    "how_it_ended": "Sut daeth i ben: {summary}",
    "why": "Pam: {why}",
    "closed": "Mae {label} wedi cau.",
    "closed.false_alarm": "Mae {label} wedi cau: camrybudd oedd hwn.",
    "closed.duplicate": "Mae {label} wedi cau: yr un digwyddiad yw hwn â {other}.",
    "closed.duplicate_unknown": "Mae {label} wedi cau: yr un peth â digwyddiad arall.",
    "false_alarm": "Ni chafodd neb ei effeithio.",
    "goes_on": "Mae'n parhau yn {other}: {channel}.",
    "goes_on_unseen": "Mae'n parhau yn {other}.",
    # The card.
    "card.steps": "Beth i'w wneud nawr",
    "card.step_due": " (erbyn {when})",
    "card.step_late": " (yn hwyr, i fod erbyn {when})",
    "card.steps_done": "Camau wedi'u gwneud: {done} o {all}.",
    "card.step_done": "Wedi'i wneud: {step} ({who}, {when})",
    "card.keeps": (
        "Mae Firebell yn cadw cofnod y sianel hon. "
        "Rhowch {pushpin} ar neges i'w hychwanegu at y llinell amser."
    ),
    "card.documents": "Dogfennau: {documents}",
    "card.similar": (
        "Mae INC-{number} ar agor ar gyfer yr un gwasanaeth. Ai'r un digwyddiad yw hwn?"
    ),
    "card.private": (
        "Mae'r digwyddiad hwn yn breifat. Nid yw'n cael ei ddangos i neb y tu allan i'r sianel. "
        "I ddod â rhywun i mewn, gwahoddwch nhw i'r sianel."
    ),
    "card.inside": "Yn y sianel: {people}.",
    # The announcement.
    "told.place": "Beth sy'n cael ei wneud: {channel}.",
    "told.no_channel": "Nid oes sianel eto. I helpu neu i holi, ysgrifennwch at {who}.",
    # The one who raised it.
    "confirm.raising": "Wrthi'n codi {label}: {title}. Mae'r sianel yn cael ei chreu.",
    "confirm.open": "Mae {label} ar agor ac rydych chi ynddo: {channel}.",
    "confirm.in_charge": "Chi sy'n gyfrifol nes i rywun arall gymryd drosodd.",
    "confirm.asked": "Gofynnwyd am help: {people}.",
    "confirm.asked_many": "Gofynnwyd am help: {people}.",
    "confirm.is_private": "Mae'n breifat: ni ddywedir wrth neb y tu allan i'w sianel.",
    # In the incident's channel.
    "say.role_declined": "{who}: ddim yn gallu bod yn {role}. Pwy all wneud?",
    "say.role_missed": "{who}: heb ateb fel {role}. Pwy all wneud?",
    "say.in_charge": "{who} sy'n gyfrifol nawr, fel {role}.",
    "say.made_real": "Mae hyn yn real nawr. Nid ymarfer mohono bellach. Dywedwyd gan {who}.",
    "say.updated": "Diweddariad gan {who}, {when}",
    "say.worse": "Difrifoldeb {label} nawr: {severity}. Cynt: {before}.",
    "say.better": "Difrifoldeb {label} nawr: {severity}, llai difrifol. Cynt: {before}.",
    "say.who": "Dywedwyd gan {who}.",
    "say.closed_by": "Caewyd gan {who}, {when}.",
    "say.review": "{who} sy'n ysgrifennu'r adolygiad.",
    "say.review_by": "{who} sy'n ysgrifennu'r adolygiad erbyn {day}.",
    "say.thanks": "Diolch, {people}.",
    "say.reopened": "Mae {label} ar agor eto.",
    "say.reopened_by": "Ailagorwyd gan {who}, {when}.",
    # Directly to one person.
    "ask": "Mae {who} yn gofyn i chi fod yn {role} ar gyfer {label} ({severity}): {title}.",
    "ask.private": "Mae {who} yn gofyn i chi fod yn {role} ar gyfer {label}, sy'n breifat.",
    "ask.over": (
        "Mae {who} yn gofyn i chi gymryd drosodd fel {role} ar gyfer {label} ({severity}): "
        "{title}. Mae {holder} wrthi tan hynny."
    ),
    "ask.over.private": (
        "Mae {who} yn gofyn i chi gymryd drosodd fel {role} ar gyfer {label}, sy'n breifat."
    ),
    "ask.where": "Sianel: {channel}.",
    "ask.no_channel": "Nid oes sianel eto. Ysgrifennwch at {who}.",
    "tell.role_passed": "{who} yw {role} ar gyfer {label} nawr. Gallwch roi'r gorau iddi.",
    "tell.severity_asked": (
        "Mae {label} yn cyfrif fel {severity} nes i rywun gadarnhau. Pa mor ddrwg yw hi mewn "
        "gwirionedd?"
    ),
    "tell.update_due": "Diweddariad nesaf {label}: erbyn {when}.",
    "tell.update_due.yours": "Addawoch ddiweddariad ar {label} erbyn {when}.",
    "tell.update_due.theirs": "{who} a addawodd ddiweddariad ar {label} erbyn {when}.",
    "tell.update_overdue": ("Addawyd diweddariad ar {label} erbyn {when}. Mae pobl yn aros."),
    "tell.closed": "Mae {label} wedi cau: {title}.",
    # What somebody who typed or pressed something reads.
    "note.updated": "Mae eich diweddariad ar {label} ar ei ffordd.",
    "note.closed": "{closed} Bydd pawb a glywodd amdano yn cael gwybod.",
    "note.none_open": "Nid oes digwyddiad ar agor. I godi un, teipiwch /incident.",
    "note.on_it": "Chi yw {role} ar gyfer {label}. Diolch.",
    "note.declined": "Diolch am ddweud. Mae {who} yn gwybod, ac yn gallu gofyn i rywun arall.",
    "answer.on_it": "Rydych chi wrthi.",
    "answer.other_on_it": "{who}: wrthi.",
    "answer.cannot": "Dywedoch na allwch chi.",
    "answer.update_done": "Wedi'i wneud.",
}
