"""Makes `make serve` see a saved file sooner.

MkDocs 1.6.1 looks at the disk every half second, and no setting says otherwise (livereload/__init__.py, `polling_interval` of
LiveReloadServer): with that, a saved change is shown after up to 1.1 s. Here it looks ten times a second.
"""

from __future__ import annotations

from watchdog.observers.polling import PollingObserver

EVERY = 0.1  # seconds


def on_serve(server, config, builder):
    """Watch what MkDocs watches by now with a quicker observer; what it adds later comes to the same one."""
    watched = [config.docs_dir, config.config_file_path]
    for path in watched:
        server.unwatch(path)
    server.observer = PollingObserver(timeout=EVERY)
    for path in watched:
        server.watch(path)
    return server
