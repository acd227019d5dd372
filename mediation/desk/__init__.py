"""The workbench: queues by clock, the case beside the queue, and everything that can be done to it now."""
