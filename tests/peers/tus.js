// The tus project's own server on a folder, as an office would have it behind its gateway, which adds the office's header.
// Arguments: port, folder. Says its address once it listens.
import { createServer } from "node:http";
import { FileStore } from "@tus/file-store";
import { Server } from "@tus/server";

const [port, directory] = process.argv.slice(2);
const tus = new Server({ path: "/uploads", relativeLocation: true, datastore: new FileStore({ directory }) });

createServer((request, response) => {
  response.setHeader("Counter-Office", "1");
  tus.handle(request, response);
}).listen(Number(port), "127.0.0.1", function () {
  console.log(`http://127.0.0.1:${this.address().port}`);
});
