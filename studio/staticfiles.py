"""Static files with hashed names, our own ES modules included."""

from django.contrib.staticfiles.storage import ManifestFilesMixin
from whitenoise.storage import CompressedManifestStaticFilesStorage

# Django keeps these patterns under a private name that its types leave out.
_MODULE_IMPORTS = ManifestFilesMixin._js_module_import_aggregation_patterns[1]  # type: ignore[attr-defined]


class ModuleStorage(CompressedManifestStaticFilesStorage):
    """Also rewrites the addresses that our ES modules import, so that a new release is never mixed with a cached old one.

    Only ours: libraries ship modules whose imports are names of packages, not files.
    """

    patterns = (
        *ManifestFilesMixin.patterns,
        ("js/*.js", _MODULE_IMPORTS),
    )
