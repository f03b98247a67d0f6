"""How a process that works apart (`chassis.apart`) bounds itself: by the system, whatever it reads."""

import resource


def bound(most_memory: int) -> None:
    """Take no more than so many bytes of address space, and leave nothing behind if it falls."""
    resource.setrlimit(resource.RLIMIT_AS, (most_memory, most_memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def allow_seconds(seconds: int) -> None:
    """Take no more than so many seconds of a processor from now on."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + 1 + seconds, hard))
