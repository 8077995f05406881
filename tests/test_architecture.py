"""The layers of the house: who may import whom, and where files, the screen and drawing may be touched."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

# Each layer may import itself, the layers before it, and libraries; the same number means the same layer.
LAYERS = {
    "analysis.errors": 0,
    "analysis.corpus": 0,
    "analysis.keyed": 0,
    "analysis.records": 0,
    "analysis.settled": 0,
    "analysis.versions": 0,
    "analysis.language": 1,
    "analysis.lexicon": 1,
    "analysis.annotate": 2,
    "analysis.store": 3,
    "analysis.measures": 3,
    "analysis.reading": 4,
    "analysis.export": 4,
    "analysis.ingest": 5,
    "analysis.opening": 5,
    "analysis.corrections": 5,
    "analysis.commands": 6,
    "analysis.cli": 7,
    "analysis.__main__": 7,
    "dashboard": 8,
}


def modules():
    for folder in ("analysis", "dashboard"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield ".".join(path.relative_to(ROOT).with_suffix("").parts), path


def imports(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def layer(module):
    names = [name for name in LAYERS if module == name or module.startswith(name + ".")]
    return LAYERS[max(names, key=len)] if names else None


def test_every_module_has_a_layer():
    homeless = [name for name, _ in modules() if layer(name) is None and not name.endswith("__init__")]
    assert not homeless, f"say in LAYERS where these belong: {homeless}"


def test_imports_run_one_way():
    wrong = [
        f"{name} imports {other}"
        for name, path in modules()
        for other in imports(path)
        if layer(other) is not None and layer(name) is not None and layer(other) > layer(name)
    ]
    assert not wrong


def test_analysis_knows_no_screen_and_no_drawing():
    forbidden = {"streamlit", "plotly", "altair"}
    wrong = [
        f"{name} imports {other}"
        for name, path in modules()
        if name.startswith("analysis")
        for other in imports(path)
        if other.split(".")[0] in forbidden
    ]
    assert not wrong


def test_annotation_and_formulae_know_no_store():
    wrong = [
        f"{name} imports {other}"
        for name, path in modules()
        if name.startswith(("analysis.annotate", "analysis.language", "analysis.measures.association"))
        for other in imports(path)
        if other.split(".")[0] == "duckdb" or other.startswith(("analysis.store", "analysis.reading"))
    ]
    assert not wrong


def test_charts_and_link_know_no_streamlit_and_charts_do_not_count():
    wrong = [
        f"{name} imports {other}"
        for name, path in modules()
        if name.startswith(("dashboard.charts", "dashboard.link"))
        for other in imports(path)
        # store.selection holds the one definition of a selection's codes, which links speak too.
        if other.split(".")[0] in {"streamlit", "duckdb"}
        or (other.startswith("analysis.store") and not other.startswith("analysis.store.selection"))
    ]
    assert not wrong


def test_one_module_of_the_dashboard_caches():
    wrong = [
        name
        for name, path in modules()
        if name.startswith("dashboard")
        and name != "dashboard.data"
        and re.search("cache_data|cache_resource", path.read_text(encoding="utf-8"))
    ]
    assert not wrong


def test_pages_do_not_count():
    wrong = [
        f"{path.name}: {word}"
        for path in sorted((ROOT / "dashboard" / "views").glob("*.py"))
        for word in ("groupby", "value_counts", "duckdb", ".sql(", "Counter(")
        if word in path.read_text(encoding="utf-8")
    ]
    assert not wrong


def test_modules_and_functions_stay_small():
    long_modules = [name for name, path in modules() if path.read_text(encoding="utf-8").count("\n") > 320]
    long_functions = [
        f"{name}.{node.name}"
        for name, path in modules()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno - node.lineno > 70
    ]
    assert not long_modules + long_functions


def test_messages_have_the_same_keys_and_fields_in_both_languages():
    import string

    from analysis.errors import messages

    def fields(template):
        return {name for _, name, _, _ in string.Formatter().parse(template) if name}

    hindi, english = messages("hi"), messages("en")
    assert hindi.keys() == english.keys()
    assert [code for code in hindi if fields(hindi[code]) != fields(english[code])] == []
