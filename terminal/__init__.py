"""The terminal face: what a person sees and types. No rule of letters, links or search lives here."""
