"""Puts the built web app into the wheel, where the services look for it. Hatchling calls it."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class WebApp(BuildHookInterface):
    """An editable install takes the web app from where it is built, and may come before it."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        built = Path(self.root) / "frontend" / "dist"
        if not (built / "index.html").is_file():
            raise FileNotFoundError(f"the web app is not built in {built}: `make wheel` builds it")
        build_data["force_include"][str(built)] = "standalone/web_app"
