"""``cml-kg serve`` as a user runs it."""

import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

ROOT = Path(__file__).parents[2]


def started(*words: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "kg", "serve", *words]
    return subprocess.Popen(command, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def refusal(*words: str) -> str:
    process = started(*words)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 2
    assert "Traceback" not in told
    return told


@pytest.mark.slow
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_says_where_serves_and_stops_cleanly(folder: Path, how: signal.Signals) -> None:
    process = started(str(folder), "--port", "0")
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        match = re.fullmatch(r"Serving .* at (http://127\.0\.0\.1:\d+/) \(Ctrl-C stops\)\n", line)
        assert match is not None, line
        assert httpx.get(match[1] + "api/articles", timeout=60).json()["total"] == 5
        process.send_signal(how)
        out, told = process.communicate(timeout=30)
    finally:
        process.kill()
    assert (out, told) == ("", "")
    assert process.returncode in (0, -how)
    with pytest.raises(httpx.ConnectError):
        httpx.get(match[1])


@pytest.mark.slow
def test_what_it_cannot_do_it_says_in_a_line(tmp_path: Path, folder: Path) -> None:
    assert "there is no graph in" in refusal(str(tmp_path))
    assert "--port 70000: a port is a number" in refusal(str(folder), "--port", "70000")
    assert "--timeout 0: give more than 0" in refusal(str(folder), "--timeout", "0")
    assert "give them a token" in refusal(str(folder), "--port", "0", "--host", "0.0.0.0")
    empty = tmp_path / "token"
    empty.write_text("\n")
    assert "is empty" in refusal(str(folder), "--token-file", str(empty))
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert f"cannot listen at 127.0.0.1, port {port}" in refusal(str(folder), "--port", port)
