"""Services of the ai-workflow team."""
