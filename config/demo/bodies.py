"""The demo's bodies: associations of all Hubei, one bureau with offices, a people's committee, departments, courts.

Names follow from the divisions; addresses and numbers are invented. A second run finds what the first one made.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from accounts.divisions import Divisions
from accounts.divisions.history import stem
from accounts.models import Area, Organisation, OrganisationKind, Procedure, Purpose

HUBEI = "420000"
WUHAN = "420100"
BUREAU_OF = "420106"  # 武昌区
# 东湖高新区 is no division: it holds streets of 洪山区 and 江夏区, which the associations there do not cover.
ZONE = "武汉东湖新技术开发区"
ZONE_TOWNSHIPS = (
    "420111012", "420111013", "420111014",
    "420115020", "420115021", "420115022", "420115023", "420115024",
)  # fmt: skip
# Streets of 武昌区 by office; the first gives it its name.
OFFICES = (
    ("420106012", "420106011", "420106013"),
    ("420106001", "420106003", "420106002"),
    ("420106007", "420106005", "420106006", "420106010"),
    ("420106015", "420106014", "420106008", "420106009"),
)
# (name, short name, codes of the categories it is competent for)
DEPARTMENTS = (
    ("湖北省住房和城乡建设厅", "省住建厅", ("renovation-property", "housing-materials")),
    ("湖北省文化和旅游厅", "省文旅厅", ("tourism", "culture-entertainment-sports")),
    ("湖北省教育厅", "省教育厅", ("education-training",)),
    ("湖北省通信管理局", "省通管局", ("telecom", "internet")),
    ("湖北省商务厅", "省商务厅", ("life-services", "hair-beauty", "retail-services")),
)
# Between them the two courts cover all of Hubei: a demo's shortcut, real courts have an area each.
COURTS = (
    ("武汉市武昌区人民法院", "武昌法院", "420106",
     ("420100", "420200", "420700", "420900", "421100", "421200", "421300")),
    ("宜昌市西陵区人民法院", "西陵法院", "420502",
     ("420300", "420500", "420600", "420800", "421000", "422800", "429004", "429005", "429006", "429021")),
)  # fmt: skip


@dataclass
class Bodies:
    """What `found_bodies` made, by what it is; cities and counties by division code."""

    province: Organisation
    zone: Organisation
    bureau: Organisation
    justice_office: Organisation
    people_committee: Organisation
    cities: dict[str, Organisation] = field(default_factory=dict)
    counties: dict[str, Organisation] = field(default_factory=dict)
    offices: list[Organisation] = field(default_factory=list)
    departments: list[Organisation] = field(default_factory=list)
    courts: list[Organisation] = field(default_factory=list)

    @property
    def associations(self) -> list[Organisation]:
        """The consumer associations: provincial, city level, county level, development zone."""
        return [self.province, *self.cities.values(), *self.counties.values(), self.zone]


def body(name: str, **values: object) -> Organisation:
    """The organisation of this name, made when missing."""
    return Organisation.objects.get_or_create(name=name, defaults=values)[0]


def covers(organisation: Organisation, *codes: str, cut_out: Sequence[str] = (), purpose: str = Purpose.CASES) -> None:
    """Give it these divisions, without those cut out."""
    for code in (*codes, *cut_out):
        Area.objects.get_or_create(
            organisation=organisation, division_code=code, purpose=purpose, defaults={"include": code not in cut_out}
        )


def association(name: str, short: str, *, seat: str, parent: Organisation | None, number: int) -> Organisation:
    """A consumer association; telephone numbers are from a block that rings nowhere."""
    return body(
        f"{name}消费者协会",
        short_name=f"{short}消协",
        kind=OrganisationKind.ASSOCIATION,
        parent=parent,
        division_code=seat,
        procedure=Procedure.ASSOCIATION,
        serial_prefix=f"{short}消调",
        can_seal=True,
        address=f"{name}维权路{number % 180 + 1}号",
        phone=f"027-0000{number:04d}",
        opening_hours="工作日 9:00–12:00，14:00–17:00",
    )


def short_of(name: str) -> str:
    """武昌区 stays (there is a 荆州区 in 荆州市), 长阳土家族自治县 becomes 长阳."""
    return name if len(name) <= 4 else stem(name)


def found_bodies(divisions: Divisions) -> Bodies:
    """All bodies of the demo with their areas."""
    province = association(divisions.name(HUBEI), "鄂", seat=HUBEI, parent=None, number=315)
    covers(province, HUBEI)
    cities = {}
    for number, code in enumerate(divisions.children(HUBEI), start=1):
        name = divisions.name(code)
        cities[code] = association(name, stem(name), seat=code, parent=province, number=number)
        covers(cities[code], code)
    counties = {}
    for number, code in enumerate(county_codes(divisions), start=100):
        city = cities[divisions.parent(code)]
        name = divisions.name(code)
        full = divisions.name(city.division_code) + name if name.endswith("区") else name
        counties[code] = association(full, short_of(name), seat=code, parent=city, number=number)
        covers(counties[code], code, cut_out=[each for each in ZONE_TOWNSHIPS if divisions.parent(each) == code])
    zone = association(ZONE, "东湖高新", seat=ZONE_TOWNSHIPS[3], parent=cities[WUHAN], number=300)
    covers(zone, *ZONE_TOWNSHIPS)
    bureau = found_bureau()
    return Bodies(
        province=province,
        zone=zone,
        bureau=bureau,
        justice_office=found_justice_office(),
        people_committee=found_people_committee(counties[BUREAU_OF]),
        cities=cities,
        counties=counties,
        offices=[found_office(bureau, number, divisions) for number in range(len(OFFICES))],
        departments=found_departments(),
        courts=found_courts(),
    )


def county_codes(divisions: Divisions) -> list[str]:
    """Counties under a city: the four under the province are city-level bodies already."""
    return [
        code
        for city in divisions.children(HUBEI)
        for code in divisions.children(city)
        if divisions.level(code) == "county"
    ]


def found_bureau() -> Organisation:
    """The market-supervision bureau of 武昌区, which seals."""
    bureau = body(
        "武汉市武昌区市场监督管理局",
        short_name="武昌市监局",
        kind=OrganisationKind.BUREAU,
        division_code=BUREAU_OF,
        procedure=Procedure.ADMINISTRATIVE,
        serial_prefix="武昌市监投",
        can_seal=True,
        address="武昌区中南路街道和解路12号",
        phone="027-00000400",
        opening_hours="工作日 9:00–12:00，13:30–17:00",
    )
    covers(bureau, BUREAU_OF)
    return bureau


def found_office(bureau: Organisation, number: int, divisions: Divisions) -> Organisation:
    """One of its offices, which do not seal."""
    streets = OFFICES[number]
    street = divisions.name(streets[0]).removesuffix("街道")
    office = body(
        f"{bureau.name}{street}市场监督管理所",
        short_name=f"{street}市监所",
        kind=OrganisationKind.OFFICE,
        parent=bureau,
        division_code=streets[0],
        procedure=Procedure.ADMINISTRATIVE,
        address=f"武昌区{street}街道维权路{number + 1}号",
        phone=f"027-0000041{number}",
        opening_hours="工作日 9:00–12:00，13:30–17:00",
    )
    covers(office, *streets)
    return office


def found_people_committee(association_beside: Organisation) -> Organisation:
    """A people's mediation committee at an association: its agreements can go to judicial confirmation."""
    committee = body(
        "武汉市武昌区消费纠纷人民调解委员会",
        short_name="武昌消调委",
        kind=OrganisationKind.PEOPLE_COMMITTEE,
        parent=association_beside,
        division_code=BUREAU_OF,
        procedure=Procedure.PEOPLE,
        serial_prefix="武昌人调",
        can_seal=True,
        address="武昌区水果湖街道和谐路8号",
        phone="027-00000800",
        opening_hours="工作日 9:00–12:00，14:00–17:00",
    )
    covers(committee, BUREAU_OF)
    return committee


def found_justice_office() -> Organisation:
    """The justice office with which people's mediation is filed."""
    return body(
        "武汉市武昌区水果湖司法所",
        short_name="水果湖司法所",
        kind=OrganisationKind.JUSTICE_OFFICE,
        division_code="420106012",
        address="武昌区水果湖街道和谐路6号",
        phone="027-00000700",
    )


def found_departments() -> list[Organisation]:
    """Member departments, which get inquiries and clues."""
    return [
        body(
            name,
            short_name=short,
            kind=OrganisationKind.DEPARTMENT,
            division_code=HUBEI,
            competences=list(competences),
            address=f"武汉市武昌区合议路{number}号",
            phone=f"027-0000050{number}",
        )
        for number, (name, short, competences) in enumerate(DEPARTMENTS, start=1)
    ]


def found_courts() -> list[Organisation]:
    """The two courts with their areas."""
    courts = []
    for number, (name, short, seat, area) in enumerate(COURTS, start=1):
        court = body(
            name,
            short_name=short,
            kind=OrganisationKind.COURT,
            division_code=seat,
            address=f"{name.removesuffix('人民法院')}公正路{number}号",
            phone=f"027-0000060{number}",
        )
        covers(court, *area, purpose=Purpose.COURT)
        courts.append(court)
    return courts
