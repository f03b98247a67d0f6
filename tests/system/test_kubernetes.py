"""The manifests of `deploy/kubernetes`: Kubernetes knows every field, and what they start is the product's."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import yaml

from chassis.settings import Settings
from standalone import SERVICES, cli
from standalone.place import FOLLOWED
from tests.support import house
from tests.support.databases import Databases

FOLDER = Path(__file__).parents[2] / "deploy" / "kubernetes"
OPERATORS = {"postgresql.cnpg.io/v1", "barmancloud.cnpg.io/v1"}
"""Whose schemas come with the operator, which is not here."""
SECRETS = {
    "keys": {"REDRESS_SIGNING_KEY": "a PEM", "REDRESS_FILES_KEY": "0" * 64},
    "bucket": {"AWS_ACCESS_KEY_ID": "somebody", "AWS_SECRET_ACCESS_KEY": "a secret"},
}
"""What docs/all-councils.md has people make."""

Manifest = Mapping[str, Any]


@cache
def manifests() -> list[Manifest]:
    return [one for file in sorted(FOLDER.glob("*.yaml")) for one in yaml.safe_load_all(file.read_text())]


def of_kind(*kinds: str) -> dict[str, Manifest]:
    """By name."""
    return {one["metadata"]["name"]: one for one in manifests() if one["kind"] in kinds}


PODS = of_kind("Deployment", "Job")


def container(pod: str) -> Manifest:
    [only] = PODS[pod]["spec"]["template"]["spec"]["containers"]
    return dict(only)


def labels(pod: str) -> Mapping[str, str]:
    found: Mapping[str, str] = PODS[pod]["spec"]["template"]["metadata"]["labels"]
    return found


def environment(pod: str) -> dict[str, str]:
    """What the pod's process finds, with secrets in the place of their names."""
    maps = of_kind("ConfigMap")
    found: dict[str, str] = {}
    for source in container(pod)["envFrom"]:
        found |= maps[source["configMapRef"]["name"]]["data"] if "configMapRef" in source else {}
        found |= SECRETS[source["secretRef"]["name"]] if "secretRef" in source else {}
    return found | {one["name"]: one.get("value", "secret") for one in container(pod)["env"]}


def test_kubernetes_knows_every_field() -> None:
    for one in manifests():
        if one["apiVersion"] not in OPERATORS:
            kubernetes_validate.validate(one, "1.37", strict=True)
        assert one["kind"] == "Namespace" or one["metadata"]["namespace"] == "redress"


@pytest.mark.parametrize("pod", PODS)
def test_what_a_pod_is_given_are_settings_of_the_product(pod: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in environment(pod).items():
        monkeypatch.setenv(name, value)
    settings = Settings.from_environment()  # a name that is no setting ends it
    for service in SERVICES:
        assert getattr(settings, f"{service}_database_url").startswith("postgresql+psycopg://")
    mounted = {mount["mountPath"] for mount in container(pod)["volumeMounts"]}
    assert {str(settings.data_dir.parent), str(settings.councils_folder), "/tmp"} == mounted


@pytest.mark.parametrize("pod", PODS)
def test_what_a_pod_runs_is_a_command(pod: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main([*container(pod)["args"], "--help"])
    assert ended.value.code == 0, capsys.readouterr().err


def test_every_pod_is_of_one_image_and_may_do_no_more_than_it_needs() -> None:
    assert set(of_kind("Deployment")) == set(SERVICES)
    assert len({container(pod)["image"] for pod in PODS}) == 1
    for pod in PODS:
        spec, may = PODS[pod]["spec"]["template"]["spec"], container(pod)["securityContext"]
        assert spec["securityContext"]["runAsNonRoot"]
        assert (may["readOnlyRootFilesystem"], may["allowPrivilegeEscalation"]) == (True, False)
        assert may["capabilities"] == {"drop": ["ALL"]}
        # Kubernetes would name services in the environment: REDRESS_… of one could be taken for a setting.
        assert (spec["enableServiceLinks"], spec["automountServiceAccountToken"]) == (False, False)


def test_probes_ask_what_answers(databases: Databases, tmp_path: Path) -> None:
    with house.opened(databases, tmp_path / "data") as services:
        for service in SERVICES:
            of = container(service)
            paths = {name: of[f"{name}Probe"]["httpGet"]["path"] for name in ("startup", "liveness", "readiness")}
            assert paths["startup"] == paths["liveness"] == f"/api/{service}/livez"
            assert paths["readiness"] == f"/api/{service}/readyz"
            assert services.caller().get(paths["liveness"]).status_code == 200
            assert services.caller().get(paths["readiness"]).json()["database"] is True


def test_prometheus_is_led_to_what_answers_it_and_a_proxy_is_not(
    databases: Databases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    networks = environment("intake")["REDRESS_METRICS_NETWORKS"]
    with house.opened(databases, tmp_path / "data", metrics_networks=networks) as services:
        for service in SERVICES:
            said = PODS[service]["spec"]["template"]["metadata"]["annotations"]
            assert (said["prometheus.io/scrape"], said["prometheus.io/port"]) == (
                "true",
                container(service)["args"][-1],
            )
            path, ready = said["prometheus.io/path"], container(service)["readinessProbe"]["httpGet"]["path"]
            assert "redress_build_info" in services.caller(address="10.1.2.3").get(path).text
            assert services.caller(address="192.168.1.2").get(path).status_code == 404
            for shut in (path, ready):
                by_proxy = services.caller(address="10.1.2.3").get(shut, headers={"X-Forwarded-For": "10.1.2.3"})
                assert by_proxy.status_code == 404
    peers = [peer["namespaceSelector"] for peer in admitted("cases", "from") if "namespaceSelector" in peer]
    assert {"matchLabels": {"kubernetes.io/metadata.name": "monitoring"}} in peers


def test_what_belongs_to_a_service_is_there() -> None:
    services, ports = of_kind("Service"), {}
    for name in SERVICES:
        selector = services[name]["spec"]["selector"]
        assert selector.items() <= labels(name).items()
        assert of_kind("PodDisruptionBudget")[name]["spec"]["selector"]["matchLabels"] == selector
        assert of_kind("Deployment")[name]["spec"]["selector"]["matchLabels"] == selector
        scaled = of_kind("HorizontalPodAutoscaler")[name]["spec"]
        assert scaled["scaleTargetRef"]["name"] == name
        assert scaled["minReplicas"] >= 2
        [port] = container(name)["ports"]
        assert container(name)["args"][-1] == str(port["containerPort"])
        ports[name] = services[name]["spec"]["ports"][0]["port"]
        assert services[name]["spec"]["ports"][0]["targetPort"] == port["name"]
    for source in ("intake", "cases"):
        assert environment("analytics")[f"REDRESS_{source.upper()}_URL"] == f"http://{source}:{ports[source]}"
    [rule] = of_kind("Ingress")["redress"]["spec"]["rules"]
    led = {path["path"]: path["backend"]["service"]["name"] for path in rule["http"]["paths"]}
    assert led == {"/api/cases": "cases", "/api/analytics": "analytics", "/": "intake"}


def chooses(selector: Manifest, pod: str) -> bool:
    of = labels(pod)
    return selector.get("matchLabels", {}).items() <= of.items() and all(
        of.get(one["key"]) in one["values"] for one in selector.get("matchExpressions", [])
    )


def admitted(pod: str, way: str) -> Iterator[Manifest]:
    """The peers of policies of a pod, one way: `from` or `to`."""
    rules = {"from": "ingress", "to": "egress"}[way]
    for policy in of_kind("NetworkPolicy").values():
        if chooses(policy["spec"]["podSelector"], pod):
            for rule in policy["spec"].get(rules, []):
                yield from rule.get(way, [])


def test_services_reach_those_that_they_ask_and_no_others() -> None:
    for asked in SERVICES:
        in_house = [peer["podSelector"] for peer in admitted(asked, "from") if "podSelector" in peer]
        may = {asking for asking in PODS if any(chooses(selector, asking) for selector in in_house)}
        assert may == {asking for asking, sources in FOLLOWED.items() if asked in sources}
        for asking in may:
            assert any(
                chooses(peer["podSelector"], asked) for peer in admitted(asking, "to") if "podSelector" in peer
            )
    nothing = of_kind("NetworkPolicy")["nothing"]["spec"]
    assert nothing == {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}


def test_services_go_through_the_pooler_and_migrations_past_it() -> None:
    assert of_kind("Pooler")["pooler"]["spec"]["pgbouncer"]["poolMode"] == "transaction"
    for pod in PODS:
        [host] = {value.partition("@")[2] for name, value in environment(pod).items() if "DATABASE_URL" in name}
        direct = pod == "migrate"
        assert host == ("postgresql-rw/redress" if direct else "pooler/redress?prepare_threshold=none")
        to = [peer["podSelector"].get("matchLabels", {}) for peer in admitted(pod, "to") if "podSelector" in peer]
        assert ({"cnpg.io/cluster": "postgresql"} in to, {"cnpg.io/poolerName": "pooler"} in to) == (
            direct,
            not direct,
        )
