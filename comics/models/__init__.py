"""The data of the studio. A file is a noun; the rules of one object are its methods, the rules of many its QuerySet's."""

from comics.models.accounts import User
from comics.models.activity import Activity
from comics.models.api_counts import ApiMonth, CreateCount, RequestCount
from comics.models.api_requests import ApiRequest, IdempotencyKey
from comics.models.api_uploads import ApiUpload
from comics.models.archives import Archive
from comics.models.cast import Character, CharacterState, Location
from comics.models.edits import Edit
from comics.models.exports import Export
from comics.models.keys import Allowance, Key, Upload
from comics.models.ledger import Budget, Charge
from comics.models.lettering import Lettering, Translation
from comics.models.notes import Mention, Note
from comics.models.pages import Page, Panel
from comics.models.pictures import Picture
from comics.models.plans import ApiPlan, Plan, plan_of
from comics.models.programs import ApiComic, GenerationReference, IssueReference
from comics.models.scripts import Script
from comics.models.series import Issue, Series, SeriesReference
from comics.models.submissions import Submission
from comics.models.takes import Drawing, Generation, Take
from comics.models.teams import Invitation, Member, Team
from comics.models.tokens import Token
from comics.models.tries import Tries
from comics.models.webhooks import HookReceipt, WebhookAttempt, WebhookDelivery, WebhookEndpoint, WebhookEvent

__all__ = [
    "Activity",
    "Allowance",
    "ApiComic",
    "ApiMonth",
    "ApiPlan",
    "ApiRequest",
    "ApiUpload",
    "Archive",
    "Budget",
    "Character",
    "CharacterState",
    "Charge",
    "CreateCount",
    "Drawing",
    "Edit",
    "Export",
    "Generation",
    "GenerationReference",
    "HookReceipt",
    "IdempotencyKey",
    "Invitation",
    "Issue",
    "IssueReference",
    "Key",
    "Lettering",
    "Location",
    "Member",
    "Mention",
    "Note",
    "Page",
    "Panel",
    "Picture",
    "Plan",
    "RequestCount",
    "Script",
    "Series",
    "SeriesReference",
    "Submission",
    "Take",
    "Team",
    "Token",
    "Translation",
    "Tries",
    "Upload",
    "User",
    "WebhookAttempt",
    "WebhookDelivery",
    "WebhookEndpoint",
    "WebhookEvent",
    "plan_of",
]
