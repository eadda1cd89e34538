"""The graph over HTTP, /sparql, /id/cluster/370782/造纸机械业, /api/search?q=zhucheng: read only."""
