"""The data of the studio. A file is a noun; the rules of one object are its methods, the rules of many its QuerySet's."""

from comics.models.accounts import User
from comics.models.cast import Character, CharacterState, Location
from comics.models.exports import Export
from comics.models.lettering import Lettering
from comics.models.pages import Page, Panel
from comics.models.pictures import Picture
from comics.models.scripts import Script
from comics.models.series import Issue, Series
from comics.models.takes import Drawing, Generation, Take
from comics.models.teams import Member, Team

__all__ = [
    "Character",
    "CharacterState",
    "Drawing",
    "Export",
    "Generation",
    "Issue",
    "Lettering",
    "Location",
    "Member",
    "Page",
    "Panel",
    "Picture",
    "Script",
    "Series",
    "Take",
    "Team",
    "User",
]
