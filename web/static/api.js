// Questions to /graphql, and nowhere else.

export async function ask(query, variables = {}) {
  const response = await fetch("/graphql", {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/graphql-response+json, application/json" },
    body: JSON.stringify({ query, variables }),
  });
  const answer = await response.json();
  if (answer.errors) throw new Error(answer.errors.map((e) => e.message).join("; "));
  return answer.data;
}

// What may stand as an object; of a claim as much as names it.
export const termParts = `
fragment TermParts on Term {
  __typename label
  ... on Entity { id kind }
  ... on Claim { id article { id } fact { subject { label } predicate { name } object { label } } }
}`;

export const claimParts = `${termParts}
fragment ClaimParts on Claim {
  id polarity modality confidence rules
  fact {
    id status
    subject { id label kind }
    predicate { name }
    object { ...TermParts }
  }
  attribution { text cue agent { id } via { text cue } }
  qualifiers { predicate { name } object { label } }
  validTime { start end }
  evidence { text start end subject { start end } object { start end } }
  article { id key title publishedAt publisher { label } }
}`;
