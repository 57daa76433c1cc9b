// Types for TypeScript: npx graphql-codegen --config codegen.config.js writes
// them to build/codegen.
export default {
  schema: "../schema.graphqls",
  documents: "operations/*.graphql",
  generates: {
    "build/codegen/": {
      preset: "client",
      config: {
        // Both scalars are text in JSON. A new one is an error until it is listed.
        strictScalars: true,
        scalars: { DateTime: "string", EDTF: "string" },
        useTypeImports: true,
      },
      presetConfig: { fragmentMasking: false },
    },
  },
};
