import { graphql, useFragment } from "react-relay";
import { ClaimQuote } from "./ClaimQuote.jsx";

export function FactRow({ fact, subject, object }) {
  const { predicate, status, claims } = useFragment(
    graphql`
      fragment FactRow_fact on Fact {
        status
        predicate {
          name
        }
        claims(first: 20) {
          nodes {
            id
            ...ClaimQuote_claim
          }
        }
      }
    `,
    fact,
  );
  return (
    <li className="fact">
      <details>
        <summary>
          {subject} <i>{predicate.name}</i> {object} <span className="status">{status.toLowerCase()}</span>
        </summary>
        {claims.nodes.map((claim) => <ClaimQuote key={claim.id} claim={claim} />)}
      </details>
    </li>
  );
}
