"""Alerts in: what programs send over HTTP, each as its documentation gives it."""
