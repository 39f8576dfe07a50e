"""Is the archive sound, and can what is not be mended? ``diagnose`` is the door of this folder."""

from __future__ import annotations

from archive.doctor.diagnosing import diagnose
from archive.doctor.findings import Diagnosis, Finding

__all__ = ["Diagnosis", "Finding", "diagnose"]
