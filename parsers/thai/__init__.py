"""Thai text: one normal form with offsets back to the source, months and years."""
