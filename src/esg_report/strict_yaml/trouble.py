"""What is wrong with a YAML file: file, line, path, cause and cure, in both languages."""

from __future__ import annotations

from esg_report.errors import InputError
from esg_report.model.text import Language, Text

Step = str | int  # a key of a mapping, or a place in a list, from 0


class StrictYamlError(InputError):
    """A YAML file does not say what is wanted; ``line`` counts from 1, 0 where none is known."""

    def __init__(
        self,
        *,
        cause: Text,
        cure: Text | None = None,
        file: str = "",
        line: int = 0,
        steps: tuple[Step, ...] = (),
    ) -> None:
        self.cause, self.cure, self.file, self.line, self.steps = cause, cure, file, line, steps
        super().__init__(zh=self._worded(Language.ZH), en=self._worded(Language.EN))

    @property
    def path(self) -> str:
        """Where in the file: ``metrics[3].label``; empty for the whole file."""
        return written(self.steps)

    def _worded(self, language: Language) -> str:
        is_chinese = language is Language.ZH
        line = "" if not self.line else f"第{self.line}行" if is_chinese else f"line {self.line}"
        place = " › ".join(part for part in (self.file, line, self.path) if part)
        cure = self.cure.of(language) if self.cure else ""
        words = ("；" if is_chinese else "; ").join(part for part in (self.cause.of(language), cure) if part)
        return (f"{place}：{words}" if is_chinese else f"{place}: {words}") if place else words

    def __reduce__(self) -> tuple[object, ...]:
        """Travel between processes whole."""
        return _rebuild, (self.cause, self.cure, self.file, self.line, self.steps)


def _rebuild(cause: Text, cure: Text | None, file: str, line: int, steps: tuple[Step, ...]) -> StrictYamlError:
    return StrictYamlError(cause=cause, cure=cure, file=file, line=line, steps=steps)


class Wrong(Exception):  # noqa: N818 - never leaves this room: ``into`` makes a StrictYamlError of it
    """Trouble at a node, on its way up to the file; each level adds its step."""

    def __init__(self, line: int, cause: Text, cure: Text | None = None) -> None:
        super().__init__(cause.en)
        self.line, self.cause, self.cure = line, cause, cure
        self.steps: list[Step] = []  # innermost first

    def below(self, step: Step) -> Wrong:
        """The same trouble, seen from one level up."""
        self.steps.append(step)
        return self


def written(steps: tuple[Step, ...]) -> str:
    """A path as text: ``facts[3].value``."""
    text = ""
    for step in steps:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text
