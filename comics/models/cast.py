"""Characters with their states, and locations."""

from __future__ import annotations

from django.db import models

from comics.engines.contract import CastMember, Place
from comics.models.bin import Binnable, BinnableQuerySet
from comics.models.references import as_reference


class Character(Binnable):
    """Someone of the cast, as the author describes them."""

    series = models.ForeignKey("comics.Series", on_delete=models.CASCADE, related_name="characters")
    name = models.CharField(max_length=120)
    age = models.CharField(max_length=40, blank=True)
    gender = models.CharField(max_length=40, blank=True)
    dress = models.TextField(max_length=1000, blank=True)
    role = models.CharField(max_length=200, blank=True)
    appearance = models.TextField(max_length=2000, blank=True)
    personality = models.TextField(max_length=1000, blank=True)
    signature = models.TextField("signature expression or action", max_length=500, blank=True)
    portrait = models.ForeignKey("comics.Picture", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    portrait_uploaded = models.BooleanField(default=False, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = BinnableQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name

    def as_cast(self) -> CastMember:
        """The character in the words that engines understand, with the pictures that its author gave.

        Asks the database for states and portraits unless they are prefetched.
        """
        states = list(self.states.all())
        shown = [state for state in states if state.portrait_uploaded and state.portrait]
        return CastMember(
            name=self.name,
            age=self.age,
            gender=self.gender,
            dress=self.dress,
            role=self.role,
            appearance=self.appearance,
            personality=self.personality,
            signature=self.signature,
            states={state.name: state.appearance for state in states},
            reference=as_reference(self.portrait, self.name) if self.portrait_uploaded and self.portrait else None,
            state_references={s.name: as_reference(s.portrait, f"{self.name}, {s.name}") for s in shown if s.portrait},
        )


class CharacterState(models.Model):
    """A named variant of a character's looks: a costume, a disguise, an age."""

    character = models.ForeignKey(Character, on_delete=models.CASCADE, related_name="states")
    name = models.CharField(max_length=80)
    appearance = models.TextField(max_length=2000)
    portrait = models.ForeignKey("comics.Picture", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    portrait_uploaded = models.BooleanField(default=False, editable=False)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["character", "name"], name="one_state_a_name")]

    def __str__(self) -> str:
        return self.name


class Location(Binnable):
    """A place of the series, as the author describes it."""

    series = models.ForeignKey("comics.Series", on_delete=models.CASCADE, related_name="locations")
    name = models.CharField(max_length=120)
    description = models.TextField(max_length=2000, blank=True)
    picture = models.ForeignKey("comics.Picture", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    picture_uploaded = models.BooleanField(default=False, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = BinnableQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name

    def as_place(self) -> Place:
        """The location in the words that engines understand, with the picture that its author gave."""
        shown = as_reference(self.picture, self.name) if self.picture_uploaded and self.picture else None
        return Place(name=self.name, description=self.description, reference=shown)
