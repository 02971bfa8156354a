"""Faults in refusals: how they are told, what they leave behind, and errors of the server itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from conformance.reference.domain.core import Core
from conformance.reference.domain.fields import Action
from conformance.reference.domain.violations import Refused
from conformance.reference.faults.fault import Fault, Installer, fault
from conformance.reference.faults.telling import answered
from conformance.reference.faults.writing import kept_though_refused
from conformance.reference.http import problems
from conformance.reference.http.messages import JSON, Answer, Call, Operation
from conformance.reference.http.reading import json_object
from conformance.reference.openklant.reading import reference
from conformance.reference.seams import Seams

_Params = list[dict[str, str]]


def _failed(call: Call, answer: Answer) -> bool:
    return 400 <= answer.status < 500


def _status(status: int) -> Callable[[Call, Answer], bool]:
    return lambda call, answer: answer.status == status


def _content(change: Callable[[dict[str, Any]], dict[str, Any]]) -> Callable[[Answer], Answer]:
    return lambda answer: replace(answer, content=change(answer.content))


def _without(name: str) -> Callable[[Answer], Answer]:
    return _content(lambda content: {k: v for k, v in content.items() if k != name})


def _params(change: Callable[[_Params], _Params]) -> Installer:
    def alter(content: dict[str, Any]) -> dict[str, Any]:
        return content | {"invalidParams": change(content["invalidParams"])}

    return answered(_has_params, _content(alter))


def _has_params(call: Call, answer: Answer) -> bool:
    return answer.status == 400 and "invalidParams" in answer.content


def _each(change: Callable[[dict[str, str]], dict[str, str]]) -> Installer:
    return _params(lambda params: [change(param) for param in params])


def _missing() -> Iterator[Fault]:
    for name in ("title", "status", "detail", "instance", "code"):
        yield fault(
            f"foutbericht-zonder-{name}",
            f"Foutberichten hebben geen {name}.",
            f"Error messages have no {name}.",
            "API-06",
            answered(_failed, _without(name)),
        )


def _crash(answer: Answer) -> Answer:
    return replace(problems.server_error().answer(), headers=answer.headers)


def _crashing(when: Callable[[Call, Answer], bool]) -> Installer:
    return answered(when, _crash)


def _complains(code: str) -> Callable[[Call, Answer], bool]:
    def about(call: Call, answer: Answer) -> bool:
        if not _has_params(call, answer):
            return False
        return any(param["code"] == code for param in answer.content["invalidParams"])

    return about


def _names(field: str) -> Callable[[Call, Answer], bool]:
    def about(call: Call, answer: Answer) -> bool:
        if not _has_params(call, answer):
            return False
        return any(param["name"].startswith(field) for param in answer.content["invalidParams"])

    return about


def _prefers_without_list(call: Call, answer: Answer) -> bool:
    writes = call.operation in (Operation.CREATE, Operation.UPDATE, Operation.PARTIAL_UPDATE)
    if call.kind != "partij" or not writes or answer.status >= 400:
        return False
    sent = json_object(call.body)
    return bool(sent.get("voorkeursDigitaalAdres")) and "digitaleAdressen" not in sent


def _composed_leftover(seams: Seams) -> None:
    def keep(core: Core, call: Call, answer: Answer) -> Answer:
        if call.operation is Operation.COMPOSE and answer.status == 400:
            try:
                body = json_object(call.body).get("klantcontact")
                core.write("klantcontact", Action.REGISTER, body or {}, reference)
            except (Refused, problems.Problem, AttributeError):
                pass
        return answer

    seams.answering.append(keep)


def _html(answer: Answer) -> Answer:
    return replace(answer, media_type="text/html; charset=utf-8", content="<h1>Not Found</h1>")


FAULTS: tuple[Fault, ...] = (
    *_missing(),
    fault(
        "foutbericht-als-gewone-json",
        "Foutberichten komen als application/json in plaats van application/problem+json.",
        "Error messages come as application/json instead of application/problem+json.",
        "API-06",
        answered(_failed, lambda answer: replace(answer, media_type=JSON)),
    ),
    fault(
        "foutbericht-404-als-html",
        "Een 404 komt als webpagina.",
        "A 404 comes as a web page.",
        "API-06",
        answered(_status(404), _html),
    ),
    fault(
        "foutbericht-401-als-gewone-json",
        "Een 401 komt als application/json in plaats van application/problem+json.",
        "A 401 comes as application/json instead of application/problem+json.",
        "API-06",
        answered(_status(401), lambda answer: replace(answer, media_type=JSON)),
    ),
    fault(
        "foutbericht-status-wijkt-af",
        "De status in een foutbericht is een andere dan die van het antwoord.",
        "The status in an error message differs from that of the answer.",
        "API-06",
        answered(_failed, _content(lambda content: content | {"status": 500})),
    ),
    fault(
        "foutbericht-zonder-velden",
        "Een 400 door ongeldige invoer noemt de velden niet.",
        "A 400 for invalid input does not name the fields.",
        "API-07",
        answered(_has_params, _without("invalidParams")),
    ),
    fault(
        "foutbericht-met-lege-veldnaam",
        "Een 400 door ongeldige invoer heeft lege veldnamen.",
        "A 400 for invalid input has empty field names.",
        "API-07",
        _each(lambda param: param | {"name": ""}),
    ),
    fault(
        "foutbericht-noemt-verkeerd-veld",
        "Een 400 door ongeldige invoer wijst altijd naar nonFieldErrors.",
        "A 400 for invalid input always points at nonFieldErrors.",
        "API-07",
        _each(lambda param: param | {"name": "nonFieldErrors"}),
    ),
    fault(
        "foutbericht-zonder-code-per-veld",
        "Een 400 door ongeldige invoer geeft per veld geen code.",
        "A 400 for invalid input gives no code per field.",
        "API-07",
        _each(lambda param: {k: v for k, v in param.items() if k != "code"}),
    ),
    fault(
        "foutbericht-zonder-reden-per-veld",
        "Een 400 door ongeldige invoer geeft per veld geen reden.",
        "A 400 for invalid input gives no reason per field.",
        "API-07",
        _each(lambda param: {k: v for k, v in param.items() if k != "reason"}),
    ),
    fault(
        "foutbericht-zonder-pad",
        "Een fout in een genest veld noemt het pad ernaartoe niet.",
        "An error in a nested field does not name the path to it.",
        "API-07",
        _each(lambda param: param | {"name": param["name"].rpartition(".")[2]}),
    ),
    fault(
        "foutbericht-zonder-lijst-inhoud",
        "Een 400 door ongeldige invoer heeft een lege lijst velden.",
        "A 400 for invalid input has an empty list of fields.",
        "API-07",
        _params(lambda params: []),
    ),
    fault(
        "geweigerde-partij-blijft-achter",
        "Een geweigerde partij wordt toch bewaard.",
        "A partij that is refused is stored all the same.",
        "API-08 PAR-11",
        kept_though_refused("partij"),
    ),
    fault(
        "geweigerd-klantcontact-blijft-achter",
        "Een geweigerd klantcontact wordt toch bewaard.",
        "A klantcontact that is refused is stored all the same.",
        "API-08",
        kept_though_refused("klantcontact"),
    ),
    fault(
        "geweigerde-taak-blijft-achter",
        "Een geweigerde interne taak wordt toch bewaard.",
        "An interne taak that is refused is stored all the same.",
        "API-08",
        kept_though_refused("interneTaak"),
    ),
    fault(
        "geweigerde-actor-blijft-achter",
        "Een geweigerde actor wordt toch bewaard.",
        "An actor that is refused is stored all the same.",
        "API-08",
        kept_though_refused("actor"),
    ),
    fault(
        "samengesteld-laat-klantcontact-achter",
        "Een geweigerde samengestelde registratie laat het klantcontact achter.",
        "A composed registration that is refused leaves its klantcontact behind.",
        "KCT-34",
        _composed_leftover,
    ),
    fault(
        "onbekende-verwijzing-geeft-500",
        "Een verwijzing naar iets dat niet bestaat geeft een serverfout.",
        "A reference to something that does not exist gives a server error.",
        "API-30 ITK-13 ITK-14 PAR-16",
        _crashing(_complains("does_not_exist")),
    ),
    fault(
        "dubbel-nummer-geeft-500",
        "Een nummer dat al in gebruik is geeft een serverfout.",
        "A number that is already in use gives a server error.",
        "API-30 PAR-11 KCT-14 ITK-19",
        _crashing(_complains("unique")),
    ),
    fault(
        "te-lange-tekst-geeft-500",
        "Een te lange tekst geeft een serverfout.",
        "A text that is too long gives a server error.",
        "API-30 KCT-16 KCT-17 ITK-16 PAR-27",
        _crashing(_complains("max_length")),
    ),
    fault(
        "nul-teken-geeft-500",
        "Een tekst met een NUL-teken geeft een serverfout.",
        "A text with a NUL character gives a server error.",
        "API-30",
        _crashing(_complains("null_characters_not_allowed")),
    ),
    fault(
        "kapotte-json-geeft-500",
        "Een bericht dat geen JSON is geeft een serverfout.",
        "A message that is not JSON gives a server error.",
        "API-30 API-10",
        _crashing(lambda call, answer: answer.status == 400 and answer.content["code"] == "parse_error"),
    ),
    fault(
        "verkeerd-type-geeft-500",
        "Een waarde van het verkeerde type geeft een serverfout.",
        "A value of the wrong type gives a server error.",
        "API-30",
        _crashing(lambda call, answer: bool(call.body) and _complains("invalid")(call, answer)),
    ),
    fault(
        "ongeldige-zoekwaarde-geeft-500",
        "Een ongeldige zoekwaarde geeft een serverfout.",
        "An invalid search value gives a server error.",
        "API-30",
        _crashing(lambda call, answer: call.operation is Operation.LIST and answer.status == 400),
    ),
    fault(
        "pagina-voorbij-het-einde-geeft-500",
        "Een pagina die er niet is geeft een serverfout.",
        "A page that is not there gives a server error.",
        "API-30",
        _crashing(lambda call, answer: call.operation is Operation.LIST and answer.status == 404),
    ),
    fault(
        "voorkeursadres-van-ander-geeft-500",
        "Het digitale adres van een ander als voorkeur kiezen geeft een serverfout.",
        "Preferring the digital address of another gives a server error.",
        "API-30 PAR-21",
        _crashing(_names("voorkeursDigitaalAdres")),
    ),
    fault(
        "voorkeursadres-zonder-lijst-geeft-500",
        "Een voorkeursadres kiezen zonder de lijst van adressen mee te sturen geeft een serverfout.",
        "Choosing a preferred address without sending the list of addresses gives a server error.",
        "API-30 PAR-21",
        _crashing(_prefers_without_list),
    ),
)
