"""Faults in registering and reading a klantcontact."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from conformance.reference.domain import checks
from conformance.reference.domain.changes import Change
from conformance.reference.domain.core import Core
from conformance.reference.domain.store import Record
from conformance.reference.faults.fault import Fault, fault
from conformance.reference.faults.telling import newer_instead, told, untold
from conformance.reference.faults.writing import (
    NEW,
    altered,
    anything,
    duplicates,
    lost,
    optional,
    redefined,
    refused,
    told_but_lost,
)
from conformance.reference.http.messages import Call, Operation

_KIND = "klantcontact"
_CREATE, _RETRIEVE = (Operation.CREATE,), (Operation.RETRIEVE,)

_RELATED = (
    ("betrokkene", "hadKlantcontact"),
    ("actorKlantcontact", "klantcontact"),
    ("interneTaak", "aanleidinggevendKlantcontact"),
    ("onderwerpobject", "klantcontact"),
    ("bijlage", "wasBijlageVanKlantcontact"),
)

_WEST = re.compile(rb'("plaatsgevondenOp": ?"[^"]*)-(\d\d:\d\d")')
_CLOCK = re.compile(r"T(\d\d:\d\d:\d\d)")


def _bare(core: Core, record: Record) -> bool:
    return not any(core.store.referring(kind, path, record.id) for kind, path in _RELATED)


def _local_time(value: Any) -> Any:
    """The moment an hour later: what forgetting a time zone in winter comes down to."""
    if not isinstance(value, str):
        return value
    return _CLOCK.sub(lambda found: f"T{(int(found[1][:2]) + 1) % 24:02d}{found[1][2:]}", value, count=1)


def _eastern(call: Call) -> Call:
    """A moment with a zone west of Greenwich is taken for one as far east of it."""
    return replace(call, body=_WEST.sub(rb"\1+\2", call.body)) if call.kind == _KIND else call


def _same_moment(kind: str, field: str, other: str) -> Callable[[Core, Change], bool]:
    """Whether what is being linked was already linked to another klantcontact at the same moment."""

    def clash(core: Core, change: Change) -> bool:
        new = core.store.get(_KIND, change.values.get(other) or "")
        linked = core.store.referring(kind, field, change.values.get(field) or "")
        ids = {link.values[other] for link in linked} - {change.values.get(other)}
        contacts = [core.store.get(_KIND, one) for one in ids]
        return new is not None and any(
            old is not None and old.values["plaatsgevondenOp"] == new.values["plaatsgevondenOp"] for old in contacts
        )

    return clash


FAULTS: tuple[Fault, ...] = (
    fault(
        "klantcontact-inhoud-niet-bewaard",
        "De inhoud van een nieuw klantcontact wordt niet bewaard.",
        "The inhoud of a new klantcontact is not stored.",
        "KCT-01 KCT-17",
        lost(_KIND, "inhoud"),
    ),
    fault(
        "klantcontact-inhoud-alleen-in-antwoord",
        "Het antwoord op registreren toont de inhoud, maar bij opvragen is zij weg.",
        "The answer to a registration shows the inhoud, but reading it back does not.",
        "KCT-01",
        told_but_lost(_KIND, "inhoud"),
    ),
    fault(
        "klantcontact-antwoord-onvolledig",
        "Het antwoord op registreren laat onderwerp, kanaal en tijdstip weg.",
        "The answer to a registration leaves out onderwerp, kanaal and the moment.",
        "KCT-01",
        untold(_KIND, "onderwerp", "kanaal", "plaatsgevondenOp", operations=_CREATE),
    ),
    fault(
        "klantcontact-taal-niet-bewaard",
        "De taal van een klantcontact wordt altijd als und bewaard.",
        "The taal of a klantcontact is always stored as und.",
        "KCT-01",
        lost(_KIND, "taal", "und"),
    ),
    fault(
        "klantcontact-onderwerp-in-hoofdletters",
        "Het onderwerp van een klantcontact wordt in hoofdletters bewaard.",
        "The onderwerp of a klantcontact is stored in capitals.",
        "KCT-01",
        altered(_KIND, "onderwerp", lambda value: value.upper(), NEW),
    ),
    fault(
        "klantcontact-opvragen-geeft-nieuwere",
        "Een klantcontact opvragen geeft het laatste klantcontact zonder relaties.",
        "Reading a klantcontact gives the latest klantcontact without relations instead.",
        "KCT-02",
        newer_instead(_KIND, _bare),
    ),
    fault(
        "klantcontact-opvragen-zonder-inhoud",
        "Een klantcontact opvragen op id laat de inhoud weg.",
        "Reading a klantcontact by id leaves out its inhoud.",
        "KCT-02 KCT-01",
        untold(_KIND, "inhoud", operations=_RETRIEVE),
    ),
    fault(
        "klantcontact-opvragen-zonder-onderwerp",
        "Een klantcontact opvragen op id toont een leeg onderwerp.",
        "Reading a klantcontact by id shows an empty onderwerp.",
        "KCT-02 KCT-01",
        told(_KIND, "onderwerp", lambda value: "", _RETRIEVE),
    ),
    fault(
        "klantcontact-nummer-dubbel-aanvaard",
        "Twee klantcontacten mogen hetzelfde nummer of referentienummer hebben.",
        "Two klantcontacten may have the same nummer or referentienummer.",
        "KCT-14",
        duplicates(_KIND, "nummer", "referentienummer"),
    ),
    fault(
        "klantcontact-onderwerp-niet-verplicht",
        "Een klantcontact zonder onderwerp wordt aanvaard.",
        "A klantcontact without onderwerp is accepted.",
        "KCT-16",
        optional(_KIND, "onderwerp", "Geen onderwerp"),
    ),
    fault(
        "klantcontact-inhoud-verplicht",
        "Een klantcontact zonder inhoud wordt geweigerd.",
        "A klantcontact without inhoud is refused.",
        "KCT-17",
        redefined(_KIND, "inhoud", NEW, required=True),
    ),
    fault(
        "klantcontact-tijdstip-in-verkeerde-zone",
        "Het tijdstip van een klantcontact komt een uur verschoven terug.",
        "The moment of a klantcontact comes back shifted by an hour.",
        "KCT-18 KCT-01",
        altered(_KIND, "plaatsgevondenOp", _local_time, NEW),
    ),
    fault(
        "klantcontact-tijdstip-westelijk-wordt-oostelijk",
        "Een tijdstip van een klantcontact met een westelijke tijdzone wordt gelezen als een met een oostelijke.",
        "A moment of a klantcontact in a western time zone is read as one in an eastern zone.",
        "KCT-18",
        lambda seams: seams.receiving.append(_eastern),
    ),
    fault(
        "klantcontact-tijdstip-wordt-nu",
        "Het meegestuurde tijdstip wordt vervangen door het moment van registreren.",
        "The moment that was sent is replaced by the moment of registration.",
        "KCT-18 KCT-01",
        altered(_KIND, "plaatsgevondenOp", lambda value: checks.now(), NEW),
    ),
    fault(
        "klantcontact-tijdstip-ongeldig-aanvaard",
        "Een tijdstip dat geen datum en tijd is, wordt aanvaard.",
        "A moment that is not a date and time is accepted.",
        "KCT-18",
        anything(_KIND, "plaatsgevondenOp"),
    ),
    fault(
        "klantcontact-kanaal-niet-bewaard",
        "Het kanaal van een klantcontact wordt altijd als overig bewaard.",
        "The kanaal of a klantcontact is always stored as overig.",
        "KCT-21 KCT-01",
        lost(_KIND, "kanaal", "overig"),
    ),
    fault(
        "klantcontact-kanaal-in-hoofdletters",
        "Het kanaal van een klantcontact komt in hoofdletters terug.",
        "The kanaal of a klantcontact comes back in capitals.",
        "KCT-21 KCT-01",
        told(_KIND, "kanaal", lambda value: str(value).upper()),
    ),
    fault(
        "klantcontact-gelukt-onbekend-wordt-nee",
        "Bij een contact waarvan onbekend is of het lukte, wordt nee bewaard.",
        "For a contact of which it is unknown whether it succeeded, no is stored.",
        "KCT-23",
        altered(_KIND, "indicatieContactGelukt", bool, NEW),
    ),
    fault(
        "klantcontact-gelukt-nee-wordt-onbekend",
        "Bij een contact dat niet lukte, wordt onbekend bewaard.",
        "For a contact that failed, unknown is stored.",
        "KCT-23",
        altered(_KIND, "indicatieContactGelukt", lambda value: value or None, NEW),
    ),
    fault(
        "klantcontact-gelukt-misschien-aanvaard",
        "Voor de indicatie gelukt wordt elke waarde aanvaard.",
        "Any value is accepted for whether a contact succeeded.",
        "KCT-23",
        anything(_KIND, "indicatieContactGelukt"),
    ),
    fault(
        "klantcontact-vertrouwelijk-niet-verplicht",
        "Een klantcontact zonder indicatie vertrouwelijk wordt aanvaard.",
        "A klantcontact without vertrouwelijk is accepted.",
        "KCT-24",
        optional(_KIND, "vertrouwelijk", False),
    ),
    fault(
        "klantcontact-vertrouwelijk-altijd-nee",
        "Elk nieuw klantcontact wordt als niet vertrouwelijk bewaard.",
        "Every new klantcontact is stored as not vertrouwelijk.",
        "KCT-24 KCT-05",
        lost(_KIND, "vertrouwelijk", False),
    ),
    fault(
        "klantcontact-vertrouwelijk-als-tekst",
        "De indicatie vertrouwelijk komt als tekst terug.",
        "vertrouwelijk comes back as text.",
        "KCT-24 KCT-01",
        told(_KIND, "vertrouwelijk", lambda value: str(value).lower()),
    ),
    fault(
        "partij-een-contact-per-tijdstip",
        "Een partij kan niet bij twee klantcontacten op hetzelfde tijdstip betrokken zijn.",
        "A partij cannot be involved in two klantcontacten at the same moment.",
        "KCT-27",
        refused("betrokkene", "wasPartij", _same_moment("betrokkene", "wasPartij", "hadKlantcontact")),
    ),
    fault(
        "actor-een-contact-per-tijdstip",
        "Een actor kan niet aan twee klantcontacten op hetzelfde tijdstip gekoppeld zijn.",
        "An actor cannot be linked to two klantcontacten at the same moment.",
        "KCT-27",
        refused("actorKlantcontact", "actor", _same_moment("actorKlantcontact", "actor", "klantcontact")),
    ),
)
