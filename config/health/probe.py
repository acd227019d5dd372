"""`python -m config.health.probe [ADDRESS]`: exit 0 when the web process on this machine is ready (container probe).

It asks as the reverse proxy does, with the public host and scheme, or the web process would redirect it.
"""

from __future__ import annotations

import http.client
import os
import sys
from urllib.parse import urlsplit

PATH = "/health/ready"


def main() -> int:
    """0 ready, 1 not; one line on standard error says why."""
    address = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:8000"
    public = urlsplit(os.environ.get("PUBLIC_URL", f"http://{address}"))
    try:
        connection = http.client.HTTPConnection(address, timeout=5)
        connection.request("GET", PATH, headers={"Host": public.netloc, "X-Forwarded-Proto": public.scheme})
        response = connection.getresponse()
        said = response.read(300).decode(errors="replace")
    except OSError as error:
        sys.stderr.write(f"hejie: {address} does not answer: {error}\n")
        return 1
    if response.status != 200:
        sys.stderr.write(f"hejie: {address}{PATH} says {response.status} {said}\n")
    return 0 if response.status == 200 else 1


if __name__ == "__main__":
    sys.exit(main())
