"""The parts of measurements that need a studio of their own: run as `python -m bench.inside.NAME` in a fresh data folder.

Importing this package sets Django up, so that its modules may import models at their top.
"""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "studio.settings")
django.setup()
