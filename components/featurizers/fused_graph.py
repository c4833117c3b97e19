"""all-MiniLM-L6-v2 as an ONNX graph of ONNX Runtime's fused operators, in float32 or dynamic int8.

The weights are quantised symmetrically and per channel (one scale per output column, for the embedding one
per word); activations are quantised by ONNX Runtime at run time. Input `ids` (batch, tokens) int64 without
padding; outputs `embedding` (batch, 384) float32 of length 1, the mean over the tokens, and `tone`, the same
of an inner layer, which tells how something is said better than the last one (docs/components/mood_classifier.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from onnx import ModelProto, TensorProto, helper, numpy_helper

LAYERS, HEADS, WIDTH = 6, 12, 384
TONE_LAYER = 4
EPSILON = 1e-12
FUSED = "com.microsoft"

Weights = Mapping[str, np.ndarray]


class GraphWriter:
    """Collects nodes and constants of one graph; every method gives the name of what it made."""

    def __init__(self, weights: Weights, quantised: bool) -> None:
        self._weights = weights
        self._quantised = quantised
        self._nodes: list[Any] = []
        self._constants: list[Any] = []

    def write(self) -> ModelProto:
        """Write the whole graph."""
        state = self._embed()
        for layer in range(LAYERS):
            state = self._layer(state, f"encoder.layer.{layer}")
            if layer + 1 == TONE_LAYER:
                self._pool(state, "tone")
        self._pool(state, "embedding")
        graph = helper.make_graph(
            self._nodes,
            "sentence_encoder",
            [helper.make_tensor_value_info("ids", TensorProto.INT64, ["batch", "tokens"])],
            [
                helper.make_tensor_value_info(name, TensorProto.FLOAT, ["batch", WIDTH])
                for name in ("embedding", "tone")
            ],
            self._constants,
        )
        operators = [helper.make_opsetid("", 17), helper.make_opsetid(FUSED, 1)]
        return helper.make_model(graph, opset_imports=operators, ir_version=8)

    def _constant(self, name: str, values: np.ndarray) -> str:
        self._constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def _node(self, kind: str, inputs: list[str], name: str, domain: str = "", **attributes: Any) -> str:
        self._nodes.append(helper.make_node(kind, inputs, [name], name=name, domain=domain, **attributes))
        return name

    def _embed(self) -> str:
        table = self._weights["embeddings.word_embeddings.weight"]
        if self._quantised:
            numbers, scale = per_channel(table.T)
            whole = self._node("Gather", [self._constant("words", numbers.T), "ids"], "word_numbers")
            as_float = self._node("Cast", [whole], "word_floats", to=TensorProto.FLOAT)
            scales = self._constant("word_scale", scale[:, None])
            word = self._node("Mul", [as_float, self._node("Gather", [scales, "ids"], "word_scales")], "word")
        else:
            word = self._node("Gather", [self._constant("words", table), "ids"], "word")
        return self._normalise(word, self._positions(), "embeddings.LayerNorm", fused=False)

    def _positions(self) -> str:
        """Rows 0 to tokens-1 of the position table, the one segment's row added beforehand."""
        segment = self._weights["embeddings.token_type_embeddings.weight"][0]
        table = self._weights["embeddings.position_embeddings.weight"] + segment
        shape = self._node("Shape", ["ids"], "shape", start=1, end=2)
        bounds = [self._constant("zero", np.array([0], np.int64)), shape]
        return self._node("Slice", [self._constant("places", table), *bounds], "position")

    def _normalise(self, one: str, two: str, name: str, bias: str | None = None, fused: bool = True) -> str:
        gamma = self._constant(f"{name}.gamma", self._weights[f"{name}.weight"])
        beta = self._constant(f"{name}.beta", self._weights[f"{name}.bias"])
        if not fused:
            total = self._node("Add", [one, two], f"{name}.sum")
            inputs = [total, gamma, beta]
            return self._node("LayerNormalization", inputs, name, axis=-1, epsilon=EPSILON)
        inputs = [one, two, gamma, beta, *([bias] if bias else [])]
        return self._node("SkipLayerNormalization", inputs, name, FUSED, epsilon=EPSILON)

    def _layer(self, state: str, name: str) -> str:
        seen = self._attend(state, f"{name}.attention.self")
        mixed = self._multiply(seen, f"{name}.attention.output.dense")
        bias = self._bias(f"{name}.attention.output.dense")
        state = self._normalise(mixed, state, f"{name}.attention.output.LayerNorm", bias)
        wide = self._multiply(state, f"{name}.intermediate.dense")
        bias = self._bias(f"{name}.intermediate.dense")
        wide = self._node("BiasGelu", [wide, bias], f"{name}.gelu", FUSED)
        narrow = self._multiply(wide, f"{name}.output.dense")
        return self._normalise(narrow, state, f"{name}.output.LayerNorm", self._bias(f"{name}.output.dense"))

    def _bias(self, name: str) -> str:
        return self._constant(f"{name}.bias", self._weights[f"{name}.bias"])

    def _attend(self, state: str, name: str) -> str:
        parts = ("query", "key", "value")
        weight = np.concatenate([self._weights[f"{name}.{part}.weight"].T for part in parts], axis=1)
        bias = np.concatenate([self._weights[f"{name}.{part}.bias"] for part in parts])
        bias_name = self._constant(f"{name}.bias", bias)
        if not self._quantised:
            inputs = [state, self._constant(f"{name}.weight", weight), bias_name]
            return self._node("Attention", inputs, name, FUSED, num_heads=HEADS)
        numbers, scale = per_channel(weight)
        outputs = [f"{name}.input", f"{name}.input_scale", f"{name}.input_zero"]
        self._nodes.append(helper.make_node("DynamicQuantizeLinear", [state], outputs, name=f"{name}.quantise"))
        inputs = [
            outputs[0],
            self._constant(f"{name}.weight", numbers),
            bias_name,
            outputs[1],
            self._constant(f"{name}.scale", scale),
            "",
            outputs[2],
            self._constant(f"{name}.zero", np.zeros(len(scale), np.int8)),
        ]
        return self._node("QAttention", inputs, name, FUSED, num_heads=HEADS)

    def _multiply(self, state: str, name: str) -> str:
        weight = self._weights[f"{name}.weight"].T
        if not self._quantised:
            return self._node("MatMul", [state, self._constant(f"{name}.weight", weight)], name)
        numbers, scale = per_channel(weight)
        inputs = [
            state,
            self._constant(f"{name}.weight", numbers),
            self._constant(f"{name}.scale", scale),
            self._constant(f"{name}.zero", np.zeros(len(scale), np.int8)),
        ]
        return self._node("DynamicQuantizeMatMul", inputs, name, FUSED)

    def _pool(self, state: str, name: str) -> str:
        mean = self._node("ReduceMean", [state], f"{name}.mean", axes=[1], keepdims=0)
        return self._node("LpNormalization", [mean], name, axis=-1, p=2)


def per_channel(weight: np.ndarray, bits: int = 8) -> tuple[np.ndarray, np.ndarray]:
    """Give int8 numbers and one float32 scale per column, so that numbers times scale is near the weight."""
    largest = 2 ** (bits - 1) - 1
    scale = np.maximum(np.abs(weight).max(axis=0), 1e-12) / largest
    return np.rint(weight / scale).astype(np.int8), scale.astype(np.float32)


def write_graph(weights: Weights, quantised: bool = True) -> bytes:
    """Give the serialised ONNX model of these MiniLM weights."""
    serialised: bytes = GraphWriter(weights, quantised).write().SerializeToString()
    return serialised
