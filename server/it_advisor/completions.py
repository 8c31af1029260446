"""What to offer while somebody types an argument."""

from collections.abc import Iterable, Mapping

from it_advisor.advisor import Advisor
from it_advisor.content import Library
from it_advisor.errors import Language
from it_advisor.industries import INDUSTRIES, industry_of
from it_advisor.text import language_of

MOST = 100
MOST_TYPED = 500
"""Characters; whoever has typed more is past being helped, and every value would be compared with all of it."""
_BREAKS = "；;\n"


def for_prompt(library: Library, name: str, argument: str, typed: str, others: Mapping[str, str]) -> list[str]:
    """Values for a prompt's argument, in the language typed, or in that of the arguments given so far."""
    if len(typed) > MOST_TYPED:
        return []
    language = language_of(typed) or language_of(*others.values()) or "zh"
    if argument == "business_nature":
        names = (industry.name.said(language) for industry in INDUSTRIES)
        return _starting(typed, names)
    if argument == "technical_requirements":
        return _next_need(typed, others.get("business_nature", ""), language)
    return _starting(typed, _declared(library, name, argument, language))


def for_case_id(library: Library, typed: str) -> list[str]:
    return _starting(typed, library.cases)


async def for_dossier(advisor: Advisor, typed: str) -> list[str]:
    """Ids that begin so, or of dossiers with such a word in the title; none where there is no store yet."""
    if not advisor.cabinet.is_there:
        return []
    from it_advisor.dossier import DossierSearch  # few ask for it

    found = await advisor.list_dossiers(DossierSearch(limit=50))
    named = [one.id for one in found.dossiers if typed.lower() in one.title.lower()]
    return list(dict.fromkeys((*_starting(typed, (one.id for one in found.dossiers)), *named)))


def for_template(library: Library, argument: str, typed: str) -> list[str]:
    """Values for `name` or `language` of template://{name}/{language}."""
    if argument == "language":
        return _starting(typed, ("zh", "en"))
    return _starting(typed, library.templates.prompts())


def _declared(library: Library, name: str, argument: str, language: Language) -> Iterable[str]:
    """The words, else the examples, that the template's file gives for an argument."""
    versions = library.templates.prompts().get(name, ())
    for template in sorted(versions, key=lambda version: version.language != language):
        for declared in template.arguments:
            if declared.name == argument:
                return declared.words or declared.examples
    return ()


def _next_need(typed: str, business: str, language: Language) -> list[str]:
    """The needs typed so far with one more that such an organisation usually has."""
    place = max(typed.rfind(mark) for mark in _BREAKS) + 1
    done, last = typed[:place], typed[place:].strip()
    industry = industry_of(business)
    chosen = (industry,) if industry else INDUSTRIES
    needs = (need for one in chosen for need in (one.needs_zh if language == "zh" else one.needs_en))
    return [done + need for need in _starting(last, needs) if need not in done]


def _starting(typed: str, values: Iterable[str]) -> list[str]:
    """The values that begin with what is typed, then those that contain it; each once."""
    lowered = typed.strip().lower()
    unique = list(dict.fromkeys(values))
    first = [value for value in unique if value.lower().startswith(lowered)]
    return [*first, *(value for value in unique if value not in first and lowered in value.lower())]
