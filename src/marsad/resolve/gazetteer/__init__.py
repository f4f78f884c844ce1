"""The gazetteer: GeoNames places in one SQLite file, found by folded name.

This package's `__init__` imports nothing: the wheel's build hook loads `build` from a bare checkout.
"""
