"""Looks for garbage once in what was imported before it, for every process that is forked from then on."""

from chassis.garbage import collect_seldom

collect_seldom()
