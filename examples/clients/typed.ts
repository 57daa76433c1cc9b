// What the generated types know, checked by tsc: each line marked as an error
// has to be one.
import { Client, fetchExchange } from "@urql/core";
import { ConflictsQueryDocument, MatchQueryDocument, WhoClaimsQueryDocument } from "../build/codegen/graphql.js";

const client = new Client({ url: "http://127.0.0.1:8080/graphql", exchanges: [fetchExchange] });

export async function sentences(name: string): Promise<string[]> {
  const { data } = await client.query(WhoClaimsQueryDocument, { entity: { name }, predicates: ["trained_on"] });
  return (data?.entity?.facts.edges ?? []).flatMap((edge) => edge.node.claims.nodes.map((claim) => claim.evidence.text));
}

export async function mistakes() {
  // @ts-expect-error an entity is named in exactly one way
  await client.query(WhoClaimsQueryDocument, { entity: { name: "DeepSeek", iri: "urn:x" } });
  // @ts-expect-error the entity is needed
  await client.query(WhoClaimsQueryDocument, {});
  const { data } = await client.query(ConflictsQueryDocument, { entity: { name: "DeepSeek-V3" } });
  for (const conflict of data?.conflicts.nodes ?? []) {
    const kind: "FUNCTIONAL_VALUE" | "POLARITY" | "VALID_TIME" | "QUANTITY" | "DISPUTED" = conflict.kind;
    // @ts-expect-error not asked for
    console.log(kind, conflict.subject);
  }
  const rows = (await client.query(MatchQueryDocument, { maker: { name: "Nvidia" } })).data?.match.nodes ?? [];
  // @ts-expect-error an optional line binds nothing
  console.log(rows.map((row) => row.bindings.map((binding) => binding.value.label)));
}
