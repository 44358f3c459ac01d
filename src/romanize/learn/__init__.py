"""Learns grapheme correspondences from the gazetteer's own names; see ../learn.py."""
