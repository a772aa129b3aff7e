"""Request -> Job -> Take: the queue, and the worker process that does the work."""
