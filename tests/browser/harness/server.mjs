// A static server as hosts have them: compressed answers, the site's own page for what is missing, the policy as a header,
// and, where asked for, everything below a sub-path.
import { createServer } from "node:http";
import { readFileSync, statSync } from "node:fs";
import { extname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";

export const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'";

const types = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".txt": "text/plain; charset=utf-8",
  ".xml": "application/xml; charset=utf-8",
  ".ics": "text/calendar; charset=utf-8",
};

function file(folder, path) {
  const place = join(folder, normalize(decodeURIComponent(path)));
  try {
    return statSync(place).isDirectory() ? join(place, "index.html") : place;
  } catch {
    return undefined;
  }
}

/** Serves a folder below a prefix (`/` or `/a/b/`) until `close` is called; `base` is where it begins. */
export function serve(folder, prefix = "/") {
  const server = createServer((request, response) => {
    const path = new URL(request.url, "http://localhost").pathname;
    const found = path.startsWith(prefix) ? file(folder, path.slice(prefix.length)) : undefined;
    let [status, place] = [200, found];
    let bytes;
    try {
      bytes = readFileSync(place);
    } catch {
      [status, place] = [404, join(folder, "404.html")];
      bytes = path.startsWith(prefix) ? readFileSync(place) : Buffer.from("outside the site");
    }
    response.writeHead(status, {
      "content-type": types[extname(place)] ?? "application/octet-stream",
      "content-encoding": "gzip",
      "content-security-policy": policy,
    });
    response.end(gzipSync(bytes));
  });
  // A connection that the server closes while a client is about to use it again would fail a test by chance.
  server.keepAliveTimeout = 0;
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      resolve({ base: `http://127.0.0.1:${server.address().port}${prefix}`, close });
    });
  });
}
