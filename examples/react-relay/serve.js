// Serves the built app, and hands /graphql on to a claimgraph:
//
//     node react-relay/serve.js [http://127.0.0.1:8080 [3000]]
import { createReadStream, existsSync } from "node:fs";
import { createServer, request } from "node:http";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { out } from "./build.js";

const types = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css" };

export function serve(claimgraph, port) {
  const server = createServer((asked, answer) => {
    const { pathname } = new URL(asked.url, "http://localhost");
    if (pathname === "/graphql") return handOn(new URL(asked.url, claimgraph), asked, answer);
    const file = out + (/^\/[a-z]+\.(js|css)$/.test(pathname) ? pathname.slice(1) : "index.html");
    if (!existsSync(file)) return answer.writeHead(404).end("build the app first: npm run build\n");
    answer.writeHead(200, { "Content-Type": types[extname(file)] + "; charset=utf-8" });
    createReadStream(file).pipe(answer);
  });
  return new Promise((resolve) => server.listen(port, "127.0.0.1", () => resolve(server)));
}

function handOn(url, asked, answer) {
  const upstream = request(url, { method: asked.method, headers: asked.headers }, (reply) => {
    answer.writeHead(reply.statusCode, reply.headers);
    reply.pipe(answer);
  });
  upstream.on("error", (error) => answer.writeHead(502).end(`no claimgraph at ${url.origin}: ${error.code}\n`));
  asked.pipe(upstream);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , claimgraph = "http://127.0.0.1:8080", port = 3000] = process.argv;
  const server = await serve(claimgraph, Number(port));
  console.log(`http://127.0.0.1:${server.address().port}/ asks ${claimgraph}`);
}
