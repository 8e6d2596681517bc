"""The ledger: lines that are reserved and settled, and what they add up to."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as how
from hypothesis import strategies as st

from comics.actions.series import create_series
from comics.engines.contract import Price
from comics.models import Charge, Key
from comics.models.ledger import as_amount, as_unit, counted_in, month_of
from comics.vocabulary import SPENT_OUTCOMES, Outcome
from tests.charges import make_charge, make_submission
from tests.studio import make_people

pytestmark = pytest.mark.django_db
EUR, CREDITS = Price(Decimal("0.32"), "EUR"), Price(Decimal(4), "credits")


@pytest.fixture
def people():
    return make_people()


@pytest.fixture
def reserved(people):
    """The line of a submission that has not left yet."""
    series = create_series(people.team, by=people.owner, title="The Fox Detective")
    key = Key.objects.create(owner=people.owner, engine="kling", name="My key")
    return Charge.objects.reserve(
        make_submission(series, key), CREDITS, by=people.owner, series=series, key=key, kind="create", panels=4
    )


def settle(charge, outcome, reported=None):
    Charge.objects.settle(charge.submission_id, outcome, reported)
    charge.refresh_from_db()
    return charge


def test_a_reserved_line_holds_every_name_and_outlives_its_owners(reserved, people):
    assert (reserved.team, reserved.outcome) == (people.team, "reserved")
    reserved.submission.generation.delete()
    reserved.series.delete()
    reserved.key.delete()
    reserved.by.delete()
    line = Charge.objects.get(pk=reserved.pk)
    assert (line.submission, line.series, line.key, line.by) == (None, None, None, None)
    assert (line.by_name, line.series_title, line.key_name) == ("olga", "The Fox Detective", "My key")
    assert (line.engine, line.kind, line.panels, line.estimated, line.unit) == ("kling", "create", 4, Decimal(4), "credits")


@pytest.mark.parametrize(
    ("path", "ends"),
    [
        (("charged",), "charged"),
        (("charged", "failed"), "failed"),
        (("charged", "reserved"), "charged"),
        (("charged", "void"), "charged"),
        (("charged", "unknown"), "charged"),
        (("unknown", "charged"), "charged"),
        (("unknown", "void"), "void"),
        (("unknown", "reserved"), "unknown"),
        (("void", "charged"), "void"),
        (("failed", "charged"), "failed"),
        (("charged", "charged"), "charged"),
    ],
)
def test_an_outcome_goes_forward_only(reserved, path, ends):
    for outcome in path:
        settle(reserved, Outcome(outcome))
    assert reserved.outcome == ends


def test_a_reported_price_is_kept_beside_the_estimate_and_can_come_late(reserved):
    settle(reserved, Outcome.CHARGED, Price(None))
    assert reserved.reported is None
    settle(reserved, Outcome.CHARGED, EUR)
    assert (reserved.estimated, reserved.unit, reserved.reported, reserved.reported_unit) == (4, "credits", EUR.amount, "EUR")
    settle(reserved, Outcome.FAILED)
    assert (reserved.outcome, reserved.reported) == ("failed", EUR.amount)
    settle(reserved, Outcome.CHARGED, Price(Decimal("0.5"), "eur"))
    assert (reserved.outcome, reserved.reported, reserved.reported_unit) == ("failed", Decimal("0.5"), "EUR")


def test_a_void_line_takes_no_price_and_counts_nothing(reserved):
    settle(reserved, Outcome.VOID, EUR)
    settle(reserved, Outcome.CHARGED, EUR)
    assert (reserved.estimated, reserved.reported) == (4, None)
    assert Charge.objects.totals() == {"panels": 0}


def test_another_submission_and_one_without_a_line_stay_out_of_it(reserved):
    other = make_charge(reserved.team)
    settle(reserved, Outcome.CHARGED)
    Charge.objects.settle(10**9, Outcome.CHARGED, EUR)
    other.refresh_from_db()
    assert other.outcome == "reserved"


@pytest.mark.parametrize("amount", [None, Decimal("NaN"), Decimal("Infinity"), Decimal(-1), Decimal(10) ** 9])
def test_what_is_no_price_is_left_open(reserved, amount):
    assert as_amount(amount) is None
    settle(reserved, Outcome.CHARGED, Price(amount))
    assert (reserved.outcome, reserved.reported) == ("charged", None)


def test_units_have_one_spelling():
    assert [as_unit(text) for text in ("eur", " EUR ", "Credits", "", "x" * 30)] == ["EUR", "EUR", "credits", "", "x" * 20]


def test_a_month_ends_where_the_next_begins(settings):
    settings.TIME_ZONE = "Europe/Berlin"
    start, end = month_of(datetime.date(2026, 12, 31))
    assert (start.isoformat(), end.isoformat()) == ("2026-12-01T00:00:00+01:00", "2027-01-01T00:00:00+01:00")
    assert month_of(datetime.date(2026, 3, 1))[1].isoformat() == "2026-04-01T00:00:00+02:00"


PRICE = st.one_of(st.none(), st.decimals(0, 50, places=4))
UNIT = st.sampled_from(["credits", "EUR"])
LINE = st.tuples(st.sampled_from(list(Outcome)), st.integers(1, 20), PRICE, UNIT, PRICE, UNIT, st.booleans())


@how(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(lines=st.lists(LINE, max_size=8))
def test_totals_are_the_sums_of_the_lines(people, lines):
    Charge.objects.all().delete()
    expected = {"panels": Decimal(0)}
    for outcome, panels, estimated, unit, reported, reported_unit, mine in lines:
        make_charge(
            people.team,
            by=people.owner if mine else people.member,
            outcome=outcome.value,
            panels=panels,
            estimated=estimated,
            unit="" if estimated is None else unit,
            reported=reported,
            reported_unit="" if reported is None else reported_unit,
        )
        if outcome in SPENT_OUTCOMES:
            expected["panels"] += panels
            if reported is not None:
                expected[reported_unit] = expected.get(reported_unit, 0) + reported
            if estimated is not None and (reported is None or unit != reported_unit):
                expected[unit] = expected.get(unit, 0) + estimated
    totals = Charge.objects.totals()
    assert totals == expected
    by_person = Charge.objects.by_person(["panels", "credits", "EUR"])
    assert {unit: people_[None] for unit, people_ in by_person.items() if unit in totals} == totals
    assert all(sum(v for who, v in sums.items() if who) == sums[None] for sums in by_person.values())


def test_lines_are_counted_by_units_of_their_own(people):
    make_charge(people.team, panels=2, estimated=Decimal(3), unit="credits", reported=Decimal("0.1"), reported_unit="EUR")
    line = Charge.objects.annotate(a=counted_in("credits"), b=counted_in("EUR"), c=counted_in("USD")).get()
    assert (line.a, line.b, line.c) == (3, Decimal("0.1"), None)


@pytest.mark.parametrize("amount", ["99999999.99996", "1e8", "NaN", "sNaN", "Infinity", "-0.01"])
def test_what_is_no_amount_is_not_kept(amount):
    assert as_amount(Decimal(amount)) is None
