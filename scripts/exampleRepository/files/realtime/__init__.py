"""Services of the realtime-collaboration team."""
