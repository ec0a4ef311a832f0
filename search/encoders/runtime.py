"""ONNX Runtime as this program uses it: on its own machine, telling nobody. Knows no model."""

import os
from typing import Any


def onnx_runtime() -> Any:
    """The module `onnxruntime`, without its telemetry.

    From 1.31 on its builds for Linux send events to their maker and keep an id of the machine from the moment of
    import; only this variable, set before, keeps them from it.
    """
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import onnxruntime

    return onnxruntime
