"""Draws and scores the sheets on linking across articles.

    cg load --data S.db ARTICLES && cg export --derived --data S.db -o S.nq
    pairs.py draw   S.nq ARTICLES SEED COUNT [OLD ...]  lines for pairs-SEED.tsv, verdicts empty
    pairs.py score  SHEET                               precision
    pairs.py again  S.nq SHEET ...                      precision of the sheets' pairs that are still one entity
    pairs.py find   ARTICLES names-30.patterns          lines for names-30.tsv
    pairs.py recall S.nq SHEET [-v]                     recall, as the store has it

Everything is chosen by the order of SHA-256 hashes of the seed and what is
chosen, so that no library's random numbers matter. Python 3.8, no packages.
"""
import collections
import hashlib
import itertools
import json
import re
import sys

VOCAB = "urn:claimgraph:vocab:"
CAP = 5  # pairs of one entity that may be drawn


def locals_of(export):
    """Local entities by IRI: label, kind, named, mentions, and what they denote."""
    found = collections.defaultdict(lambda: {"mentions": [], "named": False, "label": "", "kind": "", "denotes": ""})
    line = re.compile(r'<([^>]*#e\d+)> <([^>]*)> (?:<([^>]*)>|"((?:[^"\\]|\\.)*)")')
    for text in open(export, encoding="utf-8"):
        m = line.match(text)
        if not m:
            continue
        iri, predicate, node, literal = m.groups()
        e = found[iri]
        if predicate == VOCAB + "denotes":
            e["denotes"] = node
        elif predicate == VOCAB + "named":
            e["named"] = literal == "true"
        elif predicate.endswith("rdf-schema#label"):
            e["label"] = json.loads('"%s"' % literal.replace("\t", "\\t"))
        elif predicate.endswith("rdf-syntax-ns#type"):
            e["kind"] = re.split("[:/#]", node)[-1]
        elif predicate.startswith(VOCAB + "mention:"):
            start, end = node.rsplit("=", 1)[1].split(",")
            e["mentions"].append((predicate == VOCAB + "mention:name", int(start), int(end)))
    return found


def articles_of(path):
    return {a["id"]: a["text"] for a in map(json.loads, open(path, encoding="utf-8"))}


def chance(seed, *what):
    return hashlib.sha256("\0".join([str(seed), *what]).encode()).hexdigest()


def context(text, start, end, around=110):
    """The mention in [[ ]] and what stands around it, on one line."""
    parts = text[max(0, start - around) : start], "[[", text[start:end], "]]", text[end : end + around]
    return " ".join("".join(parts).split())


def tail(iri):
    return iri.rsplit("/wiki/", 1)[-1]


def draw(export, path, seed, count, *old):
    texts, seen = articles_of(path), set()
    for sheet in old:
        seen.update(frozenset((c[4], c[6])) for c in rows(sheet))
    groups = collections.defaultdict(list)
    for iri, e in locals_of(export).items():
        if e["named"] and e["mentions"] and not iri.endswith("#e0"):  # e0 is the publisher
            groups[e["denotes"]].append((iri, e))
    pairs = []
    for members in groups.values():
        members.sort(key=lambda m: m[0])
        own = [p for p in itertools.combinations(members, 2) if p[0][0].split("#e")[0] != p[1][0].split("#e")[0]]
        pairs += sorted(own, key=lambda p: chance(seed, p[0][0], p[1][0]))[:CAP]
    pairs = [p for p in pairs if frozenset(where(*p[0], texts)[0] + where(*p[1], texts)[0]) not in seen]
    drawn = sorted(pairs, key=lambda p: chance(seed, "drawn", p[0][0], p[1][0]))[: int(count)]
    print("# %d pairs that could be drawn" % len(pairs))
    print("n\tverdict\tcause\tentity\tarticle\tcontext\tarticle\tcontext")
    for n, (x, y) in enumerate(drawn):
        (a, left), (b, right) = where(*x, texts), where(*y, texts)
        print(n, "", "", "%s (%s) = %s (%s)" % (x[1]["label"], x[1]["kind"], y[1]["label"], y[1]["kind"]), a[0], left, b[0], right, sep="\t")


def where(iri, e, texts):
    """The place of an entity's first name, and its context."""
    article = iri.split("#e")[0]
    _, start, end = sorted(e["mentions"], key=lambda m: (not m[0], m[1]))[0]
    return ("%s#%d,%d" % (tail(article), start, end),), context(texts[article], start, end)


def rows(sheet):
    for line in open(sheet, encoding="utf-8"):
        columns = line.rstrip("\n").split("\t")
        if not line.startswith("#") and columns[0].isdigit():
            yield columns


def score(sheet):
    verdicts = collections.Counter(c[1] for c in rows(sheet))
    right = verdicts["same"]
    print("%d of %d pairs are one thing: %.3f" % (right, right + verdicts["different"], right / (right + verdicts["different"])), dict(verdicts))


def again(export, *sheets):
    """Of the judged pairs that denote one entity in this store: how many are one
    thing. A pair that stands on several sheets counts once, as the last has it."""
    at = {}
    for iri, e in locals_of(export).items():
        if e["named"]:
            for _, start, end in e["mentions"]:
                at["%s#%d,%d" % (tail(iri.split("#e")[0]), start, end)] = e["denotes"]
    judged = {frozenset((c[4], c[6])): c[1] for sheet in sheets for c in rows(sheet)}
    merged = [verdict for pair, verdict in judged.items() if len({at.get(place, place) for place in pair}) == 1]
    right = merged.count("same")
    print("%d of %d pairs that are one entity are one thing: %.3f" % (right, len(merged), right / len(merged)), "of %d judged" % len(judged))


def find(path, names):
    """The first occurrence of each spelling of each name in each article."""
    print("n\tverdict\tname\tspelling\tarticle\tcontext")
    n = 0
    for line in open(names, encoding="utf-8"):
        name, pattern = line.rstrip("\n").split("\t")
        for article, text in sorted(articles_of(path).items()):
            spellings = {}
            for m in re.finditer(pattern, text):
                spellings.setdefault(m.group(), m.start())
            for spelling, start in sorted(spellings.items(), key=lambda s: s[1]):
                place = "%s#%d,%d" % (tail(article), start, start + len(spelling))
                print(n, "", name, spelling, place, context(text, start, start + len(spelling), 60), sep="\t")
                n += 1


def recall(export, sheet, verbose=""):
    """Of the pairs of local entities of different articles that mean one of the
    names, how many denote one entity. A place that no entity has is one by
    itself."""
    at = collections.defaultdict(list)
    for iri, e in locals_of(export).items():
        for _, start, end in e["mentions"]:
            at[tail(iri.split("#e")[0])].append((start, end, iri, e["denotes"] if e["named"] else iri))
    units = collections.defaultdict(dict)
    for _, verdict, name, spelling, place, _ in rows(sheet):
        if verdict != "yes":
            continue
        article, span = place.rsplit("#", 1)
        start, end = map(int, span.split(","))
        covering = [m for m in at[article] if m[0] < end and start < m[1]]
        # The name itself or, of a name that was read longer or shorter, the nearest to it.
        best = min(covering, key=lambda m: (abs(m[0] - start) + abs(m[1] - end), m[0]), default=(0, 0, place, place))
        units[name].setdefault((article, best[2]), (best[3], spelling))
    right = possible = 0
    shares = []
    for name, of in units.items():
        linked = pairs = 0
        for (x, y) in itertools.combinations(of, 2):
            if x[0] != y[0]:
                pairs += 1
                linked += of[x][0] == of[y][0]
        right, possible = right + linked, possible + pairs
        shares.append(linked / pairs)
        if verbose:
            entities = collections.Counter(of[u][0] for u in of)
            most = entities.most_common(1)[0][0]
            lost = collections.Counter(of[u][1] for u in of if of[u][0] != most)
            print("%-32s %3d local entities, %5d of %5d pairs %.3f  %s" % (name, len(of), linked, pairs, linked / pairs, dict(lost.most_common(8))))
    print("%d of %d pairs are linked: %.3f; mean of the %d names %.3f" % (right, possible, right / possible, len(shares), sum(shares) / len(shares)))


def main(verb, *arguments):
    {"draw": draw, "score": score, "again": again, "find": find, "recall": recall}[verb](*arguments)


if __name__ == "__main__":
    main(*sys.argv[1:])
