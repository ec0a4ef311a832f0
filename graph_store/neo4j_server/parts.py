"""What the server runs on: Java, and the jars that Maven fetches once. Knows no settings of the server."""

import os
import re
import shutil
import subprocess
from hashlib import blake2b
from pathlib import Path

from graph_schema.errors import MissingDependencyError
from graph_store.files import held_alone, write_atomically

CACHE = Path(__file__).resolve().parents[2] / ".cache"
_POM = Path(__file__).with_name("pom.xml")
_OLDEST_JAVA = 17
_GOAL = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:build-classpath"
_MINUTES = 15
_INSTALL = "install a Java 17 development kit and Maven (Debian: apt-get install openjdk-17-jdk-headless maven)"


def find_java() -> str:
    """The Java program: of JAVA_HOME, else on the PATH. Raises MissingDependencyError where it is none or too old."""
    home = os.environ.get("JAVA_HOME")
    java = shutil.which("java", path=str(Path(home) / "bin")) if home else shutil.which("java")
    if java is None:
        where = "in JAVA_HOME" if home else "on the PATH"
        raise MissingDependencyError(f"a Neo4j server needs Java {_OLDEST_JAVA}, and there is none {where}: {_INSTALL}")
    said = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    version = re.search(r'version "(\d+)', said)
    if version is None or int(version.group(1)) < _OLDEST_JAVA:
        found = version.group(1) if version else "of an unknown version"
        raise MissingDependencyError(f"a Neo4j server needs Java {_OLDEST_JAVA} or newer, found {found}: {_INSTALL}")
    modules = subprocess.run([java, "--list-modules"], capture_output=True, text=True, check=False).stdout
    if "jdk.compiler" not in modules:
        raise MissingDependencyError(f"a Neo4j server needs a Java development kit, found a runtime only: {_INSTALL}")
    return java


def class_path(*, cache: Path = CACHE, version: str | None = None) -> str:
    """The class path of the server's jars, fetched by Maven into `cache` when they are not there yet (160 MB).

    Maven uses the user's own settings (mirror, proxy). version: another release than the one in pom.xml. Raises
    MissingDependencyError when Maven is missing or cannot fetch them.
    """
    cache.mkdir(parents=True, exist_ok=True)
    pom = _POM.read_text(encoding="utf-8")
    if version is not None:
        pom = re.sub(r"(?<=<version>)\d+\.\d+\.\d+(?=</version>)", version, pom)
    known = cache / f"neo4j-{blake2b(pom.encode(), digest_size=6).hexdigest()}.classpath"
    with held_alone(cache / "neo4j.lock", wait=60.0 * _MINUTES, on_timeout=_busy):
        if not _is_whole(known):
            _fetch(pom, known, cache)
        return known.read_text(encoding="utf-8")


def _is_whole(known: Path) -> bool:
    return known.is_file() and all(Path(jar).is_file() for jar in known.read_text("utf-8").split(os.pathsep))


def _fetch(pom: str, known: Path, cache: Path) -> None:
    maven = shutil.which("mvn")
    if maven is None:
        raise MissingDependencyError(f"a Neo4j server needs Maven to fetch its parts, and mvn is not there: {_INSTALL}")
    work = known.with_suffix(".pom.xml")
    write_atomically(work, pom.encode(), durable=False)
    aside = known.with_suffix(".part")
    command = [maven, "--quiet", "--batch-mode", "--no-transfer-progress", "--file", str(work),
               f"-Dmaven.repo.local={cache / 'maven'}", _GOAL, f"-Dmdep.outputFile={aside}"]  # fmt: skip
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60 * _MINUTES)
    except subprocess.TimeoutExpired as exc:
        raise MissingDependencyError(f"Maven did not fetch Neo4j within {_MINUTES} minutes; try again") from exc
    finally:
        work.unlink(missing_ok=True)
    if done.returncode != 0:
        lines = [line for line in (done.stdout + done.stderr).splitlines() if "[ERROR]" in line]
        reason = re.sub(r"\x1b\[[0-9;]*m", "", lines[0] if lines else "it says nothing").replace("[ERROR]", "").strip()
        raise MissingDependencyError(f"Maven could not fetch Neo4j ({reason}); check its settings and the network")
    aside.replace(known)


def _busy() -> MissingDependencyError:
    return MissingDependencyError("another process has been fetching Neo4j for long; wait for it or stop it")
