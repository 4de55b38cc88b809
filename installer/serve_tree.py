"""A web server for try-updates.sh: serve_tree.py FOLDER CUT. Prints its port; while the file CUT is there, each package's line
breaks in its middle."""

import functools
import http.server
import os
import sys


class Handler(http.server.SimpleHTTPRequestHandler):
    cut = None

    def copyfile(self, source, out):
        if os.path.exists(self.cut) and self.path.endswith(".deb"):
            out.write(source.read(os.fstat(source.fileno()).st_size // 2))
            self.close_connection = True
        else:
            super().copyfile(source, out)

    def log_message(self, *words):
        pass


def main(folder, cut):
    Handler.cut = cut
    # The folder may be a link, and another tree at the next question.
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=folder)) as server:
        print(server.server_port, flush=True)
        server.serve_forever()


if __name__ == "__main__":
    main(*sys.argv[1:])
