"""Who looks at which issue: prints the session of the bench's person, and pairs of an issue and its stamp, as JSON."""

import json

from bench.inside.launches import session_of
from comics.models import Issue, User

if __name__ == "__main__":
    print(json.dumps({"session": session_of(User.objects.get()), "issues": list(Issue.objects.values_list("pk", "stamp"))}))
