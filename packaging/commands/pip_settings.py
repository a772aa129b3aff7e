"""The person's own pip settings: in, pip's environment variables and configuration files; out, one
plain mapping, and the same said in the words of uv, so that a mirror, a wheel folder or a
certificate that was set once holds for every installer.
"""

import configparser
import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

PYPI = "https://pypi.org/simple"
KEYS = ("index-url", "extra-index-url", "find-links", "cert", "proxy", "trusted-host", "no-index")


def files(environ: Mapping[str, str], platform: str = sys.platform) -> list[Path]:
    """Return pip's configuration files in pip's order: the later ones override the earlier."""
    home = Path(environ.get("USERPROFILE" if platform == "win32" else "HOME", "~")).expanduser()
    if platform == "win32":
        machine = [Path(environ.get("PROGRAMDATA", "C:/ProgramData"), "pip", "pip.ini")]
        person = [home / "pip" / "pip.ini", Path(environ.get("APPDATA", home), "pip", "pip.ini")]
    else:
        shared = environ.get("XDG_CONFIG_DIRS") or "/etc/xdg"
        machine = [Path(folder, "pip", "pip.conf") for folder in shared.split(":")]
        machine += [Path("/etc/pip.conf"), Path("/Library/Application Support/pip/pip.conf")]
        config = Path(environ.get("XDG_CONFIG_HOME") or home / ".config")
        person = [home / ".pip" / "pip.conf", config / "pip" / "pip.conf"]
        person.append(home / "Library" / "Application Support" / "pip" / "pip.conf")
    named = environ.get("PIP_CONFIG_FILE", "")
    if named == os.devnull:
        return []
    return machine + person + ([Path(named)] if named else [])


def settings(environ: Mapping[str, str], paths: Iterable[Path]) -> dict[str, str]:
    """Return those of KEYS that are set; values of several words keep them, separated by spaces."""
    parser = configparser.RawConfigParser()
    parser.read(paths)
    found: dict[str, str] = {}
    for section in ("global", "install"):
        for key in KEYS:
            if parser.has_option(section, key):
                found[key] = parser.get(section, key)
    for key in KEYS:
        value = environ.get("PIP_" + key.replace("-", "_").upper())
        if value is not None:
            found[key] = value
    return {key: " ".join(value.split()) for key, value in found.items() if value.strip()}


def has_certificates() -> bool:
    """Whether Python finds certificates of the system to check a web server's identity with."""
    if sys.platform == "win32":
        return True
    import ssl  # slow to load, and seldom needed

    paths = ssl.get_default_verify_paths()
    folder = Path(paths.capath) if paths.capath else None
    return paths.cafile is not None or (folder is not None and any(folder.iterdir()))


def uses_no_index(pip: Mapping[str, str]) -> bool:
    """Whether pip was told to look at no index, only at its find-links."""
    return pip.get("no-index", "").lower() in ("1", "true", "yes", "on")


def uv_variables(pip: Mapping[str, str], environ: Mapping[str, str]) -> dict[str, str]:
    """Return the environment variables that tell uv what pip was told; uv's own settings stand."""
    said: dict[str, str] = {}
    if "index-url" in pip:
        said["UV_DEFAULT_INDEX"] = pip["index-url"]
    if "extra-index-url" in pip:
        said["UV_EXTRA_INDEX_URL"] = pip["extra-index-url"]
        said["UV_INDEX_STRATEGY"] = "unsafe-best-match"  # how pip itself treats several indexes
    if "find-links" in pip:
        said["UV_FIND_LINKS"] = ",".join(pip["find-links"].split())
    if "trusted-host" in pip:
        said["UV_INSECURE_HOST"] = pip["trusted-host"]
    if "cert" in pip:
        said["SSL_CERT_FILE"] = pip["cert"]
    elif has_certificates():
        said["UV_SYSTEM_CERTS"] = "true"  # pip trusts the system's certificates too
    if "proxy" in pip:
        said |= {"HTTP_PROXY": pip["proxy"], "HTTPS_PROXY": pip["proxy"]}
    return {name: value for name, value in said.items() if name not in environ}
