"""Generated examples are the same in every run, and none fails for being slow on a busy machine."""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "repeatable", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


def use() -> None:
    settings.load_profile("repeatable")
