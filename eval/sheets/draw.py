#!/usr/bin/env python3
"""Draws sentences for a sheet of edges: some that yield an edge (an affirmed
claim, asserted or reported) and hold a word that may weaken one.

    claimgraph extract articles.jsonl > claims.jsonl
    python3 eval/sheets/draw.py claims.jsonl SEED [COUNT] > eval/sheets/edges-SEED.tsv

Sentences of the sheets edges-1NN.tsv with a lower number are left out first. The
same claims, sheets and seed give the same lines. Each line has a number, room for the verdict ("right" or
"false") and its cause, the sentence, and its edges as they are read now:
subject | predicate | object ; qualifiers [polarity modality <source> <its source>].
"""
import csv
import glob
import json
import os
import random
import re
import sys

# Negation, modal or future auxiliary, plan, wish, purpose, condition, time,
# hearsay, denial, saying, belief, accusation, "former", quotation or question mark.
WEAKENS = re.compile(
    r"""\b(no|not|never|neither|nor|none|nobody|nothing|hardly|barely|scarcely|rarely|seldom|without|instead|rather"""
    r"""|unless|if|whether|until|before|would|could|might|may|can|must|should|will|shall|cannot|ought|need\w*|to|for"""
    r"""|plan\w*|propos\w*|intend\w*|hop\w+|fear\w*|threat\w*|attempt\w*|tr(?:y|ied|ies|ying)|fail\w*|refus\w*|declin\w*"""
    r"""|den(?:y|ied|ies|ying)|reject\w*|doubt\w*|disput\w*|alleg\w*|accus\w*|suspect\w*|charg\w*|report\w*|claim\w*"""
    r"""|said|says|say|told|according|believ\w*|think\w*|thought|expect\w*|possib\w*|likely|unlikely|probabl\w*|perhaps"""
    r"""|maybe|apparent\w*|seem\w*|appear\w*|nearly|almost|potential\w*|would-be|former|ex|set|due|scheduled|able|unable"""
    r"""|want\w*|ask\w*|order\w*|urg\w*|call\w*|demand\w*|requir\w*|avoid\w*|prevent\w*|ban\w*|prohibit\w*|block\w*|future"""
    r"""|upcoming|predict\w*|warn\w*|consider\w*|seek\w*|sought|wish\w*|let|when|once|ahead|pending)\b"""
    r"""|n['’]t\b|['’](?:ll|d)\b|["“”?]""", re.I)


def line(text):
    return " ".join(text.split())


def edges(claims):
    """The claims that are edges, by the place of their sentences."""
    found = {}
    for claim in map(json.loads, claims):
        if claim["polarity"] == "affirmed" and claim["modality"] in ("asserted", "reported"):
            said = claim["evidence"]
            place = claim["article"], said["start"], said["end"]
            found.setdefault(place, (line(said["text"]), []))[1].append(claim)
    return found


def read_before(seed):
    """The sentences of the sheets with lower numbers, from 101 on."""
    sentences = set()
    for name in glob.glob(os.path.join(os.path.dirname(os.path.abspath(__file__)), "edges-1[0-9][0-9].tsv")):
        if int(name[-7:-4]) < seed:
            with open(name, encoding="utf-8") as sheet:
                rows = csv.DictReader((row for row in sheet if not row.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)
                sentences.update(line(row["sentence"]) for row in rows)
    return sentences


def shown(claim):
    source, sources = claim.get("attribution"), ""
    while source:
        sources, source = sources + " <" + source["text"] + ">", source.get("via")
    narrowed = "".join(" ; " + q["predicate"] + " " + q["object"].get("text", "") for q in claim.get("qualifiers") or [])
    return line("%s | %s | %s%s [%s %s%s]" % (claim["subject"]["text"], claim["predicate"]["name"],
        claim["object"].get("text") or "true", narrowed, claim["polarity"], claim["modality"], sources))


def main(file, seed, count=300):
    with open(file, encoding="utf-8") as claims:
        found = edges(claims)
    before = read_before(seed)
    those = sorted(place for place in found if WEAKENS.search(found[place][0]) and found[place][0] not in before)
    random.seed(seed)
    print("n\tverdict\tcause\tsentence\tclaims")
    for n, place in enumerate(random.sample(those, count)):
        sentence, claims = found[place]
        print(n, "", "", sentence, " ;; ".join(map(shown, claims)), sep="\t")
    print(len(found), "sentences with edges,", len(those), "to draw from", file=sys.stderr)


main(sys.argv[1], *map(int, sys.argv[2:]))
