"""What the installation as a whole tells Prometheus."""

from collections.abc import Iterator

from prometheus_client.metrics_core import Metric
from sqlmodel import Session

from chassis.measures import gauge
from chassis.settings import Settings
from standalone.backup.sets import sets_in


def measures(settings: Settings, _session: Session) -> Iterator[Metric]:
    """When the newest verified backup was taken; 0: there is none."""
    folder = settings.backups_folder
    try:
        newest = next((each.taken_at.timestamp() for each in sets_in(folder)), 0.0)
    except OSError:  # not there, or not to be read: as good as none
        newest = 0.0
    says = "When the newest verified backup was taken; 0: there is none"
    yield gauge("redress_backup_last_timestamp_seconds", says, [], {(): newest})
