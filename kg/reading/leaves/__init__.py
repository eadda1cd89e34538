"""Printed pages, whoever reads their characters (PDF, a recogniser, OFD) → a manuscript, by where each line stands."""
