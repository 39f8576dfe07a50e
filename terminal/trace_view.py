"""``trace``: letters that cite each other, as a tree, data, a graph or a picture."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from terminal import sheets
from terminal.text import STATE_STYLES, clean, label, shown_date, status_text, styled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from rich.console import RenderableType
    from rich.tree import Tree

    from archive import Trace, TraceLetter, TraceLink, TreeNode
    from terminal.screen import Screen
    from terminal.wrapping import Text

FORMS = ("tree", "json", "csv", "dot", "svg", "timeline", "graphml")


def run(screen: Screen, name: str, *, form: str, output: Path | None, **wanted: Any) -> None:
    """Trace the letter called ``name`` and print."""
    sheets.only_for_data(screen, output, form, *FORMS[1:])
    with screen.open_archive() as archive:
        traced = archive.trace(name, **wanted)
    if form == "tree":
        screen.show(*(forest(traced, screen) if traced.to is None else journeys(traced, screen)))
    elif form == "csv":
        from report.chain_rows import HEAD, rows

        sheets.write_csv(screen, output, HEAD, rows(traced))
    else:
        with sheets.opened(screen, output) as target:
            target.writelines(written(traced, form, screen))


def written(traced: Trace, form: str, screen: Screen) -> Iterable[str]:
    """The chain as ``form``, one of those for other programs."""
    if form == "json":
        return [screen.as_json(traced.as_json())]
    if form == "graphml":
        from report.graphml import trace_graphml

        return trace_graphml(traced, screen.lang)
    if form == "dot":
        from report.dot import dot

        return [dot(traced, screen.lang)]
    return [picture(traced, form, screen)]


def picture(traced: Trace, form: str, screen: Screen) -> str:
    """The timeline; for ``svg`` what Graphviz draws, where it is installed."""
    from report.dot import dot, graphviz_svg
    from report.timeline import timeline

    drawn = graphviz_svg(dot(traced, screen.lang)) if form == "svg" else None
    if drawn is None and form == "svg":
        screen.note(screen.say("trace.no-graphviz"))
    return drawn or timeline(traced, screen.lang)


def forest(traced: Trace, screen: Screen) -> Iterator[RenderableType]:
    """The root with a branch each way, then cycles in words and the sum."""
    from rich.tree import Tree

    from terminal.wrapping import Text

    if traced.as_of:
        yield Text(screen.say("trace.as-of", day=shown_date(traced.as_of, screen)), "dim")
    top = traced.as_tree()
    root = Tree(_letter(top.letter, screen), guide_style="dim")
    for direction in ("cites", "cited-by"):
        children = [child for child in top.children if child.direction == direction]
        if children:
            _grow(root.add(Text(screen.say(f"trace.{direction}"), "bold")), children, screen)
    note = _note(traced, top)
    if note:
        root.add(Text(screen.say(note), "dim"))
    yield root
    letters = {letter.id: letter for letter in traced.letters}
    if traced.cycles:
        yield Text(screen.say("trace.cycles"), "yellow")
        for cycle in traced.cycles:
            named = [_name(letters[one], screen) for one in (*cycle, cycle[0])]
            yield Text(f"  {' → '.join(named)}")
    absent = sum(not letter.in_archive for letter in traced.letters)
    counts = {"letters": len(traced.letters), "links": len(traced.links), "missing": absent}
    yield Text(screen.say("trace.summary", **counts), "dim")


def journeys(traced: Trace, screen: Screen) -> Iterator[RenderableType]:
    """The ways from the root to another letter, each from top to bottom."""
    from rich.padding import Padding

    from terminal.wrapping import Text

    letters = {letter.id: letter for letter in traced.letters}
    steps: dict[tuple[str, str], TraceLink] = {}
    for link in sorted(traced.links, key=lambda link: link.confidence):
        steps[link.source, link.target] = link
    if not traced.ways:
        yield screen.say("trace.no-way")
        return
    if not traced.straight:
        yield screen.say("trace.roundabout")
    for place, way in enumerate(traced.ways, start=1):
        yield Text(screen.say("trace.way", place=place, steps=len(way) - 1), "bold")
        yield Padding(_letter(letters[way[0]], screen), (0, 0, 0, 2))
        for before, after in pairwise(way):
            forward = (before, after) in steps
            link = steps[(before, after) if forward else (after, before)]
            words = label("relation" if forward else "inverse", link.relation, screen)
            yield Padding(_letter(letters[after], screen, before=f"↓ {words}"), (0, 0, 0, 2))
        yield Text()
    yield Text(screen.say("trace.ways", ways=len(traced.ways)), "dim")


def _note(traced: Trace, top: TreeNode) -> str | None:
    """What is to be said where nothing is drawn: of the direction asked for and no other."""
    if traced.depth == 0:
        return None
    if not top.letter.in_archive and traced.direction != "cited-by":
        return "trace.unknown"
    if top.children:
        return None
    return "trace.alone" if traced.direction == "both" else f"trace.alone-{traced.direction}"


def _grow(branch: Tree, nodes: Sequence[TreeNode], screen: Screen) -> None:
    # By hand, not by recursion: a chain may be longer than Python's stack.
    waiting = [(branch, node) for node in reversed(nodes)]
    while waiting:
        parent, node = waiting.pop()
        grown = parent.add(_node(node, screen))
        waiting += [(grown, child) for child in reversed(node.children)]


def _node(node: TreeNode, screen: Screen) -> Text:
    line = _letter(node.letter, screen, before=_relation(node, screen))
    if node.mark:
        line.append(f"\n↩ {screen.say('trace.cycle' if node.mark == 'cycle' else 'trace.again')}", "yellow")
    return line


def _relation(node: TreeNode, screen: Screen) -> str:
    group = "relation" if node.direction == "cites" else "inverse"
    # The branch says "cites" already; only stronger relations need a word.
    return "" if node.relation == "cites" else label(group, node.relation, screen)


def _letter(letter: TraceLetter, screen: Screen, before: str = "") -> Text:
    from terminal.wrapping import Text

    line = Text()
    if before:
        line.append(f"{before} ", "yellow")
    line.append(_name(letter, screen), "bold cyan" if letter.in_archive else "bold")
    line.append("  ")
    line.append_text(
        status_text(letter.status, screen)
        if letter.in_archive
        else styled("state", "missing", screen, STATE_STYLES)
    )
    if letter.subject and letter.number:
        line.append(f"\n{clean(letter.subject)}", "dim")
    return line


def _name(letter: TraceLetter, screen: Screen) -> str:
    number = letter.number or letter.subject or screen.say("search.no-number")
    return clean("  ".join(filter(None, (number, shown_date(letter.date, screen)))))
