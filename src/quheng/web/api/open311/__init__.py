"""Open311 GeoReport v2: what clients of other cities know already."""
