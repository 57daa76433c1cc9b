import { startTransition } from "react";

// useMore asks for the next page. A cursor is of one version of the graph:
// where an article came or went since, the list is asked for anew, as far as
// the next page would have gone.
export function useMore({ hasNext, loadNext, refetch }, shown) {
  if (!hasNext) return undefined;
  const again = (count) => startTransition(() => refetch({ count }, { fetchPolicy: "network-only" }));
  return (count) => loadNext(count, { onComplete: (error) => error && again(shown + count) });
}
