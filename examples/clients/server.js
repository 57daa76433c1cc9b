// A claimgraph of its own for a test: $CLAIMGRAPH is the program, the store is
// new, with the bundled articles, and goes when the test is done.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

export async function startServer(t, ...flags) {
  const program = process.env.CLAIMGRAPH;
  if (!program) throw new Error("CLAIMGRAPH is to be the path of the program: go build -o claimgraph . && CLAIMGRAPH=$PWD/claimgraph npm --prefix examples test");
  const dir = mkdtempSync(join(tmpdir(), "claimgraph-"));
  const server = spawn(program, ["--addr", "127.0.0.1:0", "--data", join(dir, "store"), ...flags], { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  server.stderr.on("data", (text) => (said += text));
  const ended = new Promise((resolve) => server.on("close", resolve));
  t.after(async () => {
    server.kill("SIGTERM");
    await ended;
    rmSync(dir, { recursive: true });
  });
  for await (const line of createInterface({ input: server.stdout })) {
    const [, origin] = line.match(/serves (http:\/\/[^/]+)\//) ?? [];
    if (origin) return { origin, url: origin + "/graphql" };
  }
  throw new Error("the server does not say where it serves: " + said);
}
