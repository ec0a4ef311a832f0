"""One line out of a pydantic error. Knows nothing of what was validated."""

from pydantic import ValidationError


def explain(error: ValidationError) -> str:
    """Where each value is that does not fit, and why: "properties.name.type: Input should be …"."""
    return "; ".join(
        f"{'.'.join(str(part) for part in item['loc'])}: {item['msg']}".removeprefix(": ") for item in error.errors()
    )
