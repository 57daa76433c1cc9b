import { graphql, usePaginationFragment } from "react-relay";
import { FactRow } from "./FactRow.jsx";

// The far end and the direction stand on the edge: a fact is the same from
// wherever it is looked at.
export function FactList({ entity }) {
  const { data, hasNext, isLoadingNext, loadNext } = usePaginationFragment(
    graphql`
      fragment FactList_entity on Entity
      @refetchable(queryName: "FactListPaginationQuery")
      @argumentDefinitions(count: { type: "Int", defaultValue: 4 }, cursor: { type: "String" }) {
        label
        facts(direction: BOTH, first: $count, after: $cursor) @connection(key: "FactList_facts") {
          totalCount
          edges {
            direction
            other {
              label
            }
            node {
              id
              ...FactRow_fact
            }
          }
        }
      }
    `,
    entity,
  );
  const { edges, totalCount } = data.facts;
  return (
    <>
      <p className="quiet shown">{edges.length} of {totalCount} facts</p>
      <ul>
        {edges.map(({ direction, other, node }) => (
          <FactRow key={node.id + direction} fact={node} subject={direction === "OUT" ? data.label : other.label} object={direction === "OUT" ? other.label : data.label} />
        ))}
      </ul>
      {hasNext && <button className="more" disabled={isLoadingNext} onClick={() => loadNext(4)}>More</button>}
    </>
  );
}
