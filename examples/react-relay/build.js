// Builds the app into ../build/react-relay: relay-compiler first, then esbuild,
// where babel-plugin-relay puts the compiled queries in the place of their text.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { transformAsync } from "@babel/core";
import esbuild from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
export const out = fileURLToPath(new URL("../build/react-relay/", import.meta.url));

const relay = {
  name: "relay",
  setup(build) {
    build.onLoad({ filter: /react-relay\/src\/[^/]+\.jsx$/ }, async ({ path }) => {
      const { code } = await transformAsync(await readFile(path, "utf8"), {
        filename: path,
        babelrc: false,
        configFile: false,
        parserOpts: { plugins: ["jsx"] },
        plugins: [["relay", { artifactDirectory: here + "src/__generated__", eagerEsModules: true }]],
      });
      return { contents: code, loader: "jsx" };
    });
  },
};

export async function build() {
  // The compiler reads files that end in .graphql only; beside a server of yours
  // it is: claimgraph schema > schema.graphql
  cpSync(here + "../../schema.graphqls", here + "schema.graphql");
  mkdirSync(here + "src/__generated__", { recursive: true });
  const compiler = spawnSync(process.execPath, ["../node_modules/relay-compiler/cli.js", "relay.config.json"], { cwd: here, encoding: "utf8" });
  if (compiler.status !== 0) throw new Error("relay-compiler: " + compiler.stdout + compiler.stderr);
  await esbuild.build({
    entryPoints: [here + "src/main.jsx"],
    outfile: out + "app.js",
    bundle: true,
    minify: true,
    jsx: "automatic",
    target: "es2022",
    define: { "process.env.NODE_ENV": '"production"' },
    plugins: [relay],
    logLevel: "warning",
  });
  for (const file of ["index.html", "app.css"]) cpSync(here + file, out + file);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await build();
