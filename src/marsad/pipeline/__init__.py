"""The way through the house: the rooms in their order, from paths to the record of claims, events and control."""
