"""Static files with hashed names, ES modules included."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class ModuleStorage(CompressedManifestStaticFilesStorage):
    """Also rewrites the addresses that our ES modules import, so that a new release is never mixed with a cached old one."""

    support_js_module_import_aggregation = True
