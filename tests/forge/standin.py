"""The hub's API over real HTTP on loopback. Each request and answer is judged by GitHub's description."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.forge.description import Description, description
from tests.forge.hub import WEB_FLOW, Account, GivenReview, Hub, Moved, Pull

MISSING = {"message": "Not Found", "documentation_url": "", "status": "404"}
WRITER = Account("github-actions[bot]", 41898282)
"""who writes with a workflow's own token"""
TOKEN = "the-token-of-the-tests"  # noqa: S105 - opens nothing


@dataclass
class Fault:
    """What goes wrong with the next `times` answers to paths that the pattern finds."""

    pattern: str
    times: int = 1
    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None
    cut: bool = False
    change: Callable[[Any], Any] | None = None


class Missing(Exception):
    """There is no such thing: 404."""


@dataclass
class StandIn:
    """`asked` are the requests, as path and query; `wrong` what GitHub would not have taken or given."""

    hub: Hub
    page_size: int = 100
    faults: list[Fault] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    base: str = ""

    def answer(self, path: str, query: Mapping[str, str]) -> tuple[int, object, str]:
        """Status, JSON and the query of the next page, if there is one."""
        judge = description()
        try:
            judge.judge_request(path, query)
            status, value, following = self._value(path, query)
            if value is not MISSING:  # GitHub answers so wherever something isn't there
                judge.judge_answer(path, status, value)
        except AssertionError as error:
            self.wrong.append(str(error))
            raise
        return status, value, following

    def take(self, method: str, path: str, values: dict[str, Any]) -> tuple[int, object]:
        """What is written: an issue. The status and the answer."""
        description().judge_body(method, path, values)
        home = f"/repos/{self.hub.repository}/issues"
        if method == "POST" and path == home:
            issue = {"number": len(self.hub.issues) + 1, "state": "open", "user": WRITER}
            self.hub.issues.append(issue | values)
            return 201, _issue(description(), self.hub.issues[-1])
        number = int(path.removeprefix(f"{home}/"))
        issue = next(one for one in self.hub.issues if one["number"] == number)
        issue.update(values)
        return 200, _issue(description(), issue)

    def fault(self, path: str) -> Fault | None:
        for fault in self.faults:
            if fault.times and re.search(fault.pattern, path):
                fault.times -= 1
                return fault
        return None

    def _value(self, path: str, query: Mapping[str, str]) -> tuple[int, object, str]:
        home = f"/repos/{self.hub.repository}"
        rest = path.removeprefix(home)
        if rest == path:
            raise AssertionError(f"nobody asks for another repository: {path}")
        for pattern, give in _ENDPOINTS.items():
            if found := re.fullmatch(pattern, rest):
                try:
                    value = give(self.hub, description(), found, query)
                except Missing:
                    return 404, MISSING, ""
                return (200, *self._paged(value, query)) if isinstance(value, list) else (200, value, "")
        raise AssertionError(f"the stand-in has no {rest}")

    def _paged(self, entries: list[object], query: Mapping[str, str]) -> tuple[object, str]:
        """A page of a list: the activity's pages have a cursor, others a number."""
        size, name = min(self.page_size, int(query.get("per_page", "30"))), "page"
        start = (int(query.get("page", "1")) - 1) * size
        if "ref" in query:
            name, start = "after", int(query.get("after", "0"))
        following = start + size if name == "after" else start // size + 2
        more = start + size < len(entries)
        return entries[start : start + size], f"{name}={following}" if more else ""


# --- answers -----------------------------------------------------------------------------------


def _user(judge: Description, account: Account | None) -> dict[str, Any] | None:
    return judge.whole("simple-user", login=account.login, id=account.id) if account else None


def _time(at: datetime | None) -> str | None:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if at else None


def _pulls_of(hub: Hub, judge: Description, found: re.Match[str], _: Mapping[str, str]) -> object:
    commit = found[1]
    return [_pull(hub, judge, pull) for pull in hub.pulls.values() if commit in _commits_known(hub, pull)]


def _commits_known(hub: Hub, pull: Pull) -> set[str]:
    """Of which commits GitHub says that they are of this pull request."""
    known = {pull.merge_commit or "", pull.head, *hub.commits(pull)}
    if pull.merge_commit:
        known |= set(hub.git("rev-list", f"{pull.started_from}..{pull.merge_commit}").split())
    return known


def _pull(hub: Hub, judge: Description, pull: Pull) -> dict[str, Any]:
    whole = judge.whole("pull-request-simple")
    repository = judge.whole("repository", id=hub.repository_id, full_name=hub.repository)
    other = repository | {"id": 78, "full_name": "somebody/website"}
    head = whole["head"] | {"ref": pull.branch, "sha": pull.head, "repo": other if pull.fork else repository}
    return whole | {
        "number": pull.number,
        "user": _user(judge, pull.user),
        "state": "closed" if pull.merged_at else "open",
        "merged_at": _time(pull.merged_at),
        "merge_commit_sha": pull.merge_commit,
        "head": head,
        "base": whole["base"] | {"ref": pull.base, "sha": pull.started_from, "repo": repository},
    }


def _reviews(hub: Hub, judge: Description, found: re.Match[str], _: Mapping[str, str]) -> object:
    if int(found[1]) not in hub.reviews:
        raise Missing
    return [_review(judge, given) for given in hub.reviews[int(found[1])]]


def _review(judge: Description, given: GivenReview) -> dict[str, Any]:
    whole = judge.whole(
        "pull-request-review",
        id=given.id,
        user=_user(judge, given.user),
        state=given.state,
        body=given.body,
        commit_id=given.commit,
    )
    return whole | ({"submitted_at": _time(given.at)} if given.at else {})


def _pull_commits(hub: Hub, judge: Description, found: re.Match[str], _: Mapping[str, str]) -> object:
    pull = hub.pulls[int(found[1])]
    return [_commit(hub, judge, commit) for commit in hub.commits(pull)][:250]


def _commit(hub: Hub, judge: Description, commit: str) -> dict[str, Any]:
    author, committer = hub.git("log", "-1", "--format=%ae%n%ce", commit).splitlines()
    verification = judge.whole("verification", verified=commit in hub.verified)
    whole = judge.whole("commit")
    return whole | {
        "sha": commit,
        "author": {} if commit in hub.unlinked else _user(judge, hub.accounts.get(author)),
        "committer": _user(judge, Account(*WEB_FLOW))
        if committer == "noreply@github.com"
        else _user(judge, hub.accounts.get(committer)),
        "commit": whole["commit"] | {"verification": verification},
    }


def _activity(hub: Hub, judge: Description, _: re.Match[str], query: Mapping[str, str]) -> object:
    branch = query["ref"].removeprefix("refs/heads/")
    moves = [move for move in hub.log if move.branch == branch]
    return [_moved(judge, move) for move in sorted(moves, key=lambda move: move.at, reverse=True)]


def _moved(judge: Description, move: Moved) -> dict[str, Any]:
    return judge.whole(
        "activity",
        before=move.before,
        after=move.after,
        ref=f"refs/heads/{move.branch}",
        timestamp=_time(move.at),
        activity_type=move.kind,
        actor=_user(judge, move.actor),
    )


def _git_commit(hub: Hub, judge: Description, found: re.Match[str], _: Mapping[str, str]) -> object:
    if found[1] in hub.lost:
        raise Missing
    whole = judge.whole("git-commit", sha=found[1])
    return whole | {"tree": whole["tree"] | {"sha": hub.git("rev-parse", f"{found[1]}^{{tree}}")}}


def _git_tree(hub: Hub, judge: Description, found: re.Match[str], _: Mapping[str, str]) -> object:
    entries = []
    for line in hub.git("ls-tree", "-z", found[1]).split("\0"):
        if line:
            facts, _tab, path = line.partition("\t")
            mode, kind, sha = facts.split(" ")
            entries.append({"path": path, "mode": mode, "type": kind, "sha": sha})
    return judge.whole("git-tree", sha=found[1], truncated=False, tree=entries)


def _issues(hub: Hub, judge: Description, _: re.Match[str], query: Mapping[str, str]) -> object:
    wanted = (one for one in hub.issues if one["state"] == query["state"])
    return [_issue(judge, one) for one in reversed([*wanted]) if one["user"].login == query["creator"]]


def _issue(judge: Description, issue: Mapping[str, Any]) -> dict[str, Any]:
    return judge.whole("issue") | {**issue, "user": _user(judge, issue["user"])}


# --- settings ----------------------------------------------------------------------------------


def _repository(hub: Hub, judge: Description, _: re.Match[str], __: Mapping[str, str]) -> object:
    return judge.whole(
        "full-repository",
        id=hub.repository_id,
        full_name=hub.repository,
        private=hub.configured.private,
        default_branch=hub.configured.default_branch,
    )


def _rulesets(hub: Hub, judge: Description, _: re.Match[str], __: Mapping[str, str]) -> object:
    """As GitHub lists them: without rules, conditions, and who is let off."""
    return [
        judge.whole("repository-ruleset", id=number, **{k: one[k] for k in ("name", "target", "enforcement")})
        for number, one in enumerate(hub.configured.rulesets, 1)
    ]


def _ruleset(hub: Hub, judge: Description, found: re.Match[str], _: Mapping[str, str]) -> object:
    return judge.whole("repository-ruleset", id=int(found[1]), **hub.configured.rulesets[int(found[1]) - 1])


def _environment(hub: Hub, judge: Description, found: re.Match[str], _: Mapping[str, str]) -> object:
    branches = _of(hub.configured.environments, found[1])
    policy = None if branches is None else {"protected_branches": False, "custom_branch_policies": True}
    return judge.whole("environment", name=found[1], deployment_branch_policy=policy)


def _policies(hub: Hub, judge: Description, found: re.Match[str], _: Mapping[str, str]) -> object:
    branches = sorted(_of(hub.configured.environments, found[1]) or ())
    return {
        "total_count": len(branches),
        "branch_policies": [judge.whole("deployment-branch-policy", name=name) for name in branches],
    }


def _secrets(hub: Hub, judge: Description, found: re.Match[str], _: Mapping[str, str]) -> object:
    names = sorted(hub.configured.secrets.get(found.groupdict().get("name") or "", ()))
    return {
        "total_count": len(names),
        "secrets": [judge.whole("actions-secret", name=name) for name in names],
    }


def _permissions(hub: Hub, judge: Description, _: re.Match[str], __: Mapping[str, str]) -> object:
    configured = hub.configured
    return judge.whole(
        "actions-repository-permissions",
        enabled=configured.actions,
        sha_pinning_required=configured.sha_pinning,
    )


def _token(hub: Hub, judge: Description, _: re.Match[str], __: Mapping[str, str]) -> object:
    return judge.whole(
        "actions-get-default-workflow-permissions",
        default_workflow_permissions=hub.configured.default_rights,
        can_approve_pull_request_reviews=hub.configured.may_approve,
    )


def _pages(hub: Hub, judge: Description, _: re.Match[str], __: Mapping[str, str]) -> object:
    pages = hub.configured.pages
    if pages is None:
        raise Missing
    return judge.whole("page", build_type=pages["build_type"], https_enforced=pages["https"])


def _keys(hub: Hub, judge: Description, _: re.Match[str], __: Mapping[str, str]) -> object:
    keys = hub.configured.keys.items()
    return [judge.whole("deploy-key", title=title, read_only=not writes) for title, writes in keys]


def _variable(hub: Hub, judge: Description, found: re.Match[str], _: Mapping[str, str]) -> object:
    return judge.whole("actions-variable", name=found[1], value=_of(hub.configured.variables, found[1]))


def _of(known: Mapping[str, Any], name: str) -> Any:
    if name not in known:
        raise Missing
    return known[name]


_ENDPOINTS: dict[str, Callable[[Hub, Description, re.Match[str], Mapping[str, str]], object]] = {
    r"/commits/([0-9a-f]+)/pulls": _pulls_of,
    r"/pulls/(\d+)/reviews": _reviews,
    r"/pulls/(\d+)/commits": _pull_commits,
    r"/activity": _activity,
    r"/issues": _issues,
    r"/git/commits/([0-9a-f]+)": _git_commit,
    r"/git/trees/([0-9a-f]+)": _git_tree,
    r"": _repository,
    r"/rulesets": _rulesets,
    r"/rulesets/(\d+)": _ruleset,
    r"/environments/([\w-]+)": _environment,
    r"/environments/([\w-]+)/deployment-branch-policies": _policies,
    r"/environments/(?P<name>[\w-]+)/secrets": _secrets,
    r"/actions/secrets": _secrets,
    r"/actions/permissions": _permissions,
    r"/actions/permissions/workflow": _token,
    r"/pages": _pages,
    r"/keys": _keys,
    r"/actions/variables/(\w+)": _variable,
}


# --- HTTP --------------------------------------------------------------------------------------


class _Handler(BaseHTTPRequestHandler):
    stand_in: StandIn

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        self.stand_in.asked.append(self.path)
        if self.headers.get("Authorization") != f"Bearer {TOKEN}":
            self._send(401, b'{"message": "Bad credentials"}', {})
            return
        fault = self.stand_in.fault(parts.path)
        if fault and (fault.status or fault.body is not None):
            self._send(fault.status or 200, fault.body or b'{"message": "no"}', fault.headers)
            return
        try:
            status, value, following = self.stand_in.answer(parts.path, query)
        except AssertionError as error:
            self._send(599, str(error).encode(), {})
            return
        body = json.dumps(fault.change(value) if fault and fault.change else value).encode()
        kept = {name: text for name, text in query.items() if name not in {"page", "after"}}
        rest = "&".join(f"{name}={text}" for name, text in kept.items())
        link = f'<{self.stand_in.base}{parts.path}?{rest}&{following}>; rel="next"' if following else ""
        self._send(status, body, {"Link": link} if link else {}, cut=bool(fault and fault.cut))

    def do_POST(self) -> None:
        self._take("POST")

    def do_PATCH(self) -> None:
        self._take("PATCH")

    def _take(self, method: str) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.stand_in.asked.append(f"{method} {self.path}")
        if self.headers.get("Authorization") != f"Bearer {TOKEN}":
            self._send(401, b'{"message": "Bad credentials"}', {})
            return
        fault = self.stand_in.fault(self.path)
        if fault:
            self._send(fault.status, fault.body or b'{"message": "no"}', fault.headers)
            return
        try:
            status, value = self.stand_in.take(method, self.path, json.loads(body))
        except AssertionError as error:
            self.stand_in.wrong.append(str(error))
            self._send(599, str(error).encode(), {})
            return
        self._send(status, json.dumps(value).encode(), {})

    def _send(self, status: int, body: bytes, headers: Mapping[str, str], *, cut: bool = False) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        for name, text in headers.items():
            self.send_header(name, text)
        self.end_headers()
        self.wfile.write(body[: len(body) // 2] if cut else body)
        if cut:
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's own name
        """Say nothing."""


@contextmanager
def served(hub: Hub) -> Iterator[StandIn]:
    """The stand-in, listening on loopback until the block ends. What GitHub would not know fails the test."""
    stand_in = StandIn(hub)
    handler = type("Handler", (_Handler,), {"stand_in": stand_in})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    stand_in.base = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield stand_in
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
    assert stand_in.wrong == []
