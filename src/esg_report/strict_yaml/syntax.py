"""What the YAML parser stumbled over in; the cause and the cure in both languages out."""

from __future__ import annotations

from esg_report.model.text import Text
from esg_report.strict_yaml.trouble import StrictYamlError

_LAYOUT = Text("请检查缩进、引号和冒号后的空格", "check indentation, quotes, and the blank after each colon")
_CAUSES: tuple[tuple[str, Text, Text], ...] = (  # words of the parser, what they mean, what to do
    (
        "expected ',' or '}'",
        Text("花括号“{”没有配上“}”，或里面少了逗号", "a '{' is not closed, or a comma lacks inside it"),
        Text("在这一行或上一行补上“}”或“,”", "close it with '}' or add the ',' on this line or the one before"),
    ),
    (
        "expected ',' or ']'",
        Text("方括号“[”没有配上“]”，或里面少了逗号", "a '[' is not closed, or a comma lacks inside it"),
        Text("在这一行或上一行补上“]”或“,”", "close it with ']' or add the ',' on this line or the one before"),
    ),
    (
        "mapping values are not allowed",
        Text("这里不能再出现“名称: 值”", "a second 'name: value' stands where none can"),
        Text(
            "检查缩进是否与上一行对齐；文字里有冒号的，整段加引号",
            "line it up with the entry above; put text that holds a colon in quotes",
        ),
    ),
    (
        "unexpected end of stream",
        Text("引号没有成对，一直开到文件末尾", "a quote is opened and not closed before the file ends"),
        Text("在文字末尾补上引号", "close the quote at the end of the text"),
    ),
    (
        "expected '-' indicator",
        Text("列表里有一行不是以“- ”开头，或缩进不齐", "a line of a list does not begin with '- ', or is not lined up"),
        Text("让同一列表的各项左端对齐，都以“- ”开头", "begin every item of the list with '- ', all lined up"),
    ),
    (
        "expected <block end>",
        Text("这一行的缩进与前面的各项不一致", "the line is not indented as the entries before it"),
        Text("同级的各项左端对齐", "line up entries of one level"),
    ),
    (
        "could not find expected ':'",
        Text("名称后面没有冒号", "a name is not followed by a colon"),
        Text("写成“名称: 值”，冒号后空一格", "write 'name: value', with a blank after the colon"),
    ),
    (
        "expected <document start>",
        Text("文件开头的说明行或“---”有误", "the lines before the first entry, or '---', are not as they should be"),
        Text("删去以“%”开头的行和“---”", "remove lines that begin with '%' and '---'"),
    ),
    (
        "unknown escape character",
        Text("双引号里的反斜杠后面跟了不认识的字符", "a backslash in double quotes is followed by an unknown letter"),
        Text("反斜杠写两个，或改用单引号", "double the backslash, or use single quotes"),
    ),
    (
        "cannot start any token",
        Text("有文字以不能打头的符号开始", "a text begins with a sign that none may begin with"),
        Text("给这段文字加引号", "put the text in quotes"),
    ),
    (
        "control characters are not allowed",
        Text("文件里有看不见的控制字符", "the file holds control characters, which cannot be seen"),
        Text("删去该行重新输入，另存为 UTF-8", "delete the line, type it anew and save as UTF-8"),
    ),
    (
        "violates indentation",
        Text("缩进用了制表符", "a tab is used to indent"),
        Text("缩进请用空格，不用制表符", "indent with blanks, not tabs"),
    ),
)


def syntax_error(trouble: Exception, text: str, name: str) -> StrictYamlError:
    """What the parser says, in our words, with the cures of common slips: a full-width colon, a tab.

    The parser's own words follow as a detail only where we have none for them.
    """
    mark = getattr(trouble, "problem_mark", None)
    line = mark.line + 1 if mark else 0
    typed = "\n".join(text.splitlines()[max(line - 2, 0) : line])  # libyaml often stumbles one line late
    problem = getattr(trouble, "problem", None) or str(trouble).splitlines()[0]
    unknown = Text(f"不是有效的 YAML（原文：{problem}）", f"is not YAML ({problem})")
    cause, cure = next(((cause, cure) for words, cause, cure in _CAUSES if words in problem), (unknown, _LAYOUT))
    if "：" in typed:
        cure = Text("冒号请用半角“:”并在其后空一格", "use an ASCII colon followed by a blank")
    elif "\t" in typed:
        cure = Text("缩进请用空格，不用制表符", "indent with blanks, not tabs")
    return StrictYamlError(cause=cause, cure=cure, file=name, line=line)
