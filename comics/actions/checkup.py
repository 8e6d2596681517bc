"""Is this installation well? Each check says what it found, and of what is not well what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from comics.actions import checkup_data, checkup_site
from comics.actions.checkup_finding import Finding, Health

Check = Callable[[bool], Iterator[Finding]]
CHECKS: dict[str, Check] = {
    "database": checkup_data.database,
    "migrations": checkup_data.migrations,
    "pictures": checkup_data.pictures,
    "files": checkup_data.files,
    "secrets": checkup_site.secrets,
    "processes": checkup_site.processes,
    "disk": checkup_site.disk,
    "settings": checkup_site.deployment,
    "storage": checkup_site.storage,
    "cache": checkup_site.cache_answers,
    "e-mail": checkup_site.mail,
    "address": checkup_site.address,
    "fonts": checkup_data.fonts_there,
}


def look_over(*, thorough: bool = False) -> Iterator[Finding]:
    """Everything, one check after the other; one that cannot be made at all is something wrong too.

    `thorough` reads every stored picture and the whole database.
    """
    for name, check in CHECKS.items():
        try:
            found = list(check(thorough))
        except Exception as error:  # a doctor who faints at the worst case is of no use
            yield Finding(
                name, Health.WRONG, f"This could not be looked at: {type(error).__name__}.", "See the other findings."
            )
            continue
        yield from found
