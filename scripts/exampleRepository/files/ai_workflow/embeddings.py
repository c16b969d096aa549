"""Embeddings of agent messages, for finding work that was already done."""

import hashlib

import numpy as np
import torch
from transformers import AutoModel, AutoTokenizer

MODEL = "sentence-transformers/all-MiniLM-L6-v2"


def fingerprint(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def embed(texts: list[str]) -> "np.ndarray":
    tokenizer = AutoTokenizer.from_pretrained(MODEL)
    model = AutoModel.from_pretrained(MODEL)
    with torch.no_grad():
        batch = tokenizer(texts, padding=True, return_tensors="pt")
        return model(**batch).last_hidden_state.mean(dim=1).numpy()


def similarity(left: "np.ndarray", right: "np.ndarray") -> float:
    return float(left @ right / (np.linalg.norm(left) * np.linalg.norm(right)))
