"""Languages by their tags (BCP 47, RFC 5646): how a tag is spelled, what people call the language, which way it is written.

This module imports nothing of the studio's, so that every storey may use it.
"""

import re

# Languages that are offered by name, each called what its readers call it.
LANGUAGES: tuple[tuple[str, str], ...] = (
    ("en", "English"),
    ("de", "Deutsch"),
    ("fr", "Français"),
    ("es", "Español"),
    ("it", "Italiano"),
    ("pt-BR", "Português (Brasil)"),
    ("pt", "Português"),
    ("nl", "Nederlands"),
    ("sv", "Svenska"),
    ("da", "Dansk"),
    ("nb", "Norsk bokmål"),
    ("fi", "Suomi"),
    ("pl", "Polski"),
    ("cs", "Čeština"),
    ("hu", "Magyar"),
    ("ro", "Română"),
    ("tr", "Türkçe"),
    ("ru", "Русский"),
    ("uk", "Українська"),
    ("bg", "Български"),
    ("sr", "Српски"),
    ("el", "Ελληνικά"),
    ("vi", "Tiếng Việt"),
    ("id", "Bahasa Indonesia"),
    ("ms", "Bahasa Melayu"),
    ("fil", "Filipino"),
    ("ja", "日本語"),
    ("zh-Hans", "简体中文"),
    ("zh-Hant", "繁體中文"),
    ("ko", "한국어"),
    ("th", "ไทย"),
    ("hi", "हिन्दी"),
    ("bn", "বাংলা"),
    ("ta", "தமிழ்"),
    ("ar", "العربية"),
    ("fa", "فارسی"),
    ("ur", "اردو"),
    ("he", "עברית"),
)
# What they are called in English, where that is how somebody names one.
ENGLISH_NAMES: dict[str, str] = {
    "ar": "Arabic",
    "bg": "Bulgarian",
    "bn": "Bengali",
    "cs": "Czech",
    "da": "Danish",
    "de": "German",
    "el": "Greek",
    "en": "English",
    "es": "Spanish",
    "fa": "Persian",
    "fi": "Finnish",
    "fil": "Filipino",
    "fr": "French",
    "he": "Hebrew",
    "hi": "Hindi",
    "hu": "Hungarian",
    "id": "Indonesian",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "ms": "Malay",
    "nb": "Norwegian",
    "nl": "Dutch",
    "pl": "Polish",
    "pt": "Portuguese",
    "pt-BR": "Brazilian Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sr": "Serbian",
    "sv": "Swedish",
    "ta": "Tamil",
    "th": "Thai",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "vi": "Vietnamese",
    "zh": "Chinese",
    "zh-Hans": "Simplified Chinese",
    "zh-Hant": "Traditional Chinese",
}
LONGEST = 20  # characters of a tag, by its columns in the database
_NAMES = dict(LANGUAGES)
# Every two-letter code of ISO 639-1; a tag that starts with two other letters names no language.
_TWO_LETTERS = (
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en "
    "eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv "
    "ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne "
    "ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss "
    "st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu"
)
_TAG = re.compile(
    r"(?P<language>[a-z]{2,3})(?:-(?P<script>[a-z]{4}))?(?:-(?P<region>[a-z]{2}|[0-9]{3}))?"
    r"(?P<variants>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)"
)
# Scripts that are written from right to left (ISO 15924), and the languages that are written in one of them unless their tag
# says otherwise (Unicode CLDR, "likely subtags").
_RTL_SCRIPTS = ("Adlm", "Arab", "Aran", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa")
_RTL_LANGUAGES = "ar arc bal ckb dv fa glk he ks lrc mzn nqo pnb prs ps sd sdh syr ug ur yi"


def language_tag(text: str) -> str:
    """The tag in its usual spelling: `PT-br` gives `pt-BR`, `zh_hant` gives `zh-Hant`.

    Raises `ValueError` with a sentence for a person where it is no tag of language, script, region and variants (RFC 5646,
    section 2.1), names no language by its two letters, or is longer than `LONGEST` characters.
    """
    found = _TAG.fullmatch(text.strip().replace("_", "-").lower())
    if found is None or len(found[0]) > LONGEST:
        raise ValueError("Write the language as a tag, such as ar, ja, pt-BR or zh-Hans.")
    language, script, region = found["language"], found["script"], found["region"]
    if len(language) == 2 and language not in _TWO_LETTERS.split():
        raise ValueError(f"“{language}” is the code of no language. Indonesian is id, Japanese ja, Arabic ar.")
    parts = [language, script and script.title(), region and region.upper(), *found["variants"].split("-")]
    return "-".join(part for part in parts if part)


def named_language(text: str) -> str:
    """The tag of a language that is named in English or in its own words, or by its tag; "" for what names none."""
    wanted = text.strip().casefold()
    by_name = {name.casefold(): tag for tag, name in (*LANGUAGES, *ENGLISH_NAMES.items())}
    try:
        return by_name.get(wanted) or language_tag(text)
    except ValueError:
        return ""


def name_of(tag: str) -> str:
    """What its readers call the language, with the rest of the tag where it says more: `Português (Brasil)`, `Deutsch (AT)`."""
    if tag in _NAMES:
        return _NAMES[tag]
    primary, _, more = tag.partition("-")
    return f"{_NAMES[primary]} ({more})" if primary in _NAMES else tag


def direction_of(tag: str) -> str:
    """Which way lines of the language run: "rtl" or "ltr"."""
    primary, *more = tag.split("-")
    script = next((part for part in more if len(part) == 4 and part.isalpha()), "")
    rtl = script.title() in _RTL_SCRIPTS if script else primary.lower() in _RTL_LANGUAGES.split()
    return "rtl" if rtl else "ltr"
