"""The optional part that writes documents: imported when the first one is asked for."""

from importlib.util import find_spec

from it_advisor.errors import Incomplete, Words
from it_advisor.installing import command

MODULES = ("docx", "typst", "xlsxwriter", "vl_convert", "pylopdf_fonts_zh_cn", "fontTools")


def missing() -> tuple[str, ...]:
    return tuple(name for name in MODULES if find_spec(name) is None)


def require(*modules: str) -> None:
    """Raises Incomplete, with the command that installs it, where a module of the extra is missing.

    The command is the one for the folder of the source: whoever reads this over the network learns no path from it.
    """
    if lost := [name for name in modules if find_spec(name) is None]:
        names, install = ", ".join(lost), command("documents")
        raise Incomplete(
            Words(
                f"导出文档需要可选部分 [documents]（缺 {names}）：{install}；"
                "it-advisor doctor 给出在这台电脑任何目录都能运行的完整命令",
                f"documents need the optional part [documents] ({names} is missing): {install}; "
                "`it-advisor doctor` has the whole command, to be run in any folder of this computer",
            )
        )
