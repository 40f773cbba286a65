"""What clauses demand in; the best few data to collect next, for each number of them, out.

Up to ``EXACT`` data every subset is tried. Beyond, a choice grows by whatever closes most for its price, a whole
clause's demands at a time where single data close nothing, and is then mended by exchanges of one datum for another.
Clauses that the text binds count before all others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

from esg_report.model.checklist import Choice, Need, Plan

EXACT = 12
Worth = tuple[int, int, float]
STEPS = 20  # data that a plan looks ahead


class _Board:
    """Data and clauses as bits: which clauses a set of data closes."""

    def __init__(self, needs: Sequence[Need]) -> None:
        self.needs = needs
        self.data = tuple(sorted({datum for need in needs for demand in need.demands for datum in demand}))
        place = {datum: at for at, datum in enumerate(self.data)}
        self.clauses = [[sum(1 << place[datum] for datum in demand) for demand in need.demands] for need in needs]
        self.touched: list[list[int]] = [[] for _ in self.data]
        for at, demands in enumerate(self.clauses):
            for datum in range(len(self.data)):
                if any(demand >> datum & 1 for demand in demands):
                    self.touched[datum].append(at)

    def closed(self, chosen: int) -> list[int]:
        """The clauses that a set closes, in order."""
        near = {clause for datum in _bits(chosen) for clause in self.touched[datum]}
        return sorted(clause for clause in near if all(demand & chosen for demand in self.clauses[clause]))

    def worth(self, chosen: int) -> Worth:
        """Clauses closed that bind, then all, then how near the others are."""
        near = {clause for datum in _bits(chosen) for clause in self.touched[datum]}
        binding, closed, progress = 0, 0, 0.0
        for clause in near:
            demands = self.clauses[clause]
            met = sum(1 for demand in demands if demand & chosen)
            closed += met == len(demands)
            binding += met == len(demands) and self.needs[clause].is_must
            progress += (met / len(demands)) ** 2
        return binding, closed, progress

    def choice(self, chosen: int) -> Choice:
        """A set in words."""
        data = tuple(self.data[at] for at in _bits(chosen))
        return Choice(data, tuple(self.needs[at].clause for at in self.closed(chosen)))


def plan(needs: Iterable[Need], beyond: Iterable[str] = (), *, steps: int = STEPS) -> Plan:
    """The best data to collect, one choice for each number of data up to ``steps`` or all there are.

    Args:
        needs: Clauses that data can close.
        beyond: Addresses of clauses that no data of ours closes; they are only named.
        steps: How far to look ahead.
    """
    board = _Board(tuple(needs))
    most = min(steps, len(board.data))
    is_exact = len(board.data) <= EXACT
    found = [_best(board, count) for count in range(1, most + 1)] if is_exact else _grown(board, most)
    return Plan(tuple(board.choice(chosen) for chosen in found), is_exact, len(board.needs), tuple(beyond))


def _best(board: _Board, count: int) -> int:
    """The best subset of a size; of equals, the one with the earliest data."""
    subsets = (sum(1 << at for at in some) for some in combinations(range(len(board.data)), count))
    return max(subsets, key=lambda chosen: (board.worth(chosen), -chosen))


def _grown(board: _Board, most: int) -> list[int]:
    found: list[int] = []
    before = 0
    for count in range(1, most + 1):
        candidates = [_filled(board, before, count), _filled(board, 0, count)]
        before = _mended(board, max(candidates, key=lambda chosen: (board.worth(chosen), -chosen)))
        found.append(before)
    return found


def _filled(board: _Board, chosen: int, count: int) -> int:
    """Grow a set to a size, by the clause that is cheapest to close, else by the datum that brings most nearer."""
    while (room := count - chosen.bit_count()) > 0:
        bundle = _cheapest(board, chosen, room)
        chosen |= bundle or 1 << max(_free(board, chosen), key=lambda at: board.worth(chosen | 1 << at))
    return chosen


def _cheapest(board: _Board, chosen: int, room: int) -> int:
    """The data of an open clause that close most clauses for each datum; 0 where none fits."""
    best, best_worth = 0, (0.0, 0.0, 0.0)
    held = board.worth(chosen)
    for demands in board.clauses:
        added = _added(board, demands, chosen)
        size = added.bit_count()
        if 0 < size <= room:
            binding, closed, progress = board.worth(chosen | added)
            worth = ((binding - held[0]) / size, (closed - held[1]) / size, progress)
            if worth > best_worth:
                best, best_worth = added, worth
    return best


def _added(board: _Board, demands: list[int], chosen: int) -> int:
    """For each demand that is not met, the datum that most clauses touch."""
    added = 0
    for demand in demands:
        if not demand & (chosen | added):
            added |= 1 << max(_bits(demand), key=lambda at: (len(board.touched[at]), -at))
    return added


def _mended(board: _Board, chosen: int) -> int:
    """Exchange one datum for another for as long as that closes more."""
    worth = board.worth(chosen)
    is_better = True
    while is_better:
        is_better = False
        for out in list(_bits(chosen)):
            rest = chosen & ~(1 << out)
            found = max(_free(board, rest), key=lambda at, rest=rest: board.worth(rest | 1 << at))  # type: ignore[misc]
            if board.worth(rest | 1 << found)[:2] > worth[:2]:
                chosen = rest | 1 << found
                worth = board.worth(chosen)
                is_better = True
                break
    return chosen


def _free(board: _Board, chosen: int) -> list[int]:
    return [at for at in range(len(board.data)) if not chosen >> at & 1]


def _bits(chosen: int) -> list[int]:
    found = []
    while chosen:
        low = chosen & -chosen
        found.append(low.bit_length() - 1)
        chosen ^= low
    return found
