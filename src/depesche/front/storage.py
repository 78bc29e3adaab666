"""Static files under names that change with their content, so that browsers keep them for ever."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class PaperStaticFiles(CompressedManifestStaticFilesStorage):
    """Hashed names, also for the modules a script imports."""

    manifest_strict = False
    support_js_module_import_aggregation = True
