// Python that generated files bring along, so that they need nothing but torch 1.13: text only.

export const HEAD = `import torch
import torch.nn as nn
import torch.nn.functional as F`;

export const SOFTMAX = `def masked_softmax(scores):
    """Over the last axis; a row in which every score is -inf becomes zeros, where F.softmax gives nan."""
    weights = F.softmax(scores, dim=-1)
    return weights.masked_fill((scores == -float('inf')).all(dim=-1, keepdim=True), 0.0)`;

export const SINUSOID = `def sinusoid(length, width, base, even, odd):
    """Waves of falling frequency along the columns: even(p / base^(2i / width)) and odd(...) of the position p."""
    position = torch.arange(length, dtype=torch.float64)[:, None]
    column = torch.arange(width)
    angle = position * base ** (-2.0 * torch.div(column, 2, rounding_mode='floor') / width)
    return torch.where(column % 2 == 0, even(angle), odd(angle)).float()`;

export const READER = `def read_safetensors(path):
    """The tensors of a safetensors file of float32: the length of a header, the header as JSON, the cells."""
    with open(path, 'rb') as file:
        (length,) = struct.unpack('<Q', file.read(8))
        header = json.loads(file.read(length))
        cells = bytearray(file.read())
    header.pop('__metadata__', None)
    tensors = {}
    for name, entry in header.items():
        start, end = entry['data_offsets']
        flat = torch.frombuffer(cells, dtype=torch.float32, count=(end - start) // 4, offset=start)
        tensors[name] = flat.reshape(entry['shape']).clone()
    return tensors`;
