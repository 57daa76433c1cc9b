// What views ask of terms, claims and articles.

// What may stand as an object; of a claim as much as names it.
export const termParts = `
fragment TermParts on Term {
  __typename label
  ... on Entity { id kind }
  ... on Claim { id article { id } fact { subject { label } predicate { name } object { __typename label } } }
}`;

export const claimParts = `
fragment ClaimParts on Claim {
  id polarity modality confidence rules extractor
  deprecation { id kind by reason decidedAt }
  confirmation { id kind by reason decidedAt }
  fact {
    id status
    subject { id label kind }
    predicate { name }
    object { ...TermParts }
  }
  attribution { text cue start end agent { id } via { text cue } }
  qualifiers { predicate { name } object { __typename label } }
  validTime { start end }
  evidence { text start end subject { start end } object { start end } }
  article { id key title publishedAt publisher { label } }
}${termParts}`;

export const articleParts = `
fragment ArticleParts on Article { id key title publishedAt publisher { label } claims { totalCount } }`;

export const pageInfo = "pageInfo { hasNextPage endCursor }";
