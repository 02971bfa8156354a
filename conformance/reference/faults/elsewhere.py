"""Faults that are about the domain, not about how Open Klant writes it: where else they can be switched on.

Those of VNG CRUD were each tried there and found by a scenario that the profile can express. Open Klant 0.7 is the same
dialect as 0.9, so that it can have every fault but those about what came later.
"""

from __future__ import annotations

from dataclasses import replace

from conformance.reference.faults.fault import OPENKLANT, Fault

_VNG_CRUD = """
    actor-actief-niet-wijzigbaar actor-deelwijziging-vervangt-groep actor-deelwijziging-zonder-gevolg
    actor-email-grens-te-laag actor-email-niet-gecontroleerd actor-functie-grens-te-laag actor-functie-niet-bewaard
    actor-functie-niet-verplicht actor-half-kenmerk-aanvaard actor-kenmerk-verliest-nullen actor-lege-naam-aanvaard
    actor-opvragen-geeft-nieuwere actor-register-niet-bewaard actor-soort-onbekend-aanvaard actor-verdringt-betrokkene
    actor-vervanging-wist-email actor-vervanging-zonder-gevolg actor-verwijderen-zonder-gevolg
    actor-zoeken-actief-omgekeerd actor-zoeken-naam-vindt-niets actor-zoeken-naam-zonder-bijzondere-letters
    actor-zoeken-soort-vindt-niets actorklantcontact-niet-te-verwijderen betrokkene-antwoord-onvolledig
    betrokkene-bewaart-onbekend-veld betrokkene-contactnaam-niet-bewaard betrokkene-deelwijziging-vervangt-naam
    betrokkene-deelwijziging-zet-initiator betrokkene-initiator-misschien-wordt-nee
    betrokkene-initiator-niet-verplicht betrokkene-initiator-omgekeerd betrokkene-klantcontact-niet-verplicht
    betrokkene-klantcontact-onbekend-aanvaard betrokkene-noemt-partij-niet betrokkene-onbekend-wijzigen-geeft-409
    betrokkene-opvragen-geeft-nieuwere betrokkene-opvragen-uit-verouderd-geheugen betrokkene-opvragen-zonder-rol
    betrokkene-organisatienaam-alleen-in-antwoord betrokkene-organisatienaam-niet-bewaard
    betrokkene-organisatienaam-zonder-leestekens betrokkene-partij-onbekend-aanvaard betrokkene-rol-niet-verplicht
    betrokkene-rol-onbekend-aanvaard betrokkene-rol-verwisseld betrokkene-verdringt-actor
    betrokkene-vervangen-als-deelwijziging betrokkene-vervangen-geweigerd-toch-bewaard
    betrokkene-vervangen-laat-klantcontact-staan betrokkene-vervangen-laat-rol-staan
    betrokkene-zoeken-organisatienaam-genegeerd bijlage-kenmerk-niet-wijzigbaar bijlage-klantcontact-onbekend-aanvaard
    bijlage-onbekend-id-verwijderen-geeft-204
    bijlage-opvragen-geeft-nieuwere bijlage-vervangen-laat-klantcontact-staan bijlage-zonder-klantcontact-aanvaard
    contactpersoon-contactnaam-niet-bewaard contactpersoon-een-organisatie contactpersoon-eist-werkgever
    contactpersoon-met-organisatienaam contactpersoon-niet-te-verwijderen contactpersoon-werkgever-mag-persoon
    contactpersoon-werkgever-niet-bewaard contactpersoon-werkgever-niet-in-te-trekken
    contactpersoon-werkgever-onbekend-aanvaard
    digitaal-adres-deelwijziging-wist-omschrijving digitaal-adres-deelwijziging-zonder-gevolg
    digitaal-adres-derde-soort-geweigerd identificator-verplaatsen-wist-register partij-geslacht-naast-de-naam
    partij-bezoekadres-wijzigen-alleen-in-antwoord partij-notitie-wijzigen-wist-bezoekadres
    partij-nummer-van-ander-met-vervanging partij-vervanging-houdt-geheimhouding
    digitaal-adres-grens-te-laag digitaal-adres-niet-te-verwijderen digitaal-adres-omschrijving-alleen-westers
    digitaal-adres-omschrijving-niet-wijzigbaar digitaal-adres-onbekende-soort-wordt-overig
    digitaal-adres-opvragen-geeft-nieuwere digitaal-adres-opvragen-uit-verouderd-geheugen
    digitaal-adres-partij-onbekend-aanvaard digitaal-adres-te-lang-aanvaard digitaal-adres-telt-bytes
    digitaal-adres-van-betrokkene-niet-te-verwijderen digitaal-adres-vorm-niet-gecontroleerd
    digitaal-adres-zoeken-adres-genegeerd digitaal-adres-zonder-eigenaar-aanvaard foutbericht-401-als-gewone-json
    foutbericht-404-als-html foutbericht-als-gewone-json foutbericht-met-lege-veldnaam foutbericht-noemt-verkeerd-veld
    foutbericht-status-wijkt-af foutbericht-zonder-code foutbericht-zonder-code-per-veld foutbericht-zonder-detail
    foutbericht-zonder-instance foutbericht-zonder-lijst-inhoud foutbericht-zonder-reden-per-veld
    foutbericht-zonder-status foutbericht-zonder-title foutbericht-zonder-velden geweigerd-klantcontact-blijft-achter
    geweigerde-actor-blijft-achter geweigerde-partij-blijft-achter geweigerde-taak-blijft-achter
    id-van-consument-overgenomen identificator-deelwijziging-vervangt-groep identificator-dubbel-aanvaard
    identificator-dubbel-bij-wijzigen-aanvaard identificator-elfproef-niet-gecontroleerd
    identificator-objectid-niet-verplicht identificator-opvragen-geeft-nieuwere
    identificator-opvragen-uit-verouderd-geheugen identificator-partij-onbekend-aanvaard
    identificator-register-niet-bewaard identificator-vervanging-houdt-soort identificator-vervanging-zonder-gevolg
    identificator-vorm-alleen-bij-registratie kapotte-json-aanvaard kapotte-json-geeft-500
    klantcontact-aanvullen-verzet-tijdstip klantcontact-aanvullen-wist-oude-inhoud
    klantcontact-achteraf-vastleggen-geweigerd klantcontact-antwoord-onvolledig
    klantcontact-bewaart-notitie klantcontact-bewaart-onbekend-veld klantcontact-draagt-registratiedatum
    klantcontact-draagt-wijzigingsdatum klantcontact-geheel-wijzigbaar klantcontact-gelukt-misschien-aanvaard
    klantcontact-gelukt-misschien-wordt-onbekend klantcontact-gelukt-onbekend-wordt-nee
    klantcontact-gelukt-wijzigbaar-met-patch klantcontact-gelukt-wijzigbaar-met-put
    klantcontact-id-van-consument-overgenomen klantcontact-in-de-toekomst-aanvaard
    klantcontact-inhoud-alleen-in-antwoord klantcontact-inhoud-alleen-westers klantcontact-inhoud-grens-te-laag
    klantcontact-inhoud-niet-bewaard klantcontact-inhoud-te-lang-aanvaard klantcontact-inhoud-te-lang-afgekapt
    klantcontact-inhoud-verplicht klantcontact-inhoud-wijzigbaar-met-patch klantcontact-inhoud-wijzigbaar-met-put
    klantcontact-kanaal-in-kleine-letters klantcontact-kanaal-niet-bewaard klantcontact-kanaal-wijzigbaar-met-patch
    klantcontact-kanaal-wijzigbaar-met-put klantcontact-leeg-kanaal-aanvaard klantcontact-leeg-kanaal-wordt-onbekend
    klantcontact-leeg-tijdstip-wordt-nu klantcontact-lijst-op-volgorde-van-vastleggen
    klantcontact-nummer-dubbel-aanvaard klantcontact-nummer-wijzigbaar
    klantcontact-onderwerp-grens-te-laag
    klantcontact-onderwerp-in-hoofdletters klantcontact-onderwerp-niet-verplicht
    klantcontact-onderwerp-te-lang-aanvaard klantcontact-onderwerp-te-lang-afgekapt
    klantcontact-onderwerp-wijzigbaar-met-patch klantcontact-onderwerp-wijzigbaar-met-put
    klantcontact-opvragen-geeft-nieuwere
    klantcontact-opvragen-zonder-onderwerp klantcontact-taal-niet-bewaard klantcontact-taal-wijzigbaar-met-patch
    klantcontact-taal-wijzigbaar-met-put klantcontact-tijdstip-in-verkeerde-zone
    klantcontact-tijdstip-ongeldig-aanvaard klantcontact-tijdstip-wijzigbaar-met-patch
    klantcontact-tijdstip-wijzigbaar-met-put klantcontact-tijdstip-wordt-nu klantcontact-vertrouwelijk-als-tekst
    klantcontact-vertrouwelijk-altijd-nee klantcontact-vertrouwelijk-niet-verplicht
    klantcontact-vertrouwelijk-wijzigbaar-met-patch klantcontact-vertrouwelijk-wijzigbaar-met-put
    klantcontact-verwijderen-zonder-gevolg klantcontact-wijzigen-400-maar-bewaard
    klantcontact-wijzigen-verzet-tijdstip klantcontact-zoeken-alleen-nummer-geeft-ook-volgende
    klantcontact-zoeken-een-van-beide klantcontact-zoeken-gelukt-genegeerd klantcontact-zoeken-gelukt-vindt-niets
    klantcontact-zoeken-inhoud-genegeerd klantcontact-zoeken-inhoud-vindt-niets klantcontact-zoeken-nummer-genegeerd
    klantcontact-zoeken-onderwerp-alleen-begin klantcontact-zoeken-onderwerp-genegeerd
    klantcontact-zoeken-onderwerp-vindt-niets klantcontact-zoeken-tijdstip-genegeerd
    klantcontact-zoeken-tijdstip-vindt-niets klantcontact-zoeken-vertrouwelijk-genegeerd
    klantcontact-zoeken-vertrouwelijk-omgekeerd klantcontact-zoeken-vertrouwelijk-vindt-niets
    koppeling-actor-onbekend-aanvaard koppeling-dubbel-aanvaard lezen-zonder-token nul-teken-geeft-500
    onbekend-id-opvragen-geeft-400 onbekend-id-opvragen-geeft-leeg-antwoord onbekend-id-vervangen-geeft-400
    onbekend-id-verwijderen-geeft-204 onderwerpobject-deelwijziging-vervangt-groep
    onderwerpobject-eerder-contact-niet-bewaard onderwerpobject-eerder-contact-onbekend-aanvaard
    onderwerpobject-klantcontact-onbekend-aanvaard onderwerpobject-opvragen-geeft-nieuwere
    onderwerpobject-opvragen-uit-verouderd-geheugen onderwerpobject-vervangen-zonder-gevolg
    onderwerpobject-verwijderen-neemt-klantcontact-mee onderwerpobject-zonder-klantcontact-aanvaard
    ongeldige-zoekwaarde-geeft-500 organisatie-met-contactnaam organisatie-naam-niet-bewaard
    organisatie-vervanging-wist-notitie partij-achternaam-grens-te-laag partij-achternaam-in-hoofdletters
    partij-achternaam-te-lang-aanvaard partij-achternaam-te-lang-afgekapt partij-actief-altijd-waar
    partij-actief-niet-verplicht partij-actief-niet-wijzigbaar partij-adresregel-grens-te-laag
    partij-adresregel-te-lang-aanvaard partij-adresregel-telt-bytes
    partij-antwoord-onvolledig partij-bag-id-verliest-nullen partij-bewaart-onbekend-veld
    partij-bezoekadres-wordt-correspondentieadres partij-deelwijziging-antwoordt-deels partij-deelwijziging-eist-alles
    partij-deelwijziging-vervangt-groep partij-deelwijziging-wist-correspondentieadres
    partij-deelwijziging-wist-geheimhouding partij-deelwijziging-wist-taal partij-deelwijziging-zonder-gevolg
    partij-geheimhouding-als-tekst partij-geheimhouding-niet-bewaard partij-id-van-consument-overgenomen
    partij-id-wijzigbaar-met-put partij-kenmerk-is-padsleutel partij-naamgenoot-geweigerd
    partij-naamgenoot-samengevoegd partij-notitie-alleen-in-antwoord partij-notitie-grens-te-laag
    partij-notitie-niet-bewaard partij-notitie-te-lang-aanvaard partij-notitie-te-lang-afgekapt
    partij-notitie-telt-bytes partij-notitie-zonder-regeleinden partij-nummer-dubbel-aanvaard
    partij-nummer-dubbel-overgenomen partij-nummer-wijzigbaar-met-patch partij-nummer-wijzigbaar-met-put
    partij-onbekende-soort-bij-wijzigen-genegeerd partij-opvragen-geeft-nieuwere partij-organisatienaam-grens-te-laag
    partij-organisatienaam-te-lang-aanvaard partij-organisatienaam-te-lang-afgekapt partij-soort-niet-verplicht
    partij-soort-onbekend-aanvaard partij-taal-alleen-in-antwoord
    partij-taal-niet-wijzigbaar partij-taal-verplicht partij-taal-vertaald
    partij-vervanging-antwoordt-kaal partij-vervanging-antwoordt-oud partij-vervanging-wist-notitie
    partij-vervanging-zonder-gevolg partij-verwijderen-neemt-betrokkenen-mee
    partij-verwijderen-neemt-klantcontacten-mee partij-verwijderen-niet-toegestaan
    partij-verwijderen-wist-naam-betrokkene partij-verwijderen-zonder-gevolg partij-voorletters-grens-te-laag
    partij-voorletters-te-lang-aanvaard partij-voorletters-te-lang-afgekapt partij-voornaam-alleen-westers
    partij-voornaam-grens-te-laag partij-voornaam-telt-bytes partij-voorvoegsel-grens-te-laag
    partij-voorvoegsel-te-lang-aanvaard partij-voorvoegsel-te-lang-afgekapt partij-zoeken-actief-genegeerd
    partij-zoeken-actief-omgekeerd partij-zoeken-actief-vindt-niets partij-zoeken-alleen-nummer-geeft-ook-volgende
    partij-zoeken-geheimhouding-genegeerd partij-zoeken-geheimhouding-vindt-niets
    partij-zoeken-nummer-geeft-ook-volgende partij-zoeken-nummer-genegeerd partij-zoeken-nummer-vindt-niets
    partij-zoeken-soort-genegeerd partij-zoeken-soort-vindt-niets persoon-contactnaam-niet-bewaard
    persoon-met-organisatienaam persoon-voorvoegsel-niet-bewaard platte-tekst-aanvaard
    registratie-location-wijst-naar-collectie registratie-location-wijst-nergens-heen registratie-zonder-location
    taak-actor-niet-wijzigbaar taak-antwoord-zonder-actor taak-antwoord-zonder-klantcontact taak-bewaart-notitie
    taak-bewaart-onbekend-veld taak-direct-verwerkt-geweigerd taak-direct-verwerkt-wordt-open
    taak-handeling-grens-te-laag taak-handeling-niet-verplicht taak-handeling-niet-wijzigbaar
    taak-handeling-te-lang-aanvaard taak-handeling-te-lang-afgekapt taak-heropend-houdt-tijdstip
    taak-klantcontact-niet-verplicht taak-klantcontact-onbekend-aanvaard taak-nummer-dubbel-aanvaard
    taak-nummer-wijzigbaar taak-onbekende-status-bij-wijzigen-wordt-open taak-ongeldige-zoekstatus-genegeerd
    taak-open-krijgt-tijdstip taak-open-met-tijdstip-aanvaard taak-opvragen-geeft-nieuwere
    taak-opvragen-toont-verkeerde-status taak-opvragen-zonder-handeling taak-oude-actor-blijft
    taak-status-niet-verplicht taak-status-niet-wijzigbaar taak-status-onbekend-aanvaard taak-tijdstip-niet-ingevuld
    taak-tijdstip-verliest-klok taak-tijdstip-verschuift taak-tijdstip-wordt-nu taak-toelichting-alleen-in-antwoord
    taak-toelichting-grens-te-laag taak-toelichting-niet-bewaard taak-toelichting-niet-wijzigbaar
    taak-toelichting-te-lang-aanvaard taak-toelichting-te-lang-afgekapt taak-toelichting-verplicht
    taak-toelichting-zonder-regeleinden taak-tweede-bij-contact-geweigerd taak-tweede-bij-contact-vervangt-eerste
    taak-verwerken-eist-alles taak-verwerken-sluit-alle-taken taak-verwerken-wist-toelichting
    taak-verwerkt-blijft-vindbaar-als-open taak-voor-medewerker-geweigerd taak-wijzigen-wist-toelichting
    taak-zoeken-alleen-nummer-geeft-ook-volgende taak-zoeken-nummer-genegeerd taak-zoeken-status-genegeerd
    taak-zoeken-status-vindt-niets taak-zonder-klantcontact-bij-het-nieuwste te-lange-tekst-geeft-500
    vals-token-toegang verkeerd-type-geeft-500 versieheader-zonder-versie
    vertegenwoordiging-deelwijziging-zonder-gevolg vertegenwoordiging-dubbel-aanvaard
    vertegenwoordiging-een-per-vertegenwoordigde vertegenwoordiging-een-per-vertegenwoordiger
    vertegenwoordiging-omgekeerd vertegenwoordiging-opvragen-geeft-nieuwere
    vertegenwoordiging-partij-onbekend-aanvaard vertegenwoordiging-van-zichzelf-aanvaard
    vertegenwoordiging-vervanging-zonder-gevolg vertegenwoordiging-verwijderen-neemt-partij-mee
    verwijderd-blijft-opvraagbaar verwijderd-blijft-vindbaar zonder-token-403 zonder-token-toegang
"""

_SINCE_09 = """
    bijlage-zoeken-klantcontact-genegeerd gelukt-met-verdere-actie-aanvaard
    klantcontact-hoofdonderwerp-wijzigbaar-met-patch klantcontact-hoofdonderwerp-wijzigbaar-met-put
    klantcontact-verdere-actie-wijzigbaar-met-patch klantcontact-verdere-actie-wijzigbaar-met-put
    klantcontact-wijzigen-405-maar-bewaard klantcontact-zoeken-heeft-partij-genegeerd
    klantcontact-zoeken-heeft-taken-genegeerd
"""
_IN_CRUD, _NOT_IN_07 = frozenset(_VNG_CRUD.split()), frozenset(_SINCE_09.split())
NAMED = _IN_CRUD | _NOT_IN_07


def everywhere(fault: Fault) -> Fault:
    """The fault, with every dialect where it can be switched on."""
    more = {
        "openklant-0.7": fault.dialects == OPENKLANT and fault.id not in _NOT_IN_07,
        "vng-crud-0.0.3": fault.id in _IN_CRUD,
    }
    return replace(fault, dialects=(*fault.dialects, *(name for name, there in more.items() if there)))
