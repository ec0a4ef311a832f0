"""Builds the ONNX graph of the bundled model from its container; knows nothing of texts, caches or sessions.

Input x [1, tokens, hidden] is the sum of word, position and type embeddings, made outside, so that the large word
table never enters the graph. Output y has the same shape. Weights keep their four bits: MatMulNBits holds exactly
what the container holds, only packed in another order.
"""

from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper

from search.encoders.container import BLOCK, Container, block_scales

_MICROSOFT = "com.microsoft"
_INT8_ACTIVATIONS = 4  # MatMulNBits' accuracy_level: activations as int8 per block, as the weights' own engine has them


class _Graph:
    """Nodes and weights as they are added."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def weight(self, name: str, values: npt.NDArray[np.generic]) -> str:
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def node(self, kind: str, inputs: list[str], output: str, *, domain: str = _MICROSOFT, **attributes: Any) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [output], name=output, domain=domain, **attributes))
        return output


def build_graph(container: Container) -> bytes:
    """The serialised ONNX model; the same container gives the same bytes."""
    graph = _Graph()
    x = graph.node(
        "LayerNormalization",
        ["x", *(graph.weight(name, container.fp32(name)) for name in ("emb.ln.w", "emb.ln.b"))],
        "emb.ln",
        domain="",
        axis=-1,
        epsilon=container.epsilon,
    )
    for layer in range(container.layers):
        x = _layer(graph, container, f"l{layer}", x)
    graph.node("Identity", [x], "y", domain="")
    shape: list[str | int | None] = [1, "tokens", container.hidden]
    model = helper.make_model(
        helper.make_graph(
            graph.nodes,
            "multilingual-e5-small",
            [helper.make_tensor_value_info("x", TensorProto.FLOAT, shape)],
            [helper.make_tensor_value_info("y", TensorProto.FLOAT, shape)],
            graph.weights,
        ),
        opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid(_MICROSOFT, 1)],
        ir_version=9,
    )
    return bytes(model.SerializeToString(deterministic=True))


def _layer(graph: _Graph, container: Container, layer: str, x: str) -> str:
    qkv = _matmul(graph, container, [f"{layer}.{part}.w" for part in "qkv"], x, f"{layer}.qkv")
    parts = [f"{layer}.{part}" for part in "qkv"]
    graph.nodes.append(helper.make_node("Split", [qkv], parts, name=f"{layer}.split", axis=-1))
    bias = np.concatenate([container.fp32(f"{layer}.{part}.b") for part in "qkv"])
    context = graph.node(
        "MultiHeadAttention",
        [*parts, graph.weight(f"{layer}.qkv.b", bias)],
        f"{layer}.context",
        num_heads=container.heads,
    )
    attended = _matmul(graph, container, [f"{layer}.ao.w"], context, f"{layer}.ao")
    x = _add_and_norm(graph, container, attended, x, bias=f"{layer}.ao.b", norm=f"{layer}.aln")
    inner = _matmul(graph, container, [f"{layer}.fi.w"], x, f"{layer}.fi")
    gelu = graph.node(
        "BiasGelu", [inner, graph.weight(f"{layer}.fi.b", container.fp32(f"{layer}.fi.b"))], f"{layer}.gelu"
    )
    outer = _matmul(graph, container, [f"{layer}.fo.w"], gelu, f"{layer}.fo")
    return _add_and_norm(graph, container, outer, x, bias=f"{layer}.fo.b", norm=f"{layer}.oln")


def _add_and_norm(graph: _Graph, container: Container, x: str, skip: str, *, bias: str, norm: str) -> str:
    names = (f"{norm}.w", f"{norm}.b", bias)
    weights = [graph.weight(name, container.fp32(name)) for name in names]
    return graph.node("SkipLayerNormalization", [x, skip, *weights], norm, epsilon=container.epsilon)


def _matmul(graph: _Graph, container: Container, names: list[str], x: str, output: str) -> str:
    columns = container.feed_forward if names[0].endswith(".fo.w") else container.hidden
    blocks = np.concatenate([container.q4(name, columns) for name in names])
    nibbles = blocks[..., 2:]
    # The container pairs weight j with j + 16 in one byte, MatMulNBits pairs 2i with 2i + 1.
    values = np.concatenate((nibbles & 15, nibbles >> 4), axis=-1)
    packed = values[..., 0::2] | (values[..., 1::2] << 4)
    return graph.node(
        "MatMulNBits",
        [x, graph.weight(f"{output}.w", packed), graph.weight(f"{output}.scales", block_scales(blocks).reshape(-1))],
        output,
        K=columns,
        N=blocks.shape[0],
        bits=4,
        block_size=BLOCK,
        accuracy_level=_INT8_ACTIVATIONS,
    )
