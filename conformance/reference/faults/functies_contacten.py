"""Faults of the functions API in klantcontacten that come whole, and in whom they make a partij."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from conformance.reference.domain import checks
from conformance.reference.domain.core import Core
from conformance.reference.domain.fields import Action, value_at
from conformance.reference.faults.fault import Fault, Installer
from conformance.reference.faults.functies_wire import Message, accepting, afterwards, functies, heard, said
from conformance.reference.functies.messages import reference

_CONTACT = "_registreer_klantcontact"
_PHONE, _VISIT = "_registreer_binnenkomend_telefoongesprek", "_registreer_keukentafelgesprek"
_INVOLVED = "betrokkeneBijKlantcontact"


def _is_whole(message: Message) -> bool:
    return _INVOLVED in message


def _contact(change: Callable[[Message], Message]) -> Installer:
    """Let the registration of a whole klantcontact hear something else."""
    return heard(_CONTACT, lambda message: message | change(message) if _is_whole(message) else message)


def _some(kind: str) -> Callable[[Core], str]:
    return lambda core: next(record.id for record in core.all(kind))


def _when_empty(name: str, fill: Callable[[Core], list[Any]]) -> Installer:
    def repair(core: Core, message: Message) -> Message | None:
        return message | {name: fill(core)} if message.get(name) == [] else None

    return accepting(_CONTACT, repair)


def _channel(wrong: str) -> Installer:
    """Accept a channel although it is `unknown` or `inactive`; the answer names it as if nothing was the matter."""

    def repair(core: Core, message: Message) -> Message | None:
        code = value_at(message, "kanaal.code")
        known = {record.values["code"]: record.values["actief"] for record in core.all("kanaal")}
        if not isinstance(code, str):
            return None
        is_wrong = code not in known if wrong == "unknown" else known.get(code) is False
        return message | {"kanaal": {"code": "telefoon", "indicatieActief": True, "naam": "-"}} if is_wrong else None

    return accepting(_CONTACT, repair, lambda message: {"kanaal": message["kanaal"]})


def _first_becomes_partij(core: Core, message: Message, _told: Any) -> None:
    name = value_at((message.get(_INVOLVED) or [{}])[0], "persoonsnaam")
    if message.get("indicatieHergebruikPartij") and name:
        body = {"soortPartij": "persoon", "partijIdentificatie": {"contactnaam": name}}
        core.write("partij", Action.REGISTER, body, reference)


def _address_moves(core: Core, message: Message, _told: Any) -> None:
    for involved in message.get(_INVOLVED) or ():
        address = involved.get("digitaalAdres") or {}
        if "partijId" in address and core.store.get("partij", address["partijId"]):
            body = {"verstrektDoorPartij": address["partijId"], "adres": address["adres"], "omschrijving": "-"}
            core.write("digitaalAdres", Action.REGISTER, body | {"soortDigitaalAdres": "email"}, reference)


def _name_moves(core: Core, message: Message, _told: Any) -> None:
    for involved in message.get(_INVOLVED) or ():
        partij = core.store.get("partij", value_at(involved, "digitaalAdres.partijId") or "")
        if partij is not None and involved.get("persoonsnaam"):
            core.put(partij, partijIdentificatie={"contactnaam": involved["persoonsnaam"]})


def _companies_are_people(message: Message) -> Message:
    changed = [
        {**each, "persoonsnaam": {"achternaam": each["organisatienaam"]}, "organisatienaam": ""}
        if "organisatienaam" in each
        else each
        for each in message[_INVOLVED]
    ]
    return {_INVOLVED: changed} if message.get("indicatieHergebruikPartij") else {}


FAULTS: tuple[Fault, ...] = (
    functies(
        "gesprek-onbekend-of-gelukt",
        "Van een binnenkomend gesprek is onbekend of het lukte.",
        "Of a call that came in it is unknown whether it succeeded.",
        "KCT-33",
        said(_PHONE, lambda told: told | {"indicatieContactGelukt": "onbekend"}),
    ),
    functies(
        "gesprek-van-de-gemeente",
        "Een binnenkomend gesprek heet door de gemeente begonnen.",
        "A call that came in is called begun by the gemeente.",
        "KCT-33",
        said(_PHONE, lambda told: told | {"initiatiefnemer": "gemeente"}),
    ),
    functies(
        "thuisgesprek-altijd-van-de-klant",
        "Een gesprek thuis heet altijd door de klant begonnen.",
        "A conversation at home is always called begun by the klant.",
        "KCT-33",
        heard(_VISIT, lambda message: message | {"initiatiefnemer": "klant"}),
    ),
    functies(
        "zonder-actor-aanvaard",
        "Een klantcontact met een lege lijst van actoren wordt aanvaard.",
        "A klantcontact with an empty list of actoren is accepted.",
        "KCT-26",
        _when_empty("actorId", lambda core: [_some("actor")(core)]),
    ),
    functies(
        "zonder-betrokkene-aanvaard",
        "Een klantcontact met een lege lijst van betrokkenen wordt aanvaard.",
        "A klantcontact with an empty list of betrokkenen is accepted.",
        "KCT-26",
        _when_empty(_INVOLVED, lambda _: [{"rol": "klant"}]),
    ),
    functies(
        "zonder-tijdstip-aanvaard",
        "Een klantcontact in één bericht mag zonder tijdstip.",
        "A klantcontact in one message may do without a moment.",
        "KCT-19",
        accepting(
            _CONTACT,
            lambda _, message: None if "plaatsgevondenOp" in message else message | {"plaatsgevondenOp": checks.now()},
        ),
    ),
    functies(
        "partij-blijft-na-weigering",
        "Na een geweigerd klantcontact blijft de partij die ervoor was gemaakt.",
        "After a refused klantcontact the partij that was made for it stays.",
        "KCT-34",
        afterwards(_CONTACT, _first_becomes_partij, refused=True),
    ),
    functies(
        "hergebruik-doet-niets",
        "Ook met hergebruik wordt niemand een partij.",
        "Nobody becomes a partij, not even with reuse.",
        "PAR-31",
        _contact(lambda _: {"indicatieHergebruikPartij": False}),
    ),
    functies(
        "hergebruik-altijd",
        "Ook zonder hergebruik wordt een onbekende een partij.",
        "Somebody unknown becomes a partij without reuse too.",
        "PAR-30",
        _contact(lambda _: {"indicatieHergebruikPartij": True}),
    ),
    functies(
        "hergebruik-maakt-mensen",
        "Bij hergebruik wordt een organisatie een persoon.",
        "With reuse an organisation becomes a person.",
        "PAR-31",
        _contact(_companies_are_people),
    ),
    functies(
        "een-betrokkene",
        "Van de betrokkenen blijft alleen de eerste over.",
        "Of the betrokkenen only the first is left.",
        "BET-13",
        _contact(lambda message: {_INVOLVED: message[_INVOLVED][:1]}),
    ),
    functies(
        "een-actor",
        "Van de actoren blijft alleen de eerste over.",
        "Of the actoren only the first is left.",
        "KCT-25",
        _contact(lambda message: {"actorId": message["actorId"][:1]}),
    ),
    functies(
        "inhoudsdelen-weg",
        "De delen van de inhoud gaan verloren.",
        "The parts of the content get lost.",
        "BIJ-01",
        said(_CONTACT, lambda told: {name: value for name, value in told.items() if name != "inhoudsdelen"}),
    ),
    functies(
        "inhoudsdeel-op-dertig",
        "Van een kenmerk van een inhoudsdeel blijven dertig tekens over.",
        "Of the identifier of an inhoudsdeel thirty characters are left.",
        "BIJ-01",
        _contact(
            lambda message: {
                "inhoudsdeel": [{**each, "externId": each["externId"][:30]} for each in message.get("inhoudsdeel", ())]
            }
        ),
    ),
    functies(
        "eenmalig-adres-naar-partij",
        "Een adres voor één contact komt ook bij de partij te staan.",
        "An address for one contact comes to stand with the partij too.",
        "DIG-02",
        afterwards(_CONTACT, _address_moves),
    ),
    functies(
        "betrokkene-hernoemt-partij",
        "De naam van een betrokkene wordt de naam van de partij.",
        "The name of a betrokkene becomes the name of the partij.",
        "BET-11",
        afterwards(_CONTACT, _name_moves),
    ),
    functies(
        "initiatiefnemer-altijd-klant",
        "Elk klantcontact heet door de klant begonnen.",
        "Every klantcontact is called begun by the klant.",
        "BET-14",
        _contact(lambda _: {"initiatiefnemer": "klant"}),
    ),
    functies(
        "onbekend-kanaal-aanvaard",
        "Een kanaal dat niet in de lijst staat wordt aanvaard.",
        "A channel that is not in the list is accepted.",
        "REF-11",
        _channel("unknown"),
    ),
    functies(
        "inactief-kanaal-aanvaard",
        "Een kanaal dat niet meer in gebruik is wordt aanvaard.",
        "A channel that is no longer in use is accepted.",
        "REF-10",
        _channel("inactive"),
    ),
)
