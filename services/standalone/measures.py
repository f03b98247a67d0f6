"""What the installation as a whole tells Prometheus."""

from collections.abc import Iterator

from prometheus_client.metrics_core import Metric
from sqlmodel import Session

from chassis.measures import gauge
from chassis.settings import Settings
from standalone.backup.sets import newest_in


def measures(settings: Settings, _session: Session) -> Iterator[Metric]:
    """When the newest verified backup was taken; 0: there is none."""
    try:
        newest = newest_in(settings.backups_folder)
    except OSError:  # not to be read: as good as none
        newest = None
    at = newest.taken_at.timestamp() if newest else 0.0
    says = "When the newest verified backup was taken; 0: there is none"
    yield gauge("redress_backup_last_timestamp_seconds", says, [], {(): at})
