// Questions to /graphql, and nowhere else.

import { askForKey, key } from "./key.js";

// What a key could change.
const wantsKey = ["UNAUTHENTICATED", "FORBIDDEN", "PERSISTED_QUERY_ID_REQUIRED"];

export async function ask(query, variables = {}) {
  const headers = { "Content-Type": "application/json", Accept: "application/graphql-response+json, application/json" };
  if (key()) headers.Authorization = "Bearer " + key();
  const response = await fetch("/graphql", { method: "POST", headers, body: JSON.stringify({ query, variables }) });
  const answer = await response.json();
  if (!answer.errors) return answer.data;
  const message = answer.errors.map((e) => e.message).join("; ");
  if (wantsKey.includes(answer.errors[0].extensions?.code) && await askForKey(message)) return ask(query, variables);
  throw new Error(message);
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
