"""The files for containers are well-formed and name only what there is."""

import re

import yaml

from tests.live import ROOT

DEPLOY = ROOT / "deploy"


def test_the_compose_file_names_files_and_variables_that_there_are():
    text = (DEPLOY / "compose.yaml").read_text()
    services = yaml.safe_load(text)["services"]
    assert set(services) == {"studio", "database", "redis", "proxy"}
    assert (DEPLOY / services["studio"]["build"]["context"] / services["studio"]["build"]["dockerfile"]).is_file()
    assert (DEPLOY / services["proxy"]["volumes"][0].partition(":")[0]).is_file()
    told = set(re.findall(r"^([A-Z_0-9]+)=", (DEPLOY / "env.example").read_text(), re.MULTILINE))
    assert set(re.findall(r"\$\{(\w+)\}", text)) <= told
    readme = (ROOT / "README.md").read_text() + (ROOT / "docs/deployment.md").read_text()
    assert [name for name in services["studio"]["environment"] if name not in readme] == []


def test_the_image_copies_what_there_is_and_installs_locked_lists():
    text = (DEPLOY / "Dockerfile").read_text()
    for line in re.findall(r"^COPY (.+)$", text, re.MULTILINE):
        assert all((ROOT / name).exists() for name in line.split()[:-1])
    lists = re.findall(r"set_up.sh (.+)$", text, re.MULTILINE)[0].split()
    assert all((ROOT / "requirements" / f"{name}.txt").is_file() for name in lists)
