"""Pure: standard library only. No clock, no log, no environment, no await, no vendor."""
