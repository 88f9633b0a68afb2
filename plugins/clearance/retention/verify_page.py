"""How anybody checks an export with stock `sha256sum`, `ssh-keygen` and `git`: a page, and its commands.

The commands take digests and times from the signed records themselves, never from a list that lies beside
them unsigned.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from clearance.retention.html_page import document

PAGE, SCRIPT = "VERIFY.html", "verify.sh"


@dataclass(frozen=True, slots=True)
class Step:
    """One block of commands, and what it shows in a sentence or two."""

    title: str
    about: str
    commands: str


@dataclass(frozen=True, slots=True)
class Proof:
    """What the commands must know of this export. `bundles` are file names, newest history in each."""

    department: str
    pin: str
    first_adoption: str
    recorders: tuple[str, ...] = ()
    bundles: tuple[str, ...] = ()


_WHOLE = Step(
    "Is anything changed, missing or added since the export?",
    "Compares every file with the list of digests that was written with it. No news is good news.",
    """\
export LC_ALL=C
wrong=0
sha256sum --quiet --strict -c tagmanifest-sha256.txt || wrong=1
sha256sum --quiet --strict -c manifest-sha256.txt || wrong=1
listed=$(cut -c67- manifest-sha256.txt | sort)
[ "$(find data ! -type d | sort)" = "$listed" ] || { echo "WRONG: a file too many or too few"; wrong=1; }
""",
)
_SIGNED = Step(
    "Did the department's people sign every record?",
    "Checks each record's signature at the time that the record itself tells, by the key of the member whom "
    "it names. An adoption must be signed by a chief's key; where a record says that a recorder vouches for "
    "somebody else (a source), by the recorder's. It prints WRONG and the name of each record that fails.",
    """\
cd data
recorders=" @RECORDERS@ "
count=0
for r in records/*/*.json; do
  count=$((count + 1))
  at=$(date -u -d "$(sed -n 's/^    "issued": "\\([^"]*\\)",*$/\\1/p' "$r")" +%Y%m%d%H%M%SZ)
  who=$(sed -n 's/^    "member": "\\([^"]*\\)",*$/\\1/p' "$r")
  keys=allowed_signers
  grep -q '^  "predicateType": "https://clearance.example/adoption/v1",$' "$r" && keys=adoption_signers
  if grep -q '^    "source": {' "$r"; then
    who=$(ssh-keygen -Y find-principals -O verify-time="$at" -f $keys -s "$r.sig")
    case "$recorders" in *" $who "*) ;; *) who=nobody ;; esac
  fi
  ssh-keygen -Y verify -O verify-time="$at" -f $keys -I "${who:-nobody}" -n clearance-record \\
    -s "$r.sig" < "$r" > /dev/null || { echo "WRONG: $r"; wrong=1; }
done
echo "$count records looked at"
""",
)
_APPROVED = Step(
    "Is each page and picture exactly what was approved?",
    "Every file in approved/ lies in a folder named by its SHA-256. The digests of the files must be those, "
    "and they must be the ones that the signed approvals name: none more, none fewer. missing.txt lists "
    "digests that were approved, and whose bytes nobody has: they were never committed, or a court or a "
    "statute ordered them out of the history, which a record of an erasure says. Most often it is empty.",
    """\
approvals='^  "predicateType": "https://clearance.example/approval/v1",$'
signed=$(find records -name '*.json' -exec grep -l "$approvals" {} + |
  xargs grep -ho '"sha256": "[0-9a-f]*"' | cut -c12-75 | sort -u)
held=$({ cat missing.txt; find approved -type f -exec sha256sum {} + |
  sed 's|^\\(.\\{64\\}\\)  approved/\\1/[^/]*$|\\1|'; } | sort -u)
[ "$signed" = "$held" ] || { echo "WRONG: a page or picture is not what was approved"; wrong=1; }
""",
)
_HISTORY = Step(
    "Is the history whole, and does it hold these very files?",
    "Takes the git history out of @BUNDLE@, lets git check every object, and looks for each record and each "
    "approved file in it.",
    """\
place=$(mktemp -d)
git clone -q --mirror @BUNDLE@ "$place/history" || wrong=1
git -C "$place/history" fsck --full --strict --no-dangling --no-progress || wrong=1
find "$PWD/records" "$PWD/approved" -type f | @ONLY@
  git -C "$place/history" hash-object --no-filters --stdin-paths |
  git -C "$place/history" cat-file --batch-check | grep missing &&
  { echo "WRONG: the history lacks it"; wrong=1; }
rm -rf "$place"
""",
)
_VERDICT = Step(
    "The answer",
    "Says in one line how it went.",
    """\
cd ..
[ $wrong = 0 ] && echo "ALL IS WELL" || { echo "SOMETHING IS WRONG: see above"; false; }
""",
)


def steps(proof: Proof) -> tuple[Step, ...]:
    """The blocks of commands in their order, to be typed in the export's folder."""
    signed = _filled(_SIGNED, {"@RECORDERS@": " ".join(proof.recorders)})
    return (_WHOLE, signed, _APPROVED, *_histories(proof.bundles), _VERDICT)


def _histories(bundles: tuple[str, ...]) -> Iterable[Step]:
    """Where the records have a history of their own, each is looked for what it has."""
    filters = {"repository.bundle": "grep -v /data/records/ |", "records.bundle": "grep /data/records/ |"}
    for bundle in bundles:
        only = filters[bundle] if len(bundles) > 1 else ""
        yield _filled(_HISTORY, {"@BUNDLE@": bundle, "@ONLY@": only})


def _filled(step: Step, values: dict[str, str]) -> Step:
    title, about, commands = step.title, step.about, step.commands
    for name, value in values.items():
        about, commands = about.replace(name, value), commands.replace(name, value)
    return Step(title, about, "".join(f"{line.rstrip()}\n" for line in commands.splitlines()))


def script(proof: Proof) -> str:
    """The same commands as a file: `sh data/verify.sh`."""
    blocks = "\n".join(f"# {step.title}\n{step.commands}" for step in steps(proof))
    head = f'#!/bin/sh\n# The commands of {PAGE}, one after another.\ncd "$(dirname "$0")/.." || exit 2\n\n'
    return head + blocks


def page(proof: Proof) -> str:
    """The page, to be read offline."""
    shown = "\n".join(
        f"<h2>{number}. {escape(step.title)}</h2>\n<p>{escape(step.about)}</p>\n"
        f"<pre><code>{escape(step.commands)}</code></pre>"
        for number, step in enumerate(steps(proof), 1)
    )
    tools = "<code>sha256sum</code>, <code>ssh-keygen</code> (OpenSSH 9.1 or later)"
    tools += " and <code>git</code>" if proof.bundles else ""
    body = f"""\
<h1>How to check this export</h1>
<p><a href="index.html">Back to the index</a></p>
<p>You need {tools} and a usual shell with GNU tools, and neither the network nor the department's
software. Open a terminal in the folder that holds <code>bagit.txt</code>, and type the blocks one after
another; or type <code>sh data/{SCRIPT}</code>, which is a file of the same commands. The last line says
<strong>ALL IS WELL</strong>, or else what is wrong stands above it.</p>
{shown}
<h2>What the commands can't tell you</h2>
<p>Whoever can change this page can change the commands and the keys with it. So compare two things with what
the department tells you in another way, by telephone say. First, the digest of its first adoption,
<code>{escape(proof.pin)}</code>:</p>
<pre class="look"><code>sha256sum data/{escape(proof.first_adoption)}
</code></pre>
<p>Second, the fingerprints of the keys:</p>
<pre class="look"><code>cat data/allowed_signers data/adoption_signers |
  sed 's/^.* \\([^ ]* AAAA[^ ]*\\).*$/\\1/' | ssh-keygen -l -f -
</code></pre>
<p>That a signer was a supervisor on that day, and neither wrote nor committed the page, the department's own
software checks. The pictures of the website in <code>website.warc.gz</code> are covered by the list of
digests alone: what people sign is the source of a page, not its design.</p>
"""
    return document("How to check this export", body)
