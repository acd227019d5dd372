"""gunicorn: two processes of four threads. Sync workers are blocked by a few slow or idle connections (tried)."""

worker_class = "gthread"
workers = 2
threads = 4
timeout = 60
graceful_timeout = 15
keepalive = 5
max_requests = 5000
max_requests_jitter = 500
accesslog = None
control_socket_disable = True  # no admin socket: the supervisor owns the process
