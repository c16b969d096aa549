"""Positions of the cursors of everyone in a document."""

from dataclasses import dataclass, field


@dataclass
class Cursor:
    user: str
    line: int = 0
    column: int = 0


@dataclass
class CursorBoard:
    cursors: dict[str, Cursor] = field(default_factory=dict)

    def move(self, user: str, line: int, column: int) -> Cursor:
        cursor = self.cursors.setdefault(user, Cursor(user))
        cursor.line, cursor.column = line, column
        return cursor

    def leave(self, user: str) -> None:
        self.cursors.pop(user, None)
