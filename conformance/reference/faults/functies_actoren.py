"""Faults of the functions API in actoren: what is kept of them, and searching them."""

from __future__ import annotations

from conformance.reference.domain.core import Core
from conformance.reference.faults.fault import Fault
from conformance.reference.faults.functies_wire import functies, heard, said, without
from conformance.reference.http.messages import Answer, Call

_UNIT = "organisatorische_eenheid"


def _forbidden(_core: Core, _call: Call, answer: Answer) -> Answer:
    if answer.status in (400, 409) and isinstance(answer.content, dict):
        told = {name: value for name, value in answer.content.items() if name != "invalidParams"}
        answer.status, answer.content = 403, told | {"status": 403}
    return answer


FAULTS: tuple[Fault, ...] = (
    functies(
        "kenmerk-van-actor-weg",
        "Het externe kenmerk van een medewerker gaat verloren.",
        "The external kenmerk of an employee gets lost.",
        "ACT-12",
        heard("_registreer_medewerker", without("externId")),
    ),
    functies(
        "telefoonnummer-wijzigen-doet-niets",
        "Het telefoonnummer van een medewerker wijzigen doet niets.",
        "Changing the telephone number of an employee does nothing.",
        "ACT-05",
        heard("_wijzig_medewerker", without("telefoonnummer")),
    ),
    functies(
        "kenmerk-wijzigen-doet-niets",
        "Het externe kenmerk van een eenheid wijzigen doet niets.",
        "Changing the external kenmerk of a unit does nothing.",
        "ACT-05",
        heard(f"_wijzig_{_UNIT}", without("externId")),
    ),
    functies(
        "medewerker-onvindbaar",
        "Zoeken naar medewerkers vindt niets.",
        "Searching for employees finds nothing.",
        "ACT-01",
        said("_zoek_medewerker", lambda _: []),
    ),
    functies(
        "eenheid-onvindbaar",
        "Zoeken naar organisatorische eenheden vindt niets.",
        "Searching for organisational units finds nothing.",
        "ACT-01",
        said(f"_zoek_{_UNIT}", lambda _: []),
    ),
    functies(
        "automaat-onvindbaar",
        "Zoeken naar geautomatiseerde actoren vindt niets.",
        "Searching for automated actoren finds nothing.",
        "ACT-01",
        said("_zoek_geautomatiseerde_actor", lambda _: []),
    ),
    functies(
        "zoekt-niet-op-soort-actor",
        "Zoeken naar actoren let niet op de soort.",
        "Searching for actoren pays no heed to the soort.",
        "ACT-04",
        heard("_zoek_actor", without("soortActor")),
    ),
    functies(
        "weigeren-heet-verbieden",
        "Wie iets verkeerds stuurt hoort dat het niet mag, en niet wat eraan schort.",
        "Whoever sends something wrong is told that it is forbidden, and not what is wrong with it.",
        "ACT-07",
        lambda seams: seams.answering.append(_forbidden),
    ),
)
