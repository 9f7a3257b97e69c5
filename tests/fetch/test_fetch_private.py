"""Tests of private addresses: which are public, and that no name, redirect or index leads to one that is not."""

import asyncio
import shutil
import socket
import ssl
import subprocess
from dataclasses import replace
from pathlib import Path

import httpcore2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.fetch.network import GuardedBackend, PrivateAddressError, is_public, resolve
from tests.docs_site import faulty
from tests.docs_site.faulty import moved, text
from tests.fetch.fetching import Bench, codes, errors, texts

PUBLIC = ["8.8.8.8", "1.1.1.1", "2606:4700:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
PRIVATE = [
    *(
        "127.0.0.1",
        "127.1.2.3",
        "0.0.0.0",
        "10.0.0.1",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "169.254.169.254",
    ),
    *("100.64.0.1", "192.0.2.1", "198.18.0.1", "203.0.113.9", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255"),
    *(
        "::",
        "::1",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "fd00:ec2::254",
        "ff02::1",
        "fec0::1",
        "2001:db8::1",
        "100::1",
    ),
    *(
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::808:808",
        "::127.0.0.1",
    ),
    *(
        "2002:7f00:1::1",
        "2002:808:808::1",
        "2001:0:7f00:1::",
        "",
        "localhost",
        "127.1",
        "0x7f000001",
        "8.8.8.8.8",
        "8.8.8.8/8",
    ),
]


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses(address: str) -> None:
    """Addresses of the internet may be connected to, also where IPv6 carries them."""
    assert is_public(address)


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses(address: str) -> None:
    """This machine, its networks, what is reserved, and whatever stands for one of these may not."""
    assert not is_public(address)


@given(st.text() | st.ip_addresses().map(str))
@settings(deadline=None)
def test_no_text_raises(text: str) -> None:
    """Whatever a system calls an address, it is public or not."""
    assert is_public(text) in (True, False)


def leading_to(bench: Bench, **hosts: list[str]) -> Bench:
    """A bench on which names lead to addresses; low lines stand for dots."""
    table = {name.replace("_", "."): addresses for name, addresses in hosts.items()}

    async def answer(host: str, port: int) -> list[str]:
        if host not in table:
            raise OSError("no such name")
        return table[host]

    bench.means = replace(bench.means, resolve=answer)
    return bench


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1"])
def test_this_machine_is_not_asked(bench: Bench, host: str) -> None:
    """Without `private` nothing is connected to, however the address is spelt."""
    with faulty.serve({"/llms.txt": text("- [A](/a)")}) as server:
        url = server.origin.replace("127.0.0.1", host)
        fetched = bench.run({"url": url}, private=False)
        assert server.requests == []
    assert {"E130", "W134"} == set(codes(fetched))
    assert any("no public address" in one for one in errors(fetched))


def test_a_public_name_that_leads_here(bench: Bench) -> None:
    """The address counts and not the name; one private address among public ones is enough."""
    with faulty.serve({"/llms.txt": text("- [A](/a)")}) as server:
        port = server.origin.rpartition(":")[2]
        for addresses in (["127.0.0.1"], ["93.184.215.14", "127.0.0.1"], ["::ffff:127.0.0.1"]):
            leading_to(bench, docs_example_com=addresses)
            fetched = bench.run({"url": f"http://docs.example.com:{port}/"}, private=False)
            assert "E130" in codes(fetched)
        assert server.requests == []


def test_a_redirect_that_leads_here(bench: Bench) -> None:
    """A name that leads to the site at first and to this machine behind a redirect is refused at the second."""
    with faulty.serve({"/docs/a": text("# Secret")}) as inside, faulty.serve({}) as server:
        port, secret = (one.origin.rpartition(":")[2] for one in (server, inside))
        server.script |= {
            "/llms.txt": text("- [A](/docs/a)"),
            "/docs/a": moved(f"http://inner.example.com:{secret}/docs/a"),
        }
        calls: list[str] = []

        async def answer(host: str, port: int) -> list[str]:
            calls.append(host)
            return ["127.0.0.1"]

        bench.means = replace(bench.means, resolve=answer)
        source = {"url": f"http://docs.example.com:{port}/", "hosts": [f"inner.example.com:{secret}"]}
        assert texts(bench.run(source, twins=False)) == {"docs/a.md": "# Secret"}
        assert set(calls) == {"docs.example.com", "inner.example.com"}
        inside.forget()
        guard = GuardedBackend(answer, private=False)
        with pytest.raises(PrivateAddressError):
            asyncio.run(guard.connect_tcp("inner.example.com", int(secret)))
        bench.folder = bench.folder / "next"
        fetched = bench.run(source, private=False)
        assert (inside.requests, fetched.captures) == ([], ())


def test_an_address_behind_a_redirect(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """The site itself may be asked, what it redirects to is looked at anew."""
    monkeypatch.setattr("generator.fetch.network.is_public", lambda address: address == "127.0.0.1")
    with faulty.serve({"/llms.txt": text("- [A](/docs/a)")}) as server:
        port = server.origin.rpartition(":")[2]
        server.script["/docs/a"] = moved("http://inner.example.com/docs/a")
        leading_to(bench, docs_example_com=["127.0.0.1"], inner_example_com=["127.0.0.2"])
        source = {"url": f"http://docs.example.com:{port}/", "hosts": ["inner.example.com"]}
        fetched = bench.run(source, private=False, twins=False)
    assert codes(fetched) == ["E132"]
    assert "127.0.0.2" in errors(fetched)[0]


def test_the_address_that_was_looked_at_is_connected_to() -> None:
    """A name is resolved once per connection, so that it cannot change in between; the first address that answers counts."""
    calls: list[str] = []

    async def answer(host: str, port: int) -> list[str]:
        calls.append(host)
        return ["127.0.0.2", "127.0.0.1"]

    async def run(port: int) -> str:
        stream = await GuardedBackend(answer, private=True).connect_tcp("docs.example.com", port, timeout=5)
        peer = stream.get_extra_info("server_addr")
        await stream.aclose()
        return str(peer[0])

    listener = socket.create_server(("127.0.0.1", 0))
    with listener:
        assert asyncio.run(run(listener.getsockname()[1])) == "127.0.0.1"
    assert calls == ["docs.example.com"]


@pytest.mark.skipif(shutil.which("openssl") is None, reason="a certificate is made by openssl")
def test_the_certificate_is_that_of_the_name(bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The connection goes to an address, and the certificate must still be that of the host; https never leads to http."""
    command = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -keyout key.pem -out cert.pem -subj /CN=x"
    names = ["-addext", "subjectAltName=DNS:docs.example.com"]
    subprocess.run([*command.split(), *names], cwd=tmp_path, check=True, capture_output=True)
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(tmp_path / "cert.pem", tmp_path / "key.pem")
    trusted = ssl.create_default_context(cafile=str(tmp_path / "cert.pem"))
    monkeypatch.setattr("generator.fetch.network._certificates", lambda: trusted)
    leading_to(bench, docs_example_com=["127.0.0.1"], other_example_com=["127.0.0.1"])
    script = {"/llms.txt": text("- [A](/a)\n- [B](/b)"), "/a": text("# A")}
    with faulty.serve(script, tls) as server:
        port = server.origin.rpartition(":")[2]
        server.script["/b"] = moved(f"http://docs.example.com:{port}/a2")
        fetched = bench.run({"url": f"https://docs.example.com:{port}"}, twins=False)
        assert texts(fetched) == {"a.md": "# A"}
        assert codes(fetched) == ["E133"]
        server.forget()
        fetched = bench.run({"url": f"https://other.example.com:{port}"}, twins=False, retries=0)
        assert "certificate" in errors(fetched)[0]
        assert server.requests == []


def test_a_name_without_an_address() -> None:
    """It is an error of the connection, like any other."""

    async def nothing(host: str, port: int) -> list[str]:
        return []

    for answer in (nothing, resolve):
        with pytest.raises(httpcore2.ConnectError):
            asyncio.run(GuardedBackend(answer, private=True).connect_tcp("nothing.invalid", 80))


def test_proxies_of_the_environment_are_not_used(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy would connect to whatever it likes."""
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    with faulty.serve({"/llms.txt": text("- [A](/docs/a)"), "/docs/a": text("# A")}) as server:
        assert texts(bench.run({"url": server.origin}, twins=False)) == {"docs/a.md": "# A"}
