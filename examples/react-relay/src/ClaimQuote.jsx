import { graphql, useFragment } from "react-relay";

export function ClaimQuote({ claim }) {
  const { evidence, attribution, modality, polarity, article } = useFragment(
    graphql`
      fragment ClaimQuote_claim on Claim {
        modality
        polarity
        attribution {
          text
          cue
        }
        evidence {
          text
          start
          end
        }
        article {
          key
          title
        }
      }
    `,
    claim,
  );
  const said = [polarity === "NEGATED" && "denied", modality.toLowerCase(), attribution && `“${attribution.cue}” ${attribution.text}`];
  return (
    <blockquote>
      {evidence.text}
      <div className="quiet">
        {said.filter(Boolean).join(", ")} · {article.title ?? article.key}, characters {evidence.start} to {evidence.end}
      </div>
    </blockquote>
  );
}
