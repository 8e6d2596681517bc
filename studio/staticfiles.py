"""Static files with hashed names, our own ES modules included."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class ModuleStorage(CompressedManifestStaticFilesStorage):
    """Also rewrites the addresses that our ES modules import, so that a new release is never mixed with a cached old one.

    Only ours: libraries ship modules whose imports are names of packages, not files.
    """

    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        ("js/*.js", CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns[1]),
    )
