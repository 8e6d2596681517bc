"""A strict OpenID Connect provider (Core 1.0, Discovery 1.0, RFC 7636): whatever the documents demand of a client."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import time
from typing import Any
from urllib.parse import parse_qs, urlencode

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.services.base import Answer, Seen, StrictServer

CLIENT, SECRET = "studio", "made-up-secret-of-the-client"


class Oidc(StrictServer):
    """Signs in `person` without asking, as a provider does where a session is open. `says` overrides the discovery document."""

    def __init__(self) -> None:
        super().__init__()
        self.tokens = {""}
        self.redirect_uri = ""  # registered with the provider; any other is refused
        self.person: dict[str, Any] = {}
        self.userinfo: dict[str, Any] = {}  # overrides what userinfo tells
        self.claims: dict[str, Any] = {}  # overrides what the ID token tells
        self.says: dict[str, str] = {}
        self._codes: dict[str, dict[str, str]] = {}
        self._key = rsa.generate_private_key(public_exponent=65537, key_size=2048)

    def serve(self, seen: Seen) -> Answer:
        path = seen.path.strip("/").replace("-", "_").replace(".well_known/openid_configuration", "discovery")
        ways = {"discovery": self._discovery, "authorize": self._authorize, "token": self._token}
        ways |= {"userinfo": self._userinfo, "jwks": self._jwks}
        return ways[path](seen) if path in ways else Answer(404)

    def _discovery(self, seen: Seen) -> Answer:
        at = self.base_url
        document = {
            "issuer": at,
            "authorization_endpoint": f"{at}/authorize",
            "token_endpoint": f"{at}/token",
            "userinfo_endpoint": f"{at}/userinfo",
            "jwks_uri": f"{at}/jwks",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
            "code_challenge_methods_supported": ["S256"],
        }
        return Answer(200, document | self.says)

    def _authorize(self, seen: Seen) -> Answer:
        asked = {name: values[0] for name, values in seen.query.items()}
        assert all(len(values) == 1 for values in seen.query.values()), "a parameter came twice"
        if asked.get("client_id") != CLIENT or asked.get("redirect_uri") != self.redirect_uri:
            return Answer(400, {"error": "invalid_request"})
        assert asked["response_type"] == "code"
        assert "openid" in asked["scope"].split()
        assert len(asked["state"]) >= 16, "the state can be guessed"
        assert asked["code_challenge_method"] == "S256"
        code = secrets.token_urlsafe(24)
        self._codes[code] = asked
        return Answer(302, headers={"Location": f"{self.redirect_uri}?{urlencode({'code': code, 'state': asked['state']})}"})

    def _token(self, seen: Seen) -> Answer:
        assert seen.method == "POST"
        assert seen.headers["content-type"] == "application/x-www-form-urlencoded"
        sent = {name: values[0] for name, values in parse_qs(seen.body.decode()).items()}
        if (sent.get("client_id"), sent.get("client_secret")) != (CLIENT, SECRET):
            return Answer(401, {"error": "invalid_client"})
        asked = self._codes.pop(sent.get("code", ""), None)
        digest = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        right = asked and sent["redirect_uri"] == asked["redirect_uri"] and challenge == asked["code_challenge"]
        if not right or sent["grant_type"] != "authorization_code":
            return Answer(400, {"error": "invalid_grant"})
        access = secrets.token_urlsafe(24)
        self.tokens.add(access)
        return Answer(200, {"access_token": access, "token_type": "Bearer", "expires_in": 300, "id_token": self._id_token()})

    def _id_token(self) -> str:
        now = int(time.time())
        claims = {"iss": self.base_url, "aud": CLIENT, "iat": now, "exp": now + 300} | self.person | self.claims
        return jwt.encode(claims, self._key, algorithm="RS256", headers={"kid": "one"})

    def _userinfo(self, seen: Seen) -> Answer:
        if "authorization" not in seen.headers:
            return Answer(401, {"error": "invalid_token"})
        return Answer(200, self.person | self.userinfo)

    def _jwks(self, seen: Seen) -> Answer:
        key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self._key.public_key()))
        return Answer(200, {"keys": [key | {"kid": "one", "use": "sig", "alg": "RS256"}]})
