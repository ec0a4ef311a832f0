"""Many questions at once: files of questions, files of answers, progress."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from graph_schema.errors import InputError
from search.batch import BatchQuestion, ask_all, read_batch
from search.batch_files import answer_file
from search.engine import Engine
from search.progress import progress_line

ROOT = Path(__file__).parents[2]
QUESTIONS = [
    BatchQuestion(1, "which units lead land reform in Zhoushan"),
    BatchQuestion(2, '=HYPERLINK("http://x") 杭州市土地改革由谁牵头', "=1+1"),
    BatchQuestion(3, "土地改革", "c", {"jurisdiction": "Atlantis"}),
]


def safe(text: str) -> str:
    return f"'{text}" if text.startswith("=") else text


def write(path: Path, engine: Engine, *, force: bool = False) -> None:
    with answer_file(path, force=force, safe=safe) as add:
        for item in ask_all(engine, QUESTIONS, limit=5):
            add(item)


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "search", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )


def test_a_line_is_a_question_and_blank_lines_are_none(tmp_path: Path) -> None:
    path = tmp_path / "questions.txt"
    path.write_bytes("\ufeff谁牵头土地改革\r\n\r\n  who leads land reform? \r\n".encode())
    assert [(asked.number, asked.question) for asked in read_batch(path)] == [
        (1, "谁牵头土地改革"),
        (2, "who leads land reform?"),
    ]


def test_json_lines_carry_filters_and_names(tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text(
        '{"id": 7, "question": "土地", "jurisdiction": "舟山", "year": 2025, "note": "x"}\n', encoding="utf-8"
    )
    assert read_batch(path) == [BatchQuestion(1, "土地", "7", {"jurisdiction": "舟山", "year": 2025})]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.txt", "\n \n", "no question"),
        ("a.txt", "土地".encode("gb18030"), "UTF-8"),
        ("a.jsonl", '{"question": "x"}\nland\n', "line 2: no JSON"),
        ("a.jsonl", '\n{"text": "x"}\n', 'line 2: has no text "question"'),
        ("a.jsonl", '{"question": "x", "year": "2025"}', '"year" has to be a whole number'),
        ("a.jsonl", '{"question": "x", "limit": true}', '"limit" has to be a whole number'),
    ],
)
def test_a_file_that_holds_no_questions_is_named(tmp_path: Path, name: str, content: str | bytes, says: str) -> None:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(InputError, match=says):
        read_batch(path)


def test_json_lines_hold_the_whole_answers_and_the_errors(engine: Engine, tmp_path: Path) -> None:
    write(tmp_path / "a.jsonl", engine)
    first, second, third = map(json.loads, (tmp_path / "a.jsonl").read_text(encoding="utf-8").splitlines())
    assert (first["number"], first["status"], first["error"], len(first["units"])) == (1, "answered", None, 3)
    assert (second["id"], second["status"]) == ("=1+1", "no_match")
    assert (third["status"], "Atlantis" in third["error"]) == ("error", True)


def test_spreadsheets_hold_a_row_a_question_and_no_formula(engine: Engine, tmp_path: Path) -> None:
    for name in ("a.csv", "a.xlsx"):
        write(tmp_path / name, engine)
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))
    cells = [cell for line in lines for cell in line.values()]
    assert len(lines) == 3 and not any(cell.startswith("=") for cell in cells)
    assert lines[0]["牵头单位 leads"].count("\n") == 2 and "declared" in lines[0]["牵头单位 leads"]
    assert lines[2]["状态 status"] == "error" and "Atlantis" in lines[2]["错误 error"]
    sheet = load_workbook(tmp_path / "a.xlsx").active
    assert sheet is not None and sheet.max_row == 4
    assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}
    assert sheet["C3"].value.startswith("'=HYPERLINK")


def test_a_file_of_answers_is_replaced_only_when_asked(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match="--force"):
        write(path, engine)
    assert path.read_text(encoding="utf-8") == "mine"
    write(path, engine, force=True)
    assert "Zhoushan" in path.read_text(encoding="utf-8-sig")
    for wrong in (tmp_path / "a.pdf", tmp_path / "none" / "a.csv"):
        with pytest.raises(InputError):
            write(wrong, engine)


def test_nothing_is_left_of_a_file_that_was_not_finished(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), answer_file(tmp_path / "a.csv", force=False, safe=safe):
        1 / 0  # noqa: B018
    assert list(tmp_path.iterdir()) == []


def test_progress_says_rate_and_time_left() -> None:
    assert progress_line(30, 300, 3.0) == "[30/300] 10.0 questions/s, 0:27 left"
    assert progress_line(1, 10_000, 1.0).endswith("2:46:39 left")
    assert progress_line(300, 300, 65.0).endswith("done in 1:05")


def test_the_command_answers_a_file(five_plans: Path, tmp_path: Path) -> None:
    questions, answers = tmp_path / "q.txt", tmp_path / "a.xlsx"
    questions.write_text("=舟山市土地改革由谁牵头\n杭州市土地改革由谁牵头\n", encoding="utf-8")
    done = run("--questions", str(questions), "-o", str(answers), "--store", str(five_plans), "--role", "lead")
    assert (done.returncode, done.stdout) == (0, f"{answers}: 1 answered, 1 without a match\n")
    assert "[2/2]" in done.stderr and "questions/s" in done.stderr
    sheet = load_workbook(answers).active
    assert sheet is not None and sheet["C2"].value == "'=舟山市土地改革由谁牵头"
    again = run("--questions", str(questions), "-o", str(answers), "--store", str(five_plans))
    assert again.returncode == 1 and "--force" in again.stderr
    assert run("--questions", str(questions)).returncode == 2


def test_questions_that_cannot_be_asked_are_counted(five_plans: Path, tmp_path: Path) -> None:
    questions, answers = tmp_path / "q.jsonl", tmp_path / "a.jsonl"
    questions.write_text(
        '{"question": "土地", "jurisdiction": "Atlantis"}\n{"question": "舟山土地"}\n', encoding="utf-8"
    )
    done = run("--questions", str(questions), "-o", str(answers), "--store", str(five_plans), "--json")
    assert done.returncode == 1 and "1 of 2 questions could not be asked; question 1" in done.stderr
    assert json.loads(done.stdout)["errors"][0]["number"] == 1
    assert len(answers.read_text(encoding="utf-8").splitlines()) == 2
